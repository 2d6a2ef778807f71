//! "Ignore this here, and say why": a comment where the format has one, else a line in the notes beside the file.

use super::checkup::Checkup;
use super::client::Client;
use super::edit::{self, Change};
use attuned::{Baseline, CannedFile, Lint, Span};
use lsp_types::Uri;
use serde_json::{Value, json};
use std::path::Path;

/// What stands there until the writer has said why.
const REASON: &str = "say why";
/// Lines above a text of YAML among which its own is looked for.
const ABOVE: usize = 4;

/// The change that has a rule say nothing of a reply any more.
pub(super) fn suppression(checkup: &Checkup, uri: &Uri, lint: &Lint, client: &Client) -> Option<Value> {
    let file = checkup.file.as_ref()?;
    let comment = comments(checkup, file, lint).into_iter().find(|comment| answers(checkup, file, lint, comment));
    match comment {
        Some(comment) => Some(edit::workspace(checkup, uri, &[comment], client.versioned)),
        None => noted(file, lint, client),
    }
}

/// Comments that might say it, where the format has any.
fn comments(checkup: &Checkup, file: &CannedFile, lint: &Lint) -> Vec<Change> {
    let (rule, words) = (lint.finding.rule, &checkup.text.words);
    let at = checkup.bytes(file.place(lint.reply, Span::new(0, 0))).start;
    let starts = || words[..at].rmatch_indices('\n').map(|(end, _)| end + 1).chain([checkup.skipped()]);
    let end = if words.contains("\r\n") { "\r\n" } else { "\n" };
    let own = format!("<!-- attuned-ignore {rule}: {REASON} -->");
    match file.format().name() {
        // On a line of its own: before a list or a quotation, not inside.
        "markdown" => starts().take(1).map(|start| (start..start, format!("{own}{end}{end}"))).collect(),
        "html" => vec![(at..at, own)],
        "yaml" => starts().take(ABOVE).map(|start| (start..start, yaml(words, start, rule) + end)).collect(),
        _ => Vec::new(),
    }
}

/// The comment above a line, as far to the right as that begins.
fn yaml(words: &str, start: usize, rule: &str) -> String {
    let line = words[start..].lines().next().unwrap_or("");
    let indent = &line[..line.len() - line.trim_start_matches(' ').len()];
    format!("{indent}# attuned-ignore {rule}: {REASON}")
}

/// Whether the document with a comment says so of this reply, and nothing else.
fn answers(checkup: &Checkup, file: &CannedFile, lint: &Lint, comment: &Change) -> bool {
    let Some(text) = edit::made(&checkup.text.words, std::slice::from_ref(comment)) else { return false };
    let Ok(after) = CannedFile::parse(file.path(), text.into_bytes(), &checkup.ground.canned) else { return false };
    let pairs = || after.replies().iter().zip(file.replies()).enumerate();
    let ignores = |one: &attuned::Suppression| one.rule == lint.finding.rule && one.reason == REASON;
    after.replies().len() == file.replies().len()
        && pairs().all(|(_, (new, old))| new.text == old.text)
        && pairs().all(|(at, (new, _))| (at == lint.reply) == new.suppressed.iter().any(ignores))
}

/// A line in the notes beside the file, which keep whatever else is in them.
fn noted(file: &CannedFile, lint: &Lint, client: &Client) -> Option<Value> {
    let (path, old, new) = file.ignoring(lint.reply, lint.finding.rule, REASON).ok()?;
    let uri = reqwest::Url::from_file_path(&path).ok()?.to_string();
    let lines = old.as_deref().map_or(0, |text| text.split('\n').count());
    let range = json!({"start": {"line": 0, "character": 0}, "end": {"line": lines, "character": 0}});
    let change = json!({"textDocument": {"uri": uri, "version": null}, "edits": [{"range": range, "newText": new}]});
    let create = json!({"kind": "create", "uri": uri, "options": {"ignoreIfExists": true}});
    match old {
        Some(_) if client.versioned => Some(json!({"documentChanges": [change]})),
        Some(_) => Some(json!({"changes": {uri: change["edits"]}})),
        None => client.creates.then(|| json!({"documentChanges": [create, change]})),
    }
}

/// Whether a file is notes, a baseline or settings, which change what is found in others.
pub(super) fn speaks_of_others(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("");
    CannedFile::holds_notes(path) || name == "attuned.toml" || name == Baseline::NAME
}
