//! What Markdown says, mark by mark, each with where it stands.

use super::locked::masked;
use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// A mark of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Mark {
    /// Words as they stand.
    Words,
    /// A sign that is written in another way.
    Sign(String),
    /// What is shown but is no prose.
    Fixed(String),
    /// A line of the source that ends inside a paragraph.
    Soft,
    /// A line that ends.
    Line,
    /// A block begins or ends, a paragraph with space around it or not.
    Block(bool),
    /// A list item begins with this.
    Item(String),
    /// What stands before is a link, which must keep some words.
    Link,
    /// A heading of a level begins.
    Heading(u8),
    /// A heading ends.
    HeadingEnd,
}

/// The marks of a part of a document, in order.
pub(crate) fn marks(source: &str, part: Range<usize>) -> Vec<(Mark, Range<usize>)> {
    let masked = masked(&source[part.clone()]);
    let mut reader = Reader {
        source,
        start: part.start,
        found: Vec::new(),
        lists: Vec::new(),
        hidden: 0,
        address: false,
        code: None,
    };
    for (event, place) in Parser::new_ext(&masked, options()).into_offset_iter() {
        reader.take(event, part.start + place.start..part.start + place.end);
    }
    reader.found
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_GFM
        | Options::ENABLE_HEADING_ATTRIBUTES
}

/// Marks as they come out of the events of the parser.
struct Reader<'a> {
    source: &'a str,
    /// Where the part begins.
    start: usize,
    found: Vec<(Mark, Range<usize>)>,
    /// The numbers of the next items of the lists; none where a list has no numbers.
    lists: Vec<Option<u64>>,
    /// How many elements around this place show nothing.
    hidden: usize,
    /// Whether this place is in a link that is its own words.
    address: bool,
    /// The code block around this place.
    code: Option<String>,
}

impl Reader<'_> {
    fn take(&mut self, event: Event<'_>, place: Range<usize>) {
        match event {
            Event::Start(Tag::Image { .. }) => self.hidden += 1,
            Event::End(TagEnd::Image) => self.hidden -= 1,
            Event::Start(Tag::Paragraph) if is_code(&self.source[place.clone()]) => self.hidden = 1,
            Event::End(TagEnd::Paragraph) if self.hidden > 0 => self.hidden = 0,
            _ if self.hidden > 0 => {}
            Event::Start(tag) => self.open(&tag, place.start),
            Event::End(tag) => self.close(tag, place),
            Event::Text(_) if self.address => self.fixed(place),
            Event::Text(text) => match &mut self.code {
                Some(code) => code.push_str(as_written(self.source, &place, &text)),
                None => self.words(&text, place),
            },
            Event::Code(_) => self.fixed(place),
            Event::InlineHtml(tag) if is_break(&tag) => self.add(Mark::Line, place),
            Event::SoftBreak => self.add(Mark::Soft, place),
            Event::HardBreak => self.add(Mark::Line, place),
            Event::Rule => self.add(Mark::Block(true), place),
            _ => {}
        }
    }

    fn add(&mut self, mark: Mark, place: Range<usize>) {
        self.found.push((mark, place));
    }

    /// What is shown with its own marks, such as code.
    fn fixed(&mut self, place: Range<usize>) {
        let shown = self.source[place.clone()].split(['\r', '\n']).collect::<Vec<_>>().join(" ");
        self.add(Mark::Fixed(shown), place);
    }

    fn open(&mut self, tag: &Tag<'_>, at: usize) {
        match tag {
            Tag::Paragraph | Tag::BlockQuote(_) | Tag::FootnoteDefinition(_) => self.add(Mark::Block(true), at..at),
            Tag::Heading { level, .. } => self.add(Mark::Heading(*level as u8), at..at),
            Tag::List(first) => {
                self.lists.push(*first);
                self.add(Mark::Block(self.lists.len() < 2), at..at);
            }
            Tag::Item => {
                let mark = self.number();
                self.add(Mark::Item(mark), at..at);
            }
            Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. } => self.address = true,
            Tag::CodeBlock(kind) => self.code = Some(fence(kind)),
            Tag::TableHead | Tag::TableRow | Tag::TableCell => self.add(Mark::Block(false), at..at),
            _ => {}
        }
    }

    fn close(&mut self, tag: TagEnd, place: Range<usize>) {
        let end = place.end..place.end;
        match tag {
            TagEnd::Paragraph | TagEnd::BlockQuote(_) | TagEnd::Table | TagEnd::HtmlBlock => {
                self.add(Mark::Block(true), end);
            }
            TagEnd::Heading(_) => self.add(Mark::HeadingEnd, end),
            TagEnd::List(_) => {
                self.lists.pop();
                self.add(Mark::Block(self.lists.is_empty()), end);
            }
            TagEnd::Link => {
                self.address = false;
                self.add(Mark::Link, place);
            }
            TagEnd::CodeBlock => {
                let code = self.code.take().unwrap_or_default();
                self.add(Mark::Block(true), place.start..place.start);
                self.add(Mark::Fixed(format!("{}\n```", code.trim_end().replace('\r', ""))), place);
                self.add(Mark::Block(true), end);
            }
            TagEnd::Item | TagEnd::TableCell => self.add(Mark::Block(false), end),
            _ => {}
        }
    }

    /// The mark of the next item.
    fn number(&mut self) -> String {
        match self.lists.last_mut() {
            Some(Some(number)) => {
                *number = number.saturating_add(1);
                format!("{}. ", *number - 1)
            }
            _ => "- ".to_owned(),
        }
    }

    /// Words, with the backslash that may stand before their first sign.
    fn words(&mut self, text: &str, place: Range<usize>) {
        let end = self.found.last().map_or(self.start, |(_, last)| last.end);
        if self.source[place.clone()].len() != text.len() {
            return self.add(Mark::Sign(text.to_owned()), place);
        }
        let escaped = place.start > end && self.source[..place.start].ends_with('\\');
        let first = text.chars().next().filter(|_| escaped);
        let Some(first) = first else { return self.add(Mark::Words, place) };
        let rest = place.start + first.len_utf8();
        self.add(Mark::Sign(first.to_string()), place.start - 1..rest);
        self.add(Mark::Words, rest..place.end);
    }
}

/// The text with its placeholders, which the parser has not seen.
fn as_written<'a>(source: &'a str, place: &Range<usize>, text: &'a str) -> &'a str {
    let source = &source[place.clone()];
    if source.len() == text.len() { source } else { text }
}

/// Whether a paragraph is code of MDX.
fn is_code(paragraph: &str) -> bool {
    let imports = paragraph.starts_with("import ") && paragraph.contains(['"', '\'']);
    imports || ["export const ", "export default ", "export function "].iter().any(|word| paragraph.starts_with(word))
}

/// How a block of code begins.
fn fence(kind: &CodeBlockKind<'_>) -> String {
    match kind {
        CodeBlockKind::Fenced(language) => format!("```{language}\n"),
        CodeBlockKind::Indented => "```\n".to_owned(),
    }
}

fn is_break(tag: &str) -> bool {
    let name = tag.trim_start_matches('<').trim_end_matches('>').trim_end_matches('/').trim();
    name.eq_ignore_ascii_case("br")
}
