//! `POST /api/replies/N/decide`: accepts, refuses or rewrites one change, or all that are open.

use super::{Answer, Refusal, Shared, changed};
use crate::studio::desk::Work;
use attuned::HunkDecision;
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::Deserialize;

/// A decision; about every open change where no hunk is named.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::studio) struct Decision {
    hunk: Option<usize>,
    decision: Word,
    /// Other words, where the decision is `edited`.
    words: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Word {
    Open,
    Accepted,
    Refused,
    Edited,
}

type Asked = Result<Json<Decision>, JsonRejection>;

pub(in crate::studio) async fn decide(State(desk): Shared, Path(at): Path<usize>, asked: Asked) -> Answer {
    let Json(Decision { hunk, decision, words }) = asked?;
    let decision = match decision {
        Word::Open => HunkDecision::Open,
        Word::Accepted => HunkDecision::Accepted,
        Word::Refused => HunkDecision::Refused,
        Word::Edited => HunkDecision::Edited(words.unwrap_or_default()),
    };
    changed(&desk, at, move |work| decided(work, at, hunk, &decision)).await
}

fn decided(work: &mut Work, at: usize, hunk: Option<usize>, decision: &HunkDecision) -> Result<(), Refusal> {
    let hunks = hunk.map_or_else(|| open(work, at), |hunk| vec![hunk]);
    for hunk in hunks {
        if !work.review.decide(at, hunk, decision.clone()) {
            return Err(Refusal::new(StatusCode::NOT_FOUND, "hunk", "this change is gone; load the page again"));
        }
    }
    Ok(())
}

/// The changes about which nothing is decided.
fn open(work: &Work, at: usize) -> Vec<usize> {
    let decisions = work.review.proposal(at).into_iter().flat_map(|proposal| &proposal.decisions).enumerate();
    decisions.filter(|(_, decision)| **decision == HunkDecision::Open).map(|(hunk, _)| hunk).collect()
}
