//! `attuned batch`: many records, in any format, at a pace and within a budget; a run that goes on where it was.

mod begin;
mod estimate;
mod files;
mod input;
mod options;
mod place;
mod progress;
mod row;
mod run;
mod shape;
mod sink;
mod waves;
mod work;

pub(crate) use options::{Batch, How, Input, Run};
pub(crate) use row::Row;

use crate::End;
use crate::engine::{Engine, Plan};
use crate::interrupt;
use crate::settings::Settings;
use crate::show::notice;
use anyhow::bail;
use attuned::{Answers, Archive, Budget, Limits, OpenAi, Price, Purse, State, publishable};
use begin::{Begun, begin};
use options::Via;
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
    if asked.run.via == Via::Batch {
        waves::allowed(asked, &engine)?;
    }
    publishable(&asked.output, asked.to)?;
    // Whatever is wrong with the input is said before anything is begun.
    let items = input::records(&asked.input)?;
    let place = Place::of(&asked.output, asked.run.cache.as_deref());
    if asked.output.is_standard() {
        let state = State::new(shape::shape(asked, settings, &engine)?);
        return run::run(asked, settings, &engine, Going::standard(asked, state)?, items);
    }
    match begin(&place, &shape::shape(asked, settings, &engine)?, &asked.run)? {
        Begun::Done(state) => Ok(already(settings, &place, &state)),
        Begun::Going { state, spool, recovered } => {
            interrupt::parting(format!("stopped; {} goes on with {}", asked.same(), place.output));
            let going = Going { state: *state, sink: Sink::Spool(spool, place), before: recovered };
            run::run(asked, settings, &engine, going, items)
        }
    }
}

/// Whether the whole output of this run is there.
pub(crate) fn is_done(asked: &Batch) -> bool {
    let place = Place::of(&asked.output, asked.run.cache.as_deref());
    let state = State::read(&place.state).ok().flatten();
    state.is_some_and(|state| state.done == attuned::Done::Whole) && place.is_published()
}

/// The run that made this file, where one did.
pub(crate) fn state(output: &attuned::Location) -> anyhow::Result<Option<State>> {
    if output.is_standard() { Ok(None) } else { Ok(State::read(&Place::of(output, None).state)?) }
}

/// A run under way.
pub(crate) struct Going {
    /// What it is.
    state: State,
    /// Where its lines go.
    sink: Sink,
    /// What was done before.
    before: attuned::Recovered,
}

impl Going {
    /// A run whose lines go to standard output and cannot be gone on with.
    fn standard(asked: &Batch, state: State) -> anyhow::Result<Self> {
        if asked.to.is_some_and(|format| format != attuned::FileFormat::Json) {
            bail!("standard output takes JSON Lines only; name a file for another format");
        }
        Ok(Self { state, sink: Sink::standard(), before: attuned::Recovered::default() })
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

/// What all records of the run have in common, answered from there.
fn work(asked: &Batch, settings: &Settings, engine: &Engine, answers: Answers) -> anyhow::Result<Work> {
    Ok(Work {
        plan: Plan::new(settings, engine, false)?,
        answers,
        deadline: settings.deadline().filter(|_| engine.remote),
        candidates: asked.how.candidates.get(),
    })
}

/// Answers of the engine: of a server at its pace, or of this machine.
fn live(settings: &Settings, engine: &Engine) -> anyhow::Result<Answers> {
    let Some(wire) = &engine.wire else { return Ok(Answers::local(Arc::clone(&engine.model))) };
    let mut wire = wire.clone();
    // Who is asked again, and when, is decided for the whole run.
    wire.max_retries = 0;
    let mut limits = Limits::at_once(settings.concurrency());
    limits.requests_per_minute = settings.layer.requests_per_minute;
    limits.tokens_per_minute = settings.layer.tokens_per_minute;
    Ok(Answers::live(Arc::new(OpenAi::new(wire)?), limits, settings.layer.retries.unwrap_or(2)))
}

/// What is paid, and where answers are kept.
struct Kept {
    archive: Option<Archive>,
    budget: Option<Budget>,
    price: Option<Price>,
    run: String,
    shape: serde_json::Value,
}

impl Kept {
    fn new(asked: &Batch, settings: &Settings, engine: &Engine, going: &Going) -> anyhow::Result<Self> {
        let path = going.sink.answers(asked.run.cache.as_deref()).filter(|_| engine.remote);
        Ok(Self {
            archive: path.map(Archive::open).transpose()?,
            budget: asked.run.budget,
            price: engine.wire.as_ref().and_then(|wire| settings.price(&wire.model)),
            run: going.state.run.clone(),
            shape: engine.wire.as_ref().map_or(serde_json::Value::Null, |wire| shape::of_answers(wire, &going.state)),
        })
    }

    /// The same answers, kept and paid.
    fn over(&self, answers: Answers) -> anyhow::Result<Answers> {
        let spent = self.archive.as_ref().map(|archive| archive.spent(&self.run)).unwrap_or_default();
        let purse = Purse::new(self.budget, self.price, spent).map_err(anyhow::Error::msg)?;
        let answers = answers.paid_from(purse);
        Ok(match &self.archive {
            Some(archive) => answers.kept_in(archive.clone(), &self.run, &self.shape),
            None => answers,
        })
    }
}
