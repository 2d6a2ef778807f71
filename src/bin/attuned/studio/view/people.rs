//! People who might receive a reply, and what it does to each.

use attuned::{Canned, Checked, Mechanism, Report, Severity};
use serde::Serialize;

/// Somebody who might receive a reply.
#[derive(Serialize)]
pub(super) struct Person {
    who: String,
    message: String,
    imagined: bool,
    /// Whether the notes beside the file name them, and not the file itself.
    noted: bool,
    /// The greatest severity of the file's text for them, and of what would be saved now; 0 for none.
    was: u8,
    is: u8,
    /// What the text as it stands does to them.
    felt: Vec<Felt>,
}

/// Something that hurts somebody.
#[derive(Serialize)]
struct Felt {
    mechanism: &'static str,
    severity: u8,
    message: String,
}

impl Person {
    pub(super) fn all(reply: &Canned, was: &Checked, is: &Checked) -> Vec<Self> {
        let each = reply.situations.iter().enumerate();
        let person = each.map(|(place, situation)| Self {
            who: situation.who.clone(),
            message: situation.message.clone(),
            imagined: situation.imagined,
            noted: place >= reply.situations.len() - reply.noted().len(),
            was: worst(was.reports.get(place)),
            is: worst(is.reports.get(place)),
            felt: is.reports.get(place).map(felt).unwrap_or_default(),
        });
        person.collect()
    }
}

fn worst(report: Option<&Report>) -> u8 {
    report.and_then(Report::worst).map_or(0, Severity::level)
}

/// The worst of each mechanism.
fn felt(report: &Report) -> Vec<Felt> {
    let worst = |mechanism| report.of(mechanism).max_by_key(|finding| finding.severity);
    let all = Mechanism::ALL.into_iter().filter_map(worst).map(|finding| Felt {
        mechanism: finding.mechanism.id(),
        severity: finding.severity.level(),
        message: finding.message.clone(),
    });
    all.collect()
}
