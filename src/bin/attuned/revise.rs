//! `attuned revise`: some records at a time, their outcomes in the order of the input.

use crate::End;
use crate::args::Revise;
use crate::drive::drive;
use crate::engine::{Engine, Plan};
use crate::input::{self, Item};
use crate::ordered::{Desk, ordered, read};
use crate::sent::Sent;
use crate::settings::Settings;
use crate::show::{Answer, Bar, Sheet, notice};
use attuned::{Failure, Outcome, Record};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinHandle;

/// How many records a language model works on at once.
const AT_ONCE: usize = 4;

/// Revises every record.
pub(crate) fn revise(asked: &Revise, settings: &Settings) -> anyhow::Result<End> {
    let items = input::items(&asked.input)?;
    let engine = Engine::choose(settings)?;
    let work = Arc::new(Work {
        plan: Plan::new(settings, &engine, false)?,
        deadline: settings.deadline().filter(|_| engine.remote),
        engine,
    });
    notice(settings, &work.engine.notice);
    let at_once = if work.engine.remote { AT_ONCE } else { 1 };
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let (sheet, sent) = (Sheet::new(asked.format, settings), Sent::revised(settings));
    let mut paper = Paper { work, sheet, sent, bar: Bar::new(settings.quiet) };
    runtime.block_on(ordered(read(items, AT_ONCE), at_once, &mut paper))?;
    paper.bar.end();
    // The thread that reads may wait for input that never comes.
    runtime.shutdown_background();
    let tally = paper.sheet.end()?;
    paper.sent.tell();
    Ok(if tally.failed > 0 { End::Failed } else { End::Done })
}

/// What every record needs.
struct Work {
    plan: Plan,
    engine: Engine,
    deadline: Option<Duration>,
}

/// Where outcomes go.
struct Paper<'a> {
    work: Arc<Work>,
    sheet: Sheet<'a>,
    sent: Sent<'a>,
    bar: Bar,
}

type Done = Result<(Record, Outcome), Failure>;

/// A record knows the openings that had gone out when it was started: with several at once that depends on which answers
/// came first.
impl Desk for Paper<'_> {
    type Item = Item;
    type Done = Done;

    fn start(&mut self, item: Item) -> JoinHandle<Done> {
        tokio::spawn(one(item, Arc::clone(&self.work), self.sent.openings()))
    }

    fn put(&mut self, done: Done) -> anyhow::Result<ControlFlow<()>> {
        self.bar.step();
        let Self { bar, sheet, sent, .. } = self;
        bar.aside(|| match done {
            Ok((record, outcome)) => {
                sheet.add(&record, Answer::Revised(&outcome))?;
                sent.add_outcome(&record, &outcome);
                Ok(ControlFlow::Continue(()))
            }
            Err(failure) => sheet.fail(&failure).map(ControlFlow::Continue),
        })
    }
}

async fn one(item: Item, work: Arc<Work>, avoid: Vec<String>) -> Done {
    let record = item?;
    let outcome = drive(&record, &work.plan.avoiding(avoid), &work.engine, work.deadline).await?;
    Ok((record, outcome))
}
