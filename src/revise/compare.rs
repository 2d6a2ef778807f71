//! What a model says of two replies that lie before it without names: which it would rather receive, and what one
//! holds that the other lacks.

use super::quote;
use super::reply::{Unread, keyed, spoken, string};
use serde_json::{Map, Value};

/// An objection is not looked for beyond this many.
const MOST: usize = 12;

/// One of two replies, by the order in which they were shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    First,
    Second,
}

impl Side {
    /// The other one.
    pub(crate) fn other(self) -> Self {
        match self {
            Self::First => Self::Second,
            Self::Second => Self::First,
        }
    }
}

/// Substance that one reply holds and the other does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Objection {
    /// The reply that holds the words.
    pub(crate) reply: Side,
    /// `changed_meaning`, `new_promise`, `invented`, `flattery`.
    pub(crate) kind: &'static str,
    /// The words, as they stand in that reply.
    pub(crate) quote: String,
    /// Why it matters.
    pub(crate) reason: String,
}

/// The answer to a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Comparison {
    /// The reply that the person would rather receive; `None` where they would hardly care.
    pub(crate) better: Option<Side>,
    /// Why.
    pub(crate) reason: String,
    /// The objections whose words stand in the reply that they name, in the order of the answer.
    pub(crate) objections: Vec<Objection>,
}

pub(crate) const KINDS: [&str; 4] = ["changed_meaning", "new_promise", "invented", "flattery"];

/// Reads the answer to a comparison of `first` with `second`. An objection whose words stand nowhere is passed over.
pub(crate) fn read(answer: &str, first: &str, second: &str) -> Result<Comparison, Unread> {
    let answer = spoken(answer)?;
    let object = keyed(&answer, "better", Value::is_string)?.ok_or(Unread::Garbled)?;
    let better = match string(&object, "better").trim().to_ascii_lowercase().as_str() {
        "first" => Some(Side::First),
        "second" => Some(Side::Second),
        "even" => None,
        _ => return Err(Unread::Garbled),
    };
    let listed = object.get("objections").and_then(Value::as_array).into_iter().flatten().take(MOST);
    let objections = listed.filter_map(|one| objection(one.as_object()?, first, second)).collect();
    Ok(Comparison { better, reason: string(&object, "reason").trim().to_owned(), objections })
}

fn objection(object: &Map<String, Value>, first: &str, second: &str) -> Option<Objection> {
    let kind = string(object, "kind");
    let kind = KINDS.into_iter().find(|known| *known == kind.trim())?;
    let (reply, text) = match string(object, "reply").trim() {
        "first" => (Side::First, first),
        "second" => (Side::Second, second),
        _ => return None,
    };
    let span = quote::find(text, &string(object, "quote"))?;
    Some(Objection { reply, kind, quote: span.of(text).to_owned(), reason: string(object, "reason").trim().to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const FIRST: &str = "We cannot refund it. Call us if it swells.";
    const SECOND: &str = "We may not be able to refund it.";

    fn answer(better: &str, objections: &Value) -> String {
        json!({"objections": objections, "reason": "It is plain.", "better": better}).to_string()
    }

    #[test]
    fn objections_stand_in_the_reply_that_they_name() {
        let objections = json!([
            {"reply": "second", "kind": "changed_meaning", "quote": "“may not be able”", "reason": "a no became a maybe"},
            {"reply": "first", "kind": "changed_meaning", "quote": "call us if it SWELLS", "reason": "gone"},
            {"reply": "second", "kind": "changed_meaning", "quote": "Call us if it swells", "reason": "stands in the other"},
            {"reply": "second", "kind": "rude", "quote": "refund", "reason": "no such kind"},
            {"reply": "both", "kind": "invented", "quote": "refund", "reason": "no such reply"},
            "noise"
        ]);
        let read = read(&answer("first", &objections), FIRST, SECOND).unwrap();
        let found: Vec<_> = read.objections.iter().map(|one| (one.reply, one.quote.as_str())).collect();
        assert_eq!(found, [(Side::Second, "may not be able"), (Side::First, "Call us if it swells")]);
        assert_eq!((read.better, read.reason.as_str()), (Some(Side::First), "It is plain."));
    }

    #[test]
    fn even_is_an_answer_and_anything_else_is_none() {
        assert_eq!(read(&answer("Even", &json!([])), FIRST, SECOND).unwrap().better, None);
        assert_eq!(read(&answer("the draft", &json!([])), FIRST, SECOND), Err(Unread::Garbled));
        assert_eq!(read("The second one.", FIRST, SECOND), Err(Unread::Garbled));
        assert_eq!(read("", FIRST, SECOND), Err(Unread::Empty));
        assert_eq!(read(r#"{"objections":[{"reply":"fi"#, FIRST, SECOND), Err(Unread::Cut));
    }
}
