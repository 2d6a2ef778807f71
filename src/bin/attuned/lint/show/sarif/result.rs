//! A finding as a result: where it stands, what it is known by, what would mend it.

use super::super::super::view::{Root, View, reason};
use super::{address, rules};
use attuned::{Fix, Lint, LintStatus, Place, Severity};
use serde_json::{Map, Value, json};

/// A result.
pub(super) fn result(view: &View<'_>, root: &Root, lint: &Lint, has_baseline: bool) -> Value {
    let finding = &lint.finding;
    let mut object = Map::new();
    let mut put = |name: &str, value: Value| object.insert(name.to_owned(), value);
    put("ruleId", json!(finding.rule));
    if let Some(at) = rules::index(finding.rule) {
        put("ruleIndex", json!(at));
    }
    put("level", json!(level(finding.severity)));
    put("message", json!({"text": reason(lint)}));
    put("locations", json!([location(view, root, lint)]));
    put("partialFingerprints", fingerprints(lint));
    put("rank", json!((finding.score * 1000.0).round() / 10.0));
    if let Some(fix) = &lint.fix {
        put("fixes", json!([self::fix(view, root, lint, fix)]));
    }
    if has_baseline {
        put("baselineState", json!(if lint.status == LintStatus::Baseline { "unchanged" } else { "new" }));
    }
    if let LintStatus::Suppressed(reason) = &lint.status {
        put("suppressions", json!([suppression(reason)]));
    }
    put("properties", json!({"severity": finding.severity.name(), "mechanism": finding.mechanism.name()}));
    Value::Object(object)
}

pub(super) fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Mild => "note",
        Severity::Clear => "warning",
        _ => "error",
    }
}

fn location(view: &View<'_>, root: &Root, lint: &Lint) -> Value {
    let reply = view.reply(lint);
    let mut region = region(lint.place);
    region["snippet"] = json!({"text": snippet(view, lint)});
    json!({
        "physicalLocation": {"artifactLocation": address(root, view.files[lint.file].path()), "region": region},
        "logicalLocations": [{"name": view.title(lint), "fullyQualifiedName": reply.id, "kind": "element"}],
    })
}

/// What stands there in the file.
fn snippet<'a>(view: &View<'a>, lint: &Lint) -> &'a str {
    let span = lint.place.span;
    view.files[lint.file].text().get(span.start..span.end).unwrap_or("")
}

/// Lines and columns from 1; a stretch of nothing is a place between two letters.
fn region(place: Place) -> Value {
    json!({
        "startLine": place.line, "startColumn": place.column,
        "endLine": place.end_line, "endColumn": place.end_column,
    })
}

/// GitHub knows a result by the first alone, and would take the line's content for it: in an export that is one line all
/// results would be the same.
fn fingerprints(lint: &Lint) -> Value {
    json!({"primaryLocationLineHash": format!("{}:1", lint.fingerprint), "attunedWords/v1": lint.fingerprint})
}

fn fix(view: &View<'_>, root: &Root, lint: &Lint, fix: &Fix) -> Value {
    let replacements: Vec<Value> = fix
        .edits
        .iter()
        .map(|(place, text)| json!({"deletedRegion": region(*place), "insertedContent": {"text": text}}))
        .collect();
    let text = if fix.reason.is_empty() { "the built-in reviser's change" } else { &fix.reason };
    let address = address(root, view.files[lint.file].path());
    json!({
        "description": {"text": text},
        "artifactChanges": [{"artifactLocation": address, "replacements": replacements}],
    })
}

fn suppression(reason: &str) -> Value {
    let justification = if reason.is_empty() { "no reason given" } else { reason };
    json!({"kind": "external", "status": "accepted", "justification": justification})
}
