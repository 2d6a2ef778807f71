//! Changes that wait for a decision.

use super::marked::Marked;
use crate::studio::units::{Counted, Units};
use attuned::{Hunk, HunkDecision, Mechanism, Proposal, Review};
use serde::Serialize;

/// A proposal.
#[derive(Serialize)]
pub(super) struct Proposed {
    /// The text that it changes.
    text: String,
    hunks: Vec<Change>,
    /// What would be found if every change were made.
    whole: Marked,
}

/// A change, and what was decided about it.
#[derive(Serialize)]
struct Change {
    #[serde(flatten)]
    units: Units,
    before: String,
    after: String,
    mechanisms: Vec<&'static str>,
    reason: String,
    decision: &'static str,
    /// The words that stand there, where somebody wrote their own.
    own: Option<String>,
    /// Why it cannot be written into its file; null where it can.
    hindrance: Option<String>,
}

impl Proposed {
    pub(super) fn of(review: &Review, at: usize, proposal: &Proposal) -> Self {
        let counted = Counted::new(&proposal.text);
        let hunks = proposal.diff.hunks.iter().zip(&proposal.decisions).enumerate();
        let change = |(number, (hunk, decision))| Change {
            hindrance: review.hindrance_of(at, number),
            ..Change::new(&counted, hunk, decision)
        };
        let whole = proposal.diff.apply(&proposal.text);
        Self {
            hunks: hunks.map(change).collect(),
            whole: Marked::new(&whole, &review.check(at, &whole)),
            text: proposal.text.clone(),
        }
    }
}

impl Change {
    fn new(counted: &Counted<'_>, hunk: &Hunk, decision: &HunkDecision) -> Self {
        let (decision, own) = match decision {
            HunkDecision::Accepted => ("accepted", None),
            HunkDecision::Refused => ("refused", None),
            HunkDecision::Edited(words) => ("edited", Some(words.clone())),
            _ => ("open", None),
        };
        Self {
            units: counted.units(hunk.before.span),
            before: hunk.before.text.clone(),
            after: hunk.after.text.clone(),
            mechanisms: hunk.mechanisms.iter().copied().map(Mechanism::id).collect(),
            reason: hunk.reason.clone(),
            decision,
            own,
            hindrance: None,
        }
    }
}
