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

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use axum::body::Body;
    use futures_util::stream;
    use http_body_util::BodyExt;
    use tokio::time::advance;

    const PATIENCE: Duration = Duration::from_secs(3);

    /// A body of pieces, each of which comes after so many seconds.
    fn after(seconds: &'static [u64]) -> Patient<Body> {
        let pieces = stream::unfold(seconds, async |left| {
            let (first, rest) = left.split_first()?;
            sleep(Duration::from_secs(*first)).await;
            Some((Ok::<_, BoxError>(Bytes::from_static(b"x")), rest))
        });
        Patient::new(Body::from_stream(pieces), PATIENCE)
    }

    #[tokio::test(start_paused = true)]
    async fn each_piece_has_its_own_time() {
        assert_eq!(after(&[2, 2, 2, 0, 2]).collect().await.unwrap().to_bytes().len(), 5);
        let late = after(&[2, 4]).collect().await.unwrap_err();
        assert!(late.is::<TooLong>());
    }

    #[tokio::test(start_paused = true)]
    async fn time_in_which_nobody_asks_does_not_count() {
        let mut body = after(&[0, 2, 0, 2]);
        for _ in 0..4 {
            assert!(body.frame().await.unwrap().is_ok());
            advance(Duration::from_secs(60)).await;
        }
        assert!(body.frame().await.is_none());
    }

    #[tokio::test(start_paused = true)]
    async fn a_pulse_stops_once_nothing_moves() {
        let pulse = Pulse::new();
        let begun = Instant::now();
        let body = after(&[2, 2, 2]).beating(&pulse);
        let (stopped, _) = tokio::join!(pulse.stopped(PATIENCE), body.collect());
        let _: () = stopped;
        assert_eq!(begun.elapsed().as_secs(), 9);
    }
}
