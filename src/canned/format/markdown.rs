//! Markdown: a file is a reply; a reply for each heading of the second level where its front matter says
//! `attuned: {split: true}`, or somebody asks for that.

use super::matter::{Matter, matter};
use super::{CannedOptions, ignore};
use crate::canned::layer::markdown::{Mark, layer, marks};
use crate::canned::reply::Canned;
use std::ops::Range;

/// A piece of a document.
type Marks<'a> = &'a [(Mark, Range<usize>)];

#[allow(clippy::unnecessary_wraps, reason = "one of many readers")]
pub(super) fn read(text: &str, options: &CannedOptions) -> Result<Vec<Canned>, String> {
    let (matter, start) = matter(text);
    let marks = marks(text, start..text.len());
    if matter.splits() || options.split {
        return Ok(sections(text, &marks, &matter));
    }
    let mut reply = reply(text, &marks, start..text.len(), &matter, matter.id().unwrap_or_else(|| "text".to_owned()));
    reply.title = matter.title().or_else(|| heading(text, &marks));
    Ok(vec![reply])
}

/// The text of the first heading.
fn heading(text: &str, marks: Marks<'_>) -> Option<String> {
    let start = marks.iter().position(|(mark, _)| matches!(mark, Mark::Heading(_)))?;
    let length = marks[start..].iter().position(|(mark, _)| *mark == Mark::HeadingEnd)?;
    Some(layer(text, &marks[start..start + length]).text().to_owned())
}

/// A reply for each heading of the second level: what stands under it, up to the next of its level or above.
fn sections(text: &str, marks: Marks<'_>, matter: &Matter) -> Vec<Canned> {
    let starts = |(mark, _): &(Mark, Range<usize>)| matches!(mark, Mark::Heading(1 | 2));
    let mut found = Vec::new();
    let mut rest = marks;
    while let Some(start) = rest.iter().position(starts) {
        let section = &rest[start..];
        let length = section[1..].iter().position(starts).map_or(section.len(), |next| next + 1);
        found.extend(section_of(text, &section[..length], matter));
        rest = &section[length..];
    }
    found
}

fn section_of(text: &str, marks: Marks<'_>, matter: &Matter) -> Option<Canned> {
    let under = marks.iter().position(|(mark, _)| *mark == Mark::HeadingEnd)? + 1;
    let (first, last) = (marks.first()?.1.start, marks.last()?.1.end);
    let title = heading(text, marks)?;
    let second = matches!(marks[0].0, Mark::Heading(2));
    let reply = reply(text, &marks[under..], first..last, matter, slug(&title));
    (second && !reply.text.is_empty()).then_some(Canned { title: Some(title), ..reply })
}

fn reply(text: &str, marks: Marks<'_>, part: Range<usize>, matter: &Matter, id: String) -> Canned {
    let mut reply = Canned::new(id, vec![layer(text, marks)]);
    matter.add_to(&mut reply);
    reply.suppressed.extend(ignore::comments(text.get(part).unwrap_or("")));
    reply
}

/// A heading as the end of a link names it.
fn slug(title: &str) -> String {
    let words = title.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::super::trial::{Short, one, short};
    use super::*;

    fn found(text: &str) -> Vec<Short> {
        short(read(text, &CannedOptions::default()).expect("replies"))
    }

    #[test]
    fn a_file_is_a_reply() {
        assert_eq!(found("---\ntitle: Late\nid: late-1\n---\n\nHi *you*.\n"), [one("late-1", Some("Late"), "Hi you.")]);
        assert_eq!(found("# Late *again*\n\nHi.\n"), [one("text", Some("Late again"), "Late again\n\nHi.")]);
        assert_eq!(found(""), [one("text", None, "")]);
    }

    #[test]
    fn a_file_that_splits_has_a_reply_under_each_heading() {
        let text = "---\nattuned: {split: true}\n---\n# All\n\nnone\n\n## Too *late*\n\nHi.\n\n### more\n\nSo.\n\n## Empty\n\n## Too late\n\nBye.";
        let wanted =
            [one("too-late", Some("Too late"), "Hi.\n\nmore\n\nSo."), one("too-late", Some("Too late"), "Bye.")];
        assert_eq!(found(text), wanted);
    }

    #[test]
    fn a_comment_answers_findings_of_its_reply() {
        let text = "---\nattuned: {split: true}\n---\n## A\n\nHi.\n\n<!-- attuned-ignore LD01: law -->\n\n## B\n\nBye.";
        let replies = read(text, &CannedOptions::default()).expect("replies");
        assert_eq!(replies.iter().map(|reply| reply.suppressed.len()).collect::<Vec<_>>(), [1, 0]);
    }
}
