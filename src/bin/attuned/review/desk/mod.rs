//! Where the review is, and what each step does: the same for the screen and for lines.

mod asked;
mod decided;
mod steps;
mod written;

use super::act::Act;
use super::asking::{Answer, Asking};
use super::{replies, severity};
use attuned::{HunkDecision, ReplyMark, Review};
use std::collections::BTreeMap;

/// How many replies after the one on the desk are asked about ahead.
const AHEAD: usize = 2;

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
    /// Whether something could not be written.
    pub(super) failed: bool,
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
        let (hunk, told, failed) = (None, String::new(), false);
        let (steps, undone) = (Vec::new(), Vec::new());
        let barren = BTreeMap::new();
        let mut desk = Self {
            review,
            queue,
            place: 0,
            hunk,
            told,
            asking,
            failed,
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

    /// Puts the reply at this place on the desk.
    fn go(&mut self, place: usize) {
        self.place = place;
        self.enter();
    }

    /// Makes ready what is on the desk, and asks ahead.
    fn enter(&mut self) {
        let ahead = self.queue.iter().skip(self.place).take(AHEAD + 1).copied();
        for at in ahead.collect::<Vec<_>>() {
            if self.asking.is_remote() {
                self.ask_first(at);
            }
        }
        if let Some(at) = self.at()
            && self.review.proposal(at).is_none()
            && !self.asking.is_remote()
        {
            self.review.propose_builtin(at);
        }
        self.hunk = self.at().and_then(|at| self.review.proposal(at)).and_then(attuned::Proposal::open);
    }

    /// To the next change that is open; where none is, to the next reply, unless this one needs another look.
    fn onward(&mut self, at: usize, hunk: usize) {
        let decisions = self.review.proposal(at).map(|one| one.decisions.as_slice()).unwrap_or_default();
        let open =
            |from: usize| decisions.iter().skip(from).position(|one| *one == HunkDecision::Open).map(|to| from + to);
        self.hunk = open(hunk).or_else(|| open(0));
        let review = &self.review;
        let worth_a_look = review.is_worse(at) || !review.violations(at).is_empty() || review.hindrance(at).is_some();
        if self.hunk.is_none() && !worth_a_look {
            let stay = review.checked(at).findings.len();
            if stay > 0 {
                self.told += &format!("; {}", decided::findings(stay));
            }
            self.leave();
        }
    }

    /// To the next reply in which something is left to decide.
    fn leave(&mut self) {
        let title = self.at().map(|at| self.review.title(at)).unwrap_or_default();
        let told = format!("{title}: {}", self.told);
        let rest = (self.place + 1..self.queue.len()).find(|place| !self.review.is_decided(self.queue[*place]));
        self.go(rest.unwrap_or(self.queue.len()));
        self.told = told;
    }

    fn look(&mut self, way: isize) {
        let Some(proposal) = self.at().and_then(|at| self.review.proposal(at)) else { return };
        let last = proposal.decisions.len().saturating_sub(1);
        self.hunk = match self.hunk {
            Some(hunk) => Some(hunk.saturating_add_signed(way).min(last)),
            None => (!proposal.decisions.is_empty()).then_some(0),
        };
    }

    fn turn(&mut self) {
        let Some(at) = self.at() else { return };
        let (count, shown) = (self.review.proposals(at).len(), self.review.shown(at).unwrap_or(0));
        if count < 2 || !self.review.show(at, (shown + 1) % count) {
            self.told = "there is no other proposal; a asks for one".to_owned();
            return;
        }
        self.stepped(vec![at]);
        self.hunk = self.review.proposal(at).and_then(attuned::Proposal::open);
        self.told = format!("proposal {} of {count}; {}", (shown + 1) % count + 1, self.score(at));
    }

    /// Keeps what was decided, so that nothing is lost if this ends here.
    fn keep(&mut self, at: usize) {
        if let Err(error) = self.review.keep_reply(at) {
            self.told = format!("what was decided cannot be kept: {error}");
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
