//! The way to the upstream and back: addresses, headers, bodies.

use super::options::ServeOptions;
use crate::Error;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, Request, Response, header};

/// Headers that belong to one connection and go no further (RFC 9110, 7.6.1).
const HOPS: [HeaderName; 7] = [
    header::CONNECTION,
    header::PROXY_AUTHENTICATE,
    header::PROXY_AUTHORIZATION,
    header::TE,
    header::TRAILER,
    header::TRANSFER_ENCODING,
    header::UPGRADE,
];

/// The server that the caller means.
pub(super) struct Upstream {
    client: reqwest::Client,
    base: String,
}

impl Upstream {
    pub(super) fn new(options: &ServeOptions) -> Result<Self, Error> {
        crate::tls::prepare();
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .read_timeout(options.upstream_timeout)
            .build()
            .map_err(|_| Error::Serve { detail: "no client for the upstream could be made".to_owned() })?;
        Ok(Self { client, base: options.upstream.trim_end_matches('/').to_owned() })
    }

    /// Sends a request on, and gives back what comes.
    pub(super) async fn send(&self, request: Request<Body>) -> Result<Response<Body>, reqwest::Error> {
        let (parts, body) = request.into_parts();
        let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
        let sent = self.client.request(parts.method, format!("{}{path}", self.base));
        let body = reqwest::Body::wrap_stream(body.into_data_stream());
        let answer = sent.headers(onward(parts.headers)).body(body).send().await?;
        let mut back = Response::builder().status(answer.status());
        if let Some(headers) = back.headers_mut() {
            *headers = onward(answer.headers().clone());
        }
        Ok(back.body(Body::from_stream(answer.bytes_stream())).unwrap_or_default())
    }
}

/// Headers without those of the connection.
fn onward(mut headers: HeaderMap) -> HeaderMap {
    HOPS.iter().for_each(|name| drop(headers.remove(name)));
    headers.remove(header::HOST);
    headers.remove(header::CONTENT_LENGTH);
    headers
}
