//! The same questions answered in the simplest way, to hold the answers against.

use attuned::Span;

/// The words of letters alone that stand outside placeholders.
pub(crate) fn words(text: &str) -> Vec<Span> {
    let locked =
        regex::Regex::new(r"\{[^}]*\}+|<[^>]*>+|\[[^\]]*\]+|%\S+|\$\S+|\*\|.*?\|\*|`[^`]*`").expect("a pattern");
    let locked: Vec<_> = locked.find_iter(text).map(|found| found.range()).collect();
    let word = regex::Regex::new(r"\p{L}+").expect("a pattern");
    let free = |span: &Span| !locked.iter().any(|place| place.start < span.end && span.start < place.end);
    word.find_iter(text).map(|found| Span::new(found.start(), found.end())).filter(free).collect()
}

/// A text with one stretch replaced.
pub(crate) fn replaced(text: &str, span: Span, new: &str) -> String {
    [&text[..span.start], new, &text[span.end..]].concat()
}

/// A text in the encoding that these bytes are in.
pub(crate) fn encoded(text: &str, like: &[u8]) -> Vec<u8> {
    match like {
        [0xef, 0xbb, 0xbf, ..] => [&like[..3], text.as_bytes()].concat(),
        [0xff, 0xfe, ..] => [&like[..2], &text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()].concat(),
        [0xfe, 0xff, ..] => [&like[..2], &text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>()].concat(),
        _ if std::str::from_utf8(like).is_ok() => text.as_bytes().to_vec(),
        _ => encoding_rs::WINDOWS_1252.encode(text).0.into_owned(),
    }
}

/// Line and column, from 1, counted from the start.
pub(crate) fn position(text: &str, at: usize) -> (usize, usize) {
    let before = &text[..at];
    let line = before.matches('\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    (line, before[start..].chars().count() + 1)
}
