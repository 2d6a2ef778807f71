//! Linguistic distancing: the draft's grammar moves people out of the sentence.

use super::Mechanism::LinguisticDistancing;
use super::alone::is_spared;
use super::evidence::{Evidence, Look, count, strongest, words};
use super::naming::{is_act, is_request};
use super::rule::Rule;
use crate::reading::grammar::{Passive, Subject};
use crate::reading::sentences::Line;
use crate::reading::words::Tags;
use crate::reading::{Cue, Reading, Said};
use crate::text::Span;

/// Below this there is nobody in the sentence to be moved out: transactional and technical exchanges.
const FLOOR: f64 = 0.1;

/// The rules of this mechanism.
pub(super) const RULES: &[Look] = &[
    Look { rule: PASSIVE, see: passive, alone: None },
    Look { rule: NOBODY, see: nobody, alone: Some(0.5) },
    Look { rule: NOMINAL, see: nominal, alone: Some(0.7) },
    Look { rule: ABSENT, see: absent, alone: Some(0.5) },
    Look { rule: OFFICIAL, see: official, alone: Some(0.5) },
    Look { rule: VERDICT, see: verdict, alone: Some(0.55) },
];

const PASSIVE: Rule = Rule {
    id: "LD01",
    mechanism: LinguisticDistancing,
    name: "agentless passive",
    summary: "A passive without an agent about something that people did to people.",
    why: "Something was done to them, and the sentence hides who did it.",
    instead: "Say who did it: put the sender, or the person, back as the subject.",
    example: "Your application has been declined.",
    better: "We have declined your application.",
};

const NOBODY: Rule = Rule {
    id: "LD02",
    mechanism: LinguisticDistancing,
    name: "nobody speaks",
    summary: "An impersonal frame: \u{201c}it is regretted that\u{201d}, \u{201c}there has been\u{201d}, \u{201c}the expectation is\u{201d}.",
    why: "Regret that nobody feels is worse than none.",
    instead: "Let somebody say it: \u{201c}I regret\u{201d}, \u{201c}we expect\u{201d}.",
    example: "It is regretted that you were not informed.",
    better: "I am sorry that we did not tell you.",
};

const NOMINAL: Rule = Rule {
    id: "LD03",
    mechanism: LinguisticDistancing,
    name: "noun for an act",
    summary: "What somebody did is turned into a noun: \u{201c}the cancellation of\u{201d}, \u{201c}a review will take place\u{201d}.",
    why: "The act has no actor left, and the person nobody to speak to.",
    instead: "Turn the noun back into a verb with somebody in front of it.",
    example: "The removal of your post resulted from a review.",
    better: "We reviewed your post and removed it.",
};

const ABSENT: Rule = Rule {
    id: "LD04",
    mechanism: LinguisticDistancing,
    name: "spoken of as absent",
    summary: "The person or the sender is spoken of in the third person: \u{201c}customers\u{201d}, \u{201c}the company\u{201d}.",
    why: "They wrote to you, and you talk about people like them.",
    instead: "Say \u{201c}you\u{201d} to the person and \u{201c}we\u{201d} or \u{201c}I\u{201d} of yourself.",
    example: "Students are expected to submit evidence.",
    better: "Please send us the evidence.",
};

const OFFICIAL: Rule = Rule {
    id: "LD05",
    mechanism: LinguisticDistancing,
    name: "officialese",
    summary: "Words of an office where a person speaks to a person.",
    why: "It puts a counter between the two.",
    instead: "Say it as you would across a table.",
    example: "Should you wish to pursue the matter, kindly refer to the aforementioned form.",
    better: "If you want to take it further, use that form.",
};

const VERDICT: Rule = Rule {
    id: "LD06",
    mechanism: LinguisticDistancing,
    name: "verdict without a judge",
    summary: "A decision against the person, or a loss of theirs, that nobody seems to have taken or caused.",
    why: "They were refused by nobody, so there is nobody to ask why.",
    instead: "Say who decided, in the first person where it was the sender.",
    example: "Your appeal has been rejected.",
    better: "We have rejected your appeal, and this is why.",
};

/// How much a person is in the matter.
fn stakes(reading: &Reading<'_>) -> f64 {
    if reading.person.is_absent() { 0.75 * reading.reply.gravity } else { reading.stakes() }
}

/// Sentences that can distance, with the stakes; none in transactional exchanges.
fn candidates<'r>(reading: &'r Reading<'_>) -> impl Iterator<Item = (&'r Said, f64)> {
    let stakes = stakes(reading);
    reading
        .reply
        .said
        .iter()
        .filter(move |sentence| stakes >= FLOOR && is_told(reading, sentence) && !sentence.asks)
        .map(move |sentence| (sentence, stakes))
}

/// Whether a sentence stands where people are spoken to; in a letter to many, what is said in a list is said as well.
fn is_told(reading: &Reading<'_>, sentence: &Said) -> bool {
    let listed = sentence.line == Line::Item && reading.person.is_absent();
    let inside = reading.reply.text.words_in(sentence.span);
    let about_them = listed && inside.iter().any(|word| word.tags.has(Tags::YOU.or(Tags::THIRD)));
    sentence.line == Line::Prose || about_them
}

/// How impersonal the whole reply is, 0 to 0.3: one slip in a personal letter weighs less than the tenth in a cold one.
fn coldness(reading: &Reading<'_>) -> f64 {
    let said = &reading.reply.said;
    let passives: usize = said.iter().map(|sentence| sentence.passives.iter().filter(|one| one.act).count()).sum();
    let faceless = said.iter().filter(|sentence| sentence.me == 0).count();
    (0.1 * passives.saturating_sub(1) as f64).min(0.2) + 0.15 * faceless as f64 / said.len().max(1) as f64
}

/// Passives without an agent about acts of people.
fn passive(reading: &Reading<'_>) -> Vec<Evidence> {
    let cold = coldness(reading);
    let mut seen = Vec::new();
    for (sentence, stakes) in candidates(reading) {
        let told: Vec<_> = sentence.passives.iter().filter(|one| !is_spared(reading, sentence, one)).collect();
        let acts: Vec<_> = told.iter().copied().filter(|one| one.act).collect();
        // The one that is about something says most: "your claim was refused" beside "please be advised", which only adds
        // to its coldness.
        let hides = |one: &&Passive| !is_request(reading, one);
        let telling = acts.iter().copied().filter(hides).max_by_key(|one| one.subject.len());
        let Some(first) = telling.or(told.iter().copied().find(hides)) else { continue };
        let about_them = sentence.you > 0 || sentence.grounded > 1;
        let strength = if acts.is_empty() { 0.05 } else { 0.25 }
            + 0.35 * stakes
            + cold
            + 0.08 * (acts.len().max(1) - 1).min(2) as f64
            + if about_them { 0.06 } else { 0.0 }
            - if sentence.me > 0 && !reading.person.is_absent() { 0.12 } else { 0.0 };
        let message = format!("\u{201c}{}\u{201d}: nobody does it", words(reading, first.subject.join(first.verb)));
        let span = if sentence.words > 14 { first.subject.join(first.verb) } else { sentence.span };
        seen.push(Evidence::new(span, strength, message));
    }
    seen
}

/// Decisions against the person, and losses, that nobody took or caused.
fn verdict(reading: &Reading<'_>) -> Vec<Evidence> {
    let mut seen = Vec::new();
    for (sentence, stakes) in candidates(reading) {
        let about_them = sentence.you > 0 || sentence.grounded > 1;
        let done = |one: &&Passive| against_them(reading, one) && !is_spared(reading, sentence, one);
        let against = sentence.passives.iter().find(done);
        let Some(passive) = against.filter(|_| about_them) else { continue };
        let strength = 0.42 + 0.4 * stakes - if sentence.me > 0 { 0.05 } else { 0.0 };
        let span = passive.subject.join(passive.verb);
        let message = format!("\u{201c}{}\u{201d}: somebody decided it, and nobody says so", words(reading, span));
        seen.push(Evidence::new(span, strength, message));
    }
    seen
}

/// Whether a passive tells of something that was done to the person's harm.
fn against_them(reading: &Reading<'_>, passive: &Passive) -> bool {
    const HARM: [&str; 18] = [
        "declined",
        "rejected",
        "refused",
        "denied",
        "cancelled",
        "canceled",
        "closed",
        "removed",
        "deleted",
        "suspended",
        "withheld",
        "terminated",
        "blocked",
        "disconnected",
        "dismissed",
        "withdrawn",
        "overlooked",
        "lost",
    ];
    let verb = passive.verb.of(reading.reply.text.source);
    let last = verb.rsplit(char::is_whitespace).next().unwrap_or(verb);
    !passive.state && HARM.iter().any(|harm| last.eq_ignore_ascii_case(harm))
}

/// Frames in which nobody speaks.
fn nobody(reading: &Reading<'_>) -> Vec<Evidence> {
    let cold = coldness(reading);
    let mut seen = Vec::new();
    for (sentence, stakes) in candidates(reading) {
        let Some((span, weight)) = strongest(reading, sentence, Cue::Impersonal) else { continue };
        let message = format!("\u{201c}{}\u{201d}: nobody says it", words(reading, span));
        seen.push(Evidence::new(sentence.span, 0.4 * weight + 0.3 * stakes + cold, message));
    }
    seen
}

/// Nouns that stand for acts, as subjects or in numbers.
fn nominal(reading: &Reading<'_>) -> Vec<Evidence> {
    let text = &reading.reply.text;
    let cold = coldness(reading);
    let mut seen = Vec::new();
    for (sentence, stakes) in candidates(reading) {
        let acts: Vec<Span> = sentence.nominals.iter().copied().filter(|one| is_act(reading, sentence, *one)).collect();
        let Some(first) = acts.first() else { continue };
        let of = text.source[first.end..sentence.span.end].trim_start().starts_with("of ");
        let heads = sentence.subject == Subject::Thing && first.start - sentence.span.start < 30;
        let strength = 0.1 * acts.len().min(4) as f64
            + 0.25 * stakes
            + cold
            + if of && heads {
                0.2
            } else if heads {
                0.08
            } else {
                0.0
            }
            - 0.08 * (sentence.me + sentence.you).min(3) as f64;
        let message = format!("\u{201c}{}\u{201d} is an act without an actor", words(reading, *first));
        seen.push(Evidence::new(sentence.span, strength, message));
    }
    seen
}

/// The person or the sender in the third person.
fn absent(reading: &Reading<'_>) -> Vec<Evidence> {
    let text = &reading.reply.text;
    let cold = coldness(reading);
    let mut seen = Vec::new();
    for (sentence, stakes) in candidates(reading) {
        let them = text.words_in(sentence.span).iter().find(|word| word.tags.has(Tags::THIRD));
        let Some(word) = them else { continue };
        let heads = sentence.subject == Subject::Absent;
        let strength = if heads { 0.35 } else { 0.2 } + 0.3 * stakes + cold
            - if sentence.me > 0 { 0.15 } else { 0.0 }
            - if sentence.you > 0 { 0.1 } else { 0.0 };
        let message = format!("\u{201c}{}\u{201d} speaks about them, to them", words(reading, word.span));
        seen.push(Evidence::new(sentence.span, strength, message));
    }
    seen
}

/// Words of an office.
fn official(reading: &Reading<'_>) -> Vec<Evidence> {
    let cold = coldness(reading);
    let mut seen = Vec::new();
    for (sentence, stakes) in candidates(reading) {
        let Some((span, weight)) = strongest(reading, sentence, Cue::Official) else { continue };
        let more = (count(reading, sentence, Cue::Official) - 1).min(3) as f64;
        let strength = 0.2 * weight + 0.28 * stakes + 0.08 * more + cold - if sentence.me > 0 { 0.08 } else { 0.0 };
        let message = format!("\u{201c}{}\u{201d} is how an office speaks", words(reading, span));
        seen.push(Evidence::new(sentence.span, strength, message));
    }
    seen
}
