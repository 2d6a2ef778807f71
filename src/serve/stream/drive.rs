//! Drives a stream: reads on, lets the gate say what flows, asks the reviser, and says that it is alive while it waits.

use crate::detect::Mechanism;
use crate::model::BoxFuture;
use crate::serve::Desk;
use crate::serve::decision::{Decision, Why};
use crate::serve::dialect::{Dialect, Event, Slot};
use crate::serve::gate::{Asking, Eye, Gate, Mode, Part};
use crate::serve::limits::Told;
use crate::serve::said;
use crate::serve::sse::{Cutter, Frame};
use crate::text::{Conversation, Draft};
use axum::body::{BodyDataStream, Bytes};
use futures_util::stream::{FuturesUnordered, Stream, StreamExt, unfold};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;
use tokio::time::{Instant, sleep_until};

/// Bytes of the conversation that are read with each sentence.
const NEAR: usize = 8 * 1024;

/// Bytes of a stream that may wait; more of them, and they flow.
const HELD: usize = 4 * 1024 * 1024;

/// What a stream says while it waits.
const WAITING: &[u8] = b": attuned waiting\n\n";

/// A stream on its way through.
pub(super) struct Drive {
    desk: Arc<Desk>,
    dialect: Dialect,
    mode: Mode,
    /// The conversation; its text is that of the last look.
    draft: Draft,
    /// The same with its last turns alone: each look reads all of it.
    near: Draft,
    /// The upstream's answer, until it has ended.
    body: Option<BodyDataStream>,
    /// How it broke off, if it did.
    broken: Option<axum::Error>,
    cutter: Cutter,
    gate: Gate,
    deciding: FuturesUnordered<BoxFuture<'static, (Slot, Decision)>>,
    /// When something went out last.
    spoke: Instant,
    /// When the first text came, and how much later it went out.
    came: Option<Instant>,
    delay: Option<Duration>,
    /// Whether the last comment has been said.
    said: bool,
    noted: bool,
    /// Told when the last event goes out.
    told: Told,
}

impl Drive {
    pub(super) fn new(desk: Arc<Desk>, dialect: Dialect, draft: Draft, mode: Mode, body: BodyDataStream) -> Self {
        let largest = desk.options.largest;
        Self {
            desk,
            dialect,
            mode,
            near: near(&draft),
            draft,
            body: Some(body),
            broken: None,
            cutter: Cutter::new(largest),
            gate: Gate::new(mode, largest.min(HELD)),
            deciding: FuturesUnordered::new(),
            spoke: Instant::now(),
            came: None,
            delay: None,
            said: false,
            noted: false,
            told: Told::default(),
        }
    }

    /// What says whether the last event has gone out.
    pub(super) fn told(&self) -> Told {
        self.told.clone()
    }

    /// Lets everything flow.
    pub(super) fn pass(&mut self, why: Why) {
        self.gate.release(why);
    }

    /// What goes to the client. Dropping it drops the upstream's answer and whatever is being decided.
    pub(super) fn stream(self) -> impl Stream<Item = Result<Bytes, axum::Error>> {
        unfold(self, |mut drive| async move { drive.next().await.map(|piece| (piece, drive)) })
    }

    async fn next(&mut self) -> Option<Result<Bytes, axum::Error>> {
        loop {
            if let Some(bytes) = self.flow() {
                self.spoke = Instant::now();
                return Some(Ok(bytes));
            }
            if self.body.is_none() && self.deciding.is_empty() {
                if self.gate.waits() {
                    self.gate.release(Why::Error);
                    continue;
                }
                return self.last().await;
            }
            let beat = self.spoke + self.desk.options.heartbeat;
            tokio::select! {
                biased;
                Some((slot, decision)) = self.deciding.next(), if !self.deciding.is_empty() => {
                    self.gate.decide(slot, decision);
                }
                () = sleep_until(beat), if self.gate.waits() => {
                    self.spoke = Instant::now();
                    return Some(Ok(Bytes::from_static(WAITING)));
                }
                piece = next(&mut self.body), if self.body.is_some() => self.take(piece),
            }
        }
    }

    /// Takes what came of the upstream.
    fn take(&mut self, piece: Option<Result<Bytes, axum::Error>>) {
        match piece {
            Some(Ok(bytes)) => {
                for frame in self.cutter.feed(&bytes) {
                    self.feed(frame);
                }
                if self.cutter.is_flooded() {
                    self.gate.release(Why::Unreadable);
                }
            }
            Some(Err(error)) => {
                (self.body, self.broken) = (None, Some(error));
                self.gate.release(Why::Unreadable);
            }
            None => {
                self.body = None;
                self.look(|gate, eye| gate.end(eye));
            }
        }
        self.ask();
    }

    fn feed(&mut self, frame: Frame) {
        let event = catch_unwind(|| read(self.dialect, &frame)).unwrap_or_default();
        if event.as_ref().is_some_and(|event| !event.adds.is_empty()) {
            self.came.get_or_insert_with(Instant::now);
        }
        self.look(|gate, eye| gate.feed(frame, event, eye));
    }

    /// Lets the gate look at its texts. Where our own code breaks off, they flow.
    fn look(&mut self, work: impl FnOnce(&mut Gate, Eye<'_>)) {
        let Self { gate, draft, near, desk, .. } = self;
        let mut eye = |text: &str, part: Part| {
            let draft = if part == Part::SoFar { &mut *near } else { &mut *draft };
            draft.text.clear();
            draft.text.push_str(text);
            desk.reviser.report(draft)
        };
        if catch_unwind(AssertUnwindSafe(|| work(gate, &mut eye))).is_err() {
            self.gate.release(Why::Error);
        }
    }

    /// Has the texts decided that are complete.
    fn ask(&mut self) {
        for Asking { slot, text, sent } in self.gate.asking() {
            let draft = self.draft.with_text(text);
            if self.mode == Mode::Flow {
                let decision = self.watched(draft);
                self.gate.decide(slot, decision);
            } else {
                let desk = Arc::clone(&self.desk);
                self.deciding.push(Box::pin(async move { (slot, desk.reviser.decide(draft, sent).await) }));
            }
        }
    }

    /// What is said of a text that flows whatever it says.
    fn watched(&self, draft: Draft) -> Decision {
        let passed = Decision::passed(Why::Watched);
        let Some(shadow) = &self.desk.shadow else {
            let report = self.desk.reviser.report(&draft);
            let found = Mechanism::ALL.into_iter().filter(|one| report.severity(*one).is_some());
            return Decision { mechanisms: found.collect(), ..passed };
        };
        shadow.offer(draft, self.dialect, true);
        passed
    }

    /// What flows now, with the last comment before the last event.
    fn flow(&mut self) -> Option<Bytes> {
        let mut all: Vec<Bytes> = Vec::new();
        for one in self.gate.flow() {
            if one.text && self.delay.is_none() {
                self.delay = self.came.map(|came| came.elapsed());
                self.delay.iter().for_each(|delay| self.desk.metrics.first_byte(*delay));
            }
            if one.last {
                self.told.all();
            }
            if one.last && !self.cutter.is_flooded() {
                all.extend(self.comment());
            }
            all.push(one.raw);
        }
        joined(all)
    }

    /// The comment that says what happened, once.
    fn comment(&mut self) -> Option<Bytes> {
        // Who only watches leaves every byte as it is.
        if std::mem::replace(&mut self.said, true) || self.desk.shadow.is_some() {
            return None;
        }
        let delay = self.delay.map(|delay| format!(" first-byte-ms={}", delay.as_millis())).unwrap_or_default();
        let mode = format!(": attuned mode={}{delay}\n", super::word(self.mode));
        Some([mode.into_bytes(), said::comment(&self.gate.decisions())].concat().into())
    }

    /// What is left when the upstream has ended; then its end, as it was.
    async fn last(&mut self) -> Option<Result<Bytes, axum::Error>> {
        self.note();
        let clean = self.broken.is_none() && !self.cutter.is_flooded();
        let comment = if clean { self.comment() } else { None };
        let rest = self.cutter.rest();
        if let Some(bytes) = joined(comment.into_iter().chain([rest]).filter(|bytes| !bytes.is_empty()).collect()) {
            return Some(Ok(bytes));
        }
        let error = self.broken.take()?;
        // Lets what was sent go out before the connection is given up.
        tokio::task::yield_now().await;
        Some(Err(error))
    }

    fn note(&mut self) {
        if !std::mem::replace(&mut self.noted, true) {
            self.desk.note(self.dialect, true, &self.gate.decisions());
        }
    }
}

impl Drop for Drive {
    /// The client may go before the end.
    fn drop(&mut self) {
        self.note();
    }
}

/// The draft with the last turns of its conversation, as many as `NEAR` bytes hold; the last in any case.
fn near(draft: &Draft) -> Draft {
    let mut size = 0;
    let turns = draft.conversation.messages.iter().rev();
    let near = turns.enumerate().take_while(|(place, turn)| {
        size += turn.content.len();
        *place == 0 || size <= NEAR
    });
    let mut messages: Vec<_> = near.map(|(_, turn)| turn.clone()).collect();
    messages.reverse();
    Draft::new(Conversation { messages }, "")
}

async fn next(body: &mut Option<BodyDataStream>) -> Option<Result<Bytes, axum::Error>> {
    body.as_mut()?.next().await
}

/// What an event says; none where it cannot be read although it may belong to a text.
fn read(dialect: Dialect, frame: &Frame) -> Option<Event> {
    let Some(data) = frame.data() else { return (!frame.split).then(Event::default) };
    let event = dialect.event(data)?;
    Some(Event { failed: event.failed || frame.name() == b"error", ..event })
}

/// Pieces as one; none where there are none.
fn joined(mut pieces: Vec<Bytes>) -> Option<Bytes> {
    match pieces.len() {
        0 | 1 => pieces.pop(),
        _ => Some(pieces.concat().into()),
    }
}
