//! What a text is about: the stems of the words that say something, synonyms under one.

use super::super::words::stems;
use super::synonyms::{VAGUE, grouped};
use std::collections::BTreeSet;

/// What a clause is about.
pub(in crate::guard) type Content = BTreeSet<String>;

/// What a text is about: canonical stems of the words that say something.
pub(in crate::guard) fn content(text: &str) -> Content {
    of_stems(stems(text))
}

/// What words with these stems are about.
fn of_stems(stems: BTreeSet<String>) -> Content {
    stems.into_iter().filter(|stem| !VAGUE.contains(stem)).map(grouped).collect()
}

/// Whether `part` of the stems (a half, two thirds) are met; nothing is always met.
pub(in crate::guard) fn met(sought: &Content, found: &Content, (part, of): (usize, usize)) -> bool {
    sought.intersection(found).count() * of >= sought.len() * part
}
