//! The sentence that takes up their particulars, swapped for one that would fit any message.

use super::patch::Patch;
use super::scene::Scene;
use super::small::{feels, swapped};
use crate::reading::sentences::Line;
use crate::reading::{Cue, Said};

/// Whether the sentence takes up what they told and holds nothing that the sender must say.
fn takes_up(scene: &Scene<'_>, said: &Said) -> bool {
    let source = scene.source(said).to_lowercase();
    let answer = said.side && !scene.reading.person.questions.is_empty() || said.cues.has(Cue::Answer);
    said.grounded > 0
        && said.line == Line::Prose
        && !said.orders
        && !said.will
        && !said.asks
        && !answer
        && !said.cues.has(Cue::Own)
        && (feels(scene, said) || said.me == 0 && (said.you > 0 || said.words <= 10) && !source.contains(" is at "))
}

/// A stock sentence in the place of one that takes up their particulars.
pub(super) fn propose(scene: &Scene<'_>, turn: u64) -> Vec<Patch> {
    let person = &scene.reading.person;
    let table = if person.joy > person.pain {
        "stock.joy"
    } else if person.loss {
        "stock.loss"
    } else if person.tension > person.pain {
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
    let person = &scene.reading.person;
    let table = if person.joy > person.pain { "general.joy" } else if person.loss { "general.loss" } else { "general" };
    swapped(scene, table, turn, |said| {
        said.line == Line::Prose && (said.asks && said.grounded > 0 && said.you > 0 || takes_up(scene, said))
    })
}
