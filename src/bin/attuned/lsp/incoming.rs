//! What an editor asks and tells, each to where it belongs.

use super::action::FIX_ALL;
use super::client::{Client, Purpose};
use super::document::{Document, Wish};
use super::ground::cleaned;
use super::revision::REVISE;
use super::server::{PAUSE, Phase, Server};
use super::{say, suppress};
use lsp_server::{ErrorCode, Notification, Request, RequestId, Response};
use lsp_types::{
    CodeActionKind, CodeActionParams, DidChangeTextDocumentParams, DidChangeWatchedFilesParams,
    DidOpenTextDocumentParams, HoverParams, PublishDiagnosticsParams, TextDocumentIdentifier,
};
use reqwest::Url;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;

/// What is said where the parameters are not those of the protocol.
const STRANGE: &str = "the parameters are not those that the protocol has for this";

/// What names a document, with whatever else.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Named {
    text_document: TextDocumentIdentifier,
}

impl Server<'_> {
    /// The editor asks.
    pub(super) fn request(&mut self, request: Request) {
        let Request { id, method, params } = request;
        match (self.phase, method.as_str()) {
            (Phase::New, "initialize") => self.initialize(id, params),
            (Phase::New, _) => self.client.refuse(id, ErrorCode::ServerNotInitialized, "say `initialize` first"),
            (Phase::Open, "shutdown") => self.shutdown(id),
            (Phase::Open, "textDocument/hover") => self.hover(id, params),
            (Phase::Open, "textDocument/codeAction") => self.actions(id, params),
            (Phase::Open, "workspace/executeCommand") => self.execute(id, params),
            (Phase::Open, "initialize") => self.client.refuse(id, ErrorCode::InvalidRequest, "this was said already"),
            (Phase::Open, _) => self.client.refuse(id, ErrorCode::MethodNotFound, "attuned does not do this"),
            _ => self.client.refuse(id, ErrorCode::InvalidRequest, "nothing may be asked after `shutdown`"),
        }
    }

    /// The editor tells.
    pub(super) fn notice(&mut self, notification: Notification) {
        let Notification { method, params } = notification;
        match (self.phase, method.as_str()) {
            (_, "exit") => self.phase = Phase::Gone,
            (Phase::Open, "initialized") => self.initialized(),
            (Phase::Open, "textDocument/didOpen") => self.opened(params),
            (Phase::Open, "textDocument/didChange") => self.changed(params),
            (Phase::Open, "textDocument/didSave") => self.saved(params),
            (Phase::Open, "textDocument/didClose") => self.closed(params),
            (Phase::Open, "workspace/didChangeConfiguration") => self.configured(&params),
            (Phase::Open, "workspace/didChangeWatchedFiles") => self.touched(params),
            (Phase::Open, "$/cancelRequest") => self.cancelled(&params["id"]),
            (Phase::Open, "window/workDoneProgress/cancel") => self.cancelled_progress(&params["token"]),
            _ => {}
        }
    }

    /// The editor answers.
    pub(super) fn answered(&mut self, response: Response) {
        let Some(purpose) = self.client.answered(&response.id) else { return };
        match (purpose, response.response_result) {
            (Purpose::Settings, Ok(Value::Array(values))) => {
                let value = values.into_iter().next().filter(|value| !value.is_null());
                self.set(value.unwrap_or_else(|| self.first.clone()));
            }
            (Purpose::Progress(id), Ok(_)) => self.begin_progress(&id),
            (Purpose::Changes, Ok(value)) if value["applied"] == json!(false) => self.unapplied(&value),
            (purpose, Err(error)) => say(&format!("the editor refuses ({purpose:?}): error {}", error.code)),
            _ => {}
        }
    }

    fn initialize(&mut self, id: RequestId, params: Value) {
        let able = serde_json::from_value(params["capabilities"].clone()).unwrap_or_default();
        self.client = Arc::new(Client::new(&able));
        let folder = params["workspaceFolders"][0]["uri"].as_str().or(params["rootUri"].as_str());
        let folder = folder.and_then(|uri| Url::parse(uri).ok()).and_then(|url| url.to_file_path().ok());
        self.root = folder.unwrap_or_else(|| self.root.clone());
        self.first = params["initializationOptions"].clone();
        self.set(self.first.clone());
        self.phase = Phase::Open;
        let kinds = [CodeActionKind::QUICKFIX, CodeActionKind::REFACTOR_REWRITE, CodeActionKind::new(FIX_ALL)];
        let capabilities = json!({
            "positionEncoding": self.client.unit.name(),
            "textDocumentSync": {"openClose": true, "change": 2, "save": {"includeText": false}},
            "hoverProvider": true,
            "codeActionProvider": {"codeActionKinds": kinds},
            "executeCommandProvider": {"commands": [REVISE], "workDoneProgress": true},
        });
        let server = json!({"name": "attuned", "version": env!("CARGO_PKG_VERSION")});
        self.client.answer(id, json!({"capabilities": capabilities, "serverInfo": server}));
    }

    fn initialized(&mut self) {
        self.client.register();
        self.client.ask_settings();
    }

    fn shutdown(&mut self, id: RequestId) {
        self.revisions.clear();
        self.documents.values().for_each(|document| document.stop.stop());
        self.searches.values().for_each(|(_, stop)| stop.stop());
        self.searches.clear();
        self.documents.clear();
        self.phase = Phase::Closing;
        self.client.answer(id, Value::Null);
    }

    fn hover(&mut self, id: RequestId, params: Value) {
        let Some(params) = self.read::<HoverParams>(&id, params) else { return };
        let place = params.text_document_position_params;
        self.wish(place.text_document.uri.as_str(), Wish::Hover(id, place.position));
    }

    fn actions(&mut self, id: RequestId, params: Value) {
        let Some(params) = self.read::<CodeActionParams>(&id, params) else { return };
        let uri = params.text_document.uri.as_str().to_owned();
        self.wish(&uri, Wish::Actions(id, Box::new(params)));
    }

    /// The parameters of a request, which is refused where they are others.
    fn read<T: DeserializeOwned>(&mut self, id: &RequestId, params: Value) -> Option<T> {
        let read = serde_json::from_value(params).ok();
        if read.is_none() {
            self.client.refuse(id.clone(), ErrorCode::InvalidParams, STRANGE);
        }
        read
    }

    fn opened(&mut self, params: Value) {
        let Some(params) = told::<DidOpenTextDocumentParams>(params) else { return };
        let mut document = Document::new(params.text_document, self.client.unit, &self.root);
        let uri = document.uri.as_str().to_owned();
        self.end_searches(&uri);
        // An editor that opens what is open still waits for what it asked before.
        if let Some(before) = self.documents.remove(&uri) {
            before.stop.stop();
            document.wishes = before.wishes;
        }
        self.documents.insert(uri, document);
    }

    fn changed(&mut self, params: Value) {
        let Some(params) = told::<DidChangeTextDocumentParams>(params) else { return };
        self.end_searches(params.text_document.uri.as_str());
        let Some(document) = self.documents.get_mut(params.text_document.uri.as_str()) else { return };
        for change in params.content_changes {
            Arc::make_mut(&mut document.text).change(change);
        }
        document.version = params.text_document.version;
        // Somebody who waits does not wait for the pause.
        let wait = if document.wishes.is_empty() { PAUSE } else { Duration::ZERO };
        document.check_in(wait, false);
    }

    fn saved(&mut self, params: Value) {
        let Some(params) = told::<Named>(params) else { return };
        let uri = params.text_document.uri;
        match self.documents.get_mut(uri.as_str()) {
            // An editor that tells of no files tells of these.
            Some(document) if suppress::speaks_of_others(&document.path) => self.renew(),
            Some(document) => document.check_in(Duration::ZERO, true),
            None => {}
        }
    }

    /// Nothing is found any more in what nobody looks at.
    fn closed(&mut self, params: Value) {
        let Some(params) = told::<Named>(params) else { return };
        let uri = params.text_document.uri;
        self.end_searches(uri.as_str());
        let Some(document) = self.documents.remove(uri.as_str()) else { return };
        document.stop.stop();
        for id in document.wishes.iter().filter_map(|wish| wish.id()) {
            self.client.refuse(id.clone(), ErrorCode::ContentModified, "the document was closed");
        }
        let nothing = PublishDiagnosticsParams { uri, diagnostics: Vec::new(), version: None };
        self.client.tell("textDocument/publishDiagnostics", nothing);
    }

    fn configured(&mut self, params: &Value) {
        match &params["settings"] {
            _ if self.client.configuration => self.client.ask_settings(),
            Value::Object(map) if map.contains_key("attuned") => self.set(params["settings"].clone()),
            _ => {}
        }
    }

    fn set(&mut self, value: Value) {
        let (set, other) = cleaned(value);
        if self.verbose && !other.is_empty() {
            say(&format!("the editor may not set, or attuned does not know: {}", other.join(", ")));
        }
        if set != self.set {
            self.set = set;
            self.renew();
        }
    }

    /// Files changed that say something about documents.
    fn touched(&mut self, params: Value) {
        if told::<DidChangeWatchedFilesParams>(params).is_some() {
            self.renew();
        }
    }

    /// The editor does not want to know any more.
    fn cancelled(&mut self, id: &Value) {
        let Ok(id) = serde_json::from_value::<RequestId>(id.clone()) else { return };
        let mut waited = false;
        for document in self.documents.values_mut() {
            let before = document.wishes.len();
            document.wishes.retain(|wish| wish.id() != Some(&id));
            waited |= document.wishes.len() < before;
        }
        let search = self.searches.remove(&id);
        if let Some((_, stop)) = &search {
            stop.stop();
        }
        if waited || search.is_some() {
            self.client.refuse(id, ErrorCode::RequestCanceled, "cancelled");
        } else {
            self.stop(&id);
        }
    }
}

/// The parameters of what was told; there is nobody to refuse them to.
fn told<T: DeserializeOwned>(params: Value) -> Option<T> {
    let read = serde_json::from_value(params).ok();
    if read.is_none() {
        say(STRANGE);
    }
    read
}
