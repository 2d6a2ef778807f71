//! How changed words are written in a source.

use super::{html, markdown};

/// The ways of writing; what a way needs to know stands with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Coding {
    /// As they are.
    Plain,
    /// Lines that end in this.
    Lines(&'static str),
    /// Inside a JSON string.
    Json,
    /// Between the tags of HTML.
    Html(html::Manner),
    /// Among the marks of Markdown.
    Markdown(markdown::Manner),
}

impl Coding {
    /// The words as the source has them.
    ///
    /// # Errors
    /// Why they cannot stand there, for people.
    pub(crate) fn encode(&self, words: &str) -> Result<String, String> {
        match self {
            Self::Plain => Ok(words.to_owned()),
            Self::Html(manner) => manner.encode(words),
            Self::Markdown(manner) => Ok(manner.encode(words)),
            Self::Lines(end) => Ok(words.replace('\n', end)),
            Self::Json => {
                let quoted = serde_json::Value::from(words).to_string();
                Ok(quoted[1..quoted.len() - 1].to_owned())
            }
        }
    }
}
