//! `POST /api/save` and `/api/unsave`: writes what was decided into the files, takes the last save back, and says what was
//! written and what was not.

use super::{Refusal, Shared};
use crate::show::because;
use crate::studio::view::Row;
use attuned::{Error, Review, Saved};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
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
    /// Whether a save can be taken back.
    unsave: bool,
}

/// A reply that could not be written, or a file.
#[derive(Serialize)]
pub(super) struct LeftOut {
    /// The number of the reply, where it is one.
    pub(super) at: Option<usize>,
    pub(super) why: String,
}

pub(in crate::studio) async fn save(State(desk): Shared) -> Result<Json<Written>, Refusal> {
    let save = |review: &mut Review| {
        let changed: Vec<usize> = changed(review).collect();
        let saved = review.save();
        review.keep()?;
        Ok(told(review, &changed, saved))
    };
    desk.review(save).await.map(Json)
}

pub(in crate::studio) async fn unsave(State(desk): Shared) -> Result<Json<Written>, Refusal> {
    let back = |review: &mut Review| {
        if !review.can_unsave() {
            let nothing = "nothing was saved since the studio was started: there is no save to take back";
            return Err(Refusal::new(StatusCode::CONFLICT, "unsave", nothing));
        }
        let back = review.unsave();
        review.keep()?;
        let changed: Vec<usize> = changed(review).collect();
        Ok(told(review, &changed, back))
    };
    desk.review(back).await.map(Json)
}

/// The replies that say something else than their files.
pub(super) fn changed(review: &Review) -> impl Iterator<Item = usize> {
    (0..review.len()).filter(|at| review.is_changed(*at))
}

/// What came of it, and how these replies are now.
fn told(review: &Review, changed: &[usize], saved: Saved) -> Written {
    Written {
        files: saved.files.iter().map(|path| path.display().to_string()).collect(),
        replies: saved.replies,
        refused: saved.failures.iter().map(|error| left_out(review, changed, error)).collect(),
        unconfirmed: saved.unconfirmed,
        rows: changed.iter().map(|at| Row::of(review, *at)).collect(),
        unsave: review.can_unsave(),
    }
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
