//! What became of a run: counts, lengths, cost; in words for people and as a manifest for programs.

use super::left::LeftOut;
use super::outcome::{OutcomeRecord, Outlay};
use super::pair::{Labelled, Pair, PairKind};
use super::select::{Bias, Selection};
use super::{PairFormat, judgement::thousandths};
use crate::detect::Mechanism;
use crate::sha::Checksum;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// What is remembered of a row until it is known whether it stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tag {
    kind: PairKind,
    /// A bit for each mechanism.
    mechanisms: u8,
    /// Of a labelled reply, whether it is good.
    good: Option<bool>,
}

impl From<&Pair> for Tag {
    fn from(pair: &Pair) -> Self {
        let mechanisms = pair.mechanisms.iter().fold(0, |bits, one| bits | 1 << *one as u8);
        Self { kind: pair.kind, mechanisms, good: None }
    }
}

impl From<&Labelled> for Tag {
    fn from(one: &Labelled) -> Self {
        let found = |place: usize| one.judgement.severities[place] > 0;
        let mechanisms = (0..4).filter(|place| !one.good && found(*place)).fold(0, |bits, place| bits | 1 << place);
        Self { kind: PairKind::Revision, mechanisms, good: Some(one.good) }
    }
}

/// A file that was written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct MadeFile {
    /// Its name, without a folder.
    pub name: String,
    /// The split that it holds; empty for all.
    pub split: String,
    /// Rows in it; 0 for what is no data.
    pub rows: usize,
    /// Its length.
    pub bytes: u64,
    /// Its SHA-256 in hexadecimal digits.
    pub sha256: String,
}

impl MadeFile {
    /// A file of this name, with its sum.
    pub fn new(name: impl Into<String>, split: impl Into<String>, rows: usize, sum: Checksum) -> Self {
        let bytes = sum.bytes;
        Self { name: name.into(), split: split.into(), rows, bytes, sha256: sum.hex() }
    }
}

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

    /// Counts an outcome and what it cost.
    pub fn outcome(&mut self, outcome: &OutcomeRecord) {
        self.outcomes += 1;
        let Outlay { calls, prompt_tokens, completion_tokens, cost } = outcome.spent;
        self.spent.calls += calls;
        self.spent.prompt_tokens += prompt_tokens;
        self.spent.completion_tokens += completion_tokens;
        self.spent.cost += cost;
        for (counts, name) in [(&mut self.engines, &outcome.engine), (&mut self.models, &outcome.model)] {
            if !name.is_empty() {
                *counts.entry(name.clone()).or_default() += 1;
            }
        }
        let language = &outcome.before.language;
        if outcome.before.supported && !language.is_empty() && language != "und" {
            self.languages.insert(language.clone());
        }
    }

    /// Counts what was left out.
    pub fn leave(&mut self, reason: LeftOut) {
        *self.left_out.entry(reason).or_default() += 1;
    }

    /// Counts a row that was written.
    pub fn row(&mut self, tag: Tag) {
        self.rows += 1;
        match tag.good {
            None => *self.kinds.entry(tag.kind.name()).or_default() += 1,
            Some(good) => self.labels[usize::from(!good)] += 1,
        }
        for (place, count) in self.mechanisms.iter_mut().enumerate() {
            *count += usize::from(tag.mechanisms >> place & 1 == 1);
        }
    }

    /// Rows by mechanism: of pairs those that repair it, of labelled replies the bad ones that show it.
    pub fn mechanisms(&self) -> impl Iterator<Item = (Mechanism, usize)> {
        Mechanism::ALL.into_iter().zip(self.mechanisms)
    }

    /// The kinds of pairs, or the labels, with their counts.
    pub fn kinds(&self) -> Vec<(&'static str, usize)> {
        match self.format.is_labelled() {
            true => vec![("good", self.labels[0]), ("bad", self.labels[1])],
            false => self.kinds.iter().map(|(name, count)| (*name, *count)).collect(),
        }
    }

    /// What the outcomes cost.
    pub fn spent(&self) -> Outlay {
        self.spent
    }

    /// Who answered: engines and models with the number of outcomes.
    pub(super) fn makers(&self) -> [Vec<String>; 2] {
        let counted =
            |counts: &BTreeMap<String, usize>| counts.iter().map(|(name, n)| format!("{name} ({n})")).collect();
        [counted(&self.engines), counted(&self.models)]
    }

    /// The languages of the drafts; English where the outcomes do not say.
    pub(super) fn languages(&self) -> Vec<&str> {
        match self.languages.is_empty() {
            true => vec!["en"],
            false => self.languages.iter().map(String::as_str).collect(),
        }
    }

    /// What a row is called: a pair, or a labelled reply.
    pub fn noun(&self) -> &'static str {
        match (self.format.is_labelled(), self.rows) {
            (true, 1) => "labelled reply",
            (true, _) => "labelled replies",
            (false, 1) => "pair",
            (false, _) => "pairs",
        }
    }

    /// The summary for people, line by line.
    pub fn summary(&self) -> Vec<String> {
        let mut lines = vec![format!("{} {} of {}", self.rows, self.noun(), counted(self.outcomes, "outcome"))];
        if self.rows > 0 {
            lines.push(listed(self.mechanisms().map(|(one, count)| (one.title(), count))));
            lines.push(listed(self.kinds().into_iter()));
        }
        lines.extend(self.left_out.iter().map(|(reason, count)| format!("left out: {count} {}", reason.words())));
        if self.rows > 0 {
            lines.push(self.length());
            lines.push(listed(self.files.iter().map(|file| (file.name.as_str(), file.rows))));
        }
        lines.retain(|line| !line.is_empty());
        lines
    }

    /// The line about lengths.
    pub(super) fn length(&self) -> String {
        let [before, after] = self.lengths;
        let sides = if self.format.is_labelled() { ["good", "bad"] } else { ["chosen", "rejected"] };
        let line = format!(
            "length: {} {:.1} words, {} {:.1}, Cohen's d {:.2}",
            sides[0], after.good, sides[1], after.bad, after.d
        );
        match self.selection.match_length {
            true => format!("{line} ({:.2} before matching)", before.d),
            false if after.d.abs() > Bias::MATCHED => format!("{line}; --match-length brings it to {}", Bias::MATCHED),
            false => line,
        }
    }

    /// The manifest.
    pub fn manifest(&self) -> Value {
        let [engines, models] = [&self.engines, &self.models].map(|counts| json!(counts));
        let bias = |bias: Bias| json!({"good_words": thousandths(bias.good), "bad_words": thousandths(bias.bad), "cohens_d": thousandths(bias.d)});
        let left_out: Map<_, _> =
            self.left_out.iter().map(|(reason, count)| (reason.name().to_owned(), json!(count))).collect();
        let counts = |all: Vec<(&str, usize)>| -> Map<_, _> {
            all.into_iter().map(|(name, count)| (name.to_owned(), json!(count))).collect()
        };
        json!({
            "made_by": Self::MADE_BY,
            "version": env!("CARGO_PKG_VERSION"),
            "format": self.format.name(),
            "run_id": self.run,
            "input": self.input,
            "files": self.files.iter().map(file).collect::<Vec<_>>(),
            "counts": {
                "outcomes": self.outcomes,
                "unreadable": self.unreadable,
                "rows": self.rows,
                "mechanisms": counts(self.mechanisms().map(|(one, count)| (one.name(), count)).collect()),
                "kinds": counts(self.kinds()),
                "left_out": left_out,
            },
            "lengths": {"before_matching": bias(self.lengths[0]), "after": bias(self.lengths[1])},
            "options": self.options(),
            "seeds": {"near_duplicates": format!("{:016x}", Selection::SEED), "splits": "sha256 of the source"},
            "cost": {
                "calls": self.spent.calls, "prompt_tokens": self.spent.prompt_tokens,
                "completion_tokens": self.spent.completion_tokens, "money": thousandths(self.spent.cost),
            },
            "engines": engines,
            "models": models,
            "batch": self.batch,
        })
    }

    /// What was asked for.
    fn options(&self) -> Value {
        let Selection { min_margin, near_duplicates, match_length, splits } = &self.selection;
        let splits = splits
            .as_ref()
            .map(|splits| splits.shares().map(|(name, share)| (name.to_owned(), json!(share))).collect::<Map<_, _>>());
        json!({
            "min_margin": min_margin, "near_duplicates": near_duplicates, "match_length": match_length,
            "split": splits, "source": self.source, "keep": self.keep, "negatives": self.negatives,
        })
    }
}

/// A number and what it counts.
pub(super) fn counted(count: usize, one: &str) -> String {
    format!("{count} {one}{}", if count == 1 { "" } else { "s" })
}

/// Names with their counts in a line.
fn listed<'a>(all: impl Iterator<Item = (&'a str, usize)>) -> String {
    all.map(|(name, count)| format!("{name} {count}")).collect::<Vec<_>>().join(", ")
}

fn file(file: &MadeFile) -> Value {
    let MadeFile { name, split, rows, bytes, sha256 } = file;
    json!({"name": name, "split": split, "rows": rows, "bytes": bytes, "sha256": sha256})
}
