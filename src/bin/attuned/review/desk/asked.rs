//! What the model is asked at the desk, and what came of it.

use super::{Answer, Desk};

/// What is said where another proposal is asked for and nobody could make one.
const NO_MODEL: &str = "another proposal needs a language model, and none is configured: start with --provider ollama \
    --model NAME, or set OPENAI_API_KEY; e edits without one";

impl Desk {
    /// Asks about a reply for which nothing is proposed.
    pub(super) fn ask_first(&mut self, at: usize) {
        let known = self.review.proposals(at).len() > 0 || self.asking.has_asked(at) || self.review.is_decided(at);
        if !known {
            self.asking.ask(at, self.review.draft(at), "", Vec::new());
        }
    }

    /// Asks for another proposal.
    pub(in crate::review) fn another(&mut self, wish: &str) {
        let Some(at) = self.at() else { return };
        if !self.asking.is_remote() {
            self.told = NO_MODEL.to_owned();
            return;
        }
        self.asking.ask(at, self.review.draft(at), wish.trim(), self.review.refused(at));
        self.told = "asked for another".to_owned();
    }

    /// Takes in the answers that have come; whether there were any.
    pub(in crate::review) fn hear(&mut self) -> bool {
        let mut heard = false;
        while let Some(answer) = self.asking.answer() {
            heard = true;
            self.take(&answer);
        }
        heard
    }

    /// Waits for the answer about the reply on the desk, where one is on its way.
    pub(in crate::review) fn await_answer(&mut self) {
        while self.at().is_some_and(|at| self.asking.waits_for(at)) {
            let Some(answer) = self.asking.wait() else { return };
            self.take(&answer);
        }
    }

    pub(super) fn take(&mut self, answer: &Answer) {
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
}
