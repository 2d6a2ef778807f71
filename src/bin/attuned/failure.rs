//! A record that could not be done: what goes into its error record, or onto standard error.

use serde_json::{Value, json};

/// Why a record failed, and what is known of it.
#[derive(Debug, Clone)]
pub(crate) struct Failure {
    /// Its id, where it could be read.
    pub(crate) id: Option<Box<Value>>,
    /// `record`, `model`, `template` or `revision`.
    pub(crate) kind: &'static str,
    /// What went wrong, in words; never the conversation.
    pub(crate) message: String,
    /// The draft, where it could be read.
    pub(crate) text: Option<String>,
}

impl Failure {
    /// The error record of the contract.
    pub(crate) fn record(&self) -> Value {
        json!({
            "id": self.id,
            "error": {"kind": self.kind, "message": self.message},
            "text": self.text,
        })
    }
}

/// The word for an error of the library.
pub(crate) fn kind(error: &attuned::Error) -> &'static str {
    match error {
        attuned::Error::Record { .. } => "record",
        attuned::Error::Template { .. } => "template",
        _ => "revision",
    }
}
