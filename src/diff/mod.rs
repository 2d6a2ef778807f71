//! What changed between draft and reply, word by word, and why.

mod explain;
mod whole;
mod words;

#[cfg(feature = "canned")]
pub(crate) use words::word_by_word;

use crate::detect::{Finding, Mechanism};
use crate::text::{Quote, Span};
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

impl Diff {
    /// What changed, without reasons. Hunks with next to nothing between them are one.
    pub fn between(before: &str, after: &str) -> Self {
        Self::cut(before, after, words::edits(before, after))
    }

    /// The edits as hunks without reasons.
    fn cut(before: &str, after: &str, edits: Vec<(Span, Span)>) -> Self {
        let hunk = |(old, new): (Span, Span)| Hunk {
            before: Quote::cut(before, old),
            after: Quote::cut(after, new),
            mechanisms: Vec::new(),
            reason: String::new(),
        };
        Self { hunks: edits.into_iter().map(hunk).collect() }
    }

    /// What changed, and why: from the `changes` that whoever made them explains, or else from the `findings` in
    /// `before` that they repair. Edits that one change made are one hunk: half of it would be no sentence.
    pub fn explained(before: &str, after: &str, findings: &[Finding], changes: &[Change]) -> Self {
        if before == after {
            return Self::default();
        }
        let edits = whole::joined(words::edits(before, after), before, changes);
        let mut diff = Self::cut(before, after, edits);
        for hunk in &mut diff.hunks {
            let (mechanisms, reason) = explain::why(hunk, before, findings, changes);
            (hunk.mechanisms, hunk.reason) = (mechanisms, reason);
        }
        diff
    }

    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.hunks.is_empty()
    }

    /// The text with all changes made.
    pub fn apply(&self, before: &str) -> String {
        self.apply_some(before, |_| true)
    }

    /// The text with some changes made; `accept` is asked with the place of each hunk. A hunk that does not fit
    /// `before` is passed over.
    pub fn apply_some(&self, before: &str, accept: impl Fn(usize) -> bool) -> String {
        let mut text = String::with_capacity(before.len());
        let mut done = 0;
        let fitting =
            |(place, hunk): &(usize, &Hunk)| accept(*place) && hunk.before.span.of(before) == hunk.before.text;
        for (_, hunk) in self.hunks.iter().enumerate().filter(fitting) {
            // Hunks that somebody put out of order would cut backwards.
            let Some(kept) = before.get(done..hunk.before.span.start) else { continue };
            text.push_str(kept);
            text.push_str(&hunk.after.text);
            done = hunk.before.span.end;
        }
        text + before.get(done..).unwrap_or("")
    }
}

#[cfg(test)]
mod tests;
