//! `POST /api/replies/N/propose`: asks the engine of the settings for a revision of the text as it stands.

use super::{Answer, Refusal, Shared, changed, known};
use attuned::{Draft, Ended, Outcome, drive_within};
use crate::studio::desk::{Desk, Work};
use axum::extract::{Path, State};
use axum::http::StatusCode;

pub(in crate::studio) async fn propose(State(desk): Shared, Path(at): Path<usize>) -> Answer {
    let draft = move |work: &mut Work| known(work, at).map(|()| work.review.draft(at));
    let outcome = revised(&desk, desk.work(draft).await?).await?;
    let propose = move |work: &mut Work| {
        if work.review.propose(at, &outcome) {
            return Ok(());
        }
        Err(Refusal::new(StatusCode::CONFLICT, "nothing", nothing(&outcome)))
    };
    changed(&desk, at, propose).await
}

/// Drives a draft to its outcome.
async fn revised(desk: &Desk, draft: Draft) -> Result<Outcome, Refusal> {
    let (outcome, ended) = drive_within(desk.plan.start(draft), &*desk.engine.model, desk.deadline).await?;
    match ended {
        Ended::Model(error) if outcome.usage.calls == 0 => {
            Err(Refusal::new(StatusCode::BAD_GATEWAY, "model", error.to_string()))
        }
        Ended::Late if outcome.usage.calls == 0 => {
            Err(Refusal::new(StatusCode::GATEWAY_TIMEOUT, "model", crate::drive::LATE))
        }
        _ => Ok(outcome),
    }
}

/// Why there is nothing to propose.
fn nothing(outcome: &Outcome) -> String {
    match outcome.reason() {
        Some(reason) => format!("nothing better came: {reason}. Ask again, or write it yourself"),
        None => "nothing better came; ask again, or write it yourself".to_owned(),
    }
}
