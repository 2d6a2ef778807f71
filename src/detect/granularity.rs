//! Empathic granularity mismatch: the level of detail is wrong for this person, too coarse or too fine.

use super::Mechanism::EmpathicGranularityMismatch;
use super::alone::manner;
use super::evidence::{Evidence, Look, clause, count, strongest, words};
use super::rule::Rule;
use super::unread::advised_again;
use crate::reading::sentences::Line;
use crate::reading::{Cue, Reading};

/// Below this there is nothing at stake; what lies above is weighed.
const FLOOR: f64 = 0.1;

/// Points of a list from which it counts as long.
const LONG_LIST: usize = 4;

/// The rules of this mechanism.
pub(super) const RULES: &[Look] = &[
    Look { rule: STOCK, see: stock, alone: Some(0.5) },
    Look { rule: GENERAL, see: general, alone: None },
    Look { rule: CHEER, see: cheer, alone: Some(0.5) },
    Look { rule: LIST, see: list, alone: None },
    Look { rule: GRAPHIC, see: graphic, alone: None },
    Look { rule: JARGON, see: jargon, alone: None },
    Look { rule: REPEATED, see: repeated, alone: None },
];

const STOCK: Rule = Rule {
    id: "EGM01",
    mechanism: EmpathicGranularityMismatch,
    name: "stock sentence",
    summary: "A sentence that would fit any message stands where the person gave particulars.",
    why: "They told their own story and got everybody's answer.",
    instead: "Take up the one particular that matters most to them, or leave the sentence out.",
    example: "We value your feedback and take every concern seriously.",
    better: "You asked twice for the ramp, on the 4th and the 11th, and it still was not there.",
};

const GENERAL: Rule = Rule {
    id: "EGM02",
    mechanism: EmpathicGranularityMismatch,
    name: "general talk",
    summary: "The draft speaks of people or things in general and picks up nothing that the person told.",
    why: "They asked about their own case and hear about everyone's.",
    instead: "Speak of this person and this case, or say nothing.",
    example: "Moving house brings up many different feelings in people.",
    better: "You packed his books last and could not close the box.",
};

const CHEER: Rule = Rule {
    id: "EGM03",
    mechanism: EmpathicGranularityMismatch,
    name: "cheerful close",
    summary: "A cheerful stock close follows a message that was anything but.",
    why: "It shows that the message was not read to its end.",
    instead: "Close on what happens next for them, or just with the name.",
    example: "We look forward to welcoming you again soon!",
    better: "I will ring you on Thursday, as you asked.",
};

const LIST: Rule = Rule {
    id: "EGM04",
    mechanism: EmpathicGranularityMismatch,
    name: "too many steps",
    summary: "A long list or policy text stands in front of somebody who asked for one thing, or for none.",
    why: "Whoever can hardly read today is handed a manual.",
    instead: "Give the one thing they asked for now; offer the rest for later.",
    example: "Here are eight strategies that many people find useful:",
    better: "The first thing, and only that for today: ring this number.",
};

const GRAPHIC: Rule = Rule {
    id: "EGM05",
    mechanism: EmpathicGranularityMismatch,
    name: "distressing detail",
    summary: "Graphic or clinical detail that the person did not ask to hear.",
    why: "It puts pictures in front of them that they will not lose again.",
    instead: "Leave the detail out unless they ask; say that they may.",
    example: "In the last days there may be heavy bleeding.",
    better: "If you want to know what the last days may look like, ask me and I will tell you.",
};

const JARGON: Rule = Rule {
    id: "EGM06",
    mechanism: EmpathicGranularityMismatch,
    name: "trade detail",
    summary: "Words and details of the trade in front of somebody who asked for something simple.",
    why: "The answer is in there, and they cannot find it.",
    instead: "Answer their question in one plain sentence first; keep the detail for those who ask.",
    example: "Substitution prior to allocation is subject to clause 7.",
    better: "Yes, you can still change the colour.",
};

const REPEATED: Rule = Rule {
    id: "EGM07",
    mechanism: EmpathicGranularityMismatch,
    name: "advice already tried",
    summary: "The draft advises what the person has just said they did.",
    why: "It proves that the message was not read.",
    instead: "Start from what they have tried, by name, and go on from there.",
    example: "Please try to restart the router.",
    better: "You have restarted it twice and swapped the cable, so it isn't that.",
};

/// How much the person has at stake, where stock talk hurts; canned replies are judged mildly.
fn stakes(reading: &Reading<'_>) -> f64 {
    if reading.person.is_absent() { 0.5 * reading.reply.gravity } else { reading.stakes() }
}

/// Stock phrases.
fn stock(reading: &Reading<'_>) -> Vec<Evidence> {
    let stakes = stakes(reading);
    if stakes < FLOOR {
        return Vec::new();
    }
    let manner = manner(reading, &[Cue::Stock, Cue::Flat]);
    let mut seen = Vec::new();
    for sentence in &reading.reply.said {
        let Some((span, weight)) = strongest(reading, sentence, Cue::Stock) else { continue };
        let more = count(reading, sentence, Cue::Stock).saturating_sub(1).min(2) as f64;
        let strength = 0.3 * weight + 0.35 * stakes + 0.08 * more - 0.12 * sentence.grounded.min(4) as f64
            + if reading.reply.intensity < 0.4 { 0.1 } else { 0.0 }
            + if sentence.concrete == 0 { 0.08 } else { 0.0 }
            + manner;
        let message = format!(
            "\u{201c}{}\u{201d} would fit any message; nothing of what they told is in it",
            words(reading, span)
        );
        seen.push(
            Evidence::new(sentence.span, strength, message).answering(reading.person.peak.or(reading.person.charge)),
        );
    }
    seen
}

/// Sentences about people and things in general.
fn general(reading: &Reading<'_>) -> Vec<Evidence> {
    let stakes = stakes(reading);
    if stakes < FLOOR || reading.person.is_absent() {
        return Vec::new();
    }
    let mut seen = Vec::new();
    for sentence in &reading.reply.said {
        if !sentence.is_bare() || sentence.asks || sentence.words < 6 || sentence.line == Line::Item {
            continue;
        }
        let warm = count(reading, sentence, Cue::Warm).min(3) as f64;
        let truth = count(reading, sentence, Cue::GeneralTruth).min(2) as f64;
        if warm + truth + sentence.general as f64 == 0.0 || strongest(reading, sentence, Cue::IfSorry).is_some() {
            continue;
        }
        let strength = 0.1 * warm + 0.12 * truth + 0.06 * sentence.general.min(3) as f64 + 0.3 * stakes
            - 0.05 * sentence.me as f64;
        let message =
            format!("\u{201c}{}\u{201d} is about people in general, not about them", words(reading, sentence.span));
        seen.push(Evidence::new(sentence.span, strength, message).answering(reading.person.peak));
    }
    seen
}

/// A cheerful close under a painful message.
fn cheer(reading: &Reading<'_>) -> Vec<Evidence> {
    let person = &reading.person;
    let hurt = person.pain.max(person.tension);
    if hurt < FLOOR {
        return Vec::new();
    }
    let mut seen = Vec::new();
    for sentence in &reading.reply.said {
        let Some((span, weight)) = strongest(reading, sentence, Cue::Cheer) else { continue };
        let strength = 0.35 * weight + 0.4 * hurt - 0.12 * sentence.grounded.min(3) as f64;
        let message = format!("\u{201c}{}\u{201d} is cheerful, and their message is not", words(reading, span));
        seen.push(
            Evidence::new(clause(&reading.reply.text, span, sentence.span), strength, message).answering(person.peak),
        );
    }
    seen
}

/// A long list for somebody in pain, or who asked for little.
fn list(reading: &Reading<'_>) -> Vec<Evidence> {
    let person = &reading.person;
    let items: Vec<_> = reading.reply.said.iter().filter(|sentence| sentence.line == Line::Item).collect();
    if items.len() < LONG_LIST || person.is_absent() {
        return Vec::new();
    }
    let asked_little = if person.brief.is_some() { 0.4 } else { 0.0 };
    let strength = 0.45 * person.pain + asked_little + 0.02 * items.len().min(10) as f64;
    let message = format!(
        "{} points for somebody who {}",
        items.len(),
        if person.brief.is_some() { "asked for one thing" } else { "wrote in pain" }
    );
    let intro = reading.reply.said.iter().rfind(|sentence| sentence.span.end <= items[0].span.start);
    let first = intro.filter(|sentence| sentence.span.of(reading.reply.text.source).ends_with(':')).unwrap_or(items[0]);
    vec![
        Evidence::new(first.span, strength, message.clone()).answering(person.brief.or(person.peak)),
        Evidence::new(items[items.len() - 1].span, strength, message).answering(person.brief.or(person.peak)),
    ]
}

/// Graphic detail that the person did not bring up.
fn graphic(reading: &Reading<'_>) -> Vec<Evidence> {
    let person = &reading.person;
    if person.pain < FLOOR || person.said.iter().any(|(_, text)| text.has(Cue::Graphic)) {
        return Vec::new();
    }
    let mut seen = Vec::new();
    for sentence in &reading.reply.said {
        let Some((span, weight)) = strongest(reading, sentence, Cue::Graphic) else { continue };
        let message = format!("\u{201c}{}\u{201d} is a picture that they did not ask for", words(reading, span));
        seen.push(Evidence::new(sentence.span, 0.4 * weight + 0.5 * person.pain, message).answering(person.peak));
    }
    seen
}

/// Trade detail for somebody who asked for something simple.
fn jargon(reading: &Reading<'_>) -> Vec<Evidence> {
    let person = &reading.person;
    let simple = if person.brief.is_some() { 0.3 } else { 0.0 };
    if person.is_absent() || simple + person.pain < FLOOR {
        return Vec::new();
    }
    let mut seen = Vec::new();
    for sentence in &reading.reply.said {
        let trade = count(reading, sentence, Cue::Jargon) + count(reading, sentence, Cue::Official) / 2;
        let dense = sentence.words > 30 && sentence.concrete > 5;
        if trade == 0 && !dense {
            continue;
        }
        let asked: usize =
            person.said.iter().map(|(_, text)| text.hits.iter().filter(|hit| hit.cue == Cue::Jargon).count()).sum();
        let strength = 0.1 * trade.min(4) as f64 + simple + 0.25 * person.pain + if dense { 0.2 } else { 0.0 }
            - 0.1 * asked.min(3) as f64
            - 0.05 * sentence.you.min(3) as f64;
        let message = format!(
            "\u{201c}{}\u{201d} is detail of the trade; they asked for something simple",
            words(reading, sentence.span)
        );
        seen.push(Evidence::new(sentence.span, strength, message).answering(person.brief));
    }
    seen
}

/// Steps that the person has already taken.
fn repeated(reading: &Reading<'_>) -> Vec<Evidence> {
    let again = advised_again(reading);
    let person = &reading.person;
    let tried = person.said.iter().any(|(_, text)| text.has(Cue::Tried));
    if !tried {
        return again;
    }
    let mut seen = again;
    for sentence in reading.reply.said.iter().filter(|sentence| sentence.orders && sentence.grounded > 0) {
        let strength = 0.25 + 0.1 * sentence.grounded.min(3) as f64 + 0.2 * reading.stakes();
        let message = format!("they may have done this already: \u{201c}{}\u{201d}", words(reading, sentence.span));
        seen.push(Evidence::new(sentence.span, strength, message));
    }
    seen
}
