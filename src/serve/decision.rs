//! What became of one reply, in words that hold nothing of it.

use super::work::Reached;
use crate::detect::{Mechanism, Report};
use crate::model::Ended;
use crate::revise::{Outcome, Usage, Verdict};
use std::fmt;
use std::time::Duration;

/// How a reply went out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Seen {
    /// Nothing was found in it.
    Clean,
    /// It was revised.
    Revised,
    /// Something was found, and the upstream's own text went out.
    Kept,
    /// The conversation speaks of danger to someone.
    Held,
    /// It was not looked at.
    Passed,
}

impl Seen {
    /// The word in headers, comments, logs and metrics.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Clean => "clean",
            Self::Revised => "revised",
            Self::Kept => "kept",
            Self::Held => "held",
            Self::Passed => "passed",
        }
    }
}

/// Why the upstream's own text went out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Why {
    /// The deadline passed.
    Deadline,
    /// The reviser kept failing, and is left alone for a while.
    Breaker,
    /// As many revisions as may be were under way.
    Busy,
    /// The reviser did not answer, or our code broke off.
    Error,
    /// The loop ended with nothing acceptable.
    Unacceptable,
    /// Something points into the text, such as a citation.
    Cited,
    /// The caller asked for data, not for prose.
    Data,
    /// The answer could not be read: packed, cut off, too large, of another form.
    Unreadable,
    /// It is too long to be looked at while it flows.
    Long,
    /// What was found had gone out before, and cannot change any more.
    Sent,
    /// Streams flow on (`pass`), or the server only watches (shadow).
    Watched,
}

impl Why {
    /// The word in headers, comments, logs and metrics.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Deadline => "deadline",
            Self::Breaker => "breaker",
            Self::Busy => "busy",
            Self::Error => "error",
            Self::Unacceptable => "unacceptable",
            Self::Cited => "cited",
            Self::Data => "data",
            Self::Unreadable => "unreadable",
            Self::Long => "long",
            Self::Sent => "sent",
            Self::Watched => "watched",
        }
    }
}

/// What became of one reply.
#[derive(Debug, Clone)]
pub(super) struct Decision {
    pub(super) seen: Seen,
    /// Why the upstream's own text went out, where one would expect another.
    pub(super) why: Option<Why>,
    /// What goes out instead of the upstream's text; none where that goes out.
    pub(super) text: Option<String>,
    /// What was found, worst first.
    pub(super) mechanisms: Vec<Mechanism>,
    /// What the revision cost.
    pub(super) usage: Usage,
    /// How long the reply waited here.
    pub(super) spent: Duration,
}

impl Decision {
    /// A reply that was not looked at.
    pub(super) fn passed(why: Why) -> Self {
        Self {
            seen: Seen::Passed,
            why: Some(why),
            text: None,
            mechanisms: Vec::new(),
            usage: Usage::default(),
            spent: Duration::ZERO,
        }
    }

    /// A reply in which nothing was found.
    pub(super) fn clean(mechanisms: Vec<Mechanism>) -> Self {
        Self { seen: Seen::Clean, why: None, ..Self::kept(Why::Unacceptable, mechanisms) }
    }

    /// A reply that goes out as it is although something was found.
    pub(super) fn kept(why: Why, mechanisms: Vec<Mechanism>) -> Self {
        Self { seen: Seen::Kept, mechanisms, ..Self::passed(why) }
    }

    /// A reply in a conversation that speaks of danger to someone, with the words that go out instead if there are any.
    pub(super) fn held(text: Option<String>, mechanisms: Vec<Mechanism>) -> Self {
        Self { seen: Seen::Held, why: None, text, ..Self::kept(Why::Unacceptable, mechanisms) }
    }

    /// What a loop came to, and why it ended there.
    pub(super) fn of(outcome: Outcome, ended: &Ended) -> Self {
        let mechanisms = found(&outcome.before);
        let usage = outcome.usage;
        let decision = match outcome.verdict {
            Verdict::Clean => Self::clean(mechanisms),
            Verdict::Held => Self::held(None, mechanisms),
            Verdict::Revised => Self::revised(outcome.text, mechanisms),
            Verdict::Kept => Self::kept(why(ended), mechanisms),
        };
        Self { usage, ..decision }
    }

    /// What was reached when the time was up.
    pub(super) fn late(reached: Reached) -> Self {
        let decision = match reached.text {
            Some(text) => Self::revised(text, Vec::new()),
            None => Self::kept(Why::Deadline, Vec::new()),
        };
        Self { usage: reached.usage, ..decision }
    }

    fn revised(text: String, mechanisms: Vec<Mechanism>) -> Self {
        Self { seen: Seen::Revised, why: None, text: Some(text), ..Self::kept(Why::Unacceptable, mechanisms) }
    }

    /// The same, unless its text does not begin as what has gone out: then the upstream's own goes on.
    pub(super) fn beginning_with(self, sent: &str) -> Self {
        match &self.text {
            Some(text) if !text.starts_with(sent) => {
                Self { seen: Seen::Kept, why: Some(Why::Unacceptable), text: None, ..self }
            }
            _ => self,
        }
    }
}

fn why(ended: &Ended) -> Why {
    match ended {
        Ended::Itself => Why::Unacceptable,
        Ended::Late => Why::Deadline,
        Ended::Model(_) => Why::Error,
    }
}

/// The mechanisms found, worst first.
pub(super) fn found(report: &Report) -> Vec<Mechanism> {
    if report.findings.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<Mechanism> = Mechanism::ALL.into_iter().filter(|one| report.severity(*one).is_some()).collect();
    found.sort_by_key(|one| std::cmp::Reverse(report.severity(*one)));
    found
}

/// As a comment of a stream: `verdict=revised mechanisms=SA,LD ms=412`.
impl fmt::Display for Decision {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "verdict={}", self.seen.word())?;
        if let Some(why) = self.why {
            write!(out, " reason={}", why.word())?;
        }
        if !self.mechanisms.is_empty() {
            let ids: Vec<&str> = self.mechanisms.iter().map(|one| one.id()).collect();
            write!(out, " mechanisms={}", ids.join(","))?;
        }
        write!(out, " ms={}", self.spent.as_millis())
    }
}
