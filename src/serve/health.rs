//! Whether the server lives, whether it takes requests, and its numbers.

use super::Desk;
use super::metrics::CONTENT_TYPE;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use std::sync::Arc;

/// `/healthz`: it lives.
pub(super) async fn health() -> &'static str {
    "ok\n"
}

/// `/readyz`: it takes requests. A reviser that is left alone is no reason not to: replies go out as they are.
pub(super) async fn ready(State(desk): State<Arc<Desk>>) -> impl IntoResponse {
    let reviser = match desk.reviser.breaker() {
        0 => "asked",
        1 => "on trial after failures",
        _ => "left alone after failures; replies go out as they are",
    };
    match desk.limits.stops() {
        true => (StatusCode::SERVICE_UNAVAILABLE, format!("stopping\nreviser: {reviser}\n")),
        false => (StatusCode::OK, format!("ok\nreviser: {reviser}\n")),
    }
}

/// `/metrics`, for Prometheus.
pub(super) async fn metrics(State(desk): State<Arc<Desk>>) -> impl IntoResponse {
    let text = desk.metrics.text(desk.reviser.breaker(), desk.limits.under_way());
    ([(header::CONTENT_TYPE, CONTENT_TYPE)], text)
}
