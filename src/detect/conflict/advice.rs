//! Advice before anybody asked what happened.

use super::grievance::{FLOOR, each, relief};
use crate::detect::Mechanism::ConflictAvoidance;
use crate::detect::evidence::{Evidence, words};
use crate::detect::rule::Rule;
use crate::reading::{Cue, Reading};

pub(super) const ADVICE: Rule = Rule {
    id: "CA08",
    mechanism: ConflictAvoidance,
    name: "advice before asking",
    summary: "Conclusions and advice while what happened is still unclear, and no question that explores it.",
    why: "Quick advice says: please be finished with this.",
    instead: "Ask about the one fact that everything hangs on, before any advice.",
    example: "You should sit down with her and talk it through.",
    better: "What did she say when you told her?",
};

/// Advice and no question, while somebody is in distress.
pub(super) fn advice(reading: &Reading<'_>) -> Vec<Evidence> {
    let person = &reading.person;
    let heat = person.pain.max(person.tension);
    let orders = reading.reply.said.iter().filter(|sentence| sentence.orders).count();
    if heat < FLOOR || person.is_absent() || orders == 0 {
        return Vec::new();
    }
    let share = orders as f64 / reading.reply.said.len() as f64;
    let unwanted = if person.brief.is_some() { 0.15 } else { 0.0 };
    let asked = if reading.reply.questions > 0 { 0.2 } else { 0.0 };
    each(reading, Cue::Advice, |sentence, span, weight| {
        let strength = 0.2 * weight + 0.3 * heat + 0.2 * share + unwanted
            - asked
            - relief(reading)
            - 0.05 * sentence.concrete.min(3) as f64;
        let message = format!("\u{201c}{}\u{201d} advises before anybody asked what happened", words(reading, span));
        sentence.orders.then(|| Evidence::new(sentence.span, strength, message))
    })
}
