//! `attuned review`: reply by reply and change by change, in the terminal.

mod act;
mod area;
mod asking;
mod desk;
mod editor;
mod line;
mod page;
mod plain;
mod screen;
mod summary;

use crate::End;
use crate::canned::{self, Paths};
use crate::engine::Engine;
use crate::settings::{Layer, Settings};
use crate::show::{notice, warn};
use anyhow::bail;
use asking::Asking;
use attuned::{Review as Reviewed, ReviewOrder, ReviewQuery, Severity};
use desk::Desk;
use std::io::IsTerminal;

const EXAMPLES: &str = "\
Examples:
  attuned review macros.json
  attuned review replies/ --order file
  attuned review macros.json --provider ollama --model qwen3
  printf 'y\\nn\\nw\\nq\\n' | attuned review macros.json --plain

Keys: y accept, n refuse, e edit, E the whole reply, a another, u undo, s skip, A accept all,
x leave it and say why, d done with the file, w write, q quit and go on later, ? all of them. A file
is written at w, or at the end after a question, and reasons into NAME.attuned.json beside it; what
was decided is kept in .NAME.attuned-review.json.
Exit codes: 0 done, 2 error, or something that could not be written.";

/// `attuned review`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Review {
    #[command(flatten)]
    pub(crate) paths: Paths,
    /// Which replies come first
    #[arg(long, help_heading = "Review", value_name = "ORDER", default_value = "worst", value_parser = ["worst", "file"])]
    pub(crate) order: String,
    /// Only replies with these words in text, title, id or path
    #[arg(long, help_heading = "Review", value_name = "WORDS", default_value = "", hide_default_value = true)]
    pub(crate) words: String,
    /// Replies that are decided, and those without findings, too
    #[arg(long, help_heading = "Review")]
    pub(crate) all: bool,
    /// Forget what an earlier review decided and did not write
    #[arg(long, help_heading = "Review")]
    pub(crate) anew: bool,
    /// Line by line, for screen readers and scripts: nothing is drawn over, keys are read as lines
    #[arg(long, help_heading = "Review")]
    pub(crate) plain: bool,
    #[command(flatten)]
    pub(crate) imagine: crate::imagine::Imagine,
    #[command(flatten)]
    pub(crate) model: crate::args::Model,
}

impl Review {
    pub(crate) fn layer(&self) -> Layer {
        self.model.layer()
    }

    fn query(&self) -> ReviewQuery {
        let mut query = if self.all { ReviewQuery::default() } else { ReviewQuery::open() };
        query.order = if self.order == "file" { ReviewOrder::File } else { ReviewOrder::Worst };
        query.words.clone_from(&self.words);
        query
    }
}

/// How a person is spoken with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    /// On a screen that is drawn again after each key.
    Screen,
    /// Line by line.
    Plain,
}

/// Reviews the replies that have findings.
pub(crate) fn review(asked: &Review, settings: &Settings) -> anyhow::Result<End> {
    let manner = manner(asked.plain)?;
    if asked.paths.paths.iter().any(|path| path.as_os_str() == "-") {
        bail!("a review writes into files, and standard input is none; name a file or a folder");
    }
    let mut found = canned::read(&asked.paths, settings)?;
    for unread in &found.failed {
        warn(settings, "attuned", &format!("{}: {}", unread.path.display(), unread.reason));
    }
    let unread = !found.failed.is_empty();
    crate::imagine::imagine(&mut found.files, asked.imagine, settings)?;
    let options = found.options(settings)?;
    let mut review = Reviewed::new(found.files, options);
    if !asked.anew {
        begin(&mut review, settings)?;
    }
    let queue = review.list(&asked.query());
    if queue.is_empty() {
        // What could not be read is said already.
        if !review.is_empty() || !unread {
            notice(settings, &nothing(&review));
        }
        return Ok(if unread { End::Failed } else { End::Done });
    }
    let engine = Engine::choose(settings)?;
    notice(settings, &engine.notice);
    let mut desk = Desk::new(review, queue, Asking::new(engine, settings)?);
    match manner {
        Manner::Screen => screen::run(&mut desk, settings)?,
        Manner::Plain => plain::run(&mut desk, settings)?,
    }
    summary::parting(&desk, settings);
    Ok(if !desk.refused.is_empty() || unread { End::Failed } else { End::Done })
}

/// The manner that the terminal allows.
fn manner(plain: bool) -> anyhow::Result<Manner> {
    let (keys, screen) = (std::io::stdin().is_terminal(), std::io::stdout().is_terminal());
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    match (plain, keys, screen) {
        (false, true, true) if !dumb => Ok(Manner::Screen),
        (false, true, _) | (true, ..) => Ok(Manner::Plain),
        (false, false, _) => bail!(
            "a review needs a terminal to read keys from; --plain reads them as lines from standard input, \
             and `attuned lint` only shows what is wrong"
        ),
    }
}

/// Goes on with what an earlier review left.
fn begin(review: &mut Reviewed, settings: &Settings) -> anyhow::Result<()> {
    let resumed = review.resume()?;
    if resumed.replies + resumed.changed > 0 {
        let begun = match resumed.changed {
            0 => String::new(),
            changed => format!("; {changed} changed meanwhile and begin anew"),
        };
        notice(settings, &format!("goes on with what was decided about {}{begun}", replies(resumed.replies)));
    }
    Ok(())
}

/// Why there is nothing to review.
fn nothing(review: &Reviewed) -> String {
    let waits = |at: &usize| review.is_changed(*at) || !review.unnoted(*at).is_empty();
    let unwritten = (0..review.len()).filter(waits).count();
    match unwritten {
        0 => format!("nothing to decide in {}; --all shows every reply", replies(review.len())),
        _ => format!("all is decided, and {} not written yet; --all shows them, w writes", replies(unwritten)),
    }
}

/// So many replies, in words.
fn replies(count: usize) -> String {
    match count {
        1 => "1 reply".to_owned(),
        count => format!("{count} replies"),
    }
}

/// A severity in words.
fn severity(one: Option<Severity>) -> &'static str {
    one.map_or("none", Severity::name)
}
