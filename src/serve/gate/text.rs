//! One text of a stream as it grows: how far it is clear, and what became of it.

use super::sentences::Sentences;
use super::{Eye, Mode};
use crate::detect::{Flag, Mechanism, Report};
use crate::serve::decision::{Decision, Seen, Why};

/// Bytes up to which a growing text is looked at: each look reads it from its beginning.
const LONGEST: usize = 24 * 1024;

/// A text is looked at again when it is longer by this part of itself, so that all looks together cost as much as a few.
const PART: usize = 16;

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
        if self.mode != Mode::Buffer && self.said.len() > LONGEST {
            return self.settle(Decision::passed(Why::Long));
        }
        if self.mode != Mode::Gate || !self.sentences.advance(&self.said) {
            return;
        }
        let upto = self.sentences.end();
        if upto < self.looked + self.looked / PART {
            return;
        }
        self.looked = upto;
        let report = eye(&self.said[..upto]);
        let sent = self.sent();
        let found = report.findings.iter().map(|one| one.quote.span.start).filter(|start| *start >= sent).min();
        self.clear = self.clear.max(found.map_or(upto, |start| self.sentences.start_of(start)));
    }

    /// It has ended. In a gate it is looked at a last time: where nothing is found that can still change, that decides.
    pub(super) fn end(&mut self, eye: Eye<'_>) {
        if self.stage != Stage::Growing {
            return;
        }
        if self.said.trim().is_empty() {
            return self.leave();
        }
        if super::data::is_data(&self.said) {
            return self.settle(Decision::passed(Why::Data));
        }
        self.stage = Stage::Ended;
        if self.mode == Mode::Gate {
            let report = eye(&self.said);
            self.clear = self.sent();
            let found = report.findings.iter().any(|one| one.quote.span.start >= self.clear);
            if !found && !report.has(Flag::Crisis) {
                self.settle(unasked(&report));
            }
        }
    }

    /// How many bytes of it stay as they are, once it is asked about; none where it is not to be.
    pub(super) fn ask(&mut self) -> Option<usize> {
        (self.stage == Stage::Ended).then(|| {
            self.stage = Stage::Asked;
            self.sent()
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

    /// What a new text has behind the part that was sent; nothing where it does not begin with that.
    pub(super) fn rest<'a>(&self, new: &'a str) -> Option<&'a str> {
        new.strip_prefix(&self.said[..self.sent()])
    }

    /// What goes out where the whole text is said again in these words.
    pub(super) fn instead_of(&self, said: &str) -> Option<&str> {
        self.decision.as_ref()?.text.as_deref().filter(|_| said == self.said)
    }

    pub(super) fn said(&self) -> &str {
        &self.said
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
