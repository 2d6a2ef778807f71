//! The first words of a draft that has begun to go out: they stay, and what is found in them counts on neither side.

use super::rounds::Loop;
use crate::detect::{Finding, Report};
use crate::guard::Violation;
use crate::text::{Quote, Span};
use std::borrow::Cow;

/// The name under which a candidate with other first words is refused; no guard in the table, since only a draft that is
/// on its way has such words.
const NAME: &str = "sent";

/// Why a draft is kept in which all that was found has gone out.
pub(super) const GONE: &str = "what was found has reached the person already";

/// The report without what is found in the first `sent` bytes: that is past mending.
pub(super) fn within_reach(report: &Report, sent: usize) -> Cow<'_, Report> {
    if report.findings.iter().all(|one| !gone(one, sent)) {
        return Cow::Borrowed(report);
    }
    let findings = report.findings.iter().filter(|one| !gone(one, sent)).cloned().collect();
    Cow::Owned(Report { findings, ..report.clone() })
}

/// Whether a finding begins in the first `sent` bytes.
fn gone(finding: &Finding, sent: usize) -> bool {
    finding.quote.span.start < sent
}

impl Loop {
    /// The words that have gone out.
    pub(super) fn sent(&self) -> &str {
        &self.draft.text[..self.options.sent]
    }

    /// Whether anything of the draft is still to go out.
    pub(super) fn goes_on(&self) -> bool {
        self.options.sent == 0 || !self.draft.text[self.options.sent..].trim().is_empty()
    }

    /// A candidate's report in which the words that have gone out weigh what they weigh in the draft, whatever stands
    /// behind them now.
    pub(super) fn settled(&self, mut report: Report) -> Report {
        let sent = self.options.sent;
        report.findings.retain(|one| !gone(one, sent));
        let old = self.before.findings.iter().filter(|one| gone(one, sent)).cloned().map(|one| {
            let span = Span::new(one.quote.span.start, one.quote.span.end.min(sent));
            Finding { quote: Quote::cut(self.sent(), span), ..one }
        });
        report.findings.splice(0..0, old);
        report
    }

    /// What is wrong with a candidate that takes back what has gone out.
    pub(super) fn taken_back(&self, candidate: &str) -> Option<Violation> {
        let detail =
            "the reply must begin with the words that have reached the person, letter by letter, and go on behind them";
        (!candidate.starts_with(self.sent())).then(|| Violation { guard: NAME, detail: detail.to_owned() })
    }
}
