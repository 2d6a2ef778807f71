//! Whether an outcome is worth training on.

use crate::diff::{Diff, Hunk};
use crate::guard::{Keep, check};
use crate::pairs::LeftOut;
use crate::pairs::outcome::OutcomeRecord;
use crate::revise::Verdict;
use crate::text::Draft;

/// Outcomes in which something was judged and nobody is in danger.
pub(super) fn judged(outcome: &OutcomeRecord) -> Result<(), LeftOut> {
    match outcome.verdict {
        Verdict::Held => Err(LeftOut::Held),
        _ if !outcome.before.supported => Err(LeftOut::NotJudged),
        _ => fits(outcome),
    }
}

/// The reply of an outcome that is good by itself: a clean draft, or a revision without anything clear left.
pub(super) fn good(outcome: &OutcomeRecord, keep: &Keep) -> Option<Draft> {
    judged(outcome).ok()?;
    let OutcomeRecord { draft, text, after, .. } = outcome;
    let fine = match outcome.verdict {
        Verdict::Clean => true,
        Verdict::Revised => check(draft, text, keep).is_empty(),
        Verdict::Kept | Verdict::Held => false,
    };
    (fine && !after.fails()).then(|| draft.with_text(text.as_str()))
}

/// Outcomes with a revision.
pub(super) fn revised(outcome: &OutcomeRecord) -> Result<(), LeftOut> {
    judged(outcome)?;
    match outcome.verdict {
        Verdict::Revised => Ok(()),
        Verdict::Clean => Err(LeftOut::Clean),
        Verdict::Kept => Err(LeftOut::Kept),
        Verdict::Held => Err(LeftOut::Held),
    }
}

/// Whether the draft with the changes is the text. If not, they belong to different records, and a pair of replies to
/// different people teaches noise without any error of the trainer's.
fn fits(outcome: &OutcomeRecord) -> Result<(), LeftOut> {
    let Draft { text: draft, .. } = &outcome.draft;
    let stands = |hunk: &Hunk| hunk.before.span.of(draft) == hunk.before.text;
    let diff = Diff { hunks: outcome.hunks.clone() };
    let fine = diff.hunks.iter().all(stands) && diff.apply(draft) == outcome.text;
    fine.then_some(()).ok_or(LeftOut::HunksDoNotFit)
}
