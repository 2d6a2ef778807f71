//! What went wrong, case by case.

use super::Trial;
use crate::Mechanism;
use serde::Serialize;

/// In which way a case came out wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Wrong {
    /// Found, and not there.
    FalseAlarm,
    /// There, and not found.
    Missed,
}

impl Wrong {
    /// The words for people: `false alarm`, `missed`.
    pub fn name(self) -> &'static str {
        match self {
            Self::FalseAlarm => "false alarm",
            Self::Missed => "missed",
        }
    }
}

/// A mechanism found where it is not, or missed where it is. It holds no words of the case.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Confusion {
    /// The id of the case.
    pub id: String,
    /// Its place among the trials, counted from 0.
    pub place: usize,
    /// The mechanism.
    pub mechanism: Mechanism,
    /// In which way.
    pub wrong: Wrong,
    /// The severity in gold, 0 to 3.
    pub gold: u8,
    /// The severity that was found, 0 to 3.
    pub severity: u8,
    /// The score that it was given, 0 to 1.
    pub score: f64,
}

/// All confusions, by mechanism, then in the order of the trials.
pub(super) fn confusions(trials: &[Trial]) -> Vec<Confusion> {
    let all = Mechanism::ALL.into_iter().flat_map(|one| trials.iter().enumerate().map(move |trial| (one, trial)));
    all.filter_map(|(mechanism, (place, trial))| confusion(mechanism, place, trial)).collect()
}

fn confusion(mechanism: Mechanism, place: usize, trial: &Trial) -> Option<Confusion> {
    let (gold, found) = (trial.case.label(mechanism).severity, trial.verdict(mechanism));
    let wrong = match (found.severity > 0, gold > 0) {
        (true, false) => Wrong::FalseAlarm,
        (false, true) => Wrong::Missed,
        _ => return None,
    };
    let id = trial.case.id.clone();
    Some(Confusion { id, place, mechanism, wrong, gold, severity: found.severity, score: found.score })
}
