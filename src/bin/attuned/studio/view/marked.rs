//! A text with what is found in it.

use crate::studio::units::{Counted, Units};
use attuned::{Checked, Finding, Mechanism, Severity, Span};
use serde::Serialize;
use std::collections::HashSet;

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
        let (counted, people) = (Counted::new(text), people(checked));
        Self {
            findings: checked.findings.iter().map(|finding| Mark::new(&counted, finding, &people)).collect(),
            levels: Mechanism::ALL.map(|mechanism| level(checked, mechanism)),
            weight: checked.weight(),
            text: text.to_owned(),
        }
    }
}

/// The rules that speak of each person, with their places.
type Spoken = HashSet<(&'static str, Span)>;

fn people(checked: &Checked) -> Vec<Spoken> {
    let spoken = |finding: &Finding| (finding.rule, finding.quote.span);
    checked.reports.iter().map(|report| report.findings.iter().map(spoken).collect()).collect()
}

impl Mark {
    fn new(counted: &Counted<'_>, finding: &Finding, people: &[Spoken]) -> Self {
        let one = (finding.rule, finding.quote.span);
        let people = people.iter().enumerate().filter(|(_, spoken)| spoken.contains(&one));
        Self {
            units: counted.units(finding.quote.span),
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
