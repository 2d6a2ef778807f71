//! Which sentences of a stream may flow on, and which wait. Pure: frames in, frames out.
//!
//! All frames stand in one queue, so that their order is kept. A frame flows on when it is the first and every text in it
//! is clear that far; whatever says nothing of a text only waits for what stands before it.

#[cfg(test)]
mod measure;
mod sentences;
mod spread;
#[cfg(test)]
mod tests;
mod text;
mod thoughts;

use super::decision::{Decision, Seen, Why};
use super::dialect::{Event, Passage, Slot};
use super::sse::Frame;
use super::usage;
use crate::detect::Report;
use crate::splice::{quoted, splice};
use bytes::Bytes;
use std::collections::{BTreeMap, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use text::Text;

/// Texts of one stream that are followed; a server that begins more says something else.
const MANY: usize = 256;

/// How texts go through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// Sentences in which nothing is found flow on.
    Gate,
    /// Nothing of a text flows before it is decided.
    Buffer,
    /// Everything flows, and texts are only collected.
    Flow,
}

/// Looks at a text: so far, or whole.
pub(super) type Eye<'a> = &'a mut dyn FnMut(&str, Part) -> Report;

/// How much of a text is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    SoFar,
    Whole,
}

/// A text that is complete and waits for its decision.
pub(super) struct Asking {
    pub(super) slot: Slot,
    pub(super) text: String,
    /// How many of its bytes have flowed on and stay as they are.
    pub(super) sent: usize,
}

/// A frame that flows on.
pub(super) struct Out {
    pub(super) raw: Bytes,
    /// Whether it holds text.
    pub(super) text: bool,
    /// Whether it is the last that a client reads.
    pub(super) last: bool,
}

/// A frame in the queue.
struct Waiting {
    frame: Frame,
    event: Event,
    /// Up to where each text that it adds to is complete with it.
    until: Vec<usize>,
    /// What stands in it instead of each text that it adds.
    instead: Vec<Option<String>>,
}

/// Which texts grow with an event, or end.
struct Changed {
    texts: Vec<(Slot, bool)>,
    /// All texts end.
    all: bool,
}

impl Changed {
    fn by(event: &Event) -> Self {
        let grow = event.adds.iter().map(|one| (one.slot, false)).filter(|(slot, _)| !event.ends.contains(slot));
        Self { texts: grow.chain(event.ends.iter().map(|slot| (*slot, true))).collect(), all: event.last }
    }
}

/// Lets frames through, and keeps those that wait.
pub(super) struct Gate {
    mode: Mode,
    texts: BTreeMap<Slot, Text>,
    queue: VecDeque<Waiting>,
    /// Bytes in the queue, and how many there may be.
    held: usize,
    largest: usize,
    /// Why texts flow from now on whatever they say.
    open: Option<Why>,
}

impl Gate {
    /// A gate behind which at most so many bytes wait.
    pub(super) fn new(mode: Mode, largest: usize) -> Self {
        Self { mode, texts: BTreeMap::new(), queue: VecDeque::new(), held: 0, largest, open: None }
    }

    /// Takes a frame with what was read in it; nothing where it may belong to a text and could not be read.
    pub(super) fn feed(&mut self, frame: Frame, event: Option<Event>, eye: Eye<'_>) {
        let broken = event.as_ref().is_none_or(|event| event.failed);
        let event = event.unwrap_or_default();
        if broken {
            self.release(Why::Unreadable);
        }
        if event.cited || event.repeats.iter().any(|one| one.cited) {
            self.release(Why::Cited);
        }
        let until = event.adds.iter().map(|one| self.add(one)).collect();
        let (changed, instead) = (Changed::by(&event), vec![None; event.adds.len()]);
        self.held += frame.raw.len();
        self.queue.push_back(Waiting { frame, event, until, instead });
        self.look(&changed, eye);
        if self.held > self.largest {
            self.release(Why::Unreadable);
        }
    }

    /// Adds to a text, and says how long it is now.
    fn add(&mut self, one: &Passage) -> usize {
        if self.texts.len() >= MANY && !self.texts.contains_key(&one.slot) {
            self.release(Why::Unreadable);
            return 0;
        }
        let text = self.texts.entry(one.slot).or_insert_with(|| Text::new(self.mode));
        if let Some(why) = self.open {
            text.settle(Decision::passed(why));
        }
        text.add(&one.text)
    }

    /// Looks at the texts that grow or end.
    fn look(&mut self, changed: &Changed, eye: Eye<'_>) {
        if changed.all {
            return self.end(eye);
        }
        for (slot, ends) in &changed.texts {
            if let Some(text) = self.texts.get_mut(slot) {
                if *ends { text.end(eye) } else { text.look(eye) }
            }
        }
    }

    /// All texts have ended.
    pub(super) fn end(&mut self, eye: Eye<'_>) {
        self.texts.values_mut().for_each(|text| text.end(eye));
    }

    /// Everything flows from here on as it is, except what was decided before.
    pub(super) fn release(&mut self, why: Why) {
        self.open = self.open.or(Some(why));
        self.texts.values_mut().for_each(|text| text.settle(Decision::passed(why)));
    }

    /// The texts that wait for their decision now; each is named once.
    pub(super) fn asking(&mut self) -> Vec<Asking> {
        let asking = self.texts.iter_mut().filter_map(|(slot, text)| {
            let sent = text.ask()?;
            Some(Asking { slot: *slot, text: text.speech().to_owned(), sent })
        });
        asking.collect()
    }

    /// Takes the decision about a text. One that does not keep what has flowed on changes nothing.
    pub(super) fn decide(&mut self, slot: Slot, mut decision: Decision) {
        let Some(text) = self.texts.get_mut(&slot).filter(|text| text.is_asked()) else { return };
        if let Some(speech) = decision.text.take().filter(|new| new != text.speech()) {
            match text.renewed(&speech) {
                Some((new, sent)) if spread::over(&mut self.queue, slot, sent, &new[sent..]) => {
                    decision.text = Some(new)
                }
                _ => (decision.seen, decision.why) = (Seen::Kept, Some(Why::Sent)),
            }
        }
        text.settle(decision);
    }

    /// What may flow on now.
    pub(super) fn flow(&mut self) -> Vec<Out> {
        let mut out = Vec::new();
        while let Some(first) = self.queue.front()
            && self.may(first)
            && let Some(first) = self.queue.pop_front()
        {
            self.held -= first.frame.raw.len();
            let (text, last) = (!first.event.adds.is_empty(), first.event.last);
            // Where our own code breaks off, the frame goes out as it came.
            let written = catch_unwind(AssertUnwindSafe(|| self.written(&first)));
            out.push(Out { raw: written.unwrap_or(first.frame.raw), text, last });
        }
        out
    }

    /// Whether anything waits.
    pub(super) fn waits(&self) -> bool {
        !self.queue.is_empty()
    }

    /// What became of the texts, in their order, as far as that is known.
    pub(super) fn decisions(&self) -> Vec<Decision> {
        self.texts.values().filter_map(|text| text.decision().cloned()).collect()
    }

    /// Whether a frame may flow on.
    fn may(&self, one: &Waiting) -> bool {
        let clear = |slot, until| self.texts.get(&slot).is_none_or(|text| text.is_clear(until));
        let mut adds = one.event.adds.iter().zip(&one.until);
        // Counts, and what is said at the end, are of all texts.
        let sums = one.event.last || one.event.counted.is_some();
        adds.all(|(passage, until)| clear(passage.slot, *until))
            && one.event.repeats.iter().all(|passage| clear(passage.slot, usize::MAX))
            && (!sums || self.texts.values().all(|text| !text.is_asked()))
    }

    /// The bytes of a frame, with what was decided about its texts.
    fn written(&self, one: &Waiting) -> Bytes {
        let Some(data) = &one.frame.data else { return one.frame.raw.clone() };
        let mut edits = Vec::new();
        for (passage, instead) in one.event.adds.iter().zip(&one.instead) {
            edits.extend(instead.iter().flat_map(|new| replaced(passage, new)));
        }
        for passage in &one.event.repeats {
            let new = self.texts.get(&passage.slot).and_then(|text| text.instead_of(&passage.text));
            edits.extend(new.iter().flat_map(|new| replaced(passage, new)));
        }
        if let Some(counted) = &one.event.counted {
            edits.extend(usage::added(counted, &self.decisions()));
        }
        if edits.is_empty() {
            return one.frame.raw.clone();
        }
        edits.iter_mut().for_each(|(place, _)| *place = place.start + data.start..place.end + data.start);
        splice(&one.frame.raw, edits).into()
    }
}

/// The edits that put another text in the place of a passage.
fn replaced(passage: &Passage, new: &str) -> Vec<(std::ops::Range<usize>, Vec<u8>)> {
    let stale = passage.stale.iter().map(|(place, empty)| (place.clone(), empty.as_bytes().to_vec()));
    [(passage.place.clone(), quoted(new))].into_iter().chain(stale).collect()
}
