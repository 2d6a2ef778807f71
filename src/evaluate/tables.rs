//! The same by domain and by rule.

use super::measures::Counts;
use super::overlap::meets;
use super::{Clean, Sighting, Trial, share};
use crate::Mechanism;
use serde::Serialize;
use std::collections::{BTreeMap, HashSet};

/// How well all mechanisms together are found in one domain: the sum over cases and mechanisms (micro).
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Domain {
    /// Its name; `None` for cases that name none.
    pub domain: Option<String>,
    /// How many cases there are.
    pub cases: usize,
    /// Mechanisms found rightly.
    pub found: usize,
    /// Mechanisms found though they are absent.
    pub false_alarms: usize,
    /// Mechanisms that are present and were not found.
    pub missed: usize,
    /// Share of what was found that is right, 0 to 1.
    pub precision: f64,
    /// Share of what is there that was found, 0 to 1.
    pub recall: f64,
    /// Harmonic mean of the two.
    pub f1: f64,
    /// Its cases without any failure, and what was raised on them.
    pub clean: Clean,
}

impl Domain {
    fn new(domain: Option<&str>, trials: &[&Trial]) -> Self {
        let mut counts = Counts::default();
        for trial in trials {
            Mechanism::ALL.into_iter().for_each(|one| counts.add(trial, one));
        }
        let (precision, recall, f1) = counts.rates();
        let clean = Clean::new(trials.iter().copied());
        let Counts { found, false_alarms, missed, .. } = counts;
        let domain = domain.map(str::to_owned);
        Self { domain, cases: trials.len(), found, false_alarms, missed, precision, recall, f1, clean }
    }
}

/// The domains by name; none where no case names one.
pub(super) fn domains(trials: &[Trial]) -> Vec<Domain> {
    let mut groups: BTreeMap<Option<&str>, Vec<&Trial>> = BTreeMap::new();
    for trial in trials {
        groups.entry(trial.case.domain.as_deref()).or_default().push(trial);
    }
    if groups.keys().all(Option::is_none) {
        return Vec::new();
    }
    groups.into_iter().map(|(domain, trials)| Domain::new(domain, &trials)).collect()
}

/// A finding with its case and the place of that case.
type Seen<'a> = (usize, &'a Trial, &'a Sighting);

/// How a rule did.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Fired {
    /// Its id; empty for findings that name none.
    pub rule: String,
    /// The mechanism that it was reported for.
    pub mechanism: Mechanism,
    /// How often it fired: its findings.
    pub findings: usize,
    /// In how many cases it did.
    pub cases: usize,
    /// Share of its findings whose mechanism is in gold, 0 to 1.
    pub precision: f64,
    /// Of those, the share that overlaps a gold span by half of the shorter one, 0 to 1.
    pub span: f64,
}

impl Fired {
    fn new(rule: &str, mechanism: Mechanism, seen: &[Seen<'_>]) -> Self {
        let right: Vec<_> = seen.iter().filter(|(_, trial, _)| trial.case.label(mechanism).is_present()).collect();
        let met =
            right.iter().filter(|(_, trial, one)| meets(&trial.case.draft.text, one, trial.case.label(mechanism)));
        Self {
            rule: rule.to_owned(),
            mechanism,
            findings: seen.len(),
            cases: seen.iter().map(|(place, ..)| place).collect::<HashSet<_>>().len(),
            precision: share(right.len(), seen.len()),
            span: share(met.count(), right.len()),
        }
    }
}

/// The rules that fired, by mechanism and id.
pub(super) fn rules(trials: &[Trial]) -> Vec<Fired> {
    let mut groups: BTreeMap<(Mechanism, &str), Vec<Seen<'_>>> = BTreeMap::new();
    for (place, trial) in trials.iter().enumerate() {
        for one in trial.prediction.iter().flat_map(|prediction| &prediction.findings) {
            groups.entry((one.mechanism, one.rule.as_str())).or_default().push((place, trial, one));
        }
    }
    groups.iter().map(|((mechanism, rule), seen)| Fired::new(rule, *mechanism, seen)).collect()
}
