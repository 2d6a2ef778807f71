//! What makes a capitalised word a name: where it stands, or how it looks.

use super::capitals::Word;
use super::key::key;
use super::ordinary::OPENERS;

/// Letters from which a word in capitals is taken as a code word wherever it stands; shorter ones are "NOT" and "NHS".
const SHOUTED: usize = 4;

/// Words all in capitals, also where a sentence begins: nobody's emphasis needs a word that nobody said.
pub(super) fn shouted(word: &Word<'_>) -> bool {
    word.text.chars().all(char::is_uppercase) && word.text.chars().count() >= SHOUTED
}

/// Names inside sentences and in the signature; titles and headings count as ordinary text.
pub(super) fn inside(word: &Word<'_>) -> bool {
    !word.first || word.signed
}

/// People who are addressed at the start of a sentence: "Marta, we are sorry".
pub(super) fn addressed(word: &Word<'_>) -> bool {
    let lone = |word: &str| {
        let key = key(word);
        let adverb = ["ly", "ing", "ed"].iter().any(|ending| key.ends_with(ending));
        !adverb && !OPENERS.contains(key.as_str()) && word.chars().skip(1).all(char::is_lowercase)
    };
    word.first && word.called && lone(word.text)
}
