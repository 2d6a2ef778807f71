//! The paper's metrics for a reading.

use crate::metrics::{Distance, Granularity, Intensity, Metrics, Tension};
use crate::reading::grammar::Subject;
use crate::reading::{Cue, Reading};

/// Computes all metrics.
pub(super) fn metrics(reading: &Reading<'_>) -> Metrics {
    Metrics {
        sentiment_attenuation: intensity(reading),
        empathic_granularity_mismatch: granularity(reading),
        conflict_avoidance: tension(reading),
        linguistic_distancing: distance(reading),
    }
}

/// `(I_source - I_output) / I_source`.
fn intensity(reading: &Reading<'_>) -> Intensity {
    let (source, reply) = (reading.person.intensity, reading.reply.intensity);
    let compression = if source > 0.0 { ((source - reply) / source).max(0.0) } else { 0.0 };
    Intensity { source_intensity: round(source), reply_intensity: round(reply), compression: round(compression) }
}

/// `|a - b| / (a + b)` over particulars per sentence.
fn granularity(reading: &Reading<'_>) -> Granularity {
    let said = &reading.reply.said;
    let stock = said.iter().filter(|one| one.cues.has(Cue::Stock)).count();
    let theirs: usize = reading.person.said.iter().map(|(_, text)| text.body().count()).sum();
    let (particulars, taken_up) = (reading.person.particulars.len(), reading.reply.taken_up);
    let a = share(particulars, theirs);
    let b = share(taken_up, said.len());
    let mismatch = if a + b > 0.0 { (a - b).abs() / (a + b) } else { 0.0 };
    Granularity { particulars, taken_up, stock_share: round(share(stock, said.len())), mismatch: round(mismatch) }
}

/// What there is to meet, and what was met.
fn tension(reading: &Reading<'_>) -> Tension {
    Tension {
        tension: round(reading.person.tension),
        owned: reading.reply.owned,
        questions: reading.reply.questions,
        unanswered: reading.reply.open.len(),
    }
}

/// The three densities.
fn distance(reading: &Reading<'_>) -> Distance {
    let said = &reading.reply.said;
    let passives: usize = said.iter().map(|one| one.passives.len()).sum();
    let nominals: usize = said.iter().map(|one| one.nominals.len()).sum();
    let words: usize = said.iter().map(|one| one.words).sum();
    let subjects = said.iter().filter(|one| one.subject != Subject::None).count();
    let things = said.iter().filter(|one| matches!(one.subject, Subject::Thing | Subject::Absent)).count();
    Distance {
        agentless_passives: round(share(passives, said.len())),
        nominalizations: round(share(nominals, words)),
        impersonal_subjects: round(share(things, subjects)),
    }
}

/// One count by another; 0 where there is nothing to count.
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// Three decimals: more would be noise, and records stay short.
fn round(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}
