//! One draft with the replies of both sides: what the rules see in them, and what the judge said.

use super::look::{Eye, Look};
use super::{Offer, Ruling};
use crate::Error;
use crate::detect::Report;
use crate::record::Record;
use crate::text::Draft;
use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

/// One of the two sets of replies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Side {
    /// The first set.
    A,
    /// The second set.
    B,
}

impl Side {
    /// Both, in their order.
    pub const BOTH: [Self; 2] = [Self::A, Self::B];

    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::A => Self::B,
            Self::B => Self::A,
        }
    }
}

/// A draft and what both sides would send.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Bout {
    /// The id of the draft, where it has one.
    pub id: Option<Value>,
    /// What it is about, in a word or two, where known.
    pub domain: Option<String>,
    /// The draft in its conversation; in records its text.
    #[serde(serialize_with = "text")]
    pub draft: Draft,
    /// What the record says must be kept, word for word.
    pub must_keep: Vec<String>,
    /// What the record says a reply must not do, for whoever reads the pair.
    pub must_not: Vec<String>,
    /// What is found in the draft.
    pub before: Report,
    /// The replies, A's first.
    #[serde(flatten, serialize_with = "by_side")]
    pub looks: [Look; 2],
    /// What the judge said; `None` where nobody asked.
    pub ruling: Option<Ruling>,
}

impl Bout {
    /// Looks at both replies to the draft of a record, which may name a `domain` and list what `must_keep` and `must_not`.
    ///
    /// # Errors
    /// [`Error::Record`] names the line and the field of the draft's record.
    pub fn new(record: Record, offers: [Offer; 2], eye: &Eye) -> Result<Self, Error> {
        let line = (record.line > 0).then_some(record.line);
        let fault = |(field, detail)| Error::Record { line, field: Some(field), detail };
        let domain = domain(&record.rest).map_err(fault)?;
        let [must_keep, must_not] = ["must_keep", "must_not"].map(|field| texts(&record.rest, field).map_err(fault));
        let (must_keep, must_not) = (must_keep?, must_not?);
        let Record { id, draft, .. } = record;
        let before = eye.report(&draft);
        let looks = offers.map(|offer| eye.look(&draft, &before, &must_keep, offer));
        Ok(Self { id, domain, draft, must_keep, must_not, before, looks, ruling: None })
    }

    /// What the rules see in a side's reply.
    pub fn look(&self, side: Side) -> &Look {
        &self.looks[side as usize]
    }

    /// Whether both sides would send the same.
    pub fn is_same(&self) -> bool {
        self.looks[0].text == self.looks[1].text
    }
}

/// A field at fault and what it should have been.
type Fault = (&'static str, String);

fn domain(rest: &Map<String, Value>) -> Result<Option<String>, Fault> {
    match rest.get("domain") {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(name)) => Ok(Some(name.clone())),
        Some(_) => Err(("domain", "expected text".to_owned())),
    }
}

fn texts(rest: &Map<String, Value>, field: &'static str) -> Result<Vec<String>, Fault> {
    let fault = || (field, "expected a list of texts".to_owned());
    match rest.get(field) {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::Array(list)) => list.iter().map(|one| one.as_str().map(str::to_owned).ok_or_else(fault)).collect(),
        Some(_) => Err(fault()),
    }
}

fn text<S: Serializer>(draft: &Draft, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&draft.text)
}

/// Two things as an object with `a` and `b`.
pub(super) fn by_side<T: Serialize, S: Serializer>(both: &[T; 2], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(["a", "b"].iter().zip(both))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn bout(record: Value) -> Result<Bout, Error> {
        let record = Record::read(record, 4).unwrap();
        let offers = [Offer::of(&record), Offer { text: "Yes.".into(), ..Offer::default() }];
        Bout::new(record, offers, &Eye::default())
    }

    #[test]
    fn a_pair_is_an_object_with_both_sides() {
        let bout = bout(json!({"id": 7, "draft": "Room 4.", "domain": "school", "must_keep": ["4"]})).unwrap();
        let value = serde_json::to_value(&bout).unwrap();
        assert_eq!((&value["id"], &value["domain"], &value["draft"]), (&json!(7), &json!("school"), &json!("Room 4.")));
        assert_eq!((&value["a"]["unchanged"], &value["b"]["lost"]), (&json!(true), &json!(["4"])));
        assert!(!bout.is_same() && bout.look(Side::B).text == "Yes.");
    }

    #[test]
    fn a_list_that_is_none_is_named() {
        let error = bout(json!({"draft": "Hm.", "must_not": ["walrus", 7]})).unwrap_err().to_string();
        assert_eq!(error, "line 4: field `must_not`: expected a list of texts");
    }
}
