//! How good detection is on labelled cases: gold and predictions side by side, measured. Pure; nothing is read or sent.

pub(crate) mod calibration;
mod cascade;
mod confusion;
mod gold;
pub(crate) mod measures;
mod overlap;
mod prediction;
mod tables;
mod trial;

pub use calibration::{Bin, Calibration};
pub use cascade::{Cutoff, cascade};
pub use confusion::{Confusion, Wrong};
pub use gold::{Case, Label};
pub use measures::{Clean, Mean, Measures};
pub use prediction::{Judged, Prediction, Sighting};
pub use tables::{Domain, Fired};
pub use trial::{Trial, Trials};

use crate::Mechanism;
use serde::{Serialize, Serializer};

/// What comes of an evaluation. Shares lie between 0 and 1; one with nothing beneath the line is 0.
///
/// ```
/// use attuned::{Case, Evaluation, Prediction, Record, Trial};
///
/// let none = serde_json::json!({"severity": 0, "spans": []});
/// let line = serde_json::json!({
///     "id": 1,
///     "conversation": [{"role": "user", "content": "You lost my grandmother's ring. I trusted you with it."}],
///     "draft": "We apologise for any inconvenience this may have caused.",
///     "gold": {
///         "sentiment_attenuation": {"severity": 2, "spans": ["any inconvenience"]},
///         "empathic_granularity_mismatch": none, "conflict_avoidance": none, "linguistic_distancing": none,
///     },
/// });
/// let case = Case::read(Record::read(line, 1)?)?;
/// let found = Prediction::of(&case.id, &attuned::detect(&case.draft));
/// let evaluation = Evaluation::new(&[Trial { case, prediction: Some(found) }]);
/// assert_eq!(evaluation.mechanisms[0].recall, 1.0);
/// # Ok::<(), attuned::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Evaluation {
    /// Labelled cases.
    pub cases: usize,
    /// Cases without a prediction; they count as nothing found.
    pub missing: usize,
    /// Cases whose prediction is an error record; they count as nothing found.
    pub failed: usize,
    /// The measures, in the order of [`Mechanism::ALL`]; in records an object by name.
    #[serde(serialize_with = "by_name")]
    pub mechanisms: [Measures; 4],
    /// The means over the four mechanisms.
    #[serde(rename = "macro")]
    pub mean: Mean,
    /// The cases without any failure.
    pub clean: Clean,
    /// The domains that cases name, by name; cases that name none come first. Empty where none does.
    pub domains: Vec<Domain>,
    /// The rules that fired, by mechanism and id.
    pub rules: Vec<Fired>,
    /// What went wrong, by mechanism, then in the order of the cases.
    pub confusions: Vec<Confusion>,
    /// What asking a judge only in doubt would give; empty where nobody measured it with [`cascade()`].
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cascade: Vec<Cutoff>,
}

impl Evaluation {
    /// Measures these trials.
    pub fn new(trials: &[Trial]) -> Self {
        let mechanisms = Mechanism::ALL.map(|one| Measures::new(one, trials));
        Self {
            cases: trials.len(),
            missing: trials.iter().filter(|trial| trial.prediction.is_none()).count(),
            failed: trials.iter().filter(|trial| trial.prediction.as_ref().is_some_and(|one| one.failed)).count(),
            mean: Mean::of(&mechanisms),
            mechanisms,
            clean: Clean::new(trials),
            domains: tables::domains(trials),
            rules: tables::rules(trials),
            confusions: confusion::confusions(trials),
            cascade: Vec::new(),
        }
    }
}

/// The measures as an object whose names are the mechanisms'.
fn by_name<S: Serializer>(all: &[Measures; 4], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(Mechanism::ALL.iter().zip(all).map(|(one, measures)| (one.name(), measures)))
}

/// A share; 0 where there is nothing to share.
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

#[cfg(test)]
mod tests;
