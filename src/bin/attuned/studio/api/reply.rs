//! `GET /api/replies/N`: a reply with everything that is known of it. Where it fails and nothing was proposed yet, the
//! built-in reviser proposes first: that costs a moment and sends nothing.

use super::{Answer, Shared, known};
use crate::studio::view::View;
use attuned::Review;
use axum::Json;
use axum::extract::{Path, State};

pub(in crate::studio) async fn reply(State(desk): Shared, Path(at): Path<usize>) -> Answer {
    let view = desk.review(move |review| {
        known(review, at)?;
        if is_untouched(review, at) {
            review.propose_builtin(at);
        }
        Ok(View::of(review, at))
    });
    view.await.map(Json)
}

/// Whether a reply fails, and nobody has proposed or said anything yet.
fn is_untouched(review: &Review, at: usize) -> bool {
    let fails = !review.checked_before(at).findings.is_empty();
    fails && review.proposals(at).len() == 0 && review.mark(at).is_none()
}
