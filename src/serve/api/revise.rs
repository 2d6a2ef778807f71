//! `POST /v1/revise`: the whole outcome of a revision, by the server's engine.

use super::records::{self, Form, Item, Sent};
use super::sheet::{self, Done};
use super::{Refusal, Room, check, refusal};
use crate::record::{Failure, Record};
use crate::serve::Desk;
use crate::serve::proxy::asking;
use axum::Extension;
use axum::body::Body;
use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use futures_util::stream::{self, StreamExt};
use serde_json::Value;
use std::sync::Arc;
use std::time::Duration;

/// Records of one request under way at once.
const AT_ONCE: usize = 4;
/// The longest deadline, in milliseconds.
const LONGEST: u64 = 120_000;
/// The field, and the query, that holds a deadline.
const NAME: &str = "deadline_ms";

/// Revises one record or many.
pub(super) async fn revise(
    State(desk): State<Arc<Desk>>,
    Extension(room): Extension<Room>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Refusal> {
    let deadline = asked(query.as_deref())?.unwrap_or(desk.options.deadline);
    let bytes = asking(&desk, &headers, body).await?;
    let lines = records::lines(&headers);
    let Sent { form, mut items } = room.lanes.think(move || records::read(&bytes, lines)).await??;
    if form == Form::One {
        let item = items.pop().ok_or(refusal::BROKEN)?;
        return Ok(sheet::one(one(desk, room, item, deadline).await));
    }
    let work = stream::iter(items).map(move |item| one(Arc::clone(&desk), room.clone(), item, deadline));
    Ok(sheet::many(form, work.buffered(AT_ONCE).map(|done| vec![done])))
}

async fn one(desk: Arc<Desk>, room: Room, item: Item, deadline: Duration) -> Done {
    let mut record = item?;
    let deadline = own(&mut record)?.unwrap_or(deadline);
    let outcome = room.lanes.in_turn(desk.reviser.outcome(record.draft.clone(), deadline)).await;
    match outcome {
        Ok(Ok(outcome)) => record.output(&outcome).map_err(|_| check::broken(&record)),
        Ok(Err(error)) => Err(Failure::of(&record, error.kind(), error.to_string())),
        Err(_) => Err(check::broken(&record)),
    }
}

/// The deadline of the query.
fn asked(query: Option<&str>) -> Result<Option<Duration>, Refusal> {
    let mut pairs = query.unwrap_or_default().split('&').filter_map(|pair| pair.split_once('='));
    let Some((_, value)) = pairs.find(|(name, _)| *name == NAME) else { return Ok(None) };
    within(value.parse().ok()).map(Some).ok_or_else(|| refusal::bad(format!("{NAME} in the query: {}", expected())))
}

/// The deadline of a record, which is no field to be carried along.
fn own(record: &mut Record) -> Result<Option<Duration>, Failure> {
    match records::taken(record, NAME) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => within(value.as_u64()).map(Some).ok_or_else(|| {
            let words = format!("line {}: field `{NAME}`: {}", record.line, expected());
            Failure::of(record, "record", words)
        }),
    }
}

fn within(milliseconds: Option<u64>) -> Option<Duration> {
    milliseconds.filter(|one| (1..=LONGEST).contains(one)).map(Duration::from_millis)
}

fn expected() -> String {
    format!("expected whole milliseconds from 1 to {LONGEST}")
}
