//! Shadow mode: traffic flows untouched; beside it, samples of it are revised, and the outcomes go to whoever asked.

mod exchange;

use super::dialect::Dialect;
use super::log::{self, Seldom};
use super::metrics::{Metrics, Shadowed};
use super::reviser::Brain;
use crate::record::Record;
use crate::revise::Outcome;
use crate::text::Draft;
use exchange::{Exchange, Place};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::sync::{Notify, Semaphore};

/// Takes what shadow mode came to. It is called off the async threads, by several threads at once.
pub type Sink = Arc<dyn Fn(&Record, &Outcome) + Send + Sync>;

/// Exchanges that may wait.
const WAITING: usize = 256;
/// Bytes of exchanges that may wait or be under way: requests may be large.
const BYTES: usize = 64 * 1024 * 1024;
/// The largest exchange that is revised, in bytes.
const LARGEST: usize = 1024 * 1024;
/// Revisions under way at once, apart from those that traffic waits for.
const AT_ONCE: u32 = 8;

/// What is watched, and where outcomes go.
#[derive(Clone)]
#[non_exhaustive]
pub struct ShadowOptions {
    /// The share of replies that is revised, 0 to 1. Which ones depends on their text and conversation alone, so that
    /// every server of a fleet picks the same.
    pub sample: f64,
    /// Whether addresses, numbers and names are replaced by placeholders such as `{{EMAIL_1}}` before anything else is
    /// done: neither the model nor the sink sees them.
    pub redact: bool,
    /// Where outcomes go. The record's id is a hash of the exchange, its `rest` says the `dialect` and whether the answer
    /// was `streamed`.
    pub sink: Sink,
}

impl ShadowOptions {
    /// Every reply, as it is.
    pub fn new(sink: Sink) -> Self {
        Self { sample: 1.0, redact: false, sink }
    }
}

/// Revises beside the traffic.
pub(super) struct Shadow {
    door: Sender<Exchange>,
    watch: Arc<Watch>,
}

/// What offers and revisions share.
struct Watch {
    options: ShadowOptions,
    brain: Box<dyn Fn() -> Arc<Brain> + Send + Sync>,
    metrics: Arc<Metrics>,
    /// Bytes that wait or are under way, and exchanges.
    bytes: AtomicUsize,
    exchanges: AtomicUsize,
    /// Whether the server has ended: nothing begins any more, and what breaks has no time left.
    ended: AtomicBool,
    /// Told when the last one is done.
    idle: Notify,
    full: Seldom,
    broken: Seldom,
}

impl Shadow {
    /// Begins to watch; `brain` says at any moment who revises.
    pub(super) fn new(
        options: ShadowOptions,
        brain: impl Fn() -> Arc<Brain> + Send + Sync + 'static,
        metrics: Arc<Metrics>,
    ) -> Self {
        let (door, queue) = channel(WAITING);
        let watch = Arc::new(Watch {
            options,
            brain: Box::new(brain),
            metrics,
            bytes: AtomicUsize::new(0),
            exchanges: AtomicUsize::new(0),
            ended: AtomicBool::new(false),
            idle: Notify::new(),
            full: Seldom::new(Duration::from_secs(60), 1),
            broken: Seldom::new(Duration::from_secs(5), 1),
        });
        tokio::spawn(work(queue, Arc::clone(&watch)));
        Self { door, watch }
    }

    /// Takes a reply that went out, if it is in the sample and there is room; never waits.
    pub(super) fn offer(&self, draft: Draft, dialect: Dialect, streamed: bool) {
        if !exchange::is_sampled(&draft, self.watch.options.sample) {
            return;
        }
        self.watch.metrics.shadow(Shadowed::Offered);
        let place = Place::take(&self.watch, exchange::size(&draft));
        let taken = place.map(|place| self.door.try_send(Exchange { draft, dialect, streamed, place }).is_ok());
        if taken != Some(true) {
            self.watch.metrics.shadow(Shadowed::Dropped);
            self.watch.full.say(|times| {
                log::alarm!(
                    "{times} replies found no room in shadow mode; a smaller --sample or a faster reviser helps"
                );
            });
        }
    }

    /// Waits until all that was offered is done, but no longer than this.
    pub(super) async fn drained(&self, most: Duration) {
        let done = async {
            loop {
                let idle = self.watch.idle.notified();
                if self.watch.exchanges.load(Ordering::Acquire) == 0 {
                    return;
                }
                idle.await;
            }
        };
        let late = tokio::time::timeout(most, done).await.is_err();
        self.watch.ended.store(true, Ordering::Release);
        if late {
            let left = self.watch.exchanges.load(Ordering::Acquire);
            log::alarm!("{left} replies of shadow mode were not revised before the end");
        }
    }
}

/// Revises what comes, a few at once.
async fn work(mut queue: Receiver<Exchange>, watch: Arc<Watch>) {
    let permits = Arc::new(Semaphore::new(AT_ONCE as usize));
    while let Some(exchange) = queue.recv().await {
        let brain = (watch.brain)();
        // A model on this machine takes a processor, of which the traffic has need too.
        let share = if brain.model.engine() == "llm" { 1 } else { AT_ONCE };
        let Ok(permit) = Arc::clone(&permits).acquire_many_owned(share).await else { return };
        let (watch, here) = (Arc::clone(&watch), tokio::runtime::Handle::current());
        tokio::task::spawn_blocking(move || {
            let _permit = permit;
            exchange.revise(&watch, &brain, &here);
        });
    }
}
