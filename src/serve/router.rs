//! Who answers which path.

use super::{Desk, api, proxy};
use axum::Router;
use std::sync::Arc;

/// All routes.
pub(super) fn router(desk: Arc<Desk>) -> Router {
    api::routes().fallback(proxy::proxy).with_state(desk)
}
