//! Cues: phrases that carry meaning for us, found in one pass over a text.
//!
//! The phrases stand in `lexicon/person.txt` and `lexicon/draft.txt`: headers `[cue weight]`, alternatives in braces,
//! a trailing `*` for any ending. An apostrophe matches the straight one, the curly one and its absence.

use super::tree::{Leaf, Node, Tree};
use crate::text::Span;

/// Declares the kinds of cue together with their names in the lexicon.
macro_rules! cues {
    ($($(#[$doc:meta])* $variant:ident = $name:tt),+ $(,)?) => {
        /// What a phrase does in a text.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub(crate) enum Cue { $($(#[$doc])* $variant),+ }
        /// The cue of a name in the lexicon.
        macro_rules! cue { $(($name) => { Cue::$variant };)+ }
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

// Grown from the lexicon by the build script.
include!(concat!(env!("OUT_DIR"), "/phrases.rs"));

/// Kinds of cue, as a set.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Cues(u32);

impl Cues {
    /// Whether the kind is among them.
    pub(crate) fn has(self, cue: Cue) -> bool {
        self.0 >> cue as u32 & 1 == 1
    }
}

impl<'h> FromIterator<&'h Hit> for Cues {
    fn from_iter<I: IntoIterator<Item = &'h Hit>>(hits: I) -> Self {
        Self(hits.into_iter().fold(0, |set, hit| set | 1 << hit.cue as u32))
    }
}

/// All cues of a text, in its order.
pub(crate) fn hits(text: &str) -> Vec<Hit> {
    let mut found = Vec::new();
    TREE.search(text, |start, end, leaf| {
        if leaf.open || ends_a_word(text, end) {
            let (cue, weight) = LINES[leaf.line as usize];
            found.push(Hit { cue, weight, span: Span::new(start, end) });
        }
    });
    found
}

/// Whether no word goes on over this place.
fn ends_a_word(text: &str, end: usize) -> bool {
    let wordy = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    !(wordy(text[..end].chars().next_back()) && wordy(text[end..].chars().next()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cues(text: &str) -> Vec<Cue> {
        hits(text).into_iter().map(|hit| hit.cue).collect()
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
