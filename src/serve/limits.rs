//! How much is under way at once, and when an answer has gone out.

use super::door::Door;
use super::log;
use axum::body::{Body, Bytes};
use axum::http::{Response, header};
use hyper::body::{Body as _, Frame, SizeHint};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Instant;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tracing::Span;

/// What may be under way, and what is.
pub(super) struct Limits {
    places: Arc<Semaphore>,
    at_once: usize,
    stops: AtomicBool,
    /// The id of the next request.
    next: AtomicU64,
}

impl Limits {
    pub(super) fn new(at_once: usize) -> Self {
        let at_once = at_once.min(Semaphore::MAX_PERMITS);
        // Ids begin somewhere else each time, so that two servers, or two runs, do not share theirs.
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        let first = u64::try_from(since.as_nanos()).unwrap_or(0) ^ u64::from(std::process::id()).rotate_left(48);
        Self { places: Arc::new(Semaphore::new(at_once)), at_once, stops: AtomicBool::new(false), next: first.into() }
    }

    /// An id for a request.
    pub(super) fn id(&self) -> u64 {
        self.next.fetch_add(1, Ordering::Relaxed)
    }

    /// A place for a request, if there is one left.
    pub(super) fn place(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.places).try_acquire_owned().ok()
    }

    /// How many requests are under way.
    pub(super) fn under_way(&self) -> usize {
        self.at_once - self.places.available_permits()
    }

    /// Takes no more requests.
    pub(super) fn stop(&self) {
        self.stops.store(true, Ordering::Relaxed);
    }

    /// Whether no more are taken.
    pub(super) fn stops(&self) -> bool {
        self.stops.load(Ordering::Relaxed)
    }
}

/// Whether all that a client reads of an answer has gone out; many close a stream at its last event, before its end.
#[derive(Debug, Clone, Default)]
pub(super) struct Told(Arc<AtomicBool>);

impl Told {
    /// The last has gone out.
    pub(super) fn all(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    fn is_all(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// The body of an answer: keeps the request's place and span until the last byte has gone out.
pub(super) struct Underway {
    body: Body,
    /// Bytes that are still to come, where that is known.
    left: Option<u64>,
    told: Option<Told>,
    place: Option<OwnedSemaphorePermit>,
    span: Span,
    door: Door,
    started: Instant,
}

impl Underway {
    /// Follows an answer to its last byte.
    pub(super) fn follow(
        answer: Response<Body>,
        place: Option<OwnedSemaphorePermit>,
        span: Span,
        door: Door,
        started: Instant,
    ) -> Response<Body> {
        let length = answer.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
        let told = answer.extensions().get().cloned();
        answer.map(|body| {
            let left = length.or_else(|| body.size_hint().exact());
            Body::new(Self { body, left, told, place, span, door, started })
        })
    }

    /// The inner body's next frame; one whose code breaks off ends here, and the client sees the cut.
    fn next(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let _entered = self.span.enter();
        let body = &mut self.body;
        catch_unwind(AssertUnwindSafe(|| Pin::new(body).poll_frame(context))).unwrap_or_else(|_| {
            log::alarm!("our own code broke off in the middle of an answer, which was cut; please report this");
            Poll::Ready(Some(Err(axum::Error::new("broken off"))))
        })
    }
}

impl hyper::body::Body for Underway {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let frame = ready!(self.next(context));
        match &frame {
            None => self.left = Some(0),
            Some(Ok(frame)) => {
                let bytes = frame.data_ref().map_or(0, |data| data.len() as u64);
                self.left = self.left.map(|left| left.saturating_sub(bytes));
            }
            Some(Err(_)) => {}
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for Underway {
    fn drop(&mut self) {
        self.place = None;
        let told = self.told.as_ref().is_some_and(Told::is_all);
        let whole = told || self.left == Some(0) || self.body.is_end_stream();
        let _entered = self.span.enter();
        // What it says at its end belongs to this request too.
        drop(std::mem::take(&mut self.body));
        let took_ms = log::milliseconds(self.started.elapsed());
        match (self.door.always(), whole) {
            // Whoever watches the server asks every few seconds.
            (true, _) => tracing::debug!(target: log::TARGET, took_ms, "answered"),
            (false, true) => log::say!(took_ms, "answered"),
            (false, false) => log::say!(took_ms, "answered in part: the client or the upstream went away"),
        }
    }
}
