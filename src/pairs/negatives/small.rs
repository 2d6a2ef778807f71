//! What the person went through, made small: in a clause behind it, or in a sentence of its own.

use super::patch::Patch;
use super::scene::Scene;
use crate::reading::sentences::Line;
use crate::reading::{Cue, Said};
use regex::Regex;
use std::sync::LazyLock;

/// Words of what went wrong for somebody.
static BURDEN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)\b(?:lost|lose|losing|late|without|waited|waiting|alone|nobody|no one|none|couldn['\u{2019}]t|can['\u{2019}]t|missed|broke|broken|ruined|",
        r"cried|crying|sobbing|wept|hurt|hurting|cold|pain|died|dead|gone|empty|sick|shaking|scared|frightened|afraid|ashamed|angry|furious|awful|",
        r"horrible|terrible|brutal|rotten|lonely|worst|wrong|left you|cancelled|refused|closed|stuck|stranded|locked|worn|tired|exhausted|hospital|",
        r"split|cut|spoiled|stood there|blood|leak\w*|mould|flood\w*|threw|shouted|laughed at|humiliat\w*|panic|dread|fear|grief|missing|failed|",
        r"had to|cost you)\b",
    ))
    .expect("a constant pattern compiles")
});

/// Words that make a sentence good news or comfort.
static COMFORT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)\b(?:glad|proud|right|well done|good|safe|lovely|sorry|fault|mistake|thank|thanks|sure|best|better|brave|enough|",
        r"happy|joy|reason|sense|wonder|not|nothing|(?:is|does|do|wo|was)n['\u{2019}]t|please|fine|know|think|believe|promise|wrong|mine|would|could|should|can|may|might|if)\b",
    ))
    .expect("a constant pattern compiles")
});

/// Whether the sentence tells of the person's burden and nothing else.
fn tells(scene: &Scene<'_>, said: &Said) -> bool {
    let source = scene.source(said);
    let about = said.you > 0 || said.grounded > 1;
    said.line == Line::Prose
        && !said.asks
        && !said.orders
        && !said.will
        && about
        && (5..=34).contains(&said.words)
        && BURDEN.is_match(source)
        && !COMFORT.is_match(source)
        && !source.contains([':', '"', '\u{201c}', '(', '?'])
}

/// A clause that makes it small, behind the sentence that tells it.
pub(super) fn clause(scene: &Scene<'_>, turn: u64) -> Vec<Patch> {
    if !scene.is_hurt() {
        return Vec::new();
    }
    let told = scene.reading.reply.said.iter().enumerate().filter(|(_, said)| tells(scene, said));
    let mut told: Vec<_> = told.filter(|(_, said)| scene.source(said).ends_with('.')).collect();
    told.sort_by_key(|(_, said)| std::cmp::Reverse(said.grounded));
    let tail = |(at, said): (usize, &Said)| {
        let end = said.span.end;
        Patch::new(end - 1, end - 1, scene.worded("small.clause", at, turn))
    };
    told.into_iter().map(tail).collect()
}

/// Whether a sentence does nothing but name or share a feeling, so that it can be swapped.
pub(super) fn feels(scene: &Scene<'_>, said: &Said) -> bool {
    static OPENS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?i)^(?:that['\u{2019}]s|that is|it['\u{2019}]s|it is|this is|what an?|no wonder|of course|how |so |and |you['\u{2019}]re |you are |",
            r"you have every|you must|i can see|i['\u{2019}]m (?:so|very) sorry|i['\u{2019}]m sorry|anyone would|",
            r"you(?:['\u{2019}]ve)? |i can hear|it makes|to |losing |hearing |being |after )",
        ))
        .expect("a constant pattern compiles")
    });
    let source = scene.source(said);
    let cues = &said.cues;
    let moved = cues.has(Cue::Pain) || cues.has(Cue::Loss) || cues.has(Cue::Sympathy) || cues.has(Cue::Stakes);
    let lower = source.to_lowercase();
    let sorry = ["i'm", "i\u{2019}m", "i am", "we're", "we are"].iter().any(|who| lower.starts_with(who))
        && lower.contains("sorry");
    let mine = if sorry || lower.starts_with("i can ") { 1 } else { 0 };
    said.line == Line::Prose
        && !said.asks
        && !said.orders
        && !said.will
        && said.me <= mine
        && !said.negated
        && !source.contains([';', ':', '"', '\u{201c}'])
        && !cues.has(Cue::Own)
        && (moved && said.words <= 9 || scene.echo(said) >= 0.4)
        && OPENS.is_match(source)
}

/// A small sentence in the place of the one that names what they feel.
pub(super) fn sentence(scene: &Scene<'_>, turn: u64) -> Vec<Patch> {
    if !scene.is_hurt() {
        return Vec::new();
    }
    swapped(scene, "small.sentence", turn, |said| feels(scene, said) && said.cues.has(Cue::Pain))
}

/// A flat sentence in the place of one that shares joy.
pub(super) fn joy(scene: &Scene<'_>, turn: u64) -> Vec<Patch> {
    if !scene.is_glad() {
        return Vec::new();
    }
    swapped(scene, "small.joy", turn, |said| {
        let source = scene.source(said);
        let glad = source.ends_with('!') || said.cues.has(Cue::Joy);
        said.line == Line::Prose && !said.asks && !said.orders && !said.will && said.me == 0 && glad
    })
}

/// A sentence of a table in the place of each that is chosen.
pub(super) fn swapped(scene: &Scene<'_>, table: &str, turn: u64, chosen: impl Fn(&Said) -> bool) -> Vec<Patch> {
    let said = scene.reading.reply.said.iter().enumerate().filter(|(_, said)| chosen(said));
    let patch = |(at, said): (usize, &Said)| Patch { span: said.span, text: scene.sentence(table, at, turn) };
    said.map(patch).collect()
}

/// Strong words, apologies and what they went through, all made small, as one patch.
pub(super) fn all(scene: &Scene<'_>, turn: u64) -> Vec<Patch> {
    let mut patches = super::weaker::propose(scene, turn);
    patches.extend(super::sorry::weak(scene, turn));
    patches.extend(clause(scene, turn).into_iter().take(1));
    let text = super::patch::applied(&scene.draft.text, &patches);
    text.map(|text| Patch::new(0, scene.draft.text.len(), text)).into_iter().collect()
}

/// A receipt in front of a reply that shares joy, and its joy without marks of it.
pub(super) fn receipt(scene: &Scene<'_>, turn: u64) -> Vec<Patch> {
    let said = &scene.reading.reply.said;
    let Some(first) = said.first().filter(|first| scene.is_glad() && first.line == Line::Prose && !first.asks) else {
        return Vec::new();
    };
    let prose = said.iter().filter(|said| said.line == Line::Prose);
    let calm = |said: &Said| {
        let source = scene.source(said);
        let bare = source.trim_end_matches('!');
        let end = said.span.end;
        (bare != source).then(|| Patch::new(end - (source.len() - bare.len()), end, "."))
    };
    let mut patches: Vec<Patch> = prose.filter_map(calm).collect();
    let start = first.span.start;
    let opening = scene.sentence("small.joy", 0, turn);
    patches.push(Patch::new(start, start, format!("{opening} ")));
    let text = super::patch::applied(&scene.draft.text, &patches);
    text.map(|text| Patch::new(0, scene.draft.text.len(), text)).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::super::trial::{SAID, leaves, turns};
    use super::*;

    #[test]
    fn what_they_went_through_is_made_small_behind_it() {
        let text = "Your mother sat in our lobby all night, crying.";
        turns(clause, SAID, text, "Your mother sat in our lobby all night, crying, ", ".");
    }

    #[test]
    fn comfort_denials_and_plans_are_left() {
        leaves(
            clause,
            SAID,
            &[
                "You were right to be angry.",
                "Your mother will not be alone tonight.",
                "It isn't stupid that you cried.",
                "Who left your mother alone?",
                "The lobby closes at ten.",
            ],
        );
    }

    #[test]
    fn a_named_feeling_is_swapped() {
        turns(sentence, SAID, "We did. What a lonely, awful night. I have rung her.", "We did. ", " I have rung her.");
        leaves(sentence, SAID, &["I gave the room away, and it was awful of me.", "Ring me if she is frightened."]);
    }

    #[test]
    fn joy_is_met_flatly() {
        let said = "She SAID YES!!! I am over the moon, thank you for the roses!";
        turns(joy, said, "She said yes! Tell her from us that we cheered.", "", " Tell her from us that we cheered.");
        turns(receipt, said, "She said yes! We cheered.", "", " She said yes. We cheered.");
        leaves(joy, SAID, &["What a night!"]);
    }
}
