//! What a revision must never do: one promise to a file, all of them in a table, always checked against the draft.

mod mask;

pub use mask::Keep;
pub(crate) use mask::Mask;

use crate::text::Draft;
use regex::Regex;
use serde::Serialize;

/// A promise that a candidate breaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Violation {
    /// The guard, such as `numbers`.
    pub guard: &'static str,
    /// What was lost, changed or added, for the person who reads the outcome and for the repair prompt.
    pub detail: String,
}

/// What a guard looks at.
pub(crate) struct Check<'a> {
    /// The draft in its conversation: guards always compare with it, whatever the round.
    pub(crate) draft: &'a Draft,
    /// The text that might be sent instead.
    pub(crate) candidate: &'a str,
    /// Further text that must stay, from `--keep`.
    pub(crate) keep: &'a [Regex],
}

/// A guard names each breach in words; nothing to say means that the promise is kept.
pub(crate) type Guard = fn(&Check<'_>) -> Vec<String>;

/// All guards, by name.
pub(crate) const GUARDS: &[(&str, Guard)] = &[];

/// Every promise that `candidate` breaks against `draft`; `keep` matches further text that must stay.
pub fn check(draft: &Draft, candidate: &str, keep: &Keep) -> Vec<Violation> {
    let check = Check { draft, candidate, keep: &keep.0 };
    GUARDS.iter().flat_map(|(guard, look)| look(&check).into_iter().map(|detail| Violation { guard, detail })).collect()
}
