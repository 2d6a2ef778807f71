//! The run itself: records in, lines out, until the end or until it must stop.

use super::input::{self, Items};
use super::options::{Batch, Via};
use super::progress::{Progress, cost, verdicts};
use super::waves::gathered;
use super::work::{Done, Work};
use super::{Going, Kept, live, work};
use crate::End;
use crate::engine::Engine;
use crate::input::Item;
use crate::ordered::{Desk, ordered, read};
use crate::sent::Sent;
use crate::settings::Settings;
use crate::show::{grouped, notice, warn};
use attuned::Tally;
use std::collections::VecDeque;
use std::ops::ControlFlow;
use std::sync::{Arc, OnceLock};
use std::time::Duration;
use tokio::task::JoinHandle;

/// Records under way for each request that may be: others wait for their turn in the order, or for the disk.
const AHEAD: usize = 4;
/// Records ahead of a model on this machine.
const LOCAL: usize = 256;
/// How long calls under way may still bring their answers home when the run stops.
const GRACE: Duration = Duration::from_secs(30);
/// Replies that are compared for what they repeat: so many tell, and comparing all would take a tenth of the processors.
const COMPARED: u64 = 2_000;
/// Failures that are said one by one; the others only counted.
const SAID: u64 = 5;

/// Runs to the end, or until it must stop.
pub(crate) fn run(
    asked: &Batch,
    settings: &Settings,
    engine: &Engine,
    going: Going,
    items: Items,
) -> anyhow::Result<End> {
    notice(settings, &engine.notice);
    let kept = Kept::new(asked, settings, engine, &going)?;
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    // One thread for the network, the others for reading and guarding.
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .max_blocking_threads(processors)
        .enable_all()
        .build()?;
    let answers = match asked.run.via {
        Via::Live => kept.over(live(settings, engine)?)?,
        Via::Batch => runtime.block_on(gathered(asked, settings, engine, &going, &kept))?,
    };
    let work = Arc::new(work(asked, settings, engine, answers)?);
    let tally = going.before.tally;
    let progress = Progress::new(settings, tally.records(), total(asked));
    let items = input::behind(items, &going.before)?;
    let mut desk = Table { settings, work, going, progress, sent: Sent::checked(settings), tally };
    let stopped = match desk.work.answers.halt() {
        None => runtime.block_on(desk.turn(items, at_once(settings, engine)))?,
        Some(_) => true,
    };
    runtime.shutdown_background();
    desk.end(asked, stopped)
}

/// Records under way at once.
pub(super) fn at_once(settings: &Settings, engine: &Engine) -> usize {
    if engine.remote { settings.concurrency() * AHEAD } else { LOCAL }
}

/// Counts the records beside the work.
fn total(asked: &Batch) -> Arc<OnceLock<Option<u64>>> {
    let (total, input) = (Arc::new(OnceLock::new()), asked.input.clone());
    let counted = Arc::clone(&total);
    std::thread::spawn(move || counted.set(input::count(&input)));
    total
}

/// Where records become lines.
struct Table<'a> {
    settings: &'a Settings,
    work: Arc<Work>,
    going: Going,
    progress: Progress<'a>,
    sent: Sent<'a>,
    tally: Tally,
}

impl Desk for Table<'_> {
    type Item = Item;
    type Done = Done;

    fn start(&mut self, item: Item) -> JoinHandle<Done> {
        let work = Arc::clone(&self.work);
        tokio::spawn(work.one(item))
    }

    fn put(&mut self, done: Done) -> anyhow::Result<ControlFlow<()>> {
        let Some(line) = done? else { return Ok(ControlFlow::Break(())) };
        self.going.sink.add(&line.json)?;
        self.tally.count(line.verdict);
        let first = self.tally.records() - self.going.before.tally.records() <= COMPARED;
        if let Some(reply) = line.reply.as_ref().filter(|_| first) {
            self.sent.add(reply);
        }
        if let Some(failure) = line.failure.filter(|_| self.tally.failed <= SAID) {
            self.progress.aside(|| warn(self.settings, "attuned", &failure));
        }
        self.progress.tell(&self.tally, &self.work.answers);
        Ok(ControlFlow::Continue(()))
    }
}

impl Table<'_> {
    /// Every record in its turn; whether it had to stop.
    async fn turn(&mut self, items: Items, at_once: usize) -> anyhow::Result<bool> {
        let running = ordered(read(items, at_once), at_once, self).await;
        self.going.sink.settle()?;
        let running = running?;
        let stopped = !running.is_empty() || self.work.answers.halt().is_some();
        // What was asked was paid for: it is kept for when the run goes on.
        let _ = tokio::time::timeout(GRACE, all(running)).await;
        Ok(stopped)
    }

    /// Makes the output, or says how to go on.
    fn end(self, asked: &Batch, stopped: bool) -> anyhow::Result<End> {
        let took = self.progress.end();
        let Self { settings, work, going, sent, tally, .. } = self;
        let mut state = going.state;
        (state.tally, state.spent, state.money) = (tally, work.answers.spent(), work.answers.money());
        let output = going.sink.place().map(|place| place.output.to_string());
        if let Some(place) = going.sink.place() {
            state.done = if stopped { attuned::Done::Partly } else { attuned::Done::Whole };
            state.write(&place.state)?;
        }
        let mut words = format!("{} records in {}: {}", grouped(tally.records()), lasted(took), verdicts(&tally));
        words.extend(cost(&work.answers).map(|cost| format!("; {cost}")));
        if stopped {
            let why = work.answers.halt().map_or_else(|| "it was stopped".to_owned(), ToString::to_string);
            notice(settings, &words);
            warn(settings, "attuned", &format!("not at the end: {why}; {} goes on where it was", asked.same()));
            return Ok(End::Failed);
        }
        going.sink.publish(asked.to)?;
        words.extend(output.map(|output| format!("; {output}")));
        notice(settings, &words);
        sent.tell();
        if tally.records() == 0 {
            notice(settings, "the input holds no records");
        }
        Ok(if tally.failed > 0 { End::Failed } else { End::Done })
    }
}

/// Waits for all of them.
async fn all<T>(running: VecDeque<JoinHandle<T>>) {
    for task in running {
        let _ = task.await;
    }
}

/// A duration as people say it.
fn lasted(took: Duration) -> String {
    let rounded = if took.as_secs() > 10 {
        Duration::from_secs(took.as_secs())
    } else {
        Duration::from_millis(took.as_millis() as u64)
    };
    humantime::format_duration(rounded).to_string()
}
