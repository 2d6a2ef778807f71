//! Who answers which path.

use super::{Desk, api, front, health, proxy};
use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use std::sync::Arc;

/// All routes.
pub(super) fn router(desk: Arc<Desk>) -> Router {
    api::routes()
        .route("/healthz", get(health::health))
        .route("/readyz", get(health::ready))
        .route("/metrics", get(health::metrics))
        .fallback(proxy::proxy)
        .layer(from_fn_with_state(Arc::clone(&desk), front::front))
        .with_state(desk)
}
