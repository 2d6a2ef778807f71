//! What a judging model found, put beside what the rules found.

use super::quote;
use super::reply::Judged;
use crate::detect::{By, Finding, Mechanism, Report, Severity};
use crate::text::Quote;

/// A judge that marks more than this marks everything.
const MOST: usize = 8;

/// The report with the judge's findings. A quote that is not in the text is dropped; words that already have a finding
/// of the same mechanism keep it, at the greater of both severities.
pub(super) fn merge(mut report: Report, text: &str, judged: Vec<Judged>) -> Report {
    for finding in judged.into_iter().take(MOST).filter_map(|one| finding(text, one)) {
        let score = &mut report.scores[finding.mechanism as usize];
        *score = score.max(finding.score);
        let same =
            |one: &&mut Finding| one.mechanism == finding.mechanism && one.quote.span.overlaps(finding.quote.span);
        match report.findings.iter_mut().find(same) {
            Some(known) => known.severity = known.severity.max(finding.severity),
            None => report.findings.push(finding),
        }
    }
    report.findings.sort_by_key(|one| one.quote.span);
    report
}

fn finding(text: &str, judged: Judged) -> Option<Finding> {
    let span = quote::find(text, &judged.quote)?;
    Some(Finding {
        mechanism: judged.mechanism,
        rule: rule(judged.mechanism),
        severity: judged.severity,
        score: score(judged.severity),
        by: By::Model,
        quote: Quote::cut(text, span),
        message: judged.reason,
        suggestion: judged.instead,
        source: None,
    })
}

/// The id under which records list a model's finding.
fn rule(mechanism: Mechanism) -> &'static str {
    match mechanism {
        Mechanism::SentimentAttenuation => "SA00",
        Mechanism::EmpathicGranularityMismatch => "EGM00",
        Mechanism::ConflictAvoidance => "CA00",
        Mechanism::LinguisticDistancing => "LD00",
    }
}

/// A judge gives no probability; the surer it sounds, the likelier it is right.
fn score(severity: Severity) -> f64 {
    match severity {
        Severity::Mild => 0.5,
        Severity::Clear => 0.7,
        Severity::Severe => 0.85,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "We regret the inconvenience. Your request was declined.";

    fn judged(mechanism: Mechanism, quote: &str) -> Judged {
        let [reason, instead] = ["why", "how"].map(str::to_owned);
        Judged { mechanism, severity: Severity::Clear, quote: quote.to_owned(), reason, instead }
    }

    #[test]
    fn findings_of_the_judge_are_listed_in_the_order_of_the_text() {
        let found = vec![
            judged(Mechanism::LinguisticDistancing, "was declined"),
            judged(Mechanism::SentimentAttenuation, "The  Inconvenience"),
            judged(Mechanism::SentimentAttenuation, "never written"),
            judged(Mechanism::SentimentAttenuation, ""),
        ];
        let report = merge(Report::default(), TEXT, found);
        let rules: Vec<_> = report.findings.iter().map(|one| (one.rule, one.quote.text.as_str())).collect();
        assert_eq!(rules, [("SA00", "the inconvenience"), ("LD00", "was declined")]);
        assert!(report.findings.iter().all(|one| one.by == By::Model));
        assert!(report.presence(Mechanism::LinguisticDistancing).score > 0.6);
    }

    #[test]
    fn the_same_words_count_once_for_a_mechanism_and_again_for_another() {
        let rules =
            merge(Report::default(), TEXT, vec![judged(Mechanism::LinguisticDistancing, "request was declined")]);
        let again = vec![
            judged(Mechanism::LinguisticDistancing, "was declined"),
            judged(Mechanism::ConflictAvoidance, "was declined"),
        ];
        let merged = merge(rules, TEXT, again);
        assert_eq!(merged.findings.len(), 2);
        assert_eq!(merged.severity(Mechanism::LinguisticDistancing), Some(Severity::Clear));
    }

    #[test]
    fn the_judge_can_weigh_known_words_more_but_not_less() {
        let known = |severity| {
            let first = Judged { severity: Severity::Clear, ..judged(Mechanism::LinguisticDistancing, "was declined") };
            let again = Judged { severity, ..judged(Mechanism::LinguisticDistancing, "request was declined") };
            merge(merge(Report::default(), TEXT, vec![first]), TEXT, vec![again]).worst()
        };
        assert_eq!(known(Severity::Severe), Some(Severity::Severe));
        assert_eq!(known(Severity::Mild), Some(Severity::Clear));
    }
}
