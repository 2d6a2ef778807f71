//! What there is to say about a mechanism, in words: for `attuned explain`, for the JSON API, for whoever asks.

use super::{Mechanism, Rule, rules};
use serde::Serialize;

const PAPER: &str = "You, Huang, Yu: \"Position: LLMs Should Incorporate Explicit Mechanisms for Human Empathy\", \
                     ICML 2026, arXiv 2604.10557";

/// A mechanism in words, with its rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Explanation {
    /// Which it is.
    pub mechanism: Mechanism,
    /// Its short id, such as `SA`.
    pub id: &'static str,
    /// Its name as people write it.
    pub title: &'static str,
    /// What goes wrong, in a sentence or two.
    pub summary: &'static str,
    /// Why that hurts.
    pub why: &'static str,
    /// What looks like it and is fine.
    pub spared: &'static str,
    /// How the paper measures it.
    pub metric: &'static str,
    /// Where it is described.
    pub source: &'static str,
    /// What sees it here, by id.
    pub rules: Vec<&'static Rule>,
}

impl Mechanism {
    /// What there is to say about it.
    pub fn explained(self) -> Explanation {
        let Words { summary, why, spared, metric } = words(self);
        let rules = rules().filter(|rule| rule.mechanism == self).collect();
        let (id, title) = (self.id(), self.title());
        Explanation { mechanism: self, id, title, summary, why, spared, metric, source: PAPER, rules }
    }
}

struct Words {
    summary: &'static str,
    why: &'static str,
    spared: &'static str,
    metric: &'static str,
}

/// Summary, why, spared and metric of a mechanism.
fn words(one: Mechanism) -> Words {
    match one {
        Mechanism::SentimentAttenuation => Words {
            summary: "The reply turns the person's intensity or urgency down: \"the inconvenience\" for a ruined \
                      wedding, a stated fear or deadline left unanswered, \"Noted.\" for joy.",
            why: "Someone whose feeling comes back smaller concludes that they were not heard, and says it louder.",
            spared: "Messages that carry little feeling, and calm replies that name the feeling at its strength.",
            metric: "Compression of emotional intensity, (source - reply) / source, each from 0 (flat) to 1 \
                     (unfiltered).",
        },
        Mechanism::EmpathicGranularityMismatch => Words {
            summary: "The level of detail is wrong for this person: a stock sentence where they gave names, dates and \
                      losses, or step lists and policy where they asked for something else.",
            why: "A sentence that would fit any message tells the person that nobody read theirs.",
            spared: "Short replies that pick up the one thing that matters, and technical detail that was asked for.",
            metric: "Mismatch of salient detail per sentence, |a - b| / (a + b), and the share of stock sentences.",
        },
        Mechanism::ConflictAvoidance => Words {
            summary: "The reply steps around the tension: it rushes to advice or closure, spreads or deflects the \
                      blame, apologises on a condition, or leaves a direct question open.",
            why: "A fault that nobody owns and a question that nobody answers are left with the person who was hurt.",
            spared: "A kind, direct no with its reason, steps after the fault is owned, and talk without conflict.",
            metric: "Present or absent for each reply, from ownership, exploring questions and what stays unanswered.",
        },
        Mechanism::LinguisticDistancing => Words {
            summary: "The grammar moves people out of the sentence: passives without an agent, acts turned into \
                      nouns, \"the system\", \"it is understood that\", \"please be advised\".",
            why: "Where nobody does anything in a sentence about what was done to them, people read that nobody cares.",
            spared: "The same grammar about machines and facts: \"the file is stored in the cache folder\".",
            metric: "Agentless passives per sentence, nominalisations per word, share of subjects that are not people.",
        },
    }
}
