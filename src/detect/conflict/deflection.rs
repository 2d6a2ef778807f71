//! Words that stand where the grievance should be met: general truths, terms, blame spread.

use super::grievance::{FLOOR, deflected, each, heat, relief};
use crate::detect::Mechanism::ConflictAvoidance;
use crate::detect::alone::manner;
use crate::detect::evidence::{Evidence, count, words};
use crate::detect::rule::Rule;
use crate::reading::{Cue, Reading};

pub(super) const GENERALITY: Rule = Rule {
    id: "CA02",
    mechanism: ConflictAvoidance,
    name: "generality for an answer",
    summary: "The person holds somebody to account, and the draft says how things are in general.",
    why: "They asked what happened to them; what can happen to anybody is no answer.",
    instead: "Say what happened in their case and who did it, or say plainly that you do not know yet.",
    example: "Delays can occur for a number of reasons.",
    better: "I don't know yet why your parcel went back. I will have asked the depot by noon.",
};

/// General truths where an answer was owed.
pub(super) fn generality(reading: &Reading<'_>) -> Vec<Evidence> {
    let heat = reading.person.tension.max(0.5 * reading.person.pain);
    if heat < FLOOR {
        return Vec::new();
    }
    let open = !reading.reply.open.is_empty();
    each(reading, Cue::GeneralTruth, |sentence, span, weight| {
        if sentence.asks {
            return None;
        }
        let faceless = if sentence.me == 0 { 0.08 } else { 0.0 } + if sentence.you == 0 { 0.06 } else { 0.0 };
        let strength = 0.25 * weight + 0.3 * heat + faceless + if open { 0.12 } else { 0.0 }
            - relief(reading)
            - 0.04 * (sentence.grounded + sentence.concrete).min(4) as f64
            + 0.05 * (count(reading, sentence, Cue::GeneralTruth) - 1).min(2) as f64;
        let message =
            deflected(reading, &format!("\u{201c}{}\u{201d} says how things are in general", words(reading, span)));
        Some(Evidence::new(sentence.span, strength, message))
    })
}

pub(super) const TERMS: Rule = Rule {
    id: "CA03",
    mechanism: ConflictAvoidance,
    name: "behind the terms",
    summary: "Terms, policies or the person's own duties are put in front of the grievance.",
    why: "It answers a complaint about people with a document.",
    instead: "Meet the grievance first; then give the rule, with its reason, in your own voice.",
    example: "As stated in our terms, customers are responsible for checking their address.",
    better: "You gave us the right address and we printed another. Our rule on late claims still stands, because\u{2026}",
};

/// Terms and duties in front of the grievance.
pub(super) fn terms(reading: &Reading<'_>) -> Vec<Evidence> {
    let heat = heat(reading);
    if heat < FLOOR {
        return Vec::new();
    }
    let manner = manner(reading, &[Cue::Policy, Cue::Official, Cue::Impersonal]);
    each(reading, Cue::Policy, |sentence, span, weight| {
        let strength = 0.3 * weight + 0.3 * heat + if sentence.me + sentence.you == 0 { 0.12 } else { 0.0 }
            - relief(reading)
            + 0.06 * (count(reading, sentence, Cue::Policy) - 1).min(2) as f64
            + manner;
        let message = deflected(
            reading,
            &format!("\u{201c}{}\u{201d} puts a rule in front of the grievance", words(reading, span)),
        );
        Some(Evidence::new(sentence.span, strength, message))
    })
}

pub(super) const SPREAD: Rule = Rule {
    id: "CA04",
    mechanism: ConflictAvoidance,
    name: "blame spread",
    summary: "The blame is spread over a misunderstanding, many causes or both sides, or whoever did harm is excused.",
    why: "The person who was harmed is asked to see the other side.",
    instead: "Say what was done to them as what it was; leave the other side's reasons to the other side.",
    example: "There may have been a misunderstanding, and I'm sure he meant well.",
    better: "He called you that in front of everyone. That was wrong, whatever he meant.",
};

/// Blame spread, or whoever did harm excused.
pub(super) fn spread(reading: &Reading<'_>) -> Vec<Evidence> {
    let heat = heat(reading);
    if heat < FLOOR || reading.person.is_absent() {
        return Vec::new();
    }
    each(reading, Cue::Spread, |sentence, span, weight| {
        let more = (count(reading, sentence, Cue::Spread) - 1).min(2) as f64;
        let strength =
            0.42 * weight + 0.35 * heat + 0.06 * more - 0.6 * relief(reading) - if sentence.asks { 0.1 } else { 0.0 };
        let message =
            deflected(reading, &format!("\u{201c}{}\u{201d} spreads or excuses what was done", words(reading, span)));
        Some(Evidence::new(sentence.span, strength, message))
    })
}
