//! HTML: a document or a piece of one is a reply; several where elements say so: `<article>`, `<template>`, or any with
//! `data-reply="name"`.

use super::CannedOptions;
use super::ignore;
use crate::canned::layer::html::{Act, Tag, layer_within, tags, within};
use crate::canned::reply::Canned;
use std::collections::BTreeMap;
use std::ops::Range;

/// Elements that are a reply each, where there are two or more.
const REPLIES: &[&str] = &["article", "template"];

#[allow(clippy::unnecessary_wraps, reason = "one of many readers")]
pub(super) fn read(text: &str, _: &CannedOptions) -> Result<Vec<Canned>, String> {
    let tags = tags(text);
    let parts = parts(&tags);
    if parts.is_empty() {
        return Ok(vec![reply(text, &tags, 0..text.len(), "text".to_owned())]);
    }
    let one = |(at, part): (usize, Part)| {
        let id = part.name(text).unwrap_or_else(|| format!("{}[{at}]", part.open.name));
        reply(text, &tags, part.inner, id)
    };
    Ok(parts.into_iter().enumerate().map(one).collect())
}

/// An element that is a reply.
struct Part<'a> {
    open: &'a Tag,
    inner: Range<usize>,
}

impl Part<'_> {
    /// What its writers call it.
    fn name(&self, text: &str) -> Option<String> {
        ["data-reply", "id"].iter().find_map(|name| attribute(text, self.open, name)).filter(|name| !name.is_empty())
    }
}

/// The elements that are replies, outermost alone.
fn parts(tags: &[Tag]) -> Vec<Part<'_>> {
    let closings = closings(tags);
    let (mut found, mut at) = (Vec::new(), 0);
    while at < tags.len() {
        let open = &tags[at];
        if let Some(close) = closings[at].filter(|_| is_part(open)) {
            found.push(Part { open, inner: open.place.end..tags[close].place.start });
            at = close;
        }
        at += 1;
    }
    let named = |part: &Part<'_>| part.open.attributes.iter().any(|(name, _)| name == "data-reply");
    if found.len() < 2 && !found.iter().any(named) { Vec::new() } else { found }
}

fn is_part(tag: &Tag) -> bool {
    let named = tag.attributes.iter().any(|(name, _)| name == "data-reply");
    tag.act == Act::Opens && (named || REPLIES.contains(&tag.name.as_str()))
}

/// For each tag the one that closes the element that it opens.
fn closings(tags: &[Tag]) -> Vec<Option<usize>> {
    let (mut found, mut open) = (vec![None; tags.len()], BTreeMap::<&str, Vec<usize>>::new());
    for (at, tag) in tags.iter().enumerate() {
        let open = open.entry(&tag.name).or_default();
        match tag.act {
            Act::Opens => open.push(at),
            Act::Closes => open.pop().into_iter().for_each(|start| found[start] = Some(at)),
            Act::Silent => {}
        }
    }
    found
}

/// The value of an attribute, as it is written.
fn attribute(text: &str, tag: &Tag, name: &str) -> Option<String> {
    let (_, place) = tag.attributes.iter().find(|(one, _)| one == name)?;
    let (_, value) = text.get(place.clone())?.split_once('=')?;
    let value = value.trim();
    let quoted = value.strip_prefix(['"', '\'']).and_then(|inner| inner.strip_suffix(['"', '\'']));
    Some(quoted.unwrap_or(value).trim_end_matches('>').to_owned())
}

fn reply(text: &str, tags: &[Tag], part: Range<usize>, id: String) -> Canned {
    let mut reply = Canned::new(id, vec![layer_within(text, tags, part.clone())]);
    reply.title = title(text, tags, &part);
    reply.suppressed = ignore::comments(&text[part]);
    reply
}

/// The title of a document, or the first heading of a part.
fn title(text: &str, tags: &[Tag], part: &Range<usize>) -> Option<String> {
    let tags = within(tags, part);
    ["title", "h1", "h2", "h3"].iter().find_map(|name| {
        let mut found = tags.iter().filter(|tag| tag.name == *name);
        let (open, close) = (found.next()?, found.next()?);
        let inner = open.place.end..close.place.start;
        let title = layer_within(text, &[], inner).text().to_owned();
        Some(title).filter(|title| !title.is_empty())
    })
}

#[cfg(test)]
mod tests {
    use super::super::trial::{Short, one, short};
    use super::*;

    fn found(text: &str) -> Vec<Short> {
        short(read(text, &CannedOptions::default()).expect("replies"))
    }

    #[test]
    fn a_document_is_a_reply() {
        let source = "<html><head><title>Late &amp; lost</title></head><body><article>Hi.</article>Bye.</body></html>";
        assert_eq!(found(source), [one("text", Some("Late & lost"), "Hi.\nBye.")]);
        assert_eq!(found("Hi <b>you</b>"), [one("text", None, "Hi you")]);
    }

    #[test]
    fn elements_that_say_so_are_a_reply_each() {
        let source = "<h1>All</h1><article id='a'><h2>Late</h2>Hi.</article><article>Bye.</article>";
        assert_eq!(found(source), [one("a", Some("Late"), "Late\n\nHi."), one("article[1]", None, "Bye.")]);
        let source = "<p>No reply</p><div data-reply=\"refund\"><div>Hi.</div></div>";
        assert_eq!(found(source), [one("refund", None, "Hi.")]);
        assert_eq!(found("<div data-reply=x>a</div><div data-reply=y>b</div>")[1], one("y", None, "b"));
        assert_eq!(found("<article>a<article>b"), [one("text", None, "a\nb")]);
    }

    #[test]
    fn a_comment_answers_findings() {
        let replies = read("<!-- attuned-ignore LD01: legal -->Hi", &CannedOptions::default()).expect("replies");
        assert_eq!(replies[0].suppressed.len(), 1);
    }
}
