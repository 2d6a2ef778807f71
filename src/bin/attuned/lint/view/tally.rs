//! What was found, counted: by mechanism and severity, and the replies that have most of it.

use super::View;
use attuned::{Lint, LintStatus, Mechanism, Severity};

/// The severities, the worst first, as columns.
pub(in crate::lint) const SEVERITIES: [Severity; 3] = [Severity::Severe, Severity::Clear, Severity::Mild];

/// How much was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::lint) struct Tally {
    /// Replies that were read.
    pub(in crate::lint) replies: usize,
    /// Files that were read.
    pub(in crate::lint) files: usize,
    /// Replies in another language, which were not judged.
    pub(in crate::lint) unjudged: usize,
    /// Replies with a finding that counts.
    pub(in crate::lint) failing: usize,
    /// Findings that count.
    pub(in crate::lint) findings: usize,
    /// The same by mechanism, in the order of `Mechanism::ALL`, and severity, the worst first.
    pub(in crate::lint) table: [[usize; 3]; 4],
    /// Findings that the baseline knows.
    pub(in crate::lint) known: usize,
    /// Findings of which a writer does not want to hear.
    pub(in crate::lint) suppressed: usize,
    /// Findings that --fix would mend.
    pub(in crate::lint) fixable: usize,
}

/// A reply and how much is found in it.
#[derive(Debug, Clone)]
pub(in crate::lint) struct Ranked<'a> {
    /// Its findings that count.
    pub(in crate::lint) lints: Vec<&'a Lint>,
    /// The sum of their severities, 1 to 3 each.
    pub(in crate::lint) weight: u32,
}

impl Tally {
    /// Counts.
    pub(in crate::lint) fn of(view: &View<'_>) -> Self {
        let mut tally = Self {
            replies: view.linted.replies,
            files: view.files.len(),
            unjudged: view.linted.unjudged.len(),
            failing: ranked(view).len(),
            ..Self::default()
        };
        view.linted.lints.iter().for_each(|lint| tally.add(lint));
        tally
    }

    fn add(&mut self, lint: &Lint) {
        match lint.status {
            LintStatus::Baseline => self.known += 1,
            LintStatus::Suppressed(_) => self.suppressed += 1,
            _ => {
                self.findings += 1;
                self.fixable += usize::from(lint.fix.is_some());
                let row = Mechanism::ALL.iter().position(|one| *one == lint.finding.mechanism);
                let column = SEVERITIES.iter().position(|one| *one == lint.finding.severity);
                if let (Some(row), Some(column)) = (row, column) {
                    self.table[row][column] += 1;
                }
            }
        }
    }

    /// How many findings have each severity, the worst first.
    pub(in crate::lint) fn severities(&self) -> [usize; 3] {
        [0, 1, 2].map(|column| self.table.iter().map(|row| row[column]).sum())
    }

    /// "1 severe, 4 clear", without what there is none of.
    pub(in crate::lint) fn words(&self) -> String {
        let all = self.severities().into_iter().zip(SEVERITIES).filter(|(count, _)| *count > 0);
        all.map(|(count, severity)| format!("{count} {}", severity.name())).collect::<Vec<_>>().join(", ")
    }
}

/// The replies with findings that count, the heaviest first.
pub(in crate::lint) fn ranked<'a>(view: &View<'a>) -> Vec<Ranked<'a>> {
    let fresh: Vec<&Lint> = view.linted.fresh().collect();
    let replies = fresh.chunk_by(|one, two| (one.file, one.reply) == (two.file, two.reply));
    let mut all: Vec<Ranked<'_>> = replies
        .map(|lints| Ranked {
            weight: lints.iter().map(|lint| u32::from(lint.finding.severity.level())).sum(),
            lints: lints.to_vec(),
        })
        .collect();
    // As in a review.
    let worst = |one: &Ranked<'_>| one.lints.iter().map(|lint| lint.finding.severity).max();
    all.sort_by_key(|one| std::cmp::Reverse((worst(one), one.weight)));
    all
}
