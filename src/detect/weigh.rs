//! From evidence to findings: every rule looks, each sentence keeps the strongest of a mechanism, scores are joined.

use super::evidence::{Evidence, Look};
use super::measure::metrics;
use super::report::{By, Finding, Flag, Report, Source};
use super::{Mechanism, Severity, conflict, distancing, granularity, sentiment};
use crate::reading::language::language;
use crate::reading::person::Place;
use crate::reading::{Reading, Text};
use crate::text::{Draft, Quote};

/// Strength from which evidence is a finding.
const FINDING: f64 = 0.5;

/// Strengths from which a finding is clear and severe.
const CLEAR: f64 = 0.58;
const SEVERE: f64 = 0.82;

/// The rules of a mechanism.
fn table(mechanism: Mechanism) -> &'static [Look] {
    match mechanism {
        Mechanism::SentimentAttenuation => sentiment::RULES,
        Mechanism::EmpathicGranularityMismatch => granularity::RULES,
        Mechanism::ConflictAvoidance => conflict::RULES,
        Mechanism::LinguisticDistancing => distancing::RULES,
    }
}

/// Every rule with what looks for it.
pub(super) fn looks() -> impl Iterator<Item = &'static Look> {
    Mechanism::ALL.into_iter().flat_map(table)
}

/// Reads a draft in its conversation and reports where it fails the person.
///
/// Total, pure and deterministic: any text has a report, nothing is read or sent, the same draft always gives the same
/// report.
pub fn detect(draft: &Draft) -> Report {
    let (language, supported) = language(&Text::read(&draft.text));
    let reading = Reading::read(draft);
    let mut report = Report { language, supported, ..Report::default() };
    if reading.person.crisis {
        report.flags.push(Flag::Crisis);
    }
    if reading.person.is_absent() {
        report.flags.push(Flag::NoConversation);
    }
    if !supported {
        report.flags.push(Flag::UnsupportedLanguage);
        return report;
    }
    report.metrics = metrics(&reading);
    for mechanism in Mechanism::ALL {
        weigh(mechanism, draft, &reading, &mut report);
    }
    report.findings.sort_by_key(|finding| (finding.quote.span, finding.mechanism));
    report
}

/// Adds what one mechanism found.
fn weigh(mechanism: Mechanism, draft: &Draft, reading: &Reading<'_>, report: &mut Report) {
    let mut seen: Vec<(&'static str, &'static str, Evidence)> = table(mechanism)
        .iter()
        .flat_map(|look| (look.see)(reading).into_iter().map(|one| (look.rule.id, look.rule.instead, one)))
        .filter(|(_, _, one)| !one.span.is_empty())
        .collect();
    seen.sort_by(|one, other| other.2.strength.total_cmp(&one.2.strength).then(one.2.span.cmp(&other.2.span)));
    let mut kept: Vec<(&'static str, &'static str, Evidence)> = Vec::new();
    for one in seen {
        if !kept.iter().any(|other| other.2.span.overlaps(one.2.span)) {
            kept.push(one);
        }
    }
    report.scores[mechanism as usize] = joined(kept.iter().map(|one| one.2.strength));
    let findings = kept.into_iter().filter(|one| one.2.strength >= FINDING);
    report.findings.extend(findings.map(|(rule, instead, one)| finding(mechanism, rule, instead, one, draft)));
}

/// The score of a mechanism: its strongest evidence, raised a little by each further piece.
fn joined(strengths: impl Iterator<Item = f64>) -> f64 {
    let mut score = 0.0;
    for (place, strength) in strengths.enumerate() {
        let part = if place == 0 { strength } else { 0.15 * strength };
        score = 1.0 - (1.0 - score) * (1.0 - part);
    }
    (score * 1000.0_f64).round() / 1000.0
}

/// Evidence as a finding.
fn finding(mechanism: Mechanism, rule: &'static str, instead: &'static str, one: Evidence, draft: &Draft) -> Finding {
    Finding {
        mechanism,
        rule,
        severity: severity(one.strength),
        score: (one.strength * 1000.0).round() / 1000.0,
        by: By::Rule,
        quote: Quote::cut(&draft.text, one.span),
        message: one.message,
        suggestion: instead.to_owned(),
        source: one.source.and_then(|place| source(draft, place)),
    }
}

/// How much evidence of this strength weighs.
fn severity(strength: f64) -> Severity {
    if strength >= SEVERE {
        Severity::Severe
    } else if strength >= CLEAR {
        Severity::Clear
    } else {
        Severity::Mild
    }
}

/// The person's words at a place.
fn source(draft: &Draft, place: Place) -> Option<Source> {
    let message = draft.conversation.messages.get(place.message)?;
    Some(Source::cut(place.message, &message.content, place.span))
}
