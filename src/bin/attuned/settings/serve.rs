//! The table `[serve]`: how the proxy behaves. Its names are the keys of the table and, in capitals behind
//! `ATTUNED_SERVE_`, of the environment.

use super::layer::{EffortChoice, Lasting};
use super::size::Size;
use super::within::Within;
use clap::ValueEnum;
use serde::{Deserialize, Serialize};
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::time::Duration;

/// What a layer may set.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct ServeLayer {
    /// Where to listen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) listen: Option<String>,
    /// The server that requests go to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) upstream: Option<String>,
    /// What happens to streams.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) stream_mode: Option<StreamModeChoice>,
    /// How long a reply may wait for its revision; wins over `deadline` beside the table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) deadline: Option<Lasting>,
    /// What becomes of sensitive conversations.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) on_held: Option<OnHeldChoice>,
    /// The words of `on_held = "message"`, or `@FILE`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) held_message: Option<String>,
    /// Only watch, and write what would change to this file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) shadow: Option<PathBuf>,
    /// The share of replies that is watched.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) sample: Option<Within<1>>,
    /// Whether what is written down is without addresses, numbers and names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) redact: Option<bool>,
    /// How much a reply may cost; wins over `effort` beside the table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) effort: Option<EffortChoice>,
    /// Rounds of revision at most; wins over `rounds` beside the table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) rounds: Option<usize>,
    /// How often a failed request to the model is repeated; wins over `retries` beside the table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) retries: Option<u32>,
    /// The largest request, and the largest answer that is read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) largest: Option<Size>,
    /// Requests under way at once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) at_once: Option<NonZeroU32>,
    /// Revisions under way at once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) revisions: Option<NonZeroU32>,
    /// How long answers under way may take once the server is asked to stop.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) grace: Option<Lasting>,
    /// How often a stream that waits says that it is alive.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) heartbeat: Option<Lasting>,
    /// The longest wait for the head of a request, and for each next piece of its body.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) read_timeout: Option<Lasting>,
    /// The longest wait for a client that takes nothing of its answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) write_timeout: Option<Lasting>,
    /// The longest wait for the upstream.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) upstream_timeout: Option<Lasting>,
    /// How the log is written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) log: Option<LogChoice>,
}

impl ServeLayer {
    /// Every name, in the order in which they are shown.
    pub(crate) const NAMES: [&'static str; 21] = [
        "listen",
        "upstream",
        "stream_mode",
        "deadline",
        "on_held",
        "held_message",
        "shadow",
        "sample",
        "redact",
        "effort",
        "rounds",
        "retries",
        "largest",
        "at_once",
        "revisions",
        "grace",
        "heartbeat",
        "read_timeout",
        "write_timeout",
        "upstream_timeout",
        "log",
    ];

    /// The names that stand beside the table as well: the table wins, and whoever is closer to the command.
    pub(crate) const SHARED: [&'static str; 4] = ["deadline", "effort", "rounds", "retries"];

    /// What can change while it runs; everything else waits for the next start.
    pub(crate) const LIVE: [&'static str; 3] = ["effort", "rounds", "retries"];

    /// What holds where nobody says otherwise: a reply is waited for, so it may cost one call and two seconds.
    pub(crate) fn defaults() -> Self {
        let usual = attuned::ServeOptions::new("");
        Self {
            listen: Some("127.0.0.1:8080".to_owned()),
            stream_mode: Some(StreamModeChoice::Gate),
            deadline: Some(Lasting(Duration::from_secs(2))),
            on_held: Some(OnHeldChoice::Pass),
            sample: Some(Within(1.0)),
            redact: Some(false),
            effort: Some(EffortChoice::Low),
            retries: Some(0),
            largest: Some(Size(usual.largest as u64)),
            at_once: NonZeroU32::new(usual.at_once as u32),
            revisions: NonZeroU32::new(usual.revisions as u32),
            grace: Some(Lasting(usual.grace)),
            heartbeat: Some(Lasting(usual.heartbeat)),
            read_timeout: Some(Lasting(usual.read_timeout)),
            write_timeout: Some(Lasting(usual.write_timeout)),
            upstream_timeout: Some(Lasting(usual.upstream_timeout)),
            ..Self::default()
        }
    }
}

/// What happens to an answer that comes as a stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum StreamModeChoice {
    /// Sentences in which nothing is found flow on at once; from the first in which something is, the rest waits
    Gate,
    /// The whole text waits until it is revised
    Buffer,
    /// Everything flows on at once and is only checked
    Pass,
}

/// What becomes of an answer in a conversation that speaks of danger to someone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum OnHeldChoice {
    /// It goes out as the upstream wrote it
    Pass,
    /// The words of --held-message go out in its place
    Message,
}

/// How the log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum LogChoice {
    /// A line for people
    Text,
    /// A JSON object a line, for machines
    Json,
}

#[cfg(test)]
mod tests {
    use super::ServeLayer;

    #[test]
    fn every_setting_has_its_name_in_the_list() {
        let known = serde_json::from_str::<ServeLayer>(r#"{"?": 1}"#).expect_err("no such setting").to_string();
        for name in ServeLayer::NAMES {
            assert!(known.contains(&format!("`{name}`")), "{name}: {known}");
        }
        assert_eq!(known.matches('`').count() / 2, ServeLayer::NAMES.len() + 1, "{known}");
    }
}
