//! Logistic regression with an L2 penalty, by Newton's method: features standardised, words as they are.

use super::cases::Row;
use crate::detect::weights::logistic;
use std::ops::Range;

/// Strength of the penalty on standardised weights.
const PENALTY: f64 = 100.0;

/// What a word counts beside a standardised feature: less than its own deviation, so that rare words learn little.
const WORD: f64 = 2.83;

/// Steps of Newton's method at most, and the step that ends it.
const STEPS: usize = 12;
const STILL: f64 = 1e-5;

/// Weights and bias on raw features and words.
pub(super) struct Fit {
    features: Vec<f64>,
    words: Vec<f64>,
    pub(super) bias: f64,
}

impl Fit {
    /// Log odds that a sentence shows the mechanism.
    pub(super) fn log_odds(&self, row: &Row) -> f64 {
        let features: f64 = self.features.iter().zip(&row.features).map(|(weight, value)| weight * value).sum();
        self.bias + features + row.words.iter().map(|word| self.words.get(*word).unwrap_or(&0.0)).sum::<f64>()
    }

    /// The weights of the features, then of the words.
    pub(super) fn weights(&self) -> impl Iterator<Item = f64> {
        self.features.iter().chain(&self.words).copied()
    }
}

/// Fits the weights so that no rule argues for the draft: one whose weight came out negative is left out.
pub(super) fn fit(rows: &[&Row], rules: &Range<usize>) -> Fit {
    let mut left_out = Vec::new();
    loop {
        let fit = fit_without(rows, &left_out);
        let wrong: Vec<usize> = rules.clone().filter(|at| fit.features[*at] < 0.0).collect();
        if wrong.is_empty() {
            return fit;
        }
        left_out.extend(wrong);
    }
}

/// A row as the method sees it: the columns that are not 0, and the answer.
struct Sample {
    columns: Vec<(usize, f64)>,
    present: f64,
}

/// Fits the weights of all features but some.
fn fit_without(rows: &[&Row], left_out: &[usize]) -> Fit {
    let width = rows[0].features.len();
    let words = rows.iter().flat_map(|row| &row.words).max().map_or(0, |last| last + 1);
    let (mean, deviation) = spread(rows, left_out);
    let scaled = |row: &&Row| {
        let of = |at: usize| (deviation[at] > 1e-9).then(|| (at, (row.features[at] - mean[at]) / deviation[at]));
        let columns = (0..width).filter_map(of).chain(row.words.iter().map(|word| (width + word, WORD)));
        Sample { columns: columns.chain([(width + words, 1.0)]).collect(), present: f64::from(u8::from(row.present)) }
    };
    let samples: Vec<Sample> = rows.iter().map(scaled).collect();
    let found = newton(&samples, width + words + 1, PENALTY);
    let raw = |at: usize| if deviation[at] > 1e-9 { found[at] / deviation[at] } else { 0.0 };
    let features: Vec<f64> = (0..width).map(raw).collect();
    let bias = found[width + words] - features.iter().zip(&mean).map(|(weight, mean)| weight * mean).sum::<f64>();
    Fit { features, words: found[width..width + words].iter().map(|weight| weight * WORD).collect(), bias }
}

/// Mean and deviation of each feature; what is left out has none.
fn spread(rows: &[&Row], left_out: &[usize]) -> (Vec<f64>, Vec<f64>) {
    let count = rows.len() as f64;
    let mean_of = |at: usize| rows.iter().map(|row| row.features[at]).sum::<f64>() / count;
    let mean: Vec<f64> = (0..rows[0].features.len()).map(mean_of).collect();
    let deviation_of = |at: usize| {
        let variance = rows.iter().map(|row| (row.features[at] - mean[at]).powi(2)).sum::<f64>() / count;
        if left_out.contains(&at) { 0.0 } else { variance.sqrt() }
    };
    let deviation = (0..mean.len()).map(deviation_of).collect();
    (mean, deviation)
}

/// Newton's method for the penalised logistic loss; the last column is the bias and bears no penalty.
fn newton(samples: &[Sample], width: usize, penalty: f64) -> Vec<f64> {
    let mut weights = vec![0.0; width];
    for _ in 0..STEPS {
        let (bend, slope) = curvature(samples, &weights, penalty);
        let step = solve(bend, slope);
        weights.iter_mut().zip(&step).for_each(|(weight, step)| *weight -= step);
        if step.iter().all(|step| step.abs() < STILL) {
            break;
        }
    }
    weights
}

/// Second and first derivative of the loss; of the second the lower half.
fn curvature(samples: &[Sample], weights: &[f64], penalty: f64) -> (Vec<Vec<f64>>, Vec<f64>) {
    let last = weights.len() - 1;
    let mut bend: Vec<Vec<f64>> = (0..=last).map(|at| vec![0.0; at + 1]).collect();
    let mut slope = vec![0.0; last + 1];
    for Sample { columns, present } in samples {
        let guess = logistic(columns.iter().map(|(at, value)| weights[*at] * value).sum());
        let spread = (guess * (1.0 - guess)).max(1e-6);
        // Columns stand in their order, so every pair is met once, below the diagonal.
        for (place, (one, value)) in columns.iter().enumerate() {
            slope[*one] += (guess - present) * value;
            let row = &mut bend[*one];
            columns[..=place].iter().for_each(|(other, beside)| row[*other] += spread * value * beside);
        }
    }
    for at in 0..last {
        slope[at] += penalty * weights[at];
        bend[at][at] += penalty;
    }
    bend[last][last] += 1e-6;
    (bend, slope)
}

/// Solves a symmetric positive system, given by its lower half, by Cholesky's method.
fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let width = right.len();
    for one in 0..width {
        let (above, below) = matrix.split_at_mut(one);
        let row = &mut below[0];
        for other in 0..one {
            let known: f64 = row[..other].iter().zip(&above[other]).map(|(a, b)| a * b).sum();
            row[other] = (row[other] - known) / above[other][other];
        }
        let known: f64 = row[..one].iter().map(|value| value * value).sum();
        row[one] = (row[one] - known).max(1e-12).sqrt();
    }
    for one in 0..width {
        let known: f64 = (0..one).map(|at| matrix[one][at] * right[at]).sum();
        right[one] = (right[one] - known) / matrix[one][one];
    }
    for one in (0..width).rev() {
        let known: f64 = (one + 1..width).map(|at| matrix[at][one] * right[at]).sum();
        right[one] = (right[one] - known) / matrix[one][one];
    }
    right
}
