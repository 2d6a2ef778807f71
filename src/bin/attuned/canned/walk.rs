//! The files of a folder that may hold replies.

use crate::show::refused;
use attuned::{Baseline, CannedFile, CannedFormat, Unread};
use ignore::WalkBuilder;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use std::path::{Path, PathBuf};

/// Folders that are full of other people's files, or of what is said to models, whether or not they are ignored.
const FOREIGN: &[&str] = &["node_modules", "prompts", "site-packages", "target", "vendor"];

/// Which files are wanted, of those in folders.
pub(super) struct Wanted {
    include: Globs,
    exclude: Globs,
}

impl Wanted {
    /// Globs are meant from any of these folders.
    pub(super) fn new(include: &[String], exclude: &[String], roots: &[&Path]) -> anyhow::Result<Self> {
        Ok(Self { include: Globs::new(include, roots)?, exclude: Globs::new(exclude, roots)? })
    }

    /// Whether a file is wanted.
    pub(super) fn fits(&self, path: &Path) -> bool {
        (self.include.is_empty() || self.include.fits(path)) && !self.exclude.fits(path)
    }
}

/// Some globs, each meant from several folders.
struct Globs(Vec<(PathBuf, Gitignore)>);

impl Globs {
    fn new(globs: &[String], roots: &[&Path]) -> anyhow::Result<Self> {
        let mut all = Vec::new();
        for root in roots.iter().filter(|_| !globs.is_empty()).filter_map(|root| root.canonicalize().ok()) {
            let mut builder = GitignoreBuilder::new(&root);
            for glob in globs {
                builder.add_line(None, glob)?;
            }
            all.push((root.clone(), builder.build()?));
        }
        Ok(Self(all))
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn fits(&self, path: &Path) -> bool {
        let Ok(path) = path.canonicalize() else { return false };
        self.0.iter().any(|(root, globs)| {
            let below = path.strip_prefix(root);
            below.is_ok_and(|below| globs.matched_path_or_any_parents(below, false).is_ignore())
        })
    }
}

/// The files of a folder that may hold replies, in order; what could not be looked at, with the reason.
pub(super) fn files(folder: &Path, wanted: &Wanted) -> (Vec<PathBuf>, Vec<Unread>) {
    let (mut files, mut failed) = (Vec::new(), Vec::new());
    let own = |name: &str| FOREIGN.contains(&name);
    let walk = WalkBuilder::new(folder)
        .require_git(false)
        .sort_by_file_path(Path::cmp)
        .filter_entry(move |entry| entry.depth() == 0 || !own(&entry.file_name().to_string_lossy()))
        .build();
    for entry in walk {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file() || kind.is_symlink()) => {
                let path = entry.into_path();
                let path = path.strip_prefix(".").map_or(path.clone(), Path::to_owned);
                if path.is_file() && may_hold_replies(&path) && wanted.fits(&path) {
                    files.push(path);
                }
            }
            Ok(_) => {}
            Err(error) => failed.push(unread(folder, &error)),
        }
    }
    (files, failed)
}

/// What could not be looked at, and why.
fn unread(folder: &Path, error: &ignore::Error) -> Unread {
    let mut path = folder;
    let mut inner = error;
    loop {
        match inner {
            ignore::Error::WithPath { path: at, err } => (path, inner) = (at, err),
            ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => inner = err,
            _ => break,
        }
    }
    let why = inner.io_error().map_or_else(|| inner.to_string(), |error| refused(path, error));
    Unread::new(path, why)
}

/// Whether a file has the extension of a format, and is none of ours.
fn may_hold_replies(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("");
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or("").to_lowercase();
    let ours = name == Baseline::NAME
        || CannedFile::holds_notes(path)
        || name.ends_with(".attuned-review.json")
        || is_original(path);
    !ours && CannedFormat::extensions().any(|known| known == extension)
}

/// Whether a file keeps what another was when it was fetched or sent back, and lies beside it: `macros.original.json`.
fn is_original(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("");
    let stem = [".original.json", ".pushed.json"].iter().find_map(|end| name.strip_suffix(end));
    stem.is_some_and(|stem| path.with_file_name(format!("{stem}.json")).is_file())
}

/// The folder that a file lies in.
pub(super) fn folder(path: &Path) -> Option<&Path> {
    path.parent().map(|parent| if parent.as_os_str().is_empty() { Path::new(".") } else { parent })
}
