//! A page as it fills with words: which white space is seen, where lines end, how list items begin.

use super::{Coding, Layer};
use std::ops::Range;

/// What stands between two words that are not on one line.
#[derive(Debug, Default)]
struct Gap {
    /// How many lines end in it.
    breaks: usize,
    /// Whether paragraphs meet in it.
    margin: bool,
    /// What a list item behind it begins with.
    item: Option<String>,
    /// From the first to the last tag that makes it.
    place: Option<Range<usize>>,
}

/// A page: what was read of a source so far.
#[derive(Debug)]
pub(super) struct Page<'a> {
    source: &'a str,
    layer: Layer,
    /// White space that is seen if a word follows on the same line.
    space: Option<Range<usize>>,
    gap: Gap,
    /// Whether the line has words.
    open: bool,
}

impl<'a> Page<'a> {
    pub(super) fn new(source: &'a str, coding: Coding) -> Self {
        Self { source, layer: Layer::new(coding), space: None, gap: Gap::default(), open: false }
    }

    pub(super) fn layer(self) -> Layer {
        self.layer
    }

    /// White space; what follows other white space is not seen.
    pub(super) fn space(&mut self, place: Range<usize>) {
        match &mut self.space {
            _ if place.is_empty() => {}
            Some(space) if space.end == place.start => space.end = place.end,
            Some(_) => {}
            None => self.space = Some(place),
        }
    }

    /// Words that stand as they are.
    pub(super) fn words(&mut self, place: Range<usize>) {
        self.settle(place.start);
        self.layer.plain(self.source, place);
    }

    /// A sign that is written in another way, or changes only as a whole.
    pub(super) fn sign(&mut self, place: Range<usize>, sign: &str) {
        self.settle(place.start);
        self.layer.escape(place, sign);
    }

    /// Words that nobody may change.
    pub(super) fn fixed(&mut self, place: Range<usize>, words: &str) {
        self.settle(place.start);
        self.layer.fixed(place, words);
    }

    /// Says that the words here are those of a link.
    pub(super) fn link(&mut self, place: Range<usize>) {
        self.layer.link(place);
    }

    /// The tag of a line break.
    pub(super) fn line(&mut self, place: Range<usize>) {
        self.reach(place);
        self.gap.breaks += 1;
        self.open = false;
    }

    /// A tag at which a block begins or ends, a paragraph with space around it or not.
    pub(super) fn block(&mut self, place: Range<usize>, paragraph: bool) {
        self.reach(place);
        self.gap.breaks += usize::from(self.open);
        self.gap.margin |= paragraph && self.gap.item.is_none();
        self.open = false;
    }

    /// The tag at which a list item begins, with its mark.
    pub(super) fn item(&mut self, place: Range<usize>, mark: String) {
        self.block(place, false);
        self.gap.margin = false;
        self.gap.item = Some(mark);
    }

    fn reach(&mut self, place: Range<usize>) {
        self.space = None;
        match &mut self.gap.place {
            Some(whole) => whole.end = place.end,
            none => *none = Some(place),
        }
    }

    /// Writes what stands before a word.
    fn settle(&mut self, start: usize) {
        let (gap, space) = (std::mem::take(&mut self.gap), self.space.take());
        let first = self.layer.text().is_empty();
        self.open = true;
        if let Some(place) = gap.place.clone() {
            let text = between(&gap, first);
            if !text.is_empty() {
                let end = self.layer.end();
                self.layer.fixed(place.start.clamp(end, start)..place.end.clamp(end, start), &text);
                return;
            }
        }
        if let Some(space) = space.filter(|space| !first && self.layer.end() <= space.start && space.end <= start) {
            match &self.source[space.clone()] {
                " " => self.layer.plain(self.source, space),
                _ => self.layer.escape(space, " "),
            }
        }
    }
}

/// A gap as text.
fn between(gap: &Gap, first: bool) -> String {
    let breaks = match gap.margin {
        _ if first => 0,
        true => gap.breaks.max(2),
        false => gap.breaks,
    };
    let item = gap.item.as_deref().unwrap_or("");
    format!("{}{item}", "\n".repeat(breaks))
}
