//! "Ignore this here, and say why": a comment where the format has one, else a line in the notes beside the file.

use super::checkup::Checkup;
use super::client::Client;
use super::edit;
use attuned::{CannedFile, Lint, Span};
use lsp_types::Uri;
use serde_json::{Map, Value, json};
use std::path::Path;

/// What stands there until the writer has said why.
const REASON: &str = "say why";

/// The change that has a rule say nothing of a reply any more.
pub(super) fn suppression(checkup: &Checkup, uri: &Uri, lint: &Lint, client: &Client) -> Option<Value> {
    let file = checkup.file.as_ref()?;
    match file.format().name() {
        "markdown" => Some(comment(checkup, uri, lint, "\n\n", client)),
        "html" => Some(comment(checkup, uri, lint, "", client)),
        _ => noted(file, lint, client),
    }
}

/// A comment before the reply's first words.
fn comment(checkup: &Checkup, uri: &Uri, lint: &Lint, after: &str, client: &Client) -> Value {
    let words = &checkup.text.words;
    let place = checkup.file.as_ref().map(|file| file.place(lint.reply, Span::new(0, 0)));
    let mut at = place.map_or(0, |place| checkup.bytes(place).start);
    let mut after = after.to_owned();
    if !after.is_empty() {
        // Before a list or a quotation, not inside.
        at = words[..at].rfind(['\n', '\r']).map_or(at.min(checkup.skipped()), |end| end + 1);
        after = if words.contains("\r\n") { after.replace('\n', "\r\n") } else { after };
    }
    let text = format!("<!-- attuned-ignore {}: {REASON} -->{after}", lint.finding.rule);
    edit::workspace(checkup, uri, &[(at..at, text)], client.versioned)
}

/// A line in the notes beside the file, which keep whatever else is in them.
fn noted(file: &CannedFile, lint: &Lint, client: &Client) -> Option<Value> {
    let path = file.path().with_extension("attuned.json");
    let uri = reqwest::Url::from_file_path(&path).ok()?.to_string();
    let text = std::fs::read_to_string(&path).ok();
    let mut notes: Value = serde_json::from_str(text.as_deref().unwrap_or("{}")).ok()?;
    let id = &file.replies().get(lint.reply)?.id;
    let reply = inside(inside(&mut notes, "replies")?, id)?;
    inside(reply, "ignore")?.as_object_mut()?.insert(lint.finding.rule.to_owned(), REASON.into());
    let new = serde_json::to_string_pretty(&notes).ok()? + "\n";
    let lines = text.as_deref().map_or(0, |text| text.split('\n').count());
    let range = json!({"start": {"line": 0, "character": 0}, "end": {"line": lines, "character": 0}});
    let change = json!({"textDocument": {"uri": uri, "version": null}, "edits": [{"range": range, "newText": new}]});
    let create = json!({"kind": "create", "uri": uri, "options": {"ignoreIfExists": true}});
    match text {
        Some(_) if client.versioned => Some(json!({"documentChanges": [change]})),
        Some(_) => Some(json!({"changes": {uri: change["edits"]}})),
        None => client.creates.then(|| json!({"documentChanges": [create, change]})),
    }
}

/// The object of this name in another, made where it is missing; none where something else is there.
fn inside<'a>(value: &'a mut Value, name: &str) -> Option<&'a mut Value> {
    let inner = value.as_object_mut()?.entry(name).or_insert_with(|| Value::Object(Map::new()));
    inner.is_object().then_some(inner)
}

/// Whether a path is that of notes, a baseline or settings, which change what is found in others.
pub(super) fn speaks_of_others(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("");
    name.ends_with("attuned.json") || name == "attuned.toml" || name == attuned::Baseline::NAME
}
