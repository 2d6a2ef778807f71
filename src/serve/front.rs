//! What every request passes first: its key, a place, its span; and what its answer leaves behind.

use super::Desk;
use super::dialect::Dialect;
use super::door::Door;
use super::limits::{Paced, Underway};
use super::log;
use super::refusal::{Refusal, later};
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, Request, Response, StatusCode, header};
use axum::middleware::Next;
use axum::response::IntoResponse;
use futures_util::FutureExt;
use hyper::body::Body as _;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;
use tokio::sync::OwnedSemaphorePermit;
use tracing::Instrument;

/// The id of a request, as it stands in the log.
const ID: HeaderName = HeaderName::from_static("x-attuned-id");

/// Lets a request in, or turns it away, and follows its answer to the last byte.
pub(super) async fn front(State(desk): State<Arc<Desk>>, mut request: Request<Body>, next: Next) -> Response<Body> {
    let (started, door, id) = (Instant::now(), Door::of(request.uri().path()), desk.limits.id());
    let span = log::request(id, door);
    let (mut answer, place) = match admitted(&desk, door, &mut request) {
        Ok(place) => (answered(&desk, request, next).instrument(span.clone()).await, place),
        Err(refused) => (refused, None),
    };
    let status = answer.status().as_u16();
    desk.metrics.request(door.word(), status);
    span.record("status", status);
    if let Ok(id) = HeaderValue::try_from(format!("{id:016x}")) {
        answer.headers_mut().insert(ID, id);
    }
    let length = answer.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
    answer.map(|body| Body::new(Underway::new(body, length, place, span, door, started)))
}

/// A place for the request where it needs one, or what it is told instead.
fn admitted(
    desk: &Desk,
    door: Door,
    request: &mut Request<Body>,
) -> Result<Option<OwnedSemaphorePermit>, Response<Body>> {
    let plain = door == Door::Reply(Dialect::Messages);
    if !desk.keys.admit(request.headers_mut(), plain) && !door.open() {
        desk.metrics.rejected("key");
        return Err(stranger());
    }
    if door.always() {
        return Ok(None);
    }
    if desk.limits.stops() {
        desk.metrics.rejected("stopping");
        let mut answer = later("stopping", "attuned is stopping; try again, another server will answer");
        answer.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
        return Err(answer);
    }
    desk.limits.place().map(Some).ok_or_else(|| {
        desk.metrics.rejected("busy");
        later("busy", "attuned has as many requests under way as it may; try again in a second")
    })
}

/// What somebody without a key is told.
fn stranger() -> Response<Body> {
    let message = "attuned wants one of its keys: as X-Attuned-Key, as Authorization: Bearer, or as x-api-key";
    let status = StatusCode::UNAUTHORIZED;
    let refused = Refusal { status, kind: "authentication_error", code: "invalid_api_key", message };
    let mut answer = refused.into_response();
    answer.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    answer
}

/// The answer; our own where our code breaks off or the request does not come to its end.
async fn answered(desk: &Desk, request: Request<Body>, next: Next) -> Response<Body> {
    if request.body().is_end_stream() {
        return unbroken(next.run(request)).await;
    }
    let late = Arc::new(AtomicBool::new(false));
    let wait = desk.options.read_timeout;
    let request = request.map(|body| Body::new(Paced::new(body, wait, Arc::clone(&late))));
    let answer = unbroken(next.run(request)).await;
    if late.load(Ordering::Relaxed) && !answer.status().is_success() {
        let message = "the rest of the request did not come in time; send it again";
        return Refusal::request(StatusCode::REQUEST_TIMEOUT, "request_timeout", message).into_response();
    }
    answer
}

async fn unbroken(answer: impl Future<Output = Response<Body>>) -> Response<Body> {
    AssertUnwindSafe(answer).catch_unwind().await.unwrap_or_else(|_| {
        log::alarm!("our own code broke off before there was an answer; please report this");
        let (status, message) = (StatusCode::INTERNAL_SERVER_ERROR, "attuned itself failed; try again");
        Refusal { status, kind: "server_error", code: "attuned", message }.into_response()
    })
}
