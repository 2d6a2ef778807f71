//! Text between tags: white space as browsers show it, references decoded, tags of templates whole.

use super::entity::reference;
use crate::canned::layer::page::Page;
use crate::canned::layer::template::template;
use std::ops::Range;

/// Text between tags.
pub(super) fn prose(page: &mut Page<'_>, source: &str, place: Range<usize>) {
    let mut at = place.start;
    while at < place.end {
        let text = &source[at..place.end];
        let spaces = text.bytes().take_while(u8::is_ascii_whitespace).count();
        if spaces > 0 {
            page.space(at..at + spaces);
            at += spaces;
            continue;
        }
        at += word(page, text, at);
    }
}

/// Puts the word or the sign onto the page that a text begins with; its length.
fn word(page: &mut Page<'_>, text: &str, at: usize) -> usize {
    if let Some((length, sign)) = text.starts_with('&').then(|| reference(text)).flatten() {
        match sign.chars().all(|sign| sign.is_ascii_whitespace()) {
            true => page.space(at..at + length),
            false => page.sign(at..at + length, &sign),
        }
        return length;
    }
    if let Some(length) = template(text) {
        page.sign(at..at + length, &text[..length]);
        return length;
    }
    let ends = |sign: char| sign.is_ascii_whitespace() || matches!(sign, '&' | '{' | '<' | '[');
    let first = text.chars().next().map_or(1, char::len_utf8);
    let length = text[first..].find(ends).map_or(text.len(), |length| first + length);
    page.words(at..at + length);
    length
}

/// Text that is no prose: shown with the marks of code, by which everybody knows it, and never changed.
pub(super) fn code(page: &mut Page<'_>, source: &str, place: Range<usize>, lines: bool) {
    let text = &source[place.clone()];
    let inner = text.trim_matches(|sign: char| sign.is_ascii_whitespace());
    let start = place.start + (text.len() - text.trim_ascii_start().len());
    if inner.is_empty() {
        page.space(place);
        return;
    }
    page.space(place.start..start);
    let shown = shown(inner);
    let shown = match lines {
        true => format!("```\n{shown}\n```"),
        false => format!("`{}`", shown.split_ascii_whitespace().collect::<Vec<_>>().join(" ")),
    };
    page.fixed(start..start + inner.len(), &shown);
    page.space(start + inner.len()..place.end);
}

/// A text with its references decoded.
fn shown(text: &str) -> String {
    let (mut out, mut rest) = (String::new(), text);
    while let Some(at) = rest.find('&') {
        let (length, sign) = reference(&rest[at..]).unwrap_or((1, "&".to_owned()));
        out.push_str(&rest[..at]);
        out.push_str(&sign);
        rest = &rest[at + length..];
    }
    out + rest
}
