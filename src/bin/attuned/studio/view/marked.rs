//! A text with what is found in it.

use crate::studio::units::Units;
use attuned::{Checked, Finding, Mechanism, Severity};
use serde::Serialize;

/// A text, the stretches that fail, and how much that weighs.
#[derive(Serialize)]
pub(in crate::studio) struct Marked {
    text: String,
    findings: Vec<Mark>,
    levels: [Level; 4],
    /// The sum of severities.
    weight: u32,
}

/// A stretch that fails.
#[derive(Serialize)]
struct Mark {
    #[serde(flatten)]
    units: Units,
    words: String,
    rule: &'static str,
    name: &'static str,
    mechanism: &'static str,
    severity: u8,
    message: String,
    suggestion: String,
    /// Whom it fails, by number among those who might receive the reply.
    people: Vec<usize>,
}

/// How far a mechanism is there: its severity, and the probability in percent.
#[derive(Serialize)]
struct Level {
    severity: u8,
    percent: u8,
}

impl Marked {
    pub(in crate::studio) fn new(text: &str, checked: &Checked) -> Self {
        Self {
            findings: checked.findings.iter().map(|finding| Mark::new(text, finding, checked)).collect(),
            levels: Mechanism::ALL.map(|mechanism| level(checked, mechanism)),
            weight: checked.weight(),
            text: text.to_owned(),
        }
    }
}

impl Mark {
    fn new(text: &str, finding: &Finding, checked: &Checked) -> Self {
        let same = |one: &Finding| one.rule == finding.rule && one.quote.span == finding.quote.span;
        let people = checked.reports.iter().enumerate().filter(|(_, report)| report.findings.iter().any(same));
        Self {
            units: Units::of(text, finding.quote.span),
            words: finding.quote.text.clone(),
            rule: finding.rule,
            name: attuned::rule(finding.rule).map_or("", |rule| rule.name),
            mechanism: finding.mechanism.id(),
            severity: finding.severity.level(),
            message: finding.message.clone(),
            suggestion: finding.suggestion.clone(),
            people: people.map(|(place, _)| place).collect(),
        }
    }
}

fn level(checked: &Checked, mechanism: Mechanism) -> Level {
    let scores = checked.reports.iter().map(|report| report.presence(mechanism).score);
    let score = scores.fold(0.0, f64::max);
    Level { severity: severity(checked, mechanism), percent: (score * 100.0).round().clamp(0.0, 100.0) as u8 }
}

/// The greatest severity of a mechanism, 0 where nothing is found.
pub(super) fn severity(checked: &Checked, mechanism: Mechanism) -> u8 {
    let of = checked.findings.iter().filter(|finding| finding.mechanism == mechanism);
    of.map(|finding| finding.severity).max().map_or(0, Severity::level)
}
