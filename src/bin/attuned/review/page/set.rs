//! Words in lines of a width.

use crate::show::{Paint, Run, wrap};

/// Columns that a label takes.
const LABEL: usize = 8;

/// Words in lines.
pub(in crate::review) fn lines(paint: Paint, words: &str, width: usize) -> Vec<String> {
    if words.is_empty() { Vec::new() } else { wrap(&[Run::new(paint, words)], width) }
}

/// Lines behind a label; where there is little room, below it.
pub(in crate::review) fn labelled(label: &str, runs: &[Run], width: usize) -> Vec<String> {
    let indent = indent(width);
    let filled = wrap(runs, width.saturating_sub(indent));
    let mut out = Vec::new();
    let beside = label.len() < indent;
    if !beside {
        out.push(Paint::Dim.over(label));
    }
    for (place, line) in filled.iter().enumerate() {
        let lead =
            if place == 0 && beside { Paint::Dim.over(&format!("{label:<indent$}")) } else { " ".repeat(indent) };
        out.push(format!("{lead}{line}"));
    }
    out
}

/// Plain words behind a label.
pub(super) fn said(label: &str, words: &str, width: usize) -> Vec<String> {
    labelled(label, &[Run::new(Paint::Plain, words)], width)
}

/// How many columns of a width are left beside a label.
pub(super) fn beside(width: usize) -> usize {
    width.saturating_sub(indent(width))
}

fn indent(width: usize) -> usize {
    if width < 30 { 2 } else { LABEL }
}

/// Words cut to so many letters, with a sign where something is left out.
pub(super) fn cut(words: &str, letters: usize) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().count() <= letters {
        return words;
    }
    let kept: String = words.chars().take(letters.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}
