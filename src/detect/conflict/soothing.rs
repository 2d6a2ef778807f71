//! Words that soothe instead of answering: bright sides, agreement, praise.

use super::grievance::{FLOOR, each, relief};
use crate::detect::Mechanism::ConflictAvoidance;
use crate::detect::evidence::{Evidence, clause, words};
use crate::detect::rule::Rule;
use crate::reading::{Cue, Reading};

pub(super) const SILVER: Rule = Rule {
    id: "CA06",
    mechanism: ConflictAvoidance,
    name: "silver lining",
    summary: "A bright side, a lesson or an order to feel better closes what is still open.",
    why: "It tells the person to stop before they were heard.",
    instead: "Leave it out; stay with what happened, or ask.",
    example: "At least you now have more time for yourself.",
    better: "What was it like to clear your desk today?",
};

/// Bright sides and orders to feel better.
pub(super) fn silver(reading: &Reading<'_>) -> Vec<Evidence> {
    let heat = reading.person.pain.max(reading.person.tension);
    if heat < FLOOR {
        return Vec::new();
    }
    each(reading, Cue::Silver, |sentence, span, weight| {
        let strength = 0.45 * weight + 0.25 * heat
            - 0.05 * sentence.grounded.min(4) as f64
            - 0.7 * relief(reading)
            - if sentence.asks { 0.15 } else { 0.0 };
        let message = format!("\u{201c}{}\u{201d} closes what is still open for them", words(reading, span));
        Some(Evidence::new(clause(&reading.reply.text, span, sentence.span), strength, message))
    })
}

pub(super) const FLATTERY: Rule = Rule {
    id: "CA07",
    mechanism: ConflictAvoidance,
    name: "agreement to soothe",
    summary: "The draft agrees or praises to avoid friction.",
    why: "It feels good for a minute and leaves the person with a wrong picture.",
    instead: "Say kindly what you can stand behind, and what you cannot.",
    example: "You're absolutely right, they had no right to charge you.",
    better: "The charge is allowed. That it took your food money is bad all the same.",
};

/// Agreement and praise that avoid friction.
pub(super) fn flattery(reading: &Reading<'_>) -> Vec<Evidence> {
    let heat = reading.person.tension.max(reading.person.pain);
    if heat < FLOOR {
        return Vec::new();
    }
    each(reading, Cue::Flattery, |sentence, span, weight| {
        let strength = 0.45 * weight + 0.22 * heat + if reading.person.questions.is_empty() { 0.0 } else { 0.08 };
        let message = format!("\u{201c}{}\u{201d} soothes instead of answering", words(reading, span));
        Some(Evidence::new(sentence.span, strength, message))
    })
}
