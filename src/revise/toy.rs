//! A detector and guards of a few phrases each, so that tests of the loop do not hang on the real ones.

use super::rounds::Senses;
use crate::detect::{By, Finding, Flag, Mechanism, Report, Severity, Thresholds};
use crate::guard::{Keep, Violation};
use crate::text::{Draft, Quote, Span};
use regex::Regex;
use std::collections::BTreeSet;

/// Failing phrases of the toy.
const PHRASES: &[(&str, Mechanism, Severity)] = &[
    ("any inconvenience", Mechanism::SentimentAttenuation, Severity::Severe),
    ("Please be advised", Mechanism::LinguisticDistancing, Severity::Clear),
    ("was cancelled", Mechanism::LinguisticDistancing, Severity::Clear),
    ("a bit late", Mechanism::SentimentAttenuation, Severity::Mild),
];

pub(super) const SENSES: Senses = Senses { detect, check };

pub(super) fn detect(draft: &Draft, _: &Thresholds) -> Report {
    let mut report = Report { supported: !draft.text.contains("wir bitten"), language: "en", ..Report::default() };
    for (phrase, mechanism, severity) in PHRASES {
        let hits = draft.text.match_indices(phrase);
        report.findings.extend(hits.map(|(start, hit)| Finding {
            mechanism: *mechanism,
            rule: "T01",
            severity: *severity,
            score: 0.8,
            by: By::Rule,
            quote: Quote::cut(&draft.text, Span::new(start, start + hit.len())),
            message: "It hurts.".to_owned(),
            suggestion: "Say it plainly.".to_owned(),
            source: None,
        }));
    }
    report.findings.sort_by_key(|one| one.quote.span);
    report.scores = Mechanism::ALL.map(|one| if report.severity(one).is_some() { 0.8 } else { 0.0 });
    if draft.conversation.said().any(|(_, text)| text.contains("end my life")) {
        report.flags.push(Flag::Crisis);
    }
    report
}

pub(super) fn check(draft: &Draft, candidate: &str, _: &Keep) -> Vec<Violation> {
    let differs = |pattern: &str| all(pattern, &draft.text) != all(pattern, candidate);
    let length = |text: &str| text.chars().count();
    let broken = [
        ("numbers", differs("[0-9]+")),
        ("placeholders", differs(r"\{\{.*?\}\}|⟦|⟧")),
        ("promises", differs("(?i)refund")),
        ("length", length(candidate) > length(&draft.text) * 8 / 5 + 40),
    ];
    let violation = |guard| Violation { guard, detail: format!("{guard} differ") };
    broken.into_iter().filter(|(_, broken)| *broken).map(|(guard, _)| violation(guard)).collect()
}

fn all<'a>(pattern: &str, text: &'a str) -> BTreeSet<&'a str> {
    Regex::new(pattern).unwrap().find_iter(text).map(|hit| hit.as_str()).collect()
}
