//! The text of a macro beside the text of its HTML: the same words, with other placeholders and line breaks between.

use crate::canned::layer::{Coding, Layer, html};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// A piece of a text.
#[derive(Debug, PartialEq, Eq)]
enum Piece {
    /// Stands for what is filled in later: its key, and what stands there where nothing is known.
    Blank(String, String),
    /// White space, and the mark of an item of a list behind it.
    Space,
    /// An address in brackets, which text has where HTML has a link.
    Address,
    Sign(char),
}

/// From the text of the HTML to the plain text; none where they differ in more than placeholders and white space.
pub(super) fn layer(text: &str, twin: &str) -> Option<Layer> {
    let (ours, theirs) = (pieces(text), pieces(twin));
    let mut layer = Layer::new(Coding::Plain);
    let (mut one, mut other) = (0, 0);
    loop {
        let end = theirs.get(other).map_or(twin.len(), |(_, place)| place.start);
        match (ours.get(one), theirs.get(other)) {
            (None, None) => return Some(layer),
            (Some((own, old)), Some((their, new))) if own == their => {
                if text[old.clone()] == twin[new.clone()] {
                    layer.plain(twin, new.clone());
                } else {
                    layer.fixed(new.clone(), &text[old.clone()]);
                }
                (one, other) = (one + 1, other + 1);
            }
            (_, Some((Piece::Address, _))) => other += 1,
            // One may begin or end with white space that the other has not.
            (Some((Piece::Space, old)), _) if one == 0 || one + 1 == ours.len() => {
                layer.fixed(end..end, &text[old.clone()]);
                one += 1;
            }
            (_, Some((Piece::Space, _))) if other == 0 || other + 1 == theirs.len() => other += 1,
            _ => return None,
        }
    }
}

fn pieces(text: &str) -> Vec<(Piece, Range<usize>)> {
    let (mut pieces, mut at) = (Vec::new(), 0);
    while let Some(sign) = text[at..].chars().next() {
        let (piece, length) = address(&text[at..])
            .or_else(|| space(text, at))
            .or_else(|| blank(&text[at..]))
            .unwrap_or((Piece::Sign(sign), sign.len_utf8()));
        pieces.push((piece, at..at + length));
        at += length;
    }
    pieces
}

/// The white space that stands here; marks of items count only at the beginning of a line.
fn space(text: &str, at: usize) -> Option<(Piece, usize)> {
    static SPACE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^\s+").expect("a pattern"));
    static MARK: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^(?:[-*•]|\d+\.)\s+").expect("a pattern"));
    let length = SPACE.find(&text[at..]).map_or(0, |found| found.len());
    let begins = at == 0 || text[at..at + length].contains('\n');
    let mark = if begins { MARK.find(&text[at + length..]).map_or(0, |found| found.len()) } else { 0 };
    (length + mark > 0).then_some((Piece::Space, length + mark))
}

/// The address that a text begins with, and the space before it.
fn address(text: &str) -> Option<(Piece, usize)> {
    static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^ ?(?:\((?:https?://|mailto:)[^\s()]+\)|<https?://[^\s<>]+>)").expect("a pattern")
    });
    ADDRESS.find(text).map(|found| (Piece::Address, found.len()))
}

/// The placeholder that a text begins with, in either manner.
fn blank(text: &str) -> Option<(Piece, usize)> {
    static ATTRIBUTE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r#"^<attribute\b((?:[^<>"']|"[^"]*"|'[^']*')*)>"#).expect("a pattern"));
    static MUSTACHE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"^\{\{\s*([^{}|]*?)\s*(?:\|\s*fallback\s*:\s*"([^"]*)"\s*)?\}\}"#).expect("a pattern")
    });
    if let Some(found) = ATTRIBUTE.captures(text) {
        let value = |name: &str| value(&found[1], name).unwrap_or_default();
        return Some((Piece::Blank(value("key"), value("default")), found[0].len()));
    }
    let found = MUSTACHE.captures(text)?;
    let fallback = found.get(2).map_or("", |found| found.as_str());
    Some((Piece::Blank(found[1].to_owned(), fallback.to_owned()), found[0].len()))
}

/// What an attribute of a tag says.
fn value(attributes: &str, name: &str) -> Option<String> {
    static VALUE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r#"([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')"#).expect("a pattern"));
    let found = VALUE.captures_iter(attributes).find(|found| &found[1] == name)?;
    let raw = found.get(2).or(found.get(3))?.as_str();
    Some(html::layer(raw).text().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(text: &str, twin: &str, old: &str, new: &str) -> Option<String> {
        let layer = layer(text, twin)?;
        assert_eq!(layer.text(), text);
        let start = text.find(old).expect("words that are there");
        let edits = layer.edit(start..start + old.len(), new).ok()?;
        let edits = edits.into_iter().map(|edit| (edit.place, edit.text.into_bytes())).collect();
        String::from_utf8(crate::splice::splice(twin.as_bytes(), edits)).ok()
    }

    #[test]
    fn placeholders_of_both_manners_are_the_same() {
        let text = "Hi <attribute key=\"user.name\" default=\"dear &amp; all\"/>,\n\nyour parcel left.";
        let twin = "Hi {{user.name|fallback:\"dear & all\"}},\nyour parcel left.\n";
        let new = "Hi {{user.name|fallback:\"dear & all\"}},\nyour letter left.\n";
        assert_eq!(changed(text, twin, "parcel", "letter").as_deref(), Some(new));
        assert_eq!(
            changed("Hi {{ user.name }}.", "Hi {{user.name}}.", "Hi", "Hello").as_deref(),
            Some("Hello {{user.name}}.")
        );
        let twin = "See our page (https://example.org/a) first.";
        let new = "See our site (https://example.org/a) first.";
        assert_eq!(changed("See our page first.", twin, "page", "site").as_deref(), Some(new));
        assert_eq!(changed("Do:\n- this", "Do:\nthis", "this", "that").as_deref(), Some("Do:\nthat"));
    }

    #[test]
    fn what_differs_is_left_alone() {
        assert!(layer("Your parcel left.", "Your letter left.").is_none());
        assert!(layer("Hi <attribute key=\"a\"/>.", "Hi {{b}}.").is_none());
        assert!(layer("Hi <attribute key=\"a\" default=\"x\"/>.", "Hi {{a}}.").is_none());
        assert!(layer("a b", "ab").is_none());
    }
}
