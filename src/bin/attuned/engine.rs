//! Who revises: the one place that knows how the library's models, prompts and loop are made.

use crate::settings::{EngineChoice, Settings};
use anyhow::bail;
use attuned::{BoxFuture, Draft, Error, Model, ModelError, Outcome, Prompt, Reply};
use std::path::{Path, PathBuf};
use std::sync::Arc;

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
        if settings.layer.engine == Some(EngineChoice::Builtin) || !settings.names_a_model() {
            bail!("--judge needs a language model; set OPENAI_API_KEY, or --base-url and --model");
        }
        Self::llm(settings, true)
    }

    fn builtin() -> Self {
        let notice = "the built-in reviser, on this machine; for a language model set OPENAI_API_KEY, \
                      or --base-url and --model";
        Self { model: Arc::new(Builtin), required: false, remote: false, notice: notice.to_owned() }
    }

    fn llm(settings: &Settings, required: bool) -> anyhow::Result<Self> {
        let name = settings.model()?;
        let host = host(&settings.base_url());
        let model = open_ai(settings, &name)?;
        let notice = format!("{name} at {host}; --engine builtin keeps everything on this machine");
        Ok(Self { model, required, remote: true, notice })
    }
}

/// The host of an address, without anything secret that may be in it.
fn host(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    authority.rsplit('@').next().unwrap_or(authority).to_owned()
}

// Below: stand-ins for what the library is going to export under these names.

/// A server known by name.
pub(crate) struct Provider {
    pub(crate) name: &'static str,
    pub(crate) base_url: &'static str,
    pub(crate) key_variable: &'static str,
}

pub(crate) const PROVIDERS: &[Provider] = &[
    Provider { name: "openai", base_url: OPENAI_URL, key_variable: "OPENAI_API_KEY" },
    Provider { name: "ollama", base_url: "http://localhost:11434/v1", key_variable: "OLLAMA_API_KEY" },
    Provider { name: "llamacpp", base_url: "http://localhost:8080/v1", key_variable: "LLAMA_API_KEY" },
    Provider { name: "vllm", base_url: "http://localhost:8000/v1", key_variable: "VLLM_API_KEY" },
];

fn open_ai(settings: &Settings, name: &str) -> anyhow::Result<Arc<dyn Model>> {
    let _ = (name, settings.key.as_ref().map(|key| &key.text));
    Ok(Arc::new(Builtin))
}

struct Builtin;

impl Model for Builtin {
    fn complete<'a>(&'a self, _: &'a Prompt) -> BoxFuture<'a, Result<Reply, ModelError>> {
        Box::pin(async { Err(ModelError::Empty) })
    }
}

#[expect(dead_code, clippy::large_enum_variant, reason = "the library's own takes its place")]
pub(crate) enum Step {
    Ask(Prompt),
    Done(Outcome),
}

pub(crate) struct Loop;

impl Loop {
    pub(crate) fn step(&mut self) -> Result<Step, Error> {
        Err(Error::Template { name: "revise".into(), line: None, detail: "there is no loop yet".into() })
    }

    pub(crate) fn answer(&mut self, _: Result<Reply, ModelError>) {}

    pub(crate) fn cancel(&mut self, _: &str) {}
}

/// What every loop of a run has in common.
#[derive(Clone)]
pub(crate) struct Plan {
    options: attuned::Options,
}

impl Plan {
    /// How to revise, from the settings; `judge_only` asks for findings and changes nothing.
    pub(crate) fn new(settings: &Settings, judge_only: bool) -> anyhow::Result<Self> {
        let mut options = attuned::Options::default();
        options.judge = judge_only || settings.layer.judge.unwrap_or(false);
        options.rounds = if judge_only { 0 } else { settings.layer.rounds.unwrap_or(options.rounds) };
        options.hold = !judge_only && settings.layer.hold.unwrap_or(true);
        Ok(Self { options })
    }

    /// A loop for this draft.
    pub(crate) fn start(&self, _draft: Draft) -> Loop {
        let _ = &self.options;
        Loop
    }
}

/// The templates.
pub(crate) struct Prompts;

impl Prompts {
    pub(crate) fn new(_folder: Option<&Path>) -> Result<Self, Error> {
        Ok(Self)
    }

    pub(crate) fn names(&self) -> Vec<String> {
        Vec::new()
    }

    pub(crate) fn show(&self, name: &str) -> Result<String, Error> {
        Err(Error::Template { name: name.to_owned(), line: None, detail: "there is no such template".to_owned() })
    }

    pub(crate) fn eject(&self, _folder: &Path) -> Result<Vec<PathBuf>, Error> {
        Ok(Vec::new())
    }
}
