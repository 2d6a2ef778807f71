//! Place by place, where no file has ids.

use super::{Pairing, Replies};
use crate::Error;
use crate::arena::Offer;
use crate::record::Record;

/// Drafts and replies in the same place; what could not be read keeps its place.
pub(super) fn paired(drafts: Vec<Option<Record>>, sides: &[Replies; 2]) -> Result<Pairing, Error> {
    sides.iter().try_for_each(|side| as_many(side, drafts.len()))?;
    let mut pairing = Pairing::default();
    for (place, draft) in drafts.into_iter().enumerate() {
        let Some(draft) = draft else { continue };
        let found = sides.each_ref().map(|side| match &side.offers {
            Some(offers) => offers[place].clone(),
            None => Some(Offer::of(&draft)),
        });
        if let [Some(a), Some(b)] = found {
            pairing.put(draft, [a, b], sides);
        }
    }
    Ok(pairing)
}

fn as_many(side: &Replies, drafts: usize) -> Result<(), Error> {
    let replies = side.offers.as_ref().map_or(drafts, Vec::len);
    if replies == drafts {
        return Ok(());
    }
    let what = "without ids there must be as many as drafts, in their order; better give ids to both";
    let detail = format!("{} holds {replies}, and there are {drafts} drafts: {what}", side.name);
    Err(Error::Record { line: None, field: None, detail })
}
