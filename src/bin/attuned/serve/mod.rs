//! `attuned serve`: settings, the engine, then the library's server until somebody stops it.

mod json_lines;
mod log;
mod options;
#[cfg(feature = "otel")]
mod otel;
mod outcomes;
mod probe;
mod setup;
mod signals;
mod upstream;
mod voice;
mod warm;

pub(crate) use options::Serve;

use crate::End;
use crate::engine::{Engine, Plan};
use crate::interrupt;
use crate::settings::{ServeLayer, Settings};
use anyhow::Context;
use attuned::{Brain, Reload, Server};
use outcomes::Outcomes;
use signals::Hangups;
use std::sync::Arc;
use std::time::Duration;
use voice::Voice;

/// Reads all settings anew.
pub(crate) type Again<'a> = &'a dyn Fn() -> anyhow::Result<Settings>;

/// How long work that nobody waits for any more may hold up the end.
const LEAVE: Duration = Duration::from_secs(1);

/// Serves until SIGTERM or Ctrl-C.
pub(crate) fn serve(asked: &Serve, settings: &Settings, again: Again<'_>) -> anyhow::Result<End> {
    if asked.probe {
        return probe::probe(&settings.serve().listen.unwrap_or_default());
    }
    // Fails only where there is a provider already, which is all we want.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut runtime = tokio::runtime::Builder::new_multi_thread();
    let runtime = runtime.enable_all().build().context("cannot start; is the number of threads limited?")?;
    let log = log::begin(settings, runtime.handle())?;
    let outcomes = settings.serve().shadow.as_deref().map(Outcomes::open).transpose()?;
    let ended = runtime.block_on(run(settings, again, outcomes.as_ref()));
    // The last outcomes, then the last spans and lines of the log: each may have something to say to the next, and spans
    // are sent by the runtime.
    drop(outcomes);
    drop(log);
    runtime.shutdown_timeout(LEAVE);
    ended.map(|()| End::Done)
}

/// Binds, says what there is to say, and serves.
async fn run(settings: &Settings, again: Again<'_>, outcomes: Option<&Outcomes>) -> anyhow::Result<()> {
    let (engine, brain) = brain(settings)?;
    let listen = settings.serve().listen.unwrap_or_default();
    let options = setup::options(settings, &listen, outcomes)?;
    let keys = options.keys.len();
    warm::warm();
    let server = Server::bind(&listen, options, brain).await?;
    let (voice, reload) = (Voice::of(settings), server.reload());
    // Signals first: who has read that it listens may send one.
    let (mut hangups, stop) = (Hangups::watch()?, signals::stop(voice)?);
    interrupt::leave_first();
    voice.begin(settings, &engine, server.address(), keys);
    let mut serving = tokio::spawn(server.run(stop));
    loop {
        tokio::select! {
            ended = &mut serving => return Ok(ended.context("serving broke off")??),
            () = hangups.next() => renew(settings, again, &reload, outcomes, voice),
        }
    }
}

/// Who revises, and how.
fn brain(settings: &Settings) -> anyhow::Result<(Engine, Brain)> {
    let engine = Engine::choose(settings)?;
    let brain = Plan::new(settings, &engine, false)?.brain(Arc::clone(&engine.model));
    Ok((engine, brain))
}

/// Reads settings and prompts again; where they cannot be used, what holds stays.
fn renew(settings: &Settings, again: Again<'_>, reload: &Reload, outcomes: Option<&Outcomes>, voice: Voice) {
    if let Some(outcomes) = outcomes {
        outcomes.reopen();
    }
    let (read, brain) = match again().and_then(|read| brain(&read).map(|(_, brain)| (read, brain))) {
        Ok(both) => both,
        Err(error) => return voice.warn(&format!("settings not read again, the old ones stay: {error:#}")),
    };
    // The server itself says that they hold now.
    reload.replace(brain);
    let waiting = waiting(&settings.serve(), &read.serve());
    if !waiting.is_empty() {
        voice.warn(&format!("{} changed, and waits for the next start", waiting.join(", ")));
    }
}

/// The settings that are other now and cannot change while the server runs.
fn waiting(was: &ServeLayer, is: &ServeLayer) -> Vec<&'static str> {
    let (was, is) = (serde_json::json!(was), serde_json::json!(is));
    let fixed = ServeLayer::NAMES.into_iter().filter(|name| !ServeLayer::LIVE.contains(name));
    fixed.filter(|name| was.get(name) != is.get(name)).collect()
}
