//! The files that were asked for, read; what cannot be read is said and stops nothing else.

use super::{Paths, is_stdin, lint_options, options, walk};
use crate::settings::Settings;
use crate::show::{refused, warn};
use anyhow::{Context, bail};
use attuned::{CannedFile, CannedFormat, CannedOptions, LintOptions, Unread};
use clap::builder::PossibleValue;
use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Path, PathBuf};

/// What was found where replies were looked for.
pub(crate) struct Found {
    /// The files that hold replies, in the order of the paths.
    pub(crate) files: Vec<CannedFile>,
    /// The files that could not be read.
    pub(crate) failed: Vec<Unread>,
    /// Files of folders that hold no replies, as far as one can tell.
    pub(crate) passed_over: Vec<PathBuf>,
}

impl Found {
    /// How these files are linted: the settings, and the tables of settings files that are nearer to them.
    pub(crate) fn options(&self, settings: &Settings) -> anyhow::Result<LintOptions> {
        let mut all = lint_options(settings)?;
        let folders: BTreeSet<&Path> = self.files.iter().filter_map(|file| walk::folder(file.path())).collect();
        all.overrides.extend(options::below(settings.nearer(folders)?)?);
        Ok(all)
    }
}

/// Reads every file that holds replies.
///
/// # Errors
/// Where there is none.
pub(crate) fn read(asked: &Paths, settings: &Settings) -> anyhow::Result<Found> {
    let options = canned_options(settings)?;
    let mut found = Found { files: Vec::new(), failed: Vec::new(), passed_over: Vec::new() };
    let mut seen = BTreeSet::new();
    for path in &asked.paths {
        for (path, is_named) in found.paths(path, settings)? {
            if seen.insert(path.canonicalize().unwrap_or_else(|_| path.clone())) {
                found.add(&path, is_named, asked, &options);
            }
        }
    }
    if found.files.is_empty() && found.failed.is_empty() {
        let lint = settings.lint();
        let globs = if lint.include.is_some() || lint.exclude.is_some() { GLOBS } else { "" };
        bail!("there are no canned replies here{}; {NAME_ONE}{globs}", but(found.passed_over.len()));
    }
    // Silence about a file would be taken for praise.
    for file in found.files.iter().filter(|file| file.replies().is_empty()) {
        warn(settings, "attuned", &format!("0 replies in {}: {WHERE}", file.path().display()));
    }
    Ok(found)
}

/// What to do where nothing was found.
const NAME_ONE: &str = "name a file that has some, and --at or --column for where they are";

/// What to look at where globs say what is read.
const GLOBS: &str = ", or look at include and exclude, which say what is read";

/// What to do with a file that holds none.
const WHERE: &str = "--from says what kind of file it is, --at or --column where in it replies are";

/// What was there instead.
fn but(passed_over: usize) -> String {
    match passed_over {
        0 => String::new(),
        1 => ": 1 file does not look like any".to_owned(),
        count => format!(": {count} files do not look like any"),
    }
}

/// Formats under the names of their files, which people try first.
const ALIASES: [(&str, &str); 6] =
    [("csv", "table"), ("tsv", "table"), ("md", "markdown"), ("txt", "plain"), ("htm", "html"), ("yml", "yaml")];

/// The names of the formats, each also under those of its files.
pub(super) fn formats() -> impl Iterator<Item = PossibleValue> {
    CannedFormat::all().map(|one| {
        let aliases = ALIASES.iter().filter(move |(_, name)| *name == one.name()).map(|(alias, _)| *alias);
        PossibleValue::new(one.name()).aliases(aliases)
    })
}

/// How files are read.
pub(crate) fn canned_options(settings: &Settings) -> anyhow::Result<CannedOptions> {
    let lint = settings.lint();
    let mut options = CannedOptions::default();
    if let Some(name) = &lint.from {
        let name = ALIASES.iter().find(|(alias, _)| alias == name).map_or(name.as_str(), |(_, name)| *name);
        let names = || CannedFormat::all().map(CannedFormat::name).collect::<Vec<_>>().join(", ");
        let format = CannedFormat::all().find(|one| one.name() == name);
        options.format = Some(format.with_context(|| format!("no format is called {name:?}; there are {}", names()))?);
    }
    options.paths = lint.at.unwrap_or_default();
    options.column = lint.column;
    options.split = lint.split.unwrap_or_default();
    Ok(options)
}

impl Found {
    /// A file, or the files of a folder; and whether it was named outright.
    fn paths(&mut self, path: &Path, settings: &Settings) -> anyhow::Result<Vec<(PathBuf, bool)>> {
        if !path.is_dir() {
            return Ok(vec![(path.to_owned(), true)]);
        }
        let (files, failed) = walk::files(path, &wanted(path, settings)?);
        self.failed.extend(failed);
        Ok(files.into_iter().map(|path| (path, false)).collect())
    }

    fn add(&mut self, path: &Path, is_named: bool, asked: &Paths, options: &CannedOptions) {
        let file = if is_stdin(path) { stdin(asked, options) } else { CannedFile::read(path, options) };
        match file {
            Ok(file) if is_named || file.seems_canned() => self.files.push(file),
            Ok(_) => self.passed_over.push(path.to_owned()),
            // A folder holds much that is no file of replies, and one that merely might have been is no error; but whoever
            // wrote notes about it knew.
            Err(attuned::Error::Canned { path: at, .. })
                if !is_named && at == path && !CannedFile::seems_damaged(path) =>
            {
                self.passed_over.push(path.to_owned());
            }
            Err(error) => self.failed.push(unread(path, error)),
        }
    }
}

/// Whether the settings want a file to be read that nobody named.
pub(crate) fn wants(path: &Path, settings: &Settings) -> anyhow::Result<bool> {
    Ok(wanted(walk::folder(path).unwrap_or(path), settings)?.fits(path))
}

/// Which files the settings want, of those in a folder.
fn wanted(folder: &Path, settings: &Settings) -> anyhow::Result<walk::Wanted> {
    let lint = settings.lint();
    let beside = settings.file().and_then(Path::parent);
    let roots: Vec<&Path> = [Path::new("."), folder].into_iter().chain(beside).collect();
    let [include, exclude] = [lint.include, lint.exclude].map(Option::unwrap_or_default);
    walk::Wanted::new(&include, &exclude, &roots)
}

/// The file that could not be read, and why: the file that was meant, or the notes beside it.
fn unread(path: &Path, error: attuned::Error) -> Unread {
    match error {
        attuned::Error::Canned { path, reply: Some(reply), detail } => Unread::new(path, format!("{reply}: {detail}")),
        attuned::Error::Canned { path, reply: None, detail } => Unread::new(path, detail),
        attuned::Error::File { path, source } => {
            let why = refused(&path, &source);
            Unread::new(path, why)
        }
        other => Unread::new(path, other.to_string()),
    }
}

/// Standard input as a file.
fn stdin(asked: &Paths, options: &CannedOptions) -> Result<CannedFile, attuned::Error> {
    let mut bytes = Vec::new();
    let refused = |source| attuned::Error::File { path: PathBuf::from("-"), source };
    std::io::stdin().read_to_end(&mut bytes).map_err(refused)?;
    let is_json = bytes.iter().find(|byte| !byte.is_ascii_whitespace()).is_some_and(|byte| b"[{".contains(byte));
    let usual = if is_json { "stdin.json" } else { "stdin.txt" };
    let name = asked.stdin_name.clone().unwrap_or_else(|| PathBuf::from(usual));
    CannedFile::parse(name, bytes, options)
}
