//! The object behind a verb: a pronoun or a plain noun phrase, and how it stands as a subject.

use crate::reading::words::{Tags, tags_of};

/// An object that can become a subject.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Object {
    /// As a subject, its first letter as it was.
    pub(super) subject: String,
    /// How many bytes of the text it takes.
    pub(super) length: usize,
    /// Whether its verb is plural.
    pub(super) many: bool,
}

/// The object that opens the text; `None` where its end is not sure.
pub(super) fn object(rest: &str) -> Option<Object> {
    let words: Vec<&str> = rest.split(' ').take(12).collect();
    let first = bare(words.first()?);
    pronoun(first, &words).or_else(|| phrase(&words))
}

/// A word without the marks behind it, in small letters.
fn bare(word: &str) -> &str {
    word.trim_end_matches([',', '.', ';', ':', '!', '?'])
}

/// A pronoun as an object.
fn pronoun(first: &str, words: &[&str]) -> Option<Object> {
    let (subject, many) = match first {
        "you" => ("you", true),
        "it" => ("it", false),
        "him" => ("he", false),
        "them" => ("they", true),
        "her" if words.get(1).is_none_or(|next| ends(next)) => ("she", false),
        _ => return None,
    };
    Some(Object { subject: subject.to_owned(), length: first.len(), many })
}

/// Whether an object ends before this word.
fn ends(word: &str) -> bool {
    const ADVERBS: [&str; 30] = [
        "today",
        "yesterday",
        "tonight",
        "tomorrow",
        "again",
        "back",
        "straight",
        "now",
        "then",
        "there",
        "here",
        "off",
        "out",
        "up",
        "down",
        "away",
        "once",
        "twice",
        "first",
        "myself",
        "ourselves",
        "instead",
        "already",
        "anyway",
        "early",
        "late",
        "without",
        "waiting",
        "too",
        "over",
    ];
    let lower = bare(word).to_lowercase();
    let tags = tags_of(&lower);
    tags.has(Tags::PREPOSITION.or(Tags::CONJUNCTION).or(Tags::WH))
        || lower == "to"
        || lower.ends_with("ly")
        || ADVERBS.contains(&lower.as_str())
}

/// Whether a word closes the way to a passive: somebody acts behind it, or a clause hangs on it.
fn shuts(word: &str) -> bool {
    const SHUT: [&str; 22] = [
        "i", "we", "he", "she", "they", "you", "that", "which", "who", "whom", "whose", "and", "or", "but", "if",
        "because", "i'd", "i've", "we'd", "we've", "there", "what",
    ];
    SHUT.contains(&bare(word).to_lowercase().replace('\u{2019}', "'").as_str())
}

/// A noun phrase that begins with its article or owner, or a name.
fn phrase(words: &[&str]) -> Option<Object> {
    const DETERMINERS: [&str; 25] = [
        "the", "a", "an", "your", "my", "our", "his", "her", "their", "its", "this", "these", "those", "every", "both",
        "all", "no", "each", "another", "two", "three", "four", "five", "six", "eleven",
    ];
    let first = *words.first()?;
    let opens = DETERMINERS.contains(&first.to_lowercase().as_str());
    let mut length = 0;
    let mut taken: Vec<&str> = Vec::new();
    let mut closed = false;
    for (at, word) in words.iter().enumerate() {
        let of = *word == "of" && taken.len() >= 2;
        let after = at > 0 && words[at - 1] == "of";
        if at > 0 && !of && !after && (ends(word) || shuts(word)) {
            closed = !shuts(word);
            break;
        }
        length += word.len() + usize::from(at > 0);
        taken.push(bare(word));
        if bare(word) != *word {
            length -= word.len() - bare(word).len();
            closed = true;
            break;
        }
    }
    let odd = |word: &&str| word.contains(['(', '"', '\u{201c}', '`', '*', '{', '<', '/']) || word.is_empty();
    let verbal = |word: &&str| {
        let tags = tags_of(&word.to_lowercase());
        tags.has(Tags::BE.or(Tags::HAVE).or(Tags::MODAL).or(Tags::DO))
    };
    if !closed || !opens || taken.len() < 2 || taken.len() > 9 || taken.iter().any(odd) || taken.iter().any(verbal) {
        return None;
    }
    let head = taken.iter().position(|word| *word == "of").map_or(taken.len() - 1, |of| of - 1);
    let many = plural(taken[0], taken[head]);
    Some(Object { subject: taken.join(" "), length, many })
}

/// Whether a phrase with this first word and this head is plural.
fn plural(first: &str, head: &str) -> bool {
    const MANY: [&str; 13] =
        ["these", "those", "both", "all", "two", "three", "four", "five", "six", "eleven", "few", "several", "many"];
    const ODD: [&str; 8] = ["people", "children", "men", "women", "staff", "police", "teeth", "feet"];
    let (first, head) = (first.to_lowercase(), head.to_lowercase());
    let single = ["a", "an", "this", "every", "each", "another"].contains(&first.as_str());
    let ends = ["two", "three", "four", "five", "six", "eleven", "rest"].contains(&head.as_str()) && head != "rest"
        || head.ends_with('s') && !["ss", "us", "is", "'s"].iter().any(|end| head.ends_with(end)) && head != "news";
    !single && (MANY.contains(&first.as_str()) || ODD.contains(&head.as_str()) || ends)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn subject(rest: &str) -> Option<(String, bool)> {
        object(rest).map(|object| (object.subject, object.many))
    }

    #[test]
    fn plain_objects_become_subjects() {
        for (rest, wanted, many) in [
            ("your due date to the 30th.", "your due date", false),
            ("you on Monday.", "you", true),
            ("him so.", "he", false),
            ("the photos of your room.", "the photos of your room", true),
            ("a new key.", "a new key", false),
            ("both letters today.", "both letters", true),
        ] {
            assert_eq!(subject(rest), Some((wanted.to_owned(), many)), "{rest}");
        }
    }

    #[test]
    fn objects_whose_end_is_not_sure_are_left() {
        for rest in ["the letter you sent us.", "the room and went home.", "that you were here.", "on.", ""] {
            assert_eq!(subject(rest), None, "{rest}");
        }
    }
}
