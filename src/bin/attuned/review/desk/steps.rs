//! Steps taken back and made again.

use super::{Desk, Step};

impl Desk {
    /// Remembers a step about these replies, once for each time that it changed one.
    pub(super) fn stepped(&mut self, replies: Vec<usize>) {
        if let Some(at) = replies.first() {
            self.keep(*at);
        }
        self.steps.push(Step { place: self.place, hunk: self.hunk, replies });
        self.undone.clear();
    }

    pub(super) fn undo(&mut self) {
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

    pub(super) fn redo(&mut self) {
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

    pub(super) fn arrive(&mut self, step: &Step, word: &str) {
        self.go(step.place);
        self.hunk = step.hunk.or(self.hunk);
        if let Some(at) = step.replies.first() {
            self.keep(*at);
            self.told = format!("{word}; {}", self.score(*at));
        }
    }
}
