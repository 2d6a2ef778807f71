//! `POST /api/replies/N/propose`: asks the engine of the settings for a revision of what the file says.

use super::{Answer, Refusal, Shared, changed, known};
use crate::studio::desk::Desk;
use attuned::{Ended, Loop, Outcome, Review, drive_within};
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::Deserialize;

/// What the person asks for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::studio) struct Asked {
    #[serde(default)]
    wish: String,
}

type Wish = Result<Json<Asked>, JsonRejection>;

pub(in crate::studio) async fn propose(State(desk): Shared, Path(at): Path<usize>, asked: Wish) -> Answer {
    let Json(Asked { wish }) = asked?;
    let ask = move |review: &mut Review| known(review, at).map(|()| (review.draft(at), review.refused(at)));
    let (draft, refused) = desk.review(ask).await?;
    let outcome = revised(&desk, desk.plan.wishing(&wish, refused).start(draft)).await?;
    let propose = move |review: &mut Review| {
        let nothing = || Refusal::new(StatusCode::CONFLICT, "nothing", nothing(&outcome));
        review.propose_wished(at, &outcome, &wish).then_some(()).ok_or_else(nothing)
    };
    changed(&desk, at, propose).await
}

/// Drives a loop to its outcome.
async fn revised(desk: &Desk, work: Loop) -> Result<Outcome, Refusal> {
    let (outcome, ended) = drive_within(work, desk.engine.model.as_ref(), desk.deadline).await?;
    let unheard = outcome.usage.calls == 0;
    match ended {
        Ended::Model(error) if unheard => Err(Refusal::new(StatusCode::BAD_GATEWAY, "model", error.to_string())),
        Ended::Late if unheard => Err(Refusal::new(StatusCode::GATEWAY_TIMEOUT, "model", crate::drive::LATE)),
        _ => Ok(outcome),
    }
}

/// Why there is nothing to propose.
fn nothing(outcome: &Outcome) -> String {
    match &outcome.reason {
        Some(reason) => format!("nothing better came: {reason}; ask again, or write it yourself"),
        None => "nothing new came; write it yourself, or ask a language model".to_owned(),
    }
}
