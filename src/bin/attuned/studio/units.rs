//! Spans for a browser, which counts in UTF-16 where we count in bytes.

use attuned::Span;
use serde::Serialize;

/// A stretch of a text in UTF-16 units, half open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(super) struct Units {
    pub(super) start: usize,
    pub(super) end: usize,
}

/// A text that is counted through once, however many stretches of it somebody asks for.
pub(super) struct Counted<'a> {
    text: &'a str,
    /// A place in each so many bytes: its byte, and the units before it.
    known: Vec<(usize, usize)>,
}

/// Bytes between the places that are known.
const STRIDE: usize = 512;

impl<'a> Counted<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let (mut known, mut units) = (vec![(0, 0)], 0);
        for (at, sign) in text.char_indices() {
            if at >= known.len() * STRIDE {
                known.push((at, units));
            }
            units += sign.len_utf16();
        }
        Self { text, known }
    }

    /// A span of the text; one that does not cut it is clipped.
    pub(super) fn units(&self, span: Span) -> Units {
        Units { start: self.count(span.start), end: self.count(span.end) }
    }

    fn count(&self, end: usize) -> usize {
        let end = self.text.floor_char_boundary(end);
        let (at, units) = self.known[self.known.partition_point(|(at, _)| *at <= end) - 1];
        units + self.text[at..end].encode_utf16().count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_beyond_the_basic_plane_count_twice() {
        let text = "é 🎈 x";
        let at = text.find('x').expect("an x");
        assert_eq!(Counted::new(text).units(Span::new(at, at + 1)), Units { start: 5, end: 6 });
    }

    #[test]
    fn long_texts_are_counted_as_short_ones_and_spans_are_clipped() {
        let text = "aé🎈".repeat(900);
        let counted = Counted::new(&text);
        for end in 0..text.len() + 3 {
            let units = text[..text.floor_char_boundary(end)].encode_utf16().count();
            assert_eq!(counted.units(Span::new(0, end)), Units { start: 0, end: units });
        }
    }
}
