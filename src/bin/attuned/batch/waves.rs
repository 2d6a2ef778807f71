//! The passes of `--via batch`: what is missing is gathered and handed over, until nothing is missing.

use super::files::{Wanted, Wave};
use super::input;
use super::options::Batch;
use super::run::at_once;
use super::work::{Done, Work};
use super::{Going, Kept, work};
use crate::engine::Engine;
use crate::input::Item;
use crate::ordered::{Desk, ordered, read};
use crate::settings::Settings;
use crate::show::{grouped, notice};
use anyhow::{Context, bail};
use attuned::{Answers, BatchJobs, OpenAi, OpenAiSettings};
use std::ops::ControlFlow;
use std::sync::Arc;
use tokio::task::JoinHandle;

/// Whether the provider's batch files can be used here.
pub(super) fn allowed(asked: &Batch, engine: &Engine) -> anyhow::Result<()> {
    if !engine.remote {
        bail!("--via batch wants a language model behind a server that takes batch files, such as OpenAI's");
    }
    if asked.input.input.is_standard() || asked.output.is_standard() {
        bail!("--via batch reads its input more than once and goes on later: name files for IN and OUT");
    }
    Ok(())
}

/// Hands over what is missing, wave after wave, and gives answers of which none is missing any more; or a reason to stop.
pub(super) async fn gathered(
    asked: &Batch,
    settings: &Settings,
    engine: &Engine,
    going: &Going,
    kept: &Kept,
) -> anyhow::Result<Answers> {
    let wire = engine.wire.as_ref().context("no server")?;
    let place = going.sink.place().context("no place on disk")?;
    let jobs = BatchJobs::new(wire)?;
    let every = asked.run.poll.0;
    let mut last = None;
    loop {
        if let Some(wave) = Wave::under_way(place)? {
            let answers = kept.over(nobody(wire, |_, _| {})?)?;
            last = Some(wave.done(&jobs, &answers, place, &kept.run, settings, every).await?);
        }
        let wanted = Arc::new(Wanted::new(OpenAi::new(wire.clone())?, place.requests.clone())?);
        let adding = Arc::clone(&wanted);
        let answers = kept.over(nobody(wire, move |key, prompt| adding.add(key, prompt))?)?;
        let mut pass = Pass(Arc::new(work(asked, settings, engine, answers)?));
        let items = input::behind(input::records(&asked.input)?, &going.before)?;
        let ahead = at_once(settings, engine);
        ordered(read(items, ahead), ahead, &mut pass).await?;
        let (files, cost) = wanted.end()?;
        let answers = kept.over(Answers::kept_only(Arc::new(OpenAi::new(wire.clone())?)))?;
        // What a whole wave brought no answer for is given up.
        if files.is_empty() || last == Some(0) {
            std::fs::remove_dir_all(&place.requests)?;
            return Ok(answers);
        }
        if !answers.affords(cost) {
            return Ok(answers);
        }
        notice(settings, &format!("{} requests to be handed over", grouped(cost.calls)));
        Wave::of(files, place)?;
    }
}

/// Answers that are kept, and no others; what is missing is told.
fn nobody(
    wire: &OpenAiSettings,
    wanted: impl Fn(&str, &attuned::Prompt) + Send + Sync + 'static,
) -> anyhow::Result<Answers> {
    Ok(Answers::gathering(Arc::new(OpenAi::new(wire.clone())?), wanted))
}

/// A pass over the records that only gathers what is missing.
struct Pass(Arc<Work>);

impl Desk for Pass {
    type Item = Item;
    type Done = Done;

    fn start(&mut self, item: Item) -> JoinHandle<Done> {
        let work = Arc::clone(&self.0);
        tokio::spawn(work.one(item))
    }

    fn put(&mut self, done: Done) -> anyhow::Result<ControlFlow<()>> {
        done.map(|_| ControlFlow::Continue(()))
    }
}
