//! What the command itself says while it serves: lines for people, or entries of the log where that is for machines.

use crate::engine::Engine;
use crate::settings::{LogChoice, OnHeldChoice, ServeLayer, Settings, StreamModeChoice};
use std::io::{IsTerminal, Write};
use std::net::SocketAddr;

/// How it speaks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Voice {
    json: bool,
    quiet: bool,
    color: anstream::ColorChoice,
}

/// How the log is written: as asked for, else for people on a terminal and for machines into anything else.
pub(super) fn form(settings: &Settings) -> LogChoice {
    let usual = if std::io::stderr().is_terminal() { LogChoice::Text } else { LogChoice::Json };
    settings.serve().log.unwrap_or(usual)
}

impl Voice {
    pub(super) fn of(settings: &Settings) -> Self {
        Self { json: form(settings) == LogChoice::Json, quiet: settings.quiet, color: settings.color() }
    }

    /// Something to know.
    pub(super) fn say(self, words: &str) {
        match self.json {
            true => tracing::info!(target: "attuned", "{words}"),
            false if !self.quiet => self.line(words),
            false => {}
        }
    }

    /// Something to see to.
    pub(super) fn warn(self, words: &str) {
        match self.json {
            true => tracing::warn!(target: "attuned", "{words}"),
            false => self.line(&format!("warning: {words}")),
        }
    }

    fn line(self, words: &str) {
        let mut err = anstream::AutoStream::new(std::io::stderr(), self.color);
        // Where standard error is closed, there is nobody to tell.
        let _ = writeln!(err, "attuned: {words}");
    }

    /// Where it listens, what is before it, who revises, how long that may take.
    pub(super) fn begin(self, settings: &Settings, engine: &Engine, address: Option<SocketAddr>, keys: usize) {
        let serve = settings.serve();
        let address = address.map(|address| format!("http://{address}")).unwrap_or_default();
        self.say(&format!("listening at {address}, before {}", serve.upstream.as_deref().unwrap_or_default()));
        self.say(&format!("revised by {}", engine.notice));
        self.say(&manner(&serve));
        if let Some(path) = &serve.shadow {
            self.say(&watched(&serve, &path.display().to_string()));
        }
        self.keys(settings, &address, keys);
    }

    /// Who may come in.
    fn keys(self, settings: &Settings, address: &str, keys: usize) {
        let open = !address.starts_with("http://127.") && !address.starts_with("http://[::1]");
        match keys {
            0 if open => self.warn(
                "anybody who reaches this address can use it; set ATTUNED_SERVE_KEYS, or listen at 127.0.0.1 only",
            ),
            0 => {}
            1 => self.say("callers show the key in ATTUNED_SERVE_KEYS"),
            keys => self.say(&format!("callers show one of the {keys} keys in ATTUNED_SERVE_KEYS")),
        }
        if keys == 0 && settings.serve_keys().1.is_some() {
            self.warn("ATTUNED_UPSTREAM_KEY is not used without ATTUNED_SERVE_KEYS: anybody could spend it");
        }
    }
}

/// What happens to streams, how long a reply waits, and what becomes of sensitive ones.
fn manner(serve: &ServeLayer) -> String {
    let streams = match serve.stream_mode {
        Some(StreamModeChoice::Buffer) => "streams wait for their whole text (buffer)",
        Some(StreamModeChoice::Pass) => "streams are only checked (pass)",
        Some(StreamModeChoice::Gate) | None => "streams flow up to the first finding (gate)",
    };
    let held = match serve.on_held {
        Some(OnHeldChoice::Message) => "get your message",
        _ => "pass as they are",
    };
    let deadline = serve.deadline.map(|one| humantime::format_duration(one.0).to_string()).unwrap_or_default();
    format!("{streams}; a reply waits {deadline} at most, then goes out as it is; sensitive ones {held}")
}

/// What shadow mode does.
fn watched(serve: &ServeLayer, path: &str) -> String {
    let share = serve.sample.map_or(1.0, |share| share.0) * 100.0;
    // As people write it: 10, 2.5.
    let share = (share * 1000.0).round() / 1000.0;
    let redacted = if serve.redact == Some(true) { ", redacted" } else { ", with all that people wrote" };
    format!(
        "shadow: nothing is changed; of the replies {share} % are revised beside the traffic, outcomes go to {path}{redacted}"
    )
}
