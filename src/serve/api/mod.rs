//! The JSON API: check, revise, mechanisms, its own description, and LiteLLM's guardrail.

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
use super::refusal::Refusal;
use axum::Router;
use axum::routing::{MethodRouter, get, post};
use calls::Calls;
use lanes::Lanes;
use std::sync::Arc;

/// The paths of the API, in the order of `table`; `openapi.json` describes each of them.
pub(super) const PATHS: [&str; 6] =
    ["/v1/check", "/v1/revise", "/v1/mechanisms", "/beta/litellm_basic_guardrail_api", "/openapi.json", "/docs"];

/// What the API keeps beside the desk.
#[derive(Clone, Default)]
struct Room {
    lanes: Lanes,
    calls: Arc<Calls>,
}

/// The routes of the API. A path that is ours never goes to the upstream, whatever the method.
pub(super) fn routes() -> Router<Arc<Desk>> {
    let all = PATHS.into_iter().zip(table());
    let all = all.fold(Router::new(), |router, (path, route)| router.route(path, route));
    all.method_not_allowed_fallback(wrong_method).layer(axum::Extension(Room::default()))
}

/// Who answers each path.
fn table() -> [MethodRouter<Arc<Desk>>; PATHS.len()] {
    [
        post(check::check),
        post(revise::revise),
        get(mechanisms::mechanisms),
        post(guardrail::guardrail),
        get(description::openapi),
        get(page::docs),
    ]
}

/// What is said to a known path with another method; axum adds which are allowed.
async fn wrong_method() -> Refusal {
    refusal::METHOD
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_path_is_described() {
        let described = description::DOCUMENT["paths"].as_object().expect("paths");
        assert!(PATHS.iter().all(|path| described.contains_key(*path)));
    }
}
