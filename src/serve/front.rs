//! What every request passes first: its key, a place, its span; and what its answer leaves behind.

use super::Desk;
use super::dialect::Dialect;
use super::door::Door;
use super::limits::Underway;
use super::log;
use super::refusal::Refusal;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, Request, Response, StatusCode, header};
use axum::middleware::Next;
use axum::response::IntoResponse;
use futures_util::FutureExt;
use std::borrow::Cow;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Instant;
use tokio::sync::OwnedSemaphorePermit;
use tracing::Instrument;

const STRANGER: Refusal = Refusal {
    status: StatusCode::UNAUTHORIZED,
    kind: "authentication_error",
    code: "invalid_api_key",
    message: Cow::Borrowed(
        "attuned wants one of its keys: as X-Attuned-Key, as Authorization: Bearer, or as x-api-key",
    ),
};
const STOPPING: Refusal = Refusal::ours(
    StatusCode::SERVICE_UNAVAILABLE,
    "stopping",
    "attuned is stopping; try again, and whoever takes its place will answer",
);
const BUSY: Refusal = Refusal::ours(
    StatusCode::SERVICE_UNAVAILABLE,
    "busy",
    "attuned has as many requests under way as it may; try again in a second",
);
const BROKEN: Refusal =
    Refusal::ours(StatusCode::INTERNAL_SERVER_ERROR, "attuned", "attuned itself broke off; try again, and report it");

/// The id of a request, as it stands in the log.
const ID: HeaderName = HeaderName::from_static("x-attuned-id");

/// Lets a request in, or turns it away, and follows its answer to the last byte.
pub(super) async fn front(State(desk): State<Arc<Desk>>, mut request: Request<Body>, next: Next) -> Response<Body> {
    let (started, door, id) = (Instant::now(), Door::of(request.uri().path()), desk.limits.id());
    let span = log::request(id, door);
    let (mut answer, place) = match admitted(&desk, door, &mut request) {
        Ok(place) => (unbroken(next.run(request)).instrument(span.clone()).await, place),
        Err(refusal) => (turned_away(&desk, refusal), None),
    };
    if let Some(refusal) = answer.extensions().get::<Refusal>() {
        desk.tell(refusal);
    }
    let status = answer.status().as_u16();
    desk.metrics.request(door.word(), status);
    span.record("status", status);
    if let Ok(id) = HeaderValue::try_from(format!("{id:016x}")) {
        answer.headers_mut().insert(ID, id);
    }
    Underway::follow(answer, place, span, door, started)
}

/// A place for the request where it needs one, or why it goes no further.
fn admitted(desk: &Desk, door: Door, request: &mut Request<Body>) -> Result<Option<OwnedSemaphorePermit>, Refusal> {
    let plain = door == Door::Reply(Dialect::Messages);
    if !desk.keys.admit(request.headers_mut(), plain) && !door.open() {
        return Err(STRANGER);
    }
    match door.always() {
        true => Ok(None),
        false if desk.limits.stops() => Err(STOPPING),
        false => desk.limits.place().map(Some).ok_or(BUSY),
    }
}

/// What somebody who is turned away is told.
fn turned_away(desk: &Desk, refusal: Refusal) -> Response<Body> {
    let (reason, more) = match refusal.code {
        "invalid_api_key" => ("key", Some((header::WWW_AUTHENTICATE, "Bearer"))),
        "stopping" => ("stopping", Some((header::CONNECTION, "close"))),
        code => (code, None),
    };
    desk.metrics.rejected(reason);
    let mut answer = refusal.into_response();
    answer.headers_mut().extend(more.map(|(name, value)| (name, HeaderValue::from_static(value))));
    answer
}

/// The answer; our own where our code breaks off.
async fn unbroken(answer: impl Future<Output = Response<Body>>) -> Response<Body> {
    AssertUnwindSafe(answer).catch_unwind().await.unwrap_or_else(|_| {
        log::alarm!("our own code broke off before there was an answer; please report this");
        BROKEN.into_response()
    })
}
