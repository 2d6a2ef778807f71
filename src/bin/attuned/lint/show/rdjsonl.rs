//! reviewdog's lines: comments in a pull request, with changes that can be taken there.

use super::super::view::{View, reason, rule_name};
use attuned::{CannedFile, Fix, Lint, Place, Severity, Span};
use serde_json::{Value, json};

/// The widest change that is shown, in bytes: on a line that is a whole export, reviewdog would repeat all of it.
const WIDEST: usize = 2_000;

/// A finding a line.
pub(super) fn lines(view: &View<'_>) -> String {
    view.linted.fresh().map(|lint| format!("{}\n", diagnostic(view, lint))).collect()
}

fn diagnostic(view: &View<'_>, lint: &Lint) -> Value {
    let (file, rule) = (&view.files[lint.file], lint.finding.rule);
    let suggestions: Vec<Value> = lint.fix.iter().filter_map(|fix| suggestion(file, fix)).collect();
    json!({
        "message": format!("{} ({}): {}", rule_name(lint), view.title(lint), reason(lint)),
        "location": {"path": view.path(lint.file), "range": range(file.text(), lint.place)},
        "severity": severity(lint.finding.severity),
        "source": {"name": "attuned", "url": env!("CARGO_PKG_REPOSITORY")},
        "code": {"value": rule},
        "suggestions": suggestions,
    })
}

/// A fix as one stretch and what stands there then: several suggestions would be taken one without the other.
fn suggestion(file: &CannedFile, fix: &Fix) -> Option<Value> {
    let mut edits: Vec<&(Place, String)> = fix.edits.iter().collect();
    edits.sort_by_key(|(place, _)| place.span);
    let (first, last) = (edits.first()?.0, edits.last()?.0);
    let whole = Span::new(first.span.start, last.span.end);
    let text = file.text();
    let (mut new, mut done) = (String::new(), whole.start);
    for (place, words) in edits {
        new += text.get(done..place.span.start)?;
        new += words;
        done = place.span.end;
    }
    let line = |place: Place| text.lines().nth(place.line - 1).map_or(0, str::len);
    let fits = whole.end - whole.start < WIDEST && line(first) < WIDEST && line(last) < WIDEST;
    let (start, end) = (position(text, first.line, whole.start), position(text, last.end_line, whole.end));
    fits.then(|| json!({"range": {"start": start, "end": end}, "text": new}))
}

fn range(text: &str, place: Place) -> Value {
    let (start, end) = (position(text, place.line, place.span.start), position(text, place.end_line, place.span.end));
    json!({"start": start, "end": end})
}

/// A place as reviewdog counts: columns are bytes.
fn position(text: &str, line: usize, at: usize) -> Value {
    let start = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    json!({"line": line, "column": at - start + 1})
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Mild => "INFO",
        Severity::Clear => "WARNING",
        _ => "ERROR",
    }
}
