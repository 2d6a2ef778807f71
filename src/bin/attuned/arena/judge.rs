//! The judge of the arena: a language model that sees each pair twice, some pairs at a time.

use crate::drive::{LATE, within};
use crate::engine::{Engine, Prompts};
use crate::settings::Settings;
use crate::show::{Bar, counted, notice, warn};
use attuned::{Bout, Decision, Ruling, Side, Usage};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

/// How many pairs the judge is asked about at once.
const AT_ONCE: usize = 4;

/// Whoever judges.
pub(super) struct Judge {
    asked: Arc<Asked>,
}

/// What every pair needs.
struct Asked {
    engine: Engine,
    prompts: attuned::Prompts,
    deadline: Option<Duration>,
}

impl Judge {
    /// The language model that the settings name.
    pub(super) fn new(settings: &Settings) -> anyhow::Result<Self> {
        let engine = Engine::judge(settings)?;
        notice(settings, &engine.notice);
        let prompts = Prompts::new(settings.layer.prompts.as_deref())?.all();
        Ok(Self { asked: Arc::new(Asked { engine, prompts, deadline: settings.deadline() }) })
    }

    /// What it is called.
    pub(super) fn name(&self) -> &str {
        self.asked.engine.model.name().unwrap_or("a language model")
    }

    /// All pairs with a ruling, in their order; those without a decision are said.
    pub(super) fn all(&self, bouts: Vec<Bout>, settings: &Settings) -> anyhow::Result<Vec<Bout>> {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        let mut bar = Bar::new(settings.quiet);
        let bouts = runtime.block_on(ruled(bouts, &self.asked, &mut bar))?;
        bar.end();
        tell(&bouts, settings);
        Ok(bouts)
    }
}

async fn ruled(bouts: Vec<Bout>, asked: &Arc<Asked>, bar: &mut Bar) -> anyhow::Result<Vec<Bout>> {
    let mut waiting = bouts.into_iter().enumerate();
    let mut running = JoinSet::new();
    let mut done = BTreeMap::new();
    loop {
        while running.len() < AT_ONCE
            && let Some((place, bout)) = waiting.next()
        {
            running.spawn(one(place, bout, Arc::clone(asked)));
        }
        let Some(ended) = running.join_next().await else { break };
        let (place, bout) = ended?;
        done.insert(place, bout);
        bar.step();
    }
    Ok(done.into_values().collect())
}

async fn one(place: usize, mut bout: Bout, asked: Arc<Asked>) -> (usize, Bout) {
    bout.ruling = Some(if bout.is_same() { Ruling::same() } else { ruling(&bout, &asked).await });
    (place, bout)
}

/// Asks in both orders; the first that fails costs the pair.
async fn ruling(bout: &Bout, asked: &Asked) -> Ruling {
    let started = Instant::now();
    let end = asked.deadline.and_then(|deadline| tokio::time::Instant::now().checked_add(deadline));
    let mut usage = Usage::default();
    let mut heard = Vec::new();
    for first in Side::BOTH {
        match within(end, answer(bout, first, asked, &mut usage)).await {
            Some(Ok(one)) => heard.push(one),
            Some(Err(why)) => return spent(Ruling::failed(why), usage, started),
            None => return spent(Ruling::failed(LATE), usage, started),
        }
    }
    spent(Ruling::of(heard), usage, started)
}

fn spent(ruling: Ruling, usage: Usage, started: Instant) -> Ruling {
    let mut ruling = ruling;
    ruling.usage = usage;
    ruling.usage.milliseconds = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    ruling
}

/// What the judge says in one order, or why there is nothing to hear.
async fn answer(bout: &Bout, first: Side, asked: &Asked, usage: &mut Usage) -> Result<attuned::Heard, String> {
    let prompt = bout.question(first, &asked.prompts).map_err(|error| error.to_string())?;
    let reply = asked.engine.model.complete(&prompt).await.map_err(|error| error.to_string())?;
    usage.calls += 1;
    usage.prompt_tokens += reply.prompt_tokens;
    usage.completion_tokens += reply.completion_tokens;
    bout.hear(first, &reply.text).map_err(str::to_owned)
}

/// Says how many pairs have no decision, and why.
fn tell(bouts: &[Bout], settings: &Settings) {
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for ruling in bouts.iter().filter_map(|bout| bout.ruling.as_ref()) {
        if ruling.decision == Decision::Failed {
            *reasons.entry(ruling.failure.as_deref().unwrap_or("no reason given")).or_default() += 1;
        }
    }
    for (reason, count) in reasons {
        warn(settings, "attuned", &format!("judge: {} left out: {reason}", counted(count, "pair", "pairs")));
    }
}
