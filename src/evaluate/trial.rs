//! Cases and predictions brought together by their ids.

use super::{Case, Judged, Prediction, Sighting};
use crate::Mechanism;
use std::collections::{HashMap, HashSet};

/// A case and what was found in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Trial {
    /// The labelled case.
    pub case: Case,
    /// What was found; without it, nothing was.
    pub prediction: Option<Prediction>,
}

impl Trial {
    /// The verdict on a mechanism; nothing found without a prediction.
    pub fn verdict(&self, mechanism: Mechanism) -> Judged {
        self.prediction.as_ref().map(|one| one.verdict(mechanism)).unwrap_or_default()
    }

    /// The findings of a mechanism.
    pub fn sightings(&self, mechanism: Mechanism) -> impl Iterator<Item = &Sighting> {
        self.prediction.iter().flat_map(move |one| one.sightings(mechanism))
    }

    /// The greatest severity of any verdict, 0 to 3.
    pub(super) fn loudest(&self) -> u8 {
        Mechanism::ALL.into_iter().map(|one| self.verdict(one).severity).max().unwrap_or(0)
    }
}

/// The trials, and what did not fit.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Trials {
    /// A trial for each case, in the order of the cases.
    pub trials: Vec<Trial>,
    /// Predictions whose id is no case's.
    pub unknown: usize,
    /// Predictions that a later one with the same id replaced.
    pub repeated: usize,
}

impl Trials {
    /// Gives each case the last prediction with its id.
    pub fn pair(cases: Vec<Case>, predictions: Vec<Prediction>) -> Self {
        let ids: HashSet<&str> = cases.iter().map(|case| case.id.as_str()).collect();
        let (known, unknown): (Vec<_>, Vec<_>) = predictions.into_iter().partition(|one| ids.contains(one.id.as_str()));
        let all = known.len();
        let found: HashMap<String, Prediction> = known.into_iter().map(|one| (one.id.clone(), one)).collect();
        let repeated = all - found.len();
        let trial = |case: Case| Trial { prediction: found.get(&case.id).cloned(), case };
        Self { trials: cases.into_iter().map(trial).collect(), unknown: unknown.len(), repeated }
    }
}
