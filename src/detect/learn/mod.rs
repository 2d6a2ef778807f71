//! Learns `weights.txt` from the labelled cases in `fixtures/cases`: `just learn`. Tests only; the library reads the file.
//!
//! One logistic regression a mechanism, on sentences: named features and single words in, the log odds that the sentence
//! shows the mechanism out. A draft's score is that of its clearest sentence, calibrated (Platt 1999) on writers whom the
//! weights have not seen: all cases of a writer stay in one fold, as do their thresholds. No randomness: the same cases
//! give the same file.

mod cases;
mod choice;
mod regression;

use super::Mechanism;
use super::features::names;
use super::weigh::table;
use super::weights::logistic;
use crate::evaluate::calibration::calibration_error;
use crate::evaluate::measures::area;
use cases::{Case, FOLDS, Row, Vocabulary, cases, rows, rule_places};
use choice::{calibrate, levels, threshold, worth};
use regression::{Fit, fit};
use std::fmt::Write as _;
use std::path::Path;

/// Log odds of a draft without a sentence.
const NOTHING: f64 = -12.0;

/// What was learnt of one mechanism.
struct Learnt {
    fit: Fit,
    slope: f64,
    offset: f64,
    levels: [f64; 3],
    measured: String,
}

/// The log odds of each case's clearest sentence, by weights that have not seen its writer.
fn unseen(rows: &[Row], mechanism: Mechanism, cases: &[Case]) -> Vec<f64> {
    let mut best = vec![NOTHING; cases.len()];
    for fold in 0..FOLDS {
        let (inside, outside): (Vec<&Row>, Vec<&Row>) = rows.iter().partition(|row| cases[row.case].fold != fold);
        let fit = fit(&inside, &rule_places(mechanism));
        for row in outside {
            best[row.case] = best[row.case].max(fit.log_odds(row));
        }
    }
    best
}

/// Learns one mechanism.
fn learnt(mechanism: Mechanism, cases: &[Case], vocabulary: &Vocabulary) -> Learnt {
    let rows = rows(mechanism, cases, vocabulary);
    let present: Vec<bool> = cases.iter().map(|case| case.severity(mechanism) > 0).collect();
    let odds = unseen(&rows, mechanism, cases);
    let (slope, offset) = calibrate(&odds, &present);
    let scores: Vec<f64> = odds.iter().map(|odds| logistic(slope * odds + offset)).collect();
    let finding = threshold(&scores, &present, cases);
    let (clear, severe) = levels(&scores, cases, mechanism, finding);
    let yes: Vec<f64> = present.iter().map(|present| f64::from(u8::from(*present))).collect();
    let worth = worth(&scores, &present, cases, finding);
    let measured = format!(
        "area under the curve {:.3}, F1 {:.3}, clean cases alarmed {:.3}, calibration error {:.3}",
        area(&scores, &yes),
        worth.f1,
        worth.alarms,
        calibration_error(&scores, &yes)
    );
    let fit = fit(&rows.iter().collect::<Vec<_>>(), &rule_places(mechanism));
    Learnt { fit, slope, offset, levels: [finding, clear, severe], measured }
}

/// A mechanism's section of the file.
fn section(mechanism: Mechanism, learnt: &Learnt, vocabulary: &Vocabulary) -> String {
    let [finding, clear, severe] = learnt.levels;
    let mut out = format!("\n[{}]\n# unseen writers: {}\n", mechanism.name(), learnt.measured);
    let _ = write!(out, "bias {:.4}\nslope {:.4}\noffset {:.4}\n", learnt.fit.bias, learnt.slope, learnt.offset);
    let _ = write!(out, "finding {finding:.2}\nclear {clear:.2}\nsevere {severe:.2}\n");
    let words = vocabulary.words().map(|word| format!("word.{word}"));
    for (name, weight) in names(table(mechanism)).into_iter().chain(words).zip(learnt.fit.weights()) {
        if weight.abs() >= 0.0005 {
            let _ = writeln!(out, "{name} {weight:.4}");
        }
    }
    out
}

#[test]
#[allow(clippy::print_stdout)]
#[ignore = "rewrites weights.txt; run it after a rule, a feature, the lexicon or a case changed"]
fn learn() {
    let cases = cases();
    let vocabulary = Vocabulary::of(&cases);
    let sections = std::thread::scope(|scope| {
        let one = |mechanism| {
            let (cases, vocabulary) = (&cases, &vocabulary);
            scope.spawn(move || (mechanism, learnt(mechanism, cases, vocabulary)))
        };
        let running = Mechanism::ALL.map(one);
        running.map(|one| one.join().unwrap())
    });
    let mut file = String::from(
        "# Weights of the features of src/detect/features.rs and of single words, learnt from fixtures/cases by\n\
         # src/detect/learn. A weight is what a feature of size 1, or a word by its stem, adds to the log odds that a\n\
         # sentence shows the mechanism.\n",
    );
    for (mechanism, learnt) in &sections {
        println!("{:32} {} cases; {}", mechanism.name(), cases.len(), learnt.measured);
        file += &section(*mechanism, learnt, &vocabulary);
    }
    std::fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/detect/weights.txt"), file).unwrap();
}
