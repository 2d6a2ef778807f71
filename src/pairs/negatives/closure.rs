//! A question that explores, turned into a close; and an excuse behind what was owned.

use super::patch::Patch;
use super::scene::Scene;
use super::small::{feels, swapped};
use super::stock::explores;
use crate::reading::sentences::Line;
use crate::reading::{Cue, Said};
use regex::Regex;
use std::sync::LazyLock;

/// A bright side or an order to feel better in the place of a question, or of the sentence that stays with them.
pub(super) fn propose(scene: &Scene<'_>, turn: u64) -> Vec<Patch> {
    if !scene.is_hurt() || !scene.is_moved() {
        return Vec::new();
    }
    let table = table(scene);
    let mut patches = swapped(scene, table, turn, |said| explores(scene, said));
    patches.reverse();
    patches.extend(swapped(scene, table, turn, |said| feels(scene, said) && said.words <= 14));
    patches
}

/// A bright side behind the last sentence of a reply that closes nothing.
pub(super) fn bright(scene: &Scene<'_>, turn: u64) -> Vec<Patch> {
    let said = &scene.reading.reply.said;
    let Some(last) =
        said.last().filter(|last| scene.is_hurt() && scene.is_moved() && last.line == Line::Prose && !last.asks)
    else {
        return Vec::new();
    };
    if !scene.source(last).ends_with(['.', '!']) {
        return Vec::new();
    }
    let end = last.span.end;
    let sentence = scene.sentence(table(scene), said.len(), turn);
    vec![Patch::new(end, end, format!(" {sentence}"))]
}

/// The table of closes for this person.
fn table(scene: &Scene<'_>) -> &'static str {
    let conflict = scene.reading.person.tension > 0.3 && scene.reading.reply.owned && scene.is_office();
    if conflict { "closure.conflict" } else { "closure" }
}

/// Words of a deed that went wrong.
static FAULT: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = concat!(
        r"(?i)\b(?:didn['\u{2019}]t|did not|never|hadn['\u{2019}]t|lost|broke|cut|split|bumped|wiped|forgot|missed|without|wrong|",
        r"misread|left you|over-?tightened|dropped|deleted|lied|ignored|overlooked|failed|should have)\b",
    );
    Regex::new(pattern).expect("a constant pattern compiles")
});

/// An excuse behind a deed that the sender tells.
pub(super) fn excuse(scene: &Scene<'_>, turn: u64) -> Vec<Patch> {
    if scene.reading.person.tension < 0.2 || !scene.is_office() {
        return Vec::new();
    }
    let owns = |said: &Said| {
        let source = scene.source(said);
        said.line == Line::Prose
            && (said.cues.has(Cue::Own) || said.me > 0 && said.past > 0 && FAULT.is_match(source))
            && said.me > 0
            && !said.will
            && !said.orders
            && ![", so ", "won't", "won\u{2019}t"].iter().any(|word| source.contains(word))
            && !said.asks
            && source.ends_with('.')
            && !source.contains([':', '"', '\u{201c}', ';'])
            && (3..=26).contains(&said.words)
    };
    let said = scene.reading.reply.said.iter().enumerate().filter(|(_, said)| owns(said));
    let tail =
        |(at, said): (usize, &Said)| Patch::new(said.span.end - 1, said.span.end - 1, scene.worded("excuse", at, turn));
    said.map(tail).collect()
}

#[cfg(test)]
mod tests {
    use super::super::trial::{SAID, leaves, turns};
    use super::*;

    #[test]
    fn a_question_becomes_a_close() {
        turns(
            propose,
            SAID,
            "We gave it away and I am so sorry. How is your mother today?",
            "We gave it away and I am so sorry. ",
            ".",
        );
    }

    #[test]
    fn a_bright_side_comes_last() {
        let text = "We gave it away and I am so sorry. I have rung her.";
        turns(bright, SAID, text, "We gave it away and I am so sorry. I have rung her. ", ".");
        leaves(bright, SAID, &["We gave it away and I am so sorry. How is she?", ""]);
        leaves(bright, "When does the desk open?", &["We never close."]);
    }

    #[test]
    fn a_deed_gets_an_excuse() {
        turns(excuse, SAID, "We never looked at your booking.", "We never looked at your booking, ", ".");
        leaves(
            excuse,
            SAID,
            &["You did nothing wrong.", "We won't cut you off.", "We lost it, so ring me.", "Did we lose it?"],
        );
    }
}
