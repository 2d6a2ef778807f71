//! What became of a run: counts, lengths, cost; in words for people and as a manifest for programs.

mod count;
mod file;
mod manifest;
mod summary;
mod tag;

pub use file::MadeFile;
pub(super) use summary::counted;
pub use tag::Tag;

use super::PairFormat;
use super::left::LeftOut;
use super::outcome::Outlay;
use super::select::{Bias, Selection};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What became of a run.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Made {
    /// The format of the rows.
    pub format: PairFormat,
    /// What was asked of the data as a whole.
    pub selection: Selection,
    /// What the outcomes came from, without a folder.
    pub input: String,
    /// The id of the run.
    pub run: String,
    /// The field by which sources were told apart; `None` for the conversation.
    pub source: Option<String>,
    /// Further text that had to stay, as patterns.
    pub keep: Vec<String>,
    /// Whether good replies were spoiled for further pairs.
    pub negatives: bool,
    /// The batch that made the outcomes, as its `run.json` has it: model, prompts, settings, cost.
    pub batch: Option<Value>,
    /// Outcomes that were read.
    pub outcomes: usize,
    /// Lines that could not be read.
    pub unreadable: usize,
    /// Rows that were written.
    pub rows: usize,
    /// Why the others were not.
    pub left_out: BTreeMap<LeftOut, usize>,
    /// The lengths of what was worth a row, and of what stayed.
    pub lengths: [Bias; 2],
    /// The data files.
    pub files: Vec<MadeFile>,
    kinds: BTreeMap<&'static str, usize>,
    mechanisms: [usize; 4],
    labels: [usize; 2],
    spent: Outlay,
    engines: BTreeMap<String, usize>,
    models: BTreeMap<String, usize>,
    languages: BTreeSet<String>,
}

impl Made {
    /// By which a manifest of ours is known: its `made_by`.
    pub const MADE_BY: &str = "attuned pairs";

    /// Nothing made yet.
    pub fn new(format: PairFormat, selection: Selection, input: impl Into<String>, run: impl Into<String>) -> Self {
        Self {
            format,
            selection,
            input: input.into(),
            run: run.into(),
            source: None,
            keep: Vec::new(),
            negatives: false,
            batch: None,
            outcomes: 0,
            unreadable: 0,
            rows: 0,
            left_out: BTreeMap::new(),
            lengths: [Bias::default(); 2],
            files: Vec::new(),
            kinds: BTreeMap::new(),
            mechanisms: [0; 4],
            labels: [0; 2],
            spent: Outlay::default(),
            engines: BTreeMap::new(),
            models: BTreeMap::new(),
            languages: BTreeSet::new(),
        }
    }
}
