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
    /// Why the text cannot be written into its file; null where it can.
    hindrance: Option<String>,
}

type Asked = Result<Json<Written>, JsonRejection>;
type Answer = Result<Json<Found>, Refusal>;

pub(in crate::studio) async fn check(State(desk): Shared, Path(at): Path<usize>, asked: Asked) -> Answer {
    let Json(Written { text }) = asked?;
    let found = desk.review(move |review| {
        known(review, at)?;
        let now = Marked::new(&text, &review.check(at, &text));
        let hindrance = review.file(at).hindrance(review.number(at), &text);
        Ok(Found { now, violations: Violated::all(review.violations_of(at, &text)), hindrance })
    });
    found.await.map(Json)
}
