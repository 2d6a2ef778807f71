//! What a person decides at the desk.

use super::{Desk, replies};
use attuned::{HunkDecision, ReplyMark};

impl Desk {
    pub(super) fn accept(&mut self) {
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
    pub(in crate::review) fn decide(&mut self, decision: HunkDecision) {
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

    pub(super) fn accept_all(&mut self) {
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
    pub(in crate::review) fn rewrite(&mut self, text: &str) {
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
    pub(in crate::review) fn leave_as_it_is(&mut self, reason: &str) {
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

    pub(super) fn mark(&mut self, mark: ReplyMark) {
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
    pub(super) fn done(&mut self) {
        let Some(at) = self.at() else { return };
        let file = self.review.file_number(at);
        let open = |one: &usize| self.review.file_number(*one) == file && !self.review.is_decided(*one);
        let open: Vec<usize> = self.queue.iter().copied().filter(open).collect();
        open.iter().for_each(|one| self.review.set_mark(*one, Some(ReplyMark::Done(String::new()))));
        self.told = format!("done with this file; {} left alone", replies(open.len()));
        self.stepped(open);
        self.leave();
    }
}
