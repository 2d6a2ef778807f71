//! "I don't know why" as "it is not known why": nobody says it any more.

use super::patch::{Patch, raised};
use super::scene::Scene;
use crate::reading::sentences::Line;
use regex::Regex;
use std::sync::LazyLock;

/// How a clause begins, and the table of impersonal beginnings.
const ROWS: [(&str, &str); 11] = [
    (r"(?:I['\u{2019}]m|I am|we['\u{2019}]re|we are) (?:(?:so|very|deeply|truly|really|terribly) )*sorry (?:that )?(?P<on>you|he|she|it|they|we|your|the)\b", "frame.regret"),
    (r"(?:I['\u{2019}]m|I am|we['\u{2019}]re|we are) (?:(?:so|very|deeply|truly|really|terribly) )*sorry (?:for|about)\b", "frame.apology"),
    (r"(?:I['\u{2019}]m|I am|we['\u{2019}]re|we are) (?:(?:so|very|deeply|truly|really|terribly) )*sorry(?P<on>[.])", "frame.sorry"),
    (r"(?:I|we) (?:can['\u{2019}]t|cannot) promise(?: you)? (?:that )?(?P<on>it|this|you|he|she|they|the|your|there|all)\b", "frame.promise"),
    (r"(?:I|we) (?:can['\u{2019}]t|cannot) (?:say|tell you) (?P<on>yet |now )?(?:yet )?(?P<wh>whether|how|when|if|what|why)\b", "frame.say"),
    (r"(?:I|we) (?:don['\u{2019}]t|do not) (?P<on>yet )?know (?:yet )?(?P<wh>whether|how|when|if|what|why|who)\b", "frame.known"),
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
    for (at, said) in scene.reading.reply.said.iter().enumerate().filter(|(_, said)| said.line == Line::Prose && !said.asks) {
        let (source, from) = (scene.source(said), said.span.start);
        for (pattern, table) in FRAMES.iter() {
            let Some(caught) = pattern.captures(source) else { continue };
            let (Some(all), Some(lead)) = (caught.get(0), caught.name("lead")) else { continue };
            let part = |name: &str| caught.name(name).map_or("", |one| one.as_str());
            let mut words = scene.worded(table, at, turn);
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
