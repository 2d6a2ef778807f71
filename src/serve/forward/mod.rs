//! The way to the upstream and back: addresses, headers, bodies.

mod address;
mod headers;
mod patient;

pub(super) use address::climbs;
pub(super) use headers::leaves;
pub(super) use patient::{Patient, TooLong};

use super::options::ServeOptions;
use super::refusal::Refusal;
use crate::Error;
use crate::model::causes;
use address::Address;
use axum::body::{Body, Bytes, HttpBody};
use axum::http::request::Parts;
use axum::http::{Response, StatusCode, header};
use patient::Pulse;
use rustls::Error::InvalidCertificate;
use std::time::Duration;

/// A connection that was not used for so long is not used again: the other end may be about to close it.
const IDLE: Duration = Duration::from_secs(30);
const CONNECT: Duration = Duration::from_secs(10);

const UNREACHABLE: Refusal = Refusal::upstream(
    StatusCode::BAD_GATEWAY,
    "upstream_unreachable",
    "The upstream cannot be reached; is it running, and is --upstream its address?",
);
const DISTRUSTED: Refusal = Refusal::upstream(
    StatusCode::BAD_GATEWAY,
    "upstream_distrusted",
    "The certificate of the upstream is not trusted on the machine of the proxy.",
);
const BROKEN: Refusal = Refusal::upstream(
    StatusCode::BAD_GATEWAY,
    "upstream_broke_off",
    "The upstream broke off before it answered; try again.",
);
const LATE: Refusal = Refusal::upstream(
    StatusCode::GATEWAY_TIMEOUT,
    "upstream_timeout",
    "The upstream did not answer in time; try again, or raise --upstream-timeout.",
);
pub(super) const SLOW: Refusal = Refusal::request(
    StatusCode::REQUEST_TIMEOUT,
    "request_timeout",
    "The body of the request did not come in time; send it without pauses.",
);

/// The server that the caller means. Requests go nowhere else.
pub(super) struct Upstream {
    client: reqwest::Client,
    address: Address,
    /// The longest wait for its head, and for each next piece of its body.
    patience: Duration,
    /// The longest wait for each next piece of a request's body.
    reading: Duration,
}

impl Upstream {
    pub(super) fn new(options: &ServeOptions) -> Result<Self, Error> {
        let address = Address::new(&options.upstream)?;
        let (patience, reading) = (options.upstream_timeout, options.read_timeout);
        Ok(Self { client: client(&address, patience)?, address, patience, reading })
    }

    /// Sends a request whose body is here, and gives back what comes.
    pub(super) async fn send(&self, head: Parts, body: Bytes) -> Result<Response<Body>, Refusal> {
        let asked = self.client.execute(self.request(head, Some(body.into())));
        match tokio::time::timeout(self.patience, asked).await {
            Ok(answer) => answer.map(|answer| self.back(answer)).map_err(|error| refused(&error)),
            Err(_) => Err(LATE),
        }
    }

    /// Sends a request whose body is still coming, and holds neither that nor the answer in memory.
    pub(super) async fn pass(&self, mut head: Parts, body: Body) -> Result<Response<Body>, Refusal> {
        if body.is_end_stream() {
            return self.send(head, Bytes::new()).await;
        }
        let length = head.headers.remove(header::CONTENT_LENGTH);
        let pulse = Pulse::new();
        let body = Body::new(Patient::new(body, self.reading).beating(&pulse));
        let mut request = self.request(head, Some(reqwest::Body::wrap_stream(body.into_data_stream())));
        request.headers_mut().extend(length.map(|length| (header::CONTENT_LENGTH, length)));
        tokio::select! {
            answer = self.client.execute(request) => {
                answer.map(|answer| self.back(answer)).map_err(|error| refused(&error))
            }
            () = pulse.stopped(self.patience) => Err(LATE),
        }
    }

    fn request(&self, mut head: Parts, body: Option<reqwest::Body>) -> reqwest::Request {
        headers::onward(&mut head.headers);
        head.headers.remove(header::CONTENT_LENGTH);
        let mut request = reqwest::Request::new(head.method, self.address.to(&head.uri));
        *request.headers_mut() = head.headers;
        *request.body_mut() = body;
        request
    }

    fn back(&self, answer: reqwest::Response) -> Response<Body> {
        let (mut head, body) = axum::http::Response::from(answer).into_parts();
        headers::onward(&mut head.headers);
        head.extensions.clear();
        Response::from_parts(head, Body::new(Patient::new(body, self.patience)))
    }
}

/// No redirects: one would carry a key to a place that nobody named. One connection for each request under way, so that
/// a client that reads slowly holds up no other.
fn client(address: &Address, patience: Duration) -> Result<reqwest::Client, Error> {
    crate::tls::prepare();
    let mut builder = reqwest::Client::builder()
        .http1_only()
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        .connect_timeout(CONNECT.min(patience))
        .pool_idle_timeout(IDLE);
    if address.is_loopback() {
        builder = builder.no_proxy();
    }
    if !address.is_tls() {
        // Without this a machine that has no root certificates could not even speak plain http.
        builder = builder.tls_certs_only([]);
    }
    let detail =
        "no root certificates are here to check https with; install ca-certificates, or name a bundle in SSL_CERT_FILE";
    builder.build().map_err(|_| Error::Serve { detail: detail.to_owned() })
}

/// Why nothing came; never with the address, which may hold a secret.
fn refused(error: &reqwest::Error) -> Refusal {
    match () {
        () if causes(error).any(|cause| cause.is::<TooLong>()) => SLOW,
        () if causes(error).any(|cause| matches!(cause.downcast_ref(), Some(InvalidCertificate(_)))) => DISTRUSTED,
        () if error.is_timeout() => LATE,
        () if error.is_connect() => UNREACHABLE,
        () => BROKEN,
    }
}
