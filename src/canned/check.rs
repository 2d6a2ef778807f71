//! What a text is worth to everybody who might receive it.

use super::lint::LintOptions;
use super::reply::{Canned, Suppression};
use crate::detect::{Finding, Flag, Report, Severity, merged, reports, voices};

/// What was found in a text, over all who might receive it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Checked {
    /// The findings in the order of the text; what is found for several people stands once, and
    /// what only one of several imagined people would notice weighs less.
    pub findings: Vec<Finding>,
    /// What was found but is not to be spoken of, and why.
    pub suppressed: Vec<(Finding, Suppression)>,
    /// A report for each person, in the order of the situations; one where there are none.
    pub reports: Vec<Report>,
}

impl Checked {
    /// Checks a text in place of a reply's own.
    pub fn of(reply: &Canned, text: &str, options: &LintOptions) -> Self {
        let reports = reports(&reply.draft(text), &options.thresholds);
        let (mut findings, mut suppressed) = (Vec::new(), Vec::new());
        for finding in merged(&reports, &reply.situations).into_iter().filter(|finding| options.asks_for(finding)) {
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

    /// Whether the text is in a language that the rules speak; where it is not, nothing is found and nothing is meant by it.
    pub fn is_judged(&self) -> bool {
        !self.reports.iter().all(|report| report.has(Flag::UnsupportedLanguage))
    }

    /// The people whom a finding speaks of, as numbers of the reply's situations; 0 where the reply has none.
    pub fn people(&self, finding: &Finding) -> Vec<usize> {
        let voices = voices(finding, &self.reports);
        voices.into_iter().enumerate().filter_map(|(at, severity)| severity.map(|_| at)).collect()
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
