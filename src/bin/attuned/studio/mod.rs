//! `attuned studio`: the review on a page of this machine. Nobody else gets in, and nothing goes out.

mod api;
mod desk;
mod door;
mod listen;
mod page;
mod router;
mod token;
mod units;
mod view;

use crate::End;
use crate::canned::{self, Paths};
use crate::engine::{Engine, Plan, Prompts};
use crate::imagine::Ask;
use crate::interrupt;
use crate::settings::{Layer, Settings};
use crate::show::{notice, warn};
use anyhow::{Context, bail};
use attuned::{CannedFile, CannedOptions, LintOptions, Resumed, Review};
use desk::Desk;
use std::io::Write;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use token::Token;

const EXAMPLES: &str = "\
Examples:
  attuned studio macros.json
  attuned studio replies/ --listen 127.0.0.1:8090
  attuned studio macros.json --provider ollama --model qwen3

Prints an address with a token in it: open that in a browser on this machine. The page asks nobody but this command, and \
this command asks nobody but the model that you configured, when you press the button that says so. Your files are written \
only by Save; the notes beside them, when you say who receives a reply. Ctrl-C ends.";

/// How long work that nobody waits for any more may hold up the end.
const LEAVE: Duration = Duration::from_secs(1);

/// `attuned studio`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Studio {
    #[command(flatten)]
    pub(crate) paths: Paths,
    /// Where to listen: an address of this machine alone; port 0 takes any that is free
    #[arg(long, help_heading = "Page", value_name = "ADDRESS", default_value = "127.0.0.1:0")]
    pub(crate) listen: String,
    #[command(flatten)]
    pub(crate) imagine: crate::imagine::Imagine,
    #[command(flatten)]
    pub(crate) model: crate::args::Model,
}

impl Studio {
    pub(crate) fn layer(&self) -> Layer {
        self.model.layer()
    }
}

/// Serves the page until Ctrl-C.
pub(crate) fn studio(asked: &Studio, settings: &Settings) -> anyhow::Result<End> {
    let desk = desk(asked, settings)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    std::panic::set_hook(Box::new(broke_off));
    std::thread::spawn(warm);
    let ended = runtime.block_on(serve(&asked.listen, settings, &desk));
    runtime.shutdown_timeout(LEAVE);
    ended.map(|()| End::Done)
}

/// Has the reviser and the guards make their tables while somebody opens the page: the first reply would wait for them.
fn warm() {
    let words = b"Please be advised that your request was declined.".to_vec();
    if let Ok(file) = CannedFile::parse("first.txt", words, &CannedOptions::default()) {
        Review::new(vec![file], LintOptions::default()).propose_builtin(0);
    }
}

/// The files, the engine, and a token for this run.
fn desk(asked: &Studio, settings: &Settings) -> anyhow::Result<Arc<Desk>> {
    let mut found = canned::read(&asked.paths, settings)?;
    for unread in &found.failed {
        warn(settings, "attuned", &format!("{}: {}", unread.path.display(), unread.reason));
    }
    if found.files.is_empty() || asked.paths.paths.iter().any(|path| path == Path::new("-")) {
        bail!("the studio writes back into files; name one that holds replies and can be read");
    }
    crate::imagine::imagine(&mut found.files, asked.imagine, settings)?;
    let options = found.options(settings)?;
    let mut review = Review::new(found.files, options);
    let resumed = review.resume()?;
    if resumed.replies > 0 || resumed.changed > 0 {
        notice(settings, &gone_on(&resumed));
    }
    review.look();
    let engine = Engine::choose(settings)?;
    let plan = Plan::new(settings, &engine, false)?;
    let deadline = settings.deadline().filter(|_| engine.remote);
    let imagines = engine.remote.then(|| asks(settings)).transpose()?;
    Ok(Arc::new(Desk { review: Mutex::new(review), engine, plan, deadline, imagines, token: Token::new()? }))
}

/// Who is asked for people who would receive a reply.
fn asks(settings: &Settings) -> anyhow::Result<Ask> {
    let prompts = Prompts::new(settings.layer.prompts.as_deref())?.all();
    Ok(Ask { engine: Engine::imagine(settings)?, prompts, deadline: settings.deadline() })
}

/// What is left of an earlier review.
fn gone_on(resumed: &Resumed) -> String {
    let many = |count: usize, one: &str, more: &str| format!("{count} {}", if count == 1 { one } else { more });
    let on = many(resumed.replies, "reply goes on where it was left", "replies go on where they were left");
    match resumed.changed {
        0 => on,
        changed => {
            format!("{on}; {}", many(changed, "has changed since and begins anew", "have changed since and begin anew"))
        }
    }
}

/// Listens, says where, and serves.
async fn serve(listen: &str, settings: &Settings, desk: &Arc<Desk>) -> anyhow::Result<()> {
    let listener = listen::bind(listen).await?;
    let address = listener.local_addr().context("cannot tell where it listens")?;
    interrupt::leave_first();
    notice(settings, &format!("revised by {}", desk.engine.notice));
    writeln!(std::io::stdout(), "http://{address}/?token={}", desk.token.text())?;
    notice(settings, "open this address in a browser on this machine; Ctrl-C ends");
    tokio::select! {
        ended = axum::serve(listener, router::router(desk)).into_future() => ended.context("serving broke off"),
        stopped = tokio::signal::ctrl_c() => stopped.context("cannot watch for Ctrl-C"),
    }
}

/// What is said when our code breaks off: where, and never the panic's own words, which may quote a reply.
fn broke_off(panic: &std::panic::PanicHookInfo<'_>) {
    let place = panic.location().map(ToString::to_string).unwrap_or_default();
    // Where standard error is closed, there is nobody to tell.
    let _ = writeln!(anstream::stderr(), "attuned: our code broke off at {place}; please report this line");
}
