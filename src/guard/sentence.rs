//! A sentence as the guards read it: each reading is made when a guard first asks for it.

use super::acts::Spoken;
use super::dates::Timing;
use super::meaning::{self, Line};
use super::memo::Memo;
use super::negations::Clause;
use super::words::{self, Stems, flat, sentences, stem};
use super::{blame, causes, deeds, injection, names};
use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::rc::Rc;

/// How many sentences a thread remembers: those of some dozen drafts with their candidates.
const REMEMBERED: usize = 1000;

thread_local! {
    static SEEN: Memo<Sentence> = Memo::new(REMEMBERED);
}

/// A sentence, and what was read of it so far.
#[derive(Default)]
pub(super) struct Sentence {
    /// The sentence itself.
    pub(super) source: String,
    flat: OnceCell<String>,
    words: OnceCell<Vec<String>>,
    stems: OnceCell<Stems>,
    every_stem: OnceCell<BTreeSet<String>>,
    reports: OnceCell<BTreeSet<String>>,
    keys: OnceCell<BTreeSet<String>>,
    line: OnceCell<Rc<Line>>,
    clauses: OnceCell<Vec<Clause>>,
    spoken: OnceCell<Spoken>,
    timing: OnceCell<Timing>,
    causes: OnceCell<Vec<String>>,
    claimed: OnceCell<Vec<(usize, String)>>,
    faults: OnceCell<Vec<(usize, String)>>,
    english: OnceCell<bool>,
}

/// The sentences of a text, in order.
pub(super) fn read(text: &str) -> Vec<Rc<Sentence>> {
    let new = |text: &str| Sentence { source: text.to_owned(), ..Sentence::default() };
    SEEN.with(|memo| sentences(text).into_iter().map(|text| memo.get(text, new)).collect())
}

impl Sentence {
    /// The sentence, folded and on one line.
    pub(super) fn flat(&self) -> &str {
        self.flat.get_or_init(|| flat(&self.source))
    }

    /// Its words, folded.
    pub(super) fn words(&self) -> &[String] {
        self.words.get_or_init(|| words::words(&self.source))
    }

    /// The stems of its words that say something.
    pub(super) fn stems(&self) -> &Stems {
        self.stems.get_or_init(|| words::telling(self.words()))
    }

    /// The stems of all its words.
    pub(super) fn every_stem(&self) -> &BTreeSet<String> {
        self.every_stem.get_or_init(|| self.words().iter().map(|word| stem(word)).collect())
    }

    /// The words and stems by which deeds are known.
    pub(super) fn reports(&self) -> &BTreeSet<String> {
        self.reports.get_or_init(|| deeds::reports(self.words(), self.flat()))
    }

    /// Its words as keys of names.
    pub(super) fn keys(&self) -> &BTreeSet<String> {
        self.keys.get_or_init(|| names::keys(&self.source))
    }

    /// What it says on which condition, how firmly, and about what.
    pub(super) fn line(&self) -> &Rc<Line> {
        self.line.get_or_init(|| Rc::new(meaning::line(self.flat())))
    }

    /// Its clauses by what they deny or affirm.
    pub(super) fn clauses(&self) -> &[Clause] {
        self.clauses.get_or_init(|| Clause::read(&self.source))
    }

    /// The acts that it speaks of.
    pub(super) fn spoken(&self) -> &Spoken {
        self.spoken.get_or_init(|| Spoken::of(&self.source))
    }

    /// What it says of time.
    pub(super) fn timing(&self) -> &Timing {
        self.timing.get_or_init(|| Timing::of(self.flat()))
    }

    /// The causes that it gives.
    pub(super) fn causes(&self) -> &[String] {
        self.causes.get_or_init(|| causes::causes(self.flat()))
    }

    /// The deeds that it claims, by their row, each with its words.
    pub(super) fn claimed(&self) -> &[(usize, String)] {
        self.claimed.get_or_init(|| deeds::claimed(&deeds::plain(self.flat())))
    }

    /// The accusations that it agrees with, by their row, each with its words.
    pub(super) fn faults(&self) -> &[(usize, String)] {
        self.faults.get_or_init(|| blame::faults(self.flat()))
    }

    /// Whether it is English.
    pub(super) fn is_english(&self) -> bool {
        *self.english.get_or_init(|| injection::english(&self.source))
    }
}
