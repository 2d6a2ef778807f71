//! What people read: reply by reply, the line with its marks, why it hurts, what to do, and a summary.

mod line;
mod summary;

use super::super::view::{View, people, rule_name};
use crate::show::{Paint, Run, harmless, indented, labelled};
use attuned::{Diff, Fix, Lint, LintStatus};
use owo_colors::OwoColorize;
use std::io::{self, Write};

/// Writes what is shown, and the summary.
pub(super) fn write(out: &mut impl Write, view: &View<'_>) -> io::Result<()> {
    for lints in view.replies() {
        title(out, view, lints[0])?;
        stretches(&lints).into_iter().try_for_each(|stretch| finding(out, view, stretch))?;
    }
    summary::write(out, view)
}

/// What a reply is called, and where its first finding stands.
fn title(out: &mut impl Write, view: &View<'_>, first: &Lint) -> io::Result<()> {
    let (reply, path, name) = (view.reply(first), view.path(first.file), view.title(first));
    let at = format!("{path}:{}", first.place.line);
    if path.ends_with(&name) {
        return writeln!(out, "{}", harmless(&at).underline());
    }
    let id = if reply.title.is_none() { String::new() } else { format!("  ({})", reply.id) };
    writeln!(out, "{}{}", harmless(&name).underline(), harmless(&format!("{id}  {at}")).dimmed())
}

/// The findings of a reply, those together whose words overlap: marked twice, a line says no more.
fn stretches<'l>(lints: &'l [&'l Lint]) -> Vec<&'l [&'l Lint]> {
    let (mut all, mut from, mut end) = (Vec::new(), 0, 0);
    for (at, lint) in lints.iter().enumerate() {
        if at > from && lint.place.span.start >= end {
            all.push(&lints[from..at]);
            from = at;
        }
        end = end.max(lint.place.span.end);
    }
    all.push(&lints[from..]);
    all
}

/// A stretch: the line, and all there is to say about it.
fn finding(out: &mut impl Write, view: &View<'_>, lints: &[&Lint]) -> io::Result<()> {
    source(out, view, lints)?;
    let mut told: Vec<&Diff> = Vec::new();
    for lint in lints {
        reasons(out, view, lint)?;
        if let Some(fix) = lint.fix.as_ref().filter(|fix| !told.contains(&&fix.diff)) {
            told.push(&fix.diff);
            self::fix(out, view, lint, fix)?;
        }
    }
    writeln!(out)
}

/// Which finding it is, why it hurts, what to do, whom it fails.
fn reasons(out: &mut impl Write, view: &View<'_>, lint: &Lint) -> io::Result<()> {
    let finding = &lint.finding;
    let severity = Paint::Marked(finding.severity).over(&format!("{:<10}", finding.severity.name()));
    let what = format!("({} {})", finding.rule, rule_name(lint));
    writeln!(out, "  {}  {} {}", severity.bold(), finding.mechanism.plain().bold(), what.dimmed())?;
    if let Some(source) = &finding.source {
        labelled(out, "they wrote", &format!("\"{}\"", source.quote.text), view.width)?;
    }
    labelled(out, "why", &finding.message, view.width)?;
    labelled(out, "instead", &finding.suggestion, view.width)?;
    labelled(out, "fails", &people(view.reply(lint), lint).unwrap_or_default(), view.width)?;
    labelled(out, "status", &status(&lint.status), view.width)
}

/// The lines of the file, with marks below, in the colour of the worst.
fn source(out: &mut impl Write, view: &View<'_>, lints: &[&Lint]) -> io::Result<()> {
    let mut place = lints[0].place;
    for lint in lints {
        place.span.end = place.span.end.max(lint.place.span.end);
        place.end_line = place.end_line.max(lint.place.end_line);
    }
    let digits = place.end_line.to_string().len();
    let gutter = |number: &str| format!("  {number:>digits$} | ");
    let room = view.width.saturating_sub(digits + 5);
    let worst = lints.iter().map(|lint| lint.finding.severity).max();
    let paint = worst.map_or(Paint::Plain, Paint::Marked);
    for one in line::marked(view.files[lints[0].file].text(), place, room) {
        let lead = gutter(&one.number.to_string());
        writeln!(out, "{}{}{}{}", lead.dimmed(), one.before, paint.over(&one.marked), one.after)?;
        let marks = paint.over(&"^".repeat(one.width));
        writeln!(out, "{}{}{marks}", gutter("").dimmed(), " ".repeat(one.indent))?;
    }
    Ok(())
}

/// What the built-in reviser would do, before and after.
fn fix(out: &mut impl Write, view: &View<'_>, lint: &Lint, fix: &Fix) -> io::Result<()> {
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
