//! Addresses of mail, of machines, and web addresses that lead to one person.

use super::numbers;
use super::page::{Kind, Page};
use crate::guard::pattern;
use crate::text::Span;
use regex::Regex;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::sync::LazyLock;

/// Web addresses; without a scheme only where a path or a query follows.
static WEB: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r#"(?i)\b(?:[a-z][a-z0-9+.-]*://|www\.)[^\s<>"“”`\x01\x02]+"#,
        r#"|\b(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}[/?][^\s<>"“”`\x01\x02]+"#,
    ))
});

/// A part of a web address that belongs to one person.
static OWN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)[?@]|#[^#]*=|/~|/(?:users?|u|profiles?|accounts?|members?|customers?|people|in|orders?|invoices?|reset",
        r"|verify|invite|share|s)/[^/]{3,}",
    ))
});

/// Addresses of mail.
static MAIL: LazyLock<Regex> = LazyLock::new(|| pattern(r"[\w.+%&'*=~-]*[\w+%&*=~-]@[\w-]+(?:\.[\w-]+)+"));

/// What may be the address of a machine.
static IP4: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b[0-9]{1,3}(?:\.[0-9]{1,3}){3}\b"));
static IP6: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)[0-9a-f:]*:[0-9a-f]*:[0-9a-f:.]*[0-9a-f:]"));
static MAC: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}\b"));

/// Signs that end a sentence, not an address.
const TAIL: &[char] = &['.', ',', ';', ':', '!', '?', '\'', '*', '_', '’', '…'];

pub(super) fn find(page: &mut Page) {
    page.take(&WEB, |text, span| {
        let span = bounded(text, span);
        let url = span.of(text);
        (OWN.is_match(url) || numbers::any(url)).then_some((span, Kind::Url))
    });
    page.take(&MAIL, |_, span| Some((span, Kind::Email)));
    page.take(&IP4, |text, span| span.of(text).parse::<Ipv4Addr>().is_ok().then_some((span, Kind::Ip)));
    page.take(&IP6, |text, span| machine(text, span).then_some((span, Kind::Ip)));
    page.take(&MAC, |_, span| Some((span, Kind::Ip)));
}

/// An address without the signs that close what stands around it.
fn bounded(text: &str, span: Span) -> Span {
    let mut url = span.of(text);
    // A link in Markdown whose words are an address too.
    url = url.split("](").next().unwrap_or(url);
    loop {
        let open =
            |close: char, open: char| url.ends_with(close) && url.matches(close).count() > url.matches(open).count();
        let less = if open(')', '(') || open(']', '[') || open('}', '{') {
            &url[..url.len() - 1]
        } else {
            url.trim_end_matches(TAIL)
        };
        if less.len() == url.len() {
            return Span::new(span.start, span.start + url.len());
        }
        url = less;
    }
}

/// Whether colons and digits are the address of a machine: times have no eight groups, code has no digits.
fn machine(text: &str, span: Span) -> bool {
    let word = |sign: Option<char>| sign.is_some_and(char::is_alphanumeric);
    let whole = !word(text[..span.start].chars().next_back()) && !word(text[span.end..].chars().next());
    let address = span.of(text);
    whole && address.bytes().any(|byte| byte.is_ascii_digit()) && address.parse::<Ipv6Addr>().is_ok()
}
