//! The JSON API: check, revise, mechanisms, its own description, and LiteLLM's guardrail.

use super::Desk;
use axum::Router;
use std::sync::Arc;

/// The routes of the API.
pub(super) fn routes() -> Router<Arc<Desk>> {
    Router::new()
}
