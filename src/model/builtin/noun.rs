//! Plain noun phrases: which words are one, and how it reads behind a verb.

use super::chain::adverb;
use super::clause::{VERBAL, Words};
use super::phrase::listed;
use crate::reading::Text;
use crate::reading::words::{Tags, tags_of};
use std::ops::Range;

/// Whether the words are a plain noun phrase that can be moved behind the verb.
pub(super) fn noun_phrase(words: &Words<'_>, range: Range<usize>) -> bool {
    let most = if words.has(range.start, Tags::DETERMINER) { 16 } else { 14 };
    let apart = range.start == 0 || words.gap(range.start).ends_with(char::is_whitespace);
    if !apart
        || range.is_empty()
        || range.len() > most
        || (range.start + 1..range.end).any(|place| words.gap(place).contains(['\n', ',', '(', '*', '`', '<']))
    {
        return false;
    }
    if pronoun(words, range.clone()).is_some() {
        return true;
    }
    opens_phrase(words, range.clone()) && (range.start..range.end).all(|place| fits(words, place, range.clone()))
}

/// Whether the first word can open a noun phrase.
fn opens_phrase(words: &Words<'_>, range: Range<usize>) -> bool {
    const NEVER: &str = "\
        there here it one nothing nobody none this that these those all both";
    let first = range.start;
    let word = words.at(first);
    if range.len() > 1 && matches!(word, "this" | "that" | "these" | "those") {
        return true;
    }
    let grammar = Tags::PREPOSITION.or(Tags::CONJUNCTION).or(Tags::WH).or(VERBAL).or(Tags::GENERIC).or(Tags::NEGATION);
    let owned = words.has(first, Tags::DETERMINER);
    !listed(NEVER, word)
        && (owned || word == "no" || word == "any" || word == "further" || !words.has(first, grammar) && !adverb(word))
}

/// Whether the word at a place may stand in a noun phrase.
fn fits(words: &Words<'_>, place: usize, range: Range<usize>) -> bool {
    let word = words.at(place);
    let before = |tags: Tags| place > range.start && words.has(place - 1, tags);
    let shut = Tags::WH.or(VERBAL).or(Tags::DO);
    if words.has(place, shut) && !words.has(place, Tags::MONTH)
        || matches!(word, "than" | "if" | "not") && place > range.start && !than(words, place)
    {
        return false;
    }
    if word == "that" && place > range.start && !before(Tags::PREPOSITION) {
        return false;
    }
    if words.has(place, Tags::CONJUNCTION) && !matches!(word, "and" | "or" | "that" | "as" | "since") {
        return false;
    }
    if matches!(word, "i" | "we" | "you" | "he" | "she" | "they" | "who" | "as" | "since") {
        return false;
    }
    if word == "set" && before(Tags::DETERMINER) && words.at(place + 1) == "of" {
        return true;
    }
    let joined = before(Tags::PREPOSITION) || matches!(words.at(place.wrapping_sub(1)), "and" | "or" | "all" | "both");
    // The "A" of "booking A-17" is no article.
    let letter = words.cut(place..place + 1) == "A";
    if place > range.start && words.has(place, Tags::DETERMINER) && !joined && !letter {
        return false;
    }
    if word == "to" {
        const TOWARDS: &str = "\
            disruption change changes damage access update updates delay answer reply response visit amendment \
            adjustment";
        if place > range.start && listed(TOWARDS, words.at(place - 1)) {
            return place + 1 < range.end;
        }
        let next = Tags::DETERMINER.or(Tags::NUMBER).or(Tags::NAME).or(Tags::YOU).or(Tags::US).or(Tags::ME);
        return place + 1 < range.end && words.has(place + 1, next);
    }
    let framed = before(Tags::DETERMINER)
        || before(Tags::YOU.or(Tags::US).or(Tags::ME))
        || words.at(place.wrapping_sub(1)) == "and";
    let last = place + 1 == range.end;
    if reduced(words, place, range.clone()) {
        return true;
    }
    if words.has(place, Tags::PARTICIPLE) && !noun(word) {
        return framed && !last && !words.has(place + 1, Tags::PREPOSITION);
    }
    if words.has(place, Tags::FINITE) {
        if range.len() == 1 && word == "works" {
            return true;
        }
        return framed && !words.has(place, Tags::BECOME) || words.has(place.wrapping_sub(1), Tags::PREPOSITION);
    }
    if word.ends_with("ing") && !noun(word) && !matches!(word, "regarding" | "concerning" | "during" | "following") {
        return !last && framed && !words.has(place + 1, Tags::PREPOSITION.or(Tags::DETERMINER));
    }
    true
}

/// Whether the word is the "than" of "more than 48 hours".
fn than(words: &Words<'_>, place: usize) -> bool {
    words.at(place) == "than" && matches!(words.at(place - 1), "more" | "less" | "later" | "earlier" | "fewer")
}

/// Whether a participle behind its noun says which is meant: "claims submitted after the event".
fn reduced(words: &Words<'_>, place: usize, range: Range<usize>) -> bool {
    const SAID: &str = "\
        raised submitted received made sent reported described requested provided placed ordered purchased bought \
        booked paid returned mentioned given supplied listed stated posted";
    let frame = Tags::DETERMINER.or(Tags::PREPOSITION).or(Tags::CONJUNCTION).or(Tags::NEGATION).or(Tags::PARTICIPLE);
    let behind = place > range.start && !words.has(place - 1, frame) && !adverb(words.at(place - 1));
    let goes_on = words.has(place + 1, Tags::PREPOSITION) || matches!(words.at(place + 1), "more" | "less" | "later");
    let alone = !(range.start..place).any(|before| listed(SAID, words.at(before)));
    listed(SAID, words.at(place)) && behind && goes_on && place + 2 < range.end && alone
}

/// Whether the phrase says by what was done which is meant, and is so long that nothing may follow its verb.
pub(super) fn told_apart(words: &Words<'_>, range: Range<usize>) -> bool {
    range.clone().any(|place| reduced(words, place, range.clone()))
}

/// Words in -ed and -ing that are nouns.
fn noun(word: &str) -> bool {
    const NOUNS: &str = "\
        booking training meeting hearing filing listing listings bookings meetings parking opening greeting \
        building wording ceiling morning evening thing things setting settings recording recordings fitting \
        king ring bed following reading readings posting postings ruling findings warning warnings wedding \
        funding mailing";
    listed(NOUNS, word)
}

/// The subject as an object, where it is a pronoun.
pub(super) fn pronoun(words: &Words<'_>, range: Range<usize>) -> Option<&'static str> {
    match (words.at(range.start), range.len()) {
        ("you", 1) => Some("you"),
        ("it", 1) => Some("it"),
        ("this", 1) => Some("this"),
        ("they", 1) => Some("them"),
        ("he", 1) => Some("him"),
        ("she", 1) => Some("her"),
        _ => None,
    }
}

/// The noun phrase as it stands behind a verb: its first letter small unless it is a name. `None` where that is unsure.
///
/// `many` says that the verb shows a plural, which a name is not.
pub(super) fn moved(text: &Text<'_>, words: &Words<'_>, range: Range<usize>, many: bool) -> Option<String> {
    if let Some(object) = pronoun(words, range.clone()) {
        return Some(object.to_owned());
    }
    let phrase = words.cut(range.clone());
    let first = words.words.get(range.start)?;
    let shown = first.span.of(words.source);
    if !shown.starts_with(char::is_uppercase) {
        return Some(format!("{}{phrase}", article(words, range, many)));
    }
    let name = shown.chars().skip(1).any(char::is_uppercase)
        || shown.chars().any(|sign| sign.is_ascii_digit())
        || shown == "I";
    if name {
        return Some(phrase.to_owned());
    }
    let plural = many && words.at(range.start).ends_with('s') && !words.at(range.start).ends_with("'s");
    if !words.has(range.start, Tags::NAME) || plural || ordinary(text, words.at(range.start)) {
        let mut letters = phrase.chars();
        let head: String = letters.next()?.to_lowercase().collect();
        return Some(format!("{}{head}{}", article(words, range, many), letters.as_str()));
    }
    None
}

/// "Return of the keys" takes its article when it moves: "the return of the keys".
fn article(words: &Words<'_>, range: Range<usize>, many: bool) -> &'static str {
    let definite = matches!(words.at(range.start + 2), "the" | "your" | "our" | "his" | "her" | "their");
    let bare = !words.has(range.start, Tags::DETERMINER) && words.at(range.start + 1) == "of";
    if bare && definite && !many && range.len() > 3 { "the " } else { "" }
}

/// Whether a capitalised word at the start of a sentence is no name.
fn ordinary(text: &Text<'_>, lower: &str) -> bool {
    const NOUNS: &str = "\
        claim claims order orders booking bookings case ticket tickets access delivery confirmation \
        compensation training details feedback comments documents items results reports requests enquiries \
        calls letters emails refunds payments tariffs prices fees charges photos photographs applications \
        appeals complaints reminder reminders settings money funds works notes files backups adjustments \
        deductions guidance help advice arrangements steps checks refresher further restoration \
        reinstatement notification tenancy recovery reversal removal return use approval cover form forms \
        evidence proof receipts queries copies cases incomplete unpaid late damaged faulty unused unopened missing duplicate \
        partial additional individual repeat";
    let tags = tags_of(lower);
    let nominal = ["tion", "sion", "ment", "ance", "ence", "ness"]
        .iter()
        .any(|ending| lower.len() > 6 && lower.ends_with(ending));
    let elsewhere = text.words.iter().any(|word| word.span.of(text.source) == lower);
    listed(NOUNS, lower) || nominal || elsewhere || tags.has(Tags::NOMINAL.or(Tags::NOTNOMINAL).or(Tags::COMMON))
}
