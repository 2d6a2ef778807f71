//! Numbers that belong to somebody: telephone, card, account, order. Amounts, dates, times and counts are left.

use super::page::{Kind, Page};
use super::{facts, secrets};
use crate::guard::pattern;
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// Digits from which on a number is somebody's.
const FEW: usize = 5;
/// Digits from which on a number in groups with spaces between them is one number.
const SPOKEN: usize = 7;

/// International bank account numbers.
static IBAN: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b[a-z]{2}[0-9]{2}(?:[ -]?[a-z0-9]{4}){2,7}(?:[ -]?[a-z0-9]{1,3})?\b"));

/// A number, in groups or not.
static RUN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?:\+|\(\+?)?\d(?:(?:[ \u{a0}]?[()][ \u{a0}-]?|[ \u{a0}]?[-–‑][ \u{a0}]?|[./ \u{a0}])?\d)+")
});

/// Letters and digits joined to one word.
static JOINED: LazyLock<Regex> = LazyLock::new(|| pattern(r"#?[\p{L}\d]+(?:[-‑_/][\p{L}\d]+)*"));

/// Shorter numbers, behind a word for what they number.
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)\b(?:order|account|acct|a/c|customer|member(?:ship)?|invoice|booking|reservation|case|ticket|reference|ref|policy",
        r"|claim|tracking|parcel|card|contract|patient|student|employee|user|client|loan|licen[cs]e|passport|serial",
        r"|confirmation|transaction|payment|meter|complaint|application|tax|insurance|nhs|social security|phone|mobile|sort)",
        r"\.?[\s_-]*(?:numbers?|nos?\b\.?|nr\b\.?|ids?\b|codes?|#|ref(?:erence)?\b|ending(?: in| with)?)",
        r"\s*(?:is|was|are|:|=)?\s*(#?[\p{L}\d][\p{L}\d/-]{2,})",
    ))
});

/// Shorter numbers behind a sign, or right behind what they number.
static SIGNED: LazyLock<Regex> = LazyLock::new(|| pattern(r"#(\d{3,})\b"));
static BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:order|invoice|ticket|booking|reservation|claim|ref|policy|no|ending(?: in| with)?)[.:]?\s+(\d{4,})\b",
    )
});

pub(super) fn find(page: &mut Page) {
    page.take(&IBAN, |text, span| account(text, span).map(|span| (span, Kind::Iban)));
    secrets::made(page);
    let facts = facts::spans(&page.text);
    page.ink(&facts);
    page.take(&JOINED, |text, span| mixed(span.of(text)).then_some((span, Kind::Number)));
    let runs: Vec<Span> = RUN.find_iter(&page.text).map(|one| Span::new(one.start(), one.end())).collect();
    let found = runs.into_iter().flat_map(|span| numbers(&page.text, span)).collect();
    page.add(found);
    for pattern in [&NAMED, &SIGNED, &BEHIND] {
        page.take(pattern, |text, span| {
            let number = span.of(text);
            (digits(number) > 0 && !facts::is_year(number)).then_some((span, Kind::Number))
        });
    }
}

/// Whether a text holds such a number, or a key.
pub(super) fn any(text: &str) -> bool {
    let mut page = Page::new(text);
    find(&mut page);
    !page.found.is_empty()
}

/// How many digits a text has.
fn digits(text: &str) -> usize {
    text.chars().filter(|sign| sign.is_numeric()).count()
}

/// Letters and enough digits in one word.
fn mixed(word: &str) -> bool {
    digits(word) >= FEW && word.chars().any(char::is_alphabetic)
}

/// The numbers of a run: all of it, or what stands between its spaces.
fn numbers(text: &str, span: Span) -> Vec<(Span, Kind)> {
    let open = text[span.start..].starts_with('(') && !span.of(text).contains(')');
    let span = Span::new(span.start + usize::from(open), span.end);
    let run = span.of(text);
    if spoken(run) {
        return kind(run).map(|kind| (span, kind)).into_iter().collect();
    }
    let mut found = Vec::new();
    let mut start = span.start;
    for piece in run.split([' ', '\u{a0}']) {
        let bare = piece.trim_matches(|sign: char| !sign.is_numeric());
        let at = start + piece.find(bare).unwrap_or(0);
        found.extend(kind(bare).map(|kind| (Span::new(at, at + bare.len()), kind)));
        start += piece.len() + 1 + usize::from(text[start + piece.len()..].starts_with('\u{a0}'));
    }
    found
}

/// Whether groups with spaces between them are one number: one that is dialled, or long throughout.
fn spoken(run: &str) -> bool {
    let (count, dialled) = (digits(run), run.starts_with(['+', '0', '(']));
    let groups: Vec<&str> = run.split([' ', '\u{a0}']).collect();
    let plain = groups.iter().all(|one| digits(one) >= 2 && one.chars().all(char::is_numeric));
    match &groups[..] {
        [_] => true,
        _ if dialled => count >= SPOKEN,
        [one, other] if facts::is_year(one) || facts::is_year(other) => false,
        // "555 0122" is dialled too, where it stands by itself.
        [one, _] if digits(one) == 3 => plain && count >= SPOKEN,
        _ => plain && count > SPOKEN,
    }
}

/// What a number is; none where it may be a fact.
fn kind(run: &str) -> Option<Kind> {
    let count = digits(run);
    if count < FEW || facts::is_range(run) || facts::is_version(run) {
        return None;
    }
    let dialled = run.starts_with('+') || run.contains('(') || run.starts_with('0') && (9..=14).contains(&count);
    let grouped: Vec<usize> = run.split(|sign: char| !sign.is_numeric()).map(digits).collect();
    Some(match count {
        13..=19 if luhn(run) => Kind::Card,
        7..=15 if dialled || matches!(grouped[..], [3, 3, 4] | [1, 3, 3, 4] | [3, 4]) => Kind::Phone,
        _ => Kind::Number,
    })
}

/// The check digit of cards.
fn luhn(run: &str) -> bool {
    let digits = run.chars().rev().filter_map(|sign| sign.to_digit(10));
    let sum: u32 = digits
        .enumerate()
        .map(|(place, digit)| if place % 2 == 0 { digit } else { digit * 2 / 10 + digit * 2 % 10 })
        .sum();
    sum.is_multiple_of(10)
}

/// The account number that a stretch begins with. The words behind it may look like a group of it; one that was mistyped
/// still shows by its many digits.
fn account(text: &str, span: Span) -> Option<Span> {
    let mut number = span.of(text);
    while let Some((shorter, _)) = number.rsplit_once([' ', '-']).filter(|_| !checks(number)) {
        number = shorter;
    }
    let loud = || digits(span.of(text)) >= 2 * FEW && !span.of(text).bytes().any(|byte| byte.is_ascii_lowercase());
    if checks(number) { Some(Span::new(span.start, span.start + number.len())) } else { loud().then_some(span) }
}

/// The check digits of account numbers.
fn checks(number: &str) -> bool {
    let signs: Vec<char> = number.chars().filter(char::is_ascii_alphanumeric).collect();
    let turned = signs.iter().skip(4).chain(signs.iter().take(4));
    let rest = turned.fold(0, |rest, sign| match sign.to_digit(36) {
        Some(value) if value > 9 => (rest * 100 + value) % 97,
        value => (rest * 10 + value.unwrap_or(0)) % 97,
    });
    signs.len() > 11 && rest == 1
}
