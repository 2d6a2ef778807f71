//! What happens here, in numbers for Prometheus. Labels come from fixed words: nothing of a request becomes one.

use super::decision::{Decision, Seen, Why};
use super::dialect::Dialect;
use super::log;
use crate::detect::Mechanism;
use crate::revise::Usage;
use prometheus_client::encoding::{EncodeLabelSet, prometheus_text};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::Registry;
use std::time::Duration;

/// What the answer of `/metrics` is.
pub(super) const CONTENT_TYPE: &str = prometheus_text::CONTENT_TYPE;

/// The bounds of what waited here, in seconds.
const WAITS: [f64; 14] =
    [0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0];
/// The bounds of what the upstream takes, in seconds.
const ANSWERS: [f64; 12] = [0.005, 0.025, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0];

/// What became of a reply in shadow mode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shadowed {
    /// It was in the sample.
    Offered,
    /// It would have been revised.
    Revised,
    /// There was no room for it.
    Dropped,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Request {
    path: &'static str,
    status: u16,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Replied {
    dialect: &'static str,
    streamed: &'static str,
    verdict: &'static str,
    reason: &'static str,
}

/// One word.
type Word = [(&'static str, &'static str); 1];

/// All numbers of a server.
pub(super) struct Metrics {
    registry: Registry,
    requests: Family<Request, Counter>,
    replies: Family<Replied, Counter>,
    mechanisms: Family<Word, Counter>,
    rejected: Family<Word, Counter>,
    tokens: Family<Word, Counter>,
    calls: Counter,
    missed: Counter,
    added: Histogram,
    first_byte: Histogram,
    upstream: Histogram,
    breaker: Gauge,
    in_flight: Gauge,
    shadow: [Counter; 3],
}

impl Default for Metrics {
    fn default() -> Self {
        let mut metrics = Self {
            registry: Registry::with_prefix("attuned"),
            requests: Family::default(),
            replies: Family::default(),
            mechanisms: Family::default(),
            rejected: Family::default(),
            tokens: Family::default(),
            calls: Counter::default(),
            missed: Counter::default(),
            added: Histogram::new(WAITS),
            first_byte: Histogram::new(WAITS),
            upstream: Histogram::new(ANSWERS),
            breaker: Gauge::default(),
            in_flight: Gauge::default(),
            shadow: Default::default(),
        };
        metrics.register();
        metrics.begin();
        metrics
    }
}

impl Metrics {
    fn register(&mut self) {
        let all = &mut self.registry;
        all.register("requests", "Requests answered", self.requests.clone());
        all.register("replies", "Texts of answers, by what became of them", self.replies.clone());
        all.register("mechanisms", "Texts in which a mechanism was found", self.mechanisms.clone());
        all.register("rejected", "Requests turned away", self.rejected.clone());
        all.register("reviser_calls", "Prompts that the reviser answered", self.calls.clone());
        all.register("reviser_tokens", "Tokens that the reviser read and wrote", self.tokens.clone());
        all.register("deadline_missed", "Texts for which the time was too short", self.missed.clone());
        all.register("added_seconds", "How long a text waited here", self.added.clone());
        all.register(
            "first_byte_delay_seconds",
            "How long the first byte of an answer waited here",
            self.first_byte.clone(),
        );
        all.register(
            "upstream_seconds",
            "How long the upstream took for the head of its answer",
            self.upstream.clone(),
        );
        all.register("breaker_state", "Whether the reviser is asked: 0 yes, 1 on trial, 2 no", self.breaker.clone());
        all.register("in_flight", "Requests under way", self.in_flight.clone());
        let [offered, revised, dropped] = &self.shadow;
        all.register("shadow_offered", "Replies in the sample of shadow mode", offered.clone());
        all.register("shadow_revised", "Replies that shadow mode would have revised", revised.clone());
        all.register("shadow_dropped", "Replies for which shadow mode had no room", dropped.clone());
        all.register("build", "The version that runs", Info::new([("version", env!("CARGO_PKG_VERSION"))]));
    }

    /// Begins at zero what may never happen, so that it can be seen not to.
    fn begin(&self) {
        for one in Mechanism::ALL {
            drop(self.mechanisms.get_or_create(&[("mechanism", one.id())]));
        }
        for reason in ["busy", "stopping", "key"] {
            drop(self.rejected.get_or_create(&[("reason", reason)]));
        }
        for kind in ["prompt", "completion"] {
            drop(self.tokens.get_or_create(&[("kind", kind)]));
        }
    }

    /// A request was answered; `path` is one of a few fixed words.
    pub(super) fn request(&self, path: &'static str, status: u16) {
        self.requests.get_or_create(&Request { path, status }).inc();
    }

    /// What became of a text of an answer.
    pub(super) fn reply(&self, dialect: Dialect, streamed: bool, decision: &Decision) {
        let (verdict, reason) = (decision.seen.word(), decision.why.map_or("", |why| why.word()));
        let streamed = if streamed { "true" } else { "false" };
        self.replies.get_or_create(&Replied { dialect: dialect.word(), streamed, verdict, reason }).inc();
        for mechanism in &decision.mechanisms {
            self.mechanisms.get_or_create(&[("mechanism", mechanism.id())]).inc();
        }
        if decision.why == Some(Why::Deadline) {
            self.missed.inc();
        }
        if decision.seen != Seen::Passed {
            self.added.observe(decision.spent.as_secs_f64());
        }
        self.spent(&decision.usage);
    }

    /// What a revision cost.
    pub(super) fn spent(&self, usage: &Usage) {
        if usage.calls > 0 {
            self.calls.inc_by(usage.calls);
            self.tokens.get_or_create(&[("kind", "prompt")]).inc_by(usage.prompt_tokens);
            self.tokens.get_or_create(&[("kind", "completion")]).inc_by(usage.completion_tokens);
        }
    }

    /// How much later than from the upstream the first byte of an answer went out.
    pub(super) fn first_byte(&self, delay: Duration) {
        self.first_byte.observe(delay.as_secs_f64());
        log::first_byte(delay);
    }

    /// How long the upstream took for the head of its answer.
    pub(super) fn upstream(&self, took: Duration) {
        self.upstream.observe(took.as_secs_f64());
    }

    /// What became of a reply in shadow mode.
    pub(super) fn shadow(&self, what: Shadowed) {
        self.shadow[what as usize].inc();
    }

    /// A request was turned away; `reason` is one of a few fixed words.
    pub(super) fn rejected(&self, reason: &'static str) {
        self.rejected.get_or_create(&[("reason", reason)]).inc();
    }

    /// Everything, in Prometheus' text format; `breaker` and `in_flight` as they are now.
    pub(super) fn text(&self, breaker: i64, in_flight: usize) -> String {
        self.breaker.set(breaker);
        self.in_flight.set(i64::try_from(in_flight).unwrap_or(i64::MAX));
        let mut text = String::new();
        // Writing to a string does not fail.
        let _ = prometheus_text::encode(&mut text, &self.registry);
        text
    }
}
