//! What to say of a sentence that the weights find failing although no rule names a phrase in it.

use super::Mechanism;
use super::evidence::{Evidence, theirs, words};
use super::naming::is_act;
use super::rule::{Rule, rule};
use crate::reading::{Reading, Said};

/// The rule that fits best by the shape of the sentence, and evidence in its words.
pub(super) fn unruled(mechanism: Mechanism, reading: &Reading<'_>, sentence: &Said) -> (&'static Rule, Evidence) {
    let person = &reading.person;
    let said = words(reading, sentence.span);
    let charge = person.questions.first().map(|question| question.place).or(person.charge).or(person.peak);
    let (id, message, source) = match mechanism {
        Mechanism::SentimentAttenuation => {
            let against = person
                .peak
                .map_or_else(String::new, |peak| format!(" beside \u{201c}{}\u{201d}", theirs(reading, peak)));
            ("SA01", format!("\u{201c}{said}\u{201d} sounds small{against}"), person.peak)
        }
        Mechanism::EmpathicGranularityMismatch if sentence.grounded == 0 => {
            ("EGM02", format!("\u{201c}{said}\u{201d} takes up nothing of what they told"), person.peak)
        }
        Mechanism::EmpathicGranularityMismatch => (
            "EGM06",
            format!("\u{201c}{said}\u{201d} is not the detail that they need now"),
            person.brief.or(person.peak),
        ),
        Mechanism::ConflictAvoidance => {
            let open = charge.map_or_else(String::new, |place| {
                format!("; \u{201c}{}\u{201d} is still open", theirs(reading, place))
            });
            (
                if sentence.orders { "CA08" } else { "CA02" },
                format!("\u{201c}{said}\u{201d} goes around it{open}"),
                charge,
            )
        }
        Mechanism::LinguisticDistancing if !sentence.nominals.iter().any(|one| is_act(reading, sentence, *one)) => {
            ("LD02", format!("nobody acts in \u{201c}{said}\u{201d}"), None)
        }
        Mechanism::LinguisticDistancing => ("LD03", format!("nouns do the acting in \u{201c}{said}\u{201d}"), None),
    };
    let rule = rule(id).expect("the ids above are rows of the rules' tables; a test reads them all");
    (rule, Evidence::new(sentence.span, 0.5, message).answering(source))
}

#[cfg(test)]
mod tests {
    use super::rule;

    #[test]
    fn every_rule_named_here_exists() {
        for id in ["SA01", "EGM02", "EGM06", "CA02", "CA08", "LD02", "LD03"] {
            assert!(rule(id).is_some(), "{id}");
        }
    }
}
