//! Everything as one JSON object, or a finding a line.

use super::super::view::{Ranked, Tally, View, ranked};
use attuned::{Fix, LibraryFinding, Lint, LintStatus, Mechanism, Place};
use serde_json::{Map, Value, json};

/// One object.
pub(super) fn object(view: &View<'_>) -> String {
    let files: Vec<Value> = (0..view.files.len()).map(|file| self::file(view, file)).collect();
    let findings: Vec<Value> = view.linted.lints.iter().map(|lint| finding(view, lint)).collect();
    let value = json!({
        "version": env!("CARGO_PKG_VERSION"),
        "summary": summary(&Tally::of(view)),
        "files": files,
        "findings": findings,
        "worst": ranked(view).iter().take(view.worst).map(|one| worst(view, one)).collect::<Vec<_>>(),
        "library": view.linted.library.iter().map(|one| library(view, one)).collect::<Vec<_>>(),
        "unused_suppressions": unused(view),
        "errors": errors(view),
    });
    format!("{value:#}\n")
}

/// A finding a line; what could not be read is a line too.
pub(super) fn lines(view: &View<'_>) -> String {
    let findings = view.linted.lints.iter().map(|lint| finding(view, lint));
    let errors = errors(view).into_iter().map(|error| json!({"error": error}));
    findings.chain(errors).map(|value| format!("{value}\n")).collect()
}

fn file(view: &View<'_>, file: usize) -> Value {
    let canned = &view.files[file];
    json!({"path": view.path(file), "format": canned.format().name(), "replies": canned.replies().len()})
}

/// A finding in the shape of `attuned check`, and where it stands.
fn finding(view: &View<'_>, lint: &Lint) -> Value {
    let reply = view.reply(lint);
    let mut object = match json!(lint.finding) {
        Value::Object(object) => object,
        _ => Map::new(),
    };
    object.insert("path".to_owned(), json!(view.path(lint.file)));
    object.insert("reply".to_owned(), json!(reply.id));
    object.insert("title".to_owned(), json!(reply.title));
    object.insert("place".to_owned(), place(lint.place));
    object.insert("situations".to_owned(), json!(lint.situations));
    object.insert("status".to_owned(), json!(lint.status.name()));
    if let LintStatus::Suppressed(reason) = &lint.status {
        object.insert("reason".to_owned(), json!(reason));
    }
    object.insert("fingerprint".to_owned(), json!(lint.fingerprint));
    object.insert("fix".to_owned(), lint.fix.as_ref().map_or(Value::Null, fix));
    Value::Object(object)
}

/// A stretch of the file's text: bytes, and lines and columns from 1.
fn place(place: Place) -> Value {
    json!(place)
}

fn fix(fix: &Fix) -> Value {
    let edits: Vec<Value> = fix.edits.iter().map(|(at, text)| json!({"place": place(*at), "text": text})).collect();
    json!({"reason": fix.reason, "hunks": fix.diff.hunks, "edits": edits})
}

fn summary(tally: &Tally) -> Value {
    let [severe, clear, mild] = tally.severities();
    let mechanisms: Map<String, Value> = Mechanism::ALL
        .iter()
        .zip(tally.table)
        .map(|(one, [severe, clear, mild])| {
            (one.name().to_owned(), json!({"severe": severe, "clear": clear, "mild": mild}))
        })
        .collect();
    json!({
        "files": tally.files, "replies": tally.replies, "failing": tally.failing, "findings": tally.findings,
        "severe": severe, "clear": clear, "mild": mild, "mechanisms": mechanisms,
        "baseline": tally.known, "suppressed": tally.suppressed, "fixable": tally.fixable,
        "unjudged": tally.unjudged,
    })
}

fn worst(view: &View<'_>, one: &Ranked<'_>) -> Value {
    let Some(first) = one.lints.first() else { return Value::Null };
    let reply = view.reply(first);
    json!({
        "path": view.path(first.file), "reply": reply.id, "title": reply.title,
        "weight": one.weight, "findings": one.lints.len(),
    })
}

fn library(view: &View<'_>, one: &LibraryFinding) -> Value {
    let members = one.members.iter().map(|member| {
        let reply = &view.files[member.file].replies()[member.reply];
        json!({
            "path": view.path(member.file), "reply": reply.id, "title": reply.title,
            "place": place(member.place), "words": member.words,
        })
    });
    json!({
        "kind": one.kind.name(), "message": one.message, "suggestion": one.suggestion,
        "share": one.share, "replies": members.collect::<Vec<_>>(),
    })
}

fn unused(view: &View<'_>) -> Vec<Value> {
    let one = |one: &attuned::Unused| {
        let reply = &view.files[one.file].replies()[one.reply];
        json!({
            "path": view.path(one.file), "reply": reply.id, "place": place(one.place),
            "rule": one.suppression.rule, "reason": one.suppression.reason,
        })
    };
    view.linted.unused.iter().map(one).collect()
}

fn errors(view: &View<'_>) -> Vec<Value> {
    let one = |one: &attuned::Unread| json!({"path": one.path.to_string_lossy(), "message": one.reason});
    view.linted.failed.iter().map(one).collect()
}
