//! Answers of our own where a request does not go on: JSON in the shape that clients of OpenAI and Anthropic read.

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use serde_json::json;

/// An error of ours; `kind` and `code` are words for programs, `message` a sentence for people that holds nothing of the
/// request.
pub(super) fn refusal(status: StatusCode, kind: &str, code: &str, message: &str) -> Response<Body> {
    let error = json!({"type": "error", "error": {"message": message, "type": kind, "param": null, "code": code}});
    let mut answer = Response::new(Body::from(error.to_string()));
    *answer.status_mut() = status;
    answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    answer
}

/// The same, with when to come back.
pub(super) fn later(code: &str, message: &str) -> Response<Body> {
    let mut answer = refusal(StatusCode::SERVICE_UNAVAILABLE, "server_error", code, message);
    answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
    answer
}
