//! What is wrong with the replies of some files.

use super::check::Checked;
use super::file::CannedFile;
use super::place::Place;
use crate::detect::{Finding, Mechanism, Thresholds};
use crate::guard::Keep;
use std::collections::BTreeSet;

/// How replies are linted.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct LintOptions {
    /// From which scores mechanisms count as found.
    pub thresholds: Thresholds,
    /// Rules (`LD01`) and mechanisms (`LD`) that are off.
    pub off: BTreeSet<String>,
    /// Further text that changes must keep.
    pub keep: Keep,
}

impl LintOptions {
    /// Whether anybody wants to hear of a finding.
    pub(super) fn asks_for(&self, finding: &Finding) -> bool {
        let named = |name: &str| self.off.iter().any(|off| off.eq_ignore_ascii_case(name));
        let mechanism: Mechanism = finding.mechanism;
        !named(finding.rule) && !named(mechanism.id()) && !named(mechanism.name())
    }
}

/// A finding in a file.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Lint {
    /// The number of the file among those that were given.
    pub file: usize,
    /// The number of the reply in its file.
    pub reply: usize,
    /// What was found in the reply's text.
    pub finding: Finding,
    /// Where that stands in the file.
    pub place: Place,
}

/// What was found in some files.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Linted {
    /// How many replies were read.
    pub replies: usize,
    /// The findings, in the order of files and replies.
    pub lints: Vec<Lint>,
}

/// Lints all replies of these files.
pub fn lint(files: &[CannedFile], options: &LintOptions) -> Linted {
    let mut out = Linted::default();
    for (file, canned) in files.iter().enumerate() {
        for (reply, one) in canned.replies().iter().enumerate() {
            out.replies += 1;
            let checked = Checked::of(one, &one.text, options);
            let lint = |finding: Finding| Lint { file, reply, place: canned.place(reply, finding.quote.span), finding };
            out.lints.extend(checked.findings.into_iter().map(lint));
        }
    }
    out
}
