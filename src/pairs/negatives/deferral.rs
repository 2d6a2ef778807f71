//! A straight answer, turned into one that leaves it open.

use super::patch::Patch;
use super::scene::Scene;
use crate::reading::sentences::Line;
use regex::Regex;
use std::sync::LazyLock;

/// A short straight answer, whole.
static STRAIGHT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)^(?:(?:yes|no)(?:, (?:i|we|it|you|he|she|they)\b[^,;:]{0,40})?|(?:i|we) (?:did|do|was|were|have)(?: not| it| that)?)[.!]$",
    ))
    .expect("a constant pattern compiles")
});

/// An open answer in the place of a straight one, which a question asked for.
pub(super) fn propose(scene: &Scene<'_>, turn: u64) -> Vec<Patch> {
    if scene.reading.person.questions.is_empty() || scene.reading.reply.owned {
        return Vec::new();
    }
    let first = scene.reading.reply.said.iter().enumerate().take(2);
    let straight =
        first.filter(|(_, said)| said.line == Line::Prose && said.words <= 9 && STRAIGHT.is_match(scene.source(said)));
    let said = &scene.reading.reply.said;
    let vague = straight.filter(|(at, _)| said.get(at + 1).is_none_or(|next| next.concrete == 0 && next.grounded < 2));
    vague.map(|(at, said)| Patch { span: said.span, text: scene.sentence("deferral", at, turn) }).collect()
}
