//! `GET /v1/mechanisms`: the four and all rules, as `attuned explain --format json` prints them.

use crate::detect::{Explanation, Mechanism};
use axum::Json;

/// Everything there is to explain.
pub(super) async fn mechanisms() -> Json<Vec<Explanation>> {
    Json(Mechanism::ALL.map(Mechanism::explained).into())
}
