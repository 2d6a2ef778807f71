//! HTML as a person reads it, with the way back: no tags, white space as browsers show it, a line for each block.

mod entity;
mod tags;
#[cfg(test)]
mod tests;
mod words;

pub(crate) use entity::reference;
pub(crate) use tags::{Act, Tag, tags};
pub(crate) use words::Manner;

use super::page::Page;
use super::template::template;
use super::{Coding, Layer};
use std::ops::Range;

/// Elements with a line of their own.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "header",
    "html",
    "legend",
    "main",
    "nav",
    "option",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "template",
    "tfoot",
    "th",
    "thead",
    "tr",
];

/// Elements with space around them.
const PARAGRAPHS: &[&str] = &["blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "p", "pre"];

/// Elements whose content nobody reads as part of the text.
const SILENT: &[&str] = &[
    "head", "iframe", "math", "noembed", "noframes", "object", "script", "select", "style", "svg", "textarea", "title",
    "xmp",
];

/// Elements whose content is shown but is no prose.
const CODE: &[&str] = &["code", "kbd", "pre", "samp", "tt"];

/// The text of an HTML document or of a piece of one.
pub(crate) fn layer(source: &str) -> Layer {
    layer_within(source, &tags(source), 0..source.len())
}

/// The text of a part of a document whose tags are known.
pub(crate) fn layer_within(source: &str, tags: &[Tag], part: Range<usize>) -> Layer {
    let mut page = Page::new(source, Coding::Html(Manner::of(source)));
    let mut around = Around::default();
    let mut at = part.start;
    for tag in tags.iter().filter(|tag| part.start <= tag.place.start && tag.place.end <= part.end) {
        around.text(&mut page, source, at..tag.place.start);
        around.tag(&mut page, source, tag);
        at = tag.place.end;
    }
    around.text(&mut page, source, at..part.end);
    page.layer()
}

/// The elements around a place that change what its text is.
#[derive(Debug, Default)]
struct Around<'a> {
    silent: Option<(&'a str, usize)>,
    code: Option<(&'a str, usize)>,
    /// Where the words of a link begin.
    link: Option<usize>,
    /// The numbers of the next items of the lists; none where a list has no numbers.
    lists: Vec<Option<usize>>,
}

impl<'a> Around<'a> {
    fn text(&self, page: &mut Page<'_>, source: &str, place: Range<usize>) {
        match (self.silent, self.code) {
            (Some(_), _) => {}
            (None, Some((name, _))) => code(page, source, place, name == "pre"),
            (None, None) => prose(page, source, place),
        }
    }

    fn tag(&mut self, page: &mut Page<'_>, source: &str, tag: &'a Tag) {
        let name = tag.name.as_str();
        // A head that nobody closes ends with the body.
        if name == "body" {
            self.silent = None;
        }
        deepen(&mut self.silent, SILENT, tag);
        if self.silent.is_some() {
            return;
        }
        deepen(&mut self.code, CODE, tag);
        let place = tag.place.clone();
        match name {
            "br" => page.line(place),
            "li" if tag.act == Act::Opens => page.item(place, self.mark()),
            "a" => self.link(page, tag),
            "attribute" => page.fixed(place, &source[tag.place.clone()]),
            "li" => page.block(place, false),
            "ol" | "ul" => {
                self.list(tag);
                page.block(place, self.lists.len() < 2);
            }
            _ if PARAGRAPHS.contains(&name) => page.block(place, true),
            _ if BLOCKS.contains(&name) => page.block(place, false),
            _ => {}
        }
    }
}

impl Around<'_> {
    /// A link begins or ends.
    fn link(&mut self, page: &mut Page<'_>, tag: &Tag) {
        match (self.link.take(), tag.act) {
            (Some(start), Act::Closes) => page.link(start..tag.place.start),
            (_, Act::Opens) => self.link = Some(tag.place.end),
            _ => {}
        }
    }

    /// A list begins or ends.
    fn list(&mut self, tag: &Tag) {
        match tag.act {
            Act::Opens => self.lists.push((tag.name == "ol").then_some(1)),
            _ => _ = self.lists.pop(),
        }
    }

    /// The mark of the next item.
    fn mark(&mut self) -> String {
        match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("{}. ", *number - 1)
            }
            _ => "- ".to_owned(),
        }
    }
}

/// Counts how deep a place is in an element of a kind, and forgets it where it ends.
fn deepen<'a>(element: &mut Option<(&'a str, usize)>, kind: &[&str], tag: &'a Tag) {
    let name = tag.name.as_str();
    match (element.as_mut(), tag.act) {
        (None, Act::Opens) if kind.contains(&name) => *element = Some((name, 1)),
        (Some((open, depth)), Act::Opens) if *open == name => *depth += 1,
        (Some((open, 1)), Act::Closes) if *open == name => *element = None,
        (Some((open, depth)), Act::Closes) if *open == name => *depth -= 1,
        _ => {}
    }
}

/// Text between tags.
fn prose(page: &mut Page<'_>, source: &str, place: Range<usize>) {
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
fn code(page: &mut Page<'_>, source: &str, place: Range<usize>, lines: bool) {
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
