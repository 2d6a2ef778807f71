//! What happens here, in numbers for Prometheus.

/// All numbers of a server.
#[derive(Default)]
pub(super) struct Metrics;
