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
pub use guard::{Violation, check};
pub use metrics::{Distance, Granularity, Intensity, Metrics, Tension};
pub use model::{BoxFuture, Model, ModelError, Reply};
pub use prompt::{Ask, Job, Prompt};
pub use record::{Entries, Entry, Record, Records};
pub use revise::{Options, Outcome, Round, Usage, Verdict};
pub use text::{Conversation, Draft, Message, Quote, Role, Span};
