//! What a judging model found decides: the rules' findings stay where it marked the same, and nowhere else.

use super::quote;
use super::reply::Judged;
use crate::detect::{By, Finding, Mechanism, Report, Severity};
use crate::text::Quote;

/// A judge that marks more than this marks everything.
const MOST: usize = 8;

/// The most that a mechanism scores where the judge marked nothing. The rules' scores are scaled down to it, so that
/// drafts keep their order.
const UNMARKED: f64 = 0.15;

/// The judge's marks whose words stand in a text.
pub(super) struct Marks {
    found: Vec<Finding>,
    /// How many marks quote words that do not stand there.
    pub(super) lost: usize,
}

impl Marks {
    /// Looks for the words of each mark.
    pub(super) fn read(text: &str, judged: Vec<Judged>) -> Self {
        let all: Vec<_> = judged.into_iter().take(MOST).map(|one| finding(text, one)).collect();
        let lost = all.iter().filter(|one| one.is_none()).count();
        Self { found: all.into_iter().flatten().collect(), lost }
    }

    /// Whether the judge marked something, and none of it stands in the text: nobody knows then what it found.
    pub(super) fn are_astray(&self) -> bool {
        self.lost > 0 && self.found.is_empty()
    }
}

/// The report as the judge decides it. A finding of the rules stays only where the judge marked the same mechanism on
/// words that overlap it: it keeps its id, its message and its source, and takes the judge's words and severity.
pub(super) fn decide(report: Report, marks: Marks) -> Report {
    let mut rules = report.findings;
    let findings = distinct(marks.found).into_iter().map(|mark| backed(mark, &mut rules)).collect();
    let mut decided = Report { findings, ..report };
    decided.findings.sort_by_key(|one| (one.quote.span, one.mechanism));
    for mechanism in Mechanism::ALL {
        let unmarked = (decided.scores[mechanism as usize] * UNMARKED * 1000.0).round() / 1000.0;
        decided.scores[mechanism as usize] = decided.severity(mechanism).map_or(unmarked, score);
    }
    decided
}

/// The same words count once for a mechanism, at the greatest severity that was given.
fn distinct(marks: Vec<Finding>) -> Vec<Finding> {
    let mut kept: Vec<Finding> = Vec::new();
    for mark in marks {
        match kept.iter_mut().find(|known| same(known, &mark)) {
            Some(known) if known.severity < mark.severity => *known = mark,
            Some(_) => {}
            None => kept.push(mark),
        }
    }
    kept
}

/// The mark, in the name of the surest rule that saw the same; each finding of a rule backs one mark.
fn backed(mark: Finding, rules: &mut Vec<Finding>) -> Finding {
    let seen = rules.iter().enumerate().filter(|(_, rule)| same(rule, &mark));
    let Some((place, _)) = seen.max_by(|one, other| one.1.score.total_cmp(&other.1.score)) else { return mark };
    Finding { severity: mark.severity, score: mark.score, quote: mark.quote, ..rules.swap_remove(place) }
}

/// Whether two findings speak of the same failure.
fn same(one: &Finding, other: &Finding) -> bool {
    one.mechanism == other.mechanism && one.quote.span.overlaps(other.quote.span)
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

/// A judge gives no probability; what it marked is decided, and the surer it sounds, the likelier it is right.
fn score(severity: Severity) -> f64 {
    match severity {
        Severity::Mild => 0.7,
        Severity::Clear => 0.85,
        Severity::Severe => 0.95,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    const TEXT: &str = "We regret the inconvenience. Your request was declined.";

    fn judged(mechanism: Mechanism, severity: Severity, quote: &str) -> Judged {
        let [reason, instead] = ["why", "how"].map(str::to_owned);
        Judged { mechanism, severity, quote: quote.to_owned(), reason, instead }
    }

    fn distancing(severity: Severity, quote: &str) -> Judged {
        judged(Mechanism::LinguisticDistancing, severity, quote)
    }

    /// A report in which one rule found distancing in the second sentence.
    fn by_rule() -> Report {
        let [message, suggestion] = ["nobody declines", "say who"].map(str::to_owned);
        let quote = Quote::cut(TEXT, Span::new(TEXT.find("request").expect("it is there"), TEXT.len() - 1));
        let (mechanism, rule, by) = (Mechanism::LinguisticDistancing, "LD01", By::Rule);
        let found = Finding {
            mechanism,
            rule,
            severity: Severity::Severe,
            score: 0.8,
            by,
            quote,
            message,
            suggestion,
            source: None,
        };
        Report { findings: vec![found], scores: [0.4, 0.2, 0.0, 0.8], ..Report::default() }
    }

    fn decided(judged: Vec<Judged>) -> Report {
        decide(by_rule(), Marks::read(TEXT, judged))
    }

    #[test]
    fn findings_of_the_judge_are_listed_in_the_order_of_the_text() {
        let attenuation = |quote| judged(Mechanism::SentimentAttenuation, Severity::Clear, quote);
        let found = vec![
            distancing(Severity::Clear, "was declined"),
            attenuation("The  Inconvenience"),
            attenuation("never written"),
            attenuation(""),
        ];
        let marks = Marks::read(TEXT, found);
        assert_eq!((marks.lost, marks.are_astray()), (2, false));
        let report = decide(Report::default(), marks);
        let rules: Vec<_> = report.findings.iter().map(|one| (one.rule, one.quote.text.as_str())).collect();
        assert_eq!(rules, [("SA00", "the inconvenience"), ("LD00", "was declined")]);
        assert!(report.findings.iter().all(|one| one.by == By::Model));
        assert!(report.presence(Mechanism::LinguisticDistancing).score > 0.8);
    }

    #[test]
    fn a_finding_of_a_rule_stays_where_the_judge_marked_the_same_and_takes_its_words_and_severity() {
        let report = decided(vec![distancing(Severity::Mild, "was declined")]);
        let [found] = &report.findings[..] else { panic!("{:?}", report.findings) };
        assert_eq!((found.rule, found.by, found.severity), ("LD01", By::Rule, Severity::Mild));
        assert_eq!((found.quote.text.as_str(), found.message.as_str()), ("was declined", "nobody declines"));
        assert_eq!((found.score, report.presence(Mechanism::LinguisticDistancing).score), (0.7, 0.7));
    }

    #[test]
    fn where_the_judge_marked_nothing_nothing_stays_and_the_scores_keep_their_order() {
        let elsewhere = judged(Mechanism::ConflictAvoidance, Severity::Severe, "was declined");
        let report = decided(vec![elsewhere, distancing(Severity::Clear, "We regret")]);
        let rules: Vec<_> = report.findings.iter().map(|one| one.rule).collect();
        assert_eq!(rules, ["LD00", "CA00"]);
        assert_eq!(report.scores, [0.06, 0.03, 0.95, 0.85]);
        let clean = decided(Vec::new());
        assert_eq!((clean.findings.len(), clean.scores), (0, [0.06, 0.03, 0.0, 0.12]));
    }

    #[test]
    fn the_same_words_count_once_for_a_mechanism_and_again_for_another() {
        let report = decided(vec![
            distancing(Severity::Mild, "was declined"),
            distancing(Severity::Clear, "request was declined"),
            judged(Mechanism::ConflictAvoidance, Severity::Mild, "was declined"),
        ]);
        let weights: Vec<_> = report.findings.iter().map(|one| (one.rule, one.severity)).collect();
        assert_eq!(weights, [("LD01", Severity::Clear), ("CA00", Severity::Mild)]);
    }

    #[test]
    fn a_rule_backs_one_mark_and_no_more() {
        let report = decided(vec![distancing(Severity::Mild, "request"), distancing(Severity::Mild, "declined")]);
        let rules: Vec<_> = report.findings.iter().map(|one| one.rule).collect();
        assert_eq!(rules, ["LD01", "LD00"]);
    }

    #[test]
    fn marks_that_stand_nowhere_say_nothing() {
        assert!(Marks::read(TEXT, vec![distancing(Severity::Clear, "never written")]).are_astray());
        assert!(!Marks::read(TEXT, Vec::new()).are_astray());
    }
}
