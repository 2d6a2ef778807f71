//! HTML as a person reads it, with the way back: no tags, white space as browsers show it, a line for each block.

mod around;
mod entity;
mod tags;
#[cfg(test)]
mod tests;
mod text;
mod words;

pub(crate) use entity::reference;
pub(crate) use tags::{Act, Tag, tags};
pub(crate) use words::Manner;

use super::page::Page;
use super::{Coding, Layer};
use around::Around;
use std::ops::Range;

/// The text of an HTML document or of a piece of one.
pub(crate) fn layer(source: &str) -> Layer {
    layer_within(source, &tags(source), 0..source.len())
}

/// The text of a part of a document whose tags are known.
pub(crate) fn layer_within(source: &str, tags: &[Tag], part: Range<usize>) -> Layer {
    let mut page = Page::new(source, Coding::Html(Manner::of(&source[part.clone()])));
    let mut around = Around::default();
    let mut at = part.start;
    for tag in within(tags, &part) {
        around.text(&mut page, source, at..tag.place.start);
        around.tag(&mut page, source, tag);
        at = tag.place.end;
    }
    around.text(&mut page, source, at..part.end);
    page.layer()
}

/// The tags of a part.
pub(crate) fn within<'a>(tags: &'a [Tag], part: &Range<usize>) -> &'a [Tag] {
    let first = tags.partition_point(|tag| tag.place.start < part.start);
    let behind = tags.partition_point(|tag| tag.place.end <= part.end);
    &tags[first..behind.max(first)]
}
