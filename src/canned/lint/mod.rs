//! What is wrong with the replies of some files, one by one and as a library.

mod baseline;
mod fingerprint;
mod library;
mod options;
mod run;
#[cfg(test)]
mod tests;

pub use baseline::Baseline;
pub use library::{LibraryFinding, LibraryKind, Member};
pub use options::{LintOptions, LintOverride};
pub use run::{lint, lint_watched, lint_while};

use super::place::Place;
use super::reply::Suppression;
use crate::detect::{Finding, Severity};
use crate::diff::Diff;
use std::path::PathBuf;

/// Whether anybody still has to look at a finding.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum LintStatus {
    /// Nobody has seen it.
    #[default]
    New,
    /// The baseline knows it.
    Baseline,
    /// The writer does not want to hear of it, and says why; empty where no reason was given.
    Suppressed(String),
}

impl LintStatus {
    /// What records call it: `new`, `baseline`, `suppressed`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Baseline => "baseline",
            Self::Suppressed(_) => "suppressed",
        }
    }
}

/// A change that mends a finding, made by the built-in reviser; it breaks no guard, and less is found in the text with it,
/// or in its [part](crate::parts) of a long text.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Fix {
    /// What changes in the text of the file: stretches, and what stands there then.
    pub edits: Vec<(Place, String)>,
    /// The change of the reply's text, in hunks.
    pub diff: Diff,
    /// Why, in a few words.
    pub reason: String,
}

/// A finding in a file.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Lint {
    /// The number of the file among those that were given.
    pub file: usize,
    /// The number of the reply in its file.
    pub reply: usize,
    /// What was found in the reply's text.
    pub finding: Finding,
    /// Where that stands in the file.
    pub place: Place,
    /// The people whom it fails, as numbers of the reply's situations; empty where nobody says who receives the reply.
    pub situations: Vec<usize>,
    /// Whether anybody still has to look at it.
    pub status: LintStatus,
    /// 16 hexadecimal digits that stay the same as long as the reply is called the same and says the same here; no two
    /// findings of a file have the same.
    pub fingerprint: String,
    /// What would mend it, where it was asked for and the built-in reviser knows.
    pub fix: Option<Fix>,
}

/// A suppression of which no finding spoke.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unused {
    /// The number of the file among those that were given.
    pub file: usize,
    /// The number of the reply in its file.
    pub reply: usize,
    /// What is not needed any more.
    pub suppression: Suppression,
    /// Where the reply begins.
    pub place: Place,
}

/// A file that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unread {
    /// Its path.
    pub path: PathBuf,
    /// Why, and what to do.
    pub reason: String,
}

impl Unread {
    /// A file, and why it could not be read.
    pub fn new(path: impl Into<PathBuf>, reason: impl Into<String>) -> Self {
        Self { path: path.into(), reason: reason.into() }
    }
}

/// What was found in some files.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Linted {
    /// How many replies were read.
    pub replies: usize,
    /// The findings, in the order of files, replies and places; those that nobody has to look at too.
    pub lints: Vec<Lint>,
    /// What is only seen across replies.
    pub library: Vec<LibraryFinding>,
    /// Suppressions that are not needed any more.
    pub unused: Vec<Unused>,
    /// How many failings the baseline knows that are gone.
    pub gone: usize,
    /// The replies in a language that the rules do not speak, as numbers of the file and in it; nothing is found in them.
    pub unjudged: Vec<(usize, usize)>,
    /// Files that could not be read, as whoever read them says.
    pub failed: Vec<Unread>,
}

impl Linted {
    /// The findings that nobody has seen yet.
    pub fn fresh(&self) -> impl Iterator<Item = &Lint> {
        self.lints.iter().filter(|lint| lint.status == LintStatus::New)
    }

    /// The greatest severity of what is new.
    pub fn worst(&self) -> Option<Severity> {
        self.fresh().map(|lint| lint.finding.severity).max()
    }
}
