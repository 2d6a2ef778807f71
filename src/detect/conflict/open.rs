//! What is left open: a question without an answer, and questions that only buy time.

use super::grievance::{FLOOR, deflected, each, relief};
use crate::detect::Mechanism::ConflictAvoidance;
use crate::detect::evidence::{Evidence, strongest, theirs, words};
use crate::detect::rule::Rule;
use crate::reading::{Cue, Reading, Said};

pub(super) const QUESTION: Rule = Rule {
    id: "CA05",
    mechanism: ConflictAvoidance,
    name: "question left open",
    summary: "A direct question or accusation gets no answer.",
    why: "They will ask again, angrier, or give up on you.",
    instead: "Answer it straight: yes, no, because, or \u{201c}I don't know yet, and this is how I will find out\u{201d}.",
    example: "Did you cancel it? \u{2013} Your satisfaction matters to us.",
    better: "Did you cancel it? \u{2013} Yes, we did, on Monday, and we should have told you.",
};

/// How evasive a sentence is: where an unanswered question is best shown.
fn evasion(reading: &Reading<'_>, sentence: &Said) -> f64 {
    let cues =
        [Cue::Stall, Cue::Policy, Cue::GeneralTruth, Cue::Spread, Cue::Slow, Cue::Cheer, Cue::Stock, Cue::Advice];
    let signs = cues.iter().filter(|cue| strongest(reading, sentence, **cue).is_some()).count() as f64;
    signs - 0.2 * sentence.grounded as f64 + if sentence.me == 0 { 0.5 } else { 0.0 }
}

/// A direct question without an answer.
pub(super) fn question(reading: &Reading<'_>) -> Vec<Evidence> {
    let person = &reading.person;
    let heat = person.tension.max(0.6 * person.pain);
    let open = &reading.reply.open;
    let Some(first) = open.iter().find(|question| question.accuses).or(open.first()) else { return Vec::new() };
    if heat < FLOOR {
        return Vec::new();
    }
    let Some(place) =
        reading.reply.said.iter().max_by(|one, other| evasion(reading, one).total_cmp(&evasion(reading, other)))
    else {
        return Vec::new();
    };
    let strength =
        0.08 + 0.4 * heat + if first.accuses { 0.15 } else { 0.0 } + 0.07 * evasion(reading, place).clamp(0.0, 3.0)
            - if reading.reply.owned { 0.3 } else { 0.0 };
    let message = format!(
        "\u{201c}{}\u{201d} is not answered anywhere; this stands where the answer should be",
        theirs(reading, first.place)
    );
    vec![Evidence::new(place.span, strength, message).answering(Some(first.place))]
}

pub(super) const STALL: Rule = Rule {
    id: "CA09",
    mechanism: ConflictAvoidance,
    name: "question that stalls",
    summary: "A question, a form or homework that buys time instead of moving anything.",
    why: "The person has said it all once and is sent round again.",
    instead: "Do the next step with what they gave; ask only for what is missing, and say what for.",
    example: "So that we can direct you to the right team, please describe the issue.",
    better: "I have your two emails. I need one thing more: the time of the call.",
};

/// Questions and forms that buy time.
pub(super) fn stall(reading: &Reading<'_>) -> Vec<Evidence> {
    let person = &reading.person;
    let heat = person.tension.max(person.urgency).max(0.6 * person.pain);
    if heat < FLOOR {
        return Vec::new();
    }
    each(reading, Cue::Stall, |sentence, span, weight| {
        let strength = 0.28 * weight + 0.35 * heat + if sentence.asks { 0.1 } else { 0.0 } - relief(reading);
        let message = deflected(reading, &format!("\u{201c}{}\u{201d} buys time", words(reading, span)));
        Some(Evidence::new(sentence.span, strength, message))
    })
}
