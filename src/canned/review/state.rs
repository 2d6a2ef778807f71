//! A review that goes on later: beside each file `macros.json` a file `.macros.json.attuned-review.json` that keeps what
//! was proposed and decided, by the id of each reply and a sum of its text. A reply that was changed meanwhile is begun
//! anew; all others go on where they were.

use super::Review;
use super::proposal::{HunkDecision, Proposal};
use super::sheet::{Page, ReplyMark, Sheet};
use crate::diff::{Diff, Hunk};
use crate::error::Error;
use crate::sha;
use crate::text::Quote;
use crate::whole;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The version of the file. Others are not read.
const VERSION: u32 = 1;

/// What is kept about a file.
#[derive(Debug, Serialize, Deserialize)]
struct State {
    version: u32,
    replies: Vec<Kept>,
}

/// What is kept about a reply.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Kept {
    id: String,
    /// The sum of the text that all of this is about.
    sum: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    first: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    mark: Option<ReplyMark>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    confirmed: bool,
    #[serde(default)]
    shown: Option<usize>,
    #[serde(default)]
    proposals: Vec<KeptProposal>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct KeptProposal {
    by: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    wish: String,
    hunks: Vec<KeptHunk>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct KeptHunk {
    before: Quote,
    after: String,
    mechanisms: Vec<String>,
    reason: String,
    decision: HunkDecision,
}

/// What was found of an earlier review.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Resumed {
    /// How many replies go on where they were.
    pub replies: usize,
    /// How many were changed or taken away meanwhile, and are begun anew.
    pub changed: usize,
}

impl Review {
    /// Goes on where an earlier review of these files was left.
    ///
    /// # Errors
    /// [`Error::File`] where what it kept cannot be read; [`Error::Canned`] where it is none of ours. What was read of
    /// other files is gone on with.
    pub fn resume(&mut self) -> Result<Resumed, Error> {
        let mut resumed = Resumed::default();
        for file in 0..self.files.len() {
            if let Some(state) = State::read(&place(self.files[file].path()))? {
                self.go_on(file, state.replies, &mut resumed);
            }
        }
        Ok(resumed)
    }

    /// Goes on with the replies of a file.
    fn go_on(&mut self, file: usize, kept: Vec<Kept>, resumed: &mut Resumed) {
        let mut sums: HashMap<String, Vec<usize>> = HashMap::new();
        for at in self.numbers_of(file) {
            sums.entry(sum(&self.reply(at).text)).or_default().push(at);
        }
        for kept in kept {
            match sums.get(&kept.sum).and_then(|all| self.owner(all, &kept.id)) {
                Some(at) => {
                    let text = self.reply(at).text.clone();
                    self.sheets[at].restore(&kept, &text);
                    resumed.replies += 1;
                }
                None => resumed.changed += 1,
            }
        }
    }

    /// Of the replies that say the same the one of this id, else one about which nothing is known.
    fn owner(&self, all: &[usize], id: &str) -> Option<usize> {
        let named = all.iter().find(|at| self.reply(**at).id == id);
        named.or_else(|| all.iter().find(|at| self.sheets[**at].page == Page::default())).copied()
    }

    /// Keeps what was proposed and decided beside each file; nothing is left there where nothing was.
    ///
    /// # Errors
    /// [`Error::File`] where the disk refuses.
    pub fn keep(&self) -> Result<(), Error> {
        (0..self.files.len()).try_for_each(|file| self.keep_file(file))
    }

    /// Keeps what was proposed and decided beside the file of one reply.
    ///
    /// # Errors
    /// [`Error::File`] where the disk refuses.
    pub fn keep_reply(&self, at: usize) -> Result<(), Error> {
        self.keep_file(self.sheets[at].file)
    }

    fn keep_file(&self, file: usize) -> Result<(), Error> {
        let path = place(self.files[file].path());
        let kept = |at: usize| self.sheets[at].kept(&self.reply(at).id, &self.reply(at).text);
        let replies: Vec<Kept> = self.numbers_of(file).filter_map(kept).collect();
        let state = State { version: VERSION, replies };
        let written = if state.replies.is_empty() { removed(&path) } else { state.write(&path) };
        written.map_err(|source| Error::File { path, source })
    }
}

impl Sheet {
    /// What is worth keeping of a reply.
    fn kept(&self, id: &str, text: &str) -> Option<Kept> {
        let Page { proposals, shown, mark, confirmed } = &self.page;
        if proposals.iter().all(|one| one.is_cheap()) && mark.is_none() && self.first.is_none() {
            return None;
        }
        Some(Kept {
            id: id.to_owned(),
            sum: sum(text),
            first: self.first.clone(),
            mark: mark.clone(),
            confirmed: confirmed.as_ref() == Some(&self.page.text(text)),
            shown: *shown,
            proposals: proposals.iter().map(|one| KeptProposal::of(one)).collect(),
        })
    }

    /// Goes on where a review was.
    fn restore(&mut self, kept: &Kept, text: &str) {
        let proposals: Vec<Arc<Proposal>> = kept.proposals.iter().map(|one| Arc::new(one.read(text))).collect();
        let shown = kept.shown.filter(|at| *at < proposals.len());
        let page = Page { proposals, shown, mark: kept.mark.clone(), confirmed: None };
        let confirmed = kept.confirmed.then(|| page.text(text));
        self.first.clone_from(&kept.first);
        self.page = Page { confirmed, ..page };
    }
}

impl KeptProposal {
    fn of(proposal: &Proposal) -> Self {
        let hunk = |(hunk, decision): (&Hunk, &HunkDecision)| KeptHunk {
            before: hunk.before.clone(),
            after: hunk.after.text.clone(),
            mechanisms: hunk.mechanisms.iter().map(|one| one.id().to_owned()).collect(),
            reason: hunk.reason.clone(),
            decision: decision.clone(),
        };
        let Proposal { by, wish, text: _, diff: _, decisions: _ } = proposal;
        Self { by: by.clone(), wish: wish.clone(), hunks: proposal.parts().map(hunk).collect() }
    }

    /// The proposal; changes that do not fit the text are left out, whoever wrote them.
    fn read(&self, text: &str) -> Proposal {
        let parts = self.hunks.iter().map(|one| (one.read(), one.decision.clone())).collect();
        let empty = Proposal::new(&self.by, text.to_owned(), Diff::default());
        Proposal { wish: self.wish.clone(), ..empty }.of(parts)
    }
}

impl KeptHunk {
    fn read(&self) -> Hunk {
        let after = Quote { span: self.before.span, text: self.after.clone() };
        let mechanisms = self.mechanisms.iter().filter_map(|one| one.parse().ok()).collect();
        Hunk { before: self.before.clone(), after, mechanisms, reason: self.reason.clone() }
    }
}

impl State {
    /// What is kept at a path; `None` where there is nothing.
    fn read(path: &Path) -> Result<Option<Self>, Error> {
        let bytes = match std::fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(source) => return Err(Error::File { path: path.to_owned(), source }),
        };
        // What serde says may quote the file.
        let state: Option<Self> = serde_json::from_slice(&bytes).ok().filter(|state: &Self| state.version == VERSION);
        let detail = "this keeps no review that can be gone on with; move it away to begin anew".to_owned();
        state.map(Some).ok_or_else(|| Error::Canned { path: path.to_owned(), reply: None, detail })
    }

    fn write(&self, path: &Path) -> std::io::Result<()> {
        let mut bytes = serde_json::to_vec(self)?;
        bytes.push(b'\n');
        whole::write_private(path, &bytes)
    }
}

/// Where a review of a file is kept.
fn place(file: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(file.file_name().unwrap_or_default());
    name.push(".attuned-review.json");
    file.with_file_name(name)
}

fn removed(path: &Path) -> std::io::Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn sum(text: &str) -> String {
    sha::hex(text.as_bytes())
}
