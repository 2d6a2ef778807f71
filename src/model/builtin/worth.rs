//! The bar: what changes must be felt by whoever receives the reply, or the reply stays as it is.

use super::edit::Edit;
use crate::detect::{Report, Severity};
use crate::reading::Text;

/// How much of an edit is felt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Worth {
    /// A clerk's step told by another subject: good beside other edits, nothing to anybody alone.
    Idle,
    /// A plainer word, a rule turned to the reader: felt where it is not the only one.
    Small,
    /// A stock sentence gone, a harm owned, a weak word mended: felt by itself.
    Felt,
}

/// In how many sentences small edits must fall before they are felt.
const SENTENCES: usize = 2;

/// Whether edits of a text are worth making.
pub(super) fn enough(text: &str, edits: &[Edit]) -> bool {
    if edits.iter().any(|edit| edit.worth == Worth::Felt) {
        return true;
    }
    let small = |edit: &&Edit| edit.worth == Worth::Small;
    let read = Text::read(text);
    let touched = |span| edits.iter().filter(small).any(|edit| edit.span.overlaps(span));
    read.body().filter(|sentence| touched(sentence.span)).count() >= SENTENCES
}

/// Whether edits of a canned reply are worth showing: its writer decides about each, and sees in the list what was found.
///
/// A clerk's step told by another subject is no more to them than to anybody, unless something clear goes with it.
pub(super) fn shown(edits: &[Edit], before: &Report, after: &Report) -> bool {
    let clear = |report: &Report| report.findings.iter().filter(|one| one.severity >= Severity::Clear).count();
    edits.iter().any(|edit| edit.worth > Worth::Idle) || clear(after) < clear(before)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::Mechanism::LinguisticDistancing;
    use crate::text::Span;

    #[test]
    fn what_is_felt_passes_alone_and_what_is_small_in_company() {
        let text = "Pay prior to noon and prior to tea. Kindly wait.";
        let edit = |from, to, worth| Edit::new(Span::new(from, to), "x", LinguisticDistancing, "why").worth(worth);
        let passes = |edits: &[Edit]| enough(text, edits);
        assert!(!passes(&[]));
        assert!(passes(&[edit(4, 12, Worth::Felt)]));
        assert!(!passes(&[edit(4, 12, Worth::Small)]));
        assert!(!passes(&[edit(4, 12, Worth::Small), edit(22, 30, Worth::Small)]), "both stand in one sentence");
        assert!(passes(&[edit(4, 12, Worth::Small), edit(36, 42, Worth::Small)]));
        assert!(!passes(&[edit(4, 12, Worth::Small), edit(36, 42, Worth::Idle)]));
    }
}
