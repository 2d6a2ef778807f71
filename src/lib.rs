//! Finds where a draft reply fails the person it answers, and revises it.

mod detect;
mod diff;
mod error;
mod guard;
mod metrics;
mod model;
mod prompt;
mod reading;
mod record;
mod revise;
mod text;

pub use detect::{By, Finding, Flag, Mechanism, Presence, Report, Rule, Severity, Source, detect, rule, rules};
pub use diff::{Change, Diff, Hunk};
pub use error::Error;
pub use guard::{Keep, Violation, check, guards};
pub use metrics::{Distance, Granularity, Intensity, Metrics, Tension};
pub use model::{BoxFuture, Builtin, Model, ModelError, Replay, Reply, drive};
#[cfg(feature = "llm")]
pub use model::{OpenAi, OpenAiSettings, PROVIDERS, Provider, Structured, provider};
pub use prompt::{Ask, Job, Prompt, Prompts};
pub use record::{Entries, Entry, Record, Records};
pub use revise::{Loop, Options, Outcome, Round, Step, Usage, Verdict};
pub use text::{Conversation, Draft, Message, Quote, Role, Span};
