//! Revisions that somebody asks for by themselves, and wants to see whole.

use super::decision::Why;
use super::reviser::{Reviser, is_clean, looked};
use super::work::{Came, Work};
use crate::Error;
use crate::detect::Flag;
use crate::revise::{Loop, Options, Outcome, Step};
use crate::text::Draft;
use futures_util::FutureExt;
use std::panic::AssertUnwindSafe;
use std::time::Duration;
use tokio::time::Instant;

impl Reviser {
    /// The outcome for a draft; where the time is up or the reviser is not asked, the best text so far with a reason.
    ///
    /// # Errors
    /// [`Error::Template`] where a prompt does not render, [`Error::Serve`] where our code breaks off.
    pub(super) async fn outcome(&self, draft: Draft, deadline: Duration) -> Result<Outcome, Error> {
        AssertUnwindSafe(self.come_to(draft, deadline)).catch_unwind().await.unwrap_or_else(|_| Err(broken()))
    }

    async fn come_to(&self, draft: Draft, deadline: Duration) -> Result<Outcome, Error> {
        let (begun, mind) = (Instant::now(), self.mind());
        let (options, model) = (&mind.brain.options, &*mind.brain.model);
        let end = begun + deadline;
        let spare = draft.clone();
        let ended = |why: &str| {
            Ok(without(spare, &mind.brain.options, &mind.brain.prompts, why)?.answered(model, begun.elapsed()))
        };
        let Some((draft, report)) = looked(draft, &mind.brain, end).await else { return ended(words(Why::Deadline)) };
        if (options.hold && report.has(Flag::Crisis)) || is_clean(&report, options) {
            return ended("");
        }
        match self.worked(&mind, Work::new(draft, 0, &mind.brain, end).lenient()).await {
            Ok(Came::Outcome(outcome, _)) => Ok(outcome.answered(model, begun.elapsed())),
            Ok(Came::Late(_)) => ended(words(Why::Deadline)),
            Ok(Came::Refused(error)) => Err(error),
            Ok(Came::Broken) => Err(broken()),
            Err(why) => ended(words(why)),
        }
    }
}

/// What a draft comes to without a model: its own end if it has one, or this one.
fn without(draft: Draft, options: &Options, prompts: &crate::Prompts, why: &str) -> Result<Outcome, Error> {
    let mut work = Loop::new(draft, options.clone(), prompts.clone());
    if !why.is_empty() {
        work.cancel(why);
    }
    match work.step()? {
        Step::Done(outcome) => Ok(outcome),
        Step::Ask(_) => Err(broken()),
    }
}

fn broken() -> Error {
    Error::Serve { detail: "our own code broke off; please report it".to_owned() }
}

/// Why nothing came, for people.
fn words(why: Why) -> &'static str {
    match why {
        Why::Deadline => "the deadline passed before the model had answered",
        Why::Breaker => "the reviser kept failing and is left alone for a while",
        Why::Busy => "as many revisions as may be are under way; try again",
        _ => "the reviser did not answer",
    }
}
