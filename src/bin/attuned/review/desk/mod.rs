//! Where the review is, and what each step does: the same for the screen and for lines.

mod asked;
mod decided;
mod places;
mod steps;
mod written;

use super::act::Act;
use super::asking::{Answer, Asking};
use super::{replies, severity};
use crate::show::because;
use attuned::{HunkDecision, ReplyMark, Review};
use std::collections::BTreeMap;

/// A step, to be taken back.
#[derive(Debug, Clone)]
struct Step {
    place: usize,
    hunk: Option<usize>,
    replies: Vec<usize>,
}

/// What is asked before it is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Question {
    /// Whether the reply is fine, although something is found in it.
    Fine,
    /// Whether the other replies of the file stay as they are.
    Done,
}

/// What is on the desk.
pub(super) struct Desk {
    pub(super) review: Review,
    /// The replies to review, in order.
    pub(super) queue: Vec<usize>,
    /// The place in the queue; its length where all were seen.
    pub(super) place: usize,
    /// The change that is looked at.
    pub(super) hunk: Option<usize>,
    /// What came of the last step.
    pub(super) told: String,
    pub(super) asking: Asking,
    /// Why something could not be written when that was last tried.
    pub(super) refused: Vec<String>,
    pub(super) written: usize,
    /// How many replies lint was told of in the notes.
    pub(super) noted: usize,
    /// What the person was asked, and has not answered.
    pub(super) question: Option<Question>,
    /// Why the model has nothing for a reply.
    barren: BTreeMap<usize, String>,
    steps: Vec<Step>,
    undone: Vec<Step>,
}

impl Desk {
    pub(super) fn new(review: Review, queue: Vec<usize>, asking: Asking) -> Self {
        let (hunk, told, refused) = (None, String::new(), Vec::new());
        let (steps, undone) = (Vec::new(), Vec::new());
        let barren = BTreeMap::new();
        let mut desk = Self {
            review,
            queue,
            place: 0,
            hunk,
            told,
            asking,
            refused,
            written: 0,
            noted: 0,
            question: None,
            barren,
            steps,
            undone,
        };
        desk.enter();
        desk
    }

    /// The reply on the desk; `None` at the end.
    pub(super) fn at(&self) -> Option<usize> {
        self.queue.get(self.place).copied()
    }

    /// Why the model has nothing for a reply, where it was asked.
    pub(super) fn barren(&self, at: usize) -> Option<&str> {
        self.barren.get(&at).map(String::as_str)
    }

    /// How many replies differ from their files.
    pub(super) fn unwritten(&self) -> usize {
        (0..self.review.len()).filter(|at| self.review.is_changed(*at)).count()
    }

    /// How many replies stay as they are for a reason that is not noted yet.
    pub(super) fn unnoted(&self) -> usize {
        (0..self.review.len()).filter(|at| !self.review.unnoted(*at).is_empty()).count()
    }

    /// The text of the reply as it would stand with the change that is looked at: where the person goes on writing.
    pub(super) fn draft(&self) -> Option<String> {
        let at = self.at()?;
        let with = |hunk| self.review.text_with(at, hunk, HunkDecision::Accepted);
        Some(self.hunk.map_or_else(|| self.review.text(at), with))
    }

    /// A question falls where the person does something else than answer it.
    pub(super) fn hears(&mut self, act: Option<&Act>) {
        if !matches!(act, Some(Act::Accept | Act::Refuse)) {
            self.question = None;
            self.told.clear();
        }
    }

    /// Does what needs no further words; whether the review goes on.
    pub(super) fn act(&mut self, act: &Act) -> bool {
        self.told.clear();
        let question = self.question.take();
        match act {
            Act::Accept => self.accept(question),
            Act::Refuse if question.is_some() => self.told = "nothing was decided".to_owned(),
            Act::Refuse => self.decide(HunkDecision::Refused),
            Act::AcceptAll => self.accept_all(),
            Act::Turn => self.turn(),
            Act::Undo => self.undo(),
            Act::Redo => self.redo(),
            Act::Skip => self.mark(ReplyMark::Skipped(String::new())),
            Act::Done => self.done(),
            Act::Next => self.look(1),
            Act::Previous => self.look(-1),
            Act::NextReply => self.go((self.place + 1).min(self.queue.len())),
            Act::PreviousReply => self.go(self.place.saturating_sub(1)),
            Act::Write => self.write(),
            Act::Quit => return false,
            Act::Edit | Act::Rewrite | Act::Another | Act::Leave | Act::Found | Act::Help => {}
        }
        true
    }

    /// Keeps what was decided, so that nothing is lost if this ends here.
    fn keep(&mut self, at: usize) {
        if let Err(error) = self.review.keep_reply(at) {
            self.told = format!("what was decided cannot be kept: {}", because(&error));
        }
    }

    /// What was found before and now.
    pub(super) fn score(&self, at: usize) -> String {
        let (before, now) = (self.review.checked_before(at), self.review.checked(at));
        let worse = if self.review.is_worse(at) { ", worse than the file" } else { "" };
        let (old, new) = (severity(before.worst()), severity(now.worst()));
        format!("weight {} ({old}) → {} ({new}){worse}", before.weight(), now.weight())
    }
}
