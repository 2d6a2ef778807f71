//! What a text is worth to everybody who might receive it.

use super::lint::LintOptions;
use super::reply::{Canned, Suppression};
use crate::detect::{Finding, Report, Severity, detect_with};

/// What was found in a text, over all who might receive it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Checked {
    /// The findings in the order of the text; what is found for several people stands once, at its worst.
    pub findings: Vec<Finding>,
    /// What was found but is not to be spoken of, and why.
    pub suppressed: Vec<(Finding, Suppression)>,
    /// A report for each person, in the order of the situations; one where there are none.
    pub reports: Vec<Report>,
}

impl Checked {
    /// Checks a text in place of a reply's own.
    pub fn of(reply: &Canned, text: &str, options: &LintOptions) -> Self {
        let reports: Vec<Report> =
            reply.drafts(text).iter().map(|draft| detect_with(draft, &options.thresholds)).collect();
        let (mut findings, mut suppressed) = (Vec::new(), Vec::new());
        for finding in merged(&reports).into_iter().filter(|finding| options.asks_for(finding)) {
            let speaks = |one: &&Suppression| !options.unsuppressed && speaks_of(one, &finding);
            match reply.suppressed.iter().find(speaks) {
                Some(one) => suppressed.push((finding, one.clone())),
                None => findings.push(finding),
            }
        }
        Self { findings, suppressed, reports }
    }

    /// The greatest severity.
    pub fn worst(&self) -> Option<Severity> {
        self.findings.iter().map(|finding| finding.severity).max()
    }

    /// The sum of severities, 1 to 3 each.
    pub fn weight(&self) -> u32 {
        self.findings.iter().map(|finding| u32::from(finding.severity.level())).sum()
    }

    /// The people whom a finding speaks of, as numbers of the reply's situations; 0 where the reply has none.
    pub fn people(&self, finding: &Finding) -> Vec<usize> {
        let same = |one: &Finding| is_same(one, finding);
        self.reports
            .iter()
            .enumerate()
            .filter(|(_, report)| report.findings.iter().any(same))
            .map(|(at, _)| at)
            .collect()
    }

    /// The suppressions of a reply of which nothing here speaks, and that are for rules that are on.
    pub(super) fn unused(&self, reply: &Canned, options: &LintOptions) -> Vec<Suppression> {
        let spoken = |one: &Suppression| {
            self.reports.iter().flat_map(|report| &report.findings).any(|finding| speaks_of(one, finding))
        };
        let idle = |one: &&Suppression| options.knows(&one.rule) && !spoken(one);
        reply.suppressed.iter().filter(idle).cloned().collect()
    }
}

/// Whether a suppression names the rule of a finding, its mechanism, or all.
fn speaks_of(one: &Suppression, finding: &Finding) -> bool {
    let mechanism = finding.mechanism;
    [finding.rule, mechanism.id(), mechanism.name(), "all"].iter().any(|name| name.eq_ignore_ascii_case(&one.rule))
}

/// Whether two findings are one that was found for several people.
fn is_same(one: &Finding, other: &Finding) -> bool {
    one.rule == other.rule && one.quote.span == other.quote.span
}

/// The findings of all reports, each once and at its worst.
fn merged(reports: &[Report]) -> Vec<Finding> {
    let mut all: Vec<Finding> = Vec::new();
    for finding in reports.iter().flat_map(|report| &report.findings) {
        match all.iter_mut().find(|one| is_same(one, finding)) {
            Some(one) if one.severity < finding.severity => *one = finding.clone(),
            Some(_) => {}
            None => all.push(finding.clone()),
        }
    }
    all.sort_by_key(|finding| finding.quote.span);
    all
}
