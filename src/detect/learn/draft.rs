//! From a draft's clearest sentence to the draft: a logistic curve through its log odds and its reliefs, none of which may
//! argue against a draft. Fitted coordinate by coordinate, each step by Newton's method, cut off at 0.

use crate::detect::weights::logistic;

/// Strength of the penalty on standardised weights.
const PENALTY: f64 = 2.0;

/// The penalty that intercepts bear: none to speak of.
const FREE: f64 = 1e-6;

/// What an answer among peers counts beside a labelled case: it says which of two replies does better, not whether one fails.
const PEERS: f64 = 0.5;

/// Sweeps over all coordinates.
const SWEEPS: usize = 300;

/// A draft: the log odds of its clearest sentence, its reliefs, and whether the mechanism is present.
#[derive(Clone)]
pub(super) struct Drafted {
    pub(super) odds: f64,
    pub(super) reliefs: Vec<f64>,
    pub(super) present: bool,
}

/// The curve.
pub(super) struct Curve {
    pub(super) slope: f64,
    pub(super) offset: f64,
    pub(super) reliefs: Vec<f64>,
}

impl Curve {
    /// The calibrated score of a draft, 0 to 1.
    pub(super) fn score(&self, draft: &Drafted) -> f64 {
        let reliefs: f64 = self.reliefs.iter().zip(&draft.reliefs).map(|(weight, value)| weight * value).sum();
        logistic(self.slope * draft.odds + self.offset + reliefs)
    }
}

/// A draft as the method sees it: standardised columns, the intercepts of cases and of peers, and how much it counts.
struct Sample {
    columns: Vec<f64>,
    present: f64,
    counts: f64,
}

/// Fits the curve through labelled drafts, and through peers, who have an intercept of their own: they only rank.
pub(super) fn fit(cases: &[Drafted], peers: &[Drafted]) -> Curve {
    let raw =
        |draft: &Drafted| -> Vec<f64> { std::iter::once(draft.odds).chain(draft.reliefs.iter().copied()).collect() };
    let rows: Vec<Vec<f64>> = cases.iter().map(raw).collect();
    let (mean, deviation) = spread(&rows);
    let sample = |draft: &Drafted, own: [f64; 2], counts: f64| {
        let scaled = raw(draft)
            .into_iter()
            .zip(mean.iter().zip(&deviation))
            .map(|(value, (mean, spread))| (value - mean) / spread);
        Sample { columns: scaled.chain(own).collect(), present: f64::from(u8::from(draft.present)), counts }
    };
    let samples: Vec<Sample> = cases
        .iter()
        .map(|case| sample(case, [1.0, 0.0], 1.0))
        .chain(peers.iter().map(|peer| sample(peer, [0.0, 1.0], PEERS)))
        .collect();
    let weights = descend(&samples, mean.len());
    let plain: Vec<f64> = weights.iter().zip(&deviation).map(|(weight, spread)| weight / spread).collect();
    let offset = weights[mean.len()] - plain.iter().zip(&mean).map(|(weight, mean)| weight * mean).sum::<f64>();
    Curve { slope: plain[0], offset, reliefs: plain[1..].to_vec() }
}

/// Mean and deviation of each column.
fn spread(rows: &[Vec<f64>]) -> (Vec<f64>, Vec<f64>) {
    let count = rows.len() as f64;
    let mean: Vec<f64> = (0..rows[0].len()).map(|at| rows.iter().map(|row| row[at]).sum::<f64>() / count).collect();
    let deviation = (0..mean.len()).map(|at| {
        let variance = rows.iter().map(|row| (row[at] - mean[at]).powi(2)).sum::<f64>() / count;
        variance.sqrt().max(1e-9)
    });
    let deviation = deviation.collect();
    (mean, deviation)
}

/// The weights with the smallest loss: the first not below 0, the reliefs not above it, the two intercepts free.
fn descend(samples: &[Sample], width: usize) -> Vec<f64> {
    let mut weights = vec![0.0; width + 2];
    let mut odds = vec![0.0; samples.len()];
    for _ in 0..SWEEPS {
        for (at, weight) in weights.iter_mut().enumerate() {
            let aim = match at {
                0 => aim(samples, &odds, at, *weight, PENALTY).max(0.0),
                _ if at < width => aim(samples, &odds, at, *weight, PENALTY).min(0.0),
                _ => aim(samples, &odds, at, *weight, FREE),
            };
            let step = aim - std::mem::replace(weight, aim);
            odds.iter_mut().zip(samples).for_each(|(odds, sample)| *odds += step * sample.columns[at]);
        }
    }
    weights
}

/// Where Newton's method would put one weight, the others as they are; at most a step of 1 away.
fn aim(samples: &[Sample], odds: &[f64], at: usize, weight: f64, penalty: f64) -> f64 {
    let (mut slope, mut bend) = (penalty * weight, penalty);
    for (sample, odds) in samples.iter().zip(odds) {
        let (guess, value) = (logistic(*odds), sample.columns[at]);
        slope += sample.counts * (guess - sample.present) * value;
        bend += sample.counts * guess * (1.0 - guess) * value.powi(2);
    }
    weight - (slope / bend).clamp(-1.0, 1.0)
}
