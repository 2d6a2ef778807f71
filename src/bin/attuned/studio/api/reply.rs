//! `GET /api/replies/N`: a reply with everything that is known of it. Where it fails and nothing was proposed yet, the
//! built-in reviser proposes first: that costs a moment and sends nothing.

use super::{Answer, Shared, known, proposed};
use crate::studio::view::View;
use axum::Json;
use axum::extract::{Path, State};

pub(in crate::studio) async fn reply(State(desk): Shared, Path(at): Path<usize>) -> Answer {
    let view = desk.review(move |review| {
        known(review, at)?;
        if review.proposals(at).len() == 0 {
            proposed(review, at);
        }
        Ok(View::of(review, at))
    });
    view.await.map(Json)
}
