//! All replies side by side, and what of them is read only once.

use super::voice::{self, Voice};
use super::{LibraryFinding, LibraryKind, Member};
use crate::alike::{MinHash, Signature};
use crate::canned::file::CannedFile;
use crate::canned::reply::Canned;
use crate::repeat::{Repeats, Repetition};
use crate::text::{Draft, Span};
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
    repeats: OnceCell<Repeated>,
    signatures: OnceCell<Vec<Signature>>,
    voices: OnceCell<Vec<Voice>>,
}

impl<'a> Shelf<'a> {
    pub(super) fn of(files: &'a [CannedFile]) -> Self {
        let replies = files.iter().enumerate();
        let places = replies.flat_map(|(file, one)| (0..one.replies().len()).map(move |reply| (file, reply))).collect();
        Self { files, places, repeats: OnceCell::new(), signatures: OnceCell::new(), voices: OnceCell::new() }
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
            let (mut repeats, mut counted) = (Repeats::new(), Vec::new());
            for (at, reply) in self.replies().enumerate() {
                repeats.add(&Draft::canned(&reply.text));
                if repeats.kept() > counted.len() {
                    counted.push(at);
                }
            }
            Repeated { report: repeats.report(), repeats, counted }
        })
    }

    /// What stands for each text where they are compared.
    pub(super) fn signatures(&self) -> &[Signature] {
        let hash = MinHash::new();
        self.signatures.get_or_init(|| self.replies().map(|reply| hash.signature(&[&reply.text])).collect())
    }

    /// How each reply speaks.
    pub(super) fn voices(&self) -> &[Voice] {
        self.voices.get_or_init(|| self.replies().map(|reply| voice::read(&reply.text)).collect())
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
