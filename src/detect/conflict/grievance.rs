//! The grievance that a draft steps around: how much there is to meet, and what was said.

use crate::detect::evidence::{Evidence, strongest, theirs};
use crate::reading::person::Place;
use crate::reading::{Cue, Reading, Said};
use crate::text::Span;

/// Below this tension there is no conflict to meet; what lies above is weighed.
pub(super) const FLOOR: f64 = 0.1;

/// How much there is to meet: tension with the sender, or harm and pain reported.
pub(super) fn heat(reading: &Reading<'_>) -> f64 {
    let person = &reading.person;
    if person.is_absent() { 0.55 * reading.reply.gravity } else { person.tension.max(0.7 * person.pain) }
}

/// What the person said that a deflection answers.
pub(super) fn charge(reading: &Reading<'_>) -> Option<Place> {
    let person = &reading.person;
    person
        .questions
        .iter()
        .find(|question| question.accuses)
        .map(|question| question.place)
        .or(person.charge)
        .or(person.peak)
}

/// How much an answered question or an owned fault takes off a deflection.
pub(super) fn relief(reading: &Reading<'_>) -> f64 {
    let owned = if reading.reply.owned { 0.18 } else { 0.0 };
    let open = !reading.reply.open.is_empty();
    owned + if open || reading.person.questions.is_empty() { 0.0 } else { 0.08 }
}

/// A message that names what was left standing.
pub(super) fn deflected(reading: &Reading<'_>, what: &str) -> String {
    match charge(reading) {
        Some(place) => format!("{what}; \u{201c}{}\u{201d} still stands unanswered", theirs(reading, place)),
        None => what.to_owned(),
    }
}

/// What a cue of the draft shows, sentence by sentence, as an answer to the grievance.
pub(super) fn each(
    reading: &Reading<'_>,
    cue: Cue,
    weigh: impl Fn(&Said, Span, f64) -> Option<Evidence>,
) -> Vec<Evidence> {
    let seen = reading.reply.said.iter().filter_map(|sentence| {
        let (span, weight) = strongest(reading, sentence, cue)?;
        weigh(sentence, span, weight)
    });
    seen.map(|one| one.answering(charge(reading))).collect()
}
