//! What a person has tried already, and until when they need it: what a reply that was read cannot leave out.

use super::{Person, Place};
use crate::reading::key::{key, keys};
use crate::reading::phrases::{Cue, Hit};
use crate::reading::sentences::Sentence;
use crate::reading::text::Text;
use crate::reading::words::{Tags, Word, root};
use crate::text::Span;

/// A step that the person took in vain: what they did, and with what.
#[derive(Debug)]
pub(crate) struct Step {
    /// Where they say so.
    pub(crate) place: Place,
    /// The root of the verb.
    pub(crate) verb: u64,
    /// The roots of the things; none where they only say "it".
    pub(crate) things: Vec<u64>,
}

/// A deadline that the person names.
#[derive(Debug)]
pub(crate) struct Due {
    /// Where they name it.
    pub(crate) place: Place,
    /// The roots of what it is about.
    pub(crate) things: Vec<u64>,
}

/// The verbs of trying something else: "tried another browser" is "use a different browser".
const TRY: [u64; 9] = keys(["try", "tried", "trying", "use", "used", "using", "switch", "switched", "switching"]);

/// The root of a word, under which all its forms meet; all verbs of trying have one.
pub(crate) fn root_of(text: &Text<'_>, word: &Word) -> u64 {
    const IRREGULAR: [(&str, &str); 14] = [
        ("sent", "send"),
        ("rang", "ring"),
        ("rung", "ring"),
        ("wrote", "write"),
        ("written", "write"),
        ("took", "take"),
        ("taken", "take"),
        ("ran", "run"),
        ("chose", "choose"),
        ("chosen", "choose"),
        ("held", "hold"),
        ("spoke", "speak"),
        ("spoken", "speak"),
        ("swapped", "swap"),
    ];
    if word.is(&TRY) {
        return TRY[0];
    }
    let plain = |lower: &str| IRREGULAR.iter().find(|(past, _)| *past == lower).map(|(_, now)| key(root(now)));
    text.lower(word, |lower| plain(lower).unwrap_or_else(|| key(root(lower)))).unwrap_or_default()
}

/// The roots of the words that name something.
pub(crate) fn things_of(text: &Text<'_>, words: &[Word]) -> Vec<u64> {
    let content = |word: &&Word| {
        let long = word.span.len() >= 3 || word.tags.has(Tags::NUMBER);
        long && !word.tags.has(Tags::COMMON.or(Tags::TIME)) && !word.is(&TRY)
    };
    words.iter().filter(content).map(|word| root_of(text, word)).collect()
}

/// Words between clauses.
const JOINTS: [u64; 5] = keys(["and", "or", "then", "but", "so"]);

/// The clauses of a sentence: what stands between commas, "and", "then" and the like.
pub(crate) fn clauses<'t>(text: &'t Text<'_>, words: &'t [Word]) -> impl Iterator<Item = &'t [Word]> {
    let ends = |at: usize| {
        let gap =
            words.get(at + 1).map_or("", |next| text.source.get(words[at].span.end..next.span.start).unwrap_or(""));
        gap.contains([',', ';', ':', '(', '\u{2013}', '\u{2014}'])
    };
    let mut from = 0;
    let cuts = (0..words.len()).filter(move |at| words[*at].is(&JOINTS) || ends(*at)).chain([words.len().max(1) - 1]);
    cuts.filter_map(move |at| {
        let clause = words.get(from..=at).filter(|clause| !clause.is_empty());
        from = at + 1;
        clause
    })
}

impl Person<'_> {
    /// Takes in what was tried and what is due in one message.
    pub(super) fn hurry(&mut self, message: usize, text: &Text<'_>) {
        let sentences: Vec<&Sentence> = text.body().collect();
        for (at, sentence) in sentences.iter().enumerate().filter(|(_, sentence)| !sentence.asks) {
            let after = sentences.get(at + 1).map_or(sentence.span, |next| next.span);
            let place = Place { message, span: sentence.span };
            self.tried.extend(steps(text, sentence, after, place));
        }
        let due = text.hits.iter().filter(|hit| hit.cue == Cue::Urgent).find_map(|hit| due(text, hit, message));
        self.due = self.due.take().or(due);
    }
}

/// The steps that a sentence tells of, if it or the next one says that they were in vain.
fn steps<'t>(text: &'t Text<'_>, sentence: &'t Sentence, after: Span, place: Place) -> impl Iterator<Item = Step> + 't {
    const VAIN: [u64; 12] = keys([
        "already",
        "tried",
        "twice",
        "times",
        "still",
        "nothing",
        "luck",
        "same",
        "everything",
        "anyway",
        "help",
        "helped",
    ]);
    let words = text.words_of(sentence);
    let near = text.words_in(sentence.span.join(after));
    let vain = near.iter().any(|word| word.is(&VAIN));
    let mine = words.iter().any(|word| word.tags.has(Tags::ME.or(Tags::US)));
    let told = vain && mine;
    clauses(text, words).filter(move |_| told).filter_map(move |clause| step(text, clause, place))
}

/// The step of a clause: a form of the past, not negated, and what follows it.
fn step(text: &Text<'_>, clause: &[Word], place: Place) -> Option<Step> {
    const OTHER: [u64; 9] = keys(["sent", "rang", "wrote", "took", "ran", "reset", "chose", "spoke", "put"]);
    let verb = clause.iter().position(|word| word.tags.has(Tags::PARTICIPLE) || word.is(&OTHER) || word.is(&TRY))?;
    let head = &clause[..verb];
    let by_others = head.iter().any(|word| word.tags.has(Tags::NEGATION.or(Tags::YOU).or(Tags::THEY).or(Tags::BE)));
    let things = things_of(text, &clause[verb + 1..]);
    let it = clause[verb + 1..].iter().any(|word| word.tags.has(Tags::IT));
    let told = !things.is_empty() || it && !clause[verb].tags.has(Tags::COMMON);
    (!by_others && told).then(|| Step { place, verb: root_of(text, &clause[verb]), things })
}

/// The deadline at an urgent word, where it is one and not only hurry or the time of day at which something happened.
fn due(text: &Text<'_>, hit: &Hit, message: usize) -> Option<Due> {
    const HURRY: [&str; 8] =
        ["right now", "asap", "urgent", "urgently", "emergency", "immediately", "no time", "can't wait"];
    const PRESSING: [u64; 14] = keys([
        "need", "needs", "must", "due", "deadline", "by", "before", "until", "latest", "closes", "close", "expires",
        "ends", "submit",
    ]);
    let said = hit.span.of(text.source).to_ascii_lowercase();
    let sentence = text.body().find(|one| one.span.contains(hit.span))?;
    let before = text.words_in(Span::new(sentence.span.start, hit.span.start));
    let joint = before.iter().rposition(|word| word.is(&JOINTS)).map_or(0, |at| at + 1);
    let near = &before[joint.max(before.len().saturating_sub(NEAR))..];
    let behind = text.words_in(Span::new(hit.span.end, sentence.span.end));
    let around = || before[joint..].iter().chain(behind);
    let pressed = around().any(|word| word.is(&PRESSING)) && !around().any(|word| word.tags.has(Tags::NEGATION));
    let coming = !said.starts_with("this ") && said != "today";
    let is = coming && near.last().is_some_and(is_now) && wants(text);
    let named = hit.weight > 0.7 && !HURRY.contains(&said.as_str()) || pressed || is;
    let things = [things_of(text, near), things_of(text, &behind[..behind.len().min(NEAR / 2)])].concat();
    named.then_some(Due { place: Place { message, span: sentence.span }, things })
}

/// How many words before a deadline say what it is about.
const NEAR: usize = 6;

/// Whether somebody who writes this wants something, and does not only tell what comes.
fn wants(text: &Text<'_>) -> bool {
    const WANTS: [u64; 8] = keys(["need", "needs", "help", "please", "want", "must", "already", "tried"]);
    let wanting = |word: &Word| word.is(&WANTS) || word.tags.has(Tags::NEGATION);
    text.sentences.iter().any(|sentence| sentence.asks) || text.words.iter().any(wanting)
}

/// Whether the word is "is" or "are", also as the end of another.
fn is_now(word: &Word) -> bool {
    const IS: [u64; 6] = keys(["is", "are", "it's", "that's", "its", "exam's"]);
    word.is(&IS)
}
