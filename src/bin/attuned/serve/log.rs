//! The log: lines on standard error, of our own making only. What other crates log is left out whatever is asked for:
//! some of them log the bodies of requests and answers.

use super::json_lines::JsonLines;
use super::voice::form;
use crate::settings::{LogChoice, Settings};
use anstream::{AutoStream, ColorChoice};
use anyhow::Context;
use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};
use tokio::runtime::Handle;
use tracing::{Metadata, Subscriber};
use tracing_subscriber::filter::{FilterExt, filter_fn};
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::registry::LookupSpan;
use tracing_subscriber::{EnvFilter, Layer};

/// Lines that may wait for standard error; beyond them lines are lost rather than replies held up.
const WAITING: usize = 8192;
/// How long lines gather before they are written.
const PAUSE: Duration = Duration::from_millis(5);
/// How long the last lines may take.
const LAST: Duration = Duration::from_millis(500);

/// Begins the log; it ends, with all its lines written, when what comes back is dropped.
pub(super) fn begin(settings: &Settings, handle: &Handle) -> anyhow::Result<Log> {
    let (lines, thread) = Lines::begin();
    let spans = spans(settings, handle)?;
    let subscriber = tracing_subscriber::registry().with(layer(settings, lines.clone())).with(spans.layer());
    tracing::subscriber::set_global_default(subscriber).context("the log was begun before")?;
    spans.note(settings);
    std::panic::set_hook(Box::new(broke_off));
    Ok(Log { lines, thread: Some(thread), spans })
}

/// What is said when our code breaks off: where, and never the panic's own words, which may quote a text.
fn broke_off(panic: &std::panic::PanicHookInfo<'_>) {
    let place = panic.location().map(ToString::to_string).unwrap_or_default();
    tracing::error!(target: "attuned", "our code broke off at {place}; please report this line");
}

/// Entries as lines.
fn layer<S>(settings: &Settings, lines: Lines) -> Box<dyn Layer<S> + Send + Sync>
where
    S: Subscriber + for<'a> LookupSpan<'a> + Send + Sync,
{
    let colored = match settings.color() {
        ColorChoice::Auto => AutoStream::choice(&io::stderr()) != ColorChoice::Never,
        choice => choice != ColorChoice::Never,
    };
    let wanted = EnvFilter::new(level(settings)).and(filter_fn(is_ours));
    match form(settings) {
        LogChoice::Json => JsonLines(lines).with_filter(wanted).boxed(),
        LogChoice::Text => {
            let format = tracing_subscriber::fmt::layer().with_writer(lines).compact();
            format.with_ansi(colored).with_target(false).with_filter(wanted).boxed()
        }
    }
}

/// What is logged: `RUST_LOG`, or less with `-q` and more with `-v`.
fn level(settings: &Settings) -> String {
    let usual = match (settings.quiet, settings.verbose) {
        (true, _) => "attuned=error",
        (_, true) => "attuned=debug",
        _ => "attuned=info",
    };
    std::env::var("RUST_LOG").ok().filter(|asked| !asked.trim().is_empty()).unwrap_or_else(|| usual.to_owned())
}

/// Whether an entry is of our own making.
pub(super) fn is_ours(entry: &Metadata<'_>) -> bool {
    entry.target() == "attuned" || entry.target().starts_with("attuned::")
}

#[cfg(feature = "otel")]
use super::otel::{Spans, spans};

/// Without the feature `otel` nobody gets spans.
#[cfg(not(feature = "otel"))]
struct Spans;

#[cfg(not(feature = "otel"))]
#[allow(clippy::unnecessary_wraps)]
fn spans(_: &Settings, _: &Handle) -> anyhow::Result<Spans> {
    Ok(Spans)
}

#[cfg(not(feature = "otel"))]
impl Spans {
    fn layer(&self) -> tracing_subscriber::layer::Identity {
        tracing_subscriber::layer::Identity::new()
    }

    fn end(&self) {}

    /// Says once that a variable has no effect.
    fn note(&self, settings: &Settings) {
        if std::env::var_os("OTEL_EXPORTER_OTLP_ENDPOINT").is_some() {
            let voice = super::voice::Voice::of(settings);
            voice.warn("OTEL_EXPORTER_OTLP_ENDPOINT is ignored: this attuned was built without the feature otel");
        }
    }
}

/// The log that was begun.
pub(super) struct Log {
    lines: Lines,
    thread: Option<JoinHandle<()>>,
    spans: Spans,
}

impl Drop for Log {
    fn drop(&mut self) {
        // Spans first: their exporter may have something to say.
        self.spans.end();
        let _ = self.lines.out.try_send(None);
        let end = Instant::now() + LAST;
        while self.thread.as_ref().is_some_and(|thread| !thread.is_finished()) && Instant::now() < end {
            std::thread::sleep(Duration::from_millis(2));
        }
    }
}

/// Lines on their way to standard error, which may be slow or stuck.
#[derive(Clone)]
struct Lines {
    out: SyncSender<Option<Vec<u8>>>,
    lost: Arc<AtomicU64>,
}

impl Lines {
    fn begin() -> (Self, JoinHandle<()>) {
        let (out, coming) = sync_channel(WAITING);
        let lost = Arc::new(AtomicU64::new(0));
        let counted = Arc::clone(&lost);
        (Self { out, lost }, std::thread::spawn(move || write(&coming, &counted)))
    }
}

/// Writes line after line until the last, those that wait together at once.
fn write(coming: &Receiver<Option<Vec<u8>>>, lost: &AtomicU64) {
    let mut err = io::stderr();
    while let Ok(Some(mut lines)) = coming.recv() {
        let mut ends = false;
        for line in coming.try_iter().take(WAITING) {
            match line {
                Some(line) => lines.extend(line),
                None => ends = true,
            }
        }
        // Where standard error is closed, there is nobody to tell.
        let _ = err.write_all(&lines);
        let count = lost.swap(0, Ordering::Relaxed);
        if count > 0 {
            let _ = writeln!(err, "attuned: {count} lines of the log were lost, since nobody read them in time");
        }
        if ends {
            return;
        }
        // Whoever wakes a thread pays for it; lines that come meanwhile need not.
        std::thread::sleep(PAUSE);
    }
}

impl MakeWriter<'_> for Lines {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

impl Write for Lines {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        if self.out.try_send(Some(line.to_vec())).is_err() {
            self.lost.fetch_add(1, Ordering::Relaxed);
        }
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
