//! A clause in the passive, taken apart: what it is about, its auxiliaries, its verb, and what follows.
//!
//! It is read only where its borders are sure: the subject is a plain noun phrase that begins its clause.

use super::chain::{Chain, adverb};
use super::noun::{noun_phrase, told_apart};
use super::phrase::listed;
use super::verbs::{Verb, by_participle};
use crate::reading::Text;
use crate::reading::grammar::passives;
use crate::reading::sentences::Sentence;
use crate::reading::words::{Tags, Word};
use crate::text::Span;
use std::ops::Range;

/// A passive clause.
#[derive(Debug)]
pub(super) struct Clause {
    /// The words of the subject, as places in the sentence's words.
    pub(super) subject: Range<usize>,
    /// Where the participle stands in the sentence's words.
    pub(super) participle: usize,
    /// Its auxiliaries.
    pub(super) chain: Chain,
    /// Its verb.
    pub(super) verb: &'static Verb,
}

/// A sentence with its words, in lower case too.
#[derive(Debug)]
pub(super) struct Words<'t> {
    /// The text around it.
    pub(super) source: &'t str,
    /// The words.
    pub(super) words: &'t [Word],
    /// The same in lower case, apostrophes straight.
    pub(super) lower: Vec<String>,
    /// Where the sentence stands.
    pub(super) span: Span,
}

/// Auxiliaries and "do".
pub(super) const VERBAL: Tags = Tags::BE.or(Tags::HAVE).or(Tags::MODAL).or(Tags::DO);
const SOMEBODY: Tags = Tags::ME.or(Tags::US).or(Tags::YOU).or(Tags::THEY);

impl<'t> Words<'t> {
    /// The words of a sentence.
    pub(super) fn of(text: &'t Text<'_>, sentence: &Sentence) -> Self {
        let words = text.words_of(sentence);
        let plain = |word: &Word| word.span.of(text.source).replace('\u{2019}', "'").to_lowercase();
        Self { source: text.source, words, lower: words.iter().map(plain).collect(), span: sentence.span }
    }

    /// The stretch from one word to before another.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        match (self.words.get(range.start), self.words.get(range.end.wrapping_sub(1))) {
            (Some(first), Some(last)) if range.start < range.end => Span::new(first.span.start, last.span.end),
            _ => Span::default(),
        }
    }

    /// The text from one word to before another.
    pub(super) fn cut(&self, range: Range<usize>) -> &'t str {
        self.span(range).of(self.source)
    }

    /// What stands before the word at a place.
    pub(super) fn gap(&self, at: usize) -> &'t str {
        let from = if at == 0 { Some(self.span.start) } else { self.words.get(at - 1).map(|word| word.span.end) };
        let to = self.words.get(at).map_or(self.span.end, |word| word.span.start);
        from.and_then(|from| self.source.get(from..to)).unwrap_or("")
    }

    /// The word at a place in lower case; empty beyond the end.
    pub(super) fn at(&self, place: usize) -> &str {
        self.lower.get(place).map_or("", String::as_str)
    }

    /// Whether the word at a place has one of these classes.
    pub(super) fn has(&self, place: usize, tags: Tags) -> bool {
        self.words.get(place).is_some_and(|word| word.tags.has(tags))
    }
}

/// The passives of a sentence that name no agent and can be turned.
pub(super) fn clauses(text: &Text<'_>, sentence: &Sentence, words: &Words<'_>) -> Vec<Clause> {
    let ends: Vec<usize> = passives(text, sentence).iter().map(|one| one.verb.end).collect();
    let passive = |place: &usize| ends.contains(&words.words[*place].span.end) || shut(words, *place);
    let places = (0..words.words.len()).filter(passive);
    places.filter_map(|place| clause(words, place)).collect()
}

/// Whether a whole clause of time or condition stands before the comma at a place, an "and" within it.
fn once(words: &Words<'_>, start: usize) -> bool {
    let opens = matches!(words.at(0), "once" | "when" | "if" | "after" | "before" | "until" | "unless");
    let marked = (1..start).any(|place| words.gap(place).contains([',', ';', ':', '(']));
    opens && !marked && !words.has(1, Tags::PARTICIPLE) && (1..start).any(|place| words.has(place, VERBAL))
}

/// Whether the word at a place is the "closed" of "has been closed", which elsewhere is a state.
fn shut(words: &Words<'_>, place: usize) -> bool {
    words.at(place) == "closed" && place > 1 && words.at(place - 1) == "been" && words.at(place + 1) != "by"
}

/// The clause whose participle stands at a place.
fn clause(words: &Words<'_>, participle: usize) -> Option<Clause> {
    let verb = by_participle(words.at(participle))?;
    let (first, chain) = chain_before(words, participle)?;
    let start = subject_start(words, first)?;
    let subject = start..first;
    let next = participle + 1;
    let ends = next >= words.words.len() || words.gap(next).contains([',', ';', '.', ':']) || words.at(next) == "and";
    let plain = noun_phrase(words, subject.clone()) && (ends || !told_apart(words, subject.clone()));
    plain.then_some(Clause { subject, participle, chain, verb })
}

/// The auxiliaries that end before the participle, and where they begin.
pub(super) fn chain_before(words: &Words<'_>, participle: usize) -> Option<(usize, Chain)> {
    let part = |place: &usize| {
        let joined = words.gap(*place + 1).trim().is_empty();
        // The month is no modal.
        let month = *place > 0 && words.cut(*place..*place + 1) == "May";
        joined && !month && (words.has(*place, VERBAL) || words.at(*place) == "not" || adverb(words.at(*place)))
    };
    let mut first = participle - (0..participle).rev().take_while(part).count();
    // An adverb or a "no" before the first auxiliary belongs to the subject.
    while first < participle && !words.has(first, VERBAL) {
        first += 1;
    }
    Some((first, Chain::read(words.lower.get(first..participle)?)?))
}

/// Where the subject before a verb begins; `None` where that is not sure.
fn subject_start(words: &Words<'_>, verb: usize) -> Option<usize> {
    const SHUT: [char; 14] = ['(', ')', '"', '\u{201c}', '\u{201d}', '*', '`', '{', '}', '[', ']', '/', '<', '>'];
    let begins = |start: usize| (start < verb).then_some(start);
    for start in (1..=verb).rev() {
        // "Hi {name}, your seat": a placeholder that is closed before the comma stands outside.
        let gap = words.gap(start).trim_start_matches(['}', ']', '>', ')']);
        if gap.contains(SHUT) {
            return None;
        }
        if hard(gap) {
            return begins(start);
        }
        if gap.contains(',') {
            return begins(start).filter(|_| clause_or_lead(words, start));
        }
        match before(words, start, verb) {
            Before::Border => return begins(start),
            Before::Joins => {}
            Before::Unsure => return None,
        }
    }
    begins(0).filter(|_| words.gap(0).trim().is_empty())
}

/// Whether a clause ends at this gap; the marks inside "08:05" and "2–4" end none.
fn hard(gap: &str) -> bool {
    let spaced = gap.contains(char::is_whitespace);
    gap.contains([';', '\u{2014}']) || spaced && gap.contains([':', '\u{2013}'])
}

/// What the word before a place does there.
enum Before {
    /// A clause begins behind it.
    Border,
    /// It joins two parts of one phrase, or is a plain word.
    Joins,
    /// Nobody can tell.
    Unsure,
}

/// What the word before `start` does.
fn before(words: &Words<'_>, start: usize, verb: usize) -> Before {
    let place = start - 1;
    let plain = words.has(start, Tags::DETERMINER.or(SOMEBODY).or(Tags::IT));
    let border = |sure: bool| if sure { Before::Border } else { Before::Unsure };
    match words.at(place) {
        "and" | "or" if clause_before(words, place) => Before::Border,
        "but" | "so" | "yet" => border(clause_before(words, place)),
        "if" | "once" | "because" | "while" | "whilst" | "although" | "though" | "unless" | "whereas" => Before::Border,
        "as" if place > 0 && matches!(words.at(place - 1), "well" | "such" | "same" | "known" | "much" | "far") => {
            Before::Unsure
        }
        // These are prepositions too, or belong to a noun: "your visit after the surgery", "the date when".
        "as" | "before" | "after" | "since" | "until" | "when"
            if place == 0 || words.gap(place).contains([',', ';', ':']) || clause_before(words, place) =>
        {
            Before::Border
        }
        "as" | "when" => Before::Unsure,
        // "The parcel that was sent": only behind "we know" and the like a clause begins for sure.
        "that" if place == 0 || words.has(place - 1, Tags::PREPOSITION) => Before::Joins,
        "that" => border(says(words, place - 1) || plain && verb - start <= 4),
        // "For which responsibility is accepted": a whole clause follows.
        "which" | "whom" if place > 0 && words.has(place - 1, Tags::PREPOSITION) => Before::Border,
        "which" | "whom" => border(plain && verb - start <= 6),
        "who" | "whose" | "than" | "what" | "where" | "how" | "why" => Before::Unsure,
        _ => Before::Joins,
    }
}

/// Whether the word is one behind which "that" begins what is said.
fn says(words: &Words<'_>, place: usize) -> bool {
    const SAYING: &str = "\
        know confirm confirmed see say said told understand understood regret regretted sorry acknowledge \
        acknowledged recognise recognised accept accepted established determined identified noted note \
        advised sure informed so now hope appreciated";
    listed(SAYING, words.at(place))
}

/// Whether a whole clause ends before the word at a place, so that another may begin behind it.
fn clause_before(words: &Words<'_>, end: usize) -> bool {
    let from = segment(words, end);
    let relative = (from..end).any(|place| ["that", "which", "who", "whose"].contains(&words.at(place)));
    let finite =
        |place: usize| words.has(place, VERBAL) && !matches!(words.at(place), "be" | "been" | "being" | "having");
    let person =
        |place: usize| matches!(words.at(place), "we" | "i" | "you" | "they" | "he" | "she") && place + 1 < end;
    !relative && (from..end).any(|place| finite(place) || person(place))
}

/// Where the segment begins that ends before a place: behind a mark or a conjunction.
fn segment(words: &Words<'_>, end: usize) -> usize {
    let Some(last) = end.checked_sub(1) else { return 0 };
    let marked = |place: usize| hard(words.gap(place)) || words.gap(place).contains(',');
    let begins = |place: &usize| *place == 0 || marked(*place) || matches!(words.at(place - 1), "and" | "or" | "but");
    (0..=last).rev().find(begins).unwrap_or(0)
}

/// Whether what stands before the comma at a place is a lead ("After 41 years") or a clause of its own.
fn clause_or_lead(words: &Words<'_>, start: usize) -> bool {
    const LEADS: &str = "\
        in on at after before during following if when where once while whilst since because as for under \
        with without upon until unfortunately however therefore regrettably sadly yes no further should \
        although though by from despite hi hello dear thank thanks instead today so and but owing due";
    let from = segment(words, start);
    // "Once received," hangs on the subject, which would be gone.
    let hangs = matches!(words.at(from), "once" | "when" | "while" | "if" | "until" | "unless")
        && words.has(from + 1, Tags::PARTICIPLE);
    if hangs {
        return false;
    }
    // Inside a list of noun phrases the segment before has no verb.
    listed(LEADS, words.at(from)) || clause_before(words, start) || once(words, start)
}
