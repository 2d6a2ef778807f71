//! Annotations of GitHub Actions, and the summary of the step.

use super::super::view::{Root, SEVERITIES, Tally, View, one_line, ranked, reason, rule_name};
use crate::settings::Settings;
use crate::show::notice;
use attuned::{Lint, Mechanism, Severity};
use std::fmt::Write as _;

/// How many annotations of a kind GitHub shows for each step.
const SHOWN: usize = 10;
/// The most findings in the table of the step's summary, which GitHub cuts at a megabyte.
const ROWS: usize = 200;

/// A command of the workflow for each finding; what GitHub would not show is said.
pub(super) fn annotations(view: &View<'_>, settings: &Settings) -> String {
    let root = Root::here();
    for (severity, count) in SEVERITIES.into_iter().zip(Tally::of(view).severities()) {
        if count > SHOWN {
            let kind = command(severity);
            notice(settings, &format!("GitHub shows {SHOWN} of these {count} annotations of the kind {kind}"));
        }
    }
    let failed = view.linted.failed.iter().map(|one| {
        let (file, message) = (property(&root.path(&one.path)), data(&one.reason));
        format!("::error file={file},title=attuned::{message}\n")
    });
    let findings = view.linted.fresh().map(|lint| annotation(view, &root, lint));
    failed.chain(findings).collect()
}

fn annotation(view: &View<'_>, root: &Root, lint: &Lint) -> String {
    let place = lint.place;
    let file = property(&root.path(view.files[lint.file].path()));
    let name = view.title(lint);
    let title = property(&one_line(&format!("{} {}: {name}", lint.finding.rule, rule_name(lint))));
    // GitHub refuses columns of a stretch over several lines.
    let columns = match place.line == place.end_line {
        true => format!(",col={},endColumn={}", place.column, place.end_column),
        false => String::new(),
    };
    format!(
        "::{} file={file},line={},endLine={}{columns},title={title}::{}\n",
        command(lint.finding.severity),
        place.line,
        place.end_line,
        data(&reason(lint))
    )
}

fn command(severity: Severity) -> &'static str {
    match severity {
        Severity::Mild => "notice",
        Severity::Clear => "warning",
        _ => "error",
    }
}

/// What stands behind `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// What stands behind `=`.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// The summary of the step, in Markdown.
pub(in crate::lint) fn step_summary(view: &View<'_>) -> String {
    let tally = Tally::of(view);
    let mut text = String::from("## attuned lint\n\n");
    let (found, replies, files) = (tally.findings, tally.replies, tally.files);
    let _ = writeln!(text, "{found} findings in {} of {replies} replies, in {files} files.\n", tally.failing);
    if tally.unjudged > 0 {
        let _ = writeln!(text, "{} in another language than English, not judged.\n", tally.unjudged);
    }
    if found == 0 {
        return text + &errors(view);
    }
    text += "| mechanism | severe | clear | mild |\n|---|--:|--:|--:|\n";
    for (one, [severe, clear, mild]) in Mechanism::ALL.iter().zip(tally.table) {
        let _ = writeln!(text, "| {} ({}) | {severe} | {clear} | {mild} |", one.plain(), one.title());
    }
    text + &worst(view) + &findings(view) + &errors(view)
}

fn worst(view: &View<'_>) -> String {
    let mut text = String::from("\n| worst replies | sum of severities | where |\n|---|--:|---|\n");
    for one in ranked(view).iter().take(view.worst) {
        let Some(first) = one.lints.first() else { continue };
        let name = cell(&view.title(first));
        let _ = writeln!(text, "| {name} | {} | {}:{} |", one.weight, cell(&view.path(first.file)), first.place.line);
    }
    if view.worst == 0 { String::new() } else { text }
}

fn findings(view: &View<'_>) -> String {
    let mut text =
        String::from("\n<details><summary>Findings</summary>\n\n| where | rule | severity | what | instead |\n");
    text += "|---|---|---|---|---|\n";
    let mut left = 0;
    for (at, lint) in view.linted.fresh().enumerate() {
        if at >= ROWS {
            left += 1;
            continue;
        }
        let (path, line, finding) = (cell(&view.path(lint.file)), lint.place.line, &lint.finding);
        let (severity, words) = (finding.severity.name(), cell(&finding.quote.text));
        let (why, instead) = (cell(&finding.message), cell(&finding.suggestion));
        let _ = writeln!(text, "| {path}:{line} | {} | {severity} | “{words}”: {why} | {instead} |", finding.rule);
    }
    if left > 0 {
        let _ = writeln!(text, "\n{left} more are in the output.");
    }
    text + "\n</details>\n"
}

fn errors(view: &View<'_>) -> String {
    let all = view.linted.failed.iter().map(|one| {
        let (path, reason) = (cell(&one.path.to_string_lossy()), cell(&one.reason));
        format!("\nCould not be read: {path}: {reason}\n")
    });
    all.collect()
}

/// A text that is no markup in a cell of a table.
fn cell(text: &str) -> String {
    let mut out = String::new();
    for one in one_line(text).chars() {
        match one {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '\\' | '|' | '`' | '*' | '_' | '[' | ']' | '{' | '}' | '#' | '~' => out.extend(['\\', one]),
            one => out.push(one),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_a_command_or_markup() {
        assert_eq!(data("100 %\r\n::error::x"), "100 %25%0D%0A::error::x");
        assert_eq!(property("a:b,c%\n"), "a%3Ab%2Cc%25%0A");
        assert_eq!(cell("a|b <script>\n*x* `y` & {{z}}"), "a\\|b &lt;script> \\*x\\* \\`y\\` &amp; \\{\\{z\\}\\}");
    }
}
