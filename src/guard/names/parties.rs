//! People who are told by their office: "a manager", "our lawyer".

use crate::guard::Check;
use crate::guard::words::stem;
use std::sync::LazyLock;

/// People whom a matter is passed to, told by their office; the team that any sender has is not among them.
const PARTIES: &[&str] = &[
    "manager",
    "director",
    "supervisor",
    "superior",
    "boss",
    "chief",
    "ceo",
    "owner",
    "lawyer",
    "solicitor",
    "specialist",
    "engineer",
    "technician",
    "headquarters",
];

/// Whoever is told of by their office in the candidate alone.
pub(super) fn strangers(check: &Check<'_>) -> Vec<String> {
    static STEMS: LazyLock<Vec<String>> = LazyLock::new(|| PARTIES.iter().map(|party| stem(party)).collect());
    let told = PARTIES.iter().zip(STEMS.iter()).filter(|(_, stem)| check.new.has_stem(stem));
    let strange = told.filter(|(_, stem)| !check.known.has_stem(stem));
    strange.map(|(party, _)| format!("somebody whom nobody mentioned: the {party}")).collect()
}
