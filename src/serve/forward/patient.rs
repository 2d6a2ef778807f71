//! A body that is not waited for for ever.

use axum::BoxError;
use axum::body::{Bytes, HttpBody};
use hyper::body::{Frame, SizeHint};
use std::error::Error;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::time::{Instant, Sleep, sleep, sleep_until};

/// No next piece came in time.
#[derive(Debug)]
pub(in crate::serve) struct TooLong;

impl fmt::Display for TooLong {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("nothing came for too long")
    }
}

impl Error for TooLong {}

/// A body each piece of which must come in time. Only waiting counts: time in which nobody asked for a piece does not.
pub(in crate::serve) struct Patient<B> {
    body: B,
    patience: Duration,
    /// The end of the wait for the next piece, while there is one.
    end: Option<Pin<Box<Sleep>>>,
    waiting: bool,
    pulse: Option<Pulse>,
}

impl<B> Patient<B> {
    pub(in crate::serve) fn new(body: B, patience: Duration) -> Self {
        Self { body, patience, end: None, waiting: false, pulse: None }
    }

    /// The same, giving a sign with each piece.
    pub(super) fn beating(self, pulse: &Pulse) -> Self {
        Self { pulse: Some(pulse.clone()), ..self }
    }

    fn poll_late(&mut self, context: &mut Context<'_>) -> Poll<()> {
        let end = self.end.get_or_insert_with(|| Box::pin(sleep(self.patience)));
        if !std::mem::replace(&mut self.waiting, true) {
            end.as_mut().reset(Instant::now() + self.patience);
        }
        end.as_mut().poll(context)
    }
}

impl<B: HttpBody<Data = Bytes, Error: Into<BoxError>> + Unpin> HttpBody for Patient<B> {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(context) else {
            ready!(self.poll_late(context));
            return Poll::Ready(Some(Err(TooLong.into())));
        };
        self.waiting = false;
        self.pulse.iter().for_each(Pulse::beat);
        Poll::Ready(frame.map(|frame| frame.map_err(Into::into)))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// When a body last moved.
#[derive(Clone)]
pub(super) struct Pulse {
    begun: Instant,
    /// Milliseconds from the beginning.
    last: Arc<AtomicU64>,
}

impl Pulse {
    pub(super) fn new() -> Self {
        Self { begun: Instant::now(), last: Arc::default() }
    }

    fn beat(&self) {
        self.last.store(u64::try_from(self.begun.elapsed().as_millis()).unwrap_or(u64::MAX), Relaxed);
    }

    /// Done once it has not moved for so long.
    pub(super) async fn stopped(&self, patience: Duration) {
        loop {
            let last = self.last.load(Relaxed);
            sleep_until(self.begun + Duration::from_millis(last) + patience).await;
            if self.last.load(Relaxed) == last {
                return;
            }
        }
    }
}
