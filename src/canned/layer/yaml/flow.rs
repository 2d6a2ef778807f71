//! Texts without quotes, in single and in double ones. A line end is a space, several are one fewer.

use super::{Scalar, breaks, empty};
use crate::canned::layer::Layer;
use saphyr_parser::ScalarStyle;
use std::ops::Range;

pub(super) fn layer(source: &str, scalar: &Scalar) -> Option<Layer> {
    let inner = inner(source, scalar)?;
    let mut layer = empty(source, scalar, indent(source, &inner));
    let mut at = inner.start;
    while at < inner.end {
        at += piece(&mut layer, source, at..inner.end, scalar.style)?;
    }
    Some(layer)
}

/// Where the words are: without anchors, tags and quotes.
fn inner(source: &str, scalar: &Scalar) -> Option<Range<usize>> {
    let mut text = source.get(scalar.place.clone())?.trim_end();
    let end = scalar.place.start + text.len();
    while text.starts_with(['&', '!']) {
        let (_, rest) = text.split_once([' ', '\t', '\r', '\n'])?;
        text = rest.trim_start();
    }
    let start = end - text.len();
    let quote = match scalar.style {
        ScalarStyle::SingleQuoted => '\'',
        ScalarStyle::DoubleQuoted => '"',
        _ => return Some(start..end),
    };
    let inner = text.strip_prefix(quote)?.strip_suffix(quote)?;
    Some(start + 1..start + 1 + inner.len())
}

/// How far further lines are indented: as the second is, or deeper than the name before the first.
fn indent(source: &str, inner: &Range<usize>) -> usize {
    let spaces = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let mut further = source[inner.clone()].lines().skip(1).filter(|line| !line.trim().is_empty());
    if let Some(line) = further.next() {
        return spaces(line);
    }
    let mut before = source[..inner.start].rsplit('\n').next().unwrap_or("");
    let mut column = 2;
    loop {
        let rest = before.trim_start_matches(' ');
        column += before.len() - rest.len();
        match rest.strip_prefix("- ") {
            Some(rest) => (before, column) = (rest, column + 2),
            None => return column,
        }
    }
}

/// Adds what the place begins with; its length.
fn piece(layer: &mut Layer, source: &str, place: Range<usize>, style: ScalarStyle) -> Option<usize> {
    let text = &source[place.clone()];
    let (ends, length) = breaks(text);
    if ends > 0 {
        layer.escape(place.start..place.start + length, &folded(ends));
        return Some(length);
    }
    if style == ScalarStyle::DoubleQuoted && text.starts_with('\\') {
        return escape(layer, text, place.start);
    }
    if style == ScalarStyle::SingleQuoted && text.starts_with("''") {
        layer.escape(place.start..place.start + 2, "'");
        return Some(2);
    }
    let first = text.chars().next().map_or(1, char::len_utf8).max(length);
    let ends = |sign: char| matches!(sign, ' ' | '\t' | '\r' | '\n' | '\\' | '\'');
    let length = text[first..].find(ends).map_or(text.len(), |length| first + length);
    layer.plain(source, place.start..place.start + length);
    Some(length)
}

/// What so many line ends are in the text.
pub(super) fn folded(ends: usize) -> String {
    if ends == 1 { " ".to_owned() } else { "\n".repeat(ends - 1) }
}

/// Adds the escape that a text in double quotes begins with; its length.
fn escape(layer: &mut Layer, text: &str, at: usize) -> Option<usize> {
    let (ends, blank) = breaks(&text[1..]);
    if ends > 0 && text[1..].starts_with(['\r', '\n']) {
        if ends > 1 {
            layer.escape(at..at + 1 + blank, &"\n".repeat(ends - 1));
        }
        return Some(1 + blank);
    }
    let (sign, length) = sign(text)?;
    layer.escape(at..at + length, sign.encode_utf8(&mut [0; 4]));
    Some(length)
}

/// The sign that an escape stands for, and how long it is.
fn sign(text: &str) -> Option<(char, usize)> {
    let name = text.chars().nth(1)?;
    let digits = match name {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        _ => return Some((named(name)?, 1 + name.len_utf8())),
    };
    let number = u32::from_str_radix(text.get(2..2 + digits)?, 16).ok()?;
    Some((char::from_u32(number)?, 2 + digits))
}

fn named(name: char) -> Option<char> {
    Some(match name {
        '0' => '\0',
        'a' => '\u{7}',
        'b' => '\u{8}',
        't' | '\t' => '\t',
        'n' => '\n',
        'v' => '\u{b}',
        'f' => '\u{c}',
        'r' => '\r',
        'e' => '\u{1b}',
        'N' => '\u{85}',
        '_' => '\u{a0}',
        'L' => '\u{2028}',
        'P' => '\u{2029}',
        ' ' | '"' | '/' | '\\' => name,
        _ => return None,
    })
}
