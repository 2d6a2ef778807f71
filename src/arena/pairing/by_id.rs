//! By id, where files have ids.

use super::{Pairing, Replies, Stray};
use crate::arena::{Offer, Side};
use crate::record::Record;
use serde_json::Value;
use std::collections::{HashMap, HashSet};

/// Each draft with the replies of its id; of several replies with one id the last counts.
pub(super) fn paired(drafts: Vec<Option<Record>>, sides: &[Replies; 2]) -> Pairing {
    let mut pairing = Pairing::default();
    let mut seen = HashSet::new();
    let offers = sides.each_ref().map(by_id);
    for draft in drafts.into_iter().flatten() {
        match fresh(&draft, &mut seen) {
            Ok(id) => join(&mut pairing, draft, &id, sides, &offers),
            Err(why) => pairing.lose(&draft, why),
        }
    }
    for (at, side) in Side::BOTH.into_iter().enumerate() {
        let with_id = sides[at].known().filter(|offer| offer.id.is_some()).count();
        pairing.repeated[at] = with_id - offers[at].len();
        pairing.strays.extend(sides[at].known().filter_map(|offer| unknown(offer, side, &sides[at].name, &seen)));
    }
    pairing
}

/// The id of a draft, where it has one that no earlier draft has.
fn fresh(draft: &Record, seen: &mut HashSet<String>) -> Result<String, &'static str> {
    let id = draft.id.as_ref().map(name).ok_or("this draft has no id, and others have; give each draft its own")?;
    match seen.insert(id.clone()) {
        true => Ok(id),
        false => Err("an earlier draft has this id; give each draft its own"),
    }
}

/// A draft with the reply of either side.
fn join(pairing: &mut Pairing, draft: Record, id: &str, sides: &[Replies; 2], offers: &[HashMap<String, &Offer>; 2]) {
    let found = [0, 1].map(|at| match &sides[at].offers {
        Some(_) => offers[at].get(id).map(|offer| (*offer).clone()),
        None => Some(Offer::of(&draft)),
    });
    match found {
        [Some(a), Some(b)] => pairing.put(draft, [a, b], sides),
        [a, _] => {
            let name = &sides[usize::from(a.is_some())].name;
            pairing.lose(&draft, &format!("{name} holds no reply with this id"));
        }
    }
}

/// The last reply with each id.
fn by_id(side: &Replies) -> HashMap<String, &Offer> {
    side.known().filter_map(|offer| Some((name(offer.id.as_ref()?), offer))).collect()
}

/// A reply that answers no draft.
fn unknown(offer: &Offer, side: Side, file: &str, drafts: &HashSet<String>) -> Option<Stray> {
    let why = match &offer.id {
        Some(id) if drafts.contains(&name(id)) => return None,
        Some(_) => "no draft has the id of this reply",
        None => "this reply has no id, and others have; copy the draft's",
    };
    let detail = format!("{file}: line {}: {why}", offer.line);
    Some(Stray { side: Some(side), id: offer.id.clone(), line: offer.line, detail, draft: None })
}

/// An id as text, so that 7 and "7" are the same.
fn name(id: &Value) -> String {
    id.as_str().map_or_else(|| id.to_string(), str::to_owned)
}
