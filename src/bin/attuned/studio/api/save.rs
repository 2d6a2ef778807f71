//! `POST /api/save`: writes what was decided into the files, and says what was written and what was not.

use super::{Refusal, Shared};
use crate::show::because;
use crate::studio::view::Row;
use attuned::{Error, Review};
use axum::Json;
use axum::extract::State;
use serde::Serialize;

/// What was written.
#[derive(Serialize)]
pub(in crate::studio) struct Written {
    files: Vec<String>,
    replies: usize,
    /// What could not be written, and why.
    refused: Vec<LeftOut>,
    /// Replies that lost something, which nobody has said they want so.
    unconfirmed: Vec<usize>,
    rows: Vec<Row>,
}

/// A reply that could not be written, or a file.
#[derive(Serialize)]
struct LeftOut {
    /// The number of the reply, where it is one.
    at: Option<usize>,
    why: String,
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
        refused: saved.failures.iter().map(|error| left_out(review, &changed, error)).collect(),
        unconfirmed: saved.unconfirmed,
        rows: changed.iter().map(|at| Row::of(review, *at)).collect(),
    })
}

/// A reply is known to people by its title, which the page has.
fn left_out(review: &Review, changed: &[usize], error: &Error) -> LeftOut {
    let Error::Canned { path, reply: Some(id), detail } = error else {
        return LeftOut { at: None, why: because(error) };
    };
    let is = |at: &&usize| review.reply(**at).id == *id && review.file(**at).path() == path;
    match changed.iter().find(is) {
        Some(at) => LeftOut { at: Some(*at), why: detail.clone() },
        None => LeftOut { at: None, why: because(error) },
    }
}
