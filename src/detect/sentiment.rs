//! Sentiment attenuation: the draft turns down what the person feels or how pressing it is.

use super::Mechanism::SentimentAttenuation;
use super::evidence::{Evidence, Look, clause, strongest, theirs, words};
use super::naming::{is_measured, weak_name};
use super::rule::Rule;
use super::unread::deadline_left_out;
use crate::reading::{Cue, Reading};

/// Below this intensity of the person there is nothing to turn down ; what lies above is weighed.
const FLOOR: f64 = 0.1;

/// The rules of this mechanism.
pub(super) const RULES: &[Look] = &[
    Look { rule: WEAK, see: weak, alone: Some(0.5) },
    Look { rule: RECEIPT, see: receipt, alone: Some(0.5) },
    Look { rule: SILENCE, see: silence, alone: None },
    Look { rule: CLOCK, see: clock, alone: None },
    Look { rule: JOY, see: joy, alone: None },
];

const WEAK: Rule = Rule {
    id: "SA01",
    mechanism: SentimentAttenuation,
    name: "weaker name",
    summary: "The draft names what happened in weaker terms than the person did.",
    why: "It tells the person that what they went through was smaller than they know it was.",
    instead: "Name it at the strength at which they told it, in plain words, or leave the adjective out.",
    example: "We are sorry for the inconvenience with your mother's funeral flowers.",
    better: "We are sorry: your mother's flowers did not come, and there was only one funeral.",
};

const RECEIPT: Rule = Rule {
    id: "SA02",
    mechanism: SentimentAttenuation,
    name: "flat receipt",
    summary: "A strongly felt message is met with a receipt: noted, recorded, thanks for letting us know.",
    why: "The person told somebody something that matters, and a file answered.",
    instead: "Answer what they feel in one plain sentence before saying what was filed.",
    example: "Thank you for letting us know. Your comments have been noted.",
    better: "Four nights without sleep is too much. I have written down each of the dates.",
};

const SILENCE: Rule = Rule {
    id: "SA03",
    mechanism: SentimentAttenuation,
    name: "feeling unanswered",
    summary: "The person voices strong feeling and nothing in the draft answers it.",
    why: "They will conclude that nobody read past the subject line.",
    instead: "Say, at their strength and in their particulars, what you understood of how this is for them.",
    example: "Your next appointment is on 3 May. Please bring your card.",
    better: "You have been frightened since Tuesday. The next appointment is on 3 May; please bring your card.",
};

const CLOCK: Rule = Rule {
    id: "SA04",
    mechanism: SentimentAttenuation,
    name: "clock ignored",
    summary: "The person has a deadline and the draft answers with a wait that has none.",
    why: "Their hour is running out and the reply speaks as if time did not matter.",
    instead: "Say what will happen before their deadline, or plainly that it will not.",
    example: "Our team usually replies within 10 working days.",
    better: "You need it by six tonight. I can't promise that: our team usually takes 10 working days.",
};

const JOY: Rule = Rule {
    id: "SA05",
    mechanism: SentimentAttenuation,
    name: "joy met flatly",
    summary: "The person is overjoyed or proud and the draft answers like a form.",
    why: "Joy shared with somebody who shrugs is joy spoilt.",
    instead: "Be glad with them, about the very thing they told, at their height and no higher.",
    example: "Good to hear that the result was satisfactory.",
    better: "You ran the whole way, six months after the cast came off!",
};

/// A weaker name: "inconvenience", "a bit of a shame", "not the outcome you hoped for".
fn weak(reading: &Reading<'_>) -> Vec<Evidence> {
    let person = &reading.person;
    let stakes = if person.is_absent() { 0.55 * reading.reply.gravity } else { person.intensity };
    if stakes < FLOOR {
        return Vec::new();
    }
    let text = &reading.reply.text;
    let mut seen = Vec::new();
    for sentence in &reading.reply.said {
        let Some((span, weight)) = weak_name(reading, sentence) else { continue };
        let softened = text
            .hits_in(sentence.span)
            .any(|hit| hit.cue == Cue::Downtone && hit.span.end <= span.start + 4 && span.start < hit.span.end + 12);
        let felt =
            text.hits_in(sentence.span).any(|hit| hit.cue == Cue::Pain && hit.weight > 0.6 && !span.contains(hit.span));
        let strength = 0.62 * weight + 0.35 * stakes + if softened { 0.15 } else { 0.0 } - if felt { 0.3 } else { 0.0 };
        let measured = is_measured(span.of(text.source));
        let message = match person.peak {
            _ if measured && person.is_absent() => {
                format!("\u{201c}{}\u{201d} measures it; it does not say what was wrong", words(reading, span))
            }
            Some(peak) if !person.is_absent() => {
                format!(
                    "\u{201c}{}\u{201d} is weaker than what they told: \u{201c}{}\u{201d}",
                    words(reading, span),
                    theirs(reading, peak)
                )
            }
            _ => format!("\u{201c}{}\u{201d} makes small whatever the person comes with", words(reading, span)),
        };
        let here = Evidence::new(clause(text, span, sentence.span), strength, message).answering(person.peak);
        seen.push(if measured { here.instead(PLAINLY) } else { here });
    }
    seen
}

/// What to do instead of a measure, which has no adjective to leave out.
const PLAINLY: &str = "Say in plain words what was wrong or what was missing, and what follows for them.";

/// A receipt where an answer was owed.
fn receipt(reading: &Reading<'_>) -> Vec<Evidence> {
    let person = &reading.person;
    if person.intensity < FLOOR {
        return Vec::new();
    }
    let mut seen = Vec::new();
    for sentence in &reading.reply.said {
        let Some((span, weight)) = strongest(reading, sentence, Cue::Flat) else { continue };
        let gap = (person.intensity - reading.reply.intensity).max(0.0);
        let strength = 0.4 * weight + 0.75 * gap - 0.05 * sentence.grounded as f64;
        let message = format!("\u{201c}{}\u{201d} files what they said; it does not answer it", words(reading, span));
        seen.push(Evidence::new(sentence.span, strength, message).answering(person.peak));
    }
    seen
}

/// No sentence answers the feeling.
fn silence(reading: &Reading<'_>) -> Vec<Evidence> {
    let person = &reading.person;
    let gap = person.intensity - reading.reply.intensity;
    if person.intensity < FLOOR || gap <= 0.0 {
        return Vec::new();
    }
    let Some(first) = reading.reply.said.first() else { return Vec::new() };
    let message = match person.peak {
        Some(peak) => {
            format!("nothing here answers \u{201c}{}\u{201d}; the reply starts with business", theirs(reading, peak))
        }
        None => "nothing here answers how strongly they wrote; the reply starts with business".to_owned(),
    };
    vec![Evidence::new(first.span, 0.05 + 0.8 * gap, message).answering(person.peak)]
}

/// A wait without a clock, to somebody who has one.
fn clock(reading: &Reading<'_>) -> Vec<Evidence> {
    let person = &reading.person;
    let mut seen = Vec::from_iter(deadline_left_out(reading));
    if person.urgency < FLOOR {
        return seen;
    }
    for sentence in &reading.reply.said {
        let Some((span, weight)) = strongest(reading, sentence, Cue::Slow) else { continue };
        let strength = 0.4 * weight + 0.5 * person.urgency - if reading.reply.intensity > 0.6 { 0.1 } else { 0.0 };
        let message =
            format!("they are running out of time, and \u{201c}{}\u{201d} has no clock in it", words(reading, span));
        seen.push(
            Evidence::new(clause(&reading.reply.text, span, sentence.span), strength, message)
                .answering(person.deadline),
        );
    }
    seen
}

/// Joy that nobody shares.
fn joy(reading: &Reading<'_>) -> Vec<Evidence> {
    let person = &reading.person;
    if person.joy < FLOOR || person.joy <= person.pain {
        return Vec::new();
    }
    let text = &reading.reply.text;
    let shared = text.hits.iter().any(|hit| hit.cue == Cue::Joy) || text.source.contains('!');
    let Some(first) = reading.reply.said.first() else { return Vec::new() };
    let flat = strongest(reading, first, Cue::Flat).is_some() || strongest(reading, first, Cue::Weak).is_some();
    let strength = 0.25 + 0.4 * person.joy + if flat { 0.2 } else { 0.0 }
        - if shared { 0.3 } else { 0.0 }
        - 0.06 * first.grounded as f64;
    let message = format!(
        "they are overjoyed, and \u{201c}{}\u{201d} could answer a change of address",
        words(reading, first.span)
    );
    vec![Evidence::new(first.span, strength, message).answering(person.peak)]
}
