//! Keys, tokens, passwords: what opens a door must not stand in a file.

use super::page::{Kind, Page};
use crate::guard::pattern;
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// Keys that say what they are, and blocks that hold one.
static MARKED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?s)-----BEGIN [A-Z0-9 ]{0,40}KEY[A-Z ]{0,20}-----.*?(?:-----END [A-Z0-9 ]{0,40}-----|\z)",
        r"|\beyJ[\w-]{8,}(?:\.[\w-]+){1,4}", // JSON Web Tokens
        r"|\b(?:sk|pk|rk)[-_](?:[a-z0-9]{2,12}[-_]){0,3}[A-Za-z0-9_-]{12,}", // OpenAI, Anthropic, Stripe
        r"|\b(?:gh[opusr]_|github_pat_|glpat-|xox[abeprs]-|hf_|npm_|pypi-|dop_v1_|shpat_|SG\.)[\w.-]{10,}",
        r"|\b(?:AKIA|ASIA)[0-9A-Z]{12,}|\bAIza[\w-]{20,}",
        r"|\b[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}\b", // UUIDs
    ))
});

/// A word for a secret, and the secret.
static TOLD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)\b(?:passwords?|passcode|passphrase|pwd|pin|otp|(?:one[- ]time|verification|security|access|login) code",
        r"|cvv2?|cvc2?|api[ _-]?key|secret(?:[ _-]key)?|(?:access[ _-]|auth[ _-])?token|authorization)",
        r#"(?:\s+(?:is|was)(?:\s+now)?\s*:?|\s*[:=])\s*["'“‘`]?((?:bearer\s+)?[^\s"'”’`,;\x01\x02]{3,})"#,
    ))
});

/// Long words of letters and digits.
static MIXED: LazyLock<Regex> = LazyLock::new(|| pattern(r"[A-Za-z0-9][A-Za-z0-9+/_=~-]{15,}"));

/// From how many letters and digits in a row on a mixed word looks like a key.
const LONG: usize = 16;

/// Secrets that say that they are.
pub(super) fn told(page: &mut Page) {
    page.take(&MARKED, |_, span| Some((span, Kind::Key)));
    page.take(&TOLD, |text, span| {
        let value = span.of(text).trim_end_matches(['.', '!', '?', ')', ':']);
        let odd = value.chars().any(|sign| !sign.is_alphabetic() && !matches!(sign, '-' | '/' | '*'));
        (odd && value.len() > 2).then_some((Span::new(span.start, span.start + value.len()), Kind::Key))
    });
}

/// Words that no hand wrote.
pub(super) fn made(page: &mut Page) {
    page.take(&MIXED, |text, span| looks_made(span.of(text)).then_some((span, Kind::Key)));
}

/// Whether no hand wrote the word: letters and digits run through each other. Numbers with a prefix are no keys.
fn looks_made(word: &str) -> bool {
    let made = |piece: &str| {
        let digits = piece.chars().filter(char::is_ascii_digit).count();
        let turns = piece.as_bytes().windows(2).filter(|two| two[0].is_ascii_digit() != two[1].is_ascii_digit());
        piece.len() >= LONG && digits >= 2 && piece.len() - digits >= 2 && turns.count() >= 3
    };
    word.split(['-', '/', '+', '_', '=', '~']).any(made)
}
