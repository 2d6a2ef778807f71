//! What is known and may stay, so that only new failings count: `attuned-baseline.json`, made to be kept in a repository.
//!
//! ```json
//! {"version": 1, "files": {"macros.json": {"360111": {"LD01 9f2c41d07ab35e18": 1}}}}
//! ```
//!
//! Paths are relative to the file's folder. A failing is known by its reply, its rule and its words, so that it may move;
//! the number says how often it may stand there. No words of a reply are kept.

use super::fingerprint;
use super::options::whole;
use super::{Lint, LintStatus, Linted};
use crate::canned::file::CannedFile;
use crate::error::Error;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The failings of a library that are known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    /// The folder that paths are relative to.
    root: PathBuf,
    files: BTreeMap<String, Replies>,
}

/// By the reply's id, by rule and words: how often.
type Replies = BTreeMap<String, BTreeMap<String, usize>>;

/// The file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sheet {
    version: u32,
    files: BTreeMap<String, Replies>,
}

impl Baseline {
    /// The usual name of the file.
    pub const NAME: &str = "attuned-baseline.json";

    /// All that is found in these files now and not suppressed, for a file at `path`.
    pub fn of(path: &Path, files: &[CannedFile], linted: &Linted) -> Self {
        let mut out = Self { root: folder(path), files: BTreeMap::new() };
        for lint in linted.lints.iter().filter(|lint| !matches!(lint.status, LintStatus::Suppressed(_))) {
            let (name, id, key) = out.name(&files[lint.file], lint);
            *out.files.entry(name).or_default().entry(id).or_default().entry(key).or_default() += 1;
        }
        out
    }

    /// Reads a file.
    ///
    /// # Errors
    /// [`Error::File`] where the system refuses; [`Error::Canned`] where it is no baseline.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let bytes = std::fs::read(path).map_err(|source| Error::File { path: path.to_owned(), source })?;
        let wrong = |detail: String| Error::Canned { path: path.to_owned(), reply: None, detail };
        let again = "write it anew with --write-baseline";
        let sheet: Sheet = serde_json::from_slice(&bytes)
            .map_err(|error| wrong(format!("line {}: this is no baseline; {again}", error.line())))?;
        match sheet.version {
            1 => Ok(Self { root: folder(path), files: sheet.files }),
            version => Err(wrong(format!("version {version} of baselines is not known here; {again}"))),
        }
    }

    /// The file's content.
    pub fn to_json(&self) -> String {
        let sheet = Sheet { version: 1, files: self.files.clone() };
        serde_json::to_string_pretty(&sheet).unwrap_or_default() + "\n"
    }

    /// How many failings it knows.
    pub fn len(&self) -> usize {
        self.files.values().flat_map(BTreeMap::values).flat_map(BTreeMap::values).sum()
    }

    /// Whether it knows none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Marks what is known, as often as it is known; how many of the failings of these files are gone.
    pub(super) fn mark(&self, files: &[CannedFile], lints: &mut [Lint]) -> usize {
        let mut left = self.files.clone();
        for lint in lints.iter_mut().filter(|lint| lint.status == LintStatus::New) {
            let (name, id, key) = self.name(&files[lint.file], lint);
            let known = left.get_mut(&name).and_then(|file| file.get_mut(&id)).and_then(|reply| reply.get_mut(&key));
            if let Some(times) = known.filter(|times| **times > 0) {
                *times -= 1;
                lint.status = LintStatus::Baseline;
            }
        }
        let seen = files.iter().filter_map(|file| left.get(&self.relative(file.path())));
        seen.flat_map(BTreeMap::values).flat_map(BTreeMap::values).sum()
    }

    /// Where a finding stands in the file: the path, the reply, the failing.
    fn name(&self, file: &CannedFile, lint: &Lint) -> (String, String, String) {
        let id = file.replies().get(lint.reply).map(|reply| reply.id.clone()).unwrap_or_default();
        let key = format!("{} {}", lint.finding.rule, fingerprint::words(&lint.finding));
        (self.relative(file.path()), id, key)
    }

    /// A path as the file has it: from its own folder, with `/` on every system.
    fn relative(&self, path: &Path) -> String {
        let path = whole(path);
        let mut up = 0;
        let mut root = self.root.as_path();
        let below = loop {
            match (path.strip_prefix(root), root.parent()) {
                (Ok(below), _) => break below,
                (Err(_), Some(parent)) => (root, up) = (parent, up + 1),
                (Err(_), None) => break &path,
            }
        };
        let parts = below.components().map(|part| part.as_os_str().to_string_lossy().into_owned());
        std::iter::repeat_n("..".to_owned(), up).chain(parts).collect::<Vec<_>>().join("/")
    }
}

/// The folder of a file.
fn folder(path: &Path) -> PathBuf {
    whole(path).parent().map(Path::to_owned).unwrap_or_default()
}
