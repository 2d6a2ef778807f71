//! What is said where something cannot be done: a word for the page, and what to do for people. No words of a reply.

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

/// A request that is not done.
#[derive(Debug, Serialize)]
pub(in crate::studio) struct Refusal {
    #[serde(skip)]
    status: StatusCode,
    kind: &'static str,
    message: String,
}

impl Refusal {
    pub(in crate::studio) fn new(status: StatusCode, kind: &'static str, message: impl Into<String>) -> Self {
        Self { status, kind, message: message.into() }
    }

    /// Our own code broke off.
    pub(in crate::studio) fn broken() -> Self {
        let message = "our code broke off; the terminal says where. Nothing was written; load the page again";
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "broken", message)
    }
}

impl From<attuned::Error> for Refusal {
    fn from(error: attuned::Error) -> Self {
        Self::new(StatusCode::CONFLICT, error.kind(), crate::show::because(&error))
    }
}

/// What axum says may quote the request.
impl From<JsonRejection> for Refusal {
    fn from(rejection: JsonRejection) -> Self {
        Self::new(rejection.status(), "request", "this request is not one of the page's; load the page again")
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        (self.status, Json(self)).into_response()
    }
}
