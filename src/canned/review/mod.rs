//! The review of a library: what is proposed for each reply, what a person decided about each change, the text that
//! comes of it, checked again at once. A value without rims: the terminal, the page and the tests drive the same.
//!
//! Everything is decided against the text of the file: of each reply the text as it stands is that of its file with the
//! changes that were accepted. Another proposal keeps what was made, so that nobody decides twice.

mod decide;
mod effect;
mod memory;
mod merge;
mod proposal;
mod query;
mod reasons;
mod save;
mod sheet;
mod state;
#[cfg(test)]
mod tests;
mod unsave;
mod view;

pub use effect::{Effect, Shifted};
pub use proposal::{HunkDecision, Proposal};
pub use query::{ReviewOrder, ReviewQuery};
pub use reasons::Noted;
pub use save::Saved;
pub use sheet::ReplyMark;
pub use state::Resumed;
pub use view::{HunkView, ReplyRow, ReplyView};

use super::check::Checked;
use super::file::CannedFile;
use super::lint::LintOptions;
use super::reply::{Canned, Situation};
use crate::guard::{self, Violation};
use crate::text::Draft;
use memory::Memory;
use sheet::Sheet;
use std::sync::Arc;
use unsave::Before;

/// Guards whose breach means that something of the reply is lost for whoever receives it.
const STRONG: &[&str] = &["placeholders", "keep", "links"];

/// Replies under review, numbered from 0 through all files.
#[derive(Debug, Clone)]
pub struct Review {
    files: Vec<CannedFile>,
    options: LintOptions,
    /// The options as they hold for each file.
    holds: Vec<LintOptions>,
    sheets: Vec<Sheet>,
    memory: Memory,
    /// What the last save wrote over.
    before: Vec<Before>,
}

impl Review {
    /// A review of these files in which nothing is decided.
    pub fn new(files: Vec<CannedFile>, options: LintOptions) -> Self {
        let places = files.iter().enumerate();
        let places = places.flat_map(|(file, canned)| (0..canned.replies().len()).map(move |reply| (file, reply)));
        let sheets = places.map(|(file, reply)| Sheet::new(file, reply)).collect();
        let holds = files.iter().map(|file| options.at(file.path()).into_owned()).collect();
        Self { files, options, holds, sheets, memory: Memory::default(), before: Vec::new() }
    }

    /// How many replies there are.
    pub fn len(&self) -> usize {
        self.sheets.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.sheets.is_empty()
    }

    /// The files, in the order in which they were given.
    pub fn files(&self) -> &[CannedFile] {
        &self.files
    }

    /// How the replies are checked.
    pub fn options(&self) -> &LintOptions {
        &self.options
    }

    /// How a reply is checked: what holds for its file.
    pub(super) fn holds(&self, at: usize) -> &LintOptions {
        &self.holds[self.sheets[at].file]
    }

    /// The numbers of the replies of a file.
    pub(super) fn numbers_of(&self, file: usize) -> std::ops::Range<usize> {
        let before = |file: usize| self.sheets.partition_point(|sheet| sheet.file < file);
        before(file)..before(file + 1)
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

    /// The number of the file of a reply.
    pub fn file_number(&self, at: usize) -> usize {
        self.sheets[at].file
    }

    /// The number of a reply in its file.
    pub fn number(&self, at: usize) -> usize {
        self.sheets[at].reply
    }

    /// Who might receive a reply from now on; what was found in it is looked for again, and what the built-in reviser
    /// proposed and nobody decided about is proposed no more.
    pub fn set_situations(&mut self, at: usize, situations: Vec<Situation>) {
        let (file, reply) = (self.sheets[at].file, self.sheets[at].reply);
        self.files[file].replies_mut()[reply].situations = situations;
        self.sheets[at].begin_anew();
        self.memory.forget(at);
    }

    /// The text as it stands after all decisions.
    pub fn text(&self, at: usize) -> String {
        self.sheets[at].page.text(&self.reply(at).text)
    }

    /// Whether the text differs from that of the file.
    pub fn is_changed(&self, at: usize) -> bool {
        self.sheets[at].page.proposal().is_some() && self.text(at) != self.reply(at).text
    }

    /// What is found in the text as it stands.
    pub fn checked(&self, at: usize) -> Arc<Checked> {
        self.check(at, &self.text(at))
    }

    /// What is found in the text of the file.
    pub fn checked_before(&self, at: usize) -> Arc<Checked> {
        self.check(at, &self.reply(at).text)
    }

    /// What would be found in another text of this reply. The last few texts are remembered.
    pub fn check(&self, at: usize, text: &str) -> Arc<Checked> {
        self.memory.checked(at, text, || Checked::of(self.reply(at), text, self.holds(at)))
    }

    /// Whether the text as it stands weighs more in findings than that of the file.
    pub fn is_worse(&self, at: usize) -> bool {
        self.is_changed(at) && self.checked(at).weight() > self.checked_before(at).weight()
    }

    /// What the text as it stands breaks against that of the file: a person may keep it all the same.
    pub fn violations(&self, at: usize) -> Vec<Violation> {
        if self.is_changed(at) { self.violations_of(at, &self.text(at)) } else { Vec::new() }
    }

    /// What another text would break against that of the file.
    pub fn violations_of(&self, at: usize, text: &str) -> Vec<Violation> {
        let look = || guard::check(&self.draft(at), text, &self.options.keep);
        self.memory.violations(at, text, look)
    }

    /// Whether a violation means that something is lost, such as a placeholder: nothing is saved before the person says
    /// that they want it so ([`Review::confirm`]).
    pub fn is_strong(violation: &Violation) -> bool {
        STRONG.contains(&violation.guard)
    }

    /// Whether the text as it stands lost something, and nobody said that it shall be so.
    pub fn needs_confirmation(&self, at: usize) -> bool {
        let confirmed = self.sheets[at].page.confirmed.as_ref();
        self.violations(at).iter().any(Self::is_strong) && confirmed.is_none_or(|text| *text != self.text(at))
    }

    /// Why the text as it stands cannot be written into its file; `None` where it can.
    pub fn hindrance(&self, at: usize) -> Option<String> {
        if self.is_changed(at) { self.file(at).hindrance(self.number(at), &self.text(at)) } else { None }
    }

    /// Why a change of the proposal cannot be written where it stands, made by itself; `None` where it can.
    pub fn hindrance_of(&self, at: usize, hunk: usize) -> Option<String> {
        let proposal = self.proposal(at)?;
        let one = proposal.diff.hunks.get(hunk)?;
        let words = proposal::words(one, proposal.decisions.get(hunk)?).unwrap_or(&one.after.text);
        self.file(at).hindrance_at(self.number(at), one.before.span, words)
    }

    /// What to revise: the text of the file, for everybody who might receive it.
    pub fn draft(&self, at: usize) -> Draft {
        let reply = self.reply(at);
        reply.draft(&reply.text)
    }

    /// Looks at every reply, on all cores: what comes after answers at once.
    pub fn look(&self) {
        let open: Vec<usize> = (0..self.len()).filter(|at| !self.memory.knows(*at, &self.reply(*at).text)).collect();
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let replies: Vec<_> = open.iter().map(|at| (self.reply(*at), self.holds(*at))).collect();
        let one = |(reply, options): &(&Canned, &LintOptions)| Checked::of(reply, &reply.text, options);
        let found: Vec<Checked> = std::thread::scope(|scope| {
            let parts = replies.chunks(replies.len().div_ceil(cores).max(1));
            let work: Vec<_> =
                parts.map(|part| scope.spawn(move || part.iter().map(one).collect::<Vec<_>>())).collect();
            work.into_iter()
                .flat_map(|part| part.join().unwrap_or_else(|fault| std::panic::resume_unwind(fault)))
                .collect()
        });
        for (at, checked) in open.iter().zip(found) {
            self.memory.checked(*at, &self.reply(*at).text, || checked);
        }
    }
}
