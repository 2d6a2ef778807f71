//! A unified diff that `patch` and `git apply` accept; the reasons stand as comments before it.

use attuned::{Hunk, Outcome, Record};
use similar::TextDiff;
use std::io::{self, Write};

/// Writes what changed in one record; nothing where nothing did.
pub(super) fn write(out: &mut impl Write, record: &Record, outcome: &Outcome, place: usize) -> io::Result<()> {
    if outcome.draft == outcome.text {
        return Ok(());
    }
    for hunk in &outcome.diff.hunks {
        writeln!(out, "# line {}: {}", line(&outcome.draft, hunk.before.span.start), one_line(&why(hunk)))?;
    }
    let name = file_name(&super::name(record, place));
    let diff = TextDiff::from_lines(&outcome.draft, &outcome.text);
    let (from, to) = (format!("draft/{name}"), format!("reply/{name}"));
    diff.unified_diff().header(&from, &to).to_writer(out)
}

/// The mechanisms of a change and its reason.
pub(super) fn why(hunk: &Hunk) -> String {
    let names: Vec<&str> = hunk.mechanisms.iter().map(|one| one.title()).collect();
    match (names.is_empty(), hunk.reason.is_empty()) {
        (true, true) => "no reason given".to_owned(),
        (true, false) => hunk.reason.clone(),
        (false, true) => names.join(", "),
        (false, false) => format!("{} – {}", names.join(", "), hunk.reason),
    }
}

/// The line of a byte, counted from 1.
fn line(text: &str, at: usize) -> usize {
    text.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count() + 1
}

/// A comment must not run into the next line, where it might be read as a patch.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A name without what a path or a header could trip over.
fn file_name(name: &str) -> String {
    name.chars().map(|one| if one.is_alphanumeric() || "-_.".contains(one) { one } else { '-' }).collect()
}
