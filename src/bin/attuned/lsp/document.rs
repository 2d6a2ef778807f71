//! A document that is open: its text, where it is, what is found in it and who waits for that.

use super::checkup::Checkup;
use super::revision::Revised;
use super::text::{Text, Unit};
use lsp_server::RequestId;
use lsp_types::{CodeActionParams, Position, TextDocumentItem, Uri};
use reqwest::Url;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Something that needs to know what is found in the text as it is now.
pub(super) enum Wish {
    Hover(RequestId, Position),
    Actions(RequestId, Box<CodeActionParams>),
    /// The changes of a model, to be put into the document.
    Changes(Box<Revised>),
}

impl Wish {
    /// The request that it answers, where it is one.
    pub(super) fn id(&self) -> Option<&RequestId> {
        match self {
            Self::Hover(id, _) | Self::Actions(id, _) => Some(id),
            Self::Changes(_) => None,
        }
    }
}

/// Whether anybody still wants what is being done on another thread; the word of one is heard by all its clones.
#[derive(Debug, Clone, Default)]
pub(super) struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Nobody wants it any more.
    pub(super) fn stop(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    pub(super) fn is_stopped(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// A document that is open.
pub(super) struct Document {
    pub(super) uri: Uri,
    /// Where it is, with an extension that says what it is.
    pub(super) path: PathBuf,
    pub(super) text: Arc<Text>,
    pub(super) version: i32,
    /// What was found last.
    pub(super) checkup: Option<Arc<Checkup>>,
    /// When it is to be checked.
    pub(super) due: Option<Instant>,
    /// The number of the check that is under way.
    pub(super) round: Option<u64>,
    /// Ends that check.
    pub(super) stop: Stop,
    pub(super) wishes: Vec<Wish>,
}

impl Document {
    pub(super) fn new(item: TextDocumentItem, unit: Unit, root: &Path) -> Self {
        let path = path(&item.uri, &item.language_id, root);
        let text = Arc::new(Text::new(item.text, unit));
        let (checkup, due, round, wishes) = (None, Some(Instant::now()), None, Vec::new());
        Self { uri: item.uri, path, text, version: item.version, checkup, due, round, stop: Stop::default(), wishes }
    }

    /// The folder whose settings hold.
    pub(super) fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(&self.path)
    }

    /// What was found in the text as it is now.
    pub(super) fn current(&self) -> Option<Arc<Checkup>> {
        self.checkup.clone().filter(|_| self.due.is_none() && self.round.is_none())
    }

    /// Has it checked after a while, or earlier where that was asked for already; a check that is under way is in vain.
    pub(super) fn check_in(&mut self, wait: Duration, sooner: bool) {
        self.stop.stop();
        let due = Instant::now() + wait;
        self.due = Some(self.due.filter(|_| sooner).map_or(due, |before| before.min(due)));
    }
}

/// Extensions by the names that editors give languages.
const LANGUAGES: &[(&str, &str)] = &[
    ("markdown", "md"),
    ("plaintext", "txt"),
    ("text", "txt"),
    ("yaml", "yaml"),
    ("json", "json"),
    ("html", "html"),
    ("csv", "csv"),
    ("tsv", "tsv"),
];

/// Where a document is: as its address says, else in the folder that the editor works in.
fn path(uri: &Uri, language: &str, root: &Path) -> PathBuf {
    let url = Url::parse(uri.as_str()).ok();
    let path = url.filter(|url| url.scheme() == "file").and_then(|url| url.to_file_path().ok());
    let path = path.unwrap_or_else(|| root.join("untitled"));
    let known = |path: &Path| {
        let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or("").to_lowercase();
        attuned::CannedFormat::extensions().any(|one| one == extension)
    };
    match LANGUAGES.iter().find(|(name, _)| *name == language) {
        Some((_, extension)) if !known(&path) => path.with_extension(extension),
        _ => path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_document_is_what_its_name_or_its_editor_says() {
        let at = |uri: &str, language: &str| path(&uri.parse().expect("an address"), language, Path::new("/folder"));
        assert_eq!(at("file:///a/b%20c/late.txt", "yaml"), Path::new("/a/b c/late.txt"));
        assert_eq!(at("file:///a/COMMIT_MSG", "markdown"), Path::new("/a/COMMIT_MSG.md"));
        assert_eq!(at("untitled:Untitled-1", "plaintext"), Path::new("/folder/untitled.txt"));
        assert_eq!(at("file:///a/x.rs", "rust"), Path::new("/a/x.rs"));
    }
}
