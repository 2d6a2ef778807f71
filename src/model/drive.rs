//! The loop and a model, brought together: the one await of a revision.

use super::{Model, ModelError};
use crate::Error;
use crate::revise::{Loop, Outcome, Step};
use std::time::Instant;

#[cfg(feature = "llm")]
pub use within::drive_within;
#[cfg(feature = "serve")]
pub(crate) use within::{Turn, turn};

/// What is said when the time of a loop is up.
#[cfg(feature = "llm")]
const LATE: &str = "the deadline passed before the model had answered";

/// Has a model answer the loop until there is an outcome.
///
/// A deadline goes around the model: one that answers [`ModelError::TimedOut`] ends the loop with the best text so far,
/// where dropping this future would lose it. `drive_within`, of the feature `llm`, does that.
///
/// # Errors
/// [`Error::Template`] where a prompt does not render. A model that fails is no error: the outcome says so.
pub async fn drive(mut work: Loop, model: &dyn Model) -> Result<Outcome, Error> {
    let start = Instant::now();
    loop {
        match work.step_for(model)? {
            Step::Ask(prompt) => work.answer(model.complete(&prompt).await),
            Step::Done(outcome) => return Ok(outcome.answered(model, start.elapsed())),
        }
    }
}

/// Why a loop ended.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Ended {
    /// It came to its own end.
    Itself,
    /// The time was up.
    Late,
    /// The model failed.
    Model(ModelError),
}

#[cfg(feature = "llm")]
mod within {
    use super::{Ended, Error, Instant, LATE, Loop, Model, ModelError, Outcome, Step};
    use std::time::Duration;

    /// What one turn of a loop came to.
    pub(crate) enum Turn {
        /// The loop has ended.
        Done(Box<Outcome>),
        /// The model answered.
        Answered,
        /// The model failed, which ends the loop.
        Failed(ModelError),
        /// The time was up, which ends the loop.
        Late,
    }

    /// One turn: a step, and the answer to what it asks if that comes before the end.
    pub(crate) async fn turn(
        work: &mut Loop,
        model: &dyn Model,
        end: Option<tokio::time::Instant>,
    ) -> Result<Turn, Error> {
        let prompt = match work.step_for(model)? {
            Step::Done(outcome) => return Ok(Turn::Done(Box::new(outcome))),
            Step::Ask(prompt) => prompt,
        };
        let answer = match end {
            // A model that never waits is never interrupted; so the clock is read before it begins.
            Some(end) if tokio::time::Instant::now() >= end => None,
            Some(end) => tokio::time::timeout_at(end, model.complete(&prompt)).await.ok(),
            None => Some(model.complete(&prompt).await),
        };
        // A model whose own limit is the same may be the first to notice.
        let answer = answer.filter(|answer| !matches!(answer, Err(ModelError::TimedOut)) || !is_over(end));
        let failed = answer.as_ref().map(|answer| answer.as_ref().err().cloned());
        match answer {
            Some(answer) => work.answer(answer),
            None => work.cancel(LATE),
        }
        Ok(match failed {
            Some(None) => Turn::Answered,
            Some(Some(error)) => Turn::Failed(error),
            None => Turn::Late,
        })
    }

    /// Whether the time is up, as far as a clock that counts in milliseconds can tell.
    fn is_over(end: Option<tokio::time::Instant>) -> bool {
        end.is_some_and(|end| tokio::time::Instant::now() + Duration::from_millis(2) >= end)
    }

    /// As [`drive`](super::drive()), but no longer than this: then the loop ends with the best text so far. With why it
    /// ended.
    ///
    /// # Errors
    /// As [`drive`](super::drive()).
    pub async fn drive_within(
        mut work: Loop,
        model: &dyn Model,
        deadline: Option<Duration>,
    ) -> Result<(Outcome, Ended), Error> {
        let start = Instant::now();
        let end = deadline.and_then(|deadline| tokio::time::Instant::now().checked_add(deadline));
        let mut ended = Ended::Itself;
        loop {
            match turn(&mut work, model, end).await? {
                Turn::Done(outcome) => return Ok((outcome.answered(model, start.elapsed()), ended)),
                Turn::Answered => {}
                Turn::Failed(error) => ended = Ended::Model(error),
                Turn::Late => ended = Ended::Late,
            }
        }
    }
}
