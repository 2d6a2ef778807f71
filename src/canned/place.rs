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

/// Where each line of a text begins.
#[derive(Debug, Clone)]
pub(crate) struct Lines(Vec<usize>);

impl Lines {
    pub(crate) fn new(text: &str) -> Self {
        Self(std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect())
    }

    /// A span of the text in lines and columns.
    pub(crate) fn place(&self, text: &str, span: Span) -> Place {
        let ((line, column), (end_line, end_column)) = (self.at(text, span.start), self.at(text, span.end));
        Place { span, line, column, end_line, end_column }
    }

    fn at(&self, text: &str, offset: usize) -> (usize, usize) {
        let line = self.0.partition_point(|start| *start <= offset).max(1);
        let before = text.get(self.0[line - 1]..offset).unwrap_or("");
        (line, before.chars().count() + 1)
    }
}
