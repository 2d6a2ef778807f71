//! The sentence that takes up their particulars, swapped for one that would fit any message.

use super::patch::Patch;
use super::scene::Scene;
use super::small::{feels, swapped};
use crate::reading::sentences::Line;
use crate::reading::{Cue, Said};

/// Whether the sentence takes up what they told and holds nothing that the sender must say.
fn takes_up(scene: &Scene<'_>, said: &Said) -> bool {
    let source = scene.source(said);
    let shout = source.ends_with('!');
    let answer = said.side && !scene.reading.person.questions.is_empty() || said.cues.has(Cue::Answer);
    said.grounded > 0
        && said.line == Line::Prose
        && !said.orders
        && !said.will
        && !said.asks
        && !answer
        && !said.cues.has(Cue::Own)
        && !said.negated
        && (said.words >= 4 || shout)
        && (feels(scene, said) || said.me == 0 && scene.echo(said) >= 0.5 && (said.past > 0 || shout))
}

/// A stock sentence in the place of one that takes up their particulars.
pub(super) fn propose(scene: &Scene<'_>, turn: u64) -> Vec<Patch> {
    let person = &scene.reading.person;
    let table = if scene.is_glad() {
        "stock.joy"
    } else if scene.is_grief() {
        "stock.loss"
    } else if person.tension > 0.5 * person.pain && scene.is_office() {
        "stock.anger"
    } else {
        "stock.pain"
    };
    let mut patches = swapped(scene, table, turn, |said| takes_up(scene, said));
    patches.reverse();
    patches
}

/// General talk in the place of a question about what they told.
pub(super) fn general(scene: &Scene<'_>, turn: u64) -> Vec<Patch> {
    let table = if scene.is_glad() { "general.joy" } else if scene.is_grief() { "general.loss" } else { "general" };
    swapped(scene, table, turn, |said| {
        said.line == Line::Prose && (said.asks && said.grounded > 0 && said.you > 0 && said.me == 0 && said.words > 4 || takes_up(scene, said))
    })
}
