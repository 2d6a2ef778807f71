//! The loop and a model, brought together: the one await of a revision.

use super::Model;
use crate::Error;
use crate::revise::{Loop, Outcome, Step};
use std::time::Instant;

/// Has a model answer the loop until there is an outcome.
///
/// A deadline goes around the model: one that answers [`ModelError::TimedOut`](super::ModelError::TimedOut) ends the
/// loop with the best text so far, where dropping this future would lose it.
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
