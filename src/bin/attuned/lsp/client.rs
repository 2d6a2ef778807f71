//! The editor: what it can do, and what is said to it.

use super::text::Unit;
use super::{say, wire};
use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use lsp_types::{ClientCapabilities, MarkupKind, MessageType, ResourceOperationKind, ShowMessageParams};
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// What a question to the editor was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Purpose {
    /// What it sets.
    Settings,
    /// That it shows how far a command is.
    Progress(RequestId),
    /// That it makes changes.
    Changes,
    /// That it tells of files that change.
    Watch,
}

/// The editor.
#[derive(Debug, Default)]
pub(super) struct Client {
    pub(super) unit: Unit,
    /// Whether changes may name the version that they hold for.
    pub(super) versioned: bool,
    /// Whether changes may make files.
    pub(super) creates: bool,
    /// Whether what is shown may have markup.
    pub(super) markdown: bool,
    /// Whether actions may be more than commands.
    pub(super) actions: bool,
    pub(super) progress: bool,
    pub(super) configuration: bool,
    watches: bool,
    hears_settings: bool,
    state: Mutex<State>,
}

/// What changes while it is there.
#[derive(Debug, Default)]
struct State {
    asked: HashMap<RequestId, Purpose>,
    count: i32,
    /// Whether it does not read any more.
    gone: bool,
}

impl Client {
    /// An editor that says this of itself.
    pub(super) fn new(able: &ClientCapabilities) -> Self {
        let (workspace, text) = (able.workspace.as_ref(), able.text_document.as_ref());
        let edit = workspace.and_then(|able| able.workspace_edit.as_ref());
        let made = edit.and_then(|able| able.resource_operations.as_deref()).unwrap_or_default();
        let shown = text.and_then(|able| able.hover.as_ref()?.content_format.as_deref()).unwrap_or_default();
        let offered = able.general.as_ref().and_then(|able| able.position_encodings.as_deref());
        let versioned = edit.and_then(|able| able.document_changes).unwrap_or(false);
        Self {
            unit: Unit::agreed(offered),
            versioned,
            creates: made.contains(&ResourceOperationKind::Create),
            markdown: shown.first() == Some(&MarkupKind::Markdown),
            actions: text.and_then(|able| able.code_action.as_ref()?.code_action_literal_support.as_ref()).is_some(),
            progress: able.window.as_ref().and_then(|able| able.work_done_progress).unwrap_or(false),
            configuration: workspace.and_then(|able| able.configuration).unwrap_or(false),
            watches: workspace
                .and_then(|able| able.did_change_watched_files.as_ref()?.dynamic_registration)
                .unwrap_or(false),
            hears_settings: workspace
                .and_then(|able| able.did_change_configuration.as_ref()?.dynamic_registration)
                .unwrap_or(false),
            ..Self::default()
        }
    }

    /// Sends a message; an editor that does not read is gone.
    pub(super) fn send(&self, message: &Message) {
        let sent = wire::write(message);
        self.with(|state| state.gone |= sent.is_err());
    }

    /// Says that what came was no message.
    pub(super) fn refuse_garbage(&self) {
        let sent = wire::refuse();
        self.with(|state| state.gone |= sent.is_err());
    }

    pub(super) fn is_gone(&self) -> bool {
        self.with(|state| state.gone)
    }

    fn with<T>(&self, work: impl FnOnce(&mut State) -> T) -> T {
        // Nobody panics while the lock is held.
        work(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(super) fn answer(&self, id: RequestId, result: impl Serialize) {
        self.send(&Response::new_ok(id, result).into());
    }

    pub(super) fn refuse(&self, id: RequestId, code: ErrorCode, why: &str) {
        self.send(&Response::new_err(id, code as i32, why.to_owned()).into());
    }

    pub(super) fn tell(&self, method: &str, params: impl Serialize) {
        self.send(&Notification::new(method.to_owned(), params).into());
    }

    /// Asks the editor for something.
    pub(super) fn ask(&self, method: &str, params: impl Serialize, purpose: Purpose) {
        let id = self.with(|state| {
            state.count += 1;
            let id = RequestId::from(state.count);
            state.asked.insert(id.clone(), purpose);
            id
        });
        self.send(&Request::new(id, method.to_owned(), params).into());
    }

    /// What the question was for that this answers.
    pub(super) fn answered(&self, id: &RequestId) -> Option<Purpose> {
        self.with(|state| state.asked.remove(id))
    }

    /// A line that the person sees.
    pub(super) fn show(&self, typ: MessageType, words: &str) {
        say(words);
        self.tell("window/showMessage", ShowMessageParams { typ, message: format!("attuned: {words}") });
    }

    /// Asks what it sets.
    pub(super) fn ask_settings(&self) {
        if self.configuration {
            self.ask("workspace/configuration", json!({"items": [{"section": "attuned"}]}), Purpose::Settings);
        }
    }

    /// Asks to hear of what changes findings from outside the documents.
    pub(super) fn register(&self) {
        let globs = ["**/attuned.toml", "**/*.attuned.json", "**/attuned.notes.json", "**/attuned-baseline.json"];
        let watchers: Vec<Value> = globs.iter().map(|glob| json!({"globPattern": glob})).collect();
        let files = json!({"id": "files", "method": "workspace/didChangeWatchedFiles", "registerOptions": {"watchers": watchers}});
        let settings = json!({"id": "settings", "method": "workspace/didChangeConfiguration", "registerOptions": {"section": "attuned"}});
        let wanted: Vec<Value> = [(self.watches, files), (self.hears_settings, settings)]
            .into_iter()
            .filter(|one| one.0)
            .map(|one| one.1)
            .collect();
        if !wanted.is_empty() {
            self.ask("client/registerCapability", json!({"registrations": wanted}), Purpose::Watch);
        }
    }
}
