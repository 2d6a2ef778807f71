//! How changed words are written in a source.

use super::{html, markdown, yaml};

/// The ways of writing; what a way needs to know stands with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Coding {
    /// As they are.
    Plain,
    /// Lines that end in this.
    Lines(&'static str),
    /// Inside a JSON string; with ASCII alone, where the rest of the document is so.
    Json {
        /// Whether other signs are escaped.
        ascii: bool,
    },
    /// Inside a cell of a table that has quotes.
    Quoted,
    /// A whole cell of a table without quotes; gets them where it needs them.
    Bare {
        /// What stands between cells.
        delimiter: char,
    },
    /// Between the tags of HTML.
    Html(html::Manner),
    /// Among the marks of Markdown.
    Markdown(markdown::Manner),
    /// In a text of YAML.
    Yaml(yaml::Manner),
}

impl Coding {
    /// The words as the source has them.
    ///
    /// # Errors
    /// Why they cannot stand there, for people.
    pub(crate) fn encode(&self, words: &str) -> Result<String, String> {
        match self {
            Self::Plain | Self::Bare { .. } => Ok(words.to_owned()),
            Self::Html(manner) => manner.encode(words),
            Self::Markdown(manner) => Ok(manner.encode(words)),
            Self::Yaml(manner) => Ok(manner.encode(words)),
            Self::Lines(end) => Ok(words.replace('\n', end)),
            Self::Json { ascii: false } => Ok(escaped(words)),
            Self::Json { ascii: true } => Ok(escaped(words).chars().map(ascii).collect()),
            Self::Quoted => Ok(words.replace('"', "\"\"")),
        }
    }

    /// The whole text written anew, where some words of it cannot stand there in the way the rest does.
    pub(super) fn anew(&self, words: &str, text: impl FnOnce() -> String) -> Option<String> {
        match self {
            Self::Bare { delimiter } if words.contains(['"', '\r', '\n', *delimiter]) => {
                Some(format!("\"{}\"", text().replace('"', "\"\"")))
            }
            Self::Yaml(manner) => manner.anew(text),
            _ => None,
        }
    }
}

/// The words inside a JSON string.
fn escaped(words: &str) -> String {
    let quoted = serde_json::Value::from(words).to_string();
    quoted[1..quoted.len() - 1].to_owned()
}

/// A sign in ASCII.
fn ascii(sign: char) -> String {
    if sign.is_ascii() {
        return sign.to_string();
    }
    sign.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect()
}
