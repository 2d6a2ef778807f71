//! `attuned revise`: some records at a time, their outcomes in the order of the input.

use crate::End;
use crate::args::Revise;
use crate::drive::drive;
use crate::engine::{Engine, Plan};
use crate::failure::Failure;
use crate::input::{self, Item, Items};
use crate::sent::Sent;
use crate::settings::Settings;
use crate::show::{Answer, Bar, Sheet, notice};
use attuned::{Outcome, Record};
use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::mpsc;
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
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let mut paper = Paper { sheet: Sheet::new(asked.format, settings), sent: Sent::revised(settings) };
    runtime.block_on(all(items, &work, &mut paper, &mut Bar::new(settings.quiet)))?;
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
    sheet: Sheet<'a>,
    sent: Sent<'a>,
}

type Done = Result<(Record, Outcome), Failure>;

/// Starts records as they come and shows outcomes as soon as it is their turn, so that a pipe never stalls. A record knows
/// the openings that had gone out when it was started: with several at once that depends on which answers came first.
async fn all(items: Items, work: &Arc<Work>, paper: &mut Paper<'_>, bar: &mut Bar) -> anyhow::Result<()> {
    let at_once = if work.engine.remote { AT_ONCE } else { 1 };
    let mut incoming = read(items);
    let mut running: VecDeque<JoinHandle<Done>> = VecDeque::new();
    let mut open = true;
    while open || !running.is_empty() {
        tokio::select! {
            item = incoming.recv(), if open && running.len() < at_once => match item {
                Some(item) => running.push_back(tokio::spawn(one(item, Arc::clone(work), paper.sent.openings()))),
                None => open = false,
            },
            done = front(&mut running), if !running.is_empty() => {
                running.pop_front();
                bar.step();
                bar.aside(|| put(paper, done?))?;
            }
        }
    }
    bar.end();
    Ok(())
}

/// Reads on a thread of its own, a few records ahead.
fn read(items: Items) -> mpsc::Receiver<Item> {
    let (send, receive) = mpsc::channel(AT_ONCE);
    std::thread::spawn(move || {
        for item in items {
            // Nobody listens any more when the output is closed.
            if send.blocking_send(item).is_err() {
                break;
            }
        }
    });
    receive
}

/// Waits for the record whose turn it is.
async fn front(running: &mut VecDeque<JoinHandle<Done>>) -> Result<Done, tokio::task::JoinError> {
    match running.front_mut() {
        Some(task) => task.await,
        None => std::future::pending().await,
    }
}

async fn one(item: Item, work: Arc<Work>, avoid: Vec<String>) -> Done {
    let record = item?;
    let outcome = drive(&record, &work.plan.avoiding(avoid), &work.engine, work.deadline).await?;
    Ok((record, outcome))
}

fn put(paper: &mut Paper<'_>, done: Done) -> anyhow::Result<()> {
    match done {
        Ok((record, outcome)) => {
            paper.sheet.add(&record, Answer::Revised(&outcome))?;
            paper.sent.add_outcome(&record, &outcome);
        }
        Err(failure) => paper.sheet.fail(&failure)?,
    }
    Ok(())
}
