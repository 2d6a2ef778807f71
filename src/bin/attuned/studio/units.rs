//! Spans for a browser, which counts in UTF-16 where we count in bytes.

use attuned::Span;
use serde::Serialize;

/// A stretch of a text in UTF-16 units, half open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(super) struct Units {
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Units {
    /// A span of the text; one that does not cut it is clipped.
    pub(super) fn of(text: &str, span: Span) -> Self {
        let count = |end: usize| {
            let end = (0..=end.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
            text[..end].encode_utf16().count()
        };
        Self { start: count(span.start), end: count(span.end) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_beyond_the_basic_plane_count_twice() {
        let text = "é 🎈 x";
        let at = text.find('x').expect("an x");
        assert_eq!(Units::of(text, Span::new(at, at + 1)), Units { start: 5, end: 6 });
    }
}
