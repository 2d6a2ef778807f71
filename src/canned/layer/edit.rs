//! Changes of the text as changes of the source: only the stretches that hold its words, none that is fixed.

use super::{Cell, Kind, Layer};
use std::ops::Range;

/// A stretch of the source and what stands there instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Edit {
    pub(crate) place: Range<usize>,
    pub(crate) text: String,
}

/// Why nothing is written where a change would take or split what is no text.
pub(crate) const MARKUP: &str =
    "the change would touch the markup around the words; put words there that leave it whole";

impl Layer {
    /// What changes in the source where these stretches of the text, none over another, become something else.
    ///
    /// # Errors
    /// Why it cannot be done, for people.
    pub(crate) fn edits(&self, changes: Vec<Edit>) -> Result<Vec<Edit>, String> {
        let (changes, mut edits) = (self.apart(changes), Vec::new());
        let words: String = changes.iter().map(|change| change.text.as_str()).collect();
        if let Some(text) = self.coding.anew(&words, || self.changed(&changes)) {
            let place = self.place(0..self.text.len());
            return Ok(vec![Edit { place, text }]);
        }
        changes.into_iter().try_for_each(|change| self.write(change, &mut edits))?;
        if self.empties_a_link(&edits) { Err(MARKUP.to_owned()) } else { Ok(edits) }
    }

    /// What changes in the source where `span` of the text becomes `new`.
    #[cfg(test)]
    pub(crate) fn edit(&self, span: Range<usize>, new: &str) -> Result<Vec<Edit>, String> {
        self.edits(vec![Edit { place: span, text: new.to_owned() }])
    }

    /// The text with these changes.
    fn changed(&self, changes: &[Edit]) -> String {
        let edits = changes.iter().map(|change| (change.place.clone(), change.text.clone().into_bytes())).collect();
        String::from_utf8_lossy(&crate::splice::splice(self.text.as_bytes(), edits)).into_owned()
    }

    /// The same changes in their order, each around whole what it cuts; those that cut the same stretch are one.
    fn apart(&self, mut changes: Vec<Edit>) -> Vec<Edit> {
        changes.sort_by_key(|change| change.place.start);
        let mut apart: Vec<Edit> = Vec::with_capacity(changes.len());
        for change in changes {
            match apart.last_mut() {
                Some(last) if self.widened(&last.place).end > self.widened(&change.place).start => {
                    let between = self.text.get(last.place.end..change.place.start).unwrap_or("");
                    last.text = [&last.text, between, &change.text].concat();
                    last.place.end = last.place.end.max(change.place.end);
                }
                _ => apart.push(change),
            }
        }
        apart.into_iter().map(|change| self.around(change)).collect()
    }

    /// A change with what it cuts replaced as a whole.
    fn around(&self, Edit { place, text }: Edit) -> Edit {
        let wide = self.widened(&place);
        let text = [&self.text[wide.start..place.start], &text, &self.text[place.end..wide.end]].concat();
        Edit { place: wide, text }
    }

    /// A span and the rest of the escapes that its ends cut.
    fn widened(&self, span: &Range<usize>) -> Range<usize> {
        let cut = |at: usize| {
            let cell = self.cells.get(self.cells.partition_point(|cell| cell.text.end <= at));
            cell.filter(|cell| cell.kind != Kind::Plain && cell.text.start < at).map(|cell| cell.text.clone())
        };
        let start = cut(span.start).map_or(span.start, |text| text.start);
        start..cut(span.end).map_or(span.end, |text| text.end)
    }

    /// Writes one change.
    pub(super) fn write(&self, change: Edit, edits: &mut Vec<Edit>) -> Result<(), String> {
        if change.place.is_empty() {
            let inserted = self.inserted(change.place.start, &change.text)?;
            edits.extend(inserted);
            return Ok(());
        }
        match self.runs(&change.place).as_slice() {
            [(place, Kind::Plain)] => {
                edits.push(Edit { place: place.clone(), text: self.coding.encode(&change.text)? })
            }
            _ => self.spread(change, edits)?,
        }
        Ok(())
    }

    /// The cells that a span of the text covers at least in part.
    pub(super) fn covered(&self, span: &Range<usize>) -> &[Cell] {
        let first = self.cells.partition_point(|cell| cell.text.end <= span.start);
        let behind = self.cells.partition_point(|cell| cell.text.start < span.end);
        &self.cells[first..behind.max(first)]
    }

    /// The stretches of the source that a span of the text covers: open ones, as long as nothing stands between, and
    /// fixed ones.
    pub(super) fn runs(&self, span: &Range<usize>) -> Vec<(Range<usize>, Kind)> {
        let mut runs: Vec<(Range<usize>, Kind)> = Vec::new();
        for cell in self.covered(span) {
            let (place, open) = (within(cell, span), cell.kind != Kind::Fixed);
            match runs.last_mut() {
                Some((last, Kind::Plain)) if open && last.end == place.start => last.end = place.end,
                _ => runs.push((place, if open { Kind::Plain } else { Kind::Fixed })),
            }
        }
        runs
    }

    /// Words put between two stretches, or into one; rather outside a link than into it.
    fn inserted(&self, at: usize, new: &str) -> Result<Option<Edit>, String> {
        if new.is_empty() {
            return Ok(None);
        }
        let first = self.cells.partition_point(|cell| cell.text.end < at);
        let near = self.cells[first..].iter().take_while(|cell| cell.text.start <= at);
        let open: Vec<&Cell> = near.filter(|cell| cell.kind != Kind::Fixed).collect();
        let free = open.iter().find(|cell| !self.in_link(&cell.source)).or(open.first());
        let cell = free.ok_or(MARKUP)?;
        let place = match cell.kind {
            Kind::Plain => cell.source.start + (at - cell.text.start),
            _ if at == cell.text.start => cell.source.start,
            _ => cell.source.end,
        };
        Ok(Some(Edit { place: place..place, text: self.coding.encode(new)? }))
    }

    pub(super) fn in_link(&self, place: &Range<usize>) -> bool {
        self.links.iter().any(|link| link.start <= place.start && place.end <= link.end)
    }

    /// Whether some link would have no words any more.
    fn empties_a_link(&self, edits: &[Edit]) -> bool {
        let blank = |link: &Range<usize>| {
            let here: Vec<&Edit> =
                edits.iter().filter(|edit| link.start <= edit.place.start && edit.place.end <= link.end).collect();
            !here.is_empty()
                && here.iter().all(|edit| edit.text.trim().is_empty())
                && self.inside(link).all(|cell| self.kept(cell, &here).trim().is_empty())
        };
        self.links.iter().any(blank)
    }

    /// The cells inside a stretch of the source.
    fn inside(&self, place: &Range<usize>) -> impl Iterator<Item = &Cell> {
        let from = self.cells.partition_point(|cell| cell.source.end <= place.start);
        let end = place.end;
        self.cells[from..].iter().take_while(move |cell| cell.source.start < end)
    }

    /// What some edits leave of a cell's text.
    fn kept(&self, cell: &Cell, edits: &[&Edit]) -> String {
        let stays = |at: usize| edits.iter().all(|edit| !edit.place.contains(&at));
        let place = |at: usize| if cell.kind == Kind::Plain { cell.source.start + at } else { cell.source.start };
        let text = &self.text[cell.text.clone()];
        text.char_indices().filter(|(at, _)| stays(place(*at))).map(|(_, sign)| sign).collect()
    }
}

/// The part of a cell's source that a span of the text covers.
fn within(cell: &Cell, span: &Range<usize>) -> Range<usize> {
    if cell.kind != Kind::Plain {
        return cell.source.clone();
    }
    let at = |place: usize| cell.source.start + (place - cell.text.start);
    at(span.start.max(cell.text.start))..at(span.end.min(cell.text.end))
}
