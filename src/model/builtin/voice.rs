//! Who speaks in a draft: "we", "I", or somebody whose acts we cannot name.

use crate::reading::Text;
use crate::reading::words::Tags;

/// The pronoun that stands for whoever acts in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Voice {
    /// The sender, many.
    We,
    /// The sender, one.
    I,
    /// The person.
    You,
}

impl Voice {
    /// As a subject: in small letters unless it opens the sentence.
    pub(super) fn subject(self, opens: bool) -> &'static str {
        match (self, opens) {
            (Self::We, true) => "We",
            (Self::We, false) => "we",
            (Self::I, _) => "I",
            (Self::You, true) => "You",
            (Self::You, false) => "you",
        }
    }

    /// The form of "be" that goes with it.
    pub(super) fn be(self, past: bool) -> &'static str {
        match (self, past) {
            (Self::I, false) => "am",
            (Self::I, true) => "was",
            (_, false) => "are",
            (_, true) => "were",
        }
    }

    /// As an owner.
    pub(super) fn owner(self) -> &'static str {
        match self {
            Self::We => "our",
            Self::I => "my",
            Self::You => "your",
        }
    }

    /// As an object.
    pub(super) fn object(self) -> &'static str {
        match self {
            Self::We => "us",
            Self::I => "me",
            Self::You => "you",
        }
    }
}

/// Senders who act for no organisation: what was done was mostly not done by them.
const PRIVATE: [&str; 15] = [
    "friend",
    "aunt",
    "uncle",
    "neighbour",
    "neighbor",
    "sister",
    "brother",
    "mother",
    "father",
    "cousin",
    "colleague",
    "general-purpose",
    "general ai",
    "companion",
    "parent in",
];

/// Senders who are one person.
const SINGLE: [&str; 12] = [
    "volunteer",
    "teacher",
    "tutor",
    "owner",
    "maintainer",
    "nurse",
    "landlord",
    "coach",
    "author",
    "trainer",
    "freelance",
    "midwife",
];

/// The voice of the sender as the draft uses it of itself; `None` where the sender's acts cannot be told.
pub(super) fn voice(text: &Text<'_>, sender: Option<&str>) -> Option<Voice> {
    let sender = sender.unwrap_or("").to_lowercase();
    if PRIVATE.iter().any(|word| sender.contains(word)) {
        return None;
    }
    let us: usize = text.body().map(|sentence| text.count(sentence, Tags::US)).sum();
    let (me, acts) = own(text);
    let single = SINGLE.iter().any(|word| sender.contains(word));
    // Whoever only feels in the first person may still write for many who act.
    let alone = us == 0 && (single || acts > 0) || single && me >= us;
    Some(if me > 0 && alone { Voice::I } else { Voice::We })
}

/// How often the draft says "I", and how often "I" does something.
fn own(text: &Text<'_>) -> (usize, usize) {
    let words: Vec<_> = text.body().flat_map(|sentence| text.words_of(sentence)).collect();
    let lower = |place: usize| {
        words
            .get(place)
            .map_or_else(String::new, |word| word.span.of(text.source).replace('\u{2019}', "'").to_lowercase())
    };
    let (mut me, mut acts) = (0, 0);
    for place in 0..words.len() {
        let said = lower(place);
        if !matches!(said.as_str(), "i" | "i'm" | "i've" | "i'll" | "i'd") {
            continue;
        }
        me += 1;
        let next = words.get(place + 1).is_some_and(|word| word.tags.has(Tags::PARTICIPLE.or(Tags::FINITE)));
        let does =
            matches!(lower(place + 1).as_str(), "did" | "have" | "had" | "will" | "took" | "gave" | "sent" | "made");
        let feels =
            matches!(lower(place + 1).as_str(), "regret" | "hope" | "think" | "feel" | "know" | "want" | "mean");
        acts += usize::from(matches!(said.as_str(), "i've" | "i'll") || said == "i" && (does || next) && !feels);
    }
    (me, acts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(source: &str, sender: &str) -> Option<Voice> {
        voice(&Text::read(source), Some(sender))
    }

    #[test]
    fn the_draft_s_own_pronoun_decides() {
        assert_eq!(of("Your seat was moved.", "booking desk"), Some(Voice::We));
        assert_eq!(of("I am sorry. Your seat was moved.", "booking desk"), Some(Voice::We));
        assert_eq!(of("I lost your form. Your seat was moved.", "booking desk"), Some(Voice::I));
        assert_eq!(of("I am sorry. We moved you.", "booking desk"), Some(Voice::We));
        assert_eq!(of("I am sorry. We moved you.", "scout volunteer"), Some(Voice::I));
    }

    #[test]
    fn a_friend_acts_for_nobody() {
        assert_eq!(of("Your seat was moved.", "a friend, by text"), None);
    }
}
