//! A proxy before a chatbot: what its upstream answers is checked and, where it fails the person, revised before it goes
//! out. Whatever goes wrong here, the upstream's own answer goes out.
//!
//! ```text
//!  client ──► server ──► router ─┬─► health, metrics, api
//!                                └─► proxy ──► forward ──► upstream
//!                                      │ whole answer: dialect → reviser → splice
//!                                      └ stream:       sse → dialect → gate → reviser → splice
//! ```

mod api;
mod breaker;
mod decision;
mod dialect;
mod forward;
#[cfg(any(fuzzing, test))]
pub mod fuzzing;
mod gate;
mod metrics;
mod options;
mod pieces;
mod proxy;
mod refusal;
mod reviser;
mod router;
mod said;
mod server;
mod shadow;
mod splice;
mod sse;
mod stream;
mod usage;
mod whole;

pub use options::{OnHeld, ServeOptions, StreamMode};
pub use reviser::Brain;
pub use server::{Reload, Server};
pub use shadow::{ShadowOptions, Sink};

use decision::Decision;
use dialect::Dialect;
use forward::Upstream;
use metrics::Metrics;
use reviser::Reviser;
use shadow::Shadow;
use std::sync::Arc;

/// What every request needs; one for the whole server.
struct Desk {
    options: ServeOptions,
    upstream: Upstream,
    reviser: Reviser,
    metrics: Arc<Metrics>,
    shadow: Option<Shadow>,
}

impl Desk {
    /// Counts and logs what became of the texts of one answer.
    fn note(&self, dialect: Dialect, streamed: bool, decisions: &[Decision]) {
        decisions.iter().for_each(|one| self.metrics.reply(dialect, streamed, one));
    }
}
