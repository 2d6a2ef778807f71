//! Apologies that take nothing on.

use super::grievance::{FLOOR, each, heat};
use crate::detect::Mechanism::ConflictAvoidance;
use crate::detect::alone::is_plain_if;
use crate::detect::evidence::{Evidence, words};
use crate::detect::rule::Rule;
use crate::reading::{Cue, Reading};

pub(super) const CONDITION: Rule = Rule {
    id: "CA01",
    mechanism: ConflictAvoidance,
    name: "conditional apology",
    summary: "An apology under a condition, or for the person's feeling instead of the sender's act.",
    why: "It makes the harm a matter of opinion and the person the one who feels wrongly.",
    instead: "Apologise for the act, in the first person, without \u{201c}if\u{201d} or \u{201c}any\u{201d}; or do not apologise.",
    example: "We are sorry if you felt ignored.",
    better: "We ignored two of your letters, and I am sorry.",
};

/// An apology with an "if".
pub(super) fn condition(reading: &Reading<'_>) -> Vec<Evidence> {
    let heat = heat(reading);
    if heat < FLOOR {
        return Vec::new();
    }
    each(reading, Cue::IfSorry, |sentence, span, weight| {
        if is_plain_if(reading, sentence, span) {
            return None;
        }
        let message =
            format!("\u{201c}{}\u{201d} apologises for how they took it, not for what was done", words(reading, span));
        Some(Evidence::new(sentence.span, 0.6 * weight + 0.25 * heat, message))
    })
}
