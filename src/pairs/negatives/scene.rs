//! What the edits look at: the good reply read in its conversation, and who speaks in it.

use super::patch::{lowered, raised};
use super::wording::worded;
use crate::detect::Report;
use crate::reading::key::key;
use crate::reading::words::Tags;
use crate::reading::{Reading, Said};
use crate::text::Draft;
use regex::Regex;
use std::sync::LazyLock;

/// A good reply, read.
pub(super) struct Scene<'a> {
    /// The reply in its conversation.
    pub(super) draft: &'a Draft,
    /// Its reading.
    pub(super) reading: Reading<'a>,
    /// What was found in it.
    pub(super) before: &'a Report,
    /// Whether many speak: "we" where nobody says "I".
    pub(super) many: bool,
    /// A number of this reply, by which wordings are chosen.
    seed: u64,
}

/// Senders who write as a person to a person, not for an organisation.
const KIN: [&str; 19] = [
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
    "partner",
    "husband",
    "wife",
    "stranger",
    "anonymous",
    "forum member",
    "course-mate",
    "flatmate",
    "colleague",
];

/// Senders who write for a place that serves people.
const OFFICES: [&str; 30] = [
    "agent",
    "desk",
    "support",
    "customer",
    "bank",
    "manager",
    "owner",
    "shop",
    "store",
    "hotel",
    "restaurant",
    "airline",
    "claims",
    "council",
    "housing",
    "insur",
    "clinic",
    "hospital",
    "officer",
    "adviser",
    "advisor",
    "company",
    "service",
    "registry",
    "secretary",
    "carrier",
    "letting",
    "supplier",
    "team",
    "bookings",
];

/// Words of somebody who is glad or proud, at least in part.
static BRIGHT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(?:grin\w*|proud|happiness|so happy|thrilled|laughing|lovely|over the moon|delighted|goosebumps)\b",
    )
    .expect("a constant pattern compiles")
});

/// What the person tells where somebody has died.
static DEATH: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = concat!(
        r"(?i)\b(?:died (?:on|in|at|this|last|yesterday|today)|(?:he|she|mum|mother|dad|father|husband|wife|son|daughter|brother|sister) died|",
        r"since \w+ died|funeral|passed away|(?:his|her|their|\w+'s) ashes|buried (?:him|her)|widow\w*|stillb\w+|put (?:him|her|my \w+|\w+) (?:down|to sleep) at|",
        r"(?:i|we)(?:['\u{2019}]ve| have)? lost (?:my|our|him|her)(?: \w+)? (?:mum|mother|dad|father|husband|wife|son|daughter|brother|sister|baby|dog|cat))\b",
    );
    Regex::new(pattern).expect("a constant pattern compiles")
});

impl<'a> Scene<'a> {
    /// Reads a good reply.
    pub(super) fn read(draft: &'a Draft, before: &'a Report) -> Self {
        let reading = Reading::read(draft);
        let said = &reading.reply.said;
        let count = |tags: Tags| reading.reply.text.words.iter().filter(|word| word.tags.has(tags)).count();
        let many = count(Tags::US) > count(Tags::ME) && !said.is_empty();
        Self { seed: key(&draft.text), draft, reading, before, many }
    }

    /// The words of a sentence.
    pub(super) fn source(&self, said: &Said) -> &'a str {
        said.span.of(&self.draft.text)
    }

    /// Who sends it, in small letters.
    pub(super) fn sender(&self) -> String {
        self.draft.sender.as_deref().unwrap_or("").to_lowercase()
    }

    /// Whether the sender is somebody's own people.
    pub(super) fn is_kin(&self) -> bool {
        let sender = self.sender();
        KIN.iter().any(|word| sender.contains(word))
    }

    /// Whether the sender writes for a place that serves people.
    pub(super) fn is_office(&self) -> bool {
        let sender = self.sender();
        !self.is_kin() && OFFICES.iter().any(|word| sender.contains(word))
    }

    /// Whether somebody has died.
    pub(super) fn is_grief(&self) -> bool {
        self.reading.person.loss && self.draft.conversation.said().any(|(_, text)| DEATH.is_match(text))
    }

    /// Whether the person is glad and nothing else.
    pub(super) fn is_glad(&self) -> bool {
        let person = &self.reading.person;
        let loud = |text: &str| {
            let large = |word: &str| word.len() > 3 && word.chars().all(char::is_uppercase);
            let large = !text.contains('?') && text.split_whitespace().any(large);
            text.contains('!') || large || BRIGHT.is_match(text)
        };
        let told = self.draft.conversation.said().last().is_some_and(|(_, text)| loud(text));
        told && person.joy > person.pain && person.joy > 0.3 && person.tension < 0.2
    }

    /// Whether the person is hurt and nothing else: what fits pain does not fit a mixed message.
    pub(super) fn is_hurt(&self) -> bool {
        let person = &self.reading.person;
        let loud = |text: &str| text.contains("!!") || BRIGHT.is_match(text);
        let spoken = self.draft.conversation.said().last();
        person.joy <= 0.5 * person.pain
            && !self.is_glad()
            && !spoken.is_some_and(|(_, text)| loud(text) && person.tension < 0.3)
            && !self.draft.text.contains("!!")
            && !self.reading.reply.said.iter().any(|said| said.words <= 16 && self.source(said).ends_with('!'))
    }

    /// Whether it is sure that the person is in distress or at odds with the sender, and the reply meets that.
    pub(super) fn is_moved(&self) -> bool {
        let person = &self.reading.person;
        let reply = &self.reading.reply;
        let met = reply.owned || reply.intensity >= 0.2;
        // "Kill the orphaned child" is no cry beside code.
        let technical = self.draft.text.contains('`') && !reply.owned;
        met && !technical && (person.pain >= 0.35 || person.tension >= 0.35 && reply.owned)
    }

    /// Whether a sentence ends its paragraph, so that nothing leans on it.
    pub(super) fn is_last(&self, said: &Said) -> bool {
        let rest = self.draft.text.get(said.span.end..).unwrap_or("");
        let apart = ["I've ", "I'll ", "We've ", "We'll ", "I\u{2019}ve ", "I\u{2019}ll "];
        let leans = [" ask", " it ", " it.", " then", " either", " answer", " that ", " so "];
        let next = rest.trim_start().split_inclusive(['.', '!', '?']).next().unwrap_or("");
        let apart = apart.iter().any(|word| next.starts_with(word)) && !leans.iter().any(|word| next.contains(word));
        apart || rest.trim().is_empty() || rest.trim_start_matches([' ', '\t', '\r']).starts_with('\n')
    }

    /// How much of a sentence the person told themselves, 0 to 1.
    pub(super) fn echo(&self, said: &Said) -> f64 {
        const SMALL: Tags = Tags::PREPOSITION.or(Tags::CONJUNCTION).or(Tags::DETERMINER).or(Tags::BE).or(Tags::HAVE);
        const GRAMMAR: Tags = SMALL.or(Tags::MODAL).or(Tags::DO).or(Tags::YOU).or(Tags::ME).or(Tags::US).or(Tags::IT);
        let words = self.reading.reply.text.words_in(said.span).iter();
        let content: Vec<_> =
            words.filter(|word| word.span.len() > 3 && !word.tags.has(GRAMMAR.or(Tags::WH))).collect();
        let known = content.iter().filter(|word| self.reading.person.particulars.contains(&word.stem)).count();
        known as f64 / content.len().max(1) as f64
    }

    /// Whether the sender does something in a sentence, more than own what it speaks of.
    pub(super) fn acts(&self, said: &Said) -> bool {
        static ACTS: LazyLock<Regex> =
            LazyLock::new(|| Regex::new(r"(?i)\b(?:i|we|me|us)\b").expect("a constant pattern compiles"));
        ACTS.is_match(self.source(said))
    }

    /// Whether the reply writes sentences with small letters.
    pub(super) fn is_small(&self) -> bool {
        let first = self.reading.reply.said.iter().filter_map(|said| self.source(said).chars().next());
        let (small, large): (Vec<char>, Vec<char>) =
            first.filter(|letter| letter.is_alphabetic()).partition(|letter| letter.is_lowercase());
        small.len() > large.len()
    }

    /// A wording from a table, as this reply would write it; another one for each sentence and turn.
    pub(super) fn worded(&self, table: &str, at: usize, turn: u64) -> String {
        let seed = (self.seed ^ (at as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15)).rotate_left(7);
        let text = worded(table, seed.wrapping_add(turn.wrapping_mul(0x5851_f42d_4c95_7f2d)));
        let text = text
            .replace("<I>", if self.many { "we" } else { "I" })
            .replace("<am>", if self.many { "are" } else { "am" });
        let text = text
            .replace("<I'm>", if self.many { "we're" } else { "I'm" })
            .replace("<me>", if self.many { "us" } else { "me" });
        let text = text.replace("<my>", if self.many { "our" } else { "my" });
        let text = if self.is_small() { text.replace("I'm", "i'm").replace("I ", "i ") } else { text };
        if self.draft.text.contains('\u{2019}') { text.replace('\'', "\u{2019}") } else { text }
    }

    /// A wording that stands as a sentence.
    pub(super) fn sentence(&self, table: &str, at: usize, turn: u64) -> String {
        let text = self.worded(table, at, turn);
        if self.is_small() { lowered(&text) } else { raised(&text) }
    }
}
