//! Lists: as many items, of the same kinds, in the same order, unless the list itself is what overwhelms.

use crate::detect::{Finding, Mechanism, detect};
use crate::guard::words::{Pattern, Stems, pattern, shared, stems};
use crate::text::{Draft, Span};
use std::sync::LazyLock;

/// The marker of a list item, its number left out of the comparison.
static ITEM: Pattern = LazyLock::new(|| pattern(r"(?m)^([ \t]*)(?:([-*+•])|\d{1,3}[.)])[ \t]+(\S.*)$"));

/// An item of a list.
pub(super) struct Item {
    bullet: bool,
    stems: Stems,
}

/// The items of the lists in a text.
pub(super) fn items(text: &str) -> Vec<Item> {
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

/// Whether most items of the list are more detail than this person asked for. A saved reply keeps its list.
pub(super) fn overwhelms(draft: &Draft) -> bool {
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

/// As many list items, of the same kinds, in the same order.
pub(super) fn listed(old: &[Item], new: &[Item]) -> Option<String> {
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
