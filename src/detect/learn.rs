//! Learns `weights.txt` from the labelled cases in `fixtures/cases`: `cargo test --release --lib learn -- --ignored`.
//!
//! Logistic regression with an L2 penalty over standardised features, fitted by Newton's method, one per mechanism, on
//! sentences; a draft's score is that of its clearest sentence, calibrated on folds that the weights have not seen (Platt
//! 1999). Cases that share a conversation stay in one fold. No randomness: the same cases give the same file.

use super::features::{Whole, names, vector};
use super::weigh::{strengths, table};
use super::weights::logistic;
use super::{Mechanism, evidence::Evidence};
use crate::reading::Reading;
use crate::text::{Conversation, Draft, Span};
use serde_json::Value;
use std::fmt::Write as _;
use std::ops::Range;
use std::path::Path;

/// Strength of the penalty on standardised weights.
const PENALTY: f64 = 80.0;

/// Folds of the cross-validation.
const FOLDS: usize = 8;

/// A labelled case: the draft, and for each mechanism its severity and the spans that show it.
struct Case {
    draft: Draft,
    gold: [(u8, Vec<Span>); 4],
    fold: usize,
}

impl Case {
    fn is_clean(&self) -> bool {
        self.gold.iter().all(|(severity, _)| *severity == 0)
    }
}

/// A sentence of a case as the regression sees it.
struct Row {
    case: usize,
    features: Vec<f64>,
    present: f64,
}

/// FNV-1a, so that folds are the same everywhere.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

fn case(line: &str) -> Case {
    let record: Value = serde_json::from_str(line).unwrap();
    let conversation: Conversation = serde_json::from_value(record["conversation"].clone()).unwrap();
    let text = record["draft"].as_str().unwrap();
    let gold = Mechanism::ALL.map(|one| {
        let label = &record["gold"][one.name()];
        let spans = label["spans"].as_array().unwrap().iter().map(|span| {
            let start = text.find(span.as_str().unwrap()).unwrap();
            Span::new(start, start + span.as_str().unwrap().len())
        });
        (label["severity"].as_u64().unwrap() as u8, spans.collect())
    });
    let fold = (hash(&record["conversation"].to_string()) >> 7) as usize % FOLDS;
    Case { draft: Draft::new(conversation, text), gold, fold }
}

fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/cases");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.iter().flat_map(|file| std::fs::read_to_string(file).unwrap().lines().map(case).collect::<Vec<_>>()).collect()
}

/// Whether two spans share at least half of the shorter one.
fn meet(one: Span, other: Span) -> bool {
    let shared = one.end.min(other.end).saturating_sub(one.start.max(other.start));
    shared * 2 >= one.len().min(other.len())
}

fn rows(mechanism: Mechanism, cases: &[Case]) -> Vec<Row> {
    let mut rows = Vec::new();
    for (number, case) in cases.iter().enumerate() {
        let reading = Reading::read(&case.draft);
        let whole = Whole::read(&reading);
        let seen: Vec<Vec<Evidence>> = table(mechanism).iter().map(|look| (look.see)(&reading)).collect();
        for (place, sentence) in reading.reply.said.iter().enumerate() {
            let features = vector(mechanism, &reading, &whole, place, &strengths(&seen, sentence.span));
            let present = case.gold[mechanism as usize].1.iter().any(|span| meet(*span, sentence.span));
            rows.push(Row { case: number, features, present: f64::from(u8::from(present)) });
        }
    }
    rows
}

/// Where the rules stand in a mechanism's vector.
fn rule_places(mechanism: Mechanism) -> Range<usize> {
    let names = names(table(mechanism));
    let first = names.iter().position(|name| name.starts_with("rule.")).unwrap();
    first..first + table(mechanism).len()
}

/// Weights and bias on raw features.
struct Fit {
    weights: Vec<f64>,
    bias: f64,
}

impl Fit {
    fn log_odds(&self, features: &[f64]) -> f64 {
        self.bias + self.weights.iter().zip(features).map(|(weight, value)| weight * value).sum::<f64>()
    }
}

/// Fits the weights so that no rule argues for the draft: one whose weight came out negative is left out.
fn fit(rows: &[&Row], rules: &Range<usize>, penalty: f64) -> Fit {
    let mut left_out = Vec::new();
    loop {
        let fit = fit_without(rows, &left_out, penalty);
        let wrong: Vec<usize> = rules.clone().filter(|at| fit.weights[*at] < 0.0).collect();
        if wrong.is_empty() {
            return fit;
        }
        left_out.extend(wrong);
    }
}

/// Fits the weights of all features but some.
fn fit_without(rows: &[&Row], left_out: &[usize], penalty: f64) -> Fit {
    let width = rows[0].features.len();
    let count = rows.len() as f64;
    let mean: Vec<f64> = (0..width).map(|at| rows.iter().map(|row| row.features[at]).sum::<f64>() / count).collect();
    let deviation: Vec<f64> = (0..width)
        .map(|at| {
            let variance = rows.iter().map(|row| (row.features[at] - mean[at]).powi(2)).sum::<f64>() / count;
            if left_out.contains(&at) { 0.0 } else { variance.sqrt() }
        })
        .collect();
    let scaled: Vec<Vec<f64>> = rows
        .iter()
        .map(|row| {
            let value =
                |at: usize| if deviation[at] > 1e-9 { (row.features[at] - mean[at]) / deviation[at] } else { 0.0 };
            (0..width).map(value).chain([1.0]).collect()
        })
        .collect();
    let present: Vec<f64> = rows.iter().map(|row| row.present).collect();
    let found = newton(&scaled, &present, penalty);
    let weights: Vec<f64> =
        (0..width).map(|at| if deviation[at] > 1e-9 { found[at] / deviation[at] } else { 0.0 }).collect();
    let bias = found[width] - weights.iter().zip(&mean).map(|(weight, mean)| weight * mean).sum::<f64>();
    Fit { weights, bias }
}

/// Newton's method for the penalised logistic loss; the last column is the bias and bears no penalty.
fn newton(rows: &[Vec<f64>], present: &[f64], penalty: f64) -> Vec<f64> {
    let width = rows[0].len();
    let mut weights = vec![0.0; width];
    for _ in 0..12 {
        let mut slope = vec![0.0; width];
        let mut bend = vec![vec![0.0; width]; width];
        for (row, present) in rows.iter().zip(present) {
            let guess = logistic(row.iter().zip(&weights).map(|(value, weight)| value * weight).sum());
            let spread = (guess * (1.0 - guess)).max(1e-6);
            for one in 0..width {
                slope[one] += (guess - present) * row[one];
                let scaled = spread * row[one];
                if scaled != 0.0 {
                    for other in 0..=one {
                        bend[one][other] += scaled * row[other];
                    }
                }
            }
        }
        for at in 0..width - 1 {
            slope[at] += penalty * weights[at];
            bend[at][at] += penalty;
        }
        bend[width - 1][width - 1] += 1e-6;
        let step = solve(bend, slope);
        for (weight, step) in weights.iter_mut().zip(&step) {
            *weight -= step;
        }
    }
    weights
}

/// Solves a symmetric positive system, given by its lower half, by Cholesky's method.
fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let width = right.len();
    for one in 0..width {
        for other in 0..=one {
            let sum: f64 = (0..other).map(|at| matrix[one][at] * matrix[other][at]).sum();
            let value = matrix[one][other] - sum;
            matrix[one][other] = if one == other { value.max(1e-12).sqrt() } else { value / matrix[other][other] };
        }
    }
    for one in 0..width {
        let sum: f64 = (0..one).map(|at| matrix[one][at] * right[at]).sum();
        right[one] = (right[one] - sum) / matrix[one][one];
    }
    for one in (0..width).rev() {
        let sum: f64 = (one + 1..width).map(|at| matrix[at][one] * right[at]).sum();
        right[one] = (right[one] - sum) / matrix[one][one];
    }
    right
}

/// The log odds of each case's clearest sentence, by weights that have not seen its fold.
fn unseen(rows: &[Row], rules: &Range<usize>, cases: &[Case], penalty: f64) -> Vec<f64> {
    let mut best = vec![-12.0_f64; cases.len()];
    for fold in 0..FOLDS {
        let (inside, outside): (Vec<&Row>, Vec<&Row>) = rows.iter().partition(|row| cases[row.case].fold != fold);
        let fit = fit(&inside, rules, penalty);
        for row in outside {
            best[row.case] = best[row.case].max(fit.log_odds(&row.features));
        }
    }
    best
}

/// Slope and offset of Platt's calibration.
fn calibrate(odds: &[f64], present: &[f64]) -> (f64, f64) {
    let rows: Vec<Vec<f64>> = odds.iter().map(|odds| vec![*odds, 1.0]).collect();
    let found = newton(&rows, present, 1e-3);
    (found[0], found[1])
}

/// What a share of clean cases with a false alarm costs, in F1: people switch off a tool that cries wolf.
const ALARM: f64 = 1.5;

/// How good a threshold is: F1 less what its false alarms on clean cases cost; F1 itself; the share of alarms.
fn worth(scores: &[f64], present: &[f64], cases: &[Case], threshold: f64) -> (f64, f64, f64) {
    let (mut hit, mut alarm, mut missed, mut loud, mut clean) = (0.0, 0.0, 0.0, 0.0, 0.0_f64);
    for ((score, present), case) in scores.iter().zip(present).zip(cases) {
        let found = *score >= threshold;
        hit += f64::from(u8::from(found && *present > 0.5));
        alarm += f64::from(u8::from(found && *present < 0.5));
        missed += f64::from(u8::from(!found && *present > 0.5));
        loud += f64::from(u8::from(found && case.is_clean()));
        clean += f64::from(u8::from(case.is_clean()));
    }
    let f1 = 2.0 * hit / (2.0 * hit + alarm + missed);
    (f1 - ALARM * loud / clean.max(1.0), f1, loud / clean.max(1.0))
}

/// The mean worth of a threshold and its neighbours, so that one lucky case does not choose it.
fn steady(scores: &[f64], present: &[f64], cases: &[Case], threshold: f64) -> f64 {
    (-4..=4).map(|step| worth(scores, present, cases, threshold + f64::from(step) * 0.01).0).sum::<f64>() / 9.0
}

/// The thresholds of clear and severe with the smallest error of severity on unseen folds.
fn levels(scores: &[f64], cases: &[Case], mechanism: Mechanism, finding: f64) -> (f64, f64) {
    let error = |clear: f64, severe: f64| -> f64 {
        let each = scores.iter().zip(cases).map(|(score, case)| {
            let level = [finding, clear, severe].iter().filter(|level| *score >= **level).count() as f64;
            (level - f64::from(case.gold[mechanism as usize].0)).abs()
        });
        each.sum()
    };
    let steps = |from: f64| (0..25).map(move |step| from + f64::from(step) * 0.02).filter(|level| *level < 0.99);
    steps(finding + 0.02)
        .flat_map(|clear| steps(clear + 0.1).map(move |severe| (clear, severe)))
        .min_by(|one, other| error(one.0, one.1).total_cmp(&error(other.0, other.1)))
        .unwrap_or((finding, 0.95))
}

/// Area under the curve; ties count half.
fn area(scores: &[f64], present: &[f64]) -> f64 {
    let of = |wanted: bool| {
        scores.iter().zip(present).filter(move |(_, present)| (**present > 0.5) == wanted).map(|(score, _)| *score)
    };
    let (yes, no): (Vec<f64>, Vec<f64>) = (of(true).collect(), of(false).collect());
    let wins: f64 = yes
        .iter()
        .flat_map(|yes| no.iter().map(move |no| f64::from(u8::from(yes > no)) + 0.5 * f64::from(u8::from(yes == no))))
        .sum();
    wins / (yes.len() * no.len()) as f64
}

/// Expected calibration error over ten bins.
fn calibration_error(scores: &[f64], present: &[f64]) -> f64 {
    (0..10)
        .map(|bin| {
            let inside: Vec<(f64, f64)> = scores
                .iter()
                .zip(present)
                .map(|(s, p)| (*s, *p))
                .filter(|(s, _)| ((s * 10.0) as usize).min(9) == bin)
                .collect();
            let gap: f64 = inside.iter().map(|(score, present)| score - present).sum();
            gap.abs() / scores.len() as f64
        })
        .sum()
}

#[test]
#[allow(clippy::print_stdout)]
#[ignore = "rewrites weights.txt; run it after a rule, a feature or a case changed"]
fn learn() {
    let cases = cases();
    let penalty = std::env::var("ATTUNED_PENALTY").ok().and_then(|value| value.parse().ok()).unwrap_or(PENALTY);
    let mut file = String::from(
        "# Weights of the features of src/detect/features.rs, learnt from fixtures/cases by src/detect/learn.rs.\n\
         # A weight is what a feature of size 1 adds to the log odds that a sentence shows the mechanism.\n",
    );
    for mechanism in Mechanism::ALL {
        let rows = rows(mechanism, &cases);
        let rules = rule_places(mechanism);
        let present: Vec<f64> =
            cases.iter().map(|case| f64::from(u8::from(case.gold[mechanism as usize].0 > 0))).collect();
        let odds = unseen(&rows, &rules, &cases, penalty);
        let (slope, offset) = calibrate(&odds, &present);
        let scores: Vec<f64> = odds.iter().map(|odds| logistic(slope * odds + offset)).collect();
        let finding = (30..70)
            .map(|step| f64::from(step) / 100.0)
            .max_by(|one, other| {
                steady(&scores, &present, &cases, *one).total_cmp(&steady(&scores, &present, &cases, *other))
            })
            .unwrap();
        let (clear, severe) = levels(&scores, &cases, mechanism, finding);
        let (_, f1, alarm) = worth(&scores, &present, &cases, finding);
        let error = calibration_error(&scores, &present);
        println!(
            "{:32} cases {} present {} auc {:.3} f1 {f1:.3} alarm {alarm:.3} threshold {finding:.2} calibration error {error:.3}",
            mechanism.name(),
            cases.len(),
            present.iter().sum::<f64>(),
            area(&scores, &present),
        );
        let all = fit(&rows.iter().collect::<Vec<_>>(), &rules, penalty);
        let _ = write!(
            file,
            "\n[{}]\n# unseen folds: area under the curve {:.3}, F1 {f1:.3}, clean cases alarmed {alarm:.3}, calibration error {error:.3}\nbias {:.4}\nslope {slope:.4}\noffset {offset:.4}\nfinding {finding:.2}\nclear {clear:.2}\nsevere {severe:.2}\n",
            mechanism.name(),
            area(&scores, &present),
            all.bias
        );
        for (name, weight) in names(table(mechanism)).iter().zip(&all.weights) {
            if weight.abs() >= 0.0005 {
                let _ = writeln!(file, "{name} {weight:.4}");
            }
        }
    }
    std::fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/detect/weights.txt"), file).unwrap();
}
