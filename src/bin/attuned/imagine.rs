//! `--imagine`: asks the model who would receive canned replies of which nobody says so, and keeps the answers beside
//! the files, so that each is asked for once and can be edited.

use crate::engine::{Engine, Prompts};
use crate::settings::Settings;
use crate::show::{Bar, counted, notice};
use anyhow::Context;
use attuned::{Canned, CannedFile, Imagine as Imagining, Situation};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinSet;

/// How many replies the model is asked about at once.
const AT_ONCE: usize = 4;
/// After how many answers they are written down: a run that is stopped loses no more.
const KEPT: usize = 16;
/// How often the model is asked about a reply before it is given up: an answer that cannot be read may be a slip.
const TRIES: usize = 2;

/// Whom replies are checked for where nobody says who receives them.
#[derive(Debug, Clone, Copy, Default, clap::Args)]
#[command(next_help_heading = "People")]
pub(crate) struct Imagine {
    /// Let the model imagine three people for each reply of which nobody says who receives it; once, where no WHEN is
    /// given, or again [default: nobody is imagined, nothing is sent]
    #[arg(long, value_name = "WHEN", require_equals = true, num_args = 0..=1, default_missing_value = "once")]
    pub(crate) imagine: Option<When>,
}

/// For which replies people are imagined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum When {
    /// For those that have nobody yet
    Once,
    /// Also for those whose people were imagined before
    Again,
}

impl When {
    /// Whether people are wanted for a reply; whom a writer named is never put aside.
    fn wants(self, reply: &Canned) -> bool {
        let given = reply.situations.iter().any(|one| !one.imagined);
        !given && (self == Self::Again || reply.situations.is_empty())
    }
}

/// A reply by file and number.
type At = (usize, usize);

/// Imagines people for the replies that want some, and notes them beside their files.
pub(crate) fn imagine(files: &mut [CannedFile], asked: Imagine, settings: &Settings) -> anyhow::Result<()> {
    let Some(when) = asked.imagine else { return Ok(()) };
    let wanted: Vec<At> = wanted(files, when);
    let engine = Engine::imagine(settings)?;
    if wanted.is_empty() {
        notice(settings, "every reply has people already; --imagine=again asks anew for the imagined ones");
        return Ok(());
    }
    let calls = counted(wanted.len(), "call", "calls");
    notice(
        settings,
        &format!(
            "{} is asked who would receive the replies, {calls}; without --imagine nothing is sent",
            engine.notice
        ),
    );
    let ask = Arc::new(Ask {
        engine,
        prompts: Prompts::new(settings.layer.prompts.as_deref())?.all(),
        deadline: settings.deadline(),
    });
    let mut run = Run { files, bar: Bar::new(settings.quiet), kept: Vec::new(), noted: Vec::new(), failed: Vec::new() };
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let ended = runtime.block_on(run.all(&ask, &wanted));
    run.bar.end();
    // What was paid for stays, however it ended.
    run.keep()?;
    run.tell(wanted.len(), settings);
    ended
}

fn wanted(files: &[CannedFile], when: When) -> Vec<At> {
    let all = files.iter().enumerate();
    let all =
        all.flat_map(|(file, canned)| canned.replies().iter().enumerate().map(move |(at, one)| ((file, at), one)));
    all.filter(|(_, reply)| when.wants(reply)).map(|(at, _)| at).collect()
}

/// Who is asked, and how.
pub(crate) struct Ask {
    pub(crate) engine: Engine,
    pub(crate) prompts: attuned::Prompts,
    pub(crate) deadline: Option<Duration>,
}

impl Ask {
    /// The people of one reply: an error where the model does not answer, nobody where its answers hold nobody.
    pub(crate) async fn people(&self, imagining: &Imagining) -> anyhow::Result<Result<Vec<Situation>, attuned::Error>> {
        let prompt = imagining.prompt(&self.prompts)?;
        let mut read = Ok(Vec::new());
        for _ in 0..TRIES {
            let answer = self.engine.model.complete(&prompt);
            let answer = match self.deadline {
                Some(most) => tokio::time::timeout(most, answer).await.context(crate::drive::LATE)?,
                None => answer.await,
            };
            read = imagining.people(&answer?.text);
            if read.is_ok() {
                break;
            }
        }
        Ok(read)
    }
}

/// How far it is.
struct Run<'a> {
    files: &'a mut [CannedFile],
    bar: Bar,
    /// People who are not written down yet.
    kept: Vec<(At, Vec<Situation>)>,
    /// The files of notes that were written.
    noted: Vec<PathBuf>,
    /// Replies for which no answer could be used.
    failed: Vec<At>,
}

impl Run<'_> {
    /// Asks about all, some at a time; the first failure of the model ends it.
    async fn all(&mut self, ask: &Arc<Ask>, wanted: &[At]) -> anyhow::Result<()> {
        let (mut open, mut running) = (wanted.iter().copied(), JoinSet::new());
        loop {
            while running.len() < AT_ONCE
                && let Some((file, reply)) = open.next()
            {
                let imagining = Imagining::new(&self.files[file].replies()[reply]);
                let ask = Arc::clone(ask);
                running.spawn(async move { ((file, reply), ask.people(&imagining).await) });
            }
            let Some(done) = running.join_next().await else { return Ok(()) };
            let (at, people) = done?;
            self.take(at, people?)?;
        }
    }

    fn take(&mut self, at: At, people: Result<Vec<Situation>, attuned::Error>) -> anyhow::Result<()> {
        self.bar.step();
        match people {
            Ok(people) => self.kept.push((at, people)),
            Err(_) => self.failed.push(at),
        }
        if self.kept.len() >= KEPT { self.keep() } else { Ok(()) }
    }

    /// Writes down whom there is.
    fn keep(&mut self) -> anyhow::Result<()> {
        let mut by_file: BTreeMap<usize, Vec<(usize, Vec<Situation>)>> = BTreeMap::new();
        for ((file, reply), people) in self.kept.drain(..) {
            by_file.entry(file).or_default().push((reply, people));
        }
        for (file, people) in by_file {
            let path = self.files[file].note_people(&people)?;
            if !self.noted.contains(&path) {
                self.noted.push(path);
            }
        }
        Ok(())
    }

    fn tell(&self, wanted: usize, settings: &Settings) {
        let (failed, places) = (self.failed.len(), self.noted.len());
        match &self.noted[..] {
            [] => {}
            [one] => notice(settings, &format!("who was imagined is noted in {}", one.display())),
            [one, ..] => {
                notice(settings, &format!("who was imagined is noted in {} and {} more", one.display(), places - 1))
            }
        }
        if failed > 0 {
            let of = counted(wanted, "reply", "replies");
            let words = format!("for {failed} of {of} nobody was imagined, as no answer could be used; run it again");
            notice(settings, &words);
        }
    }
}
