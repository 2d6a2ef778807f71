//! One request on its way through: to the upstream, and its answer back, revised where it is a reply to a person.

use super::decision::Why;
use super::dialect::Dialect;
use super::forward::{Patient, SLOW, TooLong, climbs, leaves};
use super::pieces::{self, Short};
use super::refusal::Refusal;
use super::{Desk, stream, whole};
use crate::model::causes;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Method, Request, StatusCode, header};
use axum::response::{IntoResponse, Response};
use http_body_util::BodyExt;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long the rest of a request that is too large is read away.
const LINGER: Duration = Duration::from_secs(2);

const CLIMBS: Refusal = Refusal::request(
    StatusCode::BAD_REQUEST,
    "invalid_path",
    "The path must begin with / and have no segments of dots; send the path as the API names it.",
);
const LEAVES: Refusal = Refusal::request(
    StatusCode::NOT_IMPLEMENTED,
    "upgrade_not_supported",
    "The proxy carries no WebSocket; connect to the upstream itself for that.",
);
const LARGE: Refusal = Refusal::request(
    StatusCode::PAYLOAD_TOO_LARGE,
    "request_too_large",
    "The request is larger than the proxy reads; send a smaller one, or raise --largest.",
);

const FULL: Refusal = Refusal::ours(
    StatusCode::SERVICE_UNAVAILABLE,
    "busy",
    "The proxy holds as many large requests as it may; try again in a second.",
);
const BROKEN: Refusal =
    Refusal::request(StatusCode::BAD_REQUEST, "request_broke_off", "The body of the request broke off; send it again.");

/// Sends a request to the upstream and its answer back.
pub(super) async fn proxy(State(desk): State<Arc<Desk>>, request: Request<Body>) -> Response {
    through(desk, request).await.unwrap_or_else(IntoResponse::into_response)
}

async fn through(desk: Arc<Desk>, request: Request<Body>) -> Result<Response, Refusal> {
    let path = request.uri().path();
    if !path.starts_with('/') || climbs(path) {
        return Err(CLIMBS);
    }
    if leaves(request.headers()) {
        return Err(LEAVES);
    }
    match Dialect::of(path) {
        Some(dialect) if request.method() == Method::POST => reply(desk, dialect, request).await,
        _ => {
            let (head, body) = request.into_parts();
            desk.upstream.pass(head, body).await
        }
    }
}

/// Asks for a reply, reads meanwhile what was asked, and revises what comes.
async fn reply(desk: Arc<Desk>, dialect: Dialect, request: Request<Body>) -> Result<Response, Refusal> {
    let (mut head, body) = request.into_parts();
    let body = asking(&desk, &head.headers, body).await?;
    // We can read no other.
    head.headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static("identity"));
    let sent = desk.upstream.send(head, body.clone());
    let (begun, asked) = (Instant::now(), pieces::apart(body, move |body| dialect.asked(body)));
    let (answer, asked) = tokio::join!(sent, asked);
    let answer = answer?;
    desk.metrics.upstream(begun.elapsed());
    Ok(match asked {
        _ if !answer.status().is_success() => answer,
        None => whole::passed(&desk, dialect, answer, Why::Unreadable),
        Some(asked) if whole::kind(&answer) == "text/event-stream" => stream::revised(desk, dialect, asked, answer),
        Some(asked) => whole::revised(desk, dialect, asked, answer).await,
    })
}

/// The body of a request, byte for byte.
pub(super) async fn asking(desk: &Desk, headers: &HeaderMap, body: Body) -> Result<Bytes, Refusal> {
    let mut body = Body::new(Patient::new(body, desk.options.read_timeout));
    let why = match pieces::read(&mut body, desk.options.largest, &desk.room).await {
        Ok(bytes) => return Ok(bytes),
        Err(begun) => begun.why,
    };
    match why {
        Short::Broken(error) if causes(&error).any(|cause| cause.is::<TooLong>()) => Err(SLOW),
        Short::Broken(_) => Err(BROKEN),
        Short::Full => Err(FULL),
        Short::Large => {
            if !headers.contains_key(header::EXPECT) {
                // Many clients read no answer before they have sent all.
                let rest = async { while let Some(Ok(_)) = body.frame().await {} };
                let _ = tokio::time::timeout(LINGER, rest).await;
            }
            Err(LARGE)
        }
    }
}
