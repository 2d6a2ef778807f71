//! Whether the draft answers a question of the person.

use super::person::{Person, Question, Wants};
use super::phrases::Cue;
use super::reply::{Reply, Said};
use super::words::Tags;

impl Reply<'_> {
    /// Whether some sentence answers `question`.
    pub(crate) fn answers(&self, question: &Question, person: &Person<'_>) -> bool {
        self.said.iter().any(|sentence| !self.is_evasive(sentence) && self.answers_in(sentence, question, person))
    }

    /// Whether a sentence speaks of things in general, or for the terms.
    fn is_evasive(&self, sentence: &Said) -> bool {
        let cue = |cue| self.text.hit(sentence.span, cue).is_some();
        sentence.me == 0 && (cue(Cue::GeneralTruth) || cue(Cue::Spread) || cue(Cue::Stock)) && sentence.concrete < 2
    }

    /// Whether one sentence answers the question.
    fn answers_in(&self, sentence: &Said, question: &Question, person: &Person<'_>) -> bool {
        if sentence.asks {
            return false;
        }
        let straight = self.text.hit(sentence.span, Cue::Answer).is_some();
        let own = self.text.hits_in(sentence.span).any(|hit| hit.cue == Cue::Own && hit.weight > 0.7);
        let shared = self.shared(sentence, question, person);
        straight
            || own
            || match question.wants {
                Wants::YesNo => self.takes_a_side(sentence) || (shared >= 1 && sentence.me + sentence.you > 0),
                Wants::Why => shared >= 1 && sentence.me > 0,
                Wants::When => sentence.concrete > 0 && sentence.me + sentence.you > 0,
                Wants::Fact => {
                    shared >= 1 || sentence.orders || (sentence.concrete > 0 && sentence.you + sentence.me > 0)
                }
            }
    }

    /// Whether the sentence begins with yes or no, or with somebody who does or does not.
    pub(crate) fn takes_a_side(&self, sentence: &Said) -> bool {
        let body = sentence.span.of(self.text.source).to_ascii_lowercase();
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
        SIDES.iter().any(|side| body.starts_with(side))
            || body.contains(" yes")
            || body.contains(" no:")
            || body.contains("it is no")
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
