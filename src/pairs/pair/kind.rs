//! How a pair was made.

use crate::detect::Mechanism;

/// Where a pair comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PairKind {
    /// A draft and its revision.
    Revision,
    /// The best and the worst of several candidates.
    Candidates,
    /// A good reply and the same with this failure put in.
    Negative(Mechanism),
}

impl PairKind {
    /// The name in rows: `revision`, `candidates`, `negative`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Revision => "revision",
            Self::Candidates => "candidates",
            Self::Negative(_) => "negative",
        }
    }
}
