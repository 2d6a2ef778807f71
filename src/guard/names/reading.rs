//! The names that a draft gives, and those that a candidate would bring.

use super::capitals::{Word, capitalised};
use super::key::key;
use super::ordinary::naming;
use super::place::{addressed, inside, shouted};
use crate::guard::words::{Pattern, pattern};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The sender's own name in a courtesy that may go: "Thank you for contacting Northgate".
static COURTESY: Pattern = LazyLock::new(|| {
    pattern(concat!(
        r"(?:[Tt]hank(?:s| you) (?:so much |very much )?for (?:\w+ing(?: out)?(?: to| with| from)?|your \w+ (?:in|to|with))",
        r"|\b[Ww]elcome to|\b(?:[Ww]e|[Hh]ere) (?:here )?at)(?: the)?((?: \p{Lu}[\p{L}\d&'’-]*|(?: (?:&|and|of) \p{Lu}[\p{L}\d&'’-]*))+)",
    ))
});

/// Names by their key, each as it is written.
pub(in crate::guard) type Names = BTreeMap<String, String>;

/// The names among capitalised words, by where they stand or how they look.
fn names<'a>(words: &'a [Word<'a>], kind: fn(&Word<'_>) -> bool) -> impl Iterator<Item = (String, String)> + 'a {
    let found = words.iter().filter(move |word| kind(word) && naming(word.text));
    found.map(|word| (key(word.text), word.text.to_owned()))
}

/// The names that a draft's prose gives; the sender's own in a courtesy may go.
pub(in crate::guard) fn given(prose: &str) -> Names {
    let plain = COURTESY.replace_all(prose, |found: &regex::Captures<'_>| found[0].replace(&found[1], ""));
    names(&capitalised(&plain), inside).collect()
}

/// The names that a candidate's prose would bring, however it gives them.
pub(in crate::guard) fn brought(prose: &str) -> Names {
    let words = capitalised(prose);
    names(&words, inside).chain(names(&words, addressed)).chain(names(&words, shouted)).collect()
}
