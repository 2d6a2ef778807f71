//! All replies side by side, and what of them is read only once.

use super::voice::{self, Voice};
use super::{LibraryFinding, LibraryKind, Member};
use crate::alike::{MinHash, Signature};
use crate::canned::file::CannedFile;
use crate::canned::lint::LintOptions;
use crate::canned::lint::run::{places, shared};
use crate::canned::reply::Canned;
use crate::guard::prose;
use crate::reading::Text;
use crate::repeat::{Repeats, Repetition};
use crate::text::Span;
use std::cell::OnceCell;

/// What replies repeat, and which of them were counted.
pub(super) struct Repeated {
    pub(super) report: Repetition,
    pub(super) repeats: Repeats,
    /// The numbers of the replies that were kept, in order.
    pub(super) counted: Vec<usize>,
}

/// The replies of all files, in order.
pub(super) struct Shelf<'a> {
    files: &'a [CannedFile],
    places: Vec<(usize, usize)>,
    read: Vec<Read<'a>>,
    repeats: OnceCell<Repeated>,
}

/// What is read of a reply.
pub(super) struct Read<'a> {
    /// Its words and sentences.
    pub(super) text: Text<'a>,
    /// The same text without what is not its own: placeholders, links, quotations, code.
    pub(super) prose: String,
    /// What stands for it where texts are compared.
    pub(super) signature: Signature,
    /// How it speaks.
    pub(super) voice: Voice,
}

impl<'a> Read<'a> {
    fn of(source: &'a str, hash: &MinHash) -> Self {
        let (text, prose) = (Text::read(source), prose(source));
        let voice = voice::read(&text, &prose);
        Self { signature: hash.signature(&[source]), voice, text, prose }
    }
}

impl<'a> Shelf<'a> {
    pub(super) fn of(files: &'a [CannedFile], options: &LintOptions) -> Self {
        let (places, hash) = (places(files), MinHash::new());
        let text = |(file, reply): (usize, usize)| files[file].replies()[reply].text.as_str();
        let read = shared(&places, options.threads, |place| Read::of(text(place), &hash), &|_| true);
        Self { files, places, read, repeats: OnceCell::new() }
    }

    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    pub(super) fn file(&self, at: usize) -> &'a CannedFile {
        &self.files[self.places[at].0]
    }

    pub(super) fn reply(&self, at: usize) -> &'a Canned {
        let (file, reply) = self.places[at];
        &self.files[file].replies()[reply]
    }

    pub(super) fn replies(&self) -> impl Iterator<Item = &'a Canned> {
        (0..self.len()).map(|at| self.reply(at))
    }

    /// Whether two replies are one to their owner, such as the plain text and the HTML of one macro.
    pub(super) fn are_one(&self, a: usize, b: usize) -> bool {
        self.places[a].0 == self.places[b].0 && self.reply(a).id == self.reply(b).id
    }

    /// What the replies repeat.
    pub(super) fn repeats(&self) -> &Repeated {
        self.repeats.get_or_init(|| {
            let mut repeats = Repeats::new();
            let kept = |(at, one): (usize, &Read<'_>)| repeats.add_canned(&one.text, &one.prose).then_some(at);
            let counted = self.read.iter().enumerate().filter_map(kept).collect();
            Repeated { report: repeats.report(), repeats, counted }
        })
    }

    /// What was read of a reply.
    pub(super) fn read(&self, at: usize) -> &Read<'a> {
        &self.read[at]
    }

    /// How a reply speaks.
    pub(super) fn voice(&self, at: usize) -> &Voice {
        &self.read[at].voice
    }

    /// A reply as a member of a finding, with the words that show it.
    pub(super) fn member(&self, at: usize, span: Option<Span>) -> Member {
        let ((file, reply), text) = (self.places[at], &self.reply(at).text);
        let words = span.map_or("", |span| span.of(text)).to_owned();
        let place = self.files[file].place(reply, span.unwrap_or(Span::new(0, text.len())));
        Member { file, reply, place, words }
    }

    /// A finding about the replies of these numbers, as whole replies.
    pub(super) fn finding(
        &self,
        kind: LibraryKind,
        (message, suggestion): (String, &str),
        share: f64,
        those: &[(usize, Option<Span>)],
    ) -> LibraryFinding {
        let members = those.iter().map(|(at, span)| self.member(*at, *span)).collect();
        LibraryFinding { kind, message, suggestion: suggestion.to_owned(), share, members }
    }
}
