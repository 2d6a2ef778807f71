//! ICU messages, such as `{count, plural, one {# day} other {# days}}`.

use crate::guard::words::{Pattern, pattern};
use crate::text::Span;
use std::sync::LazyLock;

/// The head of an ICU message; its end is found by counting braces.
static ICU: Pattern = LazyLock::new(|| {
    pattern(r"\{\s*[\w.]+\s*,\s*(?:plural|select|selectordinal|number|date|time|spellout|ordinal|duration)\b")
});

/// ICU messages, outermost braces first.
pub(super) fn messages(text: &str) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    for head in ICU.find_iter(text) {
        let inside = out.last().is_some_and(|one| head.start() < one.end);
        if let Some(end) = (!inside).then(|| closing(text, head.start())).flatten() {
            out.push(Span::new(head.start(), end));
        }
    }
    out
}

/// The end of the braces that open at `start`; given up after a few kilobytes.
fn closing(text: &str, start: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate().skip(start).take(4000) {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 1 => return Some(at + 1),
            b'}' => depth -= 1,
            _ => {}
        }
    }
    None
}
