//! `attuned lsp` and an editor that is played: what it is told, what it is offered, and what becomes of its documents.

mod comments;
mod documents;
mod editor;
mod long;
mod marks;
mod model;
mod protocol;
mod settings;
mod wire;

use super::Run;
use super::judge::exchange;
use editor::Editor;
use serde_json::{Value, json};
use std::time::Duration;

const COLD: &str = "Please be advised that your application for the grant was declined.";

/// What is at fault in it.
const FAULT: &str = "your application for the grant was declined";

const WARM: &str = "We have declined your application for the grant.";

fn everything() -> Value {
    json!({"start": {"line": 0, "character": 0}, "end": {"line": 9999, "character": 0}})
}

/// An action by the first words of its title.
fn named<'a>(actions: &'a [Value], title: &str) -> &'a Value {
    let found = actions.iter().find(|action| action["title"].as_str().is_some_and(|words| words.starts_with(title)));
    found.unwrap_or_else(|| panic!("no {title:?} among {actions:#?}"))
}
