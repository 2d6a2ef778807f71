//! What stands between two blanks, before anybody knows whether it is a number.

use super::number_words::value;
use super::units::CURRENCIES;
use crate::guard::words::fold;

/// The signs that join numbers.
pub(super) const DASHES: [char; 5] = ['-', '–', '—', '‑', '−'];

/// A chunk without the punctuation around it, folded.
pub(super) fn bare(chunk: &str) -> String {
    let kept = |sign: char| sign.is_alphanumeric() || sign == '%' || CURRENCIES.contains(&sign);
    fold(chunk.trim_matches(|sign: char| !kept(sign)))
}

/// Whether the chunk closes a sentence or a parenthesis, so that the next word belongs to something else.
pub(super) fn closed(chunk: &str) -> bool {
    chunk.ends_with(['.', ',', ';', ':', '!', '?', ')', ']'])
}

/// Whether a chunk has neither a digit nor a number word, as most have.
pub(super) fn countless(chunk: &str) -> bool {
    !chunk.bytes().any(|byte| byte.is_ascii_digit()) && value(chunk.split(DASHES).next().unwrap_or("")).is_none()
}

/// `1.` or `12)` at the start of a line.
pub(super) fn numbered(chunk: &str) -> bool {
    let digits = chunk.trim_end_matches(['.', ')']);
    digits.len() < chunk.len() && (1..=2).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}
