//! Bodies read whole, as far as they go.

use axum::body::{Body, Bytes, HttpBody};
use bytes::BytesMut;
use futures_util::{StreamExt, stream};
use http_body_util::BodyExt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Room made at once for a body that says how long it is.
const ROOM: u64 = 1024 * 1024;

/// The measure of [`Room`].
const UNIT: usize = 64 * 1024;
const AT_A_TIME: usize = 32;
/// So many bytes are read in a few tenths of a millisecond.
const AT_ONCE: usize = 256 * 1024;

/// Why a body was not read whole.
pub(super) enum Short {
    /// It is larger than allowed.
    Large,
    /// It is one too many of those that are large.
    Full,
    /// It broke off.
    Broken(axum::Error),
}

/// What came of a body that was not read whole, and why.
pub(super) struct Begun {
    pub(super) bytes: Bytes,
    pub(super) why: Short,
}

/// Room for bodies that are read whole, shared by all requests, so that many large ones do not fill the machine.
pub(super) struct Room(Arc<Semaphore>);

impl Room {
    /// Room for [`AT_A_TIME`] bodies of the largest size.
    pub(super) fn of(largest: usize) -> Self {
        Self::new(largest.saturating_mul(AT_A_TIME))
    }

    /// Room for so many bytes, of which no body needs its first [`UNIT`].
    fn new(bytes: usize) -> Self {
        Self(Arc::new(Semaphore::new((bytes / UNIT).clamp(1, Semaphore::MAX_PERMITS))))
    }

    /// Whether there is room for a body that has grown to so many bytes and holds some already.
    fn grow(&self, held: &mut Option<OwnedSemaphorePermit>, bytes: usize) -> bool {
        let more = (bytes / UNIT).saturating_sub(held.as_ref().map_or(0, OwnedSemaphorePermit::num_permits));
        if more == 0 {
            return true;
        }
        let more = u32::try_from(more).ok().and_then(|more| Arc::clone(&self.0).try_acquire_many_owned(more).ok());
        match (more, held.as_mut()) {
            (None, _) => return false,
            (Some(more), Some(held)) => held.merge(more),
            (more, None) => *held = more,
        }
        true
    }
}

/// Bytes that give their room back once nobody needs them any more.
struct Kept {
    bytes: Bytes,
    _room: OwnedSemaphorePermit,
}

impl AsRef<[u8]> for Kept {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

/// Reads a body whole if it has at most `largest` bytes and there is room for it.
pub(super) async fn read(body: &mut Body, largest: usize, room: &Room) -> Result<Bytes, Begun> {
    let said = body.size_hint().lower();
    if said > largest as u64 {
        return Err(Begun { bytes: Bytes::new(), why: Short::Large });
    }
    let mut first = Bytes::new();
    let mut all = BytesMut::new();
    let mut held = None;
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
        let why = match first.len().max(all.len()) {
            length if length > largest => Short::Large,
            length if !room.grow(&mut held, length) => Short::Full,
            _ => continue,
        };
        return Err(Begun { bytes: whole(first, all), why });
    }
    let bytes = whole(first, all);
    Ok(match held {
        Some(room) => Bytes::from_owner(Kept { bytes, _room: room }),
        None => bytes,
    })
}

fn whole(first: Bytes, all: BytesMut) -> Bytes {
    if all.is_empty() { first } else { all.freeze() }
}

/// The body as it came: what was read of it, and the rest, if only that it broke off.
pub(super) fn again(begun: Begun, rest: Body) -> Body {
    let start = stream::iter([Ok(begun.bytes)]);
    match begun.why {
        Short::Large | Short::Full => Body::from_stream(start.chain(rest.into_data_stream())),
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

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const LARGE: usize = 5 * UNIT;

    /// A body in pieces of a third of the measure.
    fn body(bytes: usize) -> Body {
        let pieces =
            vec![7; bytes].chunks(UNIT / 3).map(|piece| Ok::<_, axum::Error>(piece.to_vec())).collect::<Vec<_>>();
        Body::from_stream(stream::iter(pieces))
    }

    async fn why(bytes: usize, room: &Room) -> Option<Short> {
        read(&mut body(bytes), LARGE, room).await.err().map(|begun| begun.why)
    }

    #[tokio::test]
    async fn room_is_given_back_with_the_last_of_the_bytes() {
        let room = Room::new(8 * UNIT);
        let first = read(&mut body(LARGE), LARGE, &room).await.ok().unwrap();
        let again = first.clone();
        drop(first);
        assert!(matches!(why(LARGE, &room).await, Some(Short::Full)));
        assert!(why(3 * UNIT, &room).await.is_none() && why(UNIT - 1, &room).await.is_none());
        assert_eq!(again.len(), LARGE);
        drop(again);
        assert!(why(LARGE, &room).await.is_none());
    }

    #[tokio::test]
    async fn what_was_begun_goes_on_as_it_came() {
        for (room, largest) in [(Room::new(UNIT), LARGE), (Room::new(LARGE), UNIT)] {
            let mut rest = body(LARGE);
            let begun = read(&mut rest, largest, &room).await.err().unwrap();
            let whole = again(begun, rest).collect().await.unwrap().to_bytes();
            assert!(whole.len() == LARGE && whole.iter().all(|byte| *byte == 7));
        }
    }
}
