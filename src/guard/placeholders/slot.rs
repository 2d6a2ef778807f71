//! Slots in square brackets, such as `[NAME]` or `[your name]`, told from links and remarks.

use crate::guard::words::{Pattern, pattern};
use std::sync::LazyLock;

/// Square brackets around a few words.
pub(super) static BRACKETS: Pattern = LazyLock::new(|| pattern(r"\[([^\[\]\n]{2,40})\]"));

/// What follows the brackets of a Markdown link: a target without blanks, a reference or a definition.
static TARGET: Pattern = LazyLock::new(|| pattern(r#"^(?:\([^\s()]*(?:\s+"[^"\n]*")?\)|\[|:\s*\S+[./]\S*)"#));

/// Words that make `[like this]` a slot to fill.
const SLOTS: &[&str] = &[
    "address",
    "agent",
    "amount",
    "app",
    "city",
    "client",
    "company",
    "customer",
    "date",
    "email",
    "employee",
    "id",
    "insert",
    "item",
    "link",
    "location",
    "manager",
    "name",
    "number",
    "order",
    "phone",
    "product",
    "recipient",
    "sender",
    "signature",
    "team",
    "ticket",
    "time",
    "title",
    "url",
    "your",
];

/// Whether `[words]` is a slot: shouted, joined by underscores, or named like a field; never the text of a link.
pub(super) fn slot(text: &str, start: usize, found: &str) -> bool {
    let after = &text[start + found.len()..];
    let link = TARGET.is_match(after) || text[..start].ends_with([']', '!']);
    let inner = found.trim_matches(['[', ']']);
    !link && (shouted(inner) || field(inner))
}

/// All capitals, such as `NAME` or `ORDER NUMBER`.
fn shouted(inner: &str) -> bool {
    inner.starts_with(|sign: char| sign.is_ascii_uppercase())
        && inner.chars().all(|sign| sign.is_ascii_uppercase() || sign.is_ascii_digit() || " _-/.'".contains(sign))
}

/// A field in words, such as `first_name`, `your name` or `Agent Name`.
fn field(inner: &str) -> bool {
    let words: Vec<String> = inner.split([' ', '_', '-', '.', '/']).map(str::to_lowercase).collect();
    let plain = inner.chars().all(|sign| sign.is_alphanumeric() || " _-/.'’".contains(sign));
    let joined = inner.contains('_') && !inner.contains(' ');
    plain && words.len() <= 5 && (joined || words.iter().any(|word| SLOTS.contains(&word.trim_end_matches("'s"))))
}
