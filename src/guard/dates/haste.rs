//! Pledges that are to be kept at once.

use crate::guard::Side;
use crate::guard::words::{Pattern, pattern};
use std::sync::LazyLock;

/// Words that make a pledge one to act at once.
pub(super) static AT_ONCE: Pattern = LazyLock::new(|| {
    pattern(
        r"\b(?:right away|straight ?away|immediately|at once|instantly|without delay|urgently|first thing|this minute|in no time|very soon|very shortly)\b",
    )
});

/// A pledge that is to be kept at once, where the draft names no such haste.
pub(super) fn hurried(draft: &Side, candidate: &Side) -> Vec<String> {
    let hasty: Vec<&String> = candidate.said().iter().filter_map(|one| one.timing().hasty.as_ref()).collect();
    if hasty.is_empty() || AT_ONCE.is_match(draft.plain()) {
        return Vec::new();
    }
    hasty.into_iter().map(|words| format!("new deadline: \"{words}\"")).collect()
}
