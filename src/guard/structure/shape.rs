//! The shape of a text, as far as it must stay.

use super::endings::ends;
use super::lists::{Item, items};
use crate::guard::Side;
use crate::guard::placeholders;
use crate::guard::words::{Pattern, blank, pattern};
use std::sync::LazyLock;

/// The marker of a heading.
static HEADING: Pattern = LazyLock::new(|| pattern(r"(?m)^(#{1,6})[ \t]+\S"));

/// A table's row, by its bars.
static ROW: Pattern = LazyLock::new(|| pattern(r"(?m)^[ \t]*\|.*\|[ \t]*\r?$"));

/// A bold label: bold text that ends with a colon, or is followed by one.
static LABEL: Pattern =
    LazyLock::new(|| pattern(r"\*\*([^*\n]{1,60}:)\*\*|\*\*([^*\n]{1,60})\*\*:|__([^_\n]{1,60}:)__"));

/// A block quote's line.
static QUOTE: Pattern = LazyLock::new(|| pattern(r"(?m)^[ \t]*>[ \t]?(.*)$"));

/// A link or image with its target.
static LINK: Pattern = LazyLock::new(|| pattern(r"!?\[[^\]\n]*\]\([^\s()]+(?:\s+\x22[^\x22\n]*\x22)?\)"));

/// An HTML tag by its name.
static TAG: Pattern = LazyLock::new(|| pattern(r"</?([a-zA-Z][a-zA-Z0-9]*)(?:\s[^<>\n]*)?/?>"));

/// A line that fences code.
static FENCE: Pattern = LazyLock::new(|| pattern(r"(?m)^[ \t]*(?:```|~~~)"));

/// The first groups of all matches.
fn firsts(pattern: &Pattern, text: &str) -> Vec<String> {
    let first =
        |found: regex::Captures<'_>| found.iter().skip(1).flatten().next().map(|one| one.as_str().trim().to_owned());
    pattern.captures_iter(text).filter_map(first).collect()
}

/// The shape of a text.
pub(in crate::guard) struct Shape {
    /// How many line ends are CR LF, LF alone and CR alone.
    pub(super) ends: [usize; 3],
    pub(super) fences: usize,
    pub(super) items: Vec<Item>,
    pub(super) labels: Vec<String>,
    pub(super) headings: Vec<String>,
    /// The bars of each row of a table.
    pub(super) bars: Vec<usize>,
    pub(super) quotes: Vec<String>,
    pub(super) links: usize,
    pub(super) tags: Vec<String>,
}

impl Shape {
    /// Reads the shape of a text. Most have none of the signs that it is made of, and need no pattern for it.
    pub(in crate::guard) fn of(side: &Side) -> Self {
        let source = side.source.as_str();
        let text = if side.code().is_empty() { source.into() } else { blank(source, side.code()) };
        let when =
            |sign: &str, pattern: &Pattern| if text.contains(sign) { firsts(pattern, &text) } else { Vec::new() };
        let bars = |row: regex::Match<'_>| row.as_str().matches('|').count();
        Self {
            ends: ends(source),
            fences: if source.contains("```") || source.contains("~~~") { FENCE.find_iter(source).count() } else { 0 },
            items: items(&text),
            labels: if text.contains("**") { firsts(&LABEL, &text) } else { when("__", &LABEL) },
            headings: when("#", &HEADING),
            bars: if text.contains('|') { ROW.find_iter(&text).map(bars).collect() } else { Vec::new() },
            quotes: when(">", &QUOTE),
            links: if text.contains("](") { LINK.find_iter(&text).count() } else { 0 },
            tags: if text.contains('<') { tags(&text) } else { Vec::new() },
        }
    }
}

/// The HTML tags of a text, in order, without placeholders that look like tags.
fn tags(text: &str) -> Vec<String> {
    let spans = placeholders::spans(text);
    TAG.find_iter(&blank(text, &spans)).map(|tag| tag.as_str().to_lowercase()).collect()
}
