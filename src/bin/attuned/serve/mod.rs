//! `attuned serve`: settings, the engine, then the library's server until somebody stops it.

mod options;

pub(crate) use options::Serve;

use crate::End;
use crate::engine::{Engine, Plan};
use crate::settings::Settings;
use crate::show::notice;
use attuned::{ServeOptions, Server};
use std::sync::Arc;

/// Serves until SIGTERM or Ctrl-C.
pub(crate) fn serve(asked: &Serve, settings: &Settings) -> anyhow::Result<End> {
    let engine = Engine::choose(settings)?;
    let brain = Plan::new(settings, &engine, false)?.brain(Arc::clone(&engine.model));
    notice(settings, &engine.notice);
    let options = ServeOptions::new(&asked.upstream);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let server = Server::bind(&asked.listen, options, brain).await?;
        server.run(std::future::pending()).await?;
        Ok(End::Done)
    })
}
