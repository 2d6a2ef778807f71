//! What `attuned serve` can be asked for.

use crate::args::Model;
use crate::settings::{
    EffortChoice, Lasting, Layer, LogChoice, OnHeldChoice, ServeLayer, Size, StreamModeChoice, Within,
};
use std::num::NonZeroU32;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  attuned serve --upstream https://api.openai.com
  attuned serve --upstream https://api.openai.com --shadow outcomes.jsonl --sample 0.1 --redact
  attuned serve --upstream http://localhost:11434 --provider ollama --model qwen3 --deadline 3s
  ATTUNED_SERVE_KEYS=one,two attuned serve --upstream https://api.openai.com --listen 0.0.0.0:8080

A bot changes its base URL to http://127.0.0.1:8080/v1, and nothing else. Whatever goes wrong
here, the answer of the upstream goes out as it is, within the deadline.

Keys come from the environment: ATTUNED_SERVE_KEYS, of which callers show one (none is asked
for where it is not set), and ATTUNED_UPSTREAM_KEY, which then goes to the upstream.
SIGTERM and Ctrl-C let answers in flight finish; SIGHUP reads settings and prompts again.
Exit codes: 0 stopped when asked to, 2 error, 130 a second Ctrl-C.";

/// Here the deadline is that of a person who waits.
const DEADLINE: &str = "Longest time that a reply waits for its revision; then it goes out as it is [default: 2s]";

/// `attuned serve`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES, mut_arg("deadline", |option| option.help(DEADLINE)))]
pub(crate) struct Serve {
    #[command(flatten)]
    pub(crate) traffic: Traffic,
    #[command(flatten)]
    pub(crate) watch: Watch,
    #[command(flatten)]
    pub(crate) bounds: Bounds,
    /// Ask the server that listens there whether it is well, and end: 0 yes, 2 no
    #[arg(long, help_heading = "Output")]
    pub(crate) probe: bool,
    /// How the log on standard error is written [default: text on a terminal, else json]
    #[arg(long, value_name = "FORM", help_heading = "Output")]
    pub(crate) log: Option<LogChoice>,
    /// How much a reply may cost [default: low]
    #[arg(long, value_name = "HOW", help_heading = "Revision")]
    pub(crate) effort: Option<EffortChoice>,
    /// Rounds of revision at most [default: 1 with --effort low, else 2]
    #[arg(long, value_name = "N", help_heading = "Revision")]
    pub(crate) rounds: Option<usize>,
    /// Further text that must stay as it is; may be given more than once
    #[arg(long, value_name = "REGEX", help_heading = "Revision", allow_hyphen_values = true)]
    pub(crate) keep: Vec<String>,
    #[command(flatten)]
    pub(crate) model: Model,
}

/// Where answers come from and how they go out.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Traffic")]
pub(crate) struct Traffic {
    /// The server that requests go to, with or without /v1, such as https://api.openai.com
    #[arg(long, value_name = "URL")]
    pub(crate) upstream: Option<String>,
    /// Where to listen; only this machine unless told otherwise [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) listen: Option<String>,
    /// What happens to answers that come as a stream [default: gate]
    #[arg(long, value_name = "MODE")]
    pub(crate) stream_mode: Option<StreamModeChoice>,
    /// What becomes of an answer where the conversation speaks of danger to someone [default: pass]
    #[arg(long, value_name = "WHAT")]
    pub(crate) on_held: Option<OnHeldChoice>,
    /// The words of --on-held message; `@FILE` reads a file
    #[arg(long, value_name = "TEXT|@FILE", allow_hyphen_values = true)]
    pub(crate) held_message: Option<String>,
}

/// Shadow mode.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Shadow mode")]
pub(crate) struct Watch {
    /// Change nothing in the traffic; revise beside it, and add the outcomes to this file
    #[arg(long, value_name = "OUT.jsonl")]
    pub(crate) shadow: Option<PathBuf>,
    /// The share of replies that is revised, 0 to 1 [default: 1]
    #[arg(long, value_name = "SHARE", allow_hyphen_values = true)]
    pub(crate) sample: Option<Within<1>>,
    /// Replace addresses, numbers and names by placeholders before anything is revised or written
    #[arg(long)]
    pub(crate) redact: bool,
}

/// How much, and how long.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Limits")]
pub(crate) struct Bounds {
    /// The largest request that is taken, and the largest answer that is read; a larger answer goes out as it is
    /// [default: 32MB]
    #[arg(long, value_name = "SIZE")]
    pub(crate) largest: Option<Size>,
    /// Requests under way at once; the next one is told to come back [default: 2048]
    #[arg(long, value_name = "N")]
    pub(crate) at_once: Option<NonZeroU32>,
    /// Revisions under way at once; a reply beyond them goes out as it is [default: 64]
    #[arg(long, value_name = "N")]
    pub(crate) revisions: Option<NonZeroU32>,
    /// How long answers in flight may take once it is asked to stop [default: 30s]
    #[arg(long, value_name = "DURATION")]
    pub(crate) grace: Option<Lasting>,
    /// How often a stream that waits says that it is alive [default: 2s]
    #[arg(long, value_name = "DURATION")]
    pub(crate) heartbeat: Option<Lasting>,
    /// The longest wait for the upstream's answer, and for each next piece of it [default: 5m]
    #[arg(long, value_name = "DURATION")]
    pub(crate) upstream_timeout: Option<Lasting>,
}

impl Serve {
    /// What the command line sets.
    pub(crate) fn layer(&self) -> Layer {
        let Self { traffic, watch, bounds, probe: _, log, effort, rounds, keep, model } = self;
        let serve = ServeLayer {
            upstream: traffic.upstream.clone(),
            listen: traffic.listen.clone(),
            stream_mode: traffic.stream_mode,
            on_held: traffic.on_held,
            held_message: traffic.held_message.clone(),
            shadow: watch.shadow.clone(),
            sample: watch.sample,
            redact: watch.redact.then_some(true),
            largest: bounds.largest,
            at_once: bounds.at_once,
            revisions: bounds.revisions,
            grace: bounds.grace,
            heartbeat: bounds.heartbeat,
            upstream_timeout: bounds.upstream_timeout,
            log: *log,
            ..ServeLayer::default()
        };
        let keep = (!keep.is_empty()).then(|| keep.clone());
        Layer { serve: Some(serve), effort: *effort, rounds: *rounds, keep, ..model.layer() }
    }
}
