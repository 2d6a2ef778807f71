//! The server: what an editor says comes in, one thing at a time; whatever takes its time is done on other threads, and
//! comes in as well when it is done.

use super::checkup::Checkup;
use super::client::Client;
use super::document::{Document, Stop, Wish};
use super::ground::Ground;
use super::revision::{Revised, Revision};
use super::{Load, action, diagnostic, hover, say};
use lsp_server::{Message, RequestId, Response};
use lsp_types::{MessageType, PublishDiagnosticsParams};
use serde_json::Value;
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

/// How long nothing must be typed before a document is checked.
pub(super) const PAUSE: Duration = Duration::from_millis(200);
/// How long to wait where nothing is due.
const LONG: Duration = Duration::from_secs(3600);

/// Something that happened.
pub(super) enum Event {
    /// The editor said something.
    Message(Message),
    /// The editor said something that is no message.
    Garbage,
    /// The editor is gone.
    Gone,
    /// A document was checked: its address, the number of the check, what was found; nothing where it was stopped.
    Checked(String, u64, Option<Box<Checkup>>),
    /// An answer is ready.
    Answer(Response),
    /// A model has answered.
    Revised(Box<Revised>),
}

/// How far the conversation with the editor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    /// It has not said what it is.
    New,
    Open,
    /// It has asked for the end.
    Closing,
    /// It is gone.
    Gone,
}

/// Everything that is known.
pub(super) struct Server<'a> {
    load: Load<'a>,
    pub(super) events: Sender<Event>,
    pub(super) verbose: bool,
    pub(super) phase: Phase,
    pub(super) client: Arc<Client>,
    /// The folder that the editor works in.
    pub(super) root: PathBuf,
    /// What the editor sets.
    pub(super) set: Value,
    /// What it set when it began, which holds where it sets nothing else.
    pub(super) first: Value,
    pub(super) documents: HashMap<String, Document>,
    grounds: HashMap<PathBuf, Arc<Ground>>,
    pub(super) revisions: HashMap<RequestId, Revision>,
    /// Actions that are being looked for: of which document, and what ends that.
    pub(super) searches: HashMap<RequestId, (String, Stop)>,
    rounds: u64,
}

impl<'a> Server<'a> {
    pub(super) fn new(load: Load<'a>, events: Sender<Event>, verbose: bool) -> Self {
        Self {
            load,
            events,
            verbose,
            phase: Phase::New,
            client: Arc::default(),
            root: std::env::current_dir().unwrap_or_default(),
            set: Value::Object(serde_json::Map::new()),
            first: Value::Null,
            documents: HashMap::new(),
            grounds: HashMap::new(),
            revisions: HashMap::new(),
            searches: HashMap::new(),
            rounds: 0,
        }
    }

    /// Serves until the editor is gone; whether it had asked for the end.
    pub(super) fn run(mut self, events: &Receiver<Event>) -> bool {
        loop {
            let polite = self.phase == Phase::Closing;
            match events.recv_timeout(self.wait()) {
                Ok(event) => self.take(event),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return polite,
            }
            if self.phase == Phase::Gone || self.client.is_gone() {
                return polite;
            }
            self.check_what_is_due();
        }
    }

    fn take(&mut self, event: Event) {
        match event {
            Event::Message(Message::Request(request)) => self.request(request),
            Event::Message(Message::Notification(notification)) => self.notice(notification),
            Event::Message(Message::Response(response)) => self.answered(response),
            Event::Garbage => self.client.refuse_garbage(),
            Event::Gone => self.phase = Phase::Gone,
            Event::Checked(uri, round, checkup) => self.checked(&uri, round, checkup),
            Event::Answer(response) => self.found(response),
            Event::Revised(revised) => self.revised(revised),
        }
    }

    /// How long nothing is due.
    fn wait(&self) -> Duration {
        let due = self.documents.values().filter(|one| one.round.is_none()).filter_map(|one| one.due).min();
        due.map_or(LONG, |due| due.saturating_duration_since(Instant::now()))
    }

    /// Begins what is due; a document is checked once at a time.
    fn check_what_is_due(&mut self) {
        let now = Instant::now();
        let due = |one: &Document| one.round.is_none() && one.due.is_some_and(|due| due <= now);
        let due: Vec<String> = self.documents.iter().filter(|(_, one)| due(one)).map(|(uri, _)| uri.clone()).collect();
        due.into_iter().for_each(|uri| self.check(uri));
    }

    fn check(&mut self, uri: String) {
        let Some(folder) = self.documents.get(&uri).map(|one| one.folder().to_owned()) else { return };
        let ground = self.ground(&folder);
        self.rounds += 1;
        let (round, events) = (self.rounds, self.events.clone());
        let Some(document) = self.documents.get_mut(&uri) else { return };
        (document.due, document.round, document.stop) = (None, Some(round), Stop::default());
        let stop = document.stop.clone();
        let (path, text, version) = (document.path.clone(), Arc::clone(&document.text), document.version);
        std::thread::spawn(move || {
            let look = || Checkup::of(&path, Arc::clone(&text), version, Arc::clone(&ground), &stop);
            let checkup = catch_unwind(AssertUnwindSafe(look));
            let checkup = checkup.unwrap_or_else(|_| Some(Checkup::empty(text, version, ground)));
            // The server may have ended.
            let _ = events.send(Event::Checked(uri, round, checkup.map(Box::new)));
        });
    }

    /// The settings that hold in a folder.
    pub(super) fn ground(&mut self, folder: &Path) -> Arc<Ground> {
        if let Some(known) = self.grounds.get(folder) {
            return Arc::clone(known);
        }
        let (ground, fault) = Ground::of(folder, self.load, &self.set);
        if let Some(fault) = fault {
            self.client.show(MessageType::ERROR, &format!("{fault}; until then the defaults hold"));
        }
        let ground = Arc::new(ground);
        self.grounds.insert(folder.to_owned(), Arc::clone(&ground));
        ground
    }

    /// Reads all settings and notes again.
    pub(super) fn renew(&mut self) {
        self.grounds.clear();
        self.documents.values_mut().for_each(|one| one.check_in(Duration::ZERO, true));
    }

    /// What was found in a document; in one that has changed since nobody is told of it.
    fn checked(&mut self, uri: &str, round: u64, checkup: Option<Box<Checkup>>) {
        let Some(document) = self.documents.get_mut(uri).filter(|one| one.round == Some(round)) else { return };
        document.round = None;
        let Some(checkup) = checkup.filter(|_| document.due.is_none()) else { return };
        if let Some(fault) = checkup.fault.as_ref().filter(|_| self.verbose) {
            say(fault);
        }
        let checkup: Arc<Checkup> = checkup.into();
        document.checkup = Some(Arc::clone(&checkup));
        let (wishes, uri) = (std::mem::take(&mut document.wishes), document.uri.clone());
        let diagnostics = diagnostic::diagnostics(&checkup, &uri);
        let version = Some(checkup.version);
        self.client.tell("textDocument/publishDiagnostics", PublishDiagnosticsParams { uri, diagnostics, version });
        wishes.into_iter().for_each(|wish| self.fulfil(&checkup, wish));
    }

    /// Does what needs to know what is found, as soon as that is known.
    pub(super) fn wish(&mut self, uri: &str, wish: Wish) {
        let Some(document) = self.documents.get_mut(uri) else {
            if let Some(id) = wish.id() {
                self.client.answer(id.clone(), Value::Null);
            }
            return;
        };
        match document.current() {
            Some(checkup) => self.fulfil(&checkup, wish),
            None => {
                document.wishes.push(wish);
                if document.due.is_some() {
                    document.check_in(Duration::ZERO, true);
                }
            }
        }
    }

    fn fulfil(&mut self, checkup: &Arc<Checkup>, wish: Wish) {
        match wish {
            Wish::Hover(id, position) => {
                self.client.answer(id, hover::hover(checkup, position, self.client.markdown));
            }
            Wish::Actions(id, params) => {
                let (checkup, client, events) = (Arc::clone(checkup), Arc::clone(&self.client), self.events.clone());
                let (uri, stop) = (params.text_document.uri.as_str().to_owned(), Stop::default());
                self.searches.insert(id.clone(), (uri, stop.clone()));
                std::thread::spawn(move || {
                    let look = || action::actions(&checkup, &params, &client, &stop);
                    let actions = catch_unwind(AssertUnwindSafe(look)).unwrap_or_default();
                    let _ = events.send(Event::Answer(Response::new_ok(id, actions)));
                });
            }
            Wish::Changes(revised) => self.apply(checkup, *revised),
        }
    }

    /// Actions were looked for; whoever stopped that has answered already.
    fn found(&mut self, response: Response) {
        if self.searches.remove(&response.id).is_some() {
            self.client.send(&response.into());
        }
    }

    /// Ends the search for actions in a document whose text they would not fit any more: there are none, and the editor
    /// asks again.
    pub(super) fn end_searches(&mut self, uri: &str) {
        let ended: Vec<_> = self.searches.extract_if(|_, (of, _)| of == uri).collect();
        for (id, (_, stop)) in ended {
            stop.stop();
            self.client.answer(id, Value::Null);
        }
    }
}
