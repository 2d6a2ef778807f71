//! The JSON API: check, revise, mechanisms, its own description, and LiteLLM's guardrail.

mod body;
mod calls;
mod check;
mod description;
mod guardrail;
mod lanes;
mod mechanisms;
mod page;
mod records;
mod refusal;
mod revise;
mod sheet;

use super::Desk;
use axum::Router;
use axum::http::Method;
use axum::routing::{MethodRouter, get, post};
use calls::Calls;
use lanes::Lanes;
use refusal::Refusal;
use std::sync::Arc;

/// What the API keeps beside the desk.
#[derive(Clone, Default)]
struct Room {
    lanes: Lanes,
    calls: Arc<Calls>,
}

/// The routes of the API. A path that is ours never goes to the upstream, whatever the method.
pub(super) fn routes() -> Router<Arc<Desk>> {
    let all = table().into_iter().fold(Router::new(), |router, (path, route)| router.route(path, route));
    all.method_not_allowed_fallback(wrong_method).layer(axum::Extension(Room::default()))
}

/// Every route; `openapi.json` describes each of them.
fn table() -> [(&'static str, MethodRouter<Arc<Desk>>); 6] {
    [
        ("/v1/check", post(check::check)),
        ("/v1/revise", post(revise::revise)),
        ("/v1/mechanisms", get(mechanisms::mechanisms)),
        ("/openapi.json", get(description::openapi)),
        ("/docs", get(page::docs)),
        ("/beta/litellm_basic_guardrail_api", post(guardrail::guardrail)),
    ]
}

/// What is said to a known path with another method; axum adds which are allowed.
async fn wrong_method(method: Method) -> Refusal {
    Refusal::method(&method)
}
