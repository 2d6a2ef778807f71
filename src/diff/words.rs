//! Where two texts differ, word by word, joined into stretches that a person can read.

use crate::text::Span;
use similar::{DiffTag, TextDiff};
use unicode_segmentation::UnicodeSegmentation;

/// So many words, of so many bytes together, may stand between two changes that are read as one.
const WORDS: usize = 2;
const BYTES: usize = 14;

/// The stretches that differ: in `before`, and what stands there in `after`.
pub(super) fn edits(before: &str, after: &str) -> Vec<(Span, Span)> {
    let mut joined: Vec<(Span, Span)> = Vec::new();
    for (old, new) in raw(before, after) {
        match joined.last_mut() {
            Some(last) if tiny(Span::new(last.0.end, old.start).of(before)) => {
                *last = (last.0.join(old), last.1.join(new))
            }
            _ => joined.push((old, new)),
        }
    }
    joined
}

/// The same without joining: the smallest stretches of whole words.
pub(crate) fn raw(before: &str, after: &str) -> Vec<(Span, Span)> {
    let diff = TextDiff::configure().diff_unicode_words(before, after);
    let old = places(diff.iter_old_slices());
    let new = places(diff.iter_new_slices());
    let span = |places: &[usize], range: std::ops::Range<usize>| Span::new(places[range.start], places[range.end]);
    let changed = diff.ops().iter().filter(|op| op.tag() != DiffTag::Equal);
    changed.map(|op| (span(&old, op.old_range()), span(&new, op.new_range()))).collect()
}

/// Where each word begins, and behind them the length of the text.
fn places<'a>(words: impl Iterator<Item = &'a str>) -> Vec<usize> {
    let ends = words.scan(0, |end, word| {
        *end += word.len();
        Some(*end)
    });
    std::iter::once(0).chain(ends).collect()
}

/// Whether so little stands unchanged between two changes that they read as one.
fn tiny(gap: &str) -> bool {
    let sentence_ends = gap.contains(['.', '!', '?', '\n', '…']);
    !sentence_ends && (gap.trim().is_empty() || gap.len() <= BYTES && gap.unicode_words().count() <= WORDS)
}
