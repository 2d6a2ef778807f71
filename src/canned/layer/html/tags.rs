//! Where the tags of a document stand. Comments, doctypes and what programs say to other programs count as one tag.

use crate::canned::layer::template::templates;
use html5gum::{DefaultEmitter, Span, Token, Tokenizer};
use std::ops::Range;

/// What a tag does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Act {
    /// It opens an element.
    Opens,
    /// It closes one.
    Closes,
    /// It says nothing to people.
    Silent,
}

/// A tag of a document.
#[derive(Debug, Clone)]
pub(crate) struct Tag {
    pub(crate) place: Range<usize>,
    pub(crate) act: Act,
    /// Its name in lower case.
    pub(crate) name: String,
    /// The names of its attributes in lower case, and where each stands with its value.
    pub(crate) attributes: Vec<(String, Range<usize>)>,
}

/// The tags of a document, in order, none overlapping another.
pub(crate) fn tags(source: &str) -> Vec<Tag> {
    if !source.contains('<') {
        return Vec::new();
    }
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let masked = masked(source);
    let mut end = 0;
    let mut found: Vec<Tag> = Tokenizer::new_with_emitter(&masked[..], emitter).flatten().filter_map(tag).collect();
    found.retain(|tag| {
        let fits = tag.place.start >= end && source.get(tag.place.clone()).is_some_and(|words| words.starts_with('<'));
        end = if fits { tag.place.end } else { end };
        fits
    });
    found
}

/// The document with signs that would confuse a reader of HTML, or its count of bytes, replaced by harmless ones.
fn masked(source: &str) -> Vec<u8> {
    let mut bytes = source.as_bytes().to_vec();
    for byte in &mut bytes {
        match byte {
            b'\r' => *byte = b' ',
            b'&' | 0 => *byte = b'x',
            _ => {}
        }
    }
    templates(source).into_iter().for_each(|place| bytes[place].fill(b'x'));
    bytes
}

fn tag(token: Token<usize>) -> Option<Tag> {
    let at = |span: Span<usize>| span.start..span.end;
    let name = |name: &[u8]| String::from_utf8_lossy(name).into_owned();
    let silent = |span| Tag { place: at(span), act: Act::Silent, name: String::new(), attributes: Vec::new() };
    match token {
        Token::StartTag(tag) => {
            let attributes = tag.attributes.iter().map(|(key, value)| (name(key), at(value.span))).collect();
            Some(Tag { place: at(tag.span), act: Act::Opens, name: name(&tag.name), attributes })
        }
        Token::EndTag(tag) => Some(Tag { name: name(&tag.name), act: Act::Closes, ..silent(tag.span) }),
        Token::Comment(comment) => Some(silent(comment.span)),
        Token::Doctype(doctype) => Some(silent(doctype.span)),
        Token::String(_) | Token::Error(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(source: &str) -> Vec<&str> {
        tags(source).into_iter().map(|tag| &source[tag.place]).collect()
    }

    #[test]
    fn tags_are_found_where_they_stand() {
        let source = "<!DOCTYPE html>\r\n<P Class='a > b'>5 &lt; 6 <br/>{% if a <b %} é<!-- <i> --><?php x ?></p >";
        let wanted = ["<!DOCTYPE html>", "<P Class='a > b'>", "<br/>", "<!-- <i> -->", "<?php x ?>", "</p >"];
        assert_eq!(found(source), wanted);
    }

    #[test]
    fn scripts_hold_no_tags() {
        assert_eq!(found("<script>if (a<b) '<p>'</script><style>a>b{}</style>").len(), 4);
        assert_eq!(found("I <3 you, a < b"), Vec::<&str>::new());
    }

    proptest! {
        #[test]
        fn any_tags_are_whole(source in "([<>/!a-c \"'=&;\r\n{}%é-]|<p>|<br/>|<!--|-->|<script>|</script>){0,30}") {
            for tag in found(&source) {
                prop_assert!(tag.starts_with('<') && tag.ends_with('>') || source.ends_with(tag), "{}", tag);
            }
        }
    }
}
