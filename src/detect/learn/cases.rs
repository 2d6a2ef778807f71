//! The labelled cases, and their sentences as the regression sees them.

use crate::detect::Mechanism;
use crate::detect::evidence::Evidence;
use crate::detect::features::{Measured, gate, names, stems};
use crate::detect::weigh::{strengths, table};
use crate::evaluate;
use crate::reading::Reading;
use crate::reading::words::stem;
use crate::record::Record;
use crate::text::Span;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

/// Folds of the cross-validation; a writer's cases are in one.
pub(super) const FOLDS: usize = 8;

/// Sentences that a word must stand in to be learnt.
const OFTEN: usize = 5;

/// A labelled case and the fold of its writer.
pub(super) struct Case {
    labelled: evaluate::Case,
    pub(super) fold: usize,
}

impl Case {
    /// The labelled severity, 0 to 3.
    pub(super) fn severity(&self, mechanism: Mechanism) -> u8 {
        self.labelled.label(mechanism).severity
    }

    /// Whether nothing is to be found.
    pub(super) fn is_clean(&self) -> bool {
        self.labelled.is_clean()
    }

    /// What speaks for the draft as a whole.
    pub(super) fn reliefs(&self) -> Vec<f64> {
        Measured::read(&Reading::read(&self.labelled.draft)).reliefs
    }

    /// Where the draft shows the mechanism.
    fn spans(&self, mechanism: Mechanism) -> Vec<Span> {
        let text = &self.labelled.draft.text;
        let place = |words: &String| text.find(words).map(|start| Span::new(start, start + words.len()));
        self.labelled.label(mechanism).spans.iter().filter_map(place).collect()
    }

    fn read(line: &str, fold: usize) -> Self {
        Self { labelled: evaluate::Case::read(record(line)).unwrap(), fold }
    }
}

fn record(line: &str) -> Record {
    Record::read(serde_json::from_str(line).unwrap(), 1).unwrap()
}

/// All cases, a file for each writer.
pub(super) fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/cases");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let writer = |(number, file)| -> Vec<Case> {
        let text = std::fs::read_to_string(file).unwrap();
        text.lines().map(|line| Case::read(line, number % FOLDS)).collect()
    };
    files.iter().enumerate().flat_map(writer).collect()
}

/// What an answer among peers may have or lack, in place of the first three mechanisms: warmth, an understanding of what was
/// told, a question about it (the three scales of Sharma and others, EMNLP 2020, arXiv 2009.08441).
const SCALES: [&str; 3] = ["reaction", "interpretation", "exploration"];

/// An answer among peers as a case: "present" is what it lacks.
fn peer(line: &str) -> Case {
    let record = record(line);
    let mut labelled = evaluate::Case { draft: record.draft, ..evaluate::Case::default() };
    for (label, scale) in labelled.gold.iter_mut().zip(SCALES) {
        label.severity = u8::from(record.rest[scale] == 0);
    }
    Case { labelled, fold: 0 }
}

/// All answers among peers.
pub(super) fn peers() -> Vec<Case> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/peers.jsonl");
    std::fs::read_to_string(file).unwrap().lines().map(peer).collect()
}

/// A sentence of a case: its features, its words by their places in the vocabulary, and whether it shows the mechanism.
pub(super) struct Row {
    pub(super) case: usize,
    pub(super) features: Vec<f64>,
    /// In ascending order, each once.
    pub(super) words: Vec<usize>,
    pub(super) present: bool,
}

/// The words that are learnt, by the key of their stem.
pub(super) struct Vocabulary(BTreeMap<String, u64>);

impl Vocabulary {
    /// The stems that stand in sentences enough.
    pub(super) fn of(cases: &[Case]) -> Self {
        let mut seen: BTreeMap<String, (u64, usize)> = BTreeMap::new();
        for case in cases {
            let reading = Reading::read(&case.labelled.draft);
            for sentence in &reading.reply.said {
                for (key, word) in stems(&reading, sentence) {
                    let lower = word.of(reading.reply.text.source).to_lowercase().replace('\u{2019}', "'");
                    seen.entry(stem(&lower).to_owned()).or_insert((key, 0)).1 += 1;
                }
            }
        }
        Self(seen.into_iter().filter(|(_, (_, times))| *times >= OFTEN).map(|(word, (key, _))| (word, key)).collect())
    }

    /// The stems, in their order.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    fn place(&self, key: u64) -> Option<usize> {
        self.0.values().position(|one| *one == key)
    }
}

/// Whether two spans share at least half of the shorter one.
fn meet(one: Span, other: Span) -> bool {
    let shared = one.end.min(other.end).saturating_sub(one.start.max(other.start));
    shared * 2 >= one.len().min(other.len())
}

/// Every sentence of every case, for one mechanism.
pub(super) fn rows(mechanism: Mechanism, cases: &[Case], vocabulary: &Vocabulary) -> Vec<Row> {
    let mut rows = Vec::new();
    for (number, case) in cases.iter().enumerate() {
        let reading = Reading::read(&case.labelled.draft);
        let (measured, gate) = (Measured::read(&reading), gate(mechanism, &reading));
        let shown = case.spans(mechanism);
        let seen: Vec<Vec<Evidence>> = table(mechanism).iter().map(|look| (look.see)(&reading)).collect();
        for (place, sentence) in reading.reply.said.iter().enumerate() {
            let mut words: Vec<usize> =
                stems(&reading, sentence).filter_map(|(key, _)| vocabulary.place(key)).collect();
            words.sort_unstable();
            rows.push(Row {
                case: number,
                features: measured.vector(place, &strengths(&seen, sentence.span), gate).collect(),
                words,
                present: shown.iter().any(|span| meet(*span, sentence.span)),
            });
        }
    }
    rows
}

/// Where the rules stand in a mechanism's vector.
pub(super) fn rule_places(mechanism: Mechanism) -> Range<usize> {
    let names = names(table(mechanism));
    let first = names.iter().position(|name| name.starts_with("rule.")).unwrap();
    first..first + table(mechanism).len()
}
