//! A question that explores, turned into a close; and an excuse behind what was owned.

use super::patch::Patch;
use super::scene::Scene;
use super::small::{feels, swapped};
use crate::reading::sentences::Line;
use crate::reading::{Cue, Said};

/// A bright side or an order to feel better in the place of a question, or of the sentence that stays with them.
pub(super) fn propose(scene: &Scene<'_>, turn: u64) -> Vec<Patch> {
    let person = &scene.reading.person;
    if person.joy > 0.6 * person.pain || scene.draft.text.contains("!!") {
        return Vec::new();
    }
    let table = if person.tension > 0.3 && scene.reading.reply.owned && scene.is_office() {
        "closure.conflict"
    } else if scene.is_grief() {
        "closure.loss"
    } else {
        "closure"
    };
    let mut patches = swapped(scene, table, turn, |said| {
        said.line == Line::Prose && said.asks && said.me == 0 && said.words > 3 && !scene.source(said).contains(';')
    });
    patches.reverse();
    patches.extend(swapped(scene, table, turn, |said| feels(scene, said) && said.words <= 14));
    patches
}

/// An excuse behind a deed that the sender tells.
pub(super) fn excuse(scene: &Scene<'_>, turn: u64) -> Vec<Patch> {
    if scene.reading.person.tension < 0.2 {
        return Vec::new();
    }
    let owns = |said: &Said| {
        let source = scene.source(said);
        said.line == Line::Prose
            && said.cues.has(Cue::Own)
            && !said.will
            && !said.asks
            && source.ends_with('.')
            && !source.contains([':', '"', '\u{201c}', ';'])
            && (3..=26).contains(&said.words)
    };
    let said = scene.reading.reply.said.iter().enumerate().filter(|(_, said)| owns(said));
    let tail = |(at, said): (usize, &Said)| {
        Patch::new(said.span.end - 1, said.span.end - 1, scene.worded("excuse", at, turn))
    };
    said.map(tail).collect()
}
