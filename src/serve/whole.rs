//! An answer that comes whole.

use super::decision::{Decision, Why};
use super::dialect::{Answer, Asked, Dialect, Passage};
use super::pieces::{self, Begun};
use super::{Desk, said, usage};
use crate::splice::{quoted, splice};
use crate::text::Draft;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Response, header, response::Parts};
use futures_util::future::join_all;
use serde::de::IgnoredAny;
use std::sync::Arc;

/// Headers that speak of bytes which are no longer the same.
const STALE: [&str; 6] = ["content-length", "content-md5", "content-digest", "repr-digest", "digest", "etag"];

/// Reads the answer, revises its texts, and leaves everything else as it is.
pub(super) async fn revised(
    desk: Arc<Desk>,
    dialect: Dialect,
    asked: Asked,
    mut answer: Response<Body>,
) -> Response<Body> {
    if !readable(&answer) {
        return passed(&desk, dialect, answer, Why::Unreadable);
    }
    let bytes = match pieces::read(answer.body_mut(), desk.options.largest, &desk.room).await {
        Ok(bytes) => bytes,
        Err(begun) => return passed(&desk, dialect, resumed(answer, begun), Why::Unreadable),
    };
    let (head, _) = answer.into_parts();
    let Some(read) = pieces::apart(bytes.clone(), move |bytes| dialect.answer(bytes)).await else {
        return passed(&desk, dialect, Response::from_parts(head, Body::from(bytes)), Why::Unreadable);
    };
    let decisions = join_all(read.passages.iter().map(|passage| decided(&desk, dialect, &asked, passage))).await;
    let mut answer = written(head, bytes, &read, &decisions);
    said::headers(answer.headers_mut(), &decisions);
    desk.note(dialect, false, &decisions);
    answer
}

/// An answer that goes out as it came, and says so.
pub(super) fn passed(desk: &Desk, dialect: Dialect, mut answer: Response<Body>, why: Why) -> Response<Body> {
    let decisions = [Decision::passed(why)];
    said::headers(answer.headers_mut(), &decisions);
    desk.note(dialect, false, &decisions);
    answer
}

/// What an answer is, in lower case and without parameters; empty where it does not say.
pub(super) fn kind(answer: &Response<Body>) -> String {
    let kind = named(answer.headers(), header::CONTENT_TYPE);
    kind.split(';').next().unwrap_or_default().trim().to_owned()
}

/// Whether it is JSON in UTF-8 as far as its headers say.
fn readable(answer: &Response<Body>) -> bool {
    let packed = named(answer.headers(), header::CONTENT_ENCODING);
    let kind = named(answer.headers(), header::CONTENT_TYPE);
    let charset = kind.split_once("charset=").map_or("utf-8", |(_, charset)| charset.trim_matches(['"', ' ']));
    let json = self::kind(answer).ends_with("json") || matches!(self::kind(answer).as_str(), "" | "text/plain");
    json && matches!(packed.as_str(), "" | "identity") && matches!(charset, "utf-8" | "utf8" | "us-ascii")
}

fn named(headers: &HeaderMap, name: header::HeaderName) -> String {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().trim().to_ascii_lowercase()
}

/// The answer as it came: what was read of it, and the rest.
fn resumed(answer: Response<Body>, begun: Begun) -> Response<Body> {
    answer.map(|rest| pieces::again(begun, rest))
}

/// What becomes of one text.
async fn decided(desk: &Desk, dialect: Dialect, asked: &Asked, passage: &Passage) -> Decision {
    let said = &passage.text[thoughts(&passage.text)..];
    match () {
        () if asked.data || is_data(said) => return Decision::passed(Why::Data),
        () if passage.cited => return Decision::passed(Why::Cited),
        () => {}
    }
    let draft = Draft::new(asked.conversation.clone(), said);
    if let Some(shadow) = &desk.shadow {
        shadow.offer(draft, dialect, false);
        return Decision::passed(Why::Watched);
    }
    desk.reviser.decide(draft, 0).await
}

/// How much of a text a model thought aloud before it spoke.
fn thoughts(text: &str) -> usize {
    const END: &str = "</think>";
    let thought = text.trim_start().starts_with("<think>");
    let end = if thought { text.find(END).map_or(text.len(), |at| at + END.len()) } else { 0 };
    end + (text[end..].len() - text[end..].trim_start().len()) * usize::from(thought)
}

/// Whether a text is one JSON object or array, or one block of code.
pub(super) fn is_data(text: &str) -> bool {
    let text = text.trim();
    let fenced = text.strip_prefix("```").and_then(|text| text.strip_suffix("```"));
    let json = || text.starts_with(['{', '[']) && serde_json::from_str::<IgnoredAny>(text).is_ok();
    fenced.is_some_and(|inside| !inside.contains("```")) || json()
}

/// The answer with the texts that changed in their places.
fn written(mut head: Parts, bytes: Bytes, read: &Answer, decisions: &[Decision]) -> Response<Body> {
    let mut edits = Vec::new();
    for (passage, decision) in read.passages.iter().zip(decisions) {
        let Some(text) = &decision.text else { continue };
        let text = quoted(&format!("{}{text}", &passage.text[..thoughts(&passage.text)]));
        let again = read.repeats.iter().filter(|again| again.slot == passage.slot);
        edits.extend(again.map(|again| (again.place.clone(), text.clone())));
        edits.extend(passage.stale.iter().map(|(place, instead)| (place.clone(), instead.as_bytes().to_vec())));
        edits.push((passage.place.clone(), text));
    }
    edits.extend(read.counted.iter().flat_map(|counted| usage::added(counted, decisions)));
    if edits.is_empty() {
        return Response::from_parts(head, Body::from(bytes));
    }
    STALE.iter().for_each(|name| drop(head.headers.remove(*name)));
    Response::from_parts(head, Body::from(splice(&bytes, edits)))
}
