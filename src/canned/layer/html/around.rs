//! What the elements around a place make of its text: nothing, code, a line of its own, an item of a list.

use super::tags::{Act, Tag};
use super::text::{code, prose};
use crate::canned::layer::page::Page;
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

/// The elements around a place that change what its text is.
#[derive(Debug, Default)]
pub(super) struct Around<'a> {
    silent: Option<(&'a str, usize)>,
    code: Option<(&'a str, usize)>,
    /// Where the words of a link begin.
    link: Option<usize>,
    /// The numbers of the next items of the lists; none where a list has no numbers.
    lists: Vec<Option<usize>>,
}

impl<'a> Around<'a> {
    /// Takes text between tags.
    pub(super) fn text(&self, page: &mut Page<'_>, source: &str, place: Range<usize>) {
        match (self.silent, self.code) {
            (Some(_), _) => {}
            (None, Some((name, _))) => code(page, source, place, name == "pre"),
            (None, None) => prose(page, source, place),
        }
    }

    /// Takes a tag.
    pub(super) fn tag(&mut self, page: &mut Page<'_>, source: &str, tag: &'a Tag) {
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
                page.block(place, self.lists.len() <= usize::from(tag.act == Act::Opens));
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
