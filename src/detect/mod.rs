//! Finds where a draft fails the person: four mechanisms in a table, one function over them.

mod alone;
mod audience;
mod conflict;
mod distancing;
mod evidence;
mod explanation;
mod features;
mod granularity;
#[cfg(test)]
mod learn;
mod letter;
mod measure;
mod naming;
mod relief;
mod report;
mod rule;
mod sentiment;
mod thresholds;
mod unread;
mod unruled;
mod weigh;
mod weights;

#[cfg(feature = "canned")]
pub(crate) use audience::{merged, reports, voices};
pub use explanation::Explanation;
pub(crate) use report::doubt;
pub use report::{By, Finding, Flag, Presence, Report, Source};
pub use rule::{Rule, rule, rules};
pub use thresholds::Thresholds;
pub(crate) use weigh::detect_beside;
pub use weigh::{detect, detect_with};

use serde::{Deserialize, Serialize};

/// One of the four ways in which a reply fails a person (You, Huang and Yu, ICML 2026, arXiv 2604.10557).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Mechanism {
    /// The person's intensity or urgency is turned down.
    SentimentAttenuation,
    /// The level of detail is wrong for this person.
    EmpathicGranularityMismatch,
    /// The reply steps around the tension instead of meeting it.
    ConflictAvoidance,
    /// The grammar moves people out of the sentence.
    LinguisticDistancing,
}

impl Mechanism {
    /// All four, in the order in which records list them.
    pub const ALL: [Self; 4] = [
        Self::SentimentAttenuation,
        Self::EmpathicGranularityMismatch,
        Self::ConflictAvoidance,
        Self::LinguisticDistancing,
    ];

    /// The name in records: `sentiment_attenuation` and so on.
    pub fn name(self) -> &'static str {
        match self {
            Self::SentimentAttenuation => "sentiment_attenuation",
            Self::EmpathicGranularityMismatch => "empathic_granularity_mismatch",
            Self::ConflictAvoidance => "conflict_avoidance",
            Self::LinguisticDistancing => "linguistic_distancing",
        }
    }

    /// The short id: `SA`, `EGM`, `CA`, `LD`.
    pub fn id(self) -> &'static str {
        match self {
            Self::SentimentAttenuation => "SA",
            Self::EmpathicGranularityMismatch => "EGM",
            Self::ConflictAvoidance => "CA",
            Self::LinguisticDistancing => "LD",
        }
    }

    /// The name as people write it: "sentiment attenuation".
    pub fn title(self) -> &'static str {
        match self {
            Self::SentimentAttenuation => "sentiment attenuation",
            Self::EmpathicGranularityMismatch => "empathic granularity mismatch",
            Self::ConflictAvoidance => "conflict avoidance",
            Self::LinguisticDistancing => "linguistic distancing",
        }
    }
}

impl std::str::FromStr for Mechanism {
    type Err = crate::Error;

    /// Reads a name, a title or a short id, in any case.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let asked = text.trim().replace([' ', '-'], "_");
        Self::ALL
            .into_iter()
            .find(|one| asked.eq_ignore_ascii_case(one.name()) || asked.eq_ignore_ascii_case(one.id()))
            .ok_or_else(|| crate::Error::UnknownMechanism { asked: text.to_owned() })
    }
}

/// How much a failure weighs; its absence is `Option::None`. In records a number from 1 to 3, and 0 for none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Severity {
    /// A careful reader notices.
    Mild = 1,
    /// The person would notice.
    Clear = 2,
    /// The person would be hurt or angered by it.
    Severe = 3,
}

impl Severity {
    /// The number in records, 1 to 3.
    pub fn level(self) -> u8 {
        self as u8
    }

    /// The severity of this number; `None` for 0, `Severe` for anything above 3.
    pub fn from_level(level: u8) -> Option<Self> {
        match level {
            0 => None,
            1 => Some(Self::Mild),
            2 => Some(Self::Clear),
            _ => Some(Self::Severe),
        }
    }

    /// The word for people: `mild`, `clear`, `severe`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mild => "mild",
            Self::Clear => "clear",
            Self::Severe => "severe",
        }
    }
}

impl Serialize for Severity {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(self.level())
    }
}
