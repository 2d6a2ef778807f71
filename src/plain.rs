//! The four mechanisms in words of everyday: what people are told beside the terms, which they need not know.

use crate::detect::Mechanism;

impl Mechanism {
    /// What it does, in a few words that need no explanation: "hides who did it".
    pub fn plain(self) -> &'static str {
        match self {
            Self::SentimentAttenuation => "plays it down",
            Self::EmpathicGranularityMismatch => "could be for anyone",
            Self::ConflictAvoidance => "dodges",
            Self::LinguisticDistancing => "hides who did it",
        }
    }
}
