//! The columns that every row carries where its consumer lets unknown columns be.
//!
//! Every row has all of them, each always of one type and never null: loaders take the type of a column from the first
//! rows that they see, and break on the first that differs.

use super::judgement::Judgement;
use super::pair::{Labelled, Origin, Pair};
use crate::detect::Mechanism;
use serde_json::{Map, Value, json};

/// The columns of a pair.
pub(super) fn of_pair(pair: &Pair) -> Map<String, Value> {
    let names: Vec<_> = pair.mechanisms.iter().map(|one| one.name()).collect();
    let reasons: Vec<_> = pair.hunks.iter().map(|hunk| &hunk.reason).filter(|words| !words.is_empty()).collect();
    let fields = object(json!({
        "kind": pair.kind.name(),
        "mechanism": pair.mechanism().map_or("", Mechanism::name),
        "mechanisms": names,
        "severities_before": severities(&pair.before),
        "severities_after": severities(&pair.after),
        "scores_before": scores(&pair.before),
        "scores_after": scores(&pair.after),
        "margin": pair.margin,
        "spans": spans(&pair.before),
        "reasons": reasons,
    }));
    joined(fields, origin(&pair.origin))
}

/// The columns of a labelled reply.
pub(super) fn of_labelled(one: &Labelled) -> Map<String, Value> {
    let fields = object(json!({
        "part": one.part,
        "mechanism": one.mechanism().map_or("", Mechanism::name),
        "severities": severities(&one.judgement),
        "scores": scores(&one.judgement),
        "spans": spans(&one.judgement),
    }));
    joined(fields, origin(&one.origin))
}

fn origin(origin: &Origin) -> Map<String, Value> {
    object(json!({
        "source_id": origin.source,
        "record_id": origin.id,
        "run_id": origin.run,
        "engine": origin.engine,
        "model": origin.model,
    }))
}

/// The stretches in which something was found, with their places in the reply.
pub(super) fn spans(judgement: &Judgement) -> Value {
    serde_json::to_value(&judgement.stretches).unwrap_or_default()
}

/// The severities by name.
pub(super) fn severities(judgement: &Judgement) -> Value {
    by_name(|one| judgement.severities[one as usize].into())
}

/// The scores by name.
pub(super) fn scores(judgement: &Judgement) -> Value {
    by_name(|one| judgement.scores[one as usize].into())
}

fn by_name(value: impl Fn(Mechanism) -> Value) -> Value {
    Mechanism::ALL.into_iter().map(|one| (one.name().to_owned(), value(one))).collect::<Map<_, _>>().into()
}

/// The fields of an object.
pub(super) fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}

/// Both, the second behind the first.
pub(super) fn joined(mut fields: Map<String, Value>, more: Map<String, Value>) -> Map<String, Value> {
    fields.extend(more);
    fields
}
