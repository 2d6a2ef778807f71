//! Suppressions that do not say why: the next writer cannot tell whether they still hold.

use super::shelf::Shelf;
use super::{LibraryFinding, LibraryKind};

/// The replies with such suppressions, as one finding.
pub(super) fn missing(shelf: &Shelf<'_>) -> Option<LibraryFinding> {
    let silent = |at: &usize| shelf.reply(*at).suppressed.iter().any(|one| one.reason.trim().is_empty());
    let those: Vec<_> = (0..shelf.len()).filter(silent).map(|at| (at, None)).collect();
    let message = match those.len() {
        0 => return None,
        1 => "1 reply suppresses a rule and does not say why".to_owned(),
        count => format!("{count} replies suppress a rule and do not say why"),
    };
    let share = those.len() as f64 / shelf.len() as f64;
    Some(shelf.finding(LibraryKind::NoReason, (message, "write the reason beside the rule"), share, &those))
}
