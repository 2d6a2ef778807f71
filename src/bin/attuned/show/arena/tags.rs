//! By what pairs can be sifted on the page: how they ended, and what the guards said.

use super::super::wrap::harmless;
use attuned::{Arena, Bout, Decision, Side};
use serde::Serialize;

/// Something that some pairs have in common.
#[derive(Debug, Serialize)]
pub(super) struct Tag {
    /// Its class on the page.
    key: &'static str,
    /// Its words.
    words: String,
    /// How many pairs have it.
    pairs: usize,
}

/// All keys, in the order in which they are offered.
const KEYS: [&str; 9] = ["a", "even", "b", "position", "failed", "same", "guard-a", "guard-b", "differ"];

/// The tags that any pair has.
pub(super) fn all(arena: &Arena) -> Vec<Tag> {
    let count = |key| arena.pairs.iter().filter(|bout| of(bout).contains(&key)).count();
    let tags = KEYS.map(|key| Tag { key, words: words(arena, key), pairs: count(key) });
    tags.into_iter().filter(|tag| tag.pairs > 0).collect()
}

/// The keys of a pair.
pub(super) fn of(bout: &Bout) -> Vec<&'static str> {
    let decision = bout.ruling.as_ref().map(|ruling| key(ruling.decision));
    let breaks = |side: Side| !bout.look(side).violations.is_empty();
    let differs = |key: &'static str, whether: bool| whether.then_some(key);
    let same = if bout.is_same() { "same" } else { "differ" };
    let mut keys: Vec<&str> = decision.into_iter().filter(|key| *key != "same").chain([same]).collect();
    keys.extend(differs("guard-a", breaks(Side::A)));
    keys.extend(differs("guard-b", breaks(Side::B)));
    keys
}

/// How a pair ended, as a key and in words; nothing where nobody asked.
pub(super) fn result(arena: &Arena, bout: &Bout) -> Option<(&'static str, String)> {
    let key = key(bout.ruling.as_ref()?.decision);
    Some((key, words(arena, key)))
}

fn key(decision: Decision) -> &'static str {
    match decision {
        Decision::A => "a",
        Decision::B => "b",
        Decision::Even => "even",
        Decision::Position => "position",
        Decision::Same => "same",
        _ => "failed",
    }
}

fn words(arena: &Arena, key: &str) -> String {
    let [a, b] = arena.names.each_ref().map(|name| harmless(name));
    match key {
        "a" => format!("{a} preferred"),
        "b" => format!("{b} preferred"),
        "even" => "even".to_owned(),
        "position" => "position decided".to_owned(),
        "failed" => "no decision".to_owned(),
        "same" => "the same on both sides".to_owned(),
        "guard-a" => format!("{a} breaks a guard"),
        "guard-b" => format!("{b} breaks a guard"),
        _ => "the sides differ".to_owned(),
    }
}
