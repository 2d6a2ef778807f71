//! Drives one loop: asks the model what the loop asks, within the time that one record may take.

use crate::engine::{Engine, Plan};
use attuned::{Ended, Failure, Outcome, Record, drive_within};
use std::time::Duration;

/// What is said when the time of a record is up.
pub(crate) const LATE: &str = "the deadline passed before the model had answered";

/// Drives a record to its outcome.
pub(crate) async fn drive(
    record: &Record,
    plan: &Plan,
    engine: &Engine,
    deadline: Option<Duration>,
) -> Result<Outcome, Failure> {
    let driven = drive_within(plan.start(record.draft.clone()), &*engine.model, deadline).await;
    let (outcome, ended) = driven.map_err(|error| Failure::of(record, error.kind(), error.to_string()))?;
    // A first call that fails says that there is no model at all, which only matters where one is required.
    let unheard = engine.required && outcome.usage.calls == 0;
    match ended {
        Ended::Model(error) if unheard => Err(Failure::of(record, "model", error.to_string())),
        Ended::Late if unheard => Err(Failure::of(record, "model", LATE.to_owned())),
        _ => Ok(outcome),
    }
}

/// What comes before the end; `None` when the time is up.
pub(crate) async fn within<T>(end: Option<tokio::time::Instant>, work: impl Future<Output = T>) -> Option<T> {
    match end {
        Some(end) => tokio::time::timeout_at(end, work).await.ok(),
        None => Some(work.await),
    }
}
