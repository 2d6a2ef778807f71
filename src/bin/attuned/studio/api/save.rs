//! `POST /api/save`: writes what was decided into the files, and says what was written and what was not.

use super::{Refusal, Shared};
use crate::studio::view::Row;
use attuned::Review;
use axum::Json;
use axum::extract::State;
use serde::Serialize;

/// What was written.
#[derive(Serialize)]
pub(in crate::studio) struct Written {
    files: Vec<String>,
    replies: usize,
    /// What could not be written, and why.
    refused: Vec<String>,
    /// Replies that lost something, which nobody has said they want so.
    unconfirmed: Vec<usize>,
    rows: Vec<Row>,
}

pub(in crate::studio) async fn save(State(desk): Shared) -> Result<Json<Written>, Refusal> {
    desk.review(saved).await.map(Json)
}

fn saved(review: &mut Review) -> Result<Written, Refusal> {
    let changed: Vec<usize> = (0..review.len()).filter(|at| review.is_changed(*at)).collect();
    let saved = review.save();
    review.keep()?;
    Ok(Written {
        files: saved.files.iter().map(|path| path.display().to_string()).collect(),
        replies: saved.replies,
        refused: saved.failures.iter().map(ToString::to_string).collect(),
        unconfirmed: saved.unconfirmed,
        rows: changed.iter().map(|at| Row::of(review, *at)).collect(),
    })
}
