//! Replaces stretches of bytes and leaves every other byte as it is.

use std::ops::Range;

/// The bytes with each stretch replaced. Stretches that overlap an earlier one, or lie outside, are left as they are.
pub(super) fn splice(bytes: &[u8], mut edits: Vec<(Range<usize>, Vec<u8>)>) -> Vec<u8> {
    edits.sort_by_key(|(place, _)| place.start);
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    for (place, new) in edits {
        if place.start < at || place.end < place.start || place.end > bytes.len() {
            continue;
        }
        out.extend_from_slice(&bytes[at..place.start]);
        out.extend_from_slice(&new);
        at = place.end;
    }
    out.extend_from_slice(&bytes[at..]);
    out
}

/// A text as a JSON string, with its quotes.
pub(super) fn quoted(text: &str) -> Vec<u8> {
    serde_json::Value::from(text).to_string().into_bytes()
}
