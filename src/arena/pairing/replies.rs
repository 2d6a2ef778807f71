//! The replies of one side, as they came.

use crate::arena::Offer;
use serde_json::Value;

/// The replies of one side.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Replies {
    /// What the side is called in errors.
    pub name: String,
    /// Its replies in the order of the input, `None` for a line that could not be read; without a list the drafts
    /// themselves are its replies.
    pub offers: Option<Vec<Option<Offer>>>,
}

impl Replies {
    /// The replies of a file; `None` in the list is a line that could not be read.
    pub fn new(name: impl Into<String>, offers: Vec<Option<Offer>>) -> Self {
        Self { name: name.into(), offers: Some(offers) }
    }

    /// The drafts as they stand.
    pub fn drafts(name: impl Into<String>) -> Self {
        Self { name: name.into(), offers: None }
    }

    /// The replies that could be read.
    pub(super) fn known(&self) -> impl Iterator<Item = &Offer> {
        self.offers.iter().flatten().flatten()
    }

    /// The id of each of them, where it has one.
    pub(super) fn ids(&self) -> Vec<Option<&Value>> {
        self.known().map(|offer| offer.id.as_ref()).collect()
    }
}
