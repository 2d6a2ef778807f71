//! What the server says: one line for each answer, and a warning where an operator should look. Never text, never a key,
//! never a path or a query as it came.

use super::decision::Decision;
use super::dialect::Dialect;
use super::door::Door;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};
use tracing::Span;
use tracing::field::Empty;

/// The target of all that is said.
pub(super) const TARGET: &str = "attuned::serve";

macro_rules! say {
    ($($said:tt)*) => { tracing::info!(target: crate::serve::log::TARGET, $($said)*) };
}
macro_rules! alarm {
    ($($said:tt)*) => { tracing::warn!(target: crate::serve::log::TARGET, $($said)*) };
}
pub(super) use {alarm, say};

/// Says something that happens often only now and then, with how often it happened.
#[derive(Debug)]
pub(super) struct Seldom {
    every: Duration,
    least: u64,
    state: Mutex<(Option<Instant>, u64)>,
}

impl Seldom {
    /// Once in so long at most, and only where it happened at least so often in that time.
    pub(super) fn new(every: Duration, least: u64) -> Self {
        Self { every, least, state: Mutex::new((None, 0)) }
    }

    /// It happened; says so, if it is time, with how often it happened since it was said last.
    pub(super) fn say(&self, say: impl FnOnce(u64)) {
        if let Some(times) = self.count(Instant::now()) {
            say(times);
        }
    }

    fn count(&self, now: Instant) -> Option<u64> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let (since, times) = &mut *state;
        let over = since.is_none_or(|since| now - since >= self.every);
        if self.least == 1 {
            *times += 1;
            return over.then(|| {
                *since = Some(now);
                std::mem::take(times)
            });
        }
        // Several must fall into one stretch, and are said once in it.
        if over {
            (*since, *times) = (Some(now), 0);
        }
        *times += 1;
        (*times == self.least).then_some(*times)
    }
}

/// The span of one request; what becomes known later is recorded in it.
pub(super) fn request(id: u64, door: Door) -> Span {
    tracing::info_span!(
        target: TARGET,
        "request",
        id = %format_args!("{id:016x}"),
        path = door.word(),
        status = Empty,
        dialect = Empty,
        streamed = Empty,
        verdict = Empty,
        reason = Empty,
        mechanisms = Empty,
        waited_ms = Empty,
        first_byte_ms = Empty,
    )
}

/// Records in the span of the request what became of the texts of its answer.
pub(super) fn decided(dialect: Dialect, streamed: bool, decisions: &[Decision]) {
    let span = Span::current();
    if span.is_disabled() {
        return;
    }
    span.record("dialect", dialect.word());
    span.record("streamed", streamed);
    if decisions.is_empty() {
        return;
    }
    let reason = |one: &Decision| one.why.map_or("-", |why| why.word()).to_owned();
    span.record("verdict", listed(decisions, |one| one.seen.word().to_owned()).as_str());
    if decisions.iter().any(|one| one.why.is_some()) {
        span.record("reason", listed(decisions, reason).as_str());
    }
    if decisions.iter().any(|one| !one.mechanisms.is_empty()) {
        span.record("mechanisms", listed(decisions, mechanisms).as_str());
    }
    let longest = decisions.iter().map(|one| one.spent).max().unwrap_or_default();
    span.record("waited_ms", milliseconds(longest));
}

/// Records in the span of the request by how much the first byte of its answer was late.
pub(super) fn first_byte(delay: Duration) {
    Span::current().record("first_byte_ms", milliseconds(delay));
}

/// Milliseconds with one decimal at most.
pub(super) fn milliseconds(time: Duration) -> f64 {
    (time.as_secs_f64() * 10_000.0).round() / 10.0
}

fn mechanisms(decision: &Decision) -> String {
    let ids: Vec<&str> = decision.mechanisms.iter().map(|one| one.id()).collect();
    if ids.is_empty() { "-".to_owned() } else { ids.join("+") }
}

/// A word for each decision, with commas between.
fn listed(decisions: &[Decision], word: impl Fn(&Decision) -> String) -> String {
    decisions.iter().map(word).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_happens_once_is_said_at_once_and_what_follows_is_counted() {
        let (seldom, now) = (Seldom::new(Duration::from_secs(5), 1), Instant::now());
        assert_eq!(seldom.count(now), Some(1));
        assert_eq!((0..7).filter_map(|_| seldom.count(now + Duration::from_secs(4))).count(), 0);
        assert_eq!(seldom.count(now + Duration::from_secs(5)), Some(8));
    }

    #[test]
    fn what_matters_when_it_is_frequent_is_said_once_a_stretch() {
        let (seldom, now) = (Seldom::new(Duration::from_secs(60), 3), Instant::now());
        let said = |second| seldom.count(now + Duration::from_secs(second));
        assert_eq!([said(0), said(1), said(2), said(3), said(4)], [None, None, Some(3), None, None]);
        assert_eq!([said(60), said(61), said(130), said(131), said(132)], [None, None, None, None, Some(3)]);
    }
}
