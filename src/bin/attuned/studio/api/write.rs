//! `POST /api/replies/N/write`: a text of the person's own.

use super::{Answer, Shared, changed};
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use serde::Deserialize;

/// A text.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::studio) struct Written {
    pub(super) text: String,
}

type Asked = Result<Json<Written>, JsonRejection>;

pub(in crate::studio) async fn write(State(desk): Shared, Path(at): Path<usize>, asked: Asked) -> Answer {
    let Json(Written { text }) = asked?;
    let write = move |review: &mut attuned::Review| {
        review.write(at, text);
        Ok(())
    };
    changed(&desk, at, write).await
}
