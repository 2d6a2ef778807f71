//! Replaces stretches of bytes and leaves every other byte as it is.

use std::ops::Range;

/// The bytes with each stretch replaced. Stretches that overlap an earlier one, or lie outside, are left as they are.
pub(crate) fn splice(bytes: &[u8], mut edits: Vec<(Range<usize>, Vec<u8>)>) -> Vec<u8> {
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
#[cfg(feature = "serve")]
pub(crate) fn quoted(text: &str) -> Vec<u8> {
    serde_json::Value::from(text).to_string().into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn stretches_that_do_not_fit_are_left() {
        let edits = vec![(0..3, b"x".to_vec()), (2..4, b"y".to_vec()), (5..9, b"z".to_vec()), (4..4, b"-".to_vec())];
        assert_eq!(splice(b"abcdef", edits), b"xd-ef");
    }

    #[test]
    #[cfg(feature = "serve")]
    fn a_text_is_quoted_as_json() {
        assert_eq!(quoted("a \"b\"\n\u{1}é\u{2028}"), "\"a \\\"b\\\"\\n\\u0001é\u{2028}\"".as_bytes());
    }

    proptest! {
        #[test]
        fn every_byte_outside_stays(
            pieces in prop::collection::vec((".{0,8}", ".{0,8}", prop::option::of(".{0,8}")), 0..12),
            back in any::<bool>(),
        ) {
            let (mut before, mut after, mut edits) = (Vec::new(), Vec::new(), Vec::new());
            for (kept, old, new) in pieces {
                before.extend_from_slice(kept.as_bytes());
                after.extend_from_slice(kept.as_bytes());
                let start = before.len();
                before.extend_from_slice(old.as_bytes());
                match new {
                    // An empty stretch that touches the one before it keeps its order only if it comes in order.
                    Some(new) if !old.is_empty() => {
                        after.extend_from_slice(new.as_bytes());
                        edits.push((start..before.len(), new.into_bytes()));
                    }
                    _ => after.extend_from_slice(old.as_bytes()),
                }
            }
            if back {
                edits.reverse();
            }
            prop_assert_eq!(splice(&before, edits), after);
        }

        #[test]
        fn any_edits_end(bytes in prop::collection::vec(any::<u8>(), 0..40), edits in prop::collection::vec((0usize..60, 0usize..60), 0..8)) {
            let edits = edits.into_iter().map(|(start, end)| (start..end, vec![0])).collect();
            let _ = splice(&bytes, edits);
        }
    }
}
