//! One text of a stream as it grows: how far it is clear, and what became of it.

use super::sentences::Sentences;
use super::thoughts::Thoughts;
use super::{Eye, Mode, Part};
use crate::detect::{Flag, Mechanism, Report};
use crate::serve::decision::{Decision, Seen, Why};
use crate::serve::whole::is_data;

/// Bytes up to which a growing text is looked at: each look reads it from its beginning.
const LONGEST: usize = 24 * 1024;

/// Bytes of thinking aloud after which a text is left alone.
const MUSING: usize = 1024 * 1024;

/// A text is looked at again when it is longer by this part of itself, so that all looks together cost as much as a few.
const FURTHER: usize = 16;

/// Bytes that a greeting may take before the first sentence.
const GREETING: usize = 30;

/// The score from which a feeling counts as turned down in the first sentence alone: the next ones may still meet it, and
/// below this they mostly do (`docs/serve-gate.md`).
const SURE: f64 = 0.8;

/// Where a text is on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Growing,
    /// It has ended and waits to be asked about.
    Ended,
    Asked,
    Settled,
}

/// A text as it grows.
pub(super) struct Text {
    mode: Mode,
    stage: Stage,
    said: String,
    thoughts: Thoughts,
    /// Where the pieces end that it came in.
    ends: Vec<usize>,
    sentences: Sentences,
    /// Up to where it may flow on.
    clear: usize,
    /// Up to where it was looked at.
    looked: usize,
    decision: Option<Decision>,
}

impl Text {
    pub(super) fn new(mode: Mode) -> Self {
        Self {
            mode,
            stage: Stage::Growing,
            said: String::new(),
            thoughts: Thoughts::default(),
            ends: Vec::new(),
            sentences: Sentences::default(),
            clear: if mode == Mode::Flow { usize::MAX } else { 0 },
            looked: 0,
            decision: None,
        }
    }

    /// Adds a piece, and says how long the text is now. Behind its end nothing is kept: it flows as it is.
    pub(super) fn add(&mut self, piece: &str) -> usize {
        if self.stage == Stage::Growing {
            self.said.push_str(piece);
            self.thoughts = self.thoughts.read(&self.said);
            self.ends.push(self.said.len());
        } else if self.stage != Stage::Settled {
            // It goes on although it had ended: what was asked about is not the text.
            self.settle(Decision::passed(Why::Unreadable));
        }
        self.said.len()
    }

    /// Looks at it, if there is a further sentence.
    pub(super) fn look(&mut self, eye: Eye<'_>) {
        if self.stage != Stage::Growing {
            return;
        }
        let Thoughts::Speaking(from) = self.thoughts else { return self.muse() };
        if self.mode != Mode::Buffer && self.said.len() - from > LONGEST {
            return self.settle(Decision::passed(Why::Long));
        }
        if self.mode != Mode::Gate || !self.sentences.advance(&self.said[from..]) {
            return;
        }
        let upto = self.sentences.end();
        if upto < self.looked + self.looked / FURTHER {
            return;
        }
        self.looked = upto;
        let mut report = eye(&self.said[from..from + upto], Part::SoFar);
        if self.sentences.start_of(upto - 1) <= GREETING {
            report.findings.retain(|one| one.mechanism != Mechanism::SentimentAttenuation || one.score >= SURE);
        }
        let clear = self.first(&report).map_or(upto, |start| self.sentences.start_of(start));
        self.clear = self.clear.max(from + clear);
    }

    /// The place of the first finding that can still change.
    fn first(&self, report: &Report) -> Option<usize> {
        let sent = self.sent_speech();
        report.findings.iter().map(|one| one.quote.span.start).filter(|start| *start >= sent).min()
    }

    /// Whether it waits for more than the end of its sentence.
    #[cfg(test)]
    pub(super) fn is_held(&self) -> bool {
        self.is_asked() || self.clear < self.from() + self.looked
    }

    /// Lets it think aloud.
    fn muse(&mut self) {
        if self.mode == Mode::Gate && self.thoughts != Thoughts::Unknown {
            self.clear = self.said.len();
            self.ends = vec![self.clear];
        }
        if self.mode != Mode::Buffer && self.said.len() > MUSING {
            self.settle(Decision::passed(Why::Long));
        }
    }

    /// It has ended. In a gate it is looked at a last time: where nothing is found that can still change, that decides.
    pub(super) fn end(&mut self, eye: Eye<'_>) {
        if self.stage != Stage::Growing {
            return;
        }
        if self.thoughts == Thoughts::Unknown {
            self.thoughts = Thoughts::Speaking(0);
        }
        if self.speech().trim().is_empty() {
            return self.leave();
        }
        if is_data(self.speech()) {
            return self.settle(Decision::passed(Why::Data));
        }
        self.stage = Stage::Ended;
        if self.mode == Mode::Gate {
            let report = eye(self.speech(), Part::Whole);
            self.clear = self.sent();
            if self.first(&report).is_none() && !report.has(Flag::Crisis) {
                self.settle(unasked(&report));
            }
        }
    }

    /// How many bytes of it stay as they are, once it is asked about; none where it is not to be.
    pub(super) fn ask(&mut self) -> Option<usize> {
        (self.stage == Stage::Ended).then(|| {
            self.stage = Stage::Asked;
            self.sent_speech()
        })
    }

    /// Takes the decision about it; the first one counts.
    pub(super) fn settle(&mut self, decision: Decision) {
        if self.stage != Stage::Settled {
            self.leave();
            self.decision = Some(decision);
        }
    }

    /// Lets it flow, with nothing to say about it.
    fn leave(&mut self) {
        self.stage = Stage::Settled;
        self.clear = usize::MAX;
    }

    /// How much of it has flowed on or may: the pieces that are wholly clear.
    pub(super) fn sent(&self) -> usize {
        let pieces = self.ends.partition_point(|end| *end <= self.clear);
        pieces.checked_sub(1).map_or(0, |last| self.ends[last])
    }

    /// How much of what it speaks has.
    fn sent_speech(&self) -> usize {
        self.sent().saturating_sub(self.from())
    }

    /// What it says with these words instead of its own, and from where on that is another; nothing where they do not
    /// begin with what was sent.
    pub(super) fn renewed(&self, speech: &str) -> Option<(String, usize)> {
        let sent = self.sent();
        let new = self.said[..self.from()].to_owned() + speech;
        new.starts_with(&self.said[..sent]).then_some((new, sent))
    }

    /// Where it speaks: behind what it thought aloud.
    fn from(&self) -> usize {
        match self.thoughts {
            Thoughts::Unknown => 0,
            Thoughts::Thinking(_) => self.said.len(),
            Thoughts::Thought(from) | Thoughts::Speaking(from) => from,
        }
    }

    /// What it speaks.
    pub(super) fn speech(&self) -> &str {
        &self.said[self.from()..]
    }

    /// What goes out where the whole text is said again in these words.
    pub(super) fn instead_of(&self, said: &str) -> Option<&str> {
        self.decision.as_ref()?.text.as_deref().filter(|_| said == self.said)
    }

    pub(super) fn is_clear(&self, until: usize) -> bool {
        self.clear >= until
    }

    /// Whether it has ended and is not decided.
    pub(super) fn is_asked(&self) -> bool {
        matches!(self.stage, Stage::Ended | Stage::Asked)
    }

    pub(super) fn decision(&self) -> Option<&Decision> {
        self.decision.as_ref()
    }
}

/// The decision about a text of which nothing can change any more, or nothing need.
fn unasked(report: &Report) -> Decision {
    let mechanisms: Vec<_> = Mechanism::ALL.into_iter().filter(|one| report.severity(*one).is_some()).collect();
    let (seen, why) = if mechanisms.is_empty() { (Seen::Clean, None) } else { (Seen::Kept, Some(Why::Sent)) };
    Decision { seen, why, mechanisms, ..Decision::passed(Why::Sent) }
}
