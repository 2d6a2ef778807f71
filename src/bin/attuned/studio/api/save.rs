//! `POST /api/save`: writes what was decided into the files, and says what was written.

use super::{Refusal, Shared};
use crate::studio::desk::Work;
use crate::studio::view::Row;
use axum::Json;
use axum::extract::State;
use serde::Serialize;

/// What was written.
#[derive(Serialize)]
pub(in crate::studio) struct Written {
    files: Vec<String>,
    replies: usize,
    rows: Vec<Row>,
}

pub(in crate::studio) async fn save(State(desk): Shared) -> Result<Json<Written>, Refusal> {
    desk.work(saved).await.map(Json)
}

fn saved(work: &mut Work) -> Result<Written, Refusal> {
    let changed: Vec<usize> = (0..work.review.len()).filter(|at| work.review.is_changed(*at)).collect();
    let saved = work.review.save();
    // Files before the one that was refused are written.
    work.saved.extend(changed.iter().filter(|at| !work.review.is_changed(**at)));
    let saved = saved?;
    let files = saved.files.iter().map(|path| path.display().to_string()).collect();
    let rows = changed.iter().map(|at| Row::of(work, *at)).collect();
    Ok(Written { files, replies: saved.replies, rows })
}
