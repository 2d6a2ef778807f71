//! What the commands for canned replies have in common: which files, and how they are read and linted.

mod options;
mod read;
#[cfg(test)]
mod tests;
mod walk;

pub(crate) use options::lint_options;
pub(crate) use read::{Found, canned_options, read, wants};

use crate::settings::{LintLayer, SeverityChoice};
use clap::builder::PossibleValuesParser;
use std::path::{Path, PathBuf};

/// Which files hold canned replies, and where in them.
#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "Replies")]
pub(crate) struct Paths {
    /// Files and folders of canned replies; `-` is standard input
    #[arg(value_name = "PATH", default_value = ".")]
    pub(crate) paths: Vec<PathBuf>,
    /// What kind of files they are [default: told by name and content]
    #[arg(long = "from", value_name = "FORMAT", value_parser = PossibleValuesParser::new(read::formats()))]
    pub(crate) from: Option<String>,
    /// Where texts are in JSON and YAML, such as macros[].text; may be given more than once
    #[arg(long = "at", value_name = "PATH")]
    pub(crate) at: Vec<String>,
    /// The column of texts in tables
    #[arg(long, value_name = "NAME")]
    pub(crate) column: Option<String>,
    /// Read several replies from a file of Markdown, one under each heading of the second level, or of plain text, one
    /// between lines of `---`
    #[arg(long)]
    pub(crate) split: bool,
    /// Of folders, read only files that this names, such as 'macros/**/*.md'; may be given more than once
    #[arg(long, value_name = "GLOB")]
    pub(crate) include: Vec<String>,
    /// Leave files out that this names; may be given more than once
    #[arg(long, value_name = "GLOB")]
    pub(crate) exclude: Vec<String>,
    /// What standard input is called, which also tells its format
    #[arg(long, value_name = "NAME")]
    pub(crate) stdin_name: Option<PathBuf>,
    /// A rule, mechanism or kind of finding that is off, such as LD01, CA or tone; may be given more than once
    #[arg(long, value_name = "NAME")]
    pub(crate) off: Vec<String>,
    /// The least severity that is worth a word [default: mild]
    #[arg(long, value_name = "SEVERITY")]
    pub(crate) severity: Option<SeverityChoice>,
}

impl Paths {
    /// What is said here, as the topmost layer of the table `[lint]`.
    pub(crate) fn layer(&self) -> LintLayer {
        let list = |list: &Vec<String>| (!list.is_empty()).then(|| list.clone());
        LintLayer {
            off: list(&self.off),
            severity: self.severity,
            include: list(&self.include),
            exclude: list(&self.exclude),
            from: self.from.clone(),
            at: list(&self.at),
            column: self.column.clone(),
            split: self.split.then_some(true),
            ..LintLayer::default()
        }
    }

    /// The folder that the first path is, or lies in.
    pub(crate) fn beside(&self) -> Option<&Path> {
        let first = self.paths.first()?;
        let first = if is_stdin(first) { self.stdin_name.as_ref()? } else { first };
        if first.is_dir() { Some(first) } else { walk::folder(first) }
    }
}

/// Whether a path stands for standard input.
fn is_stdin(path: &Path) -> bool {
    path == Path::new("-")
}
