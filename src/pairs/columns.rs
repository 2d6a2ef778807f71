//! The columns that every row carries where its consumer lets unknown columns be.
//!
//! Every row has all of them, each always of one type and never null: loaders take the type of a column from the first
//! rows that they see, and break on the first that differs.

use super::judgement::{Judgement, Stretch};
use super::pair::{Labelled, Origin, Pair};
use crate::detect::Mechanism;
use serde_json::{Map, Value, json};

/// The columns of a pair, with places in `rejected` as the row has it.
pub(super) fn of_pair(pair: &Pair, rejected: &str) -> Map<String, Value> {
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
        "spans": spans(&pair.before, &pair.rejected, rejected),
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
        "spans": spans(&one.judgement, &one.text, one.text.trim()),
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

/// The stretches in which something was found, with their places in the reply as the row has it, which may have lost
/// the space before it.
fn spans(judgement: &Judgement, judged: &str, written: &str) -> Value {
    let lost = if judged == written { 0 } else { judged.len() - judged.trim_start().len() };
    let moved = |stretch: &Stretch| {
        let mut stretch = stretch.clone();
        let span = &mut stretch.quote.span;
        (span.start, span.end) = (span.start.saturating_sub(lost), span.end.saturating_sub(lost));
        stretch
    };
    let moved: Vec<_> = judgement.stretches.iter().map(moved).collect();
    serde_json::to_value(moved).unwrap_or_default()
}

/// The severities by name.
fn severities(judgement: &Judgement) -> Value {
    by_name(|one| judgement.severities[one as usize].into())
}

/// The scores by name.
fn scores(judgement: &Judgement) -> Value {
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
