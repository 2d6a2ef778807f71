//! Requests that the API cannot do, in words that say what to send instead and never repeat what was sent.

use crate::serve::refusal::Refusal;
use axum::http::StatusCode;
use std::borrow::Cow;

/// A method that the path does not know.
pub(super) const METHOD: Refusal = Refusal::request(
    StatusCode::METHOD_NOT_ALLOWED,
    "method_not_allowed",
    "This path wants another method; see Allow, or /docs.",
);

/// A body or a query that is not what was expected.
pub(super) fn bad(message: impl Into<String>) -> Refusal {
    Refusal { message: Cow::Owned(message.into()), ..Refusal::request(StatusCode::BAD_REQUEST, "bad_request", "") }
}

/// More records than are taken at once.
pub(super) fn too_many(most: usize) -> Refusal {
    let message = format!("There are more than {most} records; send the others in further requests.");
    let refusal = Refusal::request(StatusCode::PAYLOAD_TOO_LARGE, "too_many_records", "");
    Refusal { message: Cow::Owned(message), ..refusal }
}

/// Our own code broke off.
pub(super) const BROKEN: Refusal =
    Refusal::ours(StatusCode::INTERNAL_SERVER_ERROR, "attuned", "attuned itself broke off; try again, and report it");
