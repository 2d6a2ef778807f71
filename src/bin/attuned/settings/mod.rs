//! The settings in force: defaults < `attuned.toml` < environment < command line.

mod environment;
mod file;
mod judge;
mod layer;
mod lint;
mod list;
mod serve;
mod size;
mod thresholds;
mod trust;
mod within;

pub(crate) use environment::{Key, step_summary};
pub(crate) use judge::JudgeChoice;
pub(crate) use layer::{
    AimChoice, Color, CritiqueChoice, EffortChoice, EngineChoice, FailOn, Lasting, Layer, StructuredChoice,
};
pub(crate) use lint::{Elsewhere, LintLayer, SeverityChoice};
pub(crate) use list::show;
pub(crate) use serve::{LogChoice, OnHeldChoice, ServeLayer, StreamModeChoice};
pub(crate) use size::Size;
pub(crate) use within::Within;

use crate::args::{Args, Command};
use crate::engine::{self, Provider};
use anyhow::bail;
use attuned::{Aim, Critique, Effort, Judging, Keep, Options, Price, Thresholds};
use figment::providers::{Format as _, Serialized, Toml};
use figment::value::{Dict, Map};
use figment::{Figment, Metadata, Profile, Provider as Source};
use serde::Serialize;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::time::Duration;

const OPTION: &str = "option";
const DEFAULT: &str = "default";
const EDITOR: &str = "editor";
/// What is asked for at OpenAI where nobody names a model; other servers have no such default.
const OPENAI_MODEL: &str = "gpt-4.1-mini";

/// Everything that the commands need to know.
pub(crate) struct Settings {
    /// All layers in one; what has a default is always there.
    pub(crate) layer: Layer,
    /// The key, and the variable that it came from.
    pub(crate) key: Option<Key>,
    /// The provider, where one is named.
    pub(crate) provider: Option<&'static Provider>,
    /// Say nothing but errors.
    pub(crate) quiet: bool,
    /// Say more.
    pub(crate) verbose: bool,
    /// The settings file.
    file: Option<PathBuf>,
    /// Whether no other file may be looked for.
    fixed: bool,
    /// The settings file, where it was not named but found on the way up.
    found: Option<PathBuf>,
    figment: Figment,
}

impl Settings {
    /// Reads all layers.
    pub(crate) fn load(args: &Args) -> anyhow::Result<Self> {
        Self::beside(args, args.beside())
    }

    /// Reads all layers; the settings file is the nearest one from this folder upward.
    pub(crate) fn beside(args: &Args, folder: Option<&Path>) -> anyhow::Result<Self> {
        Self::gathered(args, folder, None)
    }

    /// The same for a document in this folder, with what its editor sets.
    pub(crate) fn near(args: &Args, folder: &Path, editor: &Value) -> anyhow::Result<Self> {
        Self::gathered(args, folder.ancestors().find(|folder| folder.is_dir()), Some(editor))
    }

    fn gathered(args: &Args, folder: Option<&Path>, editor: Option<&Value>) -> anyhow::Result<Self> {
        let file = file::find(args.common.config.as_deref(), args.common.isolated, folder)?;
        let mut figment = Figment::from(Named(DEFAULT, Layer::defaults()));
        if let Some(path) = &file {
            // By itself first: over a setting of the wrong kind a table of another layer would be laid in silence.
            file::read(path)?;
            figment = figment.admerge(Toml::file_exact(path));
        }
        figment = environment::over(figment);
        if let Some(editor) = editor {
            figment = figment.admerge(Named(EDITOR, editor));
        }
        let figment = figment.admerge(Named(OPTION, args.layer()));
        let mut layer: Layer = figment.extract().map_err(file::explain)?;
        let provider = provider(layer.provider.as_deref())?;
        // A provider that is named closer to the command than an address replaces it.
        if let Some(provider) = provider
            && rank(&figment, "provider") > rank(&figment, "base_url")
        {
            layer.base_url = Some(provider.base_url.to_owned());
        }
        layer.prompts = layer.prompts.map(|folder| beside_file(&figment, "prompts", folder));
        layer.serve = Some(shared(&figment, &layer));
        if let Some(lint) = &mut layer.lint {
            lint.baseline = lint.baseline.take().map(|file| beside_file(&figment, "lint.baseline", file));
        }
        if let (Command::Serve(_), Some(serve)) = (&args.command, &layer.serve) {
            let ServeLayer { deadline, effort, rounds, retries, .. } = serve.clone();
            layer = Layer { deadline, effort, rounds, retries, ..layer };
        }
        let key = key(provider);
        let common = &args.common;
        let found = file.clone().filter(|_| common.config.is_none());
        let fixed = common.config.is_some() || common.isolated;
        let (quiet, verbose) = (common.quiet, common.verbose);
        Ok(Self { layer, key, provider, quiet, verbose, file, fixed, found, figment })
    }

    /// Whether anything says that there is a language model.
    pub(crate) fn names_a_model(&self) -> bool {
        let Layer { base_url, model, .. } = &self.layer;
        base_url.is_some() || model.is_some() || self.key.is_some() || self.provider.is_some()
    }

    /// Where the server answers.
    pub(crate) fn base_url(&self) -> String {
        self.layer.base_url.clone().unwrap_or_else(|| engine::OPENAI_URL.to_owned())
    }

    /// The model's name; only OpenAI's server has one that may be taken for granted.
    pub(crate) fn model(&self) -> anyhow::Result<String> {
        match &self.layer.model {
            Some(model) => Ok(model.clone()),
            None if self.base_url() == engine::OPENAI_URL => Ok(OPENAI_MODEL.to_owned()),
            None => bail!("no model is named; name one of this server's with --model or ATTUNED_MODEL"),
        }
    }

    /// When the judge is asked, where anybody says so.
    pub(crate) fn judging(&self) -> Option<Judging> {
        let doubt = self.layer.doubt.map_or(Judging::DOUBT, |doubt| doubt.0);
        self.layer.judge.map(|choice| match choice {
            JudgeChoice::Always => Judging::Always,
            JudgeChoice::Auto => Judging::Auto { doubt },
            JudgeChoice::Never => Judging::Never,
        })
    }

    /// How to revise: the effort, and what is said beside it.
    pub(crate) fn options(&self) -> anyhow::Result<Options> {
        let mut options = Options::effort(match self.layer.effort {
            Some(EffortChoice::Low) => Effort::Low,
            Some(EffortChoice::High) => Effort::High,
            Some(EffortChoice::Medium) | None => Effort::Medium,
        });
        options.rounds = self.layer.rounds.unwrap_or(options.rounds);
        options.aim = self.layer.aim.map_or(options.aim, |aim| match aim {
            AimChoice::All => Aim::All,
            AimChoice::Worst => Aim::Worst,
        });
        options.critique = self.layer.critique.map_or(options.critique, |critique| match critique {
            CritiqueChoice::Within => Critique::Within,
            CritiqueChoice::Apart => Critique::Apart,
        });
        options.judge = self.judging().unwrap_or(options.judge);
        // Whoever asks for the judge wants its eyes on the rewrite too.
        options.look = self.layer.look.unwrap_or(options.judge != Judging::Never);
        // A look at both leaves nothing to audit.
        options.audit = self.layer.audit.unwrap_or(options.audit && !options.look);
        options.hold = self.layer.hold.unwrap_or(options.hold);
        options.thresholds = self.thresholds();
        options.keep = Keep::new(self.layer.keep.as_deref().unwrap_or_default())?;
        Ok(options)
    }

    /// From which scores mechanisms count as found.
    pub(crate) fn thresholds(&self) -> Thresholds {
        self.layer.thresholds.as_ref().map_or_else(Thresholds::default, thresholds::Table::thresholds)
    }

    /// Requests under way at once.
    pub(crate) fn concurrency(&self) -> usize {
        self.layer.concurrency.map_or(1, |count| count.get() as usize)
    }

    /// What this model costs, where the settings say so.
    pub(crate) fn price(&self, model: &str) -> Option<Price> {
        self.layer.prices.as_ref()?.get(model.trim()).copied()
    }

    /// How long one record may take.
    pub(crate) fn deadline(&self) -> Option<Duration> {
        self.layer.deadline.map(|lasting| lasting.0)
    }

    /// When to colour, in the words of the crate that does it.
    pub(crate) fn color(&self) -> anstream::ColorChoice {
        match self.layer.color {
            Some(Color::Always) => anstream::ColorChoice::Always,
            Some(Color::Never) => anstream::ColorChoice::Never,
            Some(Color::Auto) | None => anstream::ColorChoice::Auto,
        }
    }

    /// Which canned replies there are, and what is said of them.
    pub(crate) fn lint(&self) -> LintLayer {
        self.layer.lint.clone().unwrap_or_default()
    }

    /// The settings file, where there is one.
    pub(crate) fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    /// The tables `[lint]` of other settings files that are nearer to these folders, each with its folder. There are none
    /// where a file was named, or none is to be read.
    pub(crate) fn nearer<'a>(
        &self,
        folders: impl IntoIterator<Item = &'a Path>,
    ) -> anyhow::Result<Vec<(PathBuf, LintLayer)>> {
        if self.fixed { Ok(Vec::new()) } else { file::nearer(self.file(), folders) }
    }

    /// How the proxy behaves.
    pub(crate) fn serve(&self) -> ServeLayer {
        self.layer.serve.clone().unwrap_or_default()
    }

    /// The keys of which callers of the proxy show one, and the one that it shows itself.
    pub(crate) fn serve_keys(&self) -> (Vec<String>, Option<String>) {
        let keys = environment::key(environment::SERVE_KEYS).map(|key| key.text).unwrap_or_default();
        let keys = keys.split(',').map(str::trim).filter(|key| !key.is_empty()).map(str::to_owned).collect();
        (keys, environment::key(environment::UPSTREAM_KEY).map(|key| key.text))
    }

    /// Where a setting came from; of a list, where each part did.
    pub(crate) fn origin(&self, name: &str) -> Option<String> {
        // What the proxy takes from beside its table.
        let shared = name.strip_prefix("serve.").filter(|name| is_nearer(&self.figment, name));
        let name = shared.filter(|name| ServeLayer::SHARED.contains(name)).unwrap_or(name);
        let value = self.figment.find_value(name).ok()?;
        let parts =
            value.as_array().map_or_else(|| vec![value.tag()], |parts| parts.iter().map(|part| part.tag()).collect());
        let mut parts: Vec<String> =
            parts.into_iter().filter_map(|tag| self.figment.get_metadata(tag)).map(origin).collect();
        parts.dedup();
        (!parts.is_empty()).then(|| parts.join(", "))
    }
}

/// A layer with the name under which it is shown.
struct Named<T>(&'static str, T);

impl<T: Serialize> Source for Named<T> {
    fn metadata(&self) -> Metadata {
        Metadata::named(self.0)
    }

    fn data(&self) -> Result<Map<Profile, Dict>, figment::Error> {
        Serialized::defaults(&self.1).data()
    }
}

/// Where a value came from: a file's path, a variable's name, `option` or `default`.
fn origin(metadata: &Metadata) -> String {
    match metadata.source.as_ref().and_then(|source| source.file_path()) {
        Some(path) => path.display().to_string(),
        None => metadata.name.to_string(),
    }
}

/// How the proxy behaves: of what stands in its table and beside it, what is closer to the command.
fn shared(figment: &Figment, layer: &Layer) -> ServeLayer {
    let mut serve = layer.serve.clone().unwrap_or_default();
    serve.shadow = serve.shadow.map(|file| beside_file(figment, "serve.shadow", file));
    serve.held_message = serve.held_message.map(|words| match words.strip_prefix('@') {
        Some(path) if !path.starts_with('@') => {
            format!("@{}", beside_file(figment, "serve.held_message", path.into()).display())
        }
        _ => words,
    });
    if is_nearer(figment, "deadline") {
        serve.deadline = layer.deadline;
    }
    if is_nearer(figment, "effort") {
        serve.effort = layer.effort;
    }
    if is_nearer(figment, "rounds") {
        serve.rounds = layer.rounds;
    }
    if is_nearer(figment, "retries") {
        serve.retries = layer.retries;
    }
    serve
}

/// Whether a setting was made closer to the command beside the table `[serve]` than in it.
fn is_nearer(figment: &Figment, name: &str) -> bool {
    rank(figment, name) > rank(figment, &format!("serve.{name}"))
}

/// How close to the command a setting was made; 0 where it was not.
fn rank(figment: &Figment, name: &str) -> u8 {
    match figment.find_metadata(name) {
        None => 0,
        Some(metadata) if metadata.source.as_ref().is_some_and(|source| source.file_path().is_some()) => 1,
        Some(metadata) if metadata.name == OPTION => 3,
        Some(metadata) if metadata.name == DEFAULT => 0,
        Some(_) => 2,
    }
}

/// A folder or file that the settings file names lies beside that file.
fn beside_file(figment: &Figment, setting: &str, folder: PathBuf) -> PathBuf {
    let source = figment.find_metadata(setting).and_then(|metadata| metadata.source.as_ref());
    match source.and_then(|source| source.file_path()).and_then(|path| path.parent()) {
        Some(parent) => parent.join(folder),
        None => folder,
    }
}

/// The provider of this name.
fn provider(name: Option<&str>) -> anyhow::Result<Option<&'static Provider>> {
    let Some(name) = name else { return Ok(None) };
    let found = engine::PROVIDERS.iter().find(|one| one.name.eq_ignore_ascii_case(name.trim()));
    if found.is_none() {
        let names: Vec<&str> = engine::PROVIDERS.iter().map(|one| one.name).collect();
        match crate::explain::nearest(name, names.iter().copied()) {
            Some(known) => bail!("no provider is called {name:?}; did you mean {known}? Others work with --base-url"),
            None => {
                bail!("no provider is called {name:?}; there are {}; others work with --base-url", names.join(", "))
            }
        }
    }
    Ok(found)
}

/// The key: of the provider, where one is named, so that no other server sees OpenAI's.
fn key(provider: Option<&'static Provider>) -> Option<Key> {
    environment::key(environment::OUR_KEY)
        .or_else(|| environment::key(provider.map_or("OPENAI_API_KEY", |provider| provider.key_variable)))
}
