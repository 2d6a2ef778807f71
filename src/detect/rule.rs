//! What a rule is: an id, what it sees, why that hurts, an example and a better way.

use super::Mechanism;
use serde::Serialize;

/// A rule as people and prompts read it. The one source for `explain`, the docs, the critique prompt and the records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Rule {
    /// Its id, such as `SA02`.
    pub id: &'static str,
    /// The mechanism that it belongs to.
    pub mechanism: Mechanism,
    /// A short name in words: "agentless passive".
    pub name: &'static str,
    /// What it sees, in one sentence.
    pub summary: &'static str,
    /// Why that hurts the person, in one sentence.
    pub why: &'static str,
    /// What to do instead, in one sentence.
    pub instead: &'static str,
    /// A sentence that fails.
    pub example: &'static str,
    /// The same sentence as it could be.
    pub better: &'static str,
}

/// All rules, by mechanism and id.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    super::weigh::looks().map(|look| &look.rule)
}

/// The rule with this id, in any case.
pub fn rule(id: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.id.eq_ignore_ascii_case(id.trim()))
}
