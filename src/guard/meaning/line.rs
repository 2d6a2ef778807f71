//! A sentence as guards of meaning read it, and the signs that they look for in it.

use super::super::sentence::Sentence;
use super::condition::{Condition, conditions};
use super::content::{Content, content};
use super::modal::{Modal, modals};
use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::rc::Rc;

/// A sentence, with what it is about.
#[derive(Default)]
pub(in crate::guard) struct Line {
    /// The sentence, folded.
    pub(in crate::guard) text: String,
    /// What it is about.
    pub(in crate::guard) content: Content,
    /// What its statements hang on.
    pub(in crate::guard) conditions: Vec<Condition>,
    /// How firmly it says what.
    pub(in crate::guard) modals: Vec<Modal>,
    signs: [OnceCell<bool>; SIGNS],
}

/// How many signs a sentence remembers.
const SIGNS: usize = 9;

/// What guards look for in a sentence; each is looked for once.
#[derive(Debug, Clone, Copy)]
pub(in crate::guard) enum Sign {
    /// It can carry a condition.
    Carrier,
    /// It can carry a condition to which there is no other way.
    Strict,
    /// It offers or grants.
    Offer,
    /// It leaves a door open.
    Open,
    /// It refuses.
    Refusal,
    /// It says that it is not always so.
    Usual,
    /// It vouches for something.
    Sure,
    /// It says how long or how much by a plain present.
    Plain,
    /// It asks somebody to do something.
    Asked,
}

impl Line {
    /// Whether the sentence has the sign, by `look` where nobody looked before.
    pub(in crate::guard) fn has(&self, sign: Sign, look: impl FnOnce(&str) -> bool) -> bool {
        *self.signs[sign as usize].get_or_init(|| look(&self.text))
    }
}

/// Sentences beyond this are no reply any more, and are not compared.
const MOST: usize = 400;

/// The sentences of a text, each once.
pub(in crate::guard) fn lines(sentences: &[Rc<Sentence>]) -> Vec<Rc<Line>> {
    let mut seen = BTreeSet::new();
    let new = sentences.iter().filter(|one| !one.flat().is_empty() && seen.insert(one.flat()));
    new.take(MOST).map(|one| Rc::clone(one.line())).collect()
}

/// A folded sentence, read.
pub(in crate::guard) fn line(text: &str) -> Line {
    let modals = text.split([',', ';', ':', '\u{2014}', '\u{2013}']).flat_map(modals).collect();
    Line { content: content(text), conditions: conditions(text), modals, text: text.to_owned(), ..Line::default() }
}

/// Everything that the sentences are about.
pub(in crate::guard) fn bag(lines: &[Rc<Line>]) -> Content {
    lines.iter().flat_map(|line| line.content.iter().cloned()).collect()
}
