//! Bodies read whole, as far as they go.

use axum::body::{Body, Bytes, HttpBody};
use bytes::BytesMut;
use futures_util::{StreamExt, stream};
use http_body_util::BodyExt;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Room made at once for a body that says how long it is.
const ROOM: u64 = 1024 * 1024;

/// So many bytes are read in a few tenths of a millisecond.
const AT_ONCE: usize = 256 * 1024;

/// Why a body was not read whole.
pub(super) enum Short {
    /// It is larger than allowed.
    Large,
    /// It broke off.
    Broken(axum::Error),
}

/// What came of a body that was not read whole, and why.
pub(super) struct Begun {
    pub(super) bytes: Bytes,
    pub(super) why: Short,
}

/// Reads a body whole if it has at most `largest` bytes.
pub(super) async fn read(body: &mut Body, largest: usize) -> Result<Bytes, Begun> {
    let said = body.size_hint().lower();
    if said > largest as u64 {
        return Err(Begun { bytes: Bytes::new(), why: Short::Large });
    }
    let mut first = Bytes::new();
    let mut all = BytesMut::new();
    while let Some(frame) = body.frame().await {
        let piece = match frame.map(|frame| frame.into_data()) {
            Ok(Ok(piece)) => piece,
            // Trailers say nothing that we need.
            Ok(Err(_)) => continue,
            Err(error) => return Err(Begun { bytes: whole(first, all), why: Short::Broken(error) }),
        };
        if all.is_empty() && first.is_empty() {
            first = piece;
        } else {
            if all.is_empty() {
                all.reserve(usize::try_from(said.min(ROOM)).unwrap_or_default().max(first.len() + piece.len()));
                all.extend_from_slice(&std::mem::take(&mut first));
            }
            all.extend_from_slice(&piece);
        }
        if first.len().max(all.len()) > largest {
            return Err(Begun { bytes: whole(first, all), why: Short::Large });
        }
    }
    Ok(whole(first, all))
}

fn whole(first: Bytes, all: BytesMut) -> Bytes {
    if all.is_empty() { first } else { all.freeze() }
}

/// The body as it came: what was read of it, and the rest, if only that it broke off.
pub(super) fn again(begun: Begun, rest: Body) -> Body {
    let start = stream::iter([Ok(begun.bytes)]);
    match begun.why {
        Short::Large => Body::from_stream(start.chain(rest.into_data_stream())),
        Short::Broken(error) => Body::from_stream(start.chain(stream::once(async {
            // Lets what was read go out before the connection is given up.
            tokio::task::yield_now().await;
            Err(error)
        }))),
    }
}

/// Reads something out of bytes: a few at once, many apart, so that nobody else waits for it. None where our own code
/// breaks off, too.
pub(super) async fn apart<T: Send + 'static>(
    bytes: Bytes,
    read: impl FnOnce(&[u8]) -> Option<T> + Send + 'static,
) -> Option<T> {
    let few = bytes.len() <= AT_ONCE;
    let work = move || catch_unwind(AssertUnwindSafe(|| read(&bytes))).ok().flatten();
    if few {
        return work();
    }
    tokio::task::spawn_blocking(work).await.ok().flatten()
}
