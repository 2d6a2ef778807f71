//! Who answers prompts. One trait; the only place of the library, with `serve` and `batch`, where anything waits.

#[cfg(feature = "llm")]
mod openai;
#[cfg(feature = "llm")]
mod providers;

#[cfg(feature = "batch")]
pub use openai::{BatchJob, BatchJobs};
#[cfg(feature = "llm")]
pub use openai::{OpenAi, OpenAiSettings, Structured};
#[cfg(feature = "serve")]
pub(crate) use openai::{causes, is_loopback};
#[cfg(feature = "llm")]
pub use providers::{PROVIDERS, Provider, provider};
mod builtin;
mod drive;
mod replay;

pub use builtin::Builtin;
#[cfg(feature = "llm")]
pub use drive::drive_within;
pub use drive::{Ended, drive};
#[cfg(feature = "serve")]
pub(crate) use drive::{Turn, turn};
pub use replay::Replay;

use crate::prompt::Prompt;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

/// A future that can be sent between threads, so that models need no async-trait crate.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Whoever answers prompts: an endpoint, the built-in reviser, answers on disk, your own.
pub trait Model: Send + Sync {
    /// Answers one prompt.
    ///
    /// # Errors
    /// A [`ModelError`] where no usable answer came; the loop then ends with the best text so far.
    fn complete<'a>(&'a self, prompt: &'a Prompt) -> BoxFuture<'a, Result<Reply, ModelError>>;

    /// What kind of engine this is, as records name it: `llm`, `builtin`, `replay`.
    fn engine(&self) -> &str {
        "llm"
    }

    /// The model's name, where it has one.
    fn name(&self) -> Option<&str> {
        None
    }

    /// Whether it reads the messages and the schema of prompts. They need not be rendered for one that answers from the
    /// [ask](Prompt::ask) alone, as the built-in reviser does.
    fn reads_messages(&self) -> bool {
        true
    }
}

/// What a model answered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// The text of the answer: JSON as asked, or whatever the model made of it.
    pub text: String,
    /// Tokens read, where the server says so.
    pub prompt_tokens: u64,
    /// Tokens written, where the server says so.
    pub completion_tokens: u64,
}

/// Why no answer came. Never holds a body, a prompt or a key.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ModelError {
    /// No connection.
    Unreachable {
        /// Host and port that were tried.
        host: String,
    },
    /// No answer in time.
    TimedOut,
    /// The server refused with this HTTP status.
    Status {
        /// The status, such as 401.
        code: u16,
        /// How long the server asks to wait, where it says so.
        retry_after: Option<Duration>,
    },
    /// The account may spend no more: waiting does not help.
    Quota,
    /// The answer was no chat completion: HTML, broken JSON, a stream cut off.
    Unreadable,
    /// The answer held no text.
    Empty,
    /// The model refused to answer.
    Refused,
    /// The settings of the model cannot work, such as a key with a line break.
    Settings {
        /// What is wrong, without the value.
        detail: String,
    },
}

impl ModelError {
    /// Whether the same prompt may be answered a little later.
    pub fn is_passing(&self) -> bool {
        match self {
            Self::Unreachable { .. } | Self::TimedOut | Self::Unreadable => true,
            Self::Status { code, .. } => matches!(code, 408 | 429 | 500..=599) && *code != 501,
            Self::Empty | Self::Refused | Self::Quota | Self::Settings { .. } => false,
        }
    }

    /// Whether no other prompt would be answered either: the key, the path or the account is at fault, not the prompt.
    pub fn is_final(&self) -> bool {
        matches!(self, Self::Quota | Self::Settings { .. } | Self::Status { code: 401 | 402 | 403 | 404 | 501, .. })
    }

    /// How long the server asks to wait.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Status { retry_after, .. } => *retry_after,
            _ => None,
        }
    }
}

impl fmt::Display for ModelError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreachable { host } => {
                write!(out, "no connection to {host}; is the server running, is the base URL right?")
            }
            Self::TimedOut => out.write_str("the model did not answer in time"),
            Self::Status { code: code @ (401 | 403), .. } => {
                write!(out, "the server refused the key (HTTP {code}); check OPENAI_API_KEY")
            }
            Self::Status { code: 404, .. } => {
                out.write_str("the server does not know this model or path (HTTP 404); check --model and --base-url")
            }
            Self::Status { code: 429, .. } => out.write_str("the server is over its rate limit (HTTP 429)"),
            Self::Quota => out.write_str("the account's quota is used up, says the server; raise it there"),
            Self::Status { code, .. } => write!(out, "the server answered HTTP {code}"),
            Self::Unreadable => out.write_str("the server's answer was not a chat completion"),
            Self::Empty => out.write_str("the model answered nothing"),
            Self::Refused => out.write_str("the model refused"),
            Self::Settings { detail } => out.write_str(detail),
        }
    }
}

impl std::error::Error for ModelError {}
