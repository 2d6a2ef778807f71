//! What an answer says about what became of it: headers, and the last comment of a stream.

use super::decision::{Decision, Seen, Why};
use axum::http::{HeaderMap, HeaderName, HeaderValue};

const VERDICT: HeaderName = HeaderName::from_static("x-attuned-verdict");
const REASON: HeaderName = HeaderName::from_static("x-attuned-reason");
const MECHANISMS: HeaderName = HeaderName::from_static("x-attuned-mechanisms");
const MILLISECONDS: HeaderName = HeaderName::from_static("x-attuned-ms");

/// So many texts are named one by one; of more, each verdict once.
const NAMED: usize = 32;

/// Adds what became of the texts of an answer, in their order. An answer without a text passed.
pub(super) fn headers(headers: &mut HeaderMap, decisions: &[Decision]) {
    let verdicts = decisions.iter().map(|one| one.seen.word()).collect();
    let mut reasons: Vec<_> = decisions.iter().map(|one| one.why.map_or("-", Why::word)).collect();
    reasons.retain(|_| decisions.iter().any(|one| one.why.is_some()));
    let mut found: Vec<_> = decisions.iter().flat_map(|one| &one.mechanisms).map(|one| one.id()).collect();
    found.sort_unstable();
    found.dedup();
    let longest = decisions.iter().map(|one| one.spent).max().unwrap_or_default();
    let verdicts = if decisions.is_empty() { Seen::Passed.word().to_owned() } else { listed(verdicts) };
    for (name, value) in [
        (VERDICT, verdicts),
        (REASON, listed(reasons)),
        (MECHANISMS, listed(found)),
        (MILLISECONDS, longest.as_millis().to_string()),
    ] {
        headers.remove(&name);
        if let (false, Ok(value)) = (value.is_empty(), HeaderValue::from_str(&value)) {
            headers.insert(name, value);
        }
    }
}

fn listed(mut words: Vec<&str>) -> String {
    if words.len() > NAMED {
        words.sort_unstable();
        words.dedup();
    }
    words.join(", ")
}

/// The comment at the end of a stream, a line for each text.
pub(super) fn comment(decisions: &[Decision]) -> Vec<u8> {
    let lines = decisions.iter().map(|one| format!(": attuned {one}\n"));
    lines.chain(["\n".to_owned()]).collect::<String>().into_bytes()
}
