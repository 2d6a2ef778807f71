//! A reply as one side offers it, read from an outcome of ours or a record of somebody else's.

use crate::Error;
use crate::record::{Entry, Record, kind, reply};
use crate::revise::Usage;
use serde_json::Value;

/// The names under which replies are found, the surest first.
const NAMES: [&str; 4] = ["text", "reply", "response", "completion"];

/// A reply to one draft.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Offer {
    /// The id of the draft that it answers, any JSON scalar.
    pub id: Option<Value>,
    /// What would be sent.
    pub text: String,
    /// The draft that it says it was made from, as our outcomes do.
    pub draft: Option<String>,
    /// What it cost, where that is said.
    pub usage: Option<Usage>,
    /// The line of the input where it starts, counted from 1; 0 where it came from elsewhere.
    pub line: usize,
}

/// A field at fault and what it should have been.
type Fault = (Option<&'static str>, String);

impl Offer {
    /// A reply of this text, of which nothing else is known.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// Reads an outcome of `attuned revise`, or any record with the reply as `text`, `reply`, `response` or `completion`.
    ///
    /// # Errors
    /// [`Error::Record`] names the line and the field, never the words. An error record is one: it holds no reply.
    pub fn read(entry: &Entry) -> Result<Self, Error> {
        let fault = |(field, detail)| Error::Record { line: Some(entry.line), field, detail };
        offer(&entry.value).map(|offer| Self { line: entry.line, ..offer }).map_err(fault)
    }

    /// The draft itself, as if somebody had offered it.
    pub fn of(record: &Record) -> Self {
        Self { id: record.id.clone(), text: record.draft.text.clone(), line: record.line, ..Self::default() }
    }
}

fn offer(value: &Value) -> Result<Offer, Fault> {
    if !value.is_object() {
        return Err((None, format!("expected a record, an object in braces; this is {}", kind(value))));
    }
    if value.get("error").is_some_and(|error| !error.is_null()) {
        return Err((None, "this is an error record, without a reply; make it again".to_owned()));
    }
    let there = |name: &&str| value.get(*name).is_some_and(|one| !one.is_null());
    let Some(field) = NAMES.into_iter().find(there) else {
        return Err((None, "expected the reply as `text`, `reply`, `response` or `completion`".to_owned()));
    };
    let text = reply(field, value[field].clone())?;
    let draft = value.get("draft").and_then(Value::as_str).map(str::to_owned);
    Ok(Offer { id: id(value)?, text, draft, usage: value.get("usage").and_then(usage), line: 0 })
}

fn id(value: &Value) -> Result<Option<Value>, Fault> {
    match value.get("id") {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Array(_) | Value::Object(_)) => Err((Some("id"), "expected text or a number".to_owned())),
        Some(id) => Ok(Some(id.clone())),
    }
}

/// What a reply cost; a count that is no number is taken as not said.
fn usage(value: &Value) -> Option<Usage> {
    let count = |name: &str| value.get(name).and_then(Value::as_u64).unwrap_or(0);
    value.is_object().then(|| Usage {
        calls: count("calls"),
        prompt_tokens: count("prompt_tokens"),
        completion_tokens: count("completion_tokens"),
        milliseconds: count("milliseconds"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(value: Value) -> Result<Offer, String> {
        let entry = crate::Entries::new(value.to_string().as_bytes()).next().unwrap().unwrap();
        Offer::read(&entry).map_err(|error| error.to_string())
    }

    #[test]
    fn an_outcome_and_plain_records_are_read() {
        let outcome = json!({"id": 7, "draft": "Hm.", "text": "Yes.", "reply": "no", "usage": {"calls": 2}});
        let offer = read(outcome).unwrap();
        assert_eq!((offer.text.as_str(), offer.draft.as_deref(), offer.id), ("Yes.", Some("Hm."), Some(json!(7))));
        assert_eq!(offer.usage, Some(Usage { calls: 2, ..Usage::default() }));
        for name in ["reply", "response", "completion"] {
            assert_eq!(read(json!({name: "Yes."})).unwrap().text, "Yes.");
        }
        let messages = json!({"completion": [{"role": "assistant", "content": "Yes."}]});
        assert_eq!(read(messages).unwrap().text, "Yes.");
    }

    #[test]
    fn what_holds_no_reply_is_refused_without_its_words() {
        for (value, words) in [
            (json!({"id": "a"}), "line 1: expected the reply as `text`"),
            (json!({"text": 7}), "line 1: field `text`: expected the text of the reply, got a number"),
            (json!({"id": ["walrus"], "text": "Yes."}), "line 1: field `id`: expected text or a number"),
            (json!({"error": {"kind": "model"}, "text": "walrus"}), "line 1: this is an error record"),
            (json!([["walrus"]]), "line 1: expected a record, an object in braces; this is a list"),
        ] {
            let error = read(value).unwrap_err();
            assert!(error.starts_with(words) && !error.contains("walrus"), "{error}");
        }
    }
}
