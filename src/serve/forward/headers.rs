//! Headers on their way from one connection to the next.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

/// Headers that belong to one connection and go no further (RFC 9110, 7.6.1), and those that the next connection makes
/// itself.
const HOPS: [HeaderName; 12] = [
    header::CONNECTION,
    header::EXPECT,
    header::HOST,
    header::PROXY_AUTHENTICATE,
    header::PROXY_AUTHORIZATION,
    header::TE,
    header::TRAILER,
    header::TRANSFER_ENCODING,
    header::UPGRADE,
    HeaderName::from_static("http2-settings"),
    HeaderName::from_static("keep-alive"),
    HeaderName::from_static("proxy-connection"),
];

/// What only we say of an answer, or are told with a request.
const OURS: &str = "x-attuned-";

/// Takes off what goes no further.
pub(super) fn onward(headers: &mut HeaderMap) {
    for name in named(headers) {
        headers.remove(name);
    }
    for name in &HOPS {
        headers.remove(name);
    }
    let ours: Vec<_> = headers.keys().filter(|name| name.as_str().starts_with(OURS)).cloned().collect();
    for name in ours {
        headers.remove(name);
    }
}

/// The headers that `Connection` names.
fn named(headers: &HeaderMap) -> Vec<HeaderName> {
    let lines = headers.get_all(header::CONNECTION).iter().filter_map(|value| value.to_str().ok());
    lines.flat_map(|line| line.split(',')).filter_map(|name| name.trim().parse().ok()).collect()
}

/// Whether the caller wants to leave HTTP. To go on in HTTP/2 is offered by some clients with every request, and may be
/// passed over.
pub(in crate::serve) fn leaves(headers: &HeaderMap) -> bool {
    let wanted = headers.get_all(header::UPGRADE).iter().filter_map(|value: &HeaderValue| value.to_str().ok());
    wanted.flat_map(|line| line.split(',')).any(|one| !one.trim().eq_ignore_ascii_case("h2c"))
}
