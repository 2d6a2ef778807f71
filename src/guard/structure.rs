//! The shape of the draft stays: lists, headings, tables, labels, quotes, fences, line endings, HTML tags, and the
//! paragraphs of a canned reply.

use super::words::{Pattern, Stems, blank, flat, pattern, shared, stems, words};
use super::{Check, Side, templates};
use crate::detect::{Finding, Mechanism, detect};
use crate::reading::key::Fnv;
use crate::text::{Draft, Span};
use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::LazyLock;

/// The marker of a list item, its number left out of the comparison.
static ITEM: Pattern = LazyLock::new(|| pattern(r"(?m)^([ \t]*)(?:([-*+•])|\d{1,3}[.)])[ \t]+(\S.*)$"));

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
pub(super) struct Shape {
    /// How many line ends are CR LF, LF alone and CR alone.
    ends: [usize; 3],
    fences: usize,
    items: Vec<Item>,
    labels: Vec<String>,
    headings: Vec<String>,
    /// The bars of each row of a table.
    bars: Vec<usize>,
    quotes: Vec<String>,
    links: usize,
    tags: Vec<String>,
}

/// An item of a list.
struct Item {
    bullet: bool,
    stems: Stems,
}

impl Shape {
    /// Reads the shape of a text. Most have none of the signs that it is made of, and need no pattern for it.
    pub(super) fn of(side: &Side) -> Self {
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

/// The items of the lists in a text.
fn items(text: &str) -> Vec<Item> {
    let marked = |line: &str| {
        let line = line.trim_start_matches([' ', '\t']);
        line.starts_with(|sign: char| sign.is_ascii_digit() || matches!(sign, '-' | '*' | '+' | '\u{2022}'))
    };
    if !text.split('\n').any(marked) {
        return Vec::new();
    }
    let item = |found: regex::Captures<'_>| Item { bullet: found.get(2).is_some(), stems: stems(&found[3]) };
    ITEM.captures_iter(text).map(item).collect()
}

/// The shape is the draft's.
pub(super) fn look(check: &Check<'_>) -> Vec<String> {
    let (draft, candidate) = (check.old.shape(), check.new.shape());
    let mut out: Vec<String> = endings(draft.ends, candidate.ends).into_iter().collect();
    if draft.fences != candidate.fences {
        out.push(format!("the draft has {} code fences", draft.fences));
    }
    // Fewer items are the cure where the list itself is what overwhelms: reading for it is left to that case.
    let eased = candidate.items.len() < draft.items.len() && overwhelms(check.draft);
    if !eased {
        out.extend(listed(&draft.items, &candidate.items));
        out.extend(labels(draft, candidate));
    }
    out.extend(blocks(draft, candidate));
    out.extend(paragraphs(check));
    out.extend(repeated(check));
    out
}

/// Whether most items of the list are more detail than this person asked for. A saved reply keeps its list.
fn overwhelms(draft: &Draft) -> bool {
    let found = detect(draft).findings;
    let detail = |item: Span| {
        let one =
            |one: &Finding| one.mechanism == Mechanism::EmpathicGranularityMismatch && one.quote.span.overlaps(item);
        found.iter().any(one)
    };
    let items: Vec<Span> = ITEM.find_iter(&draft.text).map(|item| Span::new(item.start(), item.end())).collect();
    let too_much = items.iter().filter(|item| detail(**item)).count();
    !draft.conversation.messages.is_empty() && too_much * 2 > items.len()
}

/// Words from which a sentence said twice is no refrain.
const REFRAIN: usize = 4;

/// No sentence stands there more often than in the draft.
fn repeated(check: &Check<'_>) -> Option<String> {
    let (draft, candidate) = (check.old.repeats(), check.new.repeats());
    let said = |one: &str| draft.get(one).copied().unwrap_or(0).max(1);
    let twice = candidate.iter().any(|(one, times)| *times > said(one));
    twice.then(|| "a sentence is said more often than in the draft".to_owned())
}

/// How often each sentence stands in a text that stands there more than once and is no refrain.
pub(super) fn repeats(side: &Side) -> Repeats {
    let mut counts = Repeats::default();
    side.sentences().iter().for_each(|one| *counts.entry(one.flat().to_owned()).or_default() += 1);
    counts.retain(|one, times| *times > 1 && words(one).len() >= REFRAIN);
    counts
}

/// Sentences by how often they stand in a text.
pub(super) type Repeats = HashMap<String, usize, BuildHasherDefault<Fnv>>;

/// How many line ends of a text are CR LF, LF alone and CR alone.
fn ends(text: &str) -> [usize; 3] {
    let crlf = text.matches("\r\n").count();
    [crlf, text.matches('\n').count() - crlf, text.matches('\r').count() - crlf]
}

/// Lines end as they do in the draft, if it has one way of ending them.
fn endings([crlf, lf, cr]: [usize; 3], [new_crlf, new_lf, new_cr]: [usize; 3]) -> Option<String> {
    let wrong = (crlf > 0 && lf == 0 && new_lf > 0) || (crlf == 0 && new_crlf > 0) || (cr == 0 && new_cr > 0);
    wrong.then(|| format!("lines must end with {}", if crlf > 0 { "CR LF" } else { "LF" }))
}

/// As many list items, of the same kinds, in the same order.
fn listed(old: &[Item], new: &[Item]) -> Option<String> {
    if old.len() != new.len() {
        return Some(format!("the draft has {} list items, not {}", old.len(), new.len()));
    }
    let kinds = |items: &[Item]| items.iter().map(|item| item.bullet).collect::<Vec<_>>();
    if kinds(old) != kinds(new) {
        return Some("numbered items must stay numbered, bullets bullets".to_owned());
    }
    order(old, new)
}

/// No item says what the draft says in another place of the list.
fn order(old: &[Item], new: &[Item]) -> Option<String> {
    let moved = new.iter().zip(old).position(|(item, own)| {
        let best = || old.iter().map(|other| shared(&other.stems, &item.stems)).max().unwrap_or(0);
        shared(&own.stems, &item.stems) == 0 && !own.stems.is_empty() && best() >= 2
    });
    moved.map(|place| format!("list item {} has moved from another place", place + 1))
}

/// Labels of the draft that are gone.
fn labels<'a>(draft: &'a Shape, candidate: &'a Shape) -> impl Iterator<Item = String> + 'a {
    let lost = draft.labels.iter().filter(|label| !candidate.labels.contains(label));
    lost.map(|label| format!("the label {label:?} is gone"))
}

/// Headings, tables, quotes, links and tags.
fn blocks(draft: &Shape, candidate: &Shape) -> Vec<String> {
    let mut out = Vec::new();
    if draft.headings != candidate.headings {
        out.push(format!("the draft has these headings: {}", draft.headings.join(" ")));
    }
    if draft.bars != candidate.bars {
        out.push("the table's rows and columns must stay".to_owned());
    }
    if draft.quotes != candidate.quotes {
        out.push("the block quotes must stay word for word".to_owned());
    }
    if draft.links != candidate.links {
        out.push(format!("the draft has {} Markdown links", draft.links));
    }
    if draft.tags != candidate.tags {
        out.push(format!("the HTML tags must stay in this order: {}", draft.tags.join(" ")));
    }
    out
}

/// The HTML tags of a text, in order, without placeholders that look like tags.
fn tags(text: &str) -> Vec<String> {
    let spans = super::placeholders::spans(text);
    TAG.find_iter(&blank(text, &spans)).map(|tag| tag.as_str().to_lowercase()).collect()
}

/// The paragraphs of a text.
fn paragraphs_of(text: &str) -> Vec<String> {
    let unix = text.replace("\r\n", "\n");
    unix.split("\n\n").map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

/// A canned reply keeps its paragraphs; only one that is stock throughout may go.
fn paragraphs(check: &Check<'_>) -> Option<String> {
    if !check.draft.conversation.messages.is_empty() {
        return None;
    }
    let draft = paragraphs_of(&check.draft.text);
    let spare = draft.iter().filter(|part| templates::is_stock(&flat(part))).count();
    let found = paragraphs_of(check.candidate).len();
    let wrong = found > draft.len() || found + spare < draft.len();
    wrong.then(|| format!("this canned reply has {} paragraphs, not {found}", draft.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guard::trial::{catches, spares};

    #[test]
    fn a_list_that_overwhelms_may_shrink_and_no_other() {
        let said = "She asked me for her mother eleven times tonight and I shouted at her. I don't want tips. I just need \
            to put it somewhere.";
        let list = "- Acknowledge the question and change the subject.\n- Place a board with simple facts by the bed.\n\
            - Dim the lights early in the evening.";
        let [draft, short] =
            [format!("Here are strategies that many carers use:\n{list}"), "You shouted once.".to_owned()];
        spares(look, &[(said, &draft, &short)]);
        catches(
            look,
            &[("", &draft, &short), ("How do I get her to sleep?", &format!("Try this:\n{list}"), "Try this.")],
        );
    }

    #[test]
    fn a_changed_shape_is_caught() {
        catches(
            look,
            &[
                ("hi", "1. Open the lid.\n2. Press the knob.", "Open the lid, then press the knob."),
                ("hi", "1. Open the lid.\n2. Press the red knob.", "1. Press the red knob.\n2. Open the lid."),
                ("hi", "1. Open it.\n2. Close it.", "- Open it.\n- Close it."),
                ("hi", "# Refunds\nNone.", "Refunds: none."),
                ("hi", "| a | b |\n|---|---|\n| 1 | 2 |", "| a |\n|---|\n| 1 |"),
                ("hi", "**Note:** it is late.", "It is late."),
                ("hi", "> You wrote this\n\nNoted.", "> You wrote that\n\nNoted."),
                ("hi", "```\nls\n```", "ls"),
                ("hi", "One.\r\nTwo.", "One.\nTwo."),
                ("hi", "One.\nTwo.", "One.\r\nTwo."),
                ("hi", "See [here](/a).", "See here: /a"),
                ("hi", "<p>It is <b>late</b>.</p>", "<p>It is late.</p>"),
                ("", "Hello.\n\nIt is late.\n\nBye.", "Hello. It is late. Bye."),
                ("hi", "It was sent on Monday.", "We sent it on Monday.\n\nWe sent it on Monday."),
            ],
        );
    }

    #[test]
    fn honest_edits_pass() {
        spares(
            look,
            &[
                (
                    "hi",
                    "- The lid is to be opened.\n- The knob is to be pressed.",
                    "- Open the lid.\n- Press the knob.",
                ),
                ("hi", "# Your refund\n\nIt is noted.", "# Your refund\n\nWe read it."),
                ("hi", "**Status:** it was sent.", "**Status:** we sent it."),
                ("hi", "One.\r\nTwo was done.", "One.\r\nWe did two."),
                ("", "We value your feedback.\n\nIt was lost.\n\nBye.", "We lost it.\n\nBye."),
                ("hi", "Hello.\n\nIt is late.", "Hello, we are late."),
                ("hi", "1. a\n2. b", "1) a\n2) b"),
                ("hi", "We hear you on this. So. We hear you on this.", "We hear you on this. We hear you on this."),
            ],
        );
    }
}
