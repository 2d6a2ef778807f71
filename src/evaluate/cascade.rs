//! What a judge adds where the rules are in doubt: how many drafts it is sent, and how good both are together.

use super::{Clean, Measures, Prediction, Trial};
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
    let f1 = Mechanism::ALL.map(|one| Measures::new(one, &mixed).f1).iter().sum::<f64>() / 4.0;
    let share = sent as f64 / trials.len().max(1) as f64;
    Cutoff { doubt: limit, share, f1, alarm: Clean::new(&mixed).alarm }
}
