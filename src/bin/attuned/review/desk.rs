//! Where the review is, and what each step does: the same for the screen and for lines.

use super::act::Act;
use super::asking::{Answer, Asking};
use super::{replies, severity};
use attuned::{HunkDecision, ReplyMark, Review, Saved};
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
        let mut desk = Self { review, queue, place: 0, hunk, told, asking, failed, written: 0, barren, steps, undone };
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

    /// Does what needs no further words; whether the review goes on.
    pub(super) fn act(&mut self, act: &Act) -> bool {
        self.told.clear();
        match act {
            Act::Accept => self.accept(),
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
            Act::Edit | Act::Another | Act::Leave | Act::Help => {}
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

    /// Asks about a reply for which nothing is proposed.
    fn ask_first(&mut self, at: usize) {
        let known = self.review.proposals(at).len() > 0 || self.asking.has_asked(at) || self.review.is_decided(at);
        if !known {
            self.asking.ask(at, self.review.draft(at), "", &[]);
        }
    }

    /// Asks for another proposal.
    pub(super) fn another(&mut self, wish: &str) {
        let Some(at) = self.at() else { return };
        if !self.asking.is_remote() {
            self.told = "the built-in reviser has one proposal; name a model with --model, or edit".to_owned();
            return;
        }
        let refused = self.review.proposals(at).flat_map(|one| one.diff.hunks.iter().zip(&one.decisions));
        let refused = refused.filter(|(_, decision)| !matches!(decision, HunkDecision::Accepted));
        let refused: Vec<String> = refused.map(|(hunk, _)| hunk.after.text.trim().to_owned()).collect();
        self.asking.ask(at, self.review.draft(at), wish.trim(), &refused);
        self.told = "asked for another".to_owned();
    }

    /// Takes in the answers that have come; whether there were any.
    pub(super) fn hear(&mut self) -> bool {
        let mut heard = false;
        while let Some(answer) = self.asking.answer() {
            heard = true;
            self.take(&answer);
        }
        heard
    }

    /// Waits for the answer about the reply on the desk, where one is on its way.
    pub(super) fn await_answer(&mut self) {
        while self.at().is_some_and(|at| self.asking.waits_for(at)) {
            let Some(answer) = self.asking.wait() else { return };
            self.take(&answer);
        }
    }

    fn take(&mut self, answer: &Answer) {
        let here = self.at() == Some(answer.at);
        let told = match &answer.outcome {
            Ok(outcome) if self.review.propose_wished(answer.at, outcome, &answer.wish) => {
                self.keep(answer.at);
                String::new()
            }
            Ok(outcome) => match &outcome.reason {
                Some(reason) => format!("nothing new came: {reason}"),
                None => "nothing new came".to_owned(),
            },
            Err(why) => format!("no proposal: {why}"),
        };
        if !told.is_empty() {
            self.barren.insert(answer.at, told.clone());
        }
        if here {
            self.told = told;
            self.hunk = self.review.proposal(answer.at).and_then(attuned::Proposal::open);
        }
    }

    fn accept(&mut self) {
        match self.at() {
            None => self.write(),
            Some(_) if self.hunk.is_some() => self.decide(HunkDecision::Accepted),
            // Whoever accepts one change after the other must not wave a reply through that nobody has read yet.
            Some(at) if self.asking.waits_for(at) => {
                self.told = "the model is still asked; s skips, e edits".to_owned()
            }
            Some(at) if self.review.needs_confirmation(at) => {
                self.review.confirm(at);
                self.stepped(vec![at]);
                self.told = "confirmed: it is written as it stands".to_owned();
                self.leave();
            }
            Some(_) => self.mark(ReplyMark::Done(String::new())),
        }
    }

    /// Decides about the change that is looked at, and goes on.
    pub(super) fn decide(&mut self, decision: HunkDecision) {
        let (Some(at), Some(hunk)) = (self.at(), self.hunk) else {
            self.told = "there is no change here to decide about".to_owned();
            return;
        };
        if let Some(why) = self.review.hindrance_of(at, hunk).filter(|_| decision == HunkDecision::Accepted) {
            self.told = format!("this cannot be written: {why}; e words it otherwise, n refuses it");
            return;
        }
        let word = match decision {
            HunkDecision::Accepted => "accepted",
            HunkDecision::Refused => "refused",
            _ => "edited",
        };
        self.review.decide(at, hunk, decision);
        self.stepped(vec![at]);
        self.told = format!("{word}; {}", self.score(at));
        self.onward(at, hunk);
    }

    fn accept_all(&mut self) {
        let Some(at) = self.at() else { return };
        if self.review.decide_open(at, &HunkDecision::Accepted) {
            self.stepped(vec![at]);
            self.told = format!("accepted; {}", self.score(at));
            self.onward(at, 0);
        } else {
            self.told = "no change is open here that could be made".to_owned();
        }
    }

    /// A text of the person's own.
    pub(super) fn rewrite(&mut self, text: &str) {
        let Some(at) = self.at() else { return };
        if text == self.review.text(at) {
            self.told = "nothing was changed".to_owned();
            return;
        }
        self.review.write(at, text);
        self.stepped(vec![at]);
        self.told = format!("edited; {}", self.score(at));
        self.onward(at, 0);
    }

    /// Leaves the reply as it is, for a reason.
    pub(super) fn leave_as_it_is(&mut self, reason: &str) {
        let Some(at) = self.at() else { return };
        let mut replies = Vec::new();
        if self.review.decide_open(at, &HunkDecision::Refused) {
            replies.push(at);
        }
        self.review.set_mark(at, Some(ReplyMark::Done(reason.trim().to_owned())));
        replies.push(at);
        self.stepped(replies);
        self.told = "left as it is".to_owned();
        self.leave();
    }

    fn mark(&mut self, mark: ReplyMark) {
        let Some(at) = self.at() else { return };
        self.told = match mark {
            ReplyMark::Skipped(_) => "skipped: it comes again next time".to_owned(),
            _ => "done".to_owned(),
        };
        self.review.set_mark(at, Some(mark));
        self.stepped(vec![at]);
        self.leave();
    }

    /// Done with the file of the reply on the desk.
    fn done(&mut self) {
        let Some(at) = self.at() else { return };
        let file = self.review.file_number(at);
        let open = |one: &usize| self.review.file_number(*one) == file && !self.review.is_decided(*one);
        let open: Vec<usize> = self.queue.iter().copied().filter(open).collect();
        open.iter().for_each(|one| self.review.set_mark(*one, Some(ReplyMark::Done(String::new()))));
        self.told = format!("done with this file; {} left alone", replies(open.len()));
        self.stepped(open);
        self.leave();
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

    /// Remembers a step about these replies, once for each time that it changed one.
    fn stepped(&mut self, replies: Vec<usize>) {
        if let Some(at) = replies.first() {
            self.keep(*at);
        }
        self.steps.push(Step { place: self.place, hunk: self.hunk, replies });
        self.undone.clear();
    }

    fn undo(&mut self) {
        let Some(step) = self.steps.pop() else {
            self.told = "there is nothing to take back".to_owned();
            return;
        };
        let here = Step { place: self.place, hunk: self.hunk, ..step.clone() };
        for at in &step.replies {
            self.review.undo(*at);
        }
        self.undone.push(here);
        self.arrive(&step, "taken back");
    }

    fn redo(&mut self) {
        let Some(step) = self.undone.pop() else {
            self.told = "there is nothing to take again".to_owned();
            return;
        };
        let here = Step { place: self.place, hunk: self.hunk, ..step.clone() };
        for at in &step.replies {
            self.review.redo(*at);
        }
        self.steps.push(here);
        self.arrive(&step, "taken again");
    }

    fn arrive(&mut self, step: &Step, word: &str) {
        self.go(step.place);
        self.hunk = step.hunk.or(self.hunk);
        if let Some(at) = step.replies.first() {
            self.keep(*at);
            self.told = format!("{word}; {}", self.score(*at));
        }
    }

    /// Keeps what was decided, so that nothing is lost if this ends here.
    fn keep(&mut self, at: usize) {
        if let Err(error) = self.review.keep_reply(at) {
            self.told = format!("what was decided cannot be kept: {error}");
        }
    }

    /// Writes what was decided.
    pub(super) fn write(&mut self) {
        let saved = self.review.save();
        self.failed = !saved.failures.is_empty();
        self.written += saved.replies;
        self.told = told(&saved);
        if let Err(error) = self.review.keep() {
            self.told += &format!("; what was decided cannot be kept: {error}");
        }
        if saved.replies > 0 {
            (self.steps, self.undone) = (Vec::new(), Vec::new());
            let told = std::mem::take(&mut self.told);
            self.go(self.place);
            self.told = told;
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

/// What was written, in words.
fn told(saved: &Saved) -> String {
    let mut parts = match saved.replies {
        0 => vec!["nothing was written".to_owned()],
        count => vec![format!("wrote {} to {}", replies(count), names(saved))],
    };
    if !saved.unconfirmed.is_empty() {
        parts.push(format!("{} lost something and wait for a y", replies(saved.unconfirmed.len())));
    }
    parts.extend(saved.failures.iter().map(ToString::to_string));
    parts.join("; ")
}

fn names(saved: &Saved) -> String {
    let names: Vec<String> = saved.files.iter().map(|path| path.display().to_string()).collect();
    match names.as_slice() {
        [one] => one.clone(),
        all => format!("{} files", all.len()),
    }
}
