//! The words of a text, each with what grammar needs to know of it.

use super::bounds;
use super::key::{Fnv, key, onward};
use crate::text::Span;
use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::LazyLock;

/// Declares the word classes: one bit each, named as in `lexicon/words.txt`.
macro_rules! classes {
    ($($name:ident = $header:literal),+ $(,)?) => {
        /// A word class as a bit.
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        #[repr(u32)]
        enum Place { $($name),+ }
        impl Tags {
            $(pub(crate) const $name: Tags = Tags(1 << Place::$name as u32);)+
            pub(crate) fn named(header: &str) -> Option<Self> {
                match header { $($header => Some(Self::$name),)+ _ => None }
            }
        }
    };
}

/// The classes of a word, as a set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tags(u64);

classes! {
    BE = "be", BECOME = "become", HAVE = "have", MODAL = "modal", SOFT = "soft", NEGATION = "negation",
    ME = "me", US = "us", YOU = "you", THEY = "they", IT = "it", PERSON = "person", THIRD = "thirdperson",
    SENDER = "senderword", DETERMINER = "determiner", PREPOSITION = "preposition", CONJUNCTION = "conjunction",
    WH = "wh", DO = "auxdo", GENERIC = "generic", SADLY = "negfeel", TIME = "time", MONTH = "month",
    STATIVE = "stative", PARTICIPLE = "participle", ACT = "act", NOMINAL = "nominalverb", NOTNOMINAL = "notnominal",
    NUMBER = "-number", NAME = "-name", COMMON = "common", FINITE = "finite", MACHINE = "machine",
}

impl Tags {
    /// Whether the two share a class.
    pub(crate) fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The union.
    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// A word and its classes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Word {
    /// Where it stands.
    pub(crate) span: Span,
    /// What it is.
    pub(crate) tags: Tags,
    /// A number under which forms of the same word meet; 0 for words too long to be looked up.
    pub(crate) stem: u64,
    /// The number of the word in lower case; 0 for words too long to be looked up.
    pub(crate) key: u64,
}

impl Word {
    /// Whether it is one of the words with these numbers.
    pub(crate) fn is(&self, keys: &[u64]) -> bool {
        keys.contains(&self.key)
    }
}

/// Every word of every text is looked up here, so the hash is a cheap one.
type Lexicon = HashMap<u64, Tags, BuildHasherDefault<Fnv>>;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon::default();
    let mut class = Tags::default();
    for line in include_str!("lexicon/words.txt").lines().filter(|line| !line.starts_with('#')) {
        if let Some(header) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            class = Tags::named(header).unwrap_or_default();
            continue;
        }
        for word in line.split_whitespace() {
            let tags = lexicon.entry(key(word)).or_default();
            *tags = tags.or(class);
        }
    }
    lexicon
});

/// Letters that a word may have to be looked up; longer ones are in no list.
const LONGEST: usize = 32;

/// Calls `look` with the word in lower case, the apostrophe straight, without allocating.
pub(crate) fn lowered<T>(word: &str, look: impl FnOnce(&str) -> T) -> Option<T> {
    let mut buffer = [0_u8; LONGEST];
    if word.is_ascii() {
        let lower = buffer.get_mut(..word.len())?;
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        return std::str::from_utf8(lower).ok().map(look);
    }
    let mut length = 0;
    for letter in word.chars() {
        let letter = if letter == '\u{2019}' { '\'' } else { letter.to_ascii_lowercase() };
        if length + letter.len_utf8() > LONGEST {
            return None;
        }
        length += letter.encode_utf8(&mut buffer[length..]).len();
    }
    std::str::from_utf8(&buffer[..length]).ok().map(look)
}

/// The classes of a lower-case word.
pub(crate) fn tags_of(lower: &str) -> Tags {
    tags(lower, key(lower))
}

/// The classes of a lower-case word with this number.
fn tags(lower: &str, key: u64) -> Tags {
    let listed = LEXICON.get(&key).copied().unwrap_or_default();
    if listed.has(Tags::STATIVE.or(Tags::PARTICIPLE)) || !regular_participle(lower) {
        listed
    } else {
        listed.or(Tags::PARTICIPLE)
    }
}

/// Whether the word ends as regular participles do.
fn regular_participle(lower: &str) -> bool {
    lower.len() > 4 && lower.ends_with("ed") && !lower.ends_with("eed")
}

/// The classes of a lower-case word, the number of its stem and its own.
fn looked_up(lower: &str) -> (Tags, u64, u64) {
    let stem = stem(lower);
    let root = key(stem);
    let whole = onward(root, &lower[stem.len()..]);
    (tags(lower, whole), root, whole)
}

/// The words of a text, in its order.
pub(crate) fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::with_capacity(text.len() / 5);
    bounds::words(text, |start, end| {
        let word = &text[start..end];
        let (mut tags, stem, key) = lowered(word, looked_up).unwrap_or_default();
        if word.bytes().any(|byte| byte.is_ascii_digit()) {
            tags = tags.or(Tags::NUMBER);
        } else if word.chars().next().is_some_and(char::is_uppercase) && !tags.has(Tags::COMMON) {
            tags = tags.or(Tags::NAME);
        }
        words.push(Word { span: Span::new(start, end), tags, stem, key });
    });
    words
}

/// The stem under which two forms of a word meet: "cancelled", "cancelling" and "cancels" all become "cancel".
pub(crate) fn stem(lower: &str) -> &str {
    let word = lower.strip_suffix("'s").unwrap_or(lower);
    let endings: &[&str] = match word.as_bytes().last() {
        Some(b's') => &["ings", "ies", "ers", "es", "s"],
        Some(b'd') => &["ied", "ed"],
        Some(b'y') => &["edly", "ly", "y"],
        Some(b'g') => &["ing"],
        Some(b'r') => &["er"],
        Some(b'e') => &["e"],
        _ => &[],
    };
    for ending in endings {
        if let Some(rest) = word.strip_suffix(*ending)
            && rest.len() >= 3
        {
            return undoubled(rest);
        }
    }
    word
}

/// The root under which more forms meet than under the stem: "reinstalled" and "reinstall", "cookies" and "cookie".
pub(crate) fn root(lower: &str) -> &str {
    let stem = stem(lower);
    let stem = if stem.len() > 3 && stem.is_ascii() { undoubled(stem) } else { stem };
    stem.strip_suffix(['i', 'y']).filter(|rest| rest.len() > 2).unwrap_or(stem)
}

/// The stem without a doubled last consonant: "cancell" becomes "cancel", "sent" stays.
fn undoubled(stem: &str) -> &str {
    let bytes = stem.as_bytes();
    let last = bytes.len() - 1;
    if last >= 3 && bytes[last] == bytes[last - 1] && bytes[last].is_ascii_alphabetic() { &stem[..last] } else { stem }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_share_a_stem() {
        for (one, other) in
            [("cancelled", "cancel"), ("mattresses", "mattress"), ("deliveries", "delivery"), ("photos", "photo")]
        {
            assert_eq!(stem(one), stem(other), "{one} {other}");
        }
    }

    #[test]
    fn words_keep_their_contractions() {
        let text = "We don\u{2019}t, and it's 9.30.";
        let cut: Vec<_> = words(text).iter().map(|word| word.span.of(text)).collect();
        assert_eq!(cut, ["We", "don\u{2019}t", "and", "it's", "9.30"]);
    }

    #[test]
    fn statives_are_no_participles() {
        assert!(tags_of("declined").has(Tags::PARTICIPLE));
        assert!(!tags_of("worried").has(Tags::PARTICIPLE));
    }
}
