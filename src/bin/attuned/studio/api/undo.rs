//! `POST /api/replies/N/undo` and `/redo`: takes the last step back, and makes it again.

use super::{Answer, Refusal, Shared, changed};
use attuned::Review;
use axum::extract::{Path, State};
use axum::http::StatusCode;

pub(in crate::studio) async fn undo(state: Shared, at: Path<usize>) -> Answer {
    step(state, at, Review::undo, "there is nothing left to take back in this reply").await
}

pub(in crate::studio) async fn redo(state: Shared, at: Path<usize>) -> Answer {
    step(state, at, Review::redo, "there is nothing to make again in this reply").await
}

async fn step(
    State(desk): Shared,
    Path(at): Path<usize>,
    step: fn(&mut Review, usize) -> bool,
    nothing: &'static str,
) -> Answer {
    let nothing = move || Refusal::new(StatusCode::CONFLICT, "step", nothing);
    changed(&desk, at, move |review| step(review, at).then_some(()).ok_or_else(nothing)).await
}
