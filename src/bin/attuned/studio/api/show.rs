//! `POST /api/replies/N/show`: goes to another of the proposals, with what was decided there.

use super::{Answer, Refusal, Shared, changed};
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::Deserialize;

/// Which proposal, from 0.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::studio) struct Asked {
    proposal: usize,
}

type Which = Result<Json<Asked>, JsonRejection>;

pub(in crate::studio) async fn show(State(desk): Shared, Path(at): Path<usize>, asked: Which) -> Answer {
    let Json(Asked { proposal }) = asked?;
    let show = move |review: &mut attuned::Review| {
        let gone = || Refusal::new(StatusCode::CONFLICT, "proposal", "this proposal is shown already, or is gone");
        review.show(at, proposal).then_some(()).ok_or_else(gone)
    };
    changed(&desk, at, show).await
}
