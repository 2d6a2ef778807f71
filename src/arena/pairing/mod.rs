//! Drafts and replies brought together: by their ids, or in order where no file has any.

mod by_id;
mod in_order;
mod replies;

pub use replies::Replies;

use super::{Offer, Side};
use crate::Error;
use crate::record::Record;
use serde_json::Value;

/// A draft or a reply that found no partner.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Stray {
    /// Whose it is; `None` for a draft.
    pub side: Option<Side>,
    /// Its id, where it has one.
    pub id: Option<Value>,
    /// Its line in the input, counted from 1; 0 where it came from elsewhere.
    pub line: usize,
    /// Why it is alone, and what to do; never its words.
    pub detail: String,
    /// The draft, where it is one.
    pub draft: Option<String>,
}

/// The drafts with the replies of both sides, and what did not fit.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Pairing {
    /// Drafts with both replies, in the order of the drafts.
    pub pairs: Vec<(Record, [Offer; 2])>,
    /// What is left out.
    pub strays: Vec<Stray>,
    /// For each side the replies that a later one with the same id replaced.
    pub repeated: [usize; 2],
}

impl Pairing {
    /// Gives each draft the replies with its id; where neither drafts nor replies have ids, those in the same place.
    /// `None` among the drafts is a line that could not be read.
    ///
    /// # Errors
    /// [`Error::Record`] where one file has ids and another has none, or where files without ids differ in length.
    pub fn new(drafts: Vec<Option<Record>>, sides: &[Replies; 2]) -> Result<Self, Error> {
        let ids: Vec<Option<&Value>> = drafts.iter().flatten().map(|record| record.id.as_ref()).collect();
        let drafts_have = Has::of(&ids);
        let listed = sides.iter().filter(|side| side.offers.is_some());
        let have: Vec<(&Replies, Has)> = listed.map(|side| (side, Has::of(&side.ids()))).collect();
        let any = |wanted: Has| drafts_have == wanted || have.iter().any(|(_, has)| *has == wanted);
        if !any(Has::Ids) || !any(Has::None) {
            let by_ids = any(Has::Ids);
            return if by_ids { Ok(by_id::paired(drafts, sides)) } else { in_order::paired(drafts, sides) };
        }
        Err(match have.iter().find(|(_, has)| *has == Has::None) {
            Some((side, _)) if drafts_have == Has::Ids => {
                fault(format!("{}: no reply has an id, and drafts have; copy each draft's", side.name))
            }
            _ => fault("the drafts have no ids, and the replies have; give each draft its own"),
        })
    }
}

/// Whether the records of a file have ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Has {
    Ids,
    None,
    /// Nothing could be read, so that it goes with either.
    Nothing,
}

impl Has {
    fn of(ids: &[Option<&Value>]) -> Self {
        match ids {
            [] => Self::Nothing,
            ids if ids.iter().any(Option::is_some) => Self::Ids,
            _ => Self::None,
        }
    }
}

fn fault(detail: impl Into<String>) -> Error {
    Error::Record { line: None, field: Some("id"), detail: detail.into() }
}

impl Pairing {
    fn lose(&mut self, draft: &Record, detail: &str) {
        let (id, line, text) = (draft.id.clone(), draft.line, Some(draft.draft.text.clone()));
        self.strays.push(Stray { side: None, id, line, detail: detail.to_owned(), draft: text });
    }

    /// A pair, unless a reply says that it was made from another draft: then the files do not belong together.
    fn put(&mut self, draft: Record, offers: [Offer; 2], sides: &[Replies; 2]) {
        let other = |offer: &Offer| offer.draft.as_ref().is_some_and(|text| *text != draft.draft.text);
        match offers.iter().position(other) {
            Some(at) => {
                let detail = format!("{}: line {}: made from another draft than this", sides[at].name, offers[at].line);
                self.lose(&draft, &detail);
            }
            None => self.pairs.push((draft, offers)),
        }
    }
}

#[cfg(test)]
mod tests;
