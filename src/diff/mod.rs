//! What changed between draft and reply, word by word, and why.

use crate::detect::Mechanism;
use crate::text::Quote;
use serde::Serialize;

/// A change that whoever made it explains.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The words that were there; empty for an insertion.
    pub before: String,
    /// The words that stand there now; empty for a deletion.
    pub after: String,
    /// The mechanism that it repairs, where known.
    pub mechanism: Option<Mechanism>,
    /// Why, in words for the writer.
    pub reason: String,
}

/// A stretch that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Hunk {
    /// What stood in the draft.
    pub before: Quote,
    /// What stands in the reply.
    pub after: Quote,
    /// The mechanisms that the change repairs.
    pub mechanisms: Vec<Mechanism>,
    /// Why it was made.
    pub reason: String,
}

/// All changes, in the order of the text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Diff {
    /// The changes; they never overlap.
    pub hunks: Vec<Hunk>,
}
