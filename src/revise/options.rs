//! How to revise: what is asked of the model, how often, and what it costs.

use crate::detect::{Report, Thresholds};
use crate::guard::Keep;

/// Whether the model is asked for findings, of the draft and of each candidate.
///
/// A judge that was asked decides: its findings replace those of the rules, which stay only where it marked the same.
/// It speaks on both sides or on none, so that judged text is compared with judged text.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
#[non_exhaustive]
pub enum Judging {
    /// The rules decide alone; the default.
    #[default]
    Never,
    /// The rules decide where they are sure, the judge where they are not.
    Auto {
        /// The [doubt](Report::doubt) above which the judge is asked, 0 to 4; [`Judging::DOUBT`] where nothing speaks
        /// for another.
        doubt: f64,
    },
    /// The judge decides on every draft.
    Always,
}

impl Judging {
    /// The doubt above which `Auto` asks where nobody says otherwise: the measured curve in `docs/detection.md` reaches
    /// 95 % of the judge's F1 there, with a third of the drafts sent.
    pub const DOUBT: f64 = 0.55;

    /// Whether the judge is asked about a draft with this report of the rules.
    pub(crate) fn asks(self, report: &Report) -> bool {
        match self {
            Self::Never => false,
            Self::Auto { doubt } => report.doubt() > doubt,
            Self::Always => true,
        }
    }
}

/// What a round aims at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Aim {
    /// Every mechanism that was found, worst first; the mild ones only where there is nothing worse. The default.
    #[default]
    All,
    /// The worst alone; the others wait for their round.
    Worst,
}

/// Who says what a draft does to the person before it is rewritten.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Critique {
    /// The rewriting call itself, before it writes: one call a round. The default.
    #[default]
    Within,
    /// A call of its own before it: two calls a round.
    Apart,
}

/// How much a reply may cost, as a name for the useful corners; `docs/revision.md` has the measured table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Effort {
    /// One call and no second: for replies that are waited for.
    Low,
    /// Two rounds of one call each, and a repair where a guard spoke up; before a candidate is taken, an audit and what it
    /// takes to mend what that objects to. The default.
    #[default]
    Medium,
    /// The judge reads draft and candidate, and has a last look at both before a candidate is taken.
    High,
}

/// How to revise.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Options {
    /// Rounds at most; 2 by default.
    pub rounds: usize,
    /// Repairs of a candidate that breaks a guard, at most, in each round; 1 by default.
    pub repairs: usize,
    /// What a round aims at.
    pub aim: Aim,
    /// Who writes the critique.
    pub critique: Critique,
    /// Whether the model is asked for findings, which then decide; never by default.
    pub judge: Judging,
    /// Whether the model compares a candidate with the draft, blind and in both orders, before it is accepted: two more
    /// calls, for what the guards cannot see. Off by default.
    pub look: bool,
    /// Whether the model audits a candidate before it is accepted, once in a loop: one more call, and one to mend what it
    /// objects to. A look at both, where it is asked for, takes its place. Off by default.
    pub audit: bool,
    /// From which scores mechanisms count as found, on both sides; the learnt ones by default.
    pub thresholds: Thresholds,
    /// Whether drafts in a conversation with crisis language are held; on by default.
    pub hold: bool,
    /// Further text that must stay as it is.
    pub keep: Keep,
    /// Openings that a candidate may not take unless the draft had them, such as those of the replies that went out
    /// before in the same run ([`Openings`](crate::Openings)); none by default. The first 12 count, of each the first four
    /// words. A candidate that takes one violates `templates`. Where drafts are revised side by side, what each can know
    /// of the others depends on which was answered first; one after the other, outcomes stay the same from run to run.
    pub avoid: Vec<String>,
    /// How many bytes of the draft have gone out already, as the first sentences of a stream have; 0 by default. Cut to a
    /// character of the draft. The text begins with them whatever a model answers, what is found in them is not aimed at
    /// and counts on neither side, and where nothing else was found the draft is kept without asking anybody.
    pub sent: usize,
    /// What the person who reads the proposals asks of this one, in their words, such as "shorter"; empty by default. Those
    /// who write are told; no limit gives way to it.
    pub wish: String,
    /// Wordings that the person has refused, and to which others are wanted; none by default.
    pub refused: Vec<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            rounds: 2,
            repairs: 1,
            aim: Aim::default(),
            critique: Critique::default(),
            judge: Judging::default(),
            look: false,
            audit: false,
            thresholds: Thresholds::default(),
            hold: true,
            keep: Keep::default(),
            avoid: Vec::new(),
            sent: 0,
            wish: String::new(),
            refused: Vec::new(),
        }
    }
}

impl Options {
    /// The options of an effort; the rest as by default.
    pub fn effort(effort: Effort) -> Self {
        let base = Self::default();
        match effort {
            Effort::Low => Self { rounds: 1, repairs: 0, ..base },
            Effort::Medium => Self { audit: true, ..base },
            Effort::High => Self { judge: Judging::Always, look: true, ..base },
        }
    }
}
