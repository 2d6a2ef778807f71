//! `GET /api/replies/N`: a reply with everything that is known of it. Where it fails and nothing was proposed yet, the
//! built-in reviser proposes first: that costs a moment and sends nothing.

use super::{Answer, Shared, changed};
use axum::extract::{Path, State};

pub(in crate::studio) async fn show(State(desk): Shared, Path(at): Path<usize>) -> Answer {
    let first = move |work: &mut crate::studio::desk::Work| {
        work.propose_first(at);
        Ok(())
    };
    changed(&desk, at, first).await
}
