//! Drives one loop: asks the model what the loop asks, within the time that one record may take.

use crate::engine::{Engine, Plan, Step};
use attuned::{Error, Failure, ModelError, Outcome, Record};
use std::time::{Duration, Instant};

/// What is said when the time of a record is up.
pub(crate) const LATE: &str = "the deadline passed before the model had answered";

/// Drives a record to its outcome.
pub(crate) async fn drive(
    record: &Record,
    plan: &Plan,
    engine: &Engine,
    deadline: Option<Duration>,
) -> Result<Outcome, Failure> {
    let started = Instant::now();
    let outcome = turn(record, plan, engine, deadline).await.map_err(|fault| fault.of(record))?;
    Ok(outcome.answered(&*engine.model, started.elapsed()))
}

/// Step, ask, answer, until done.
async fn turn(record: &Record, plan: &Plan, engine: &Engine, deadline: Option<Duration>) -> Result<Outcome, Fault> {
    let end = deadline.and_then(|deadline| tokio::time::Instant::now().checked_add(deadline));
    let mut work = plan.start(record.draft.clone());
    let mut first = true;
    loop {
        let prompt = match work.step_for(&*engine.model)? {
            Step::Done(outcome) => return Ok(outcome),
            Step::Ask(prompt) => prompt,
            // The library may learn further steps; none of them is a reason to stop.
            _ => continue,
        };
        match within(end, engine.model.complete(&prompt)).await {
            // A first call that fails says that there is no model at all, which only matters where one is required.
            Some(Err(error)) if first && engine.required => return Err(Fault::Model(error)),
            None if first && engine.required => return Err(Fault::Late),
            Some(answer) => work.answer(answer),
            None => work.cancel(LATE),
        }
        first = false;
    }
}

/// What comes before the end; `None` when the time is up.
pub(crate) async fn within<T>(end: Option<tokio::time::Instant>, work: impl Future<Output = T>) -> Option<T> {
    match end {
        Some(end) => tokio::time::timeout_at(end, work).await.ok(),
        None => Some(work.await),
    }
}

/// Why there is no outcome.
enum Fault {
    Ours(Error),
    Model(ModelError),
    Late,
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::Ours(error)
    }
}

impl Fault {
    fn of(self, record: &Record) -> Failure {
        let (kind, message) = match self {
            Self::Ours(error) => (error.kind(), error.to_string()),
            Self::Model(error) => ("model", error.to_string()),
            Self::Late => ("model", LATE.to_owned()),
        };
        Failure::of(record, kind, message)
    }
}
