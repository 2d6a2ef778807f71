//! GitLab's Code Quality report: what merge requests show as a widget.

use super::super::view::{Root, View, reason, rule_name};
use attuned::{Lint, Severity};
use serde_json::{Value, json};

/// The report: an array.
pub(super) fn report(view: &View<'_>) -> String {
    let root = Root::here();
    let all: Vec<Value> = view.linted.fresh().map(|lint| issue(view, &root, lint)).collect();
    format!("{:#}\n", Value::Array(all))
}

fn issue(view: &View<'_>, root: &Root, lint: &Lint) -> Value {
    let path = root.path(view.files[lint.file].path());
    json!({
        "description": format!("{} ({}): {}", view.title(lint), rule_name(lint), reason(lint)),
        "check_name": lint.finding.rule,
        // Unique in the whole report, which a fingerprint alone is in its file only.
        "fingerprint": format!("{path}:{}", lint.fingerprint),
        "severity": severity(lint.finding.severity),
        "location": {"path": path, "lines": {"begin": lint.place.line, "end": lint.place.end_line}},
    })
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Mild => "minor",
        Severity::Clear => "major",
        _ => "critical",
    }
}
