//! What people read: reply by reply, the line with its marks, why it hurts, what to do, and a summary.

mod line;
mod summary;

use super::super::view::{View, people, rule_name};
use crate::show::{Paint, Run, harmless, indented, labelled};
use attuned::{Lint, LintStatus};
use owo_colors::OwoColorize;
use std::io::{self, Write};

/// Writes what is shown, and the summary.
pub(super) fn write(out: &mut impl Write, view: &View<'_>) -> io::Result<()> {
    let mut last = None;
    for lint in view.shown() {
        let here = Some((lint.file, lint.reply));
        if here != last {
            let reply = view.reply(lint);
            let id = if reply.title.is_none() { String::new() } else { format!("  ({})", reply.id) };
            writeln!(out, "{}{}", harmless(&view.title(lint)).underline(), harmless(&id).dimmed())?;
        }
        last = here;
        finding(out, view, lint)?;
    }
    summary::write(out, view)
}

/// A finding: where, which, the line, and all there is to say about it.
fn finding(out: &mut impl Write, view: &View<'_>, lint: &Lint) -> io::Result<()> {
    let (finding, place) = (&lint.finding, lint.place);
    let severity = Paint::Marked(finding.severity).over(finding.severity.name());
    let at = format!("{}:{}:{}", view.path(lint.file), place.line, place.column);
    writeln!(out, "{}: {} {} {}", harmless(&at), severity.bold(), finding.rule.bold(), rule_name(lint))?;
    source(out, view, lint)?;
    if let Some(source) = &finding.source {
        labelled(out, "they wrote", &format!("\"{}\"", source.quote.text), view.width)?;
    }
    labelled(out, "why", &finding.message, view.width)?;
    labelled(out, "instead", &finding.suggestion, view.width)?;
    labelled(out, "fails", &people(view.reply(lint), lint).unwrap_or_default(), view.width)?;
    labelled(out, "status", &status(&lint.status), view.width)?;
    fix(out, view, lint)?;
    writeln!(out)
}

/// The lines of the file, with marks below.
fn source(out: &mut impl Write, view: &View<'_>, lint: &Lint) -> io::Result<()> {
    let digits = lint.place.end_line.to_string().len();
    let gutter = |number: &str| format!("  {number:>digits$} | ");
    let room = view.width.saturating_sub(digits + 5);
    let paint = Paint::Marked(lint.finding.severity);
    for one in line::marked(view.files[lint.file].text(), lint.place, room) {
        let lead = gutter(&one.number.to_string());
        writeln!(out, "{}{}{}{}", lead.dimmed(), one.before, paint.over(&one.marked), one.after)?;
        let marks = paint.over(&"^".repeat(one.width));
        writeln!(out, "{}{}{marks}", gutter("").dimmed(), " ".repeat(one.indent))?;
    }
    Ok(())
}

/// What the built-in reviser would do, before and after.
fn fix(out: &mut impl Write, view: &View<'_>, lint: &Lint) -> io::Result<()> {
    let Some(fix) = &lint.fix else { return Ok(()) };
    labelled(out, "fix", &fix.reason, view.width)?;
    let old = &view.reply(lint).text;
    let new = &fix.diff.apply(old);
    for (sign, paint, text, other) in [("-", Paint::Removed, old, new), ("+", Paint::Added, new, old)] {
        let run = Run::new(paint, differing(text, other));
        indented(out, &format!("              {sign} "), &[run], view.width)?;
    }
    Ok(())
}

/// The sentence or line of a text in which it differs from another, with `…` where more of its line stands around it.
fn differing(text: &str, other: &str) -> String {
    let head = text.chars().zip(other.chars()).take_while(|(one, two)| one == two).map(|(one, _)| one.len_utf8()).sum();
    let rest = text[head..].chars().rev().zip(other[head..].chars().rev());
    let tail: usize = rest.take_while(|(one, two)| one == two).map(|(one, _)| one.len_utf8()).sum();
    let (from, to) = (start(text, head), end(text, text.len() - tail));
    let line_begins = from == 0 || text[..from].ends_with('\n');
    let line_ends = to == text.len() || text[to..].starts_with('\n');
    let (before, after) = (if line_begins { "" } else { "…" }, if line_ends { "" } else { "…" });
    format!("{before}{}{after}", text[from..to].trim())
}

/// Where the sentence begins that holds this byte.
fn start(text: &str, at: usize) -> usize {
    let before = &text[..at];
    let sentence = before.rmatch_indices([' ', '\n']).find(|(at, _)| ends_sentence(&before[..*at]));
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    sentence.map_or(line, |(at, _)| at + 1).max(line)
}

/// Where the sentence ends that holds this byte.
fn end(text: &str, at: usize) -> usize {
    let mut stops = text[at..].match_indices([' ', '\n']).map(|(stop, sign)| (at + stop, sign));
    let stop = stops.find(|(stop, sign)| *sign == "\n" || ends_sentence(&text[..*stop]));
    stop.map_or(text.len(), |(stop, _)| stop)
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', ')', '”']).ends_with(['.', '!', '?'])
}

/// Why a finding does not count; nothing where it does.
fn status(status: &LintStatus) -> String {
    match status {
        LintStatus::Baseline => "known: it stands in the baseline".to_owned(),
        LintStatus::Suppressed(reason) if reason.is_empty() => "suppressed, without a reason".to_owned(),
        LintStatus::Suppressed(reason) => format!("suppressed: {reason}"),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_sentences_that_differ_are_shown() {
        let old = "Dear Ann,\n\nIt was noted. Your form was lost. Bye.\nUs";
        let new = "Dear Ann,\n\nIt was noted. We lost your form. Bye.\nUs";
        assert_eq!(differing(old, new), "…Your form was lost.…");
        assert_eq!(differing(new, old), "…We lost your form.…");
        assert_eq!(differing("Sorry.", "Sorry."), "Sorry.");
        assert_eq!(differing("é was ö", "é is ö"), "é was ö");
    }
}
