//! A change of the text as changes of the source: only the stretches that hold its words, none that is fixed.

use super::{Cell, Kind, Layer};
use std::ops::Range;

/// A stretch of the source and what stands there instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Edit {
    pub(crate) place: Range<usize>,
    pub(crate) text: String,
}

impl Layer {
    /// What changes in the source where `span` of the text becomes `new`.
    ///
    /// # Errors
    /// Why it cannot be done, for people.
    pub(crate) fn edit(&self, span: Range<usize>, new: &str) -> Result<Vec<Edit>, String> {
        let (span, new) = self.widened(span, new);
        if span.is_empty() {
            return Ok(vec![self.inserted(span.start, &new)?]);
        }
        let covered: Vec<&Cell> = self.cells.iter().filter(|cell| overlaps(&cell.text, &span)).collect();
        let (mut edits, mut rest) = (Vec::new(), new.as_str());
        for group in covered.split_inclusive(|cell| cell.kind == Kind::Fixed) {
            let (words, after) = self.share(group, rest)?;
            rest = after;
            edits.extend(self.written(group, &span, words)?);
        }
        if rest.is_empty() { Ok(edits) } else { Err(MARKUP.to_owned()) }
    }

    /// The same change, with escapes that it cuts replaced as a whole.
    fn widened(&self, span: Range<usize>, new: &str) -> (Range<usize>, String) {
        let cut = |at: usize| {
            let within = |cell: &&Cell| cell.kind == Kind::Escape && cell.text.start < at && at < cell.text.end;
            self.cells.iter().find(within).map(|cell| cell.text.clone())
        };
        let start = cut(span.start).map_or(span.start, |text| text.start);
        let end = cut(span.end).map_or(span.end, |text| text.end);
        let new = [&self.text[start..span.start], new, &self.text[span.end..end]].concat();
        (start..end, new)
    }

    /// Words put between two stretches, or into one.
    fn inserted(&self, at: usize, new: &str) -> Result<Edit, String> {
        let open = |cell: &&Cell| cell.kind != Kind::Fixed && cell.text.start <= at && at <= cell.text.end;
        let cell = self.cells.iter().find(open).ok_or(MARKUP)?;
        let place = match cell.kind {
            Kind::Plain => cell.source.start + (at - cell.text.start),
            _ if at == cell.text.start => cell.source.start,
            _ => cell.source.end,
        };
        Ok(Edit { place: place..place, text: self.coding.encode(new)? })
    }

    /// Of the new words those that belong to a group, up to the fixed stretch that ends it.
    fn share<'a>(&self, group: &[&Cell], rest: &'a str) -> Result<(&'a str, &'a str), String> {
        match group.last() {
            Some(last) if last.kind == Kind::Fixed => {
                rest.split_once(&self.text[last.text.clone()]).ok_or_else(|| MARKUP.to_owned())
            }
            _ => Ok((rest, "")),
        }
    }

    /// The edits of a group without fixed stretches: the words go into the first run, the others lose theirs.
    fn written(&self, group: &[&Cell], span: &Range<usize>, words: &str) -> Result<Vec<Edit>, String> {
        let mut runs: Vec<Range<usize>> = Vec::new();
        for cell in group.iter().filter(|cell| cell.kind != Kind::Fixed) {
            let place = covered(cell, span);
            match runs.last_mut() {
                Some(last) if last.end == place.start => last.end = place.end,
                _ => runs.push(place),
            }
        }
        if runs.is_empty() && !words.is_empty() {
            return Err(MARKUP.to_owned());
        }
        let mut texts = std::iter::once(self.coding.encode(words)?).chain(std::iter::repeat(String::new()));
        Ok(runs.into_iter().map(|place| Edit { place, text: texts.next().unwrap_or_default() }).collect())
    }
}

const MARKUP: &str = "the change would touch the markup around the words; make it by hand";

/// The part of a cell's source that a span of the text covers.
fn covered(cell: &Cell, span: &Range<usize>) -> Range<usize> {
    if cell.kind != Kind::Plain {
        return cell.source.clone();
    }
    let at = |place: usize| cell.source.start + (place - cell.text.start);
    at(span.start.max(cell.text.start))..at(span.end.min(cell.text.end))
}

fn overlaps(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}
