//! A text and what it is written in: for each stretch of the text the stretch of the source that stands for it, and how
//! a changed stretch is written there.

mod coding;
mod edit;
pub(crate) mod html;
pub(crate) mod markdown;
mod page;
mod spread;
mod template;
#[cfg(test)]
mod tests;
pub(crate) mod yaml;

pub(crate) use coding::Coding;
pub(crate) use edit::{Edit, MARKUP};

use std::ops::Range;

/// What a stretch of the source means for changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// The same bytes in both; may be cut anywhere between characters.
    Plain,
    /// Written in another way, such as `&amp;` or `\n`; replaced as a whole.
    Escape,
    /// Stands for something that is not text, such as a line break that is a tag; never changed.
    Fixed,
}

/// A stretch of the text and of its source.
#[derive(Debug, Clone)]
struct Cell {
    text: Range<usize>,
    source: Range<usize>,
    kind: Kind,
}

/// A text that was decoded, with the way back. Places are byte offsets; cells stand in the order of both.
#[derive(Debug, Clone)]
pub(crate) struct Layer {
    text: String,
    cells: Vec<Cell>,
    coding: Coding,
    /// Stretches of the source, such as the words of a link, that must keep some words.
    links: Vec<Range<usize>>,
}

impl Layer {
    /// Nothing decoded yet.
    pub(crate) fn new(coding: Coding) -> Self {
        Self { text: String::new(), cells: Vec::new(), coding, links: Vec::new() }
    }

    /// The text that stands as it is in `source[place]`.
    pub(crate) fn whole(source: &str, place: Range<usize>) -> Self {
        let mut layer = Self::new(Coding::Plain);
        layer.plain(source, place);
        layer
    }

    /// Adds a stretch that stands as it is in the source.
    pub(crate) fn plain(&mut self, source: &str, place: Range<usize>) {
        let Some(words) = source.get(place.clone()).filter(|words| !words.is_empty()) else { return };
        let start = self.text.len();
        self.text.push_str(words);
        match self.cells.last_mut() {
            Some(last) if last.kind == Kind::Plain && last.source.end == place.start => {
                (last.text.end, last.source.end) = (self.text.len(), place.end);
            }
            _ => self.cells.push(Cell { text: start..self.text.len(), source: place, kind: Kind::Plain }),
        }
    }

    /// Adds a stretch that the source writes in another way.
    pub(crate) fn escape(&mut self, place: Range<usize>, words: &str) {
        self.add(place, words, Kind::Escape);
    }

    /// Adds a stretch that no change may touch.
    pub(crate) fn fixed(&mut self, place: Range<usize>, words: &str) {
        self.add(place, words, Kind::Fixed);
    }

    fn add(&mut self, source: Range<usize>, words: &str, kind: Kind) {
        let start = self.text.len();
        self.text.push_str(words);
        self.cells.push(Cell { text: start..self.text.len(), source, kind });
    }

    /// Where the source of what was added last ends.
    fn end(&self) -> usize {
        self.cells.last().map_or(0, |cell| cell.source.end)
    }

    /// Says that the words in a stretch of the source are those of a link: a change may not take all of them.
    pub(crate) fn link(&mut self, place: Range<usize>) {
        self.links.push(place);
    }

    /// The decoded text.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Where a stretch of the text stands in the source, from its first to its last sign.
    pub(crate) fn place(&self, span: Range<usize>) -> Range<usize> {
        let end = span.end.max(span.start + 1);
        let first = self.cells.partition_point(|cell| cell.text.end <= span.start);
        let behind = self.cells.partition_point(|cell| cell.text.start < end);
        let first = self.cells.get(first).or(self.cells.last());
        let (Some(first), Some(last)) = (first, self.cells[..behind].last()) else { return 0..0 };
        let from = match first.kind {
            Kind::Plain => first.source.start + span.start.saturating_sub(first.text.start).min(first.text.len()),
            _ => first.source.start,
        };
        let to = match last.kind {
            Kind::Plain => last.source.start + span.end.saturating_sub(last.text.start).min(last.text.len()),
            _ => last.source.end,
        };
        from..to.max(from)
    }
}
