//! One revision under way: turn by turn, within its time, and off the async threads where it is work for a processor.

use super::reviser::Brain;
use crate::Error;
use crate::model::{Ended, Turn, turn};
use crate::revise::{Loop, Options, Outcome, Usage};
use crate::text::Draft;
use futures_util::FutureExt;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::{Instant, timeout_at};

/// From how many bytes on a text is read off the async threads.
pub(super) const LONG: usize = 16 * 1024;

/// What a revision came to.
pub(super) enum Came {
    /// To an outcome, and why it ended there.
    Outcome(Box<Outcome>, Ended),
    /// To the end of its time, with a turn still under way: what was reached before it.
    Late(Reached),
    /// A prompt could not be rendered.
    Refused(Error),
    /// Our code broke off.
    Broken,
}

/// What was reached so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Reached {
    /// A text that was accepted.
    pub(super) text: Option<String>,
    pub(super) usage: Usage,
}

/// One revision, before it begins.
pub(super) struct Work {
    pub(super) draft: Draft,
    sent: usize,
    brain: Arc<Brain>,
    pub(super) end: Instant,
    /// Whether it may end its turn when the time is up.
    lenient: bool,
}

impl Work {
    /// One that ends in time.
    pub(super) fn new(draft: Draft, sent: usize, brain: &Arc<Brain>, end: Instant) -> Self {
        Self { draft, sent, brain: Arc::clone(brain), end, lenient: false }
    }

    /// The same, but the turn under way when the time is up is ended, so that there is an outcome.
    pub(super) fn lenient(self) -> Self {
        Self { lenient: true, ..self }
    }

    /// Does it; `apart` says whether off the async threads. The permits are held until it has really ended, which may be
    /// later than the reply goes out.
    pub(super) async fn done(self, permits: Vec<OwnedSemaphorePermit>, apart: bool) -> Came {
        let (end, lenient, reached) = (self.end, self.lenient, Arc::<Mutex<Reached>>::default());
        let driven = self.driven(permits, Arc::clone(&reached));
        let came = if apart {
            let here = tokio::runtime::Handle::current();
            let task = tokio::task::spawn_blocking(move || here.block_on(driven));
            match if lenient { Ok(task.await) } else { timeout_at(end, task).await } {
                Ok(came) => came.ok(),
                Err(_) => return Came::Late(reached.lock().unwrap_or_else(PoisonError::into_inner).clone()),
            }
        } else {
            AssertUnwindSafe(driven).catch_unwind().await.ok()
        };
        match came {
            Some(Ok((outcome, ended))) => Came::Outcome(outcome, ended),
            Some(Err(error)) => Came::Refused(error),
            None => Came::Broken,
        }
    }

    /// Turns the loop to its end.
    async fn driven(
        self,
        permits: Vec<OwnedSemaphorePermit>,
        reached: Arc<Mutex<Reached>>,
    ) -> Result<(Box<Outcome>, Ended), Error> {
        let (brain, end, _permits) = (self.brain, self.end, permits);
        let options = Options { sent: self.sent, ..brain.options.clone() };
        let mut work = Loop::new(self.draft, options, brain.prompts.clone());
        let mut ended = Ended::Itself;
        loop {
            match turn(&mut work, &*brain.model, Some(end)).await? {
                Turn::Done(outcome) => return Ok((outcome, ended)),
                Turn::Answered => {
                    let now = Reached { text: work.reached().map(str::to_owned), usage: work.spent() };
                    *reached.lock().unwrap_or_else(PoisonError::into_inner) = now;
                }
                Turn::Failed(error) => ended = Ended::Model(error),
                Turn::Late => ended = Ended::Late,
            }
        }
    }
}
