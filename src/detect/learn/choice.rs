//! What is chosen on writers that the weights have not seen: from which score a mechanism counts.

use super::cases::Case;
use crate::detect::Mechanism;

/// What a share of clean cases with a false alarm costs, in F1: people switch off a tool that cries wolf.
const ALARM: f64 = 1.5;

/// How good a threshold is.
pub(super) struct Worth {
    pub(super) f1: f64,
    /// Share of clean cases that it alarms.
    pub(super) alarms: f64,
}

impl Worth {
    fn value(&self) -> f64 {
        self.f1 - ALARM * self.alarms
    }
}

/// Measures a threshold.
pub(super) fn worth(scores: &[f64], present: &[bool], cases: &[Case], threshold: f64) -> Worth {
    let count = |test: &dyn Fn(bool, bool, &Case) -> bool| {
        let each = scores.iter().zip(present).zip(cases);
        each.filter(|((score, present), case)| test(**score >= threshold, **present, case)).count() as f64
    };
    let hits = count(&|found, present, _| found && present);
    let wrong = count(&|found, present, _| found != present);
    let (loud, clean) = (count(&|found, _, case| found && case.is_clean()), count(&|_, _, case| case.is_clean()));
    Worth { f1: 2.0 * hits / (2.0 * hits + wrong).max(1.0), alarms: loud / clean.max(1.0) }
}

/// The threshold of the greatest mean worth among its neighbours, so that one lucky case does not choose it.
pub(super) fn threshold(scores: &[f64], present: &[bool], cases: &[Case]) -> f64 {
    let steady = |threshold: f64| -> f64 {
        (-4..=4).map(|step| worth(scores, present, cases, threshold + f64::from(step) * 0.01).value()).sum()
    };
    let steps = (30..70).map(|step| f64::from(step) / 100.0);
    steps.max_by(|one, other| steady(*one).total_cmp(&steady(*other))).unwrap_or(0.5)
}

/// The thresholds of clear and severe with the smallest error of severity.
pub(super) fn levels(scores: &[f64], cases: &[Case], mechanism: Mechanism, finding: f64) -> (f64, f64) {
    let error = |clear: f64, severe: f64| -> f64 {
        let each = scores.iter().zip(cases).map(|(score, case)| {
            let level = [finding, clear, severe].iter().filter(|level| *score >= **level).count() as f64;
            (level - f64::from(case.severity(mechanism))).abs()
        });
        each.sum()
    };
    let steps = |from: f64| (0..25).map(move |step| from + f64::from(step) * 0.02).filter(|level| *level < 0.99);
    steps(finding + 0.02)
        .flat_map(|clear| steps(clear + 0.1).map(move |severe| (clear, severe)))
        .min_by(|one, other| error(one.0, one.1).total_cmp(&error(other.0, other.1)))
        .unwrap_or((finding, 0.95))
}
