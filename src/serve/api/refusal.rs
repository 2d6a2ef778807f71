//! Requests that cannot be done, said in the shape of OpenAI's errors and in words that say what to send instead.

use axum::Json;
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// Why a request was refused. The message never repeats what was sent.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    status: StatusCode,
    /// A word for programs.
    code: &'static str,
    message: String,
}

impl Refusal {
    /// A body or a query that is not what was expected.
    pub(super) fn request(message: impl Into<String>) -> Self {
        Self { status: StatusCode::BAD_REQUEST, code: "bad_request", message: message.into() }
    }

    /// More than is taken at once.
    pub(super) fn too_large(message: impl Into<String>) -> Self {
        Self { status: StatusCode::PAYLOAD_TOO_LARGE, code: "too_large", message: message.into() }
    }

    /// A body that did not come.
    pub(super) fn slow() -> Self {
        let message = "the body stopped coming; send it without a pause".to_owned();
        Self { status: StatusCode::REQUEST_TIMEOUT, code: "timeout", message }
    }

    /// Our own code broke off.
    pub(super) fn broken() -> Self {
        let message = "this broke off, which is a fault of attuned; please report it".to_owned();
        Self { status: StatusCode::INTERNAL_SERVER_ERROR, code: "internal", message }
    }

    /// A method that the path does not know.
    pub(super) fn method(method: &Method) -> Self {
        // Methods are any token; only the usual ones are repeated.
        let asked = if method.as_str().len() <= 7 { method.as_str() } else { "this method" };
        let message = format!("{asked} is not for this path; see Allow, or /docs");
        Self { status: StatusCode::METHOD_NOT_ALLOWED, code: "method_not_allowed", message }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let kind = if self.status.is_server_error() { "attuned_error" } else { "invalid_request_error" };
        let error = json!({"message": self.message, "type": kind, "param": null, "code": self.code});
        (self.status, Json(json!({ "error": error }))).into_response()
    }
}
