//! From which score on a mechanism counts as found, where somebody wants it otherwise than it was learnt.

use super::Mechanism;

/// The calibrated score, 0 to 1, from which each mechanism counts as found; `None` leaves the learnt one.
///
/// A higher one marks less and errs less often in what it marks; a lower one misses less. It holds for every sentence,
/// textbook phrases too; in a canned reply, where there is no person to weigh against, for the strength of the rules.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
#[non_exhaustive]
pub struct Thresholds {
    /// For [`Mechanism::SentimentAttenuation`], 0 to 1.
    pub sentiment_attenuation: Option<f64>,
    /// For [`Mechanism::EmpathicGranularityMismatch`], 0 to 1.
    pub empathic_granularity_mismatch: Option<f64>,
    /// For [`Mechanism::ConflictAvoidance`], 0 to 1.
    pub conflict_avoidance: Option<f64>,
    /// For [`Mechanism::LinguisticDistancing`], 0 to 1.
    pub linguistic_distancing: Option<f64>,
}

impl Thresholds {
    /// The threshold of a mechanism; what is no number is none.
    pub fn get(&self, mechanism: Mechanism) -> Option<f64> {
        let asked = match mechanism {
            Mechanism::SentimentAttenuation => self.sentiment_attenuation,
            Mechanism::EmpathicGranularityMismatch => self.empathic_granularity_mismatch,
            Mechanism::ConflictAvoidance => self.conflict_avoidance,
            Mechanism::LinguisticDistancing => self.linguistic_distancing,
        };
        asked.filter(|score| !score.is_nan())
    }

    /// Sets the threshold of a mechanism, 0 to 1.
    pub fn set(&mut self, mechanism: Mechanism, score: f64) {
        let place = match mechanism {
            Mechanism::SentimentAttenuation => &mut self.sentiment_attenuation,
            Mechanism::EmpathicGranularityMismatch => &mut self.empathic_granularity_mismatch,
            Mechanism::ConflictAvoidance => &mut self.conflict_avoidance,
            Mechanism::LinguisticDistancing => &mut self.linguistic_distancing,
        };
        *place = Some(score);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::{detect, detect_with};
    use crate::text::{Conversation, Draft};

    const SAID: &str = "You lost my father's watch and hung up on me twice. I am furious. Why did nobody ring me?";
    const LETTER: &str = "We understand your frustration. Please be advised that your claim has been declined. We will \
        look at the file again. Thank you for your patience.";

    fn drafts() -> [Draft; 2] {
        [Draft::new(Conversation::from_user(SAID), LETTER), Draft::canned(LETTER)]
    }

    #[test]
    fn a_mechanism_is_found_exactly_from_its_threshold() {
        for draft in drafts() {
            for mechanism in Mechanism::ALL {
                let score = detect(&draft).presence(mechanism).score;
                for threshold in [0.01, score - 0.01, score, score + 0.01, 0.99] {
                    let mut thresholds = Thresholds::default();
                    thresholds.set(mechanism, threshold);
                    let found = detect_with(&draft, &thresholds).presence(mechanism);
                    assert_eq!(found.severity.is_some(), found.score >= threshold, "{mechanism:?} {score} {threshold}");
                    assert_eq!(found.score, score, "a threshold moves no score");
                }
            }
        }
    }

    #[test]
    fn a_threshold_is_of_one_mechanism_and_no_number_is_none() {
        for draft in drafts() {
            let usual = detect(&draft);
            let strict = Thresholds { linguistic_distancing: Some(1.0), ..Thresholds::default() };
            let others = |report: &crate::Report| {
                Mechanism::ALL[..3].iter().map(|one| report.presence(*one)).collect::<Vec<_>>()
            };
            assert_eq!(others(&detect_with(&draft, &strict)), others(&usual));
            let nan = Thresholds { linguistic_distancing: Some(f64::NAN), ..Thresholds::default() };
            assert_eq!(detect_with(&draft, &nan), usual);
        }
    }
}
