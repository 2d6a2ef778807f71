//! `GET /api/files/N`: a file as it would be written now, to keep elsewhere; nothing is written.

use super::{Refusal, Shared};
use attuned::Review;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

pub(in crate::studio) async fn file(State(desk): Shared, Path(file): Path<usize>) -> Result<Response, Refusal> {
    let bytes = desk.review(move |review| bytes(review, file)).await?;
    Ok(([(header::CONTENT_TYPE, "application/octet-stream")], bytes).into_response())
}

fn bytes(review: &Review, file: usize) -> Result<Vec<u8>, Refusal> {
    let gone = || Refusal::new(StatusCode::NOT_FOUND, "file", "there is no such file; load the page again");
    review.files().get(file).ok_or_else(gone)?;
    Ok(review.bytes(file)?)
}
