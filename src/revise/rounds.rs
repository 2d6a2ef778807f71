//! The loop itself: judge, critique, revise, repair, weigh; round after round on the best text so far.

use super::ask::targets;
use super::look::Look;
use super::reply::{self, Revision};
use super::sent::{GONE, within_reach};
use super::{Critique, Options, Outcome, Round, Usage, Verdict, judge};
use crate::Error;
use crate::detect::{Flag, Report, Thresholds, detect_with};
use crate::diff::Change;
use crate::guard::{Keep, Mask, Violation, check};
use crate::model::{Model, ModelError, Reply};
use crate::prompt::{Prompt, Prompts};
use crate::repeat::foreign;
use crate::text::Draft;
use serde_json::Value;

/// What the loop wants next.
#[derive(Debug, Clone)]
#[non_exhaustive]
#[expect(clippy::large_enum_variant, reason = "a step lives for one turn of the loop; a box would only get in the way")]
pub enum Step {
    /// An answer to this prompt, given to [`Loop::answer`].
    Ask(Prompt),
    /// Nothing more.
    Done(Outcome),
}

/// How texts are measured, so that tests can measure with less.
#[derive(Clone, Copy)]
pub(super) struct Senses {
    pub(super) detect: fn(&Draft, &Thresholds) -> Report,
    pub(super) check: fn(&Draft, &str, &Keep) -> Vec<Violation>,
}

/// The revision of one draft, as a value. Its text is never worse than the draft, whatever it is answered.
pub struct Loop {
    pub(super) draft: Draft,
    pub(super) options: Options,
    prompts: Prompts,
    pub(super) senses: Senses,
    pub(super) mask: Mask,
    /// Whether the judge speaks, on both sides: one that was not asked of the draft is not asked of a candidate.
    pub(super) judge: bool,
    /// Whether the judge was asked of the draft and could not be read.
    pub(super) unheard: bool,
    pub(super) before: Report,
    pub(super) best: Best,
    pub(super) round: Round,
    /// Repairs that this round may still ask for.
    pub(super) repairs: usize,
    /// Whether a candidate was audited.
    pub(super) audited: bool,
    /// A candidate that may be taken where the mended one may not.
    pub(super) spare: Option<(Revision, Report)>,
    pub(super) rounds: Vec<Round>,
    pub(super) usage: Usage,
    pub(super) stage: Stage,
}

/// The text to send if the loop ended now.
#[derive(Clone)]
pub(super) struct Best {
    pub(super) text: String,
    pub(super) report: Report,
    pub(super) changes: Vec<Change>,
}

/// What the next answer is about.
pub(super) enum Stage {
    JudgeDraft,
    Critique,
    Revise,
    Repair(Revision),
    JudgeCandidate(Revision, Box<Report>),
    /// With the report of the candidate.
    Audit(Revision, Box<Report>),
    Look(Look),
    Ended(Box<Outcome>),
}

impl Loop {
    /// Takes a draft in hand and detects what is to be done.
    pub fn new(draft: Draft, options: Options, prompts: Prompts) -> Self {
        Self::with_senses(draft, options, prompts, Senses { detect: detect_with, check })
    }

    pub(super) fn with_senses(draft: Draft, mut options: Options, prompts: Prompts, senses: Senses) -> Self {
        options.avoid = foreign(options.avoid, &draft);
        options.sent = draft.text.floor_char_boundary(options.sent);
        let before = (senses.detect)(&draft, &options.thresholds);
        let mut work = Self {
            mask: Mask::new(&draft.text, &options.keep),
            judge: options.judge.asks(&before),
            unheard: false,
            best: Best { text: draft.text.clone(), report: before.clone(), changes: Vec::new() },
            round: Round::default(),
            repairs: 0,
            audited: false,
            spare: None,
            rounds: Vec::new(),
            usage: Usage::default(),
            stage: Stage::JudgeDraft,
            draft,
            options,
            prompts,
            senses,
            before,
        };
        work.judge &= work.goes_on();
        work.begin();
        work
    }

    /// What the loop wants next. Asking twice without an answer gives the same prompt again.
    ///
    /// # Errors
    /// [`Error::Template`] where a prompt does not render, which overrides of templates can cause.
    pub fn step(&mut self) -> Result<Step, Error> {
        if let Stage::Ended(outcome) = &self.stage {
            return Ok(Step::Done(outcome.as_ref().clone()));
        }
        Ok(Step::Ask(self.prompts.prompt(self.ask(), &self.mask)?))
    }

    /// As [`step`](Self::step), for a model that may not read the [messages](Model::reads_messages) of prompts: they and
    /// the schema are left empty then.
    ///
    /// # Errors
    /// As [`step`](Self::step).
    pub fn step_for(&mut self, model: &dyn Model) -> Result<Step, Error> {
        if model.reads_messages() || matches!(self.stage, Stage::Ended(_)) {
            return self.step();
        }
        Ok(Step::Ask(Prompt::new(Vec::new(), Value::Null, self.ask())))
    }

    /// Takes the answer to the last prompt. An answer that cannot be used costs the round; an error ends the loop with
    /// the best text so far. After the end, answers change nothing.
    pub fn answer(&mut self, reply: Result<Reply, ModelError>) {
        let reply = match reply {
            Ok(reply) => reply,
            Err(error) => return self.cancel(error.to_string()),
        };
        if matches!(self.stage, Stage::Ended(_)) {
            return;
        }
        self.count(&reply);
        match std::mem::replace(&mut self.stage, Stage::Critique) {
            Stage::JudgeDraft => self.judged(&reply.text),
            Stage::Critique => self.critiqued(&reply.text),
            Stage::Revise => self.revised(&reply.text),
            Stage::Repair(_) => self.repaired(&reply.text),
            Stage::JudgeCandidate(candidate, report) => self.rejudged(candidate, *report, &reply.text),
            Stage::Audit(candidate, report) => self.heard_audit(candidate, *report, &reply.text),
            Stage::Look(look) => self.looked(look, &reply.text),
            ended @ Stage::Ended(_) => self.stage = ended,
        }
    }

    /// Ends the loop with the best text so far, as a deadline does. `reason` goes into the outcome.
    pub fn cancel(&mut self, reason: impl Into<String>) {
        if matches!(self.stage, Stage::Ended(_)) {
            return;
        }
        if self.spared() {
            return;
        }
        let reason = reason.into();
        if !matches!(self.stage, Stage::JudgeDraft) {
            self.round.reason = Some(reason.clone());
            self.rounds.push(std::mem::take(&mut self.round));
        }
        self.end(Some(reason));
    }

    fn count(&mut self, reply: &Reply) {
        self.usage.calls += 1;
        self.usage.prompt_tokens = self.usage.prompt_tokens.saturating_add(reply.prompt_tokens);
        self.usage.completion_tokens = self.usage.completion_tokens.saturating_add(reply.completion_tokens);
    }

    /// Decides from the draft alone whether there is anything to ask.
    fn begin(&mut self) {
        if self.options.hold && self.before.has(Flag::Crisis) {
            self.finish(Verdict::Held, Some("the conversation speaks of harm: a person should look".to_owned()));
        } else if !self.before.supported {
            let reason = "the rules do not speak the language of this draft: nothing was judged";
            self.finish(Verdict::Clean, Some(reason.to_owned()));
        } else if !self.judge {
            self.open();
        }
    }

    /// The judge's word on the draft. Without it both sides are measured by the rules alone.
    fn judged(&mut self, answer: &str) {
        let marks = self.marks(answer, &self.draft.text).ok().filter(|marks| !marks.are_astray());
        match marks {
            Some(marks) => {
                self.before = judge::decide(self.before.clone(), marks);
                self.best.report = self.before.clone();
            }
            None => (self.judge, self.unheard) = (false, true),
        }
        self.open();
    }

    /// Opens a round, unless there is nothing left to do or nothing left to do it with.
    fn open(&mut self) {
        let targets = targets(&within_reach(&self.best.report, self.options.sent), self.options.aim);
        if targets.is_empty() && self.rounds.is_empty() && !self.before.findings.is_empty() {
            return self.end(Some(GONE.to_owned()));
        }
        if targets.is_empty() || self.rounds.len() >= self.options.rounds {
            return self.end(None);
        }
        self.round = Round { targets, ..Round::default() };
        self.repairs = self.options.repairs;
        self.stage = match self.options.critique {
            Critique::Within => Stage::Revise,
            Critique::Apart => Stage::Critique,
        };
    }

    fn critiqued(&mut self, answer: &str) {
        match reply::critique(answer) {
            Ok(critique) => {
                self.round.critique = self.mask.restore(&critique);
                self.stage = Stage::Revise;
            }
            Err(unread) => self.lose(format!("critique: {}", unread.words())),
        }
    }

    pub(super) fn lose(&mut self, reason: String) {
        if self.spared() {
            return;
        }
        self.round.reason = Some(reason);
        self.close();
    }

    pub(super) fn close(&mut self) {
        self.rounds.push(std::mem::take(&mut self.round));
        self.open();
    }
}
