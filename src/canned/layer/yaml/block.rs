//! Texts behind `|`, line by line, and behind `>`, where lines are joined unless they are indented further.

use super::flow::folded;
use super::{Scalar, empty};
use crate::canned::layer::Layer;
use saphyr_parser::ScalarStyle;
use std::ops::Range;

pub(super) fn layer(source: &str, scalar: &Scalar) -> Option<Layer> {
    let (start, indent) = body(source, scalar)?;
    let mut layer = empty(source, scalar, indent);
    let mut last: Option<Range<usize>> = None;
    let mut ends = 0;
    for line in lines(source, start..scalar.place.end) {
        let words = line.start + indent..line.end;
        let blank = source[line.clone()].trim_start_matches(' ').is_empty();
        // A line of more spaces than the indent has some of them as its words.
        if blank && line.len() <= indent {
            ends += 1;
            continue;
        }
        if source.get(line.start..words.start)?.contains(|sign: char| sign != ' ') {
            break;
        }
        let before = last.as_ref().map_or(start, |last| last.end);
        let text = between(source, scalar, last.as_ref(), &words, ends);
        if !text.is_empty() {
            layer.escape(before..words.start, &text);
        }
        layer.plain(source, words.clone());
        last = Some(words);
        ends = 1;
    }
    Some(layer)
}

/// What stands in the text between two lines with so many line ends between them, or before the first.
fn between(source: &str, scalar: &Scalar, last: Option<&Range<usize>>, next: &Range<usize>, ends: usize) -> String {
    let deeper = |line: &Range<usize>| source[line.clone()].starts_with([' ', '\t']);
    match last {
        Some(last) if scalar.style == ScalarStyle::Folded && !deeper(last) && !deeper(next) => folded(ends),
        _ => "\n".repeat(ends),
    }
}

/// Where the line behind the one with `|` begins, and how far the text is indented.
fn body(source: &str, scalar: &Scalar) -> Option<(usize, usize)> {
    let place = &scalar.place;
    let line = source[..place.start].rfind('\n').map_or(0, |end| end + 1);
    let mut start = line;
    let indent = if source[line..place.start].bytes().all(|byte| byte == b' ') && !is_property(source, place) {
        place.start - line
    } else {
        start = place.start + source[place.clone()].find('\n')? + 1;
        let mut lines = source[start..place.end].lines();
        lines.find(|line| !line.trim().is_empty()).map(|line| line.len() - line.trim_start_matches(' ').len())?
    };
    while let Some(before) = source[..start].strip_suffix('\n') {
        let before = before.rfind('\n').map_or(0, |end| end + 1);
        if !source[before..start].trim().is_empty() {
            break;
        }
        start = before;
    }
    Some((start, indent))
}

/// Whether the place begins with an anchor or a tag before the `|`.
fn is_property(source: &str, place: &Range<usize>) -> bool {
    let first = source[place.clone()].lines().next().unwrap_or("");
    let marks = |word: &str| word.starts_with(['|', '>']);
    first.starts_with(['&', '!']) && first.split(' ').any(marks) || marks(first)
}

/// The lines of a part, without their ends.
fn lines(source: &str, part: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let mut at = part.start;
    source[part.start..part.end.max(part.start)].split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        start..start + line.trim_end_matches(['\r', '\n']).len()
    })
}
