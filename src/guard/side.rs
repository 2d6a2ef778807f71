//! One text as the guards read it: each reading is made when a guard first asks for it, and then kept for the others.

use super::acts::Spoken;
use super::meaning::{self, Content, Line};
use super::memo::Memo;
use super::names::{self, Names};
use super::negations::Clause;
use super::numbers::{self, Figure};
use super::sentence::{self, Sentence};
use super::structure::{self, Repeats, Shape};
use super::words::{flat, fold, prose};
use super::{apologies, blame, code, dates, injection, links, placeholders};
use crate::reading::key::Fnv;
use crate::text::Span;
use regex::Regex;
use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeSet, HashMap};
use std::hash::BuildHasherDefault;
use std::rc::Rc;
use whatlang::Lang;

/// How many texts a thread remembers: drafts with what was said, and the candidates that are looked at in turn.
const REMEMBERED: usize = 64;

thread_local! {
    static SEEN: Memo<Side> = Memo::new(REMEMBERED);
}

/// A text of a check: the draft, the candidate, or what was said before.
#[derive(Default)]
pub(crate) struct Side {
    /// The text itself.
    pub(super) source: String,
    placeholders: OnceCell<Vec<Span>>,
    code: OnceCell<Vec<Span>>,
    prose: OnceCell<String>,
    flat: OnceCell<String>,
    plain: OnceCell<String>,
    sentences: OnceCell<Vec<Rc<Sentence>>>,
    said: OnceCell<Vec<Rc<Sentence>>>,
    folded: OnceCell<Vec<Rc<Sentence>>>,
    shape: OnceCell<Shape>,
    repeats: OnceCell<Repeats>,
    quotes: OnceCell<Vec<String>>,
    addresses: OnceCell<BTreeSet<String>>,
    places: OnceCell<BTreeSet<String>>,
    given: OnceCell<Names>,
    brought: OnceCell<Names>,
    counts_names: OnceCell<bool>,
    lines: OnceCell<Vec<Rc<Line>>>,
    bag: OnceCell<Content>,
    content: OnceCell<Content>,
    figures: OnceCell<Vec<Figure>>,
    spelled: OnceCell<BTreeSet<String>>,
    moments: OnceCell<BTreeSet<String>>,
    mentioned: OnceCell<BTreeSet<String>>,
    orders: OnceCell<Vec<String>>,
    theirs: OnceCell<BTreeSet<String>>,
    disputed: OnceCell<bool>,
    apologies: OnceCell<usize>,
    latin: OnceCell<Option<f64>>,
    language: OnceCell<Option<Lang>>,
    found: RefCell<HashMap<usize, Option<Span>, BuildHasherDefault<Fnv>>>,
}

/// A text, with what this thread read of it before.
pub(super) fn read(text: &str) -> Rc<Side> {
    SEEN.with(|memo| memo.get(text, |text| Side { source: text.to_owned(), ..Side::default() }))
}

impl Side {
    /// Where its placeholders stand.
    pub(super) fn placeholders(&self) -> &[Span] {
        self.placeholders.get_or_init(|| placeholders::spans(&self.source))
    }

    /// Where its code stands.
    pub(super) fn code(&self) -> &[Span] {
        self.code.get_or_init(|| code::spans(&self.source))
    }

    /// The text without placeholders, code and links.
    pub(super) fn prose(&self) -> &str {
        self.prose.get_or_init(|| prose(&self.source))
    }

    /// The text, folded and on one line.
    pub(super) fn flat(&self) -> &str {
        self.flat.get_or_init(|| flat(&self.source))
    }

    /// Its prose, folded and on one line.
    pub(super) fn plain(&self) -> &str {
        if self.prose() == self.source { self.flat() } else { self.plain.get_or_init(|| flat(self.prose())) }
    }

    /// Its sentences.
    pub(super) fn sentences(&self) -> &[Rc<Sentence>] {
        self.sentences.get_or_init(|| sentence::read(&self.source))
    }

    /// The sentences of its prose.
    pub(super) fn said(&self) -> &[Rc<Sentence>] {
        if self.prose() == self.source {
            self.sentences()
        } else {
            self.said.get_or_init(|| sentence::read(self.prose()))
        }
    }

    /// Its sentences as they are cut once typography is plain, which closes quotations like German ones.
    fn folded(&self) -> &[Rc<Sentence>] {
        if self.source.contains(['“', '„']) {
            self.folded.get_or_init(|| sentence::read(&fold(&self.source)))
        } else {
            self.sentences()
        }
    }

    /// The first match of a pattern in the folded text; each pattern is looked for once.
    pub(super) fn find(&self, pattern: &'static Regex) -> Option<&str> {
        let key = std::ptr::from_ref(pattern) as usize;
        let look = || pattern.find(self.flat()).map(|found| Span::new(found.start(), found.end()));
        let known = self.found.borrow().get(&key).copied();
        let span = known.unwrap_or_else(|| {
            let span = look();
            self.found.borrow_mut().insert(key, span);
            span
        });
        span.map(|span| span.of(self.flat()))
    }

    /// Its shape.
    pub(super) fn shape(&self) -> &Shape {
        self.shape.get_or_init(|| Shape::of(self))
    }

    /// The sentences that it says more than once.
    pub(super) fn repeats(&self) -> &Repeats {
        self.repeats.get_or_init(|| structure::repeats(self))
    }

    /// What stands in quotation marks.
    pub(super) fn quotes(&self) -> &[String] {
        self.quotes.get_or_init(|| code::quotes(self))
    }

    /// Its web and mail addresses.
    pub(super) fn addresses(&self) -> &BTreeSet<String> {
        self.addresses.get_or_init(|| links::addresses(&self.source))
    }

    /// Its paths, handles and steps of menus.
    pub(super) fn places(&self) -> &BTreeSet<String> {
        self.places.get_or_init(|| links::places(&self.source))
    }

    /// The names that must stay where this is the draft.
    pub(super) fn given(&self) -> &Names {
        self.given.get_or_init(|| names::given(self.prose()))
    }

    /// The names that must be known where this is the candidate.
    pub(super) fn brought(&self) -> &Names {
        self.brought.get_or_init(|| names::brought(self.prose()))
    }

    /// Whether only names are capitalised in it.
    pub(super) fn counts_names(&self) -> bool {
        let words = || self.sentences().iter().flat_map(|one| one.words()).collect::<Vec<_>>();
        *self.counts_names.get_or_init(|| names::english(&words()))
    }

    /// Whether this is the key of one of its words.
    pub(super) fn has_key(&self, key: &str) -> bool {
        self.sentences().iter().any(|one| one.keys().contains(key))
    }

    /// Whether this is the stem of a word that says something.
    pub(super) fn has_stem(&self, stem: &str) -> bool {
        self.sentences().iter().any(|one| one.stems().contains(stem))
    }

    /// Whether this is the stem of any of its words.
    pub(super) fn has_word_of(&self, stem: &str) -> bool {
        self.sentences().iter().any(|one| one.every_stem().contains(stem))
    }

    /// Whether a word of this stem, or this word, reports a deed.
    pub(super) fn reports(&self, stem: &str) -> bool {
        self.sentences().iter().any(|one| one.reports().contains(stem))
    }

    /// The different sentences of its prose by what they are about.
    pub(super) fn lines(&self) -> &[Rc<Line>] {
        self.lines.get_or_init(|| meaning::lines(self.said()))
    }

    /// Everything that those sentences are about.
    pub(super) fn bag(&self) -> &Content {
        self.bag.get_or_init(|| meaning::bag(self.lines()))
    }

    /// Everything that its prose is about.
    pub(super) fn content(&self) -> &Content {
        let all = || self.said().iter().flat_map(|one| one.line().content.iter().cloned()).collect();
        self.content.get_or_init(all)
    }

    /// Its clauses by what they deny or affirm.
    pub(super) fn clauses(&self) -> impl Iterator<Item = &Clause> {
        self.sentences().iter().flat_map(|one| one.clauses())
    }

    /// The acts that it speaks of, sentence by sentence.
    pub(super) fn spoken(&self) -> impl Iterator<Item = &Spoken> {
        self.folded().iter().map(|one| one.spoken())
    }

    /// The acts that it names in any form.
    pub(super) fn mentioned(&self) -> &BTreeSet<String> {
        self.mentioned.get_or_init(|| self.spoken().flat_map(|one| one.mentioned.iter().cloned()).collect())
    }

    /// The numbers of its prose.
    pub(super) fn figures(&self) -> &[Figure] {
        self.figures.get_or_init(|| numbers::in_prose(self.prose()))
    }

    /// The values of its number words.
    pub(super) fn spelled(&self) -> &BTreeSet<String> {
        self.spelled.get_or_init(|| numbers::spelled(&self.source))
    }

    /// The days, months and words such as "tomorrow" of its prose.
    pub(super) fn moments(&self) -> &BTreeSet<String> {
        self.moments.get_or_init(|| dates::moments(self.prose()))
    }

    /// What it orders to be said, where this is a message.
    pub(super) fn orders(&self) -> &[String] {
        self.orders.get_or_init(|| injection::orders(&self.source))
    }

    /// The acts that it gives to others.
    pub(super) fn theirs(&self) -> &BTreeSet<String> {
        self.theirs.get_or_init(|| blame::theirs(self.plain()))
    }

    /// Whether it disputes that its sender is at fault.
    pub(super) fn is_disputed(&self) -> bool {
        *self.disputed.get_or_init(|| blame::disputes(self.plain()))
    }

    /// How often it says sorry.
    pub(super) fn apologies(&self) -> usize {
        *self.apologies.get_or_init(|| apologies::count(self.flat()))
    }

    /// The share of Latin letters.
    pub(super) fn latin(&self) -> Option<f64> {
        *self.latin.get_or_init(|| injection::latin(&self.source))
    }

    /// Its language, where that is sure.
    pub(super) fn language(&self) -> Option<Lang> {
        *self.language.get_or_init(|| injection::sure(&self.source))
    }
}
