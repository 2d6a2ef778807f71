//! Who may come in: this machine's own browser, on our own page, with the token. Every answer says what the page may do.

use super::api::Refusal;
use super::desk::Desk;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

const TOKEN: HeaderName = HeaderName::from_static("x-attuned-token");
const SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Our own scripts and styles, our own API, and nothing else; nobody frames the page.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
                      base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

const HEADERS: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::CACHE_CONTROL, "no-store"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// Asks who it is, and puts our headers on whatever is answered.
pub(super) async fn door(State(desk): State<Arc<Desk>>, request: Request, next: Next) -> Response {
    let mut answer = match admitted(&desk, &request) {
        Ok(()) => next.run(request).await,
        Err(refusal) => refusal.into_response(),
    };
    for (name, value) in HEADERS {
        answer.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    answer
}

fn admitted(desk: &Desk, request: &Request) -> Result<(), Refusal> {
    let headers = request.headers();
    let host = text(headers, &header::HOST).unwrap_or_default();
    if !is_here(host) {
        return Err(Refusal::new(
            StatusCode::FORBIDDEN,
            "host",
            "open the page by the address that the terminal shows",
        ));
    }
    if !request.uri().path().starts_with("/api/") {
        return Ok(());
    }
    if !desk.token.is(headers.get(&TOKEN).map_or(b"", HeaderValue::as_bytes)) {
        let detail = "this page has no valid token; open the address that the terminal shows";
        return Err(Refusal::new(StatusCode::UNAUTHORIZED, "token", detail));
    }
    if request.method() != Method::GET && !is_ours(headers, host) {
        return Err(Refusal::new(StatusCode::FORBIDDEN, "origin", "only the studio's own page may change anything"));
    }
    Ok(())
}

/// Whether somebody asks for this machine by a name that only this machine has: a page elsewhere whose name leads here
/// asks for its own. Any port will do, since `ssh -L` may have changed it.
fn is_here(host: &str) -> bool {
    let port = |port: &str| !port.is_empty() && port.bytes().all(|digit| digit.is_ascii_digit());
    let named =
        |name| host.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.strip_prefix(':').is_some_and(port));
    ["127.0.0.1", "localhost", "[::1]"].into_iter().any(named)
}

/// Whether the browser says that our own page asks: what it says must fit, and it must say something.
fn is_ours(headers: &HeaderMap, host: &str) -> bool {
    let own = |origin: &str| origin.strip_prefix("http://") == Some(host);
    let origin = headers.get(header::ORIGIN).map(|origin| origin.to_str().is_ok_and(own));
    let site = headers.get(SITE).map(|site| site == "same-origin");
    origin.into_iter().chain(site).reduce(|one, other| one && other).unwrap_or(false)
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine_are_here() {
        for host in ["127.0.0.1:80", "localhost", "localhost:8090", "[::1]:9"] {
            assert!(is_here(host), "{host}");
        }
        for host in [
            "",
            "evil.example",
            "127.0.0.1.evil.example:80",
            "localhost:",
            "localhost:80a",
            "127.0.0.1:80@evil.example",
        ] {
            assert!(!is_here(host), "{host}");
        }
    }

    #[test]
    fn writes_come_from_our_own_page() {
        let asked = |pairs: &[(&'static str, &'static str)]| {
            let pairs =
                pairs.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
            is_ours(&pairs.collect(), "127.0.0.1:8090")
        };
        assert!(asked(&[("origin", "http://127.0.0.1:8090"), ("sec-fetch-site", "same-origin")]));
        assert!(asked(&[("origin", "http://127.0.0.1:8090")]));
        assert!(!asked(&[]));
        assert!(!asked(&[("origin", "null")]));
        assert!(!asked(&[("origin", "null"), ("sec-fetch-site", "same-origin")]));
        assert!(!asked(&[("origin", "http://127.0.0.1:8091")]));
        assert!(!asked(&[("origin", "https://127.0.0.1:8090")]));
        assert!(!asked(&[("origin", "http://127.0.0.1:8090"), ("sec-fetch-site", "same-site")]));
        assert!(!asked(&[("sec-fetch-site", "cross-site")]));
    }
}
