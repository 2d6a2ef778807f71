//! How the proxy behaves.

use super::shadow::ShadowOptions;
use std::time::Duration;

/// What happens to an answer that comes as a stream.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum StreamMode {
    /// Sentences in which nothing is found flow on at once; from the first in which something is, the rest waits. The
    /// default.
    #[default]
    Gate,
    /// The whole text waits until it is complete and revised.
    Buffer,
    /// Everything flows on at once and is only checked.
    Pass,
}

/// What becomes of an answer in a conversation that speaks of danger to someone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum OnHeld {
    /// It goes out as the upstream wrote it. The default.
    #[default]
    Pass,
    /// These words go out in its place.
    Message(String),
}

/// How the proxy behaves. Keys are never shown, not by `Debug` either.
#[derive(Clone)]
#[non_exhaustive]
pub struct ServeOptions {
    /// Where requests go: the address of the server, with or without `/v1`.
    pub upstream: String,
    /// The key that the upstream gets where a caller showed one of `keys`; otherwise the caller's own goes on.
    pub upstream_key: Option<String>,
    /// Keys of which a caller must show one; none is asked for where there are none.
    pub keys: Vec<String>,
    /// What happens to streams.
    pub stream_mode: StreamMode,
    /// What becomes of sensitive conversations.
    pub on_held: OnHeld,
    /// How long a reply may wait for its revision once the upstream has written it; then it goes out as it is.
    pub deadline: Duration,
    /// How often a stream that waits says that it is alive.
    pub heartbeat: Duration,
    /// The longest wait for the head of a request, and for each next piece of its body.
    pub read_timeout: Duration,
    /// The longest wait for a client that takes nothing of its answer.
    pub write_timeout: Duration,
    /// The longest wait for the upstream's head, and for each next piece of its answer.
    pub upstream_timeout: Duration,
    /// How long answers under way may take once the server is asked to stop.
    pub grace: Duration,
    /// The largest request or answer, in bytes, that is read whole; a larger request is refused, a larger answer goes out
    /// as it is.
    pub largest: usize,
    /// Requests under way at once; the next one is told to come back.
    pub at_once: usize,
    /// Only watches, where set: nothing is changed, and outcomes go to the sink.
    pub shadow: Option<ShadowOptions>,
    /// Revisions under way at once; a reply beyond them goes out as it is.
    pub revisions: usize,
}

impl ServeOptions {
    /// The usual options before this upstream.
    pub fn new(upstream: impl Into<String>) -> Self {
        Self {
            upstream: upstream.into(),
            upstream_key: None,
            keys: Vec::new(),
            stream_mode: StreamMode::default(),
            on_held: OnHeld::default(),
            deadline: Duration::from_secs(2),
            heartbeat: Duration::from_secs(2),
            read_timeout: Duration::from_secs(30),
            write_timeout: Duration::from_secs(60),
            upstream_timeout: Duration::from_secs(300),
            grace: Duration::from_secs(30),
            largest: 32 * 1024 * 1024,
            at_once: 2048,
            shadow: None,
            revisions: 64,
        }
    }
}
