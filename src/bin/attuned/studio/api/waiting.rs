//! `GET /api/save`: what a save would write, what it would leave out, and what would be lost; nothing is written.

use super::save::{LeftOut, changed};
use super::{Refusal, Shared};
use attuned::Review;
use axum::Json;
use axum::extract::State;
use serde::Serialize;

/// What waits to be saved, by the numbers of the replies.
#[derive(Default, Serialize)]
pub(in crate::studio) struct Waiting {
    ready: Vec<usize>,
    /// Replies that lost something, and nobody has said they want them so.
    lost: Vec<Lost>,
    /// Replies that cannot be written, and why.
    held: Vec<LeftOut>,
}

/// A reply that lost a placeholder, a link or words that must stay.
#[derive(Serialize)]
struct Lost {
    at: usize,
    what: Vec<String>,
}

pub(in crate::studio) async fn waiting(State(desk): Shared) -> Result<Json<Waiting>, Refusal> {
    let look = |review: &mut Review| {
        let mut waiting = Waiting::default();
        changed(review).for_each(|at| waiting.add(review, at));
        Ok(waiting)
    };
    desk.review(look).await.map(Json)
}

impl Waiting {
    fn add(&mut self, review: &Review, at: usize) {
        if let Some(why) = review.hindrance(at) {
            self.held.push(LeftOut { at: Some(at), why });
        } else if review.needs_confirmation(at) {
            let strong = review.violations(at).into_iter().filter(Review::is_strong);
            self.lost.push(Lost { at, what: strong.map(|one| one.detail).collect() });
        } else {
            self.ready.push(at);
        }
    }
}
