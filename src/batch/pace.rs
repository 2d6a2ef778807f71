//! How fast a server is asked: so many at once, so many requests and tokens a minute, and less where it says so.

use governor::clock::DefaultClock;
use governor::state::{InMemoryState, NotKeyed};
use governor::{Quota, RateLimiter};
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::Instant;

/// The wait after a refusal that names none.
const WAIT: Duration = Duration::from_secs(2);
/// After a refusal, further ones within this time are the same one: they were under way already.
const ONE_REFUSAL: Duration = Duration::from_secs(1);

/// What a server is asked at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Requests under way at once, at least 1.
    pub concurrency: usize,
    /// Requests a minute.
    pub requests_per_minute: Option<NonZeroU32>,
    /// Tokens a minute, read and written.
    pub tokens_per_minute: Option<NonZeroU32>,
}

impl Limits {
    /// So many at once, and no limit a minute.
    pub fn at_once(concurrency: usize) -> Self {
        Self { concurrency: concurrency.max(1), requests_per_minute: None, tokens_per_minute: None }
    }
}

type Meter = RateLimiter<NotKeyed, InMemoryState, DefaultClock>;

/// Lets requests through, one after the other or many at once.
#[derive(Debug)]
pub(super) struct Pace {
    limits: Limits,
    permits: Semaphore,
    requests: Option<Meter>,
    tokens: Option<Meter>,
    /// How many may be under way now, and how many answers came since that changed.
    width: AtomicUsize,
    answers: AtomicUsize,
    closed: Mutex<Closed>,
}

/// Until when nobody is let through, and when that was last said.
#[derive(Debug)]
struct Closed {
    until: Instant,
    since: Option<Instant>,
}

impl Pace {
    pub(super) fn new(limits: Limits) -> Self {
        let concurrency = limits.concurrency.max(1);
        Self {
            limits,
            permits: Semaphore::new(concurrency),
            requests: limits.requests_per_minute.map(meter),
            tokens: limits.tokens_per_minute.map(meter),
            width: AtomicUsize::new(concurrency),
            answers: AtomicUsize::new(0),
            closed: Mutex::new(Closed { until: Instant::now(), since: None }),
        }
    }

    /// Waits until a request of about so many tokens may go out; it is under way for as long as the permit lives.
    pub(super) async fn enter(&self, tokens: u64) -> Option<SemaphorePermit<'_>> {
        let permit = self.permits.acquire().await.ok()?;
        if let Some(meter) = &self.requests {
            meter.until_ready().await;
        }
        if let (Some(meter), Some(most)) = (&self.tokens, self.limits.tokens_per_minute) {
            let tokens = u32::try_from(tokens).unwrap_or(u32::MAX).clamp(1, burst(most).get());
            // A request of more tokens than a burst holds waits for a full one: it can never fail.
            let _ = meter.until_n_ready(NonZeroU32::new(tokens).unwrap_or(NonZeroU32::MIN)).await;
        }
        self.open().await;
        Some(permit)
    }

    /// The server has refused: everybody waits as long as it asks, and half as many go on side by side.
    pub(super) fn refused(&self, retry_after: Option<Duration>) {
        let now = Instant::now();
        let mut closed = self.closed.lock().unwrap_or_else(PoisonError::into_inner);
        closed.until = closed.until.max(now + retry_after.unwrap_or(WAIT));
        if closed.since.is_some_and(|since| now - since < ONE_REFUSAL) {
            return;
        }
        closed.since = Some(now);
        let width = self.width.load(Ordering::Relaxed);
        let fewer = width - (width / 2).max(1);
        if width > 1 {
            self.width.fetch_sub(self.permits.forget_permits(fewer), Ordering::Relaxed);
        }
    }

    /// The server has answered: after as many answers as there are places, one more goes on side by side.
    pub(super) fn answered(&self) {
        let width = self.width.load(Ordering::Relaxed);
        if width < self.limits.concurrency && self.answers.fetch_add(1, Ordering::Relaxed) >= width {
            self.answers.store(0, Ordering::Relaxed);
            self.width.fetch_add(1, Ordering::Relaxed);
            self.permits.add_permits(1);
        }
    }

    /// Waits for as long as the server asked everybody to wait.
    async fn open(&self) {
        loop {
            let until = self.closed.lock().unwrap_or_else(PoisonError::into_inner).until;
            if Instant::now() >= until {
                return;
            }
            tokio::time::sleep_until(until).await;
        }
    }
}

/// What is let through at once after a pause: a tenth of a minute's worth.
fn burst(a_minute: NonZeroU32) -> NonZeroU32 {
    NonZeroU32::new(a_minute.get() / 10).unwrap_or(NonZeroU32::MIN)
}

fn meter(a_minute: NonZeroU32) -> Meter {
    RateLimiter::direct(Quota::per_minute(a_minute).allow_burst(burst(a_minute)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_refusal_closes_for_all_and_leaves_half_as_many() {
        let pace = Pace::new(Limits::at_once(8));
        let begun = Instant::now();
        pace.refused(Some(Duration::from_secs(3)));
        pace.refused(Some(Duration::from_secs(3)));
        let permit = pace.enter(1).await;
        assert!(permit.is_some() && begun.elapsed() >= Duration::from_secs(3));
        assert_eq!(pace.width.load(Ordering::Relaxed), 4, "two refusals of one moment are one");
        drop(permit);
        (0..100).for_each(|_| pace.answered());
        assert_eq!(pace.width.load(Ordering::Relaxed), 8, "it comes back, and no further");
        assert_eq!(pace.permits.available_permits(), 8);
    }

    #[tokio::test]
    async fn requests_a_minute_are_kept() {
        let limits = Limits { requests_per_minute: NonZeroU32::new(600), ..Limits::at_once(100) };
        let pace = Pace::new(limits);
        let begun = Instant::now();
        for _ in 0..63 {
            drop(pace.enter(1).await);
        }
        let took = begun.elapsed();
        assert!(took >= Duration::from_millis(200) && took < Duration::from_secs(3), "{took:?}");
    }

    #[tokio::test]
    async fn a_prompt_longer_than_the_limit_still_goes_out() {
        let limits = Limits { tokens_per_minute: NonZeroU32::new(100), ..Limits::at_once(1) };
        assert!(Pace::new(limits).enter(1_000_000).await.is_some());
    }
}
