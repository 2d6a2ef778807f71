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

/// The same without joining: the smallest stretches of whole words. Where both texts have as many lines, or as many
/// paragraphs, and it costs little, none goes over a line's or a paragraph's end: markup may stand there.
pub(crate) fn raw(before: &str, after: &str) -> Vec<(Span, Span)> {
    let whole = within(before, after);
    let broken = |(old, new): &(Span, Span)| old.of(before).contains('\n') || new.of(after).contains('\n');
    if !whole.iter().any(broken) {
        return whole;
    }
    let pieces = ["\n", "\n\n"].into_iter().find(|end| before.matches(end).count() == after.matches(end).count());
    match pieces.map(|end| piece_by_piece(before, after, end)) {
        Some(apart) if size(&apart) * 2 <= size(&whole) * 3 => apart,
        _ => whole,
    }
}

/// The stretches that differ, looked for in each piece alone.
fn piece_by_piece(before: &str, after: &str, end: &str) -> Vec<(Span, Span)> {
    let (mut edits, mut old, mut new) = (Vec::new(), 0, 0);
    for (was, is) in before.split(end).zip(after.split(end)) {
        let moved = |span: Span, by: usize| Span::new(span.start + by, span.end + by);
        edits.extend(within(was, is).into_iter().map(|(was, is)| (moved(was, old), moved(is, new))));
        (old, new) = (old + was.len() + end.len(), new + is.len() + end.len());
    }
    edits
}

/// How many bytes some edits touch.
fn size(edits: &[(Span, Span)]) -> usize {
    edits.iter().map(|(old, new)| old.len() + new.len()).sum()
}

/// The stretches that differ, whatever they hold.
fn within(before: &str, after: &str) -> Vec<(Span, Span)> {
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
