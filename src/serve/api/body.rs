//! The body of a request, read whole within its limits.

use super::Refusal;
use crate::serve::options::ServeOptions;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, header};
use http_body_util::BodyExt;
use std::time::Duration;

/// All of a body, up to the largest that is read, as long as it keeps coming.
pub(super) async fn whole(options: &ServeOptions, headers: &HeaderMap, mut body: Body) -> Result<Bytes, Refusal> {
    if announced(headers).is_some_and(|length| length > options.largest) {
        return Err(too_large(options.largest));
    }
    let mut read = Vec::new();
    while let Some(piece) = piece(&mut body, options.read_timeout).await? {
        if read.len() + piece.len() > options.largest {
            return Err(too_large(options.largest));
        }
        read.extend_from_slice(&piece);
    }
    Ok(read.into())
}

/// The next piece; none at the end.
async fn piece(body: &mut Body, patience: Duration) -> Result<Option<Bytes>, Refusal> {
    loop {
        match tokio::time::timeout(patience, body.frame()).await {
            Ok(Some(Ok(frame))) => match frame.into_data() {
                Ok(data) => return Ok(Some(data)),
                // Trailers hold nothing that is needed here.
                Err(_) => continue,
            },
            Ok(None) => return Ok(None),
            Ok(Some(Err(_))) => return Err(Refusal::request("the body was cut off; send it again, whole")),
            Err(_) => return Err(Refusal::slow()),
        }
    }
}

/// How long the body will be, where the client says so.
fn announced(headers: &HeaderMap) -> Option<usize> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

fn too_large(largest: usize) -> Refusal {
    Refusal::too_large(format!("the body is larger than {largest} bytes; send fewer records at once"))
}
