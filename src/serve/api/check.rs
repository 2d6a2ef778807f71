//! `POST /v1/check`: what the rules find, without changing anything or asking anybody.

use super::records::{self, Form, Item, Sent};
use super::sheet::{self, Done};
use super::{Refusal, Room, refusal};
use crate::record::{Failure, Record};
use crate::serve::Desk;
use crate::serve::proxy::asking;
use axum::Extension;
use axum::body::Body;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use futures_util::stream::{self, StreamExt};
use std::sync::Arc;

/// Records that are read in one go.
const PIECE: usize = 16;
/// Pieces of one request that are read ahead.
const AHEAD: usize = 2;

/// Checks one record or many.
pub(super) async fn check(
    State(desk): State<Arc<Desk>>,
    Extension(room): Extension<Room>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Refusal> {
    let bytes = asking(&desk, &headers, body).await?;
    let lines = records::lines(&headers);
    let Sent { form, mut items } = room.lanes.think(move || records::read(&bytes, lines)).await??;
    if form == Form::One {
        let done = piece(Arc::clone(&desk), room, items).await?.pop();
        return done.map(sheet::one).ok_or(refusal::BROKEN);
    }
    let mut pieces = Vec::new();
    while !items.is_empty() {
        pieces.push(items.drain(..PIECE.min(items.len())).collect());
    }
    let work = stream::iter(pieces).map(move |items| all(Arc::clone(&desk), room.clone(), items));
    Ok(sheet::many(form, work.buffered(AHEAD)))
}

/// Some records; none where the server is going down.
async fn all(desk: Arc<Desk>, room: Room, items: Vec<Item>) -> Vec<Done> {
    piece(desk, room, items).await.unwrap_or_default()
}

async fn piece(desk: Arc<Desk>, room: Room, items: Vec<Item>) -> Result<Vec<Done>, Refusal> {
    room.lanes.think(move || items.into_iter().map(|item| one(&desk, item)).collect()).await
}

fn one(desk: &Desk, item: Item) -> Done {
    let record = item?;
    record.output(&desk.reviser.report(&record.draft)).map_err(|_| broken(&record))
}

/// What is said of a record on which our code broke off.
pub(super) fn broken(record: &Record) -> Failure {
    Failure::of(record, "revision", "this record broke off, which is a fault of attuned; please report it")
}
