//! What a judge adds where the rules are in doubt: how many drafts it is sent, and how good both are together.

use super::{Clean, Mean, Measures, Prediction, Trial};
use crate::Mechanism;
use serde::Serialize;
use std::collections::HashMap;

/// The limits of doubt that are tried, from no draft sent to all.
const LIMITS: [f64; 16] = [4.0, 1.2, 1.0, 0.9, 0.8, 0.7, 0.6, 0.55, 0.5, 0.45, 0.4, 0.3, 0.2, 0.1, 0.05, -1.0];

/// A point of the curve.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Cutoff {
    /// Drafts in greater doubt than this, 0 to 4, go to the judge; below 0 all of them.
    pub doubt: f64,
    /// Share of the drafts that the judge is sent.
    pub share: f64,
    /// Mean F1 of the four mechanisms, the judge's word where it was asked.
    pub f1: f64,
    /// Share of the clean cases with any finding.
    pub alarm: f64,
}

/// The curve: `trials` hold what the rules found, `judged` what the judge found in the same cases. A case that the judge
/// did not answer keeps the rules' word.
pub fn cascade(trials: &[Trial], judged: Vec<Prediction>) -> Vec<Cutoff> {
    let judged: HashMap<String, Prediction> = judged.into_iter().map(|one| (one.id.clone(), one)).collect();
    LIMITS.into_iter().map(|limit| cutoff(trials, &judged, limit)).collect()
}

fn cutoff(trials: &[Trial], judged: &HashMap<String, Prediction>, limit: f64) -> Cutoff {
    let asked = |trial: &Trial| trial.prediction.as_ref().is_none_or(|one| one.doubt() > limit);
    let together = |trial: &Trial| match judged.get(&trial.case.id).filter(|_| asked(trial)) {
        Some(word) => Trial { case: trial.case.clone(), prediction: Some(word.clone()) },
        None => trial.clone(),
    };
    let sent = trials.iter().filter(|trial| asked(trial)).count();
    let mixed: Vec<Trial> = trials.iter().map(together).collect();
    let f1 = Mean::of(&Mechanism::ALL.map(|one| Measures::new(one, &mixed))).f1;
    let share = sent as f64 / trials.len().max(1) as f64;
    Cutoff { doubt: limit, share, f1, alarm: Clean::new(&mixed).alarm }
}

#[cfg(test)]
mod tests {
    use super::super::{Case, Judged};
    use super::*;
    use crate::Record;

    /// A case that avoids conflict, and what somebody makes of it.
    fn trial(id: u64, severity: u8, score: f64) -> Trial {
        let none = serde_json::json!({"severity": 0, "spans": []});
        let line = serde_json::json!({
            "id": id, "conversation": [{"role": "user", "content": "Did you read it?"}], "draft": "Perhaps.",
            "gold": {
                "sentiment_attenuation": none, "empathic_granularity_mismatch": none, "linguistic_distancing": none,
                "conflict_avoidance": {"severity": 2, "spans": ["Perhaps."]},
            },
        });
        let case = Case::read(Record::read(line, 1).expect("a record")).expect("a case");
        let mut prediction = Prediction { id: case.id.clone(), ..Prediction::default() };
        prediction.verdicts[Mechanism::ConflictAvoidance as usize] = Judged { severity, score };
        Trial { case, prediction: Some(prediction) }
    }

    #[test]
    fn the_judge_is_sent_what_is_doubted_most_and_its_word_counts() {
        let trials = [trial(1, 0, 0.45), trial(2, 2, 0.99)];
        let judged = vec![trial(1, 2, 0.9).prediction.expect("it is there")];
        let curve = cascade(&trials, judged);
        let at = |doubt: f64| *curve.iter().find(|one| one.doubt == doubt).expect("a point");
        assert_eq!((at(4.0).share, at(0.4).share, at(-1.0).share), (0.0, 0.5, 1.0));
        assert!(at(0.4).f1 > at(4.0).f1);
        assert_eq!(at(0.4).f1, at(-1.0).f1);
    }
}
