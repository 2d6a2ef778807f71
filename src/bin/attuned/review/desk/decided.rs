//! What a person decides at the desk.

use super::{Desk, Question, replies, severity};
use attuned::{HunkDecision, ReplyMark};

impl Desk {
    pub(super) fn accept(&mut self, question: Option<Question>) {
        match self.at() {
            None => self.write(),
            Some(_) if question == Some(Question::Done) => self.set_aside(),
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
            Some(at) if question.is_none() && self.stays(at) > 0 && !self.is_done(at) => self.ask_whether_fine(at),
            Some(_) => self.mark(ReplyMark::Done(String::new())),
        }
    }

    /// How many findings stay in a reply as it stands.
    fn stays(&self, at: usize) -> usize {
        self.review.checked(at).findings.len()
    }

    fn is_done(&self, at: usize) -> bool {
        matches!(self.review.mark(at), Some(ReplyMark::Done(_)))
    }

    /// Nobody waves a reply through that something is found in without having been told.
    fn ask_whether_fine(&mut self, at: usize) {
        let (stays, worst) = (findings(self.stays(at)), severity(self.review.checked(at).worst()));
        self.told = format!("{stays} in this reply, the worst {worst}. Is it fine so? y again, or e edits, x says why");
        self.question = Some(Question::Fine);
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

    /// Leaves the reply as its file has it, for a reason: what was accepted of it is taken back.
    pub(in crate::review) fn leave_as_it_is(&mut self, reason: &str) {
        let Some(at) = self.at() else { return };
        let back = if self.review.is_changed(at) { ", what was accepted is taken back" } else { "" };
        let mut replies = Vec::new();
        if self.review.refuse_all(at) {
            replies.push(at);
        }
        let mark = Some(ReplyMark::Done(reason.trim().to_owned()));
        if self.review.mark(at) != mark.as_ref() {
            self.review.set_mark(at, mark);
            replies.push(at);
        }
        self.stepped(replies);
        self.told = format!("left as the file has it{back}; {}", self.known(at));
        self.leave();
    }

    /// What lint will know of a reply that is left as it is.
    fn known(&self, at: usize) -> String {
        let rules = self.review.unnoted(at);
        let path = self.review.file(at).notes();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        match (rules.as_slice(), self.stays(at)) {
            ([], 0) => "nothing is found in it".to_owned(),
            ([], _) => "without a reason, lint goes on counting it".to_owned(),
            (rules, _) => format!("w notes why in {name}, and lint says no more of it ({})", rules.join(", ")),
        }
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

    /// Asks whether the person is done with the file of the reply on the desk.
    pub(super) fn done(&mut self) {
        let Some(at) = self.at() else { return };
        let (open, path) = (replies(self.rest_of_file(at).len()), self.review.file(at).path().display());
        self.told = format!("Done with {path}? y leaves {open} of it as they are; n goes on");
        self.question = Some(Question::Done);
    }

    /// The replies of the same file in which something is left to decide.
    fn rest_of_file(&self, at: usize) -> Vec<usize> {
        let file = self.review.file_number(at);
        let open = |one: &usize| self.review.file_number(*one) == file && !self.review.is_decided(*one);
        self.queue.iter().copied().filter(open).collect()
    }

    /// Done with the file of the reply on the desk.
    fn set_aside(&mut self) {
        let Some(at) = self.at() else { return };
        let open = self.rest_of_file(at);
        open.iter().for_each(|one| self.review.set_mark(*one, Some(ReplyMark::Done(String::new()))));
        self.told = format!("done with this file; {} left alone; u takes it back", replies(open.len()));
        self.stepped(open);
        self.leave();
    }
}

/// So many findings that stay, in words.
pub(super) fn findings(count: usize) -> String {
    match count {
        1 => "1 finding stays".to_owned(),
        count => format!("{count} findings stay"),
    }
}
