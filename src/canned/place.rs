//! Where something stands in a file, as people and their programs count: lines and columns from 1.

use crate::text::Span;
use serde::Serialize;

/// A stretch of a file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Place {
    /// Byte offsets into the text of the file, without a byte order mark.
    pub span: Span,
    /// The line of its first sign, from 1.
    pub line: usize,
    /// The column of its first sign, from 1, in characters.
    pub column: usize,
    /// The line behind its last sign, from 1.
    pub end_line: usize,
    /// The column behind its last sign, from 1, in characters.
    pub end_column: usize,
}

/// Where each line of a text begins, and how many characters there are up to some places: an export of a megabyte may be
/// one line.
#[derive(Debug, Clone)]
pub(crate) struct Lines {
    starts: Vec<usize>,
    counts: Vec<usize>,
}

/// Bytes from one place whose characters are counted to the next.
const STRIDE: usize = 1024;

impl Lines {
    pub(crate) fn new(text: &str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let counts = text.as_bytes().chunks(STRIDE).scan(0, |sum, chunk| {
            let before = *sum;
            *sum += characters(chunk);
            Some(before)
        });
        Self { starts, counts: counts.collect() }
    }

    /// A span of the text in lines and columns.
    pub(crate) fn place(&self, text: &str, span: Span) -> Place {
        let ((line, column), (end_line, end_column)) = (self.at(text, span.start), self.at(text, span.end));
        Place { span, line, column, end_line, end_column }
    }

    fn at(&self, text: &str, offset: usize) -> (usize, usize) {
        let offset = offset.min(text.len());
        let line = self.starts.partition_point(|start| *start <= offset).max(1);
        (line, self.count(text, offset) - self.count(text, self.starts[line - 1]) + 1)
    }

    /// How many characters stand before an offset.
    fn count(&self, text: &str, offset: usize) -> usize {
        let Some(before) = self.counts.get(offset / STRIDE) else {
            return self
                .counts
                .last()
                .map_or(0, |last| last + characters(&text.as_bytes()[(self.counts.len() - 1) * STRIDE..offset]));
        };
        before + characters(&text.as_bytes()[offset / STRIDE * STRIDE..offset])
    }
}

/// How many characters begin in these bytes.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_are_those_of_counting() {
        for text in ["", "a\nüb\r\n\n🙂c", &"é🙂x".repeat(900), &"ab\n".repeat(700), &"x".repeat(2048)] {
            let lines = Lines::new(text);
            for (at, _) in text.char_indices().chain([(text.len(), ' ')]) {
                let before = &text[..at];
                let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
                assert_eq!(lines.at(text, at), (before.matches('\n').count() + 1, column));
            }
        }
    }
}
