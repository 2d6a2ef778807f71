//! A record that could not be done: what is known of it, and its error record.

use super::Record;
use crate::Error;
use serde_json::{Value, json};

/// Names under which the draft of a bad record is looked for, to be given back.
const DRAFTS: [&str; 3] = ["draft", "completion", "response"];

/// Why a record failed, and what is known of it.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Failure {
    /// Its id, where it could be read.
    pub id: Option<Box<Value>>,
    /// A word: `record`, `model`, `template`, `revision` or `input`.
    pub kind: &'static str,
    /// What went wrong, in words; never the conversation.
    pub message: String,
    /// The draft, where it could be read.
    pub text: Option<String>,
}

impl Failure {
    /// A failure of something of which neither id nor draft are known.
    pub fn new(kind: &'static str, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), ..Self::default() }
    }

    /// A failure of this record.
    pub fn of(record: &Record, kind: &'static str, message: impl Into<String>) -> Self {
        let (id, text) = (record.id.clone().map(Box::new), Some(record.draft.text.clone()));
        Self { id, text, ..Self::new(kind, message) }
    }

    /// What an error record repeats of a value that may turn out to be no record. It is taken before the value is read;
    /// [`because`](Self::because) says what was wrong.
    pub fn about(value: &Value) -> Self {
        let scalar = value.get("id").filter(|id| !id.is_array() && !id.is_object() && !id.is_null());
        let text = DRAFTS.iter().find_map(|name| value.get(name)?.as_str());
        Self { id: scalar.cloned().map(Box::new), text: text.map(str::to_owned), ..Self::default() }
    }

    /// The same, for this reason.
    #[must_use]
    pub fn because(self, error: &Error) -> Self {
        Self { kind: error.kind(), message: error.to_string(), ..self }
    }

    /// The error record of the contract.
    pub fn record(&self) -> Value {
        json!({
            "id": self.id,
            "error": {"kind": self.kind, "message": self.message},
            "text": self.text,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_value_gives_back_its_id_and_its_draft() {
        let value = json!({"id": 7, "draft": "Noted.", "conversation": "kite"});
        let known = Failure::about(&value);
        let error = Record::read(value, 3).expect_err("a bad record");
        let record = known.because(&error).record();
        assert_eq!(
            (&record["id"], &record["text"], &record["error"]["kind"]),
            (&json!(7), &json!("Noted."), &json!("record"))
        );
        assert!(
            record["error"]["message"].as_str().is_some_and(|words| words.starts_with("line 3: field `conversation`"))
        );
    }
}
