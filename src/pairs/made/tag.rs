//! What is remembered of a row until it is known whether it stays.

use crate::pairs::pair::{Labelled, Pair, PairKind};

/// What is remembered of a row until it is known whether it stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tag {
    pub(super) kind: PairKind,
    /// A bit for each mechanism.
    pub(super) mechanisms: u8,
    /// Of a labelled reply, whether it is good.
    pub(super) good: Option<bool>,
}

impl From<&Pair> for Tag {
    fn from(pair: &Pair) -> Self {
        let mechanisms = pair.mechanisms.iter().fold(0, |bits, one| bits | 1 << *one as u8);
        Self { kind: pair.kind, mechanisms, good: None }
    }
}

impl From<&Labelled> for Tag {
    fn from(one: &Labelled) -> Self {
        let found = |place: usize| one.judgement.severities[place] > 0;
        let mechanisms = (0..4).filter(|place| !one.good && found(*place)).fold(0, |bits, place| bits | 1 << place);
        Self { kind: PairKind::Revision, mechanisms, good: Some(one.good) }
    }
}
