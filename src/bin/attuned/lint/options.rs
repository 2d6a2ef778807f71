//! What `attuned lint` can be asked for.

use crate::args::Server;
use crate::canned::Paths;
use crate::imagine::Imagine;
use crate::settings::{FailOn, Layer};
use clap::ValueEnum;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  attuned lint macros.json
  attuned lint replies/ --fail-on severe --worst 5
  attuned lint macros.json --fix --dry-run
  attuned lint macros.json --imagine --provider ollama --model qwen3
  attuned lint . --write-baseline; attuned lint .
  attuned lint . --format sarif > attuned.sarif
  cat reply.md | attuned lint - --stdin-name reply.md
  attuned explain LD01

Nothing is sent anywhere without --imagine. A reply's notes are kept beside its file, macros.json has macros.attuned.json:
  {\"replies\": {\"360111\": {\"situations\": [{\"who\": \"a parent\", \"message\": \"...\"}],
                           \"ignore\": {\"LD01\": \"legal wants these words\"}}}}
Exit codes: 0 nothing new at or above --fail-on, 1 something, 2 an error, or a file that cannot
be read; the others are linted all the same.";

/// `attuned lint`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Lint {
    #[command(flatten)]
    pub(crate) paths: Paths,
    /// What to print
    #[arg(long, help_heading = "Output", default_value = "human", value_name = "FORMAT")]
    pub(crate) format: LintFormat,
    /// The least severity that makes the exit code 1 [default: clear]
    #[arg(long, help_heading = "Output", value_name = "SEVERITY")]
    pub(crate) fail_on: Option<FailOn>,
    /// Print only the N worst replies with their findings, the worst first; programs read all findings, and as many of the
    /// worst replies named [default: all findings, the 10 worst named; 0 names none]
    #[arg(long, help_heading = "Output", value_name = "N")]
    pub(crate) worst: Option<usize>,
    /// Make the exit code 1 for what is only seen across replies too
    #[arg(long, help_heading = "Output")]
    pub(crate) fail_on_library: bool,
    /// Make the changes that need no model and break nothing; what is left is printed
    #[arg(long, help_heading = "Fixes", conflicts_with = "write_baseline")]
    pub(crate) fix: bool,
    /// With --fix, write nothing: print the changes as a diff
    #[arg(long, help_heading = "Fixes", requires = "fix")]
    pub(crate) dry_run: bool,
    /// What is known and does not count [default: attuned-baseline.json, where there is one]
    #[arg(long, help_heading = "What counts", value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    /// Write all that is found now into the baseline
    #[arg(long, help_heading = "What counts")]
    pub(crate) write_baseline: bool,
    /// Count what is suppressed too
    #[arg(long, help_heading = "What counts")]
    pub(crate) no_suppressions: bool,
    #[command(flatten)]
    pub(crate) imagine: Imagine,
    #[command(flatten)]
    pub(crate) server: Server,
}

impl Lint {
    pub(crate) fn layer(&self) -> Layer {
        Layer { fail_on: self.fail_on, ..self.server.layer() }
    }
}

/// The output formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LintFormat {
    /// For people
    Human,
    /// One object
    Json,
    /// A finding a line
    Jsonl,
    /// Annotations of GitHub Actions
    Github,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// JUnit's XML: a reply a test
    Junit,
    /// Lines for reviewdog, with changes
    Rdjsonl,
    /// GitLab's Code Quality report
    Gitlab,
}

impl LintFormat {
    /// Whether it has room for what would mend a finding.
    pub(super) fn has_fixes(self) -> bool {
        matches!(self, Self::Human | Self::Json | Self::Jsonl | Self::Sarif | Self::Rdjsonl)
    }
}
