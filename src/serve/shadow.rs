//! Shadow mode: traffic flows untouched; beside it, samples of it are revised, and the outcomes go to whoever asked.

use crate::record::Record;
use crate::revise::Outcome;
use crate::text::Draft;
use std::sync::Arc;

/// Takes what shadow mode came to.
pub type Sink = Arc<dyn Fn(&Record, &Outcome) + Send + Sync>;

/// What is watched, and where outcomes go.
#[derive(Clone)]
#[non_exhaustive]
pub struct ShadowOptions {
    /// The share of replies that is revised, 0 to 1.
    pub sample: f64,
    /// Whether addresses, numbers and names are replaced by placeholders before anything else is done.
    pub redact: bool,
    /// Where outcomes go.
    pub sink: Sink,
}

impl ShadowOptions {
    /// Every reply, as it is.
    pub fn new(sink: Sink) -> Self {
        Self { sample: 1.0, redact: false, sink }
    }
}

/// Revises beside the traffic.
pub(super) struct Shadow;

impl Shadow {
    /// Takes a reply that went out, if it is in the sample and there is room; never waits.
    pub(super) fn offer(&self, _draft: Draft) {}
}
