//! One request on its way through: to the upstream, and its answer back, revised where it is a reply to a person.

use super::Desk;
use axum::body::Body;
use axum::extract::State;
use axum::http::{Request, StatusCode};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// Sends a request to the upstream and its answer back.
pub(super) async fn proxy(State(desk): State<Arc<Desk>>, request: Request<Body>) -> Response {
    match desk.upstream.send(request).await {
        Ok(answer) => answer,
        Err(_) => StatusCode::BAD_GATEWAY.into_response(),
    }
}
