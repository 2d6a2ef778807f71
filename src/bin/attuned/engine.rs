//! Who revises: the one place that knows how the library's models, prompts and loop are made.

use crate::settings::{EngineChoice, Settings, StructuredChoice};
use anyhow::bail;
use attuned::{Builtin, Draft, Error, Judging, Loop, Model, OpenAi, OpenAiSettings, Structured};
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub(crate) use attuned::{PROVIDERS, Provider, Step};

/// Where OpenAI's own server answers.
pub(crate) const OPENAI_URL: &str = "https://api.openai.com/v1";

/// Whoever revises, and what follows from it.
pub(crate) struct Engine {
    /// The model.
    pub(crate) model: Arc<dyn Model>,
    /// Whether a record without an answer is an error.
    pub(crate) required: bool,
    /// Whether it is a language model, somewhere else, that may take its time.
    pub(crate) remote: bool,
    /// How it is reached, where it is somewhere else.
    pub(crate) wire: Option<OpenAiSettings>,
    /// Which it is and how to change that, in one line.
    pub(crate) notice: String,
}

impl Engine {
    /// The engine that the settings ask for.
    pub(crate) fn choose(settings: &Settings) -> anyhow::Result<Self> {
        match settings.layer.engine.unwrap_or(EngineChoice::Auto) {
            EngineChoice::Builtin => Ok(Self::builtin()),
            EngineChoice::Llm => Self::llm(settings, true),
            EngineChoice::Auto if settings.names_a_model() => Self::llm(settings, false),
            EngineChoice::Auto => Ok(Self::builtin()),
        }
    }

    /// The engine that judges: only a language model can.
    pub(crate) fn judge(settings: &Settings) -> anyhow::Result<Self> {
        let engine = Self::language(settings, "--judge")?;
        let notice = engine.notice.split("; ").next().unwrap_or_default();
        Ok(Self { notice: format!("the judge is {notice}; without --judge nothing is sent"), ..engine })
    }

    /// The engine that imagines who receives a canned reply: only a language model can. Its notice is its name alone.
    pub(crate) fn imagine(settings: &Settings) -> anyhow::Result<Self> {
        let engine = Self::language(settings, "--imagine")?;
        let notice = engine.notice.split("; ").next().unwrap_or_default().to_owned();
        Ok(Self { notice, ..engine })
    }

    /// A language model, for what this option asks.
    fn language(settings: &Settings, option: &str) -> anyhow::Result<Self> {
        if settings.layer.engine == Some(EngineChoice::Builtin) || !settings.names_a_model() {
            bail!("{option} needs a language model; set OPENAI_API_KEY, or --base-url and --model");
        }
        Self::llm(settings, true)
    }

    fn builtin() -> Self {
        let notice = "the built-in reviser, on this machine; for a language model set OPENAI_API_KEY, \
                      or --base-url and --model";
        let model = Arc::new(Builtin::new());
        Self { model, required: false, remote: false, wire: None, notice: notice.to_owned() }
    }

    fn llm(settings: &Settings, required: bool) -> anyhow::Result<Self> {
        let name = settings.model()?;
        settings.trusted()?;
        let host = host(&settings.base_url());
        let wire = wire(settings, &name);
        let model = Arc::new(OpenAi::new(wire.clone())?);
        let notice = format!("{name} at {host}; --engine builtin keeps everything on this machine");
        Ok(Self { model, required, remote: true, wire: Some(wire), notice })
    }
}

/// The host of an address, without anything secret that may be in it.
pub(crate) fn host(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    authority.rsplit('@').next().unwrap_or(authority).to_owned()
}

/// How the server that the settings describe is reached. Complete destructuring: a new setting must say where it goes.
fn wire(settings: &Settings, name: &str) -> OpenAiSettings {
    let crate::settings::Layer {
        timeout,
        deadline,
        retries,
        temperature,
        max_tokens,
        structured,
        extra_body,
        engine: _,
        provider: _,
        base_url: _,
        model: _,
        judge: _,
        doubt: _,
        thresholds: _,
        effort: _,
        rounds: _,
        aim: _,
        critique: _,
        look: _,
        audit: _,
        hold: _,
        keep: _,
        concurrency: _,
        requests_per_minute: _,
        tokens_per_minute: _,
        prices: _,
        prompts: _,
        serve: _,
        lint: _,
        fail_on: _,
        color: _,
    } = &settings.layer;
    let mut wire = OpenAiSettings::new(settings.base_url(), name);
    wire.key = settings.key.as_ref().map(|key| key.text.clone());
    wire.timeout = timeout.map_or(wire.timeout, |lasting| lasting.0);
    wire.deadline = deadline.map_or(wire.deadline, |lasting| lasting.0);
    wire.max_retries = retries.unwrap_or(wire.max_retries);
    wire.temperature = *temperature;
    wire.max_tokens = *max_tokens;
    wire.extra_body = extra_body.clone().unwrap_or_default();
    wire.structured = match structured {
        Some(StructuredChoice::JsonSchema) => Structured::JsonSchema,
        Some(StructuredChoice::JsonObject) => Structured::JsonObject,
        Some(StructuredChoice::Off) => Structured::Off,
        Some(StructuredChoice::Auto) | None => Structured::Auto,
    };
    wire
}

/// What every loop of a run has in common.
#[derive(Clone)]
pub(crate) struct Plan {
    options: attuned::Options,
    prompts: attuned::Prompts,
}

impl Plan {
    /// How to revise, from the settings; `judge_only` asks for findings and changes nothing.
    pub(crate) fn new(settings: &Settings, engine: &Engine, judge_only: bool) -> anyhow::Result<Self> {
        let mut options = settings.options()?;
        if !engine.remote {
            // The built-in reviser is no judge.
            (options.judge, options.look, options.audit) = (Judging::Never, false, false);
        }
        if judge_only {
            (options.rounds, options.hold) = (0, false);
        }
        Ok(Self { options, prompts: Prompts::new(settings.layer.prompts.as_deref())?.0 })
    }

    /// The same plan for a server, with the model that it asks.
    pub(crate) fn brain(self, model: Arc<dyn Model>) -> attuned::Brain {
        attuned::Brain::new(model, self.options, self.prompts)
    }

    /// The same plan for a reply that should open with none of these.
    pub(crate) fn avoiding(&self, openings: Vec<String>) -> Self {
        let mut plan = self.clone();
        plan.options.avoid = openings;
        plan
    }

    /// The same plan for another proposal, with what the person wishes and the words that they refused.
    pub(crate) fn wishing(&self, wish: &str, refused: Vec<String>) -> Self {
        let mut plan = self.clone();
        (plan.options.wish, plan.options.refused) = (wish.trim().to_owned(), refused);
        plan
    }

    /// A loop for this draft.
    pub(crate) fn start(&self, draft: Draft) -> Loop {
        Loop::new(draft, self.options.clone(), self.prompts.clone())
    }
}

/// The templates: ours, or ours with a folder's over them.
pub(crate) struct Prompts(attuned::Prompts);

impl Prompts {
    pub(crate) fn new(folder: Option<&Path>) -> Result<Self, Error> {
        folder.map_or_else(|| Ok(attuned::Prompts::builtin()), attuned::Prompts::with_folder).map(Self)
    }

    pub(crate) fn names(&self) -> Vec<String> {
        attuned::Prompts::names().map(str::to_owned).collect()
    }

    /// The templates themselves.
    pub(crate) fn all(self) -> attuned::Prompts {
        self.0
    }

    pub(crate) fn show(&self, name: &str) -> Result<String, Error> {
        self.0.show(name).map(str::to_owned)
    }

    pub(crate) fn eject(&self, folder: &Path) -> Result<Vec<PathBuf>, Error> {
        self.0.eject(folder)
    }
}
