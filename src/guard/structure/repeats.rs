//! Sentences that stand in a text more than once.

use crate::guard::words::words;
use crate::guard::{Check, Side};
use crate::reading::key::Fnv;
use std::collections::HashMap;
use std::hash::BuildHasherDefault;

/// Words from which a sentence said twice is no refrain.
const REFRAIN: usize = 4;

/// No sentence stands there more often than in the draft.
pub(super) fn repeated(check: &Check<'_>) -> Option<String> {
    let (draft, candidate) = (check.old.repeats(), check.new.repeats());
    let said = |one: &str| draft.get(one).copied().unwrap_or(0).max(1);
    let twice = candidate.iter().any(|(one, times)| *times > said(one));
    twice.then(|| "a sentence is said more often than in the draft".to_owned())
}

/// How often each sentence stands in a text that stands there more than once and is no refrain.
pub(in crate::guard) fn repeats(side: &Side) -> Repeats {
    let mut counts = Repeats::default();
    side.sentences().iter().for_each(|one| *counts.entry(one.flat().to_owned()).or_default() += 1);
    counts.retain(|one, times| *times > 1 && words(one).len() >= REFRAIN);
    counts
}

/// Sentences by how often they stand in a text.
pub(in crate::guard) type Repeats = HashMap<String, usize, BuildHasherDefault<Fnv>>;
