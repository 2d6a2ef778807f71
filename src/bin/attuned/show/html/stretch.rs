//! Stretches of a text under the notes that they bear.

use crate::show::marks::{Piece, pieces};
use crate::show::wrap::harmless;
use attuned::{Finding, Severity, Span};
use serde::Serialize;

/// A stretch of draft or reply, and the notes that it bears, by number.
#[derive(Debug, Serialize)]
pub(in crate::show) struct Stretch {
    pub(super) text: String,
    pub(super) notes: Vec<usize>,
    pub(super) begins: Vec<usize>,
    pub(super) title: String,
    pub(super) kind: &'static str,
}

impl Stretch {
    /// A text without notes.
    pub(super) fn plain(text: &str) -> Self {
        Self { text: harmless(text), notes: Vec::new(), begins: Vec::new(), title: String::new(), kind: "" }
    }

    /// A piece under its notes, line by line, so that no mark runs over an empty line: their words are its title.
    pub(in crate::show) fn noted(piece: &Piece<'_>, kind: &'static str, title: impl Fn(usize) -> String) -> Vec<Self> {
        if piece.marks.is_empty() {
            return vec![Self::plain(piece.text)];
        }
        let titles: Vec<String> = piece.marks.iter().map(|note| harmless(&title(*note))).collect();
        let (title, notes) = (titles.join("\n"), numbers(&piece.marks));
        let marked = |text: &str| Self { notes: notes.clone(), title: title.clone(), kind, ..Self::plain(text) };
        let line = |text: &str| if text.trim().is_empty() { Self::plain(text) } else { marked(text) };
        let mut stretches: Vec<Self> = lines(piece.text).map(line).collect();
        let last = stretches.iter().rposition(|one| !one.kind.is_empty()).unwrap_or(0);
        if let Some(one) = stretches.get_mut(last) {
            one.begins = numbers(&piece.begins);
        }
        stretches
    }
}

/// Notes as people count them.
fn numbers(notes: &[usize]) -> Vec<usize> {
    notes.iter().map(|note| note + 1).collect()
}

/// Lines and their ends, each by itself.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split_inclusive('\n').flat_map(|line| {
        let words = line.trim_end_matches('\n');
        [words, &line[words.len()..]]
    });
    parts.filter(|part| !part.is_empty())
}

/// Words on one line, with a sign where a line ended; a change may be nothing but such an end.
pub(super) fn on_one_line(text: &str) -> String {
    let lines: Vec<&str> = text.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect();
    match lines.is_empty() && !text.is_empty() {
        true => "¶".to_owned(),
        false => harmless(&lines.join(" ¶ ")),
    }
}

/// A text under the findings in it.
pub(in crate::show) fn under_findings(text: &str, findings: &[Finding]) -> Vec<Stretch> {
    let spans: Vec<Span> = findings.iter().map(|finding| finding.quote.span).collect();
    let title = |note: usize| {
        let Finding { severity, mechanism, message, .. } = &findings[note];
        format!("{}. {}, {}: {message}", note + 1, mechanism.title(), severity.name())
    };
    let look = |piece: &Piece<'_>| piece.marks.iter().map(|note| findings[*note].severity).max();
    let cut = pieces(text, &spans);
    cut.iter().flat_map(|piece| Stretch::noted(piece, look(piece).map_or("", Severity::name), title)).collect()
}
