//! The shape of the draft stays: lists, headings, tables, labels, quotes, fences, line endings, HTML tags, and the
//! paragraphs of a canned reply.

use super::words::{Pattern, blank, flat, pattern, sentences, shared, stems, words};
use super::{Check, code, templates};
use crate::detect::{Finding, Mechanism, detect};
use crate::text::{Draft, Span};
use std::collections::HashMap;
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

/// How often a pattern matches.
fn count(pattern: &Pattern, text: &str) -> usize {
    pattern.find_iter(text).count()
}

/// The first groups of all matches.
fn firsts(pattern: &Pattern, text: &str) -> Vec<String> {
    let first =
        |found: regex::Captures<'_>| found.iter().skip(1).flatten().next().map(|one| one.as_str().trim().to_owned());
    pattern.captures_iter(text).filter_map(first).collect()
}

/// The shape is the draft's.
pub(super) fn look(check: &Check<'_>) -> Vec<String> {
    let (draft, candidate) = (check.draft.text.as_str(), check.candidate);
    let mut out: Vec<String> = endings(draft, candidate).into_iter().collect();
    if count(&FENCE, draft) != count(&FENCE, candidate) {
        out.push(format!("the draft has {} code fences", count(&FENCE, draft)));
    }
    let (draft, candidate) = (blank(draft, &code::spans(draft)), blank(candidate, &code::spans(candidate)));
    // Fewer items are the cure where the list itself is what overwhelms: reading for it is left to that case.
    let eased = ITEM.find_iter(&candidate).count() < ITEM.find_iter(&draft).count() && overwhelms(check.draft);
    if !eased {
        out.extend(items(&draft, &candidate));
        out.extend(labels(&draft, &candidate));
    }
    out.extend(blocks(&draft, &candidate));
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
    let counted = |text: &str| {
        let mut counts: HashMap<String, usize> = HashMap::new();
        let long = sentences(text).into_iter().map(flat).filter(|one| words(one).len() >= REFRAIN);
        long.for_each(|one| *counts.entry(one).or_default() += 1);
        counts
    };
    let draft = counted(&check.draft.text);
    let said = |one: &String| draft.get(one).copied().unwrap_or(0).max(1);
    let twice = counted(check.candidate).iter().any(|(one, times)| *times > said(one));
    twice.then(|| "a sentence is said more often than in the draft".to_owned())
}

/// Lines end as they do in the draft, if it has one way of ending them.
fn endings(draft: &str, candidate: &str) -> Option<String> {
    let ways = |text: &str| {
        let crlf = text.matches("\r\n").count();
        (crlf, text.matches('\n').count() - crlf, text.matches('\r').count() - crlf)
    };
    let (crlf, lf, _) = ways(draft);
    let (new_crlf, new_lf, new_cr) = ways(candidate);
    let wrong =
        (crlf > 0 && lf == 0 && new_lf > 0) || (crlf == 0 && new_crlf > 0) || (ways(draft).2 == 0 && new_cr > 0);
    wrong.then(|| format!("lines must end with {}", if crlf > 0 { "CR LF" } else { "LF" }))
}

/// As many list items, of the same kinds, in the same order.
fn items(draft: &str, candidate: &str) -> Option<String> {
    let kinds = |text: &str| -> Vec<(bool, usize)> {
        ITEM.captures_iter(text).map(|found| (found.get(2).is_some(), found[1].len())).collect()
    };
    let (old, new) = (kinds(draft), kinds(candidate));
    if old.len() != new.len() {
        return Some(format!("the draft has {} list items, not {}", old.len(), new.len()));
    }
    if old.iter().map(|(bullet, _)| bullet).ne(new.iter().map(|(bullet, _)| bullet)) {
        return Some("numbered items must stay numbered, bullets bullets".to_owned());
    }
    order(draft, candidate)
}

/// No item says what the draft says in another place of the list.
fn order(draft: &str, candidate: &str) -> Option<String> {
    let all = |text: &str| ITEM.captures_iter(text).map(|found| stems(&found[3])).collect::<Vec<_>>();
    let (old, new) = (all(draft), all(candidate));
    let moved = new.iter().enumerate().find(|(place, item)| {
        let here = shared(&old[*place], item);
        let best = old.iter().map(|other| shared(other, item)).max().unwrap_or(0);
        here == 0 && best >= 2 && !old[*place].is_empty()
    });
    moved.map(|(place, _)| format!("list item {} has moved from another place", place + 1))
}

/// Labels of the draft that are gone.
fn labels(draft: &str, candidate: &str) -> impl Iterator<Item = String> {
    let left = firsts(&LABEL, candidate);
    let lost = firsts(&LABEL, draft).into_iter().filter(move |label| !left.contains(label));
    lost.map(|label| format!("the label {label:?} is gone"))
}

/// Headings, tables, quotes, links and tags.
fn blocks(draft: &str, candidate: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut same = |holds: bool, what: String| {
        if !holds {
            out.push(what);
        }
    };
    let headings = firsts(&HEADING, draft);
    same(headings == firsts(&HEADING, candidate), format!("the draft has these headings: {}", headings.join(" ")));
    let bars = |text: &str| ROW.find_iter(text).map(|row| row.as_str().matches('|').count()).collect::<Vec<_>>();
    same(bars(draft) == bars(candidate), "the table's rows and columns must stay".to_owned());
    let quotes = firsts(&QUOTE, draft);
    same(quotes == firsts(&QUOTE, candidate), "the block quotes must stay word for word".to_owned());
    let links = count(&LINK, draft);
    same(links == count(&LINK, candidate), format!("the draft has {links} Markdown links"));
    let tags = tags(draft);
    same(tags == self::tags(candidate), format!("the HTML tags must stay in this order: {}", tags.join(" ")));
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
