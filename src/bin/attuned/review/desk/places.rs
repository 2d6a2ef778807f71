//! Which reply and which change are on the desk.

use super::Desk;
use super::decided::findings;
use attuned::HunkDecision;

/// How many replies after the one on the desk are asked about ahead.
const AHEAD: usize = 2;

impl Desk {
    /// Puts the reply at this place on the desk.
    pub(super) fn go(&mut self, place: usize) {
        self.place = place;
        self.enter();
    }

    /// Makes ready what is on the desk, and asks ahead.
    pub(super) fn enter(&mut self) {
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
    pub(super) fn onward(&mut self, at: usize, hunk: usize) {
        let decisions = self.review.proposal(at).map(|one| one.decisions.as_slice()).unwrap_or_default();
        let open =
            |from: usize| decisions.iter().skip(from).position(|one| *one == HunkDecision::Open).map(|to| from + to);
        self.hunk = open(hunk).or_else(|| open(0));
        let review = &self.review;
        let worth_a_look = review.is_worse(at) || !review.violations(at).is_empty() || review.hindrance(at).is_some();
        if self.hunk.is_none() && !worth_a_look {
            let stay = review.checked(at).findings.len();
            if stay > 0 {
                self.told += &format!("; {}", findings(stay));
            }
            self.leave();
        }
    }

    /// To the next reply in which something is left to decide.
    pub(super) fn leave(&mut self) {
        let title = self.at().map(|at| self.review.title(at)).unwrap_or_default();
        let told = format!("{title}: {}", self.told);
        let rest = (self.place + 1..self.queue.len()).find(|place| !self.review.is_decided(self.queue[*place]));
        self.go(rest.unwrap_or(self.queue.len()));
        self.told = told;
    }

    pub(super) fn look(&mut self, way: isize) {
        let Some(proposal) = self.at().and_then(|at| self.review.proposal(at)) else { return };
        let last = proposal.decisions.len().saturating_sub(1);
        self.hunk = match self.hunk {
            Some(hunk) => Some(hunk.saturating_add_signed(way).min(last)),
            None => (!proposal.decisions.is_empty()).then_some(0),
        };
    }

    pub(super) fn turn(&mut self) {
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
}
