//! Counts outcomes, rows and what was left out.

use super::{Made, Tag};
use crate::detect::Mechanism;
use crate::pairs::left::LeftOut;
use crate::pairs::outcome::{OutcomeRecord, Outlay};
use std::collections::BTreeMap;

impl Made {
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
    pub(in crate::pairs) fn makers(&self) -> [Vec<String>; 2] {
        let counted =
            |counts: &BTreeMap<String, usize>| counts.iter().map(|(name, n)| format!("{name} ({n})")).collect();
        [counted(&self.engines), counted(&self.models)]
    }

    /// The languages of the drafts; English where the outcomes do not say.
    pub(in crate::pairs) fn languages(&self) -> Vec<&str> {
        match self.languages.is_empty() {
            true => vec!["en"],
            false => self.languages.iter().map(String::as_str).collect(),
        }
    }
}
