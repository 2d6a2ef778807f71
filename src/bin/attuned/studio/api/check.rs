//! `POST /api/replies/N/check`: what would be found in another text of the reply; nothing is changed.

use super::write::Written;
use super::{Refusal, Shared, known};
use crate::studio::view::{Marked, Violated};
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use serde::Serialize;

/// What is found in a text while it is written.
#[derive(Serialize)]
pub(in crate::studio) struct Found {
    now: Marked,
    violations: Vec<Violated>,
}

type Asked = Result<Json<Written>, JsonRejection>;

pub(in crate::studio) async fn check(State(desk): Shared, Path(at): Path<usize>, asked: Asked) -> Result<Json<Found>, Refusal> {
    let Json(Written { text }) = asked?;
    let found = desk.work(move |work| {
        known(work, at)?;
        let now = Marked::new(&text, &work.review.check(at, &text));
        Ok(Found { now, violations: Violated::all(work.review.broken(at, &text)) })
    });
    found.await.map(Json)
}
