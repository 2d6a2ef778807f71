//! The sentence that takes up their particulars, swapped for one that would fit any message.

use super::patch::Patch;
use super::scene::Scene;
use super::small::{feels, swapped};
use crate::reading::sentences::Line;
use crate::reading::{Cue, Said};

/// Whether the sentence takes up what they told and holds nothing that the sender must say.
fn takes_up(scene: &Scene<'_>, said: &Said) -> bool {
    let shout = scene.source(said).ends_with('!');
    let answer = said.side && !scene.reading.person.questions.is_empty() || said.cues.has(Cue::Answer);
    let tells = (said.past > 0 || said.cues.has(Cue::Pain)) && said.you > 0 || shout;
    let theirs = !scene.acts(said) && scene.echo(said) >= 0.5 && tells;
    let duty = said.orders || said.will || said.asks || said.negated || answer || said.cues.has(Cue::Own);
    let large = said.words >= 4 || shout;
    said.grounded > 0
        && said.line == Line::Prose
        && !duty
        && large
        && (!shout || scene.is_glad())
        && (feels(scene, said) || theirs)
}

/// Whether stock talk could be meant for this person: glad, or hurt and met.
fn suits(scene: &Scene<'_>) -> bool {
    scene.is_glad() || scene.is_hurt() && scene.is_moved()
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
    if !suits(scene) {
        return Vec::new();
    }
    let mut patches = swapped(scene, table, turn, |said| takes_up(scene, said));
    patches.reverse();
    patches.extend(swapped(scene, table, turn, |said| explores(scene, said)));
    patches
}

/// General talk in the place of a question about what they told.
pub(super) fn general(scene: &Scene<'_>, turn: u64) -> Vec<Patch> {
    let table = if scene.is_glad() {
        "general.joy"
    } else if scene.is_grief() {
        "general.loss"
    } else {
        "general"
    };
    if !suits(scene) {
        return Vec::new();
    }
    swapped(scene, table, turn, |said| explores(scene, said) || takes_up(scene, said))
}

/// Whether the sentence asks about what they told, and nothing leans on it.
pub(super) fn explores(scene: &Scene<'_>, said: &Said) -> bool {
    said.line == Line::Prose
        && said.asks
        && said.me == 0
        && said.words > 3
        && (said.grounded > 0 || said.you > 0)
        && scene.is_last(said)
        && !scene.source(said).contains(';')
}

#[cfg(test)]
mod tests {
    use super::super::trial::{SAID, leaves, turns};
    use super::*;

    #[test]
    fn what_takes_up_their_particulars_is_swapped() {
        let text = "I'm sorry. Your mother sat crying in our lobby all night. I rang the desk.";
        turns(propose, SAID, text, "I'm sorry. ", " I rang the desk.");
        turns(propose, SAID, "I'm so sorry. How is your mother after that night?", "I'm so sorry. ", ".");
        turns(general, SAID, "I'm so sorry. How is your mother after that night?", "I'm so sorry. ", ".");
    }

    #[test]
    fn what_the_sender_must_say_is_left() {
        leaves(
            propose,
            SAID,
            &[
                "I'm sorry. We gave your room to a late guest.",
                "I'm sorry. Ring the desk for your mother.",
                "I'm sorry. Your mother will have the suite.",
                "I'm sorry. Did she sleep? If not, ring me.",
            ],
        );
    }
}
