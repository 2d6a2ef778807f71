//! What a person tells: what happened to somebody, and what the reader did to them.

use super::feeling::add;
use super::{Person, Place};
use crate::reading::key::keys;
use crate::reading::phrases::Cue;
use crate::reading::sentences::Sentence;
use crate::reading::text::Text;
use crate::reading::words::{Tags, Word};

/// What each sentence of a story adds to the pain, whatever its words.
const QUIET: f64 = 0.05;

impl Person<'_> {
    /// Takes in what the person says that the reader did to them: "you kept my deposit".
    pub(super) fn blame(&mut self, message: usize, text: &Text<'_>) {
        for sentence in text.body().filter(|sentence| !sentence.asks && blames(text, sentence)) {
            self.tension = add(self.tension, 0.3);
            self.charge = self.charge.or(Some(Place { message, span: sentence.span }));
        }
    }

    /// Takes in the sentences that tell what happened.
    pub(super) fn tell(&mut self, text: &Text<'_>) {
        self.story += text.body().filter(|sentence| tells(text, sentence)).count();
    }

    /// Takes in the pain of a story that is told quietly.
    pub(super) fn hurt_by_story(&mut self) {
        self.pain = add(self.pain, (QUIET * self.story as f64).min(0.3));
    }
}

/// Forms of the past that no other list knows.
const PAST: [u64; 26] = keys([
    "was", "were", "had", "did", "didn't", "wasn't", "came", "went", "said", "took", "saw", "gave", "got", "sat",
    "hid", "put", "left", "found", "told", "wrote", "rang", "drove", "ran", "lay", "never", "kept",
]);

/// Whether a word tells of the past.
fn past(word: &Word) -> bool {
    word.tags.has(Tags::PARTICIPLE) || word.is(&PAST)
}

const YOU: [u64; 3] = keys(["you", "you've", "youve"]);

const HAVE: [u64; 2] = keys(["just", "have"]);

/// Whether a sentence says what the reader did: "you" and a past form, without any joy.
fn blames(text: &Text<'_>, sentence: &Sentence) -> bool {
    let words = text.words_of(sentence);
    let did = words.windows(3).any(|three| {
        let have = three[1].tags.has(Tags::HAVE) || three[1].is(&HAVE);
        three[0].is(&YOU) && (past(&three[1]) || have && past(&three[2]))
    });
    did && text.hit(sentence.span, Cue::Joy).is_none()
}

/// Whether a sentence tells what happened to somebody.
fn tells(text: &Text<'_>, sentence: &Sentence) -> bool {
    let somebody = text.count(sentence, Tags::ME.or(Tags::US).or(Tags::PERSON).or(Tags::THEY)) > 0;
    let past = text.words_of(sentence).iter().any(past);
    !sentence.asks && sentence.words.len() >= 4 && somebody && past
}
