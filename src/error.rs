//! Everything that can go wrong in the library, written for a person. No message carries words of a conversation.

use std::fmt;

/// What went wrong. Messages never hold text of a draft or a conversation, nor a key.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// A name that is none of the four mechanisms.
    UnknownMechanism {
        /// The name that was asked for.
        asked: String,
    },
    /// A template does not parse, uses an unknown variable, or is not one of ours.
    Template {
        /// The file or built-in name, such as `revise`.
        name: String,
        /// Line, where known, counted from 1.
        line: Option<usize>,
        /// What is wrong, without any text of the conversation.
        detail: String,
    },
    /// A record that is not what the contract asks for.
    Record {
        /// Line in the input, counted from 1, where known.
        line: Option<usize>,
        /// The field at fault, where known.
        field: Option<&'static str>,
        /// What was expected.
        detail: String,
    },
    /// A pattern of `--keep` that is no regular expression.
    Pattern {
        /// Why it does not compile.
        detail: String,
    },
    /// The answers of a batch on disk cannot be used.
    Archive {
        /// Its path.
        path: std::path::PathBuf,
        /// What is wrong, and what to do.
        detail: String,
    },
    /// A file or folder that could not be read or written.
    File {
        /// Its path.
        path: std::path::PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A file, a stream or an object in a store that cannot be read or written as asked.
    Location {
        /// What it is called: a path, an address without secrets, or `standard input`.
        name: String,
        /// What is wrong, and what to do.
        detail: String,
        /// What the system said, where it said anything.
        source: Option<std::io::Error>,
    },
    /// A file of canned replies that cannot be read, or written as asked.
    Canned {
        /// Its path.
        path: std::path::PathBuf,
        /// The reply at fault, as its file names it, where it is one.
        reply: Option<String>,
        /// What is wrong, and what to do.
        detail: String,
    },
    /// An answer in which a model imagines nobody.
    Imagine {
        /// What is wrong, without any of its words.
        detail: String,
    },
    /// A server that cannot start, or broke off.
    Serve {
        /// What is wrong, and what to do.
        detail: String,
    },
    /// A name that was chosen, and is none of ours.
    Choice {
        /// What is wrong, and what to do.
        detail: String,
    },
}

impl Error {
    /// The word for it in error records: `record`, `template` or `revision`.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Record { .. } => "record",
            Self::Template { .. } => "template",
            _ => "revision",
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownMechanism { asked } => write!(
                out,
                "no mechanism is called {asked:?}; the four are sentiment_attenuation (SA), \
                 empathic_granularity_mismatch (EGM), conflict_avoidance (CA) and linguistic_distancing (LD)"
            ),
            Self::Template { name, line: Some(line), detail } => write!(out, "template {name}, line {line}: {detail}"),
            Self::Template { name, line: None, detail } => write!(out, "template {name}: {detail}"),
            Self::Record { line, field, detail } => {
                if let Some(line) = line {
                    write!(out, "line {line}: ")?;
                }
                if let Some(field) = field {
                    write!(out, "field `{field}`: ")?;
                }
                out.write_str(detail)
            }
            Self::Pattern { detail } => write!(out, "the pattern is no regular expression: {detail}"),
            Self::Archive { path, detail } => write!(out, "the answers in {}: {detail}", path.display()),
            Self::File { path, .. } => write!(out, "cannot use {}", path.display()),
            Self::Location { name, detail, .. } => write!(out, "{name}: {detail}"),
            Self::Canned { path, reply: Some(reply), detail } => write!(out, "{}, {reply}: {detail}", path.display()),
            Self::Canned { path, reply: None, detail } => write!(out, "{}: {detail}", path.display()),
            Self::Imagine { detail } => write!(out, "nobody was imagined: {detail}"),
            Self::Serve { detail } | Self::Choice { detail } => out.write_str(detail),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::File { source, .. } | Self::Location { source: Some(source), .. } => Some(source),
            _ => None,
        }
    }
}
