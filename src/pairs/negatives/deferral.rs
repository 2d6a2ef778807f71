//! A straight answer, turned into one that leaves it open.

use super::patch::Patch;
use super::scene::Scene;
use crate::reading::sentences::Line;
use regex::Regex;
use std::sync::LazyLock;

/// A short straight answer, whole.
static STRAIGHT: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = concat!(
        r"(?i)^(?:(?:yes|no)(?:, (?:i|we|it|you|he|she|they)\b[^,;:]{0,40})?|",
        r"(?:i|we) (?:did|do|was|were|have)(?: not| it| that)?)[.!]$",
    );
    Regex::new(pattern).expect("a constant pattern compiles")
});

/// An open answer in the place of a straight one, which a question asked for.
pub(super) fn propose(scene: &Scene<'_>, turn: u64) -> Vec<Patch> {
    if scene.reading.person.questions.is_empty() {
        return Vec::new();
    }
    let first = scene.reading.reply.said.iter().enumerate().take(2);
    let straight =
        first.filter(|(_, said)| said.line == Line::Prose && said.words <= 9 && STRAIGHT.is_match(scene.source(said)));
    let said = &scene.reading.reply.said;
    // Behind a bare "yes" the next sentence often answers too.
    let vague = |at: usize| said.get(at + 1).is_none_or(|next| next.concrete == 0 && next.grounded < 2);
    let alone =
        straight.filter(|(at, one)| scene.source(one).contains(',') || !scene.reading.reply.owned && vague(*at));
    alone.map(|(at, one)| Patch { span: one.span, text: scene.sentence("deferral", at, turn) }).collect()
}

#[cfg(test)]
mod tests {
    use super::super::trial::{SAID, leaves, turns};
    use super::*;

    #[test]
    fn a_straight_answer_becomes_an_open_one() {
        turns(propose, SAID, "No, we did not look. Ring me tonight.", "", " Ring me tonight.");
        turns(propose, SAID, "Yes. That was careless.", "", " That was careless.");
    }

    #[test]
    fn answers_with_their_facts_and_statements_without_a_question_are_left() {
        leaves(propose, SAID, &["Yes. Tom gave room 12 to a late guest.", "Nobody looked at it.", "We will look."]);
        leaves(propose, "You gave our room away. I am furious.", &["Yes, we did."]);
    }
}
