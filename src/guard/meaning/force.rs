//! How firmly something may be said.

/// How firmly something is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::guard) enum Force {
    /// "Must", "need to", "is required".
    Must,
    /// "Should", "ought to".
    Should,
    /// "Can", "could", "feel free to".
    Can,
    /// "May", "might".
    May,
    /// "Will".
    Will,
    /// "We expect", "we aim to".
    Hope,
    /// "Must not", "cannot", "do not".
    Forbid,
    /// "Should not", "try not to".
    Discourage,
    /// "Do not have to".
    Exempt,
}
