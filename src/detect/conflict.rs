//! Conflict avoidance: the draft steps around the tension instead of meeting it.

use super::Mechanism::ConflictAvoidance;
use super::alone::{is_plain_if, manner};
use super::evidence::{Evidence, Look, clause, count, strongest, theirs, words};
use super::rule::Rule;
use crate::reading::person::Place;
use crate::reading::{Cue, Reading, Said};

/// Below this tension there is no conflict to meet; what lies above is weighed.
const FLOOR: f64 = 0.1;

/// The rules of this mechanism.
pub(super) const RULES: &[Look] = &[
    Look { rule: CONDITION, see: condition, alone: Some(0.5) },
    Look { rule: GENERALITY, see: generality, alone: Some(0.5) },
    Look { rule: TERMS, see: terms, alone: None },
    Look { rule: SPREAD, see: spread, alone: Some(0.5) },
    Look { rule: QUESTION, see: question, alone: None },
    Look { rule: SILVER, see: silver, alone: Some(0.5) },
    Look { rule: FLATTERY, see: flattery, alone: Some(0.5) },
    Look { rule: ADVICE, see: advice, alone: None },
    Look { rule: STALL, see: stall, alone: None },
];

const CONDITION: Rule = Rule {
    id: "CA01",
    mechanism: ConflictAvoidance,
    name: "conditional apology",
    summary: "An apology under a condition, or for the person's feeling instead of the sender's act.",
    why: "It makes the harm a matter of opinion and the person the one who feels wrongly.",
    instead: "Apologise for the act, in the first person, without \u{201c}if\u{201d} or \u{201c}any\u{201d}; or do not apologise.",
    example: "We are sorry if you felt ignored.",
    better: "We ignored two of your letters, and I am sorry.",
};

const GENERALITY: Rule = Rule {
    id: "CA02",
    mechanism: ConflictAvoidance,
    name: "generality for an answer",
    summary: "The person holds somebody to account, and the draft says how things are in general.",
    why: "They asked what happened to them; what can happen to anybody is no answer.",
    instead: "Say what happened in their case and who did it, or say plainly that you do not know yet.",
    example: "Delays can occur for a number of reasons.",
    better: "I don't know yet why your parcel went back. I will have asked the depot by noon.",
};

const TERMS: Rule = Rule {
    id: "CA03",
    mechanism: ConflictAvoidance,
    name: "behind the terms",
    summary: "Terms, policies or the person's own duties are put in front of the grievance.",
    why: "It answers a complaint about people with a document.",
    instead: "Meet the grievance first; then give the rule, with its reason, in your own voice.",
    example: "As stated in our terms, customers are responsible for checking their address.",
    better: "You gave us the right address and we printed another. Our rule on late claims still stands, because\u{2026}",
};

const SPREAD: Rule = Rule {
    id: "CA04",
    mechanism: ConflictAvoidance,
    name: "blame spread",
    summary: "The blame is spread over a misunderstanding, many causes or both sides, or whoever did harm is excused.",
    why: "The person who was harmed is asked to see the other side.",
    instead: "Say what was done to them as what it was; leave the other side's reasons to the other side.",
    example: "There may have been a misunderstanding, and I'm sure he meant well.",
    better: "He called you that in front of everyone. That was wrong, whatever he meant.",
};

const QUESTION: Rule = Rule {
    id: "CA05",
    mechanism: ConflictAvoidance,
    name: "question left open",
    summary: "A direct question or accusation gets no answer.",
    why: "They will ask again, angrier, or give up on you.",
    instead: "Answer it straight: yes, no, because, or \u{201c}I don't know yet, and this is how I will find out\u{201d}.",
    example: "Did you cancel it? \u{2013} Your satisfaction matters to us.",
    better: "Did you cancel it? \u{2013} Yes, we did, on Monday, and we should have told you.",
};

const SILVER: Rule = Rule {
    id: "CA06",
    mechanism: ConflictAvoidance,
    name: "silver lining",
    summary: "A bright side, a lesson or an order to feel better closes what is still open.",
    why: "It tells the person to stop before they were heard.",
    instead: "Leave it out; stay with what happened, or ask.",
    example: "At least you now have more time for yourself.",
    better: "What was it like to clear your desk today?",
};

const FLATTERY: Rule = Rule {
    id: "CA07",
    mechanism: ConflictAvoidance,
    name: "agreement to soothe",
    summary: "The draft agrees or praises to avoid friction.",
    why: "It feels good for a minute and leaves the person with a wrong picture.",
    instead: "Say kindly what you can stand behind, and what you cannot.",
    example: "You're absolutely right, they had no right to charge you.",
    better: "The charge is allowed. That it took your food money is bad all the same.",
};

const ADVICE: Rule = Rule {
    id: "CA08",
    mechanism: ConflictAvoidance,
    name: "advice before asking",
    summary: "Conclusions and advice while what happened is still unclear, and no question that explores it.",
    why: "Quick advice says: please be finished with this.",
    instead: "Ask about the one fact that everything hangs on, before any advice.",
    example: "You should sit down with her and talk it through.",
    better: "What did she say when you told her?",
};

const STALL: Rule = Rule {
    id: "CA09",
    mechanism: ConflictAvoidance,
    name: "question that stalls",
    summary: "A question, a form or homework that buys time instead of moving anything.",
    why: "The person has said it all once and is sent round again.",
    instead: "Do the next step with what they gave; ask only for what is missing, and say what for.",
    example: "So that we can direct you to the right team, please describe the issue.",
    better: "I have your two emails. I need one thing more: the time of the call.",
};

/// How much there is to meet: tension with the sender, or harm and pain reported.
fn heat(reading: &Reading<'_>) -> f64 {
    let person = &reading.person;
    if person.is_absent() { 0.55 * reading.reply.gravity } else { person.tension.max(0.7 * person.pain) }
}

/// What the person said that a deflection answers.
fn charge(reading: &Reading<'_>) -> Option<Place> {
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
fn relief(reading: &Reading<'_>) -> f64 {
    let owned = if reading.reply.owned { 0.18 } else { 0.0 };
    let open = !reading.reply.open.is_empty();
    owned + if open || reading.person.questions.is_empty() { 0.0 } else { 0.08 }
}

/// An apology with an "if".
fn condition(reading: &Reading<'_>) -> Vec<Evidence> {
    let heat = heat(reading);
    if heat < FLOOR {
        return Vec::new();
    }
    let mut seen = Vec::new();
    for sentence in &reading.reply.said {
        let Some((span, weight)) = strongest(reading, sentence, Cue::IfSorry) else { continue };
        if is_plain_if(reading, sentence, span) {
            continue;
        }
        let message =
            format!("\u{201c}{}\u{201d} apologises for how they took it, not for what was done", words(reading, span));
        seen.push(Evidence::new(sentence.span, 0.6 * weight + 0.25 * heat, message).answering(charge(reading)));
    }
    seen
}

/// General truths where an answer was owed.
fn generality(reading: &Reading<'_>) -> Vec<Evidence> {
    let heat = reading.person.tension.max(0.5 * reading.person.pain);
    if heat < FLOOR {
        return Vec::new();
    }
    let open = !reading.reply.open.is_empty();
    let mut seen = Vec::new();
    for sentence in &reading.reply.said {
        let Some((span, weight)) = strongest(reading, sentence, Cue::GeneralTruth) else { continue };
        if sentence.asks {
            continue;
        }
        let faceless = if sentence.me == 0 { 0.08 } else { 0.0 } + if sentence.you == 0 { 0.06 } else { 0.0 };
        let strength = 0.25 * weight + 0.3 * heat + faceless + if open { 0.12 } else { 0.0 }
            - relief(reading)
            - 0.04 * (sentence.grounded + sentence.concrete).min(4) as f64
            + 0.05 * (count(reading, sentence, Cue::GeneralTruth) - 1).min(2) as f64;
        let message =
            deflected(reading, &format!("\u{201c}{}\u{201d} says how things are in general", words(reading, span)));
        seen.push(Evidence::new(sentence.span, strength, message).answering(charge(reading)));
    }
    seen
}

/// A message that names what was left standing.
fn deflected(reading: &Reading<'_>, what: &str) -> String {
    match charge(reading) {
        Some(place) => format!("{what}; \u{201c}{}\u{201d} still stands unanswered", theirs(reading, place)),
        None => what.to_owned(),
    }
}

/// Terms and duties in front of the grievance.
fn terms(reading: &Reading<'_>) -> Vec<Evidence> {
    let heat = heat(reading);
    if heat < FLOOR {
        return Vec::new();
    }
    let manner = manner(reading, &[Cue::Policy, Cue::Official, Cue::Impersonal]);
    let mut seen = Vec::new();
    for sentence in &reading.reply.said {
        let Some((span, weight)) = strongest(reading, sentence, Cue::Policy) else { continue };
        let strength = 0.3 * weight + 0.3 * heat + if sentence.me + sentence.you == 0 { 0.12 } else { 0.0 }
            - relief(reading)
            + 0.06 * (count(reading, sentence, Cue::Policy) - 1).min(2) as f64
            + manner;
        let message = deflected(
            reading,
            &format!("\u{201c}{}\u{201d} puts a rule in front of the grievance", words(reading, span)),
        );
        seen.push(Evidence::new(sentence.span, strength, message).answering(charge(reading)));
    }
    seen
}

/// Blame spread, or whoever did harm excused.
fn spread(reading: &Reading<'_>) -> Vec<Evidence> {
    let heat = heat(reading);
    if heat < FLOOR || reading.person.is_absent() {
        return Vec::new();
    }
    let mut seen = Vec::new();
    for sentence in &reading.reply.said {
        let Some((span, weight)) = strongest(reading, sentence, Cue::Spread) else { continue };
        let more = (count(reading, sentence, Cue::Spread) - 1).min(2) as f64;
        let strength =
            0.42 * weight + 0.35 * heat + 0.06 * more - 0.6 * relief(reading) - if sentence.asks { 0.1 } else { 0.0 };
        let message =
            deflected(reading, &format!("\u{201c}{}\u{201d} spreads or excuses what was done", words(reading, span)));
        seen.push(Evidence::new(sentence.span, strength, message).answering(charge(reading)));
    }
    seen
}

/// How evasive a sentence is: where an unanswered question is best shown.
fn evasion(reading: &Reading<'_>, sentence: &Said) -> f64 {
    let cues =
        [Cue::Stall, Cue::Policy, Cue::GeneralTruth, Cue::Spread, Cue::Slow, Cue::Cheer, Cue::Stock, Cue::Advice];
    let signs = cues.iter().filter(|cue| strongest(reading, sentence, **cue).is_some()).count() as f64;
    signs - 0.2 * sentence.grounded as f64 + if sentence.me == 0 { 0.5 } else { 0.0 }
}

/// A direct question without an answer.
fn question(reading: &Reading<'_>) -> Vec<Evidence> {
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

/// Bright sides and orders to feel better.
fn silver(reading: &Reading<'_>) -> Vec<Evidence> {
    let heat = reading.person.pain.max(reading.person.tension);
    if heat < FLOOR {
        return Vec::new();
    }
    let mut seen = Vec::new();
    for sentence in &reading.reply.said {
        let Some((span, weight)) = strongest(reading, sentence, Cue::Silver) else { continue };
        let strength = 0.45 * weight + 0.25 * heat
            - 0.05 * sentence.grounded.min(4) as f64
            - 0.7 * relief(reading)
            - if sentence.asks { 0.15 } else { 0.0 };
        let message = format!("\u{201c}{}\u{201d} closes what is still open for them", words(reading, span));
        seen.push(
            Evidence::new(clause(&reading.reply.text, span, sentence.span), strength, message)
                .answering(charge(reading)),
        );
    }
    seen
}

/// Agreement and praise that avoid friction.
fn flattery(reading: &Reading<'_>) -> Vec<Evidence> {
    let heat = reading.person.tension.max(reading.person.pain);
    if heat < FLOOR {
        return Vec::new();
    }
    let mut seen = Vec::new();
    for sentence in &reading.reply.said {
        let Some((span, weight)) = strongest(reading, sentence, Cue::Flattery) else { continue };
        let strength = 0.45 * weight + 0.22 * heat + if reading.person.questions.is_empty() { 0.0 } else { 0.08 };
        let message = format!("\u{201c}{}\u{201d} soothes instead of answering", words(reading, span));
        seen.push(Evidence::new(sentence.span, strength, message).answering(charge(reading)));
    }
    seen
}

/// Advice and no question, while somebody is in distress.
fn advice(reading: &Reading<'_>) -> Vec<Evidence> {
    let person = &reading.person;
    let heat = person.pain.max(person.tension);
    let orders: Vec<&Said> = reading.reply.said.iter().filter(|sentence| sentence.orders).collect();
    if heat < FLOOR || person.is_absent() || orders.is_empty() {
        return Vec::new();
    }
    let share = orders.len() as f64 / reading.reply.said.len() as f64;
    let unwanted = if person.brief.is_some() { 0.15 } else { 0.0 };
    let asked = if reading.reply.questions > 0 { 0.2 } else { 0.0 };
    orders
        .iter()
        .filter_map(|sentence| {
            let (span, weight) = strongest(reading, sentence, Cue::Advice)?;
            let strength = 0.2 * weight + 0.3 * heat + 0.2 * share + unwanted
                - asked
                - relief(reading)
                - 0.05 * sentence.concrete.min(3) as f64;
            let message =
                format!("\u{201c}{}\u{201d} advises before anybody asked what happened", words(reading, span));
            Some(Evidence::new(sentence.span, strength, message).answering(charge(reading)))
        })
        .collect()
}

/// Questions and forms that buy time.
fn stall(reading: &Reading<'_>) -> Vec<Evidence> {
    let person = &reading.person;
    let heat = person.tension.max(person.urgency).max(0.6 * person.pain);
    if heat < FLOOR {
        return Vec::new();
    }
    let mut seen = Vec::new();
    for sentence in &reading.reply.said {
        let Some((span, weight)) = strongest(reading, sentence, Cue::Stall) else { continue };
        let strength = 0.28 * weight + 0.35 * heat + if sentence.asks { 0.1 } else { 0.0 } - relief(reading);
        let message = deflected(reading, &format!("\u{201c}{}\u{201d} buys time", words(reading, span)));
        seen.push(Evidence::new(sentence.span, strength, message).answering(charge(reading)));
    }
    seen
}
