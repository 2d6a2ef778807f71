//! Apologies that take nothing on.

use super::grievance::{FLOOR, each, heat};
use crate::detect::Mechanism::ConflictAvoidance;
use crate::detect::Severity;
use crate::detect::alone::is_plain_if;
use crate::detect::evidence::{Evidence, words};
use crate::detect::rule::Rule;
use crate::reading::key::{key, keys};
use crate::reading::words::Tags;
use crate::reading::{Cue, Reading, Said};

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

/// How strong a conditional apology for the person's own feeling is at least.
const FELT: f64 = 0.6;

/// An apology with an "if".
pub(super) fn condition(reading: &Reading<'_>) -> Vec<Evidence> {
    let heat = heat(reading);
    each(reading, Cue::IfSorry, |sentence, span, weight| {
        let felt = is_for_a_feeling(reading, sentence);
        if heat < FLOOR && !felt || is_plain_if(reading, sentence, span) {
            return None;
        }
        let message =
            format!("\u{201c}{}\u{201d} apologises for how they took it, not for what was done", words(reading, span));
        let strength = 0.6 * weight + 0.25 * heat;
        Some(match felt {
            true => Evidence::new(sentence.span, strength.max(FELT), message).surely(Severity::Clear),
            false => Evidence::new(sentence.span, strength, message),
        })
    })
}

/// Whether the sentence says sorry if somebody felt something: "we are sorry if you felt ignored".
fn is_for_a_feeling(reading: &Reading<'_>, sentence: &Said) -> bool {
    const SORRY: [u64; 7] = keys(["sorry", "apologise", "apologize", "apologies", "apology", "regret", "regrets"]);
    const FEELS: [u64; 16] = keys([
        "felt",
        "feel",
        "feels",
        "feeling",
        "offended",
        "upset",
        "hurt",
        "ignored",
        "insulted",
        "disappointed",
        "perceived",
        "unheard",
        "neglected",
        "dissatisfied",
        "unhappy",
        "overlooked",
    ]);
    /// Words between the sorry and its "if", and behind the "if", at most.
    const NEAR: usize = 5;
    let inside = reading.reply.text.words_in(sentence.span);
    let condition = |at: usize| {
        let sorry = inside[at.saturating_sub(NEAR)..at].iter().any(|word| word.is(&SORRY));
        let behind = &inside[at + 1..inside.len().min(at + 1 + NEAR)];
        sorry
            && behind.iter().any(|word| word.is(&FEELS))
            && !behind.iter().any(|word| word.tags.has(Tags::ME.or(Tags::US)))
    };
    !sentence.asks && (0..inside.len()).any(|at| inside[at].is(&[IF]) && condition(at))
}

const IF: u64 = key("if");

#[cfg(test)]
mod tests {
    use crate::text::{Conversation, Draft};
    use crate::{Severity, detect};

    /// How severe the conditional apology in a draft is.
    fn severity(draft: &Draft) -> Option<Severity> {
        detect(draft).findings.iter().filter(|one| one.rule == "CA01").map(|one| one.severity).max()
    }

    #[test]
    fn sorry_if_you_felt_is_clear_alone_canned_and_in_a_conversation() {
        let all = [
            "We are sorry if you felt ignored.",
            "I apologise if anyone felt left out of the choir.",
            "Hello,\n\nthank you for the letter about the ferry. We are truly sorry if you were offended.\n\nKind regards",
        ];
        let people = [
            "You forgot my mother at the pier for two hours, and she cried all the way home.",
            "I wrote twice about the ferry and got no answer.",
            "Good morning, when does the ferry leave?",
        ];
        for text in all {
            assert!(severity(&Draft::canned(text)) >= Some(Severity::Clear), "{text}");
            for said in people {
                let draft = Draft::new(Conversation::from_user(said), text);
                assert!(severity(&draft) >= Some(Severity::Clear), "{said} {text}");
            }
        }
    }

    #[test]
    fn sorry_for_a_deed_and_advice_for_a_feeling_are_none() {
        for text in [
            "We are sorry that we left you at the pier.",
            "If you feel unwell on board, tell the crew.",
            "Sorry if this reaches you late.",
        ] {
            assert_eq!(severity(&Draft::canned(text)), None, "{text}");
        }
    }
}
