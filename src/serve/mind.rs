//! A brain, and how its model has been doing.

use super::breaker::{Breaker, Change};
use super::log;
use super::reviser::Brain;
use crate::model::{Ended, ModelError};
use crate::revise::{Outcome, Verdict};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

/// A brain, and how its model has been doing.
pub(super) struct Mind {
    pub(super) brain: Arc<Brain>,
    /// Whether its model is elsewhere: such a one can fail, and waiting for it costs no processor.
    pub(super) remote: bool,
    breaker: Mutex<Breaker>,
}

impl Mind {
    pub(super) fn new(brain: Brain) -> Arc<Self> {
        let remote = brain.model.engine() == "llm";
        Arc::new(Self { brain: Arc::new(brain), remote, breaker: Mutex::default() })
    }

    /// The breaker, for as long as one looks at it.
    pub(super) fn breaker(&self) -> MutexGuard<'_, Breaker> {
        self.breaker.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A question to the model, until it is known what came of it.
pub(super) struct Trial<'a> {
    mind: &'a Mind,
    known: bool,
}

impl<'a> Trial<'a> {
    /// The leave to ask; none while the model is left alone.
    pub(super) fn begin(mind: &'a Mind) -> Option<Self> {
        // A model on this machine is not left alone: it answers from the text.
        let asks = !mind.remote || mind.breaker().may_ask(Instant::now());
        asks.then_some(Self { mind, known: !mind.remote })
    }

    /// The work ended.
    pub(super) fn ended(self, outcome: &Outcome, ended: &Ended) {
        match ended {
            _ if outcome.verdict == Verdict::Revised => self.answered(),
            Ended::Model(error) if error.is_passing() || error.is_final() => self.failed(error),
            Ended::Late => self.failed(&ModelError::TimedOut),
            // It refused, or said nothing: that is about this text, and the server is there.
            Ended::Model(_) => self.answered(),
            Ended::Itself if outcome.usage.calls > 0 => self.answered(),
            Ended::Itself => {}
        }
    }

    /// The time was up.
    pub(super) fn late(self) {
        self.failed(&ModelError::TimedOut);
    }

    fn answered(mut self) {
        if !std::mem::replace(&mut self.known, true) && self.mind.breaker().answered() == Some(Change::Closed) {
            log::say!("the reviser answers again: replies are revised from now on");
        }
    }

    fn failed(mut self, error: &ModelError) {
        if std::mem::replace(&mut self.known, true) {
            return;
        }
        let change = self.mind.breaker().failed(Instant::now());
        if let Some(Change::Opened(wait)) = change {
            let seconds = wait.as_secs();
            log::alarm!(
                "the reviser keeps failing ({error}): replies go out as they are, and it is asked again in {seconds} s"
            );
        }
    }
}

impl Drop for Trial<'_> {
    fn drop(&mut self) {
        if !self.known {
            self.mind.breaker().left(Instant::now());
        }
    }
}
