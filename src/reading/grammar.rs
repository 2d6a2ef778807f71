//! Who does what: passives and their agents, subjects, nouns that hide an act.

use super::key::{key, keys};
use super::sentences::Sentence;
use super::text::Text;
use super::words::{Tags, Word};
use crate::text::Span;

/// A passive whose agent is not named.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Passive {
    /// From the form of "be" to the participle.
    pub(crate) verb: Span,
    /// The subject, from the start of its clause to the verb.
    pub(crate) subject: Span,
    /// Whether people do this to people: decline, record, charge, tell.
    pub(crate) act: bool,
    /// Whether it tells of a state or a habit ("is kept", "are accepted"), not of something that was done.
    pub(crate) state: bool,
}

/// What kind of subject a sentence has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Subject {
    /// Somebody: I, you, a name, a mother.
    Person,
    /// A thing, a noun made of a verb, "it".
    Thing,
    /// "Customers", "the company": somebody who is present, spoken of as if absent.
    Absent,
    /// None to be seen: an order, a fragment.
    None,
}

const VERBAL: Tags = Tags::BE.or(Tags::HAVE).or(Tags::MODAL).or(Tags::DO).or(Tags::FINITE);
const SOMEBODY: Tags = Tags::ME.or(Tags::US).or(Tags::YOU).or(Tags::THEY).or(Tags::PERSON);

const BY: u64 = key("by");
const NOT: u64 = key("not");
const PRESENT: [u64; 3] = keys(["is", "are", "am"]);
const OWNERS: [u64; 7] = keys(["my", "our", "your", "his", "her", "their", "its"]);

/// The passives of a sentence that name no agent.
pub(crate) fn passives(text: &Text<'_>, sentence: &Sentence) -> Vec<Passive> {
    let words = text.words_of(sentence);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match passive_at(text, words, at) {
            Some((end, passive)) => {
                found.push(passive);
                at = end + 1;
            }
            None => at += 1,
        }
    }
    found
}

/// The passive whose "be" stands at `at`, with the place of its participle.
fn passive_at(text: &Text<'_>, words: &[Word], at: usize) -> Option<(usize, Passive)> {
    let be = &words[at];
    if !be.tags.has(Tags::BE) {
        return None;
    }
    let end = participle_after(text, words, at)?;
    let participle = &words[end];
    if participle.tags.has(Tags::STATIVE) || has_agent(text, words, end) {
        return None;
    }
    let from = clause_start(text, words, at);
    let first = chain_start(words, at).max(from);
    let act = participle.tags.has(Tags::ACT);
    let subject = Span::new(words[from].span.start, words[first].span.start.max(words[from].span.start));
    let verb = Span::new(words[first].span.start, participle.span.end);
    let state = first == at && be.is(&PRESENT) && !words[at + 1..end].iter().any(|word| word.tags.has(Tags::BE));
    Some((end, Passive { verb, subject: subject.trimmed(text.source), act, state }))
}

/// The place of the participle behind a "be", over adverbs, negations and further forms of "be".
fn participle_after(text: &Text<'_>, words: &[Word], at: usize) -> Option<usize> {
    for (step, word) in words.iter().enumerate().skip(at + 1).take(4) {
        if parted(text, &words[step - 1], word, &[',', ';', ':', '(', '\u{2013}', '\u{2014}']) {
            return None;
        }
        if word.tags.has(Tags::PARTICIPLE) {
            return Some(step);
        }
        if !(word.tags.has(Tags::BE.or(Tags::NEGATION)) || adverb(text, word)) {
            return None;
        }
    }
    None
}

/// Whether a mark with a space around it parts two words; the colons of a time do not.
fn parted(text: &Text<'_>, one: &Word, other: &Word, marks: &[char]) -> bool {
    let gap = text.source.get(one.span.end..other.span.start).unwrap_or("");
    gap.contains(char::is_whitespace) && gap.contains(marks)
}

/// Whether the word may stand inside a verb: "also", "already", "fully".
fn adverb(text: &Text<'_>, word: &Word) -> bool {
    const SHORT: [u64; 14] = keys([
        "also", "already", "now", "since", "then", "still", "just", "ever", "never", "always", "often", "thus",
        "further", "duly",
    ]);
    let ly = |lower: &str| lower.len() > 4 && lower.ends_with("ly");
    word.is(&SHORT) || word.span.len() > 4 && text.lower(word, ly).unwrap_or(false)
}

/// Whether "by somebody" follows the participle in its clause.
fn has_agent(text: &Text<'_>, words: &[Word], participle: usize) -> bool {
    let rest = &words[participle + 1..words.len().min(participle + 10)];
    rest.windows(2).any(|pair| {
        let by = pair[0].is(&[BY]);
        if !by {
            return false;
        }
        let date = pair[1].tags.has(Tags::TIME.or(Tags::MONTH).or(Tags::NUMBER));
        let manner = text
            .lower(&pair[1], |lower| {
                ["way", "means", "reply", "email", "e-mail", "phone", "post", "clicking", "using", "card"]
                    .contains(&lower)
                    || lower.ends_with("ing")
            })
            .unwrap_or(false);
        !date && !manner
    })
}

/// Where the clause of the word at `at` begins.
fn clause_start(text: &Text<'_>, words: &[Word], at: usize) -> usize {
    let mut start = at;
    while start > 0 {
        let before = &words[start - 1];
        let breaks =
            parted(text, before, &words[start], &[',', ';', ':', '(', '\u{2013}', '\u{2014}', '"', '\u{201c}']);
        if breaks || before.tags.has(Tags::CONJUNCTION) {
            break;
        }
        start -= 1;
    }
    start
}

/// The first of the auxiliaries that lead to the "be" at `at`: "should have been".
fn chain_start(words: &[Word], at: usize) -> usize {
    let chained = |word: &Word| {
        word.tags.has(Tags::BE.or(Tags::HAVE).or(Tags::MODAL)) && !word.tags.has(SOMEBODY) || word.is(&[NOT])
    };
    at - words[..at].iter().rev().take_while(|word| chained(word)).count()
}

/// The kind of subject of a sentence, by the words before its first verb.
pub(crate) fn subject(text: &Text<'_>, sentence: &Sentence) -> Subject {
    let words = text.words_of(sentence);
    let verb = words.iter().position(|word| word.tags.has(VERBAL));
    let contracted = words
        .iter()
        .take(verb.unwrap_or(3) + 1)
        .any(|word| word.tags.has(SOMEBODY) && word.span.of(text.source).contains(['\'', '\u{2019}']));
    let head = &words[..verb.unwrap_or(words.len().min(3))];
    let any = |tags: Tags| head.iter().any(|word| word.tags.has(tags));
    let named = head.iter().skip(1).any(|word| word.tags.has(Tags::NAME));
    if any(Tags::THIRD) || (any(Tags::SENDER) && !any(SOMEBODY)) {
        Subject::Absent
    } else if contracted || any(SOMEBODY) && !possessive_only(head) || named {
        Subject::Person
    } else if head.is_empty() {
        Subject::None
    } else if verb.is_none() || !any(Tags::DETERMINER.or(Tags::IT)) && head.len() <= 1 {
        if any(Tags::DETERMINER.or(Tags::NOMINAL)) { Subject::Thing } else { Subject::None }
    } else {
        Subject::Thing
    }
}

/// Whether the only people before the verb are owners: "your request", "our team's decision".
fn possessive_only(head: &[Word]) -> bool {
    head.iter().filter(|word| word.tags.has(SOMEBODY)).all(|word| word.is(&OWNERS))
}

/// Nouns of a sentence that hide an act: "cancellation", "reinstatement".
pub(crate) fn nominalizations<'t>(text: &'t Text<'_>, sentence: &'t Sentence) -> impl Iterator<Item = &'t Word> {
    text.words_of(sentence).iter().filter(move |word| {
        !word.tags.has(Tags::NOTNOMINAL) && (word.tags.has(Tags::NOMINAL) || nominal_ending(text, word))
    })
}

/// Whether the word ends as nominalisations do (the paper's list, without -al and -ity, which catch adjectives and names).
fn nominal_ending(text: &Text<'_>, word: &Word) -> bool {
    const ENDINGS: [&str; 8] = ["ation", "ition", "ution", "ision", "ssion", "ement", "ment", "tion"];
    // All of them are longer than seven letters.
    let long = word.span.len() > 7;
    long && text
        .lower(word, |lower| {
            let singular = lower.strip_suffix('s').unwrap_or(lower);
            singular.len() > 7 && ENDINGS.iter().any(|ending| singular.ends_with(ending))
        })
        .unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> Vec<String> {
        let text = Text::read(source);
        text.body().flat_map(|sentence| passives(&text, sentence)).map(|one| one.verb.of(source).to_owned()).collect()
    }

    #[test]
    fn passives_are_found_with_their_auxiliaries() {
        assert_eq!(read("Your request has been declined."), ["has been declined"]);
        assert_eq!(
            read("You should have been told, and nothing was ever sent."),
            ["should have been told", "was ever sent"]
        );
    }

    #[test]
    fn an_agent_or_a_state_is_no_agentless_passive() {
        assert!(read("It was opened by our nurse.").is_empty());
        assert!(read("I am worried. We are closed.").is_empty());
        assert!(read("We were, as agreed, late.").is_empty());
    }

    #[test]
    fn a_date_behind_by_is_no_agent() {
        assert_eq!(read("It will be sent by Friday."), ["will be sent"]);
    }

    #[test]
    fn subjects() {
        let kind = |source: &str| {
            let text = Text::read(source);
            text.body().next().map(|sentence| subject(&text, sentence))
        };
        assert_eq!(kind("We have moved it."), Some(Subject::Person));
        assert_eq!(kind("Your request has been declined."), Some(Subject::Thing));
        assert_eq!(kind("Customers are responsible for it."), Some(Subject::Absent));
        assert_eq!(kind("The cancellation was late."), Some(Subject::Thing));
    }
}
