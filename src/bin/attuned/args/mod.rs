//! What can be asked for on the command line.

mod examples;

use crate::canned::Paths;
use crate::settings::{Color, EffortChoice, EngineChoice, FailOn, JudgeChoice, Lasting, Layer, Within};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Parser, Subcommand};
use examples::{ARENA_EXAMPLES, CHECK_EXAMPLES, EVAL_EXAMPLES, EXAMPLES, REVISE_EXAMPLES};
use std::path::{Path, PathBuf};

/// Finds where a draft reply fails the person it answers, and revises it.
#[derive(Debug, Parser)]
#[command(name = "attuned", version, after_help = EXAMPLES, max_term_width = 100, arg_required_else_help = true)]
pub(crate) struct Args {
    #[command(flatten)]
    pub(crate) common: Common,
    #[command(subcommand)]
    pub(crate) command: Command,
}

impl Args {
    /// What the command line sets, as the topmost layer of the settings.
    pub(crate) fn layer(&self) -> Layer {
        let base = match &self.command {
            Command::Batch(asked) => asked.layer(),
            Command::Check(asked) => Layer { fail_on: asked.fail_on, ..asked.model.layer() },
            Command::Revise(asked) => Layer {
                effort: asked.effort,
                rounds: asked.rounds,
                keep: (!asked.keep.is_empty()).then(|| asked.keep.clone()),
                ..asked.model.layer()
            },
            Command::Prompts(asked) => Layer { prompts: asked.prompts.clone(), ..Layer::default() },
            Command::Arena(asked) => {
                Layer { keep: (!asked.keep.is_empty()).then(|| asked.keep.clone()), ..asked.server.layer() }
            }
            Command::Pairs(asked) => asked.layer(),
            Command::Serve(asked) => asked.layer(),
            Command::Lint(asked) => asked.layer(),
            Command::Review(asked) => asked.layer(),
            Command::Studio(asked) => asked.layer(),
            Command::Lsp(asked) => asked.layer(),
            Command::Eval(_) | Command::Explain(_) | Command::Settings(_) => Layer::default(),
        };
        Layer { color: self.common.color, lint: self.replies().map(Paths::layer), ..base }
    }

    /// Which canned replies the command is for, where it is for any.
    fn replies(&self) -> Option<&Paths> {
        match &self.command {
            Command::Lint(asked) => Some(&asked.paths),
            Command::Review(asked) => Some(&asked.paths),
            Command::Studio(asked) => Some(&asked.paths),
            _ => None,
        }
    }

    /// The folder beside whose files the settings are: of the first file or folder of canned replies; the current one
    /// where there is none.
    pub(crate) fn beside(&self) -> Option<&Path> {
        self.replies().and_then(Paths::beside)
    }
}

/// Options that every command takes.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Common options")]
pub(crate) struct Common {
    /// Settings file to read instead of the nearest attuned.toml
    #[arg(long, global = true, value_name = "FILE", conflicts_with = "isolated")]
    pub(crate) config: Option<PathBuf>,
    /// Ignore every attuned.toml
    #[arg(long, global = true)]
    pub(crate) isolated: bool,
    /// When to colour what people read
    #[arg(long, global = true, value_name = "WHEN")]
    pub(crate) color: Option<Color>,
    /// Say nothing on standard error but errors
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
    /// Say more: measures, rounds that were lost and why
    #[arg(short, long, global = true)]
    pub(crate) verbose: bool,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Find where drafts fail the person they answer
    Check(Check),
    /// Revise drafts, and say what changed and why
    Revise(Revise),
    /// Revise many records, in any format; stopped at any moment, it goes on where it was
    Batch(Box<crate::batch::Batch>),
    /// Measure how good detection is on labelled cases
    Eval(Eval),
    /// Compare two sets of replies to the same drafts
    Arena(Arena),
    /// Make preference pairs of drafts or outcomes, in the formats of trainers
    Pairs(Box<crate::pairs::Pairs>),
    /// Stand before a chatbot: revise its replies on their way, in time, streamed, failing open
    Serve(Box<crate::serve::Serve>),
    /// Find what is wrong with a library of canned replies
    Lint(Box<crate::lint::Lint>),
    /// Review canned replies in the terminal, change by change
    Review(Box<crate::review::Review>),
    /// Review canned replies on a page of this machine
    Studio(Box<crate::studio::Studio>),
    /// Speak to an editor: findings, reasons and fixes as you type
    Lsp(Box<crate::lsp::Lsp>),
    /// Explain a mechanism or a rule: why it hurts, an example, a better way
    Explain(Explain),
    /// List, show or copy out what is said to models
    Prompts(Prompts),
    /// Show the settings in force and where each came from
    Settings(Settings),
}

/// What to read.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Input")]
pub(crate) struct Input {
    /// Files with one JSON record, an array, or JSON Lines; `-` or none is standard input
    #[arg(value_name = "INPUT", conflicts_with_all = ["draft", "message"])]
    pub(crate) files: Vec<PathBuf>,
    /// The draft reply; `@FILE` reads a file, `-` standard input (`@@` for text that begins with `@`)
    #[arg(long, value_name = "TEXT|@FILE|-", allow_hyphen_values = true)]
    pub(crate) draft: Option<String>,
    /// What the person wrote
    #[arg(long, value_name = "TEXT|@FILE", requires = "draft", allow_hyphen_values = true)]
    pub(crate) message: Option<String>,
    /// Who sends the reply, in a few words
    #[arg(long, value_name = "TEXT", requires = "draft")]
    pub(crate) sender: Option<String>,
}

/// `attuned check`.
#[derive(Debug, clap::Args)]
#[command(after_help = CHECK_EXAMPLES)]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) input: Input,
    /// What to print
    #[arg(long, help_heading = "Output", default_value = "human", value_name = "FORMAT",
          value_parser = among(&["human", "json", "jsonl"]))]
    pub(crate) format: Format,
    /// The least severity that makes the exit code 1 [default: clear]
    #[arg(long, help_heading = "Output", value_name = "SEVERITY")]
    pub(crate) fail_on: Option<FailOn>,
    #[command(flatten)]
    pub(crate) model: Model,
}

/// `attuned revise`.
#[derive(Debug, clap::Args)]
#[command(after_help = REVISE_EXAMPLES)]
pub(crate) struct Revise {
    #[command(flatten)]
    pub(crate) input: Input,
    /// What to print: text is the reply alone, byte for byte
    #[arg(long, help_heading = "Output", default_value = "human", value_name = "FORMAT", value_parser = among(&["human", "text", "json", "jsonl", "diff", "html"]))]
    pub(crate) format: Format,
    /// How much a reply may cost [default: medium]
    #[arg(long, help_heading = "Revision", value_name = "HOW")]
    pub(crate) effort: Option<EffortChoice>,
    /// Rounds of revision at most [default: 1 with --effort low, else 2]
    #[arg(long, help_heading = "Revision", value_name = "N")]
    pub(crate) rounds: Option<usize>,
    /// Further text that must stay as it is; may be given more than once
    #[arg(long, help_heading = "Revision", value_name = "REGEX", allow_hyphen_values = true)]
    pub(crate) keep: Vec<String>,
    #[command(flatten)]
    pub(crate) model: Model,
}

/// Who revises or judges, and how it is reached.
#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "Model")]
pub(crate) struct Model {
    /// Ask the model for findings, which then decide; always where no WHEN is given [default: never]
    #[arg(long, value_name = "WHEN", require_equals = true, num_args = 0..=1, default_missing_value = "always")]
    pub(crate) judge: Option<JudgeChoice>,
    /// With --judge=auto, ask where the rules expect more wrong decisions than X, 0 to 4 [default: 0.55]
    #[arg(long, value_name = "X", allow_hyphen_values = true)]
    pub(crate) doubt: Option<Within<4>>,
    /// Who revises: auto takes a language model where one is configured [default: auto]
    #[arg(long, value_name = "ENGINE")]
    pub(crate) engine: Option<EngineChoice>,
    #[command(flatten)]
    pub(crate) server: Server,
}

impl Model {
    pub(crate) fn layer(&self) -> Layer {
        let Self { judge, doubt, engine, server } = self;
        Layer { judge: *judge, doubt: *doubt, engine: *engine, ..server.layer() }
    }
}

/// How a language model is reached.
#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "Model")]
pub(crate) struct Server {
    /// The model's name
    #[arg(long, value_name = "NAME")]
    pub(crate) model: Option<String>,
    /// Where an OpenAI-compatible server answers, such as http://localhost:11434/v1
    #[arg(long, value_name = "URL")]
    pub(crate) base_url: Option<String>,
    /// A server by its name, such as openai, ollama, llamacpp, vllm
    #[arg(long, value_name = "NAME")]
    pub(crate) provider: Option<String>,
    /// Longest time for one record; `revise` then takes the best so far [default: 2m]
    #[arg(long, value_name = "DURATION")]
    pub(crate) deadline: Option<Lasting>,
    /// Longest wait for one answer of the model [default: 1m]
    #[arg(long, value_name = "DURATION")]
    pub(crate) timeout: Option<Lasting>,
    /// Folder whose templates replace ours, file by file
    #[arg(long, value_name = "DIR")]
    pub(crate) prompts: Option<PathBuf>,
}

impl Server {
    pub(crate) fn layer(&self) -> Layer {
        let Self { model, base_url, provider, deadline, timeout, prompts } = self;
        Layer {
            model: model.clone(),
            base_url: base_url.clone(),
            provider: provider.clone(),
            deadline: *deadline,
            timeout: *timeout,
            prompts: prompts.clone(),
            ..Layer::default()
        }
    }
}

/// `attuned eval`.
#[derive(Debug, clap::Args)]
#[command(after_help = EVAL_EXAMPLES)]
pub(crate) struct Eval {
    /// Labelled cases as one JSON record, an array, or JSON Lines; `-` is standard input
    #[arg(value_name = "GOLD")]
    pub(crate) gold: PathBuf,
    /// What was found in them, such as the output of `attuned check --format jsonl`; without it they are checked here
    #[arg(value_name = "PREDICTIONS")]
    pub(crate) predictions: Option<PathBuf>,
    /// What to print
    #[arg(long, default_value = "human", value_name = "FORMAT", value_parser = among(&["human", "json", "html"]))]
    pub(crate) format: Format,
    /// What a judge found in the same cases (`attuned check --judge`); shows what asking it only in doubt would give
    #[arg(long, value_name = "FILE")]
    pub(crate) judged: Option<PathBuf>,
    /// The least mean F1, 0 to 1, below which the exit code is 1
    #[arg(long, value_name = "X", value_parser = share)]
    pub(crate) min_f1: Option<f64>,
}

/// `attuned arena`.
#[derive(Debug, clap::Args)]
#[command(after_help = ARENA_EXAMPLES)]
pub(crate) struct Arena {
    /// Drafts as one JSON record, an array, or JSON Lines; `-` is standard input
    #[arg(value_name = "DRAFTS")]
    pub(crate) drafts: PathBuf,
    /// Replies to them, one set; the word `draft` stands for the drafts as they are
    #[arg(value_name = "A")]
    pub(crate) a: PathBuf,
    /// Replies to them, another set; or `draft`
    #[arg(value_name = "B")]
    pub(crate) b: PathBuf,
    /// What to print
    #[arg(long, default_value = "human", value_name = "FORMAT", value_parser = among(&["human", "json", "html"]))]
    pub(crate) format: Format,
    /// What to call the first set [default: its file's name]
    #[arg(long, value_name = "NAME")]
    pub(crate) name_a: Option<String>,
    /// What to call the second set [default: its file's name]
    #[arg(long, value_name = "NAME")]
    pub(crate) name_b: Option<String>,
    /// Further text that replies must keep as it is; may be given more than once
    #[arg(long, value_name = "REGEX", allow_hyphen_values = true)]
    pub(crate) keep: Vec<String>,
    /// Ask a language model, blind and in both orders, which reply the person would rather receive
    #[arg(long)]
    pub(crate) judge: bool,
    #[command(flatten)]
    pub(crate) server: Server,
}

/// A number from 0 to 1.
fn share(text: &str) -> Result<f64, String> {
    let number = text.parse().ok().filter(|number| (0.0..=1.0).contains(number));
    number.ok_or_else(|| "expected a number from 0 to 1, such as 0.6".to_owned())
}

/// `attuned explain`.
#[derive(Debug, clap::Args)]
pub(crate) struct Explain {
    /// A mechanism (SA, EGM, CA, LD or its name), a rule, such as SA02 or a part of its name, or what lint notes across
    /// replies, such as tone; all mechanisms without
    #[arg(value_name = "MECHANISM|RULE")]
    pub(crate) name: Option<String>,
    /// What to print
    #[arg(long, default_value = "human", value_name = "FORMAT", value_parser = among(&["human", "json"]))]
    pub(crate) format: Format,
}

/// `attuned prompts`.
#[derive(Debug, clap::Args)]
pub(crate) struct Prompts {
    #[command(subcommand)]
    pub(crate) what: PromptsWhat,
    /// Folder whose templates replace ours, file by file
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) prompts: Option<PathBuf>,
}

/// What to do with the templates.
#[derive(Debug, Subcommand)]
pub(crate) enum PromptsWhat {
    /// List the templates
    List,
    /// Print one template
    Show {
        /// Its name, as `list` prints it
        name: String,
    },
    /// Copy all templates into a folder, to change them there
    Eject {
        /// The folder; files that are there already stay as they are
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
}

/// `attuned settings`.
#[derive(Debug, clap::Args)]
pub(crate) struct Settings {
    /// What to print
    #[arg(long, default_value = "human", value_name = "FORMAT", value_parser = among(&["human", "json"]))]
    pub(crate) format: Format,
}

/// The output formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Human,
    Text,
    Json,
    Jsonl,
    Diff,
    Html,
}

/// Accepts these formats only, and lists them in the help.
fn among(names: &'static [&'static str]) -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(names).map(|name| match name.as_str() {
        "text" => Format::Text,
        "json" => Format::Json,
        "jsonl" => Format::Jsonl,
        "diff" => Format::Diff,
        "html" => Format::Html,
        _ => Format::Human,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::{Args as _, CommandFactory};

    #[test]
    fn the_arguments_do_not_contradict_each_other() {
        Args::command().debug_assert();
    }

    #[test]
    fn the_help_names_the_doubt_that_is_taken() {
        let help = Model::augment_args(clap::Command::new("x")).render_long_help().to_string();
        assert!(help.contains(&format!("[default: {}]", attuned::Judging::DOUBT)), "{help}");
    }
}
