//! Whether a spoilt reply may be used: one failure more, and nothing else changed.

use super::scene::Scene;
use crate::detect::{Mechanism, Report, Severity, detect};
use crate::guard::{Keep, check};

/// Guards of facts, which every negative must keep.
///
/// Left out are the guards of manner (`templates`, `apologies`, `overshoot`, `blame`, `length`, `injection`): a failure is
/// put in on purpose, and the length has narrower bounds here.
pub(super) const FACTS: [&str; 15] = [
    "placeholders",
    "marks",
    "numbers",
    "dates",
    "links",
    "code",
    "names",
    "promises",
    "deeds",
    "duties",
    "causes",
    "experience",
    "crisis",
    "structure",
    "keep",
];

/// Guards of what is said for sure; an answer that is stepped around or put under a condition breaks them by its nature.
const SURE: [&str; 3] = ["negations", "conditions", "certainty"];

/// Shortest and longest share of the good reply's length.
const LENGTHS: [f64; 2] = [0.7, 1.3];

/// What is found in the text, if it has this failure alone more than the good reply and all its facts.
pub(super) fn report(scene: &Scene<'_>, mechanism: Mechanism, text: &str) -> Option<Report> {
    let ratio = text.chars().count() as f64 / scene.draft.text.chars().count().max(1) as f64;
    if !(LENGTHS[0]..=LENGTHS[1]).contains(&ratio) {
        return None;
    }
    let after = detect(&scene.draft.with_text(text));
    let failed = after.severity(mechanism) >= Some(Severity::Clear);
    let alone = || {
        let others = Mechanism::ALL.into_iter().filter(|other| *other != mechanism);
        others.into_iter().all(|other| after.severity(other) <= scene.before.severity(other))
    };
    (failed && alone() && holds(scene, mechanism, text)).then_some(after)
}

/// Whether the facts hold.
fn holds(scene: &Scene<'_>, mechanism: Mechanism, text: &str) -> bool {
    let sure = mechanism != Mechanism::ConflictAvoidance;
    let counts = |guard: &str| FACTS.contains(&guard) || sure && SURE.contains(&guard);
    let broken = check(scene.draft, text, &Keep::default());
    !broken.iter().any(|one| counts(one.guard))
}
