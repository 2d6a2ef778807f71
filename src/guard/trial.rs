//! For tests: what one guard says about a candidate.

use super::{Check, Guard, Keep};
use crate::text::{Conversation, Draft};

/// What `guard` says when the person said `said` (nothing: a canned reply).
pub(super) fn broken(guard: Guard, said: &str, draft: &str, candidate: &str) -> Vec<String> {
    let draft = if said.is_empty() { Draft::canned(draft) } else { Draft::new(Conversation::from_user(said), draft) };
    guard(&Check::new(&draft, candidate, &Keep::default()))
}

/// Demands a word from the guard on each `(said, draft, candidate)`.
pub(super) fn catches(guard: Guard, cases: &[(&str, &str, &str)]) {
    for (said, draft, candidate) in cases {
        assert!(!broken(guard, said, draft, candidate).is_empty(), "not caught: {draft:?} -> {candidate:?}");
    }
}

/// Demands silence from the guard on each `(said, draft, candidate)`.
pub(super) fn spares(guard: Guard, cases: &[(&str, &str, &str)]) {
    for (said, draft, candidate) in cases {
        let found = broken(guard, said, draft, candidate);
        assert!(found.is_empty(), "false veto: {draft:?} -> {candidate:?}: {found:?}");
    }
}
