//! An answer of our own where there is none of the upstream's, in a shape that clients of all three dialects read.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;
use std::borrow::Cow;

/// Why a request gets no answer of the upstream's. Holds nothing of the request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) status: StatusCode,
    /// Whose fault it is, as `type`: `invalid_request_error`, `attuned_upstream`.
    pub(super) kind: &'static str,
    /// What it is, for programs.
    pub(super) code: &'static str,
    /// What it is and what to do, for people.
    pub(super) message: Cow<'static, str>,
}

impl Refusal {
    /// The type of those that the upstream is the cause of.
    pub(super) const UPSTREAM: &'static str = "attuned_upstream";

    /// One for which the caller can do something.
    pub(super) const fn request(status: StatusCode, code: &'static str, message: &'static str) -> Self {
        Self { status, kind: "invalid_request_error", code, message: Cow::Borrowed(message) }
    }

    /// One of ours: a server that is full, stops or broke off.
    pub(super) const fn ours(status: StatusCode, code: &'static str, message: &'static str) -> Self {
        Self { status, kind: "server_error", code, message: Cow::Borrowed(message) }
    }

    /// One that the upstream is the cause of.
    pub(super) const fn upstream(status: StatusCode, code: &'static str, message: &'static str) -> Self {
        Self { status, kind: Self::UPSTREAM, code, message: Cow::Borrowed(message) }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        // Anthropic's clients look for `type` at the top, OpenAI's do not mind it.
        let error = json!({"message": self.message, "type": self.kind, "param": null, "code": self.code});
        let body = json!({"type": "error", "error": error}).to_string();
        let mut answer = Response::new(Body::from(body));
        *answer.status_mut() = self.status;
        answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        if self.status == StatusCode::SERVICE_UNAVAILABLE {
            answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
        }
        // For whoever counts and says it.
        answer.extensions_mut().insert(self);
        answer
    }
}
