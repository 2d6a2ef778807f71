//! Which door a request takes: a few fixed words for logs and metrics, so that no path gets into them.

use super::api::PATHS;
use super::dialect::Dialect;

/// What a path leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Door {
    Health,
    Ready,
    Metrics,
    /// Our own API.
    Api,
    /// What there is to read about it.
    Docs,
    /// An answer to a person, from the upstream.
    Reply(Dialect),
    /// Anything else of the upstream.
    Other,
}

impl Door {
    /// What this path leads to.
    pub(super) fn of(path: &str) -> Self {
        match path {
            "/healthz" => Self::Health,
            "/readyz" => Self::Ready,
            "/metrics" => Self::Metrics,
            "/docs" | "/openapi.json" => Self::Docs,
            path if PATHS.contains(&path) => Self::Api,
            path => Dialect::of(path).map_or(Self::Other, Self::Reply),
        }
    }

    /// The word in logs and metrics.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Health => "healthz",
            Self::Ready => "readyz",
            Self::Metrics => "metrics",
            Self::Api => "api",
            Self::Docs => "docs",
            Self::Reply(dialect) => dialect.word(),
            Self::Other => "other",
        }
    }

    /// Whether it answers also while the server is full or stops.
    pub(super) fn always(self) -> bool {
        matches!(self, Self::Health | Self::Ready | Self::Metrics)
    }

    /// Whether anybody may ask.
    pub(super) fn open(self) -> bool {
        matches!(self, Self::Health | Self::Ready | Self::Docs)
    }
}
