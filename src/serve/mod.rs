//! A proxy before a chatbot: what its upstream answers is checked and, where it fails the person, revised before it goes
//! out. Whatever goes wrong here, the upstream's own answer goes out.
//!
//! ```text
//!  client ──► connections ──► front ──► router ─┬─► health, metrics, api
//!                                               └─► proxy ──► forward ──► upstream
//!                                      │ whole answer: dialect → reviser → splice
//!                                      └ stream:       sse → dialect → gate → reviser → splice
//! ```

mod api;
mod auth;
mod breaker;
mod connections;
mod decision;
mod dialect;
mod door;
mod forward;
mod front;
// Only the fuzz targets reach it.
#[cfg(any(fuzzing, test))]
#[allow(unreachable_pub)]
pub mod fuzzing;
mod gate;
mod health;
mod limits;
mod log;
mod metrics;
mod mind;
mod options;
mod outcome;
mod pieces;
mod proxy;
mod redact;
mod refusal;
mod reviser;
mod router;
mod said;
mod server;
mod shadow;
mod sse;
mod stream;
mod usage;
mod whole;
mod work;

pub use options::{OnHeld, ServeOptions, StreamMode};
pub use reviser::Brain;
pub use server::{Reload, Server};
pub use shadow::{ShadowOptions, Sink};

use auth::Keys;
use decision::{Decision, Why};
use dialect::Dialect;
use forward::Upstream;
use limits::Limits;
use log::Seldom;
use metrics::Metrics;
use pieces::Room;
use refusal::Refusal;
use reviser::Reviser;
use shadow::Shadow;
use std::sync::Arc;

/// What every request needs; one for the whole server.
struct Desk {
    options: ServeOptions,
    upstream: Upstream,
    room: Room,
    reviser: Arc<Reviser>,
    metrics: Arc<Metrics>,
    shadow: Option<Shadow>,
    keys: Keys,
    limits: Limits,
    /// Missed deadlines.
    late: Seldom,
    /// Requests that the upstream did not answer.
    gone: Seldom,
}

impl Desk {
    /// Counts and logs what became of the texts of one answer.
    fn note(&self, dialect: Dialect, streamed: bool, decisions: &[Decision]) {
        decisions.iter().for_each(|one| self.metrics.reply(dialect, streamed, one));
        log::decided(dialect, streamed, decisions);
        for _ in decisions.iter().filter(|one| one.why == Some(Why::Deadline)) {
            self.late.say(|times| {
                let deadline = self.options.deadline.as_millis();
                log::alarm!(
                    "{times} replies within a minute went out as they were because {deadline} ms were too short; a faster \
                     reviser or a longer deadline helps"
                );
            });
        }
    }

    /// Says that the upstream failed, where that is why a request got an answer of ours.
    fn tell(&self, refusal: &Refusal) {
        let what = match refusal.code {
            _ if refusal.kind != Refusal::UPSTREAM => return,
            "upstream_unreachable" => "cannot be reached; is it running, is --upstream right",
            "upstream_timeout" => "does not answer in time",
            "upstream_distrusted" => "shows a certificate that is not trusted here; is SSL_CERT_FILE right",
            _ => "breaks off before its answer begins",
        };
        self.gone.say(|times| {
            log::alarm!("the upstream {} {what} (since this was last said: {times} requests)", self.upstream_host());
        });
    }

    /// Host and port of the upstream, without whatever else stands in its address.
    fn upstream_host(&self) -> String {
        let url = reqwest::Url::parse(&self.options.upstream).ok();
        let host = url.as_ref().and_then(|url| Some((url.host_str()?, url.port_or_known_default()?)));
        host.map_or_else(String::new, |(host, port)| format!("{host}:{port}"))
    }
}
