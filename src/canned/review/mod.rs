//! The review of a library: what is proposed for each reply, what a person decided about each change, the text that
//! comes of it, checked again at once. A value without rims: the terminal, the page and the tests drive the same.

mod save;
mod sheet;

pub use save::Saved;
pub use sheet::{HunkDecision, Proposal};

use super::check::Checked;
use super::file::CannedFile;
use super::fix;
use super::lint::LintOptions;
use super::reply::Canned;
use crate::guard::{self, Violation};
use crate::revise::Outcome;
use crate::text::Draft;
use sheet::Sheet;

/// Replies under review, numbered from 0 through all files.
#[derive(Debug, Clone)]
pub struct Review {
    files: Vec<CannedFile>,
    options: LintOptions,
    sheets: Vec<Sheet>,
}

impl Review {
    /// A review of these files in which nothing is decided.
    pub fn new(files: Vec<CannedFile>, options: LintOptions) -> Self {
        let places = files.iter().enumerate();
        let places = places.flat_map(|(file, canned)| (0..canned.replies().len()).map(move |reply| (file, reply)));
        let sheets = places.map(|(file, reply)| Sheet::new(file, reply)).collect();
        Self { files, options, sheets }
    }

    /// How many replies there are.
    pub fn len(&self) -> usize {
        self.sheets.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.sheets.is_empty()
    }

    /// A reply as it is in its file.
    ///
    /// # Panics
    /// Where there is no such reply; all methods that take a number do.
    pub fn reply(&self, at: usize) -> &Canned {
        let sheet = &self.sheets[at];
        &self.files[sheet.file].replies()[sheet.reply]
    }

    /// The file of a reply.
    pub fn file(&self, at: usize) -> &CannedFile {
        &self.files[self.sheets[at].file]
    }

    /// The text as it stands after all decisions.
    pub fn text(&self, at: usize) -> String {
        self.sheets[at].text(&self.reply(at).text)
    }

    /// Whether the text differs from that of the file.
    pub fn is_changed(&self, at: usize) -> bool {
        self.text(at) != self.reply(at).text
    }

    /// What is found in the text as it stands.
    pub fn checked(&self, at: usize) -> Checked {
        self.check(at, &self.text(at))
    }

    /// What would be found in another text of this reply.
    pub fn check(&self, at: usize, text: &str) -> Checked {
        Checked::of(self.reply(at), text, &self.options)
    }

    /// What the text as it stands breaks against that of the file: a person may keep it all the same.
    pub fn violations(&self, at: usize) -> Vec<Violation> {
        guard::check(&Draft::canned(&self.reply(at).text), &self.text(at), &self.options.keep)
    }

    /// What to revise: the text as it stands, for everybody who might receive it.
    pub fn draft(&self, at: usize) -> Draft {
        self.reply(at).draft(&self.text(at))
    }

    /// What is proposed for a reply, where anything is.
    pub fn proposal(&self, at: usize) -> Option<&Proposal> {
        self.sheets[at].proposal()
    }

    /// Proposes the changes of an outcome for the text as it stands; whether there are any.
    pub fn propose(&mut self, at: usize, outcome: &Outcome) -> bool {
        let text = self.text(at);
        let fits = outcome.draft == text && !outcome.diff.is_empty();
        if fits {
            self.sheets[at].propose(Proposal::new(text, outcome.diff.clone()));
        }
        fits
    }

    /// Proposes what the built-in reviser makes of the text as it stands; whether that is anything.
    pub fn propose_builtin(&mut self, at: usize) -> bool {
        let outcome = fix::fixed(self.reply(at), &self.text(at), &self.options);
        outcome.is_some_and(|outcome| self.propose(at, &outcome))
    }

    /// Decides about a change of the proposal; whether there is such a change.
    pub fn decide(&mut self, at: usize, hunk: usize, decision: HunkDecision) -> bool {
        self.sheets[at].decide(hunk, decision)
    }

    /// Puts a text of the person's own in place of all that was proposed.
    pub fn write(&mut self, at: usize, text: impl Into<String>) {
        self.sheets[at].write(text.into());
    }

    /// Takes the last decision about a reply back; whether there was one.
    pub fn undo(&mut self, at: usize) -> bool {
        self.sheets[at].undo()
    }
}
