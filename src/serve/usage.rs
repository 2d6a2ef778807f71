//! Token counts of an answer, with ours added and named apart.

use super::decision::Decision;
use super::dialect::Counted;
use std::ops::Range;

/// The edits that add what revisions cost to the counts of an answer; none where they cost nothing.
pub(super) fn added(_counted: &Counted, _decisions: &[Decision]) -> Vec<(Range<usize>, Vec<u8>)> {
    Vec::new()
}
