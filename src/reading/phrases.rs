//! Cues: phrases that carry meaning for us, found in one pass over a text.
//!
//! The phrases stand in `lexicon/person.txt` and `lexicon/draft.txt`: headers `[cue weight]`, alternatives in braces,
//! a trailing `*` for any ending. An apostrophe matches the straight one, the curly one and its absence.

use crate::text::Span;
use aho_corasick::{AhoCorasick, MatchKind};
use std::sync::LazyLock;

/// Declares the kinds of cue together with their names in the lexicon.
macro_rules! cues {
    ($($(#[$doc:meta])* $variant:ident = $name:literal),+ $(,)?) => {
        /// What a phrase does in a text.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub(crate) enum Cue { $($(#[$doc])* $variant),+ }
        impl Cue {
            fn named(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)+ _ => None }
            }
        }
        pub(crate) const CUES: &[(&str, Cue)] = &[$(($name, Cue::$variant)),+];
    };
}

cues! {
    /// A painful feeling, with its intensity.
    Pain = "pain",
    /// A loss or an illness.
    Loss = "loss",
    /// Something or someone that the person stands to lose.
    Stakes = "stakes",
    /// Joy, pride, gratitude.
    Joy = "joy",
    /// A deadline.
    Urgent = "urgent",
    /// An accusation or a grievance.
    Accuse = "accuse",
    /// A wish for a short answer, or for none.
    Brief = "brief",
    /// What the person has done already.
    Tried = "tried",
    /// Danger to life or limb.
    Crisis = "crisis",
    /// A phrase that would fit any message.
    Stock = "stock",
    /// A receipt without a reaction.
    Flat = "flat",
    /// A weak name for what happened.
    Weak = "weak",
    /// A word that turns another down.
    Downtone = "downtone",
    /// Sympathy in plain words.
    Sympathy = "sympathy",
    /// A fault owned in the first person.
    Own = "own",
    /// An apology under a condition, or for the person's feeling.
    IfSorry = "ifsorry",
    /// Terms, policies and duties of others.
    Policy = "policy",
    /// Blame spread over others or over nobody.
    Spread = "spread",
    /// How things are in general.
    GeneralTruth = "generaltruth",
    /// A silver lining, or an order to feel better.
    Silver = "silver",
    /// A cheerful close.
    Cheer = "cheer",
    /// Advice.
    Advice = "advice",
    /// A step that buys time.
    Stall = "stall",
    /// A wait without a clock.
    Slow = "slow",
    /// Agreement that soothes.
    Flattery = "flattery",
    /// A straight answer.
    Answer = "answer",
    /// Officialese.
    Official = "official",
    /// A sentence that nobody says: "it is regretted that".
    Impersonal = "impersonal",
    /// Graphic or clinical detail.
    Graphic = "graphic",
    /// Words of a trade.
    Jargon = "jargon",
    /// Words of warmth and values.
    Warm = "warm",
}

/// A phrase found in a text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hit {
    /// What it does.
    pub(crate) cue: Cue,
    /// How strongly, 0 to 1.
    pub(crate) weight: f64,
    /// Where it stands.
    pub(crate) span: Span,
}

struct Phrases {
    search: AhoCorasick,
    entries: Vec<Entry>,
}

struct Entry {
    cue: Cue,
    weight: f64,
    /// Whether the phrase may go on into a longer word.
    open: bool,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let mut patterns = Vec::new();
    let mut entries = Vec::new();
    for source in [include_str!("lexicon/person.txt"), include_str!("lexicon/draft.txt")] {
        load(source, &mut patterns, &mut entries);
    }
    let search = AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::Standard)
        .build(&patterns)
        .expect("the lexicon is far below the limits of the automaton");
    Phrases { search, entries }
});

/// Reads one lexicon: headers `[cue weight]`, then phrases.
fn load(source: &str, patterns: &mut Vec<String>, entries: &mut Vec<Entry>) {
    let mut head = None;
    for line in source.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(header) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            let (name, weight) = header.split_once(' ').unwrap_or((header, "1"));
            head = Cue::named(name).zip(weight.parse::<f64>().ok());
            continue;
        }
        let Some((cue, weight)) = head else { continue };
        for phrase in expand(line).into_iter().flat_map(|phrase| apostrophes(&phrase)) {
            let phrase = phrase.split_whitespace().collect::<Vec<_>>().join(" ");
            let (pattern, open) = phrase.strip_suffix('*').map_or((phrase.as_str(), false), |stem| (stem, true));
            if !pattern.trim().is_empty() {
                patterns.push(pattern.trim().to_owned());
                entries.push(Entry { cue, weight, open });
            }
        }
    }
}

/// All readings of `a {b|c} d`; braces may stand in braces.
fn expand(line: &str) -> Vec<String> {
    let Some(open) = line.find('{') else { return vec![line.to_owned()] };
    let Some((choices, rest)) = group(&line[open + 1..]) else { return vec![line.to_owned()] };
    let rests = expand(rest);
    choices
        .into_iter()
        .flat_map(expand)
        .flat_map(|choice| rests.iter().map(move |rest| format!("{choice}{rest}")).collect::<Vec<_>>())
        .map(|tail| format!("{}{tail}", &line[..open]))
        .collect()
}

/// The choices of a group whose opening brace has been read, and what follows its closing brace.
fn group(text: &str) -> Option<(Vec<&str>, &str)> {
    let (mut depth, mut from, mut choices) = (0, 0, Vec::new());
    for (at, letter) in text.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            '|' if depth == 0 => {
                choices.push(&text[from..at]);
                from = at + 1;
            }
            '}' => {
                choices.push(&text[from..at]);
                return Some((choices, &text[at + 1..]));
            }
            _ => {}
        }
    }
    None
}

/// The phrase with a straight apostrophe, a curly one, and none.
fn apostrophes(phrase: &str) -> Vec<String> {
    if phrase.contains('\'') {
        vec![phrase.to_owned(), phrase.replace('\'', "\u{2019}"), phrase.replace('\'', "")]
    } else {
        vec![phrase.to_owned()]
    }
}

/// All cues of a text, in its order.
pub(crate) fn hits(text: &str) -> Vec<Hit> {
    let phrases = &*PHRASES;
    let mut found: Vec<Hit> = phrases
        .search
        .find_overlapping_iter(text)
        .filter_map(|hit| {
            let entry = &phrases.entries[hit.pattern().as_usize()];
            let span = Span::new(hit.start(), hit.end());
            stands_alone(text, span, entry.open).then_some(Hit { cue: entry.cue, weight: entry.weight, span })
        })
        .collect();
    found.sort_by_key(|hit| (hit.span.start, hit.span.end));
    found
}

/// Whether the span starts and ends at the edges of words.
fn stands_alone(text: &str, span: Span, open: bool) -> bool {
    let wordy = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    let before = wordy(text[..span.start].chars().next_back()) && wordy(text[span.start..].chars().next());
    let after = !open && wordy(text[..span.end].chars().next_back()) && wordy(text[span.end..].chars().next());
    !before && !after
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cues(text: &str) -> Vec<Cue> {
        hits(text).into_iter().map(|hit| hit.cue).collect()
    }

    #[test]
    fn braces_expand_inside_braces() {
        assert_eq!(expand("{a|b {c|d}} e"), ["a e", "b c e", "b d e"].map(str::to_owned));
    }

    #[test]
    fn apostrophes_may_be_curly_or_missing() {
        for text in ["I can't sleep", "I can\u{2019}t sleep", "i cant sleep"] {
            assert!(cues(text).contains(&Cue::Pain), "{text}");
        }
    }

    #[test]
    fn a_phrase_inside_a_longer_word_is_not_found() {
        assert!(!cues("The headphones were painted.").contains(&Cue::Pain));
        assert!(cues("I was devastated").contains(&Cue::Pain));
    }
}
