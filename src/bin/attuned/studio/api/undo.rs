//! `POST /api/replies/N/undo`: takes the last decision back.

use super::{Answer, Refusal, Shared, changed};
use axum::extract::{Path, State};
use axum::http::StatusCode;

pub(in crate::studio) async fn undo(State(desk): Shared, Path(at): Path<usize>) -> Answer {
    let undo = move |work: &mut crate::studio::desk::Work| {
        let nothing = || Refusal::new(StatusCode::CONFLICT, "undo", "there is nothing left to take back here");
        work.review.undo(at).then_some(()).ok_or_else(nothing)
    };
    changed(&desk, at, undo).await
}
