//! `attuned lsp`: findings in an editor, over the Language Server Protocol on standard input and output.
//!
//! ```text
//!  stdin ──► wire ──► server ──► documents ──► checkup (a thread) ──► diagnostics, hover, actions ──► stdout
//!                        └─────► revision (a thread, the model) ──► changes for the editor to make
//! ```

mod action;
mod checkup;
mod client;
mod diagnostic;
mod document;
mod edit;
mod ground;
mod hover;
mod incoming;
mod revision;
mod server;
mod suppress;
mod text;
mod wire;

use crate::End;
use crate::settings::{Layer, Settings};
use serde_json::Value;
use server::{Event, Server};
use std::io::{BufReader, Write};
use std::path::Path;
use std::sync::mpsc::{Sender, channel};
use wire::Received;

const EXAMPLES: &str = "\
An editor starts this and speaks to it on standard input and output; docs/editors.md says how in
Neovim, Helix, VS Code and Zed. The attuned.toml nearest to each document holds, and what the
editor sets under `attuned`. Nothing is sent anywhere unless you choose \"Revise with ...\".
Exit codes: 0 the editor said goodbye, 1 it left without, 2 error.";

/// `attuned lsp`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Lsp {
    #[command(flatten)]
    pub(crate) model: crate::args::Model,
    /// What editors say to servers of their own accord; there is no other way to speak
    #[arg(long, hide = true)]
    pub(crate) stdio: bool,
}

impl Lsp {
    pub(crate) fn layer(&self) -> Layer {
        self.model.layer()
    }
}

/// The settings for a folder, with what the editor sets.
pub(crate) type Load<'a> = &'a dyn Fn(&Path, &Value) -> anyhow::Result<Settings>;

/// Serves one editor until it leaves.
pub(crate) fn lsp(verbose: bool, load: Load<'_>) -> End {
    hush();
    let (events, incoming) = channel();
    let reader = events.clone();
    std::thread::spawn(move || listen(&reader));
    let polite = Server::new(load, events, verbose).run(&incoming);
    // The protocol asks for 1 where nobody asked for a shutdown.
    if polite { End::Done } else { End::Found }
}

/// Hands on what the editor says, to its end.
fn listen(events: &Sender<Event>) {
    let mut from = BufReader::new(std::io::stdin());
    while let Ok(Some(received)) = wire::read(&mut from) {
        let event = match received {
            Received::Message(message) => Event::Message(message),
            Received::Garbage => Event::Garbage,
        };
        if events.send(event).is_err() {
            return;
        }
    }
    // Nobody listens where the server has ended already.
    let _ = events.send(Event::Gone);
}

/// A line on standard error, which editors keep in a log.
fn say(words: &str) {
    // Nobody is left to tell where standard error is closed.
    let _ = writeln!(std::io::stderr(), "attuned: {words}");
}

/// A panic says where it was, but not its words: they may be those of a reply.
fn hush() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(|place| format!(" at {}:{}", place.file(), place.line()));
        say(&format!("a fault of attuned's own{}; please report it", place.unwrap_or_default()));
    }));
}
