//! How replies are linted: which rules, which severities, and where else than elsewhere.

use super::{Baseline, LibraryKind};
use crate::detect::{Finding, Mechanism, Severity, Thresholds};
use crate::error::Error;
use crate::guard::Keep;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::num::NonZeroUsize;
use std::path::{Component, Path, PathBuf};

/// How replies are linted.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct LintOptions {
    /// From which scores mechanisms count as found.
    pub thresholds: Thresholds,
    /// Rules (`LD01`), mechanisms (`LD`) and kinds of findings about the library (`tone`) that are off; `all` is all.
    pub off: BTreeSet<String>,
    /// The least severity that is worth a word; all are where there is none.
    pub least: Option<Severity>,
    /// Further text that changes must keep.
    pub keep: Keep,
    /// What is different for some paths; of several that fit, each adds its own.
    pub overrides: Vec<LintOverride>,
    /// What is known and need not be looked at.
    pub baseline: Option<Baseline>,
    /// Whether suppressed findings are reported as any other.
    pub unsuppressed: bool,
    /// Whether each finding comes with what would mend it, which takes about ten times as long.
    pub fixes: bool,
    /// Whether replies are compared with each other.
    pub library: bool,
    /// Threads to work on; as many as there are cores where nobody says.
    pub threads: Option<NonZeroUsize>,
}

impl LintOptions {
    /// What holds for a file at this path: the overrides that fit are in the other options.
    pub fn at(&self, path: &Path) -> Cow<'_, Self> {
        let fits: Vec<&LintOverride> = self.overrides.iter().filter(|one| one.fits(path)).collect();
        if fits.is_empty() {
            return Cow::Borrowed(self);
        }
        let mut own = Self { overrides: Vec::new(), baseline: None, ..self.clone() };
        for one in fits {
            own.off.extend(one.off.iter().cloned());
            own.least = own.least.max(one.least);
        }
        Cow::Owned(own)
    }

    /// Whether anybody wants to hear of a finding.
    pub(in crate::canned) fn asks_for(&self, finding: &Finding) -> bool {
        self.is_on(&[finding.rule, finding.mechanism.id(), finding.mechanism.name()])
            && self.least.is_none_or(|least| finding.severity >= least)
    }

    /// Whether a suppression of this name could be needed: what is off finds nothing, so nothing can be said of it.
    pub(in crate::canned) fn knows(&self, name: &str) -> bool {
        let rule = crate::detect::rule(name);
        let mechanism = rule.map(|rule| rule.mechanism).or_else(|| name.parse().ok());
        let mechanism = mechanism.map_or(["", ""], |mechanism: Mechanism| [mechanism.id(), mechanism.name()]);
        self.is_on(&[name, mechanism[0], mechanism[1]])
    }

    /// Whether anybody wants to hear of such things about the library.
    pub(super) fn asks_about(&self, kind: LibraryKind) -> bool {
        self.is_on(&[kind.name(), "library"])
    }

    /// Whether none of these names is off.
    pub(super) fn is_on(&self, names: &[&str]) -> bool {
        let named =
            |off: &String| off.eq_ignore_ascii_case("all") || names.iter().any(|name| off.eq_ignore_ascii_case(name));
        !self.off.iter().any(named)
    }
}

/// What is different for the files that a glob names.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct LintOverride {
    globs: Gitignore,
    root: PathBuf,
    /// What is off there as well.
    pub off: BTreeSet<String>,
    /// The least severity there, where it is greater.
    pub least: Option<Severity>,
}

impl LintOverride {
    /// An override that changes nothing yet, for the files below `root` that `glob` names, such as `legal/**` or `*.md`.
    ///
    /// # Errors
    /// [`Error::Choice`] where it is no glob.
    pub fn new(root: impl Into<PathBuf>, glob: &str) -> Result<Self, Error> {
        let root = whole(&root.into());
        let mut globs = GitignoreBuilder::new(&root);
        let wrong = |_| Error::Choice { detail: format!("{glob:?} is no glob; write one such as legal/**, or *.md") };
        globs.add_line(None, glob).map_err(wrong)?;
        let globs = globs.build().map_err(wrong)?;
        Ok(Self { globs, root, off: BTreeSet::new(), least: None })
    }

    /// Whether it speaks of a file at this path.
    pub fn fits(&self, path: &Path) -> bool {
        let path = whole(path);
        let Ok(below) = path.strip_prefix(&self.root) else { return false };
        self.globs.matched_path_or_any_parents(below, false).is_ignore()
    }
}

/// A path from the root of the disk, without `.` and `..`, whether or not there is such a file.
pub(super) fn whole(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => drop(out.pop()),
            Component::CurDir => {}
            part => out.push(part),
        }
    }
    out
}
