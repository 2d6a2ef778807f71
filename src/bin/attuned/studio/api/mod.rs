//! The page's API, a file for each endpoint. Everything is JSON; a refusal says what to do next.

pub(super) mod check;
pub(super) mod decide;
pub(super) mod export;
pub(super) mod library;
pub(super) mod mark;
pub(super) mod people;
pub(super) mod propose;
mod refusal;
pub(super) mod reply;
pub(super) mod report;
pub(super) mod save;
pub(super) mod show;
pub(super) mod undo;
pub(super) mod waiting;
pub(super) mod write;

pub(super) use refusal::Refusal;

use super::desk::Desk;
use super::view::View;
use attuned::Review;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use std::sync::Arc;

/// What requests share.
type Shared = State<Arc<Desk>>;

/// What most endpoints answer: the reply as it is now.
type Answer = Result<Json<View>, Refusal>;

/// Changes a reply, keeps that for another day, and shows it.
async fn changed<F>(desk: &Arc<Desk>, at: usize, change: F) -> Answer
where
    F: FnOnce(&mut Review) -> Result<(), Refusal> + Send + 'static,
{
    let view = desk.review(move |review| {
        known(review, at)?;
        change(review)?;
        review.keep_reply(at)?;
        Ok(View::of(review, at))
    });
    view.await.map(Json)
}

/// Lets the built-in reviser propose where a reply fails and is not done with: that costs a moment and sends nothing.
fn proposed(review: &mut Review, at: usize) {
    let fails = !review.checked_before(at).findings.is_empty();
    if fails && review.mark(at).is_none() {
        review.propose_builtin(at);
    }
}

/// Refuses a number that no reply has.
fn known(review: &Review, at: usize) -> Result<(), Refusal> {
    let unknown = || Refusal::new(StatusCode::NOT_FOUND, "reply", "there is no such reply; load the page again");
    (at < review.len()).then_some(()).ok_or_else(unknown)
}
