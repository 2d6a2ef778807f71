//! "Revise with MODEL": the model is asked on a thread of its own; what it says becomes changes of the words alone.

use super::checkup::Checkup;
use super::client::Purpose;
use super::document::Wish;
use super::edit;
use super::server::{Event, Server};
use crate::engine::{Engine, Plan};
use attuned::{Draft, Ended, Outcome, Review, Verdict, drive_within};
use lsp_server::{ErrorCode, RequestId};
use lsp_types::{ExecuteCommandParams, MessageType, Uri};
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::oneshot;

/// The command that an editor sends back.
pub(super) const REVISE: &str = "attuned.revise";

/// Which reply is meant.
#[derive(Deserialize)]
struct Asked {
    uri: Uri,
    version: i32,
    reply: usize,
}

/// A revision under way; dropped, it ends.
pub(super) struct Revision {
    uri: Uri,
    /// What the editor is told of how far it is.
    token: Option<Value>,
    /// Whether the editor shows it.
    begun: bool,
    title: String,
    _stop: oneshot::Sender<()>,
}

/// What came of a revision.
pub(super) struct Revised {
    id: RequestId,
    /// Or why there is nothing.
    outcome: Result<Outcome, String>,
}

impl Server<'_> {
    /// Does what a command asks.
    pub(super) fn execute(&mut self, id: RequestId, params: Value) {
        let token = params["workDoneToken"].clone();
        let params =
            serde_json::from_value(params).ok().filter(|params: &ExecuteCommandParams| params.command == REVISE);
        let asked = params.and_then(|mut params| serde_json::from_value::<Asked>(params.arguments.pop()?).ok());
        let Some(asked) = asked else {
            return self.client.refuse(id, ErrorCode::InvalidParams, "attuned knows no such command");
        };
        match self.begin(&id, &asked) {
            Ok(revision) => {
                self.revisions.insert(id.clone(), revision);
                self.show_progress(id, token);
            }
            Err(why) => self.give_up(id, MessageType::ERROR, &why),
        }
    }

    /// Asks the model.
    fn begin(&mut self, id: &RequestId, asked: &Asked) -> Result<Revision, String> {
        let document = self.documents.get(asked.uri.as_str()).ok_or("the document is not open any more")?;
        let changed = "the document has changed; ask again";
        let checkup = document.current().filter(|checkup| checkup.version == asked.version).ok_or(changed)?;
        let draft = draft(&checkup, asked.reply).ok_or(changed)?;
        let settings =
            checkup.ground.settings.as_ref().ok_or("the settings cannot be used; mend attuned.toml first")?;
        let engine = Engine::choose(settings).map_err(|error| format!("{error:#}"))?;
        let plan = Plan::new(settings, &engine, false).map_err(|error| format!("{error:#}"))?;
        let (stop, stopped) = oneshot::channel();
        let title = format!("Revising with {}", checkup.ground.reviser.as_deref().unwrap_or("the built-in reviser"));
        let (id, events, deadline) = (id.clone(), self.events.clone(), settings.deadline());
        std::thread::spawn(move || {
            let Some(outcome) = ask(&engine, &plan, draft, deadline, stopped) else { return };
            let _ = events.send(Event::Revised(Box::new(Revised { id, outcome })));
        });
        Ok(Revision { uri: asked.uri.clone(), token: None, begun: false, title, _stop: stop })
    }

    /// Has the editor show that something is under way.
    fn show_progress(&mut self, id: RequestId, token: Value) {
        let Some(revision) = self.revisions.get_mut(&id) else { return };
        if !token.is_null() {
            revision.token = Some(token);
            self.begin_progress(&id);
        } else if self.client.progress {
            let token = json!(format!("attuned {id}"));
            revision.token = Some(token.clone());
            self.client.ask("window/workDoneProgress/create", json!({"token": token}), Purpose::Progress(id));
        }
    }

    /// The editor shows it now.
    pub(super) fn begin_progress(&mut self, id: &RequestId) {
        let Some(revision) = self.revisions.get_mut(id) else { return };
        revision.begun = true;
        let value = json!({"kind": "begin", "title": revision.title, "cancellable": true});
        self.client.tell("$/progress", json!({"token": revision.token, "value": value}));
    }

    /// Nothing is under way any more.
    fn finish(&mut self, id: &RequestId) -> Option<Revision> {
        let revision = self.revisions.remove(id)?;
        if revision.begun {
            self.client.tell("$/progress", json!({"token": revision.token, "value": {"kind": "end"}}));
        }
        Some(revision)
    }

    /// The editor does not want it any more.
    pub(super) fn stop(&mut self, id: &RequestId) {
        if self.finish(id).is_some() {
            self.client.refuse(id.clone(), ErrorCode::RequestCanceled, "cancelled");
        }
    }

    /// The same, said of what is shown.
    pub(super) fn cancelled_progress(&mut self, token: &Value) {
        let found = self.revisions.iter().find(|(_, one)| one.token.as_ref() == Some(token));
        if let Some(id) = found.map(|(id, _)| id.clone()) {
            self.stop(&id);
        }
    }

    /// A model has answered: as soon as it is known what the document says now, its words go there.
    pub(super) fn revised(&mut self, revised: Box<Revised>) {
        // One that was cancelled meanwhile is not known.
        let Some(revision) = self.revisions.get(&revised.id) else { return };
        let uri = revision.uri.as_str().to_owned();
        if self.documents.contains_key(&uri) {
            return self.wish(&uri, Wish::Changes(revised));
        }
        self.give_up(revised.id, MessageType::WARNING, "the document was closed; nothing was changed");
    }

    /// Has the editor make the changes, or says why there are none.
    pub(super) fn apply(&mut self, checkup: &Arc<Checkup>, revised: Revised) {
        let Revised { id, outcome } = revised;
        let Some(revision) = self.revisions.get(&id) else { return };
        let changes = outcome.map_err(|why| (MessageType::ERROR, why)).and_then(|outcome| changes(checkup, &outcome));
        match changes {
            Ok(changes) => {
                let edit = edit::workspace(checkup, &revision.uri, &changes, self.client.versioned);
                self.client.ask("workspace/applyEdit", json!({"label": "attuned", "edit": edit}), Purpose::Changes);
                self.finish(&id);
                self.client.answer(id, Value::Null);
            }
            Err((typ, why)) => self.give_up(id, typ, &why),
        }
    }

    /// Says why nothing comes of a command.
    fn give_up(&mut self, id: RequestId, typ: MessageType, why: &str) {
        self.finish(&id);
        self.client.show(typ, why);
        self.client.answer(id, Value::Null);
    }

    /// The editor did not make the changes.
    pub(super) fn unapplied(&mut self, answer: &Value) {
        let why = answer["failureReason"].as_str().map(|why| format!(" ({why})")).unwrap_or_default();
        self.client.show(MessageType::WARNING, &format!("the editor did not make the changes{why}; ask again"));
    }
}

/// What to revise: a reply with all that is known of who receives it.
fn draft(checkup: &Checkup, reply: usize) -> Option<Draft> {
    let file = checkup.file.clone().filter(|file| reply < file.replies().len())?;
    Some(Review::new(vec![file], checkup.ground.options.clone()).draft(reply))
}

/// Asks the model until there is an outcome; none where nobody wants it any more.
fn ask(
    engine: &Engine,
    plan: &Plan,
    draft: Draft,
    deadline: Option<Duration>,
    stopped: oneshot::Receiver<()>,
) -> Option<Result<Outcome, String>> {
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return Some(Err(format!("cannot ask the model: {error}"))),
    };
    let driven = runtime.block_on(async {
        tokio::select! {
            driven = drive_within(plan.start(draft), &*engine.model, deadline) => Some(driven),
            _ = stopped => None,
        }
    })?;
    Some(match driven {
        Err(error) => Err(error.to_string()),
        Ok((outcome, Ended::Model(error))) if outcome.verdict != Verdict::Revised => {
            Err(format!("{error}; nothing was changed (verdict {:?})", outcome.verdict))
        }
        Ok((outcome, _)) => Ok(outcome),
    })
}

/// The changes of an outcome, where there are any and the reply still says what was revised.
fn changes(checkup: &Checkup, outcome: &Outcome) -> Result<Vec<edit::Change>, (MessageType, String)> {
    let kept = |words: &str| {
        let why = outcome.reason.as_deref().map(|why| format!(": {why}")).unwrap_or_default();
        (MessageType::INFO, format!("{words}{why}"))
    };
    match outcome.verdict {
        Verdict::Clean => return Err(kept("there is nothing to revise")),
        Verdict::Held => return Err(kept("this speaks of danger to somebody; a person should look")),
        Verdict::Kept => return Err(kept("nothing better came, the reply stays")),
        _ => {}
    }
    let replies = checkup.file.as_ref().map(|file| file.replies()).unwrap_or_default();
    let reply = replies.iter().position(|reply| reply.text == outcome.draft);
    let reply = reply.ok_or((MessageType::WARNING, "the reply has changed meanwhile; ask again".to_owned()))?;
    edit::changes(checkup, reply, &outcome.diff).map_err(|why| (MessageType::WARNING, why))
}
