//! What is only seen across replies: notes for whoever owns the library, no failing of any one reply.

mod likeness;
mod phrases;
mod reasons;
mod shelf;
#[cfg(test)]
mod tests;
mod tone;
mod twice;
mod voice;

use super::options::LintOptions;
use crate::canned::file::CannedFile;
use crate::canned::place::Place;
use shelf::Shelf;

/// What kind of thing was seen across replies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum LibraryKind {
    /// Many replies open with the same words.
    Opening,
    /// Many replies hold the same phrase.
    Phrase,
    /// Some replies say nearly the same.
    Likeness,
    /// Some replies speak in another tone than the others.
    Tone,
    /// The same question has two answers.
    AnsweredTwice,
    /// A suppression gives no reason.
    NoReason,
}

impl LibraryKind {
    /// All of them, in the order in which they are reported.
    pub const ALL: [Self; 6] =
        [Self::Opening, Self::Phrase, Self::Likeness, Self::AnsweredTwice, Self::Tone, Self::NoReason];

    /// What records and settings call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Opening => "repeated-opening",
            Self::Phrase => "repeated-phrase",
            Self::Likeness => "near-duplicates",
            Self::Tone => "tone",
            Self::AnsweredTwice => "answered-twice",
            Self::NoReason => "no-reason",
        }
    }
}

/// A reply that a finding about the library speaks of.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Member {
    /// The number of the file among those that were given.
    pub file: usize,
    /// The number of the reply in its file.
    pub reply: usize,
    /// Where the words stand that show it; the whole reply where no words do.
    pub place: Place,
    /// The words that show it; empty where the whole reply does.
    pub words: String,
}

/// Something that is only seen across replies.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct LibraryFinding {
    /// What kind of thing it is.
    pub kind: LibraryKind,
    /// What was seen, with the measure.
    pub message: String,
    /// What to do.
    pub suggestion: String,
    /// The measure: a share of the replies, or of near-duplicates the least likeness; 0 to 1.
    pub share: f64,
    /// The replies, in the order of files.
    pub members: Vec<Member>,
}

/// What is seen across the replies of these files.
pub(super) fn findings(files: &[CannedFile], options: &LintOptions) -> Vec<LibraryFinding> {
    let shelf = Shelf::of(files, options);
    let mut found = Vec::new();
    for kind in LibraryKind::ALL.into_iter().filter(|kind| options.asks_about(*kind)) {
        found.extend(match kind {
            LibraryKind::Opening => phrases::openings(&shelf),
            LibraryKind::Phrase => phrases::phrases(&shelf),
            LibraryKind::Likeness => likeness::groups(&shelf),
            LibraryKind::Tone => tone::outliers(&shelf),
            LibraryKind::AnsweredTwice => twice::answers(&shelf),
            LibraryKind::NoReason => reasons::missing(&shelf).into_iter().collect(),
        });
    }
    found
}
