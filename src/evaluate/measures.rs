//! The measures of one mechanism, their means, and what is raised on clean cases.

use super::calibration::{Calibration, flag};
use super::overlap::meets;
use super::{Trial, share};
use crate::Mechanism;
use serde::Serialize;

/// How well one mechanism is found. Shares and scores lie between 0 and 1.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Measures {
    /// Cases found rightly: present, and severity 1 or more.
    pub found: usize,
    /// Cases found though the mechanism is absent.
    pub false_alarms: usize,
    /// Cases where the mechanism is present and was not found.
    pub missed: usize,
    /// Share of what was found that is right.
    pub precision: f64,
    /// Share of what is there that was found.
    pub recall: f64,
    /// Harmonic mean of the two.
    pub f1: f64,
    /// Area under the ROC curve of the score, ties half; `None` unless there are cases with and without the mechanism.
    pub auc: Option<f64>,
    /// Of the cases found rightly, the share with a finding that overlaps a gold span by half of the shorter one.
    pub span: f64,
    /// Mean absolute error of severity over all cases, 0 to 3.
    pub mae: f64,
    /// Whether a score of 0.7 comes true seven times in ten.
    pub calibration: Calibration,
}

impl Measures {
    pub(super) fn new(mechanism: Mechanism, trials: &[Trial]) -> Self {
        let mut counts = Counts::default();
        trials.iter().for_each(|trial| counts.add(trial, mechanism));
        let scores: Vec<f64> = trials.iter().map(|trial| trial.verdict(mechanism).score).collect();
        let present: Vec<f64> = trials.iter().map(|trial| flag(trial.case.label(mechanism).is_present())).collect();
        let (precision, recall, f1) = counts.rates();
        Self {
            found: counts.found,
            false_alarms: counts.false_alarms,
            missed: counts.missed,
            precision,
            recall,
            f1,
            auc: Some(area(&scores, &present)).filter(|area| !area.is_nan()),
            span: share(counts.spans, counts.found),
            mae: share(counts.error, trials.len()),
            calibration: Calibration::new(&scores, &present),
        }
    }
}

/// What is counted case by case.
#[derive(Debug, Default)]
pub(super) struct Counts {
    pub(super) found: usize,
    pub(super) false_alarms: usize,
    pub(super) missed: usize,
    spans: usize,
    error: usize,
}

impl Counts {
    /// One case more, or the same case for another mechanism.
    pub(super) fn add(&mut self, trial: &Trial, mechanism: Mechanism) {
        let (label, severity) = (trial.case.label(mechanism), trial.verdict(mechanism).severity);
        let meets = |draft: &str| trial.sightings(mechanism).any(|one| meets(draft, one, label));
        self.error += usize::from(severity.abs_diff(label.severity));
        match (severity > 0, label.is_present()) {
            (true, true) => {
                self.found += 1;
                self.spans += usize::from(meets(&trial.case.draft.text));
            }
            (true, false) => self.false_alarms += 1,
            (false, true) => self.missed += 1,
            (false, false) => {}
        }
    }

    /// Precision, recall and F1.
    pub(super) fn rates(&self) -> (f64, f64, f64) {
        let precision = share(self.found, self.found + self.false_alarms);
        let recall = share(self.found, self.found + self.missed);
        let sum = precision + recall;
        (precision, recall, if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 })
    }
}

/// Area under the ROC curve; ties count half. Not a number unless some are present and some are not.
pub(crate) fn area(scores: &[f64], present: &[f64]) -> f64 {
    let mut order: Vec<(f64, bool)> = scores.iter().zip(present).map(|(score, one)| (*score, *one > 0.5)).collect();
    order.sort_by(|one, other| one.0.total_cmp(&other.0));
    // Twice the wins, so that a tie counts a whole number and nothing is rounded.
    let (mut wins, mut yes, mut no) = (0, 0, 0);
    for ties in order.chunk_by(|one, other| one.0 == other.0) {
        let here = ties.iter().filter(|(_, present)| *present).count();
        wins += here * (2 * no + ties.len() - here);
        yes += here;
        no += ties.len() - here;
    }
    wins as f64 / 2.0 / (yes * no) as f64
}

/// Means over the four mechanisms.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Mean {
    /// Of precision.
    pub precision: f64,
    /// Of recall.
    pub recall: f64,
    /// Of F1.
    pub f1: f64,
    /// Of the area under the curve; `None` where one of the four has none.
    pub auc: Option<f64>,
    /// Of span agreement.
    pub span: f64,
    /// Of the error of severity, 0 to 3.
    pub mae: f64,
}

impl Mean {
    pub(super) fn of(all: &[Measures; 4]) -> Self {
        let mean = |of: fn(&Measures) -> f64| all.iter().map(of).fold(0.0, |sum, one| sum + one) / 4.0;
        let auc = mean(|one| one.auc.unwrap_or(f64::NAN));
        Self {
            precision: mean(|one| one.precision),
            recall: mean(|one| one.recall),
            f1: mean(|one| one.f1),
            auc: Some(auc).filter(|area| !area.is_nan()),
            span: mean(|one| one.span),
            mae: mean(|one| one.mae),
        }
    }
}

/// What is raised on cases without any failure.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Clean {
    /// How many cases are clean.
    pub cases: usize,
    /// Share of them with anything found.
    pub alarm: f64,
    /// Share of them with something clear or severe.
    pub loud: f64,
}

impl Clean {
    pub(super) fn new<'a>(trials: impl IntoIterator<Item = &'a Trial>) -> Self {
        let clean = trials.into_iter().filter(|trial| trial.case.is_clean());
        let loudest: Vec<u8> = clean.map(Trial::loudest).collect();
        let over = |least: u8| share(loudest.iter().filter(|one| **one >= least).count(), loudest.len());
        Self { cases: loudest.len(), alarm: over(1), loud: over(2) }
    }
}
