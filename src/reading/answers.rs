//! Whether the draft answers a question of the person.

use super::person::{Person, Question, Wants};
use super::phrases::Cue;
use super::reply::{Reply, Said};
use super::signs::Signs;
use super::words::Tags;
use std::sync::LazyLock;

impl Reply<'_> {
    /// Whether some sentence answers `question`.
    pub(super) fn answers(&self, question: &Question, person: &Person<'_>) -> bool {
        self.said.iter().any(|sentence| !self.is_evasive(sentence) && self.answers_in(sentence, question, person))
    }

    /// Whether a sentence speaks of things in general, or for the terms.
    fn is_evasive(&self, sentence: &Said) -> bool {
        let cue = |cue| sentence.cues.has(cue);
        sentence.me == 0 && (cue(Cue::GeneralTruth) || cue(Cue::Spread) || cue(Cue::Stock)) && sentence.concrete < 2
    }

    /// Whether one sentence answers the question.
    fn answers_in(&self, sentence: &Said, question: &Question, person: &Person<'_>) -> bool {
        if sentence.asks {
            return false;
        }
        let straight = sentence.cues.has(Cue::Answer);
        let own = sentence.cues.has(Cue::Own)
            && self.text.hits_in(sentence.span).any(|hit| hit.cue == Cue::Own && hit.weight > 0.7);
        let shared = self.shared(sentence, question, person);
        straight
            || own
            || match question.wants {
                Wants::YesNo => sentence.side || (shared >= 1 && sentence.me + sentence.you > 0),
                Wants::Why => shared >= 1 && sentence.me > 0,
                Wants::When => sentence.concrete > 0 && sentence.me + sentence.you > 0,
                Wants::Fact => {
                    shared >= 1 || sentence.orders || (sentence.concrete > 0 && sentence.you + sentence.me > 0)
                }
            }
    }

    /// How many words with content the sentence shares with the question.
    pub(crate) fn shared(&self, sentence: &Said, question: &Question, person: &Person<'_>) -> usize {
        let Some((_, text)) = person.said.iter().find(|(message, _)| *message == question.place.message) else {
            return 0;
        };
        let content = |tags: Tags| !tags.has(Tags::COMMON.or(Tags::GENERIC));
        let asked = text.words_in(question.place.span);
        let in_question = |stem: u64| asked.iter().any(|word| word.stem == stem && content(word.tags));
        self.text.words_in(sentence.span).iter().filter(|word| in_question(word.stem)).count()
    }
}

/// Whether a sentence begins with yes or no, or with somebody who does or does not.
pub(super) fn takes_a_side(body: &str) -> bool {
    const SIDES: [&str; 16] = [
        "yes",
        "no,",
        "no ",
        "no:",
        "no.",
        "not ",
        "you don't",
        "you do",
        "you can",
        "it isn't",
        "it wasn't",
        "it is,",
        "we did",
        "i did",
        "we can't",
        "i can't",
    ];
    static INSIDE: LazyLock<Signs<3>> = LazyLock::new(|| Signs::of([" yes", " no:", "it is no"]));
    let begins =
        |side: &&str| body.as_bytes().get(..side.len()).is_some_and(|head| head.eq_ignore_ascii_case(side.as_bytes()));
    SIDES.iter().any(begins) || INSIDE.any(body)
}
