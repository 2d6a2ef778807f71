//! Leaves a reviser alone that keeps failing. Pure: the clock is the caller's.

use std::time::{Duration, Instant};

/// Failures in a row after which the reviser is left alone.
const FAILURES: u32 = 5;
/// For how long at first; each failed trial doubles it.
const FIRST: Duration = Duration::from_secs(30);
/// And for how long at most.
const LONGEST: Duration = Duration::from_secs(300);

/// Whether the reviser is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// It is, and has failed so often in a row.
    Closed(u32),
    /// It is not, until then.
    Open(Instant),
    /// One question is under way, and decides.
    Half,
}

/// What a result changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    /// The reviser is left alone for so long.
    Opened(Duration),
    /// It is asked again.
    Closed,
}

/// Counts failures in a row, and decides whether to ask.
#[derive(Debug)]
pub(super) struct Breaker {
    state: State,
    wait: Duration,
}

impl Default for Breaker {
    fn default() -> Self {
        Self { state: State::Closed(0), wait: FIRST }
    }
}

impl Breaker {
    /// Whether the reviser may be asked now. Once the wait is over, the first who asks is the trial.
    pub(super) fn may_ask(&mut self, now: Instant) -> bool {
        match self.state {
            State::Closed(_) => true,
            State::Open(until) if now >= until => {
                self.state = State::Half;
                true
            }
            State::Open(_) | State::Half => false,
        }
    }

    /// The reviser answered.
    pub(super) fn answered(&mut self) -> Option<Change> {
        match self.state {
            State::Closed(_) => self.state = State::Closed(0),
            // Somebody who asked before it opened; the trial decides.
            State::Open(_) => {}
            State::Half => {
                *self = Self::default();
                return Some(Change::Closed);
            }
        }
        None
    }

    /// The reviser did not answer, or not in time.
    pub(super) fn failed(&mut self, now: Instant) -> Option<Change> {
        match self.state {
            State::Closed(failures) if failures + 1 < FAILURES => {
                self.state = State::Closed(failures + 1);
                return None;
            }
            State::Closed(_) => self.wait = FIRST,
            State::Open(_) => return None,
            State::Half => self.wait = (self.wait * 2).min(LONGEST),
        }
        self.state = State::Open(now + self.wait);
        Some(Change::Opened(self.wait))
    }

    /// Who asked went away before there was an answer: another may be the trial.
    pub(super) fn left(&mut self, now: Instant) {
        if self.state == State::Half {
            self.state = State::Open(now);
        }
    }

    /// In metrics: 0 closed, 1 half open, 2 open.
    pub(super) fn level(&self) -> i64 {
        match self.state {
            State::Closed(_) => 0,
            State::Half => 1,
            State::Open(_) => 2,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(now: Instant) -> Breaker {
        let mut breaker = Breaker::default();
        (1..FAILURES).for_each(|_| assert_eq!(breaker.failed(now), None));
        assert_eq!(breaker.failed(now), Some(Change::Opened(FIRST)));
        breaker
    }

    #[test]
    fn five_failures_in_a_row_open_it() {
        let now = Instant::now();
        let mut breaker = Breaker::default();
        (1..FAILURES).for_each(|_| assert_eq!(breaker.failed(now), None));
        assert_eq!(breaker.answered(), None);
        (1..FAILURES).for_each(|_| assert_eq!(breaker.failed(now), None));
        assert!(breaker.may_ask(now), "an answer between them starts the count anew");
        assert!(breaker.failed(now).is_some() && !breaker.may_ask(now));
        assert_eq!(breaker.level(), 2);
    }

    #[test]
    fn one_trial_decides() {
        let now = Instant::now();
        let mut breaker = opened(now);
        assert!(!breaker.may_ask(now + FIRST - Duration::from_millis(1)));
        assert!(breaker.may_ask(now + FIRST));
        assert_eq!(breaker.level(), 1);
        assert!(!breaker.may_ask(now + FIRST), "only one");
        assert_eq!(breaker.answered(), Some(Change::Closed));
        assert!(breaker.may_ask(now + FIRST) && breaker.level() == 0);
    }

    #[test]
    fn each_failed_trial_doubles_the_wait_up_to_five_minutes() {
        let mut now = Instant::now();
        let mut breaker = opened(now);
        let mut waits = Vec::new();
        let mut wait = FIRST;
        for _ in 0..6 {
            now += wait;
            assert!(breaker.may_ask(now));
            match breaker.failed(now) {
                Some(Change::Opened(next)) => wait = next,
                other => unreachable!("{other:?}"),
            }
            waits.push(wait.as_secs());
        }
        assert_eq!(waits, [60, 120, 240, 300, 300, 300]);
        now += wait;
        assert!(breaker.may_ask(now) && breaker.answered() == Some(Change::Closed));
        (1..FAILURES).for_each(|_| assert_eq!(breaker.failed(now), None));
        assert_eq!(breaker.failed(now), Some(Change::Opened(FIRST)), "and it begins anew");
    }

    #[test]
    fn a_trial_that_is_given_up_leaves_the_place_to_another() {
        let now = Instant::now();
        let mut breaker = opened(now);
        assert!(breaker.may_ask(now + FIRST));
        breaker.left(now + FIRST);
        assert!(breaker.may_ask(now + FIRST));
    }

    #[test]
    fn late_answers_of_those_who_asked_before_change_nothing() {
        let now = Instant::now();
        let mut breaker = opened(now);
        assert_eq!((breaker.answered(), breaker.failed(now)), (None, None));
        assert!(!breaker.may_ask(now));
    }
}
