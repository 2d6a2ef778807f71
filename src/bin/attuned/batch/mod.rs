//! `attuned batch`: many records, in any format, at a pace and within a budget; a run that goes on where it was.

mod begin;
mod estimate;
mod input;
mod options;
mod place;
mod progress;
mod row;
mod run;
mod shape;
mod sink;
mod work;

pub(crate) use options::Batch;

use crate::End;
use crate::engine::{Engine, Plan};
use crate::interrupt;
use crate::settings::Settings;
use crate::show::notice;
use anyhow::bail;
use attuned::{Answers, Archive, Limits, OpenAi, Purse, State, publishable};
use begin::{Begun, begin};
use place::Place;
use sink::Sink;
use std::sync::Arc;
use work::Work;

/// Revises many records.
pub(crate) fn batch(asked: &Batch, settings: &Settings) -> anyhow::Result<End> {
    let engine = Engine::choose(settings)?;
    if asked.how.candidates.get() > 1 && !engine.remote {
        bail!("the built-in reviser makes the same revision each time; --candidates wants a language model");
    }
    if asked.run.dry_run {
        return estimate::estimate(asked, settings, &engine);
    }
    publishable(&asked.output, asked.to)?;
    // Whatever is wrong with the input is said before anything is begun.
    let items = input::records(&asked.input)?;
    let place = Place::of(&asked.output, asked.run.cache.as_deref());
    if asked.output.is_standard() {
        let state = State::new(shape::shape(asked, settings, &engine)?);
        return run::run(asked, settings, &engine, items, Going::standard(asked, state)?);
    }
    match begin(&place, &shape::shape(asked, settings, &engine)?, &asked.run)? {
        Begun::Done(state) => Ok(already(settings, &place, &state)),
        Begun::Going { state, spool, recovered } => {
            interrupt::parting(format!("stopped; the same command goes on with {}", place.output));
            let items = input::behind(items, &recovered)?;
            let going = Going { state: *state, sink: Sink::Spool(spool, place), before: recovered.tally };
            run::run(asked, settings, &engine, items, going)
        }
    }
}

/// A run under way.
pub(crate) struct Going {
    /// What it is.
    state: State,
    /// Where its lines go.
    sink: Sink,
    /// What was done before.
    before: attuned::Tally,
}

impl Going {
    /// A run whose lines go to standard output and cannot be gone on with.
    fn standard(asked: &Batch, state: State) -> anyhow::Result<Self> {
        if asked.to.is_some_and(|format| format != attuned::FileFormat::Json) {
            bail!("standard output takes JSON Lines only; name a file for another format");
        }
        Ok(Self { state, sink: Sink::standard(), before: attuned::Tally::default() })
    }
}

/// Says that everything is done.
fn already(settings: &Settings, place: &Place, state: &State) -> End {
    let failed = state.tally.failed;
    let again = if failed > 0 { "; --retry-failed does those that failed again, --fresh all" } else { "" };
    let words = progress::verdicts(&state.tally);
    notice(settings, &format!("{} is done: {words}{again}", place.output));
    if failed > 0 { End::Failed } else { End::Done }
}

/// What all records of the run have in common.
fn work(asked: &Batch, settings: &Settings, engine: &Engine, going: &Going) -> anyhow::Result<Arc<Work>> {
    Ok(Arc::new(Work {
        plan: Plan::new(settings, engine, false)?,
        answers: answers(asked, settings, engine, going)?,
        deadline: settings.deadline().filter(|_| engine.remote),
        candidates: asked.how.candidates.get(),
    }))
}

/// Where answers come from.
fn answers(asked: &Batch, settings: &Settings, engine: &Engine, going: &Going) -> anyhow::Result<Answers> {
    let Some(wire) = &engine.wire else { return Ok(Answers::local(Arc::clone(&engine.model))) };
    let mut wire = wire.clone();
    // Who is asked again, and when, is decided for the whole run.
    wire.max_retries = 0;
    let key = shape::of_answers(&wire, &going.state);
    let mut limits = Limits::at_once(settings.concurrency());
    limits.requests_per_minute = settings.layer.requests_per_minute;
    limits.tokens_per_minute = settings.layer.tokens_per_minute;
    let price = settings.price(&wire.model);
    let answers = Answers::live(Arc::new(OpenAi::new(wire)?), limits, settings.layer.retries.unwrap_or(2));
    let Some(path) = going.sink.answers(asked.run.cache.as_deref()) else {
        return Ok(answers.paid_from(Purse::new(asked.run.budget, price, attuned::Spent::default()).map_err(anyhow::Error::msg)?));
    };
    let archive = Archive::open(path)?;
    let purse = Purse::new(asked.run.budget, price, archive.spent(&going.state.run)).map_err(anyhow::Error::msg)?;
    Ok(answers.kept_in(archive, &going.state.run, &key).paid_from(purse))
}
