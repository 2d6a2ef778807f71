//! Learns `weights.txt` from the labelled cases in `fixtures/cases`: `just learn`. Tests only; the library reads the file.
//!
//! One logistic regression a mechanism, on sentences: named features and single words in, the log odds that the sentence
//! shows the mechanism out. A draft's score comes from its clearest sentence and what speaks for it as a whole, calibrated
//! (as Platt 1999) on writers whom the weights have not seen: all cases of a writer stay in one fold. The answers of
//! `fixtures/peers.jsonl` say which of two does better, and only that is learnt of them. No randomness: the same cases
//! give the same file.

mod cases;
mod choice;
mod draft;
mod regression;

use super::Mechanism;
use super::features::names;
use super::relief;
use super::weigh::table;
use crate::evaluate::calibration::calibration_error;
use crate::evaluate::measures::area;
use cases::{Case, FOLDS, Row, Vocabulary, cases, peers, rows, rule_places};
use choice::{levels, threshold, worth};
use draft::{Curve, Drafted};
use regression::{Fit, fit};
use std::fmt::Write as _;
use std::path::Path;

/// Log odds of a draft without a sentence.
const NOTHING: f64 = -12.0;

/// What was learnt of one mechanism.
struct Learnt {
    fit: Fit,
    curve: Curve,
    levels: [f64; 3],
    measured: String,
}

/// The log odds of each case's clearest sentence, by weights that have not seen its writer.
fn unseen(rows: &[Row], mechanism: Mechanism, cases: &[Case]) -> Vec<f64> {
    let mut best = vec![NOTHING; cases.len()];
    for fold in 0..FOLDS {
        let (inside, outside): (Vec<&Row>, Vec<&Row>) = rows.iter().partition(|row| cases[row.case].fold != fold);
        clearest(&fit(&inside, &rule_places(mechanism)), outside, &mut best);
    }
    best
}

/// Raises each case to the log odds of its clearest sentence.
fn clearest<'r>(fit: &Fit, rows: impl IntoIterator<Item = &'r Row>, best: &mut [f64]) {
    for row in rows {
        best[row.case] = best[row.case].max(fit.log_odds(row));
    }
}

/// Cases as drafts, with the log odds of their clearest sentences.
fn drafted(mechanism: Mechanism, cases: &[Case], odds: &[f64]) -> Vec<Drafted> {
    let one = |(case, odds): (&Case, &f64)| {
        let present = case.severity(mechanism) > 0;
        Drafted { odds: *odds, reliefs: case.reliefs(), present }
    };
    cases.iter().zip(odds).map(one).collect()
}

/// The answers among peers, who rank where a scale stands for the mechanism.
fn ranked(mechanism: Mechanism, fit: &Fit, vocabulary: &Vocabulary) -> Vec<Drafted> {
    if mechanism == Mechanism::LinguisticDistancing {
        return Vec::new();
    }
    let peers = peers();
    let mut odds = vec![NOTHING; peers.len()];
    clearest(fit, &rows(mechanism, &peers, vocabulary), &mut odds);
    drafted(mechanism, &peers, &odds)
}

/// The score of each draft by a curve that has not seen its writer.
fn scored(drafts: &[Drafted], peers: &[Drafted], cases: &[Case]) -> Vec<f64> {
    let curve = |fold: usize| {
        let inside = drafts.iter().zip(cases).filter(|(_, case)| case.fold != fold).map(|(draft, _)| draft.clone());
        draft::fit(&inside.collect::<Vec<_>>(), peers)
    };
    let curves: Vec<Curve> = (0..FOLDS).map(curve).collect();
    drafts.iter().zip(cases).map(|(draft, case)| curves[case.fold].score(draft)).collect()
}

/// Learns one mechanism.
fn learnt(mechanism: Mechanism, cases: &[Case], vocabulary: &Vocabulary) -> Learnt {
    let rows = rows(mechanism, cases, vocabulary);
    let fit = fit(&rows.iter().collect::<Vec<_>>(), &rule_places(mechanism));
    let peers = ranked(mechanism, &fit, vocabulary);
    let drafts = drafted(mechanism, cases, &unseen(&rows, mechanism, cases));
    let scores = scored(&drafts, &peers, cases);
    let present: Vec<bool> = drafts.iter().map(|draft| draft.present).collect();
    let finding = threshold(&scores, &present, cases);
    let (clear, severe) = levels(&scores, cases, mechanism, finding);
    let measured = measured(&scores, &present, cases, finding);
    Learnt { fit, curve: draft::fit(&drafts, &peers), levels: [finding, clear, severe], measured }
}

/// How good the scores and the threshold are, in a line.
fn measured(scores: &[f64], present: &[bool], cases: &[Case], finding: f64) -> String {
    let yes: Vec<f64> = present.iter().map(|present| f64::from(u8::from(*present))).collect();
    let worth = worth(scores, present, cases, finding);
    format!(
        "area under the curve {:.3}, F1 {:.3}, clean cases alarmed {:.3}, calibration error {:.3}",
        area(scores, &yes),
        worth.f1,
        worth.alarms,
        calibration_error(scores, &yes)
    )
}

/// A mechanism's section of the file.
fn section(mechanism: Mechanism, learnt: &Learnt, vocabulary: &Vocabulary) -> String {
    let [finding, clear, severe] = learnt.levels;
    let mut out = format!("\n[{}]\n# unseen writers: {}\n", mechanism.name(), learnt.measured);
    let Curve { slope, offset, reliefs } = &learnt.curve;
    let _ = write!(out, "bias {:.4}\nslope {slope:.4}\noffset {offset:.4}\n", learnt.fit.bias);
    let _ = write!(out, "finding {finding:.2}\nclear {clear:.2}\nsevere {severe:.2}\n");
    let words = vocabulary.words().map(|word| format!("word.{word}"));
    let sentence = names(table(mechanism)).into_iter().chain(words).zip(learnt.fit.weights());
    for (name, weight) in relief::names().zip(reliefs.iter().copied()).chain(sentence) {
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
        "# Weights of the features of src/detect/features.rs and of single words, learnt from fixtures/cases\n\
         # and fixtures/peers.jsonl by src/detect/learn. A weight is what a feature of size 1, or a word by its stem,\n\
         # adds to the log odds that a sentence shows the mechanism.\n",
    );
    for (mechanism, learnt) in &sections {
        println!("{:32} {} cases; {}", mechanism.name(), cases.len(), learnt.measured);
        file += &section(*mechanism, learnt, &vocabulary);
    }
    std::fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/detect/weights.txt"), file).unwrap();
}
