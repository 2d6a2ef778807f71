//! An answer that comes as a stream.

use super::Desk;
use super::dialect::{Asked, Dialect};
use axum::body::Body;
use axum::response::Response;
use std::sync::Arc;

/// Sends a stream on, revised on its way.
pub(super) fn revised(_desk: Arc<Desk>, _dialect: Dialect, _asked: Asked, answer: Response<Body>) -> Response<Body> {
    answer
}
