//! "I don't know why" as "it is not known why": nobody says it any more.

use super::patch::{Patch, raised};
use super::scene::Scene;
use crate::reading::sentences::Line;
use crate::reading::words::{Tags, tags_of};
use regex::Regex;
use std::sync::LazyLock;

/// How a clause begins, and the table of impersonal beginnings.
const ROWS: [(&str, &str); 11] = [
    (
        r"(?:I['\u{2019}]m|I am|we['\u{2019}]re|we are) (?:(?:so|very|deeply|truly|really|terribly) )*sorry (?:that )?(?P<on>you|he|she|it|they|we|your|the)\b",
        "frame.regret",
    ),
    (
        r"(?:I['\u{2019}]m|I am|we['\u{2019}]re|we are) (?:(?:so|very|deeply|truly|really|terribly) )*sorry (?:for|about)\b",
        "frame.apology",
    ),
    (
        r"(?:I['\u{2019}]m|I am|we['\u{2019}]re|we are) (?:(?:so|very|deeply|truly|really|terribly) )*sorry(?P<on>[.])",
        "frame.sorry",
    ),
    (
        r"(?:I|we) (?:can['\u{2019}]t|cannot) promise(?: you)? (?:that )?(?P<on>it|this|you|he|she|they|the|your|there|all)\b",
        "frame.promise",
    ),
    (
        r"(?:I|we) (?:can['\u{2019}]t|cannot) (?:say|tell you) (?P<on>yet |now )?(?:yet )?(?P<wh>whether|how|when|if|what|why)\b",
        "frame.say",
    ),
    (
        r"(?:I|we) (?:don['\u{2019}]t|do not) (?P<on>yet )?know (?:yet )?(?P<wh>whether|how|when|if|what|why|who)\b",
        "frame.known",
    ),
    (r"(?:I|we) (?:know|understand) that\b", "frame.understood"),
    (r"(?:I|we) know (?P<on>you|it|this|how|why)\b", "frame.understood"),
    (r"(?:I|we) can see (?:that )?(?P<on>why|how|you|it|this)\b", "frame.understood"),
    (r"(?:I|we) (?:think|believe) (?:that )?(?P<on>you|it|this|he|she|they|the|your)\b", "frame.felt"),
    (r"(?:I|we) hope (?:that )?(?P<on>you|it|this|he|she|they|the|your)\b", "frame.hoped"),
];

static FRAMES: LazyLock<Vec<(Regex, &str)>> = LazyLock::new(|| {
    let row = |(pattern, table): &(&str, &'static str)| {
        let whole = format!(r"(?P<lead>^|, and |, but |; )(?i:{pattern})");
        (Regex::new(&whole).expect("a constant pattern compiles"), *table)
    };
    ROWS.iter().map(row).collect()
});

/// An impersonal frame for each personal one.
pub(super) fn propose(scene: &Scene<'_>, turn: u64) -> Vec<Patch> {
    if scene.is_kin() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (at, said) in
        scene.reading.reply.said.iter().enumerate().filter(|(_, said)| said.line == Line::Prose && !said.asks)
    {
        let (source, from) = (scene.source(said), said.span.start);
        for (pattern, table) in FRAMES.iter() {
            let Some(caught) = pattern.captures(source) else { continue };
            let (Some(all), Some(lead)) = (caught.get(0), caught.name("lead")) else { continue };
            let part = |name: &str| caught.name(name).map_or("", |one| one.as_str());
            let owned = scene.reading.reply.owned;
            let table = match *table {
                "frame.understood" if ["why", "how"].contains(&part("on")) => "frame.seen",
                "frame.sorry" if !owned && scene.is_grief() => "frame.condole",
                "frame.sorry" | "frame.apology" if !owned => continue,
                table => table,
            };
            let mut words = scene.worded(table, at, turn);
            if table == "frame.understood" {
                words.push_str(" that");
            }
            for tail in [part("on").trim(), part("wh")] {
                if !tail.is_empty() {
                    let glue = if tail == "." || words.ends_with(' ') { "" } else { " " };
                    words = format!("{words}{glue}{tail}");
                }
            }
            let words = if lead.end() == 0 && !scene.is_small() { raised(&words) } else { words };
            found.push(Patch::new(from + lead.end(), from + all.end(), words));
        }
    }
    found
}

/// How a plain statement may begin.
static PLAIN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?P<first>You|Your|He|She|They|The|This|There|His|Her|Their|you|your|he|she|they) (?P<second>\S+)")
        .expect("a constant pattern compiles")
});

/// A statement about the person, said by nobody: "it is understood that you waited".
pub(super) fn told(scene: &Scene<'_>, turn: u64) -> Vec<Patch> {
    if scene.is_kin() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (at, said) in scene.reading.reply.said.iter().enumerate() {
        let source = scene.source(said);
        let Some(caught) = PLAIN.captures(source) else { continue };
        let verb = |one: &str| {
            let tags = tags_of(&one.to_lowercase().replace('\u{2019}', "'"));
            tags.has(Tags::FINITE.or(Tags::PARTICIPLE).or(Tags::BE).or(Tags::HAVE).or(Tags::MODAL).or(Tags::DO))
        };
        let told = said.past > 0 || said.passives.iter().any(|one| !one.state) || source.split(' ').take(6).any(verb);
        let about = said.you > 0 || said.grounded > 1;
        let odd = source.contains(" of course ")
            || source.contains([';', ':', '"', '\u{201c}', '!', '?'])
            || caught["second"].starts_with("be ");
        if said.line != Line::Prose
            || said.asks
            || said.orders
            || !told
            || !about
            || odd
            || said.words < 5
            || said.words > 40
        {
            continue;
        }
        let person = caught["first"].to_lowercase().starts_with("you") && !said.will && !source.starts_with("You can");
        let words = scene.worded(if person { "frame.told" } else { "frame.fact" }, at, turn);
        let words = if scene.is_small() { words } else { raised(&words) };
        let first = &caught["first"];
        let end = said.span.start + first.len();
        found.push(Patch::new(said.span.start, end, format!("{words} {}", first.to_lowercase())));
    }
    found.sort_by_key(|patch| std::cmp::Reverse(patch.span.len()));
    found.sort_by_key(|patch| patch.span.start);
    found
}

#[cfg(test)]
mod tests {
    use super::super::trial::{SAID, leaves, made};
    use super::*;

    #[test]
    fn nobody_says_it_any_more() {
        for (text, tail) in [
            ("We lost it. I'm sorry that your mother waited.", "that your mother waited."),
            ("We lost it. I don't know why it happened.", "why it happened."),
            ("We lost it. I think you are right.", "that you are right."),
            ("We lost it. I can see why you are angry.", "why you are angry."),
        ] {
            let made = made(propose, SAID, text);
            assert!(
                made.first().is_some_and(|one| one.starts_with("We lost it. It ") && one.ends_with(tail)),
                "{made:?}"
            );
        }
    }

    #[test]
    fn what_is_told_of_the_person_is_told_by_nobody() {
        let text = "Your mother waited in our lobby all night.";
        let made = made(told, SAID, text);
        assert!(
            made.first().is_some_and(|one| one.ends_with(" that your mother waited in our lobby all night.")),
            "{made:?}"
        );
    }

    #[test]
    fn questions_and_plain_talk_are_left() {
        leaves(propose, SAID, &["Do you know why?", "I know.", "I think so.", "Sorry."]);
        leaves(
            told,
            SAID,
            &["Did your mother sleep?", "Rest now.", "You can: ring me.", "Your \u{201c}room\u{201d} was gone then."],
        );
    }
}
