//! Rows of every format over the outcomes of `fixtures/pairs`, and each trap that users of trainers fell into.

mod labels;
mod pairs;
mod rows;
mod selection;

use super::*;
use crate::guard::Keep;
use crate::text::{Message, Role};
use crate::{Entries, Error, Severity};
use serde_json::{Value, json};
use std::collections::BTreeMap;

const OUTCOMES: &str = include_str!("../../../fixtures/pairs/outcomes.jsonl");

/// What stands in the fixtures under this id.
fn value(id: &str) -> Value {
    let entries = Entries::new(OUTCOMES.as_bytes()).map(|entry| entry.expect("JSON").value);
    entries.into_iter().find(|value| value["id"] == id).expect("an outcome of this id")
}

fn read(value: Value) -> OutcomeRecord {
    OutcomeRecord::read(value, 1).expect("an outcome").expect("no error record")
}

fn outcomes() -> Vec<OutcomeRecord> {
    let entries = Entries::new(OUTCOMES.as_bytes()).map(|entry| entry.expect("JSON").value);
    entries.filter_map(|value| OutcomeRecord::read(value, 1).expect("an outcome")).collect()
}

fn pair_of(outcome: &OutcomeRecord) -> Result<Pair, LeftOut> {
    let origin = Origin::new(outcome, outcome.field("ticket").unwrap_or_default(), "run-1");
    Pair::new(outcome, origin, &Keep::default())
}

fn labelled_of(outcome: &OutcomeRecord) -> Vec<Result<Labelled, LeftOut>> {
    let origin = Origin::new(outcome, "t", "run-1");
    Labelled::all(outcome, &origin, &Keep::default()).unwrap_or_else(|reason| vec![Err(reason)])
}

fn labels(outcome: &OutcomeRecord) -> Vec<(&'static str, bool)> {
    labelled_of(outcome).into_iter().flatten().map(|one| (one.part, one.good)).collect()
}

/// The rows of these outcomes.
fn rows(format: PairFormat, outcomes: &[OutcomeRecord]) -> Vec<Value> {
    let labelled = |outcome| labelled_of(outcome).into_iter().flatten().filter_map(|one| format.labelled(&one).ok());
    match format.is_labelled() {
        true => outcomes.iter().flat_map(labelled).collect(),
        false => outcomes.iter().filter_map(|outcome| format.pair(&pair_of(outcome).ok()?).ok()).collect(),
    }
}

fn row(format: PairFormat, id: &str) -> Value {
    rows(format, &[read(value(id))]).pop().expect("a row")
}

fn row_of(format: PairFormat, value: Value) -> Value {
    rows(format, &[read(value)]).pop().expect("a row")
}
