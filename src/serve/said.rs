//! What an answer says about what became of it: headers, and the last comment of a stream.

use super::decision::Decision;
use axum::http::{HeaderMap, HeaderName, HeaderValue};

const VERDICT: HeaderName = HeaderName::from_static("x-attuned-verdict");
const REASON: HeaderName = HeaderName::from_static("x-attuned-reason");
const MECHANISMS: HeaderName = HeaderName::from_static("x-attuned-mechanisms");
const MILLISECONDS: HeaderName = HeaderName::from_static("x-attuned-ms");

/// Adds what became of the texts of an answer, in their order.
pub(super) fn headers(headers: &mut HeaderMap, decisions: &[Decision]) {
    let mut set = |name, value: String| {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(name, value);
        }
    };
    let longest = decisions.iter().map(|one| one.spent).max().unwrap_or_default();
    set(VERDICT, listed(decisions.iter().map(|one| one.seen.word())));
    if decisions.iter().any(|one| one.why.is_some()) {
        set(REASON, listed(decisions.iter().map(|one| one.why.map_or("-", |why| why.word()))));
    }
    let mut found: Vec<&str> = decisions.iter().flat_map(|one| &one.mechanisms).map(|one| one.id()).collect();
    found.sort_unstable();
    found.dedup();
    if !found.is_empty() {
        set(MECHANISMS, listed(found.into_iter()));
    }
    set(MILLISECONDS, longest.as_millis().to_string());
}

fn listed<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.collect::<Vec<_>>().join(", ")
}

/// The comment at the end of a stream, a line for each text.
pub(super) fn comment(decisions: &[Decision]) -> Vec<u8> {
    let lines = decisions.iter().map(|one| format!(": attuned {one}\n"));
    lines.chain(["\n".to_owned()]).collect::<String>().into_bytes()
}
