//! What a sentence says of time.

use super::day::{Dated, dated};
use super::haste::AT_ONCE;
use super::limit::{LIMIT, Limit, limit};
use crate::guard::words::{Pattern, pattern};
use std::sync::LazyLock;

/// Words by which a sentence commits its sender to something.
static PLEDGE: Pattern = LazyLock::new(|| {
    pattern(r"\b(?:will|shall|going to|promise|guarantee)\b|'ll\b|\b(?:i'm|we're|i am|we are) \w+ing\b")
});

/// What a sentence says of time.
pub(in crate::guard) struct Timing {
    pub(super) limits: Vec<Limit>,
    /// Its clauses with one day: the day, and what is to be on it.
    pub(super) dated: Vec<Dated>,
    /// The words by which it promises to act at once.
    pub(super) hasty: Option<String>,
}

impl Timing {
    /// Reads a folded sentence.
    pub(in crate::guard) fn of(sentence: &str) -> Self {
        let pledged = PLEDGE.is_match(sentence);
        let hasty = if pledged { AT_ONCE.find(sentence) } else { None };
        Self {
            limits: LIMIT.captures_iter(sentence).filter_map(|found| limit(&found, pledged)).collect(),
            dated: dated(sentence),
            hasty: hasty.map(|found| found.as_str().to_owned()),
        }
    }
}
