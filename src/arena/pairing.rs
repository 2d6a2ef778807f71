//! Drafts and replies brought together: by their ids, or in order where no file has any.

use super::{Offer, Side};
use crate::Error;
use crate::record::Record;
use serde_json::Value;
use std::collections::HashMap;

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

    fn known(&self) -> impl Iterator<Item = &Offer> {
        self.offers.iter().flatten().flatten()
    }
}

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
        let read: Vec<&Record> = drafts.iter().flatten().collect();
        let has = Has { all: read.is_empty(), ids: read.iter().any(|record| record.id.is_some()) };
        let listed = sides.iter().filter(|side| side.offers.is_some());
        let replies: Vec<(&Replies, Has)> = listed.map(|side| (side, Has::of(side))).collect();
        if !has.ids && replies.iter().all(|(_, has)| !has.ids) {
            return in_order(drafts, sides);
        }
        match replies.iter().find(|(_, has)| !has.ids && !has.all) {
            _ if !has.ids && !has.all => {
                Err(fault("the drafts have no ids, and the replies have; give each draft its own"))
            }
            Some((side, _)) => {
                Err(fault(format!("{}: no reply has an id, and drafts have; copy each draft's", side.name)))
            }
            None => Ok(by_id(drafts, sides)),
        }
    }
}

/// Whether a file holds anything, and any ids.
#[derive(Clone, Copy)]
struct Has {
    /// Nothing could be read, so that it has all that could be asked for.
    all: bool,
    ids: bool,
}

impl Has {
    fn of(side: &Replies) -> Self {
        Self { all: side.known().next().is_none(), ids: side.known().any(|offer| offer.id.is_some()) }
    }
}

fn fault(detail: impl Into<String>) -> Error {
    Error::Record { line: None, field: Some("id"), detail: detail.into() }
}

/// Place by place; what could not be read keeps its place.
fn in_order(drafts: Vec<Option<Record>>, sides: &[Replies; 2]) -> Result<Pairing, Error> {
    for side in sides {
        let replies = side.offers.as_ref().map_or(drafts.len(), Vec::len);
        if replies != drafts.len() {
            let detail = "without ids there must be as many as drafts, in their order; better give ids to both";
            let counts = format!("{} holds {replies}, and there are {} drafts", side.name, drafts.len());
            return Err(Error::Record { line: None, field: None, detail: format!("{counts}: {detail}") });
        }
    }
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

/// By id; of several replies with one id the last counts.
fn by_id(drafts: Vec<Option<Record>>, sides: &[Replies; 2]) -> Pairing {
    let mut pairing = Pairing::default();
    let mut seen: HashMap<String, usize> = HashMap::new();
    let offers = sides.each_ref().map(known);
    for draft in drafts.into_iter().flatten() {
        let Some(id) = draft.id.as_ref().map(name) else {
            pairing.lose(&draft, "this draft has no id, and others have; give each draft its own");
            continue;
        };
        let times = seen.entry(id.clone()).or_default();
        *times += 1;
        if *times > 1 {
            pairing.lose(&draft, "an earlier draft has this id; give each draft its own");
            continue;
        }
        let found = [0, 1].map(|at| match &sides[at].offers {
            Some(_) => offers[at].get(&id).map(|offer| (*offer).clone()),
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
    for (at, side) in Side::BOTH.into_iter().enumerate() {
        let with_id = sides[at].known().filter(|offer| offer.id.is_some()).count();
        pairing.repeated[at] = with_id - offers[at].len();
        pairing.strays.extend(sides[at].known().filter_map(|offer| unknown(offer, side, &sides[at].name, &seen)));
    }
    pairing
}

/// The last reply with each id.
fn known(side: &Replies) -> HashMap<String, &Offer> {
    side.known().filter_map(|offer| Some((name(offer.id.as_ref()?), offer))).collect()
}

/// A reply that answers no draft.
fn unknown(offer: &Offer, side: Side, file: &str, drafts: &HashMap<String, usize>) -> Option<Stray> {
    let why = match &offer.id {
        Some(id) if drafts.contains_key(&name(id)) => return None,
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
mod tests {
    use super::*;
    use serde_json::json;

    fn draft(id: Value, text: &str) -> Option<Record> {
        Some(Record::read(json!({"id": id, "draft": text}), 1).unwrap())
    }

    fn offer(id: Value, text: &str) -> Option<Offer> {
        let id = (!id.is_null()).then_some(id);
        Some(Offer { id, text: text.into(), line: 3, ..Offer::default() })
    }

    fn shown(pairing: &Pairing) -> Vec<[&str; 3]> {
        let all = pairing.pairs.iter();
        all.map(|(record, [a, b])| [&*record.draft.text, &*a.text, &*b.text]).collect()
    }

    #[test]
    fn replies_are_found_by_id_and_the_last_counts() {
        let drafts = vec![draft(json!(1), "d1"), draft(json!("2"), "d2")];
        let a = Replies::new("a", vec![offer(json!("2"), "a2"), None, offer(json!(1), "old"), offer(json!("1"), "a1")]);
        let pairing = Pairing::new(drafts, &[a, Replies::drafts("draft")]).unwrap();
        assert_eq!(shown(&pairing), [["d1", "a1", "d1"], ["d2", "a2", "d2"]]);
        assert_eq!((pairing.repeated, pairing.strays.len()), ([1, 0], 0));
    }

    #[test]
    fn what_has_no_partner_is_named() {
        let drafts =
            vec![draft(json!(1), "d1"), draft(json!(2), "d2"), draft(json!(1), "d3"), draft(Value::Null, "d4")];
        let a = Replies::new("a", vec![offer(json!(1), "a1"), offer(json!(9), "a9"), offer(Value::Null, "a0")]);
        let pairing = Pairing::new(drafts, &[Replies::drafts("draft"), a]).unwrap();
        assert_eq!(shown(&pairing), [["d1", "d1", "a1"]]);
        let details: Vec<&str> = pairing.strays.iter().map(|one| one.detail.as_str()).collect();
        let wanted = [
            "a holds no reply with this id",
            "an earlier draft has this id; give each draft its own",
            "this draft has no id, and others have; give each draft its own",
            "a: line 3: no draft has the id of this reply",
            "a: line 3: this reply has no id, and others have; copy the draft's",
        ];
        assert_eq!(details, wanted);
    }

    #[test]
    fn without_ids_places_count_and_a_broken_line_keeps_its_own() {
        let drafts = || vec![draft(Value::Null, "d1"), draft(Value::Null, "d2")];
        let a = Replies::new("a", vec![None, offer(Value::Null, "a2")]);
        let pairing = Pairing::new(drafts(), &[a.clone(), Replies::drafts("draft")]).unwrap();
        assert_eq!(shown(&pairing), [["d2", "a2", "d2"]]);
        let b = Replies::new("b", vec![offer(Value::Null, "b1")]);
        let error = Pairing::new(drafts(), &[a, b]).unwrap_err().to_string();
        assert!(error.starts_with("b holds 1, and there are 2 drafts: without ids"), "{error}");
    }

    #[test]
    fn a_file_with_ids_does_not_go_with_one_without() {
        let drafts = |id: Value| vec![draft(id, "d1")];
        let side = |id: Value| Replies::new("a", vec![offer(id, "a1")]);
        let with = Pairing::new(drafts(json!(1)), &[side(Value::Null), Replies::drafts("d")]).unwrap_err();
        assert_eq!(with.to_string(), "field `id`: a: no reply has an id, and drafts have; copy each draft's");
        let without = Pairing::new(drafts(Value::Null), &[side(json!(1)), side(json!(1))]).unwrap_err().to_string();
        assert!(without.starts_with("field `id`: the drafts have no ids"), "{without}");
    }

    #[test]
    fn a_reply_to_another_draft_is_refused() {
        let made = Offer { draft: Some("d0".into()), ..offer(json!(1), "a1").unwrap() };
        let side = Replies::new("a", vec![Some(made)]);
        let pairing = Pairing::new(vec![draft(json!(1), "d1")], &[Replies::drafts("d"), side]).unwrap();
        assert_eq!(pairing.strays[0].detail, "a: line 3: made from another draft than this");
    }
}
