//! Whether scores are probabilities: of the drafts at 0.7, do seven in ten fail?

use super::share;
use serde::Serialize;

/// How many bins the scores from 0 to 1 are put into.
const BINS: usize = 10;

/// How far scores are from what came true.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Calibration {
    /// Expected calibration error over the bins, 0 (perfect) to 1.
    pub error: f64,
    /// Brier score, the mean squared error of the scores, 0 (perfect) to 1.
    pub brier: f64,
    /// The reliability table: ten bins of equal width; a score on a border lies in the upper one.
    pub bins: Vec<Bin>,
}

/// The cases whose scores lie in one tenth of the range.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Bin {
    /// The lowest score, 0 to 0.9.
    pub from: f64,
    /// The score above, 0.1 to 1; the last bin includes it.
    pub to: f64,
    /// How many cases there are.
    pub cases: usize,
    /// Their mean score, 0 to 1; 0 without cases.
    pub score: f64,
    /// The share of them in which the mechanism is present; 0 without cases.
    pub present: f64,
}

impl Calibration {
    pub(super) fn new(scores: &[f64], present: &[f64]) -> Self {
        let squares = scores.iter().zip(present).map(|(score, present)| (score - present).powi(2)).sum::<f64>();
        Self {
            error: calibration_error(scores, present),
            brier: squares / scores.len().max(1) as f64,
            bins: (0..BINS).map(|bin| Bin::new(bin, &inside(bin, scores, present))).collect(),
        }
    }
}

impl Bin {
    fn new(bin: usize, inside: &[(f64, f64)]) -> Self {
        let count = inside.len();
        let score = inside.iter().map(|(score, _)| score).sum::<f64>() / count.max(1) as f64;
        let present = share(inside.iter().filter(|(_, present)| *present > 0.5).count(), count);
        Self { from: share(bin, BINS), to: share(bin + 1, BINS), cases: count, score, present }
    }
}

/// The scores of one bin, each with whether its mechanism is present.
fn inside(bin: usize, scores: &[f64], present: &[f64]) -> Vec<(f64, f64)> {
    let all = scores.iter().zip(present).map(|(score, present)| (*score, *present));
    all.filter(|(score, _)| ((score * BINS as f64) as usize).min(BINS - 1) == bin).collect()
}

/// Expected calibration error over ten bins: how far mean score and share present lie apart, weighed by cases.
pub(crate) fn calibration_error(scores: &[f64], present: &[f64]) -> f64 {
    let gap = |bin| inside(bin, scores, present).iter().map(|(score, present)| score - present).sum::<f64>().abs();
    (0..BINS).map(gap).sum::<f64>() / scores.len().max(1) as f64
}

/// Present or absent as a number.
pub(super) fn flag(present: bool) -> f64 {
    f64::from(u8::from(present))
}
