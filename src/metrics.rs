//! The paper's measures for a reply, as numbers that a reader can check.
//!
//! Formulas: You, Huang and Yu, "LLMs Should Incorporate Explicit Mechanisms for Human Empathy", ICML 2026
//! (arXiv 2604.10557), made operational for a reply in its conversation.

use serde::Serialize;

/// The measures of all four mechanisms.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Metrics {
    /// Of sentiment attenuation.
    pub sentiment_attenuation: Intensity,
    /// Of empathic granularity mismatch.
    pub empathic_granularity_mismatch: Granularity,
    /// Of conflict avoidance.
    pub conflict_avoidance: Tension,
    /// Of linguistic distancing.
    pub linguistic_distancing: Distance,
}

/// Emotional intensity on both sides.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Intensity {
    /// What the person voiced, 0 (flat) to 1 (unfiltered).
    pub source_intensity: f64,
    /// What the draft reflects back about the person's experience, 0 to 1.
    pub reply_intensity: f64,
    /// `(source - reply) / source`, at least 0; 0 where the person voiced nothing.
    pub compression: f64,
}

/// How much of what the person told is taken up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Granularity {
    /// Salient particulars in what the person wrote.
    pub particulars: usize,
    /// How many of them the draft takes up.
    pub taken_up: usize,
    /// Share of the draft's sentences that would fit any message, 0 to 1.
    pub stock_share: f64,
    /// `|a - b| / (a + b)` over the particulars per sentence of both sides, 0 to 1.
    pub mismatch: f64,
}

/// The tension in the conversation and what the draft does about it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Tension {
    /// How much conflict there is to meet, 0 to 1.
    pub tension: f64,
    /// Whether the draft owns a fault in the first person.
    pub owned: bool,
    /// Questions that the draft asks.
    pub questions: usize,
    /// Questions and accusations of the person that the draft leaves open.
    pub unanswered: usize,
}

/// How far the draft's grammar stands from people.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Distance {
    /// Passives without an agent, per sentence.
    pub agentless_passives: f64,
    /// Nominalisations per word, 0 to 1.
    pub nominalizations: f64,
    /// Share of the sentences whose subject is not a person, 0 to 1.
    pub impersonal_subjects: f64,
}
