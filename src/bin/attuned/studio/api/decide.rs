//! `POST /api/replies/N/decide`: accepts, refuses or rewrites one change, or all that are open.

use super::{Answer, Refusal, Shared, changed};
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
    let decide = move |review: &mut attuned::Review| {
        let done = match hunk {
            Some(hunk) => review.decide(at, hunk, decision),
            None => review.decide_open(at, &decision),
        };
        let gone = || Refusal::new(StatusCode::CONFLICT, "hunk", "there is no such change here that could be decided");
        done.then_some(()).ok_or_else(gone)
    };
    changed(&desk, at, decide).await
}
