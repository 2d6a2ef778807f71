//! How a reply speaks: formally or familiarly, to whom, as whom, with how many exclamation marks and emoji.

use crate::reading::Text;
use crate::reading::words::Word;
use crate::text::Span;
use aho_corasick::AhoCorasick;
use std::sync::LazyLock;

/// Words that only a formal letter has.
const FORMAL: &[&str] = &[
    "dear sir",
    "dear madam",
    "sir or madam",
    "to whom it may concern",
    "please be advised",
    "please be informed",
    "be assured that",
    "hereby",
    "herewith",
    "pursuant to",
    "aforementioned",
    "aforesaid",
    "regret to inform",
    "wish to inform",
    "yours faithfully",
    "yours sincerely",
    "should you wish",
    "should you require",
    "should you have",
    "at your earliest convenience",
    "in accordance with",
    "with reference to",
    "the undersigned",
    "esteemed",
    "kindly note",
    "kindly be",
    "we remain at your disposal",
    "valued customer",
];

/// Words that one only says to somebody one knows.
const FAMILIAR: &[&str] = &[
    "hey",
    "hiya",
    "howdy",
    "hi there",
    "no worries",
    "no probs",
    "awesome",
    "cheers",
    "yay",
    "woohoo",
    "oops",
    "whoops",
    "gonna",
    "wanna",
    "gotta",
    "yep",
    "yup",
    "nope",
    "btw",
    "fyi",
    "give us a shout",
    "drop us a line",
    "ping us",
    "ping me",
    "shoot us",
    "shoot me",
    "super happy",
    "super sorry",
    "super excited",
    "totally",
    "bummer",
    "sucks",
    "stoked",
    "folks",
    "you guys",
    "heads up",
    "hang tight",
    "give me a shout",
];

/// To whom a greeting speaks who has no name.
const NOBODY: &[&str] = &[
    "dear sir",
    "dear madam",
    "to whom it may concern",
    "dear customer",
    "dear valued",
    "dear client",
    "dear user",
    "dear guest",
    "dear member",
    "dear passenger",
    "dear applicant",
];

/// Contractions that weigh as much as one familiar word.
const CONTRACTIONS: usize = 3;

/// Bytes at the head of a reply in which it greets.
const HEAD: usize = 60;

/// What was measured in a reply, each with the first words that show it.
#[derive(Debug, Clone, Default)]
pub(super) struct Voice {
    /// Different formal words.
    pub(super) formal: usize,
    /// Different familiar words; emoji and many contractions count as one each.
    pub(super) familiar: usize,
    /// The first formal words.
    pub(super) formal_at: Option<Span>,
    /// The first familiar words.
    pub(super) familiar_at: Option<Span>,
    /// A greeting to nobody in particular.
    pub(super) nobody: Option<Span>,
    /// Whether somebody is greeted.
    pub(super) greets: bool,
    /// How often it says "I", and "we".
    pub(super) i: usize,
    pub(super) we: usize,
    /// The first of each.
    pub(super) i_at: Option<Span>,
    pub(super) we_at: Option<Span>,
    /// The first emoji.
    pub(super) emoji: Option<Span>,
    pub(super) exclamations: usize,
    pub(super) exclamation: Option<Span>,
}

impl Voice {
    /// Whether nobody would call it anything but formal.
    pub(super) fn is_formal(&self) -> bool {
        self.formal >= 2 && self.familiar == 0
    }

    /// Whether nobody would call it anything but familiar.
    pub(super) fn is_familiar(&self) -> bool {
        self.familiar >= 2 && self.formal == 0
    }
}

/// Reads a reply; `plain` is its text without placeholders, links and quotations, whose words are not its own.
pub(super) fn read(text: &Text<'_>, plain: &str) -> Voice {
    let mut voice = Voice::default();
    (voice.formal, voice.formal_at) = counted(&FORMAL_WORDS, plain);
    (voice.familiar, voice.familiar_at) = counted(&FAMILIAR_WORDS, plain);
    let head = plain.char_indices().map(|(at, _)| at).find(|at| *at >= HEAD).unwrap_or(plain.len());
    voice.nobody = counted(&NOBODY_WORDS, &plain[..head]).1;
    voice.people(text, plain);
    voice.marks(plain);
    voice
}

impl Voice {
    /// Who speaks, and how shortly.
    fn people(&mut self, text: &Text<'_>, plain: &str) {
        let mut contractions = 0;
        let own = |word: &&Word| plain.get(word.span.start..word.span.end).is_some_and(|own| !own.trim().is_empty());
        for word in text.words.iter().filter(own) {
            let Some(said) = text.lower(word, Said::of) else { continue };
            contractions += usize::from(said.is_short);
            self.greets |= word.span.start < HEAD && said.greets;
            if said.is_i {
                self.i += 1;
                self.i_at.get_or_insert(word.span);
            } else if said.is_we {
                self.we += 1;
                self.we_at.get_or_insert(word.span);
            }
        }
        self.familiar += usize::from(contractions >= CONTRACTIONS);
    }

    /// Exclamation marks and emoji.
    fn marks(&mut self, plain: &str) {
        for (at, sign) in plain.char_indices() {
            let span = Span::new(at, at + sign.len_utf8());
            if sign == '!' {
                self.exclamations += 1;
                self.exclamation.get_or_insert(span);
            } else if is_emoji(sign) {
                self.familiar += usize::from(self.emoji.is_none());
                self.emoji.get_or_insert(span);
            }
        }
        self.familiar_at = self.familiar_at.or(self.emoji);
    }
}

/// What a word says of the one who says it.
struct Said {
    is_short: bool,
    greets: bool,
    is_i: bool,
    is_we: bool,
}

impl Said {
    /// Of a word in small letters, its apostrophe straight.
    fn of(word: &str) -> Self {
        Self {
            is_short: word.contains('\'') && SHORT.iter().any(|end| word.ends_with(end)),
            greets: matches!(word, "hi" | "hello" | "hey" | "dear"),
            is_i: matches!(word, "i" | "i'm" | "i've" | "i'll" | "i'd"),
            is_we: matches!(word, "we" | "we've" | "we're" | "we'll" | "we'd"),
        }
    }
}

/// How a contraction ends that formal letters spell out.
const SHORT: &[&str] = &["n't", "'ll", "'ve", "'re", "i'm", "'d"];

fn is_emoji(sign: char) -> bool {
    matches!(u32::from(sign), 0x1F300..=0x1FAFF | 0x2600..=0x26FF | 0x2764 | 0x2728)
}

static FORMAL_WORDS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| table(FORMAL));
static FAMILIAR_WORDS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| table(FAMILIAR));
static NOBODY_WORDS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| table(NOBODY));

fn table(words: &[&str]) -> Option<AhoCorasick> {
    AhoCorasick::builder().ascii_case_insensitive(true).build(words).ok()
}

/// How many different ones stand in a text as whole words, and the first.
fn counted(table: &Option<AhoCorasick>, text: &str) -> (usize, Option<Span>) {
    let edge = |sign: Option<char>| sign.is_none_or(|sign| !sign.is_alphanumeric());
    let whole = |start: usize, end: usize| edge(text[..start].chars().next_back()) && edge(text[end..].chars().next());
    let found = table.iter().flat_map(|table| table.find_overlapping_iter(text));
    let found: Vec<_> = found.filter(|one| whole(one.start(), one.end())).collect();
    let first = found.iter().min_by_key(|one| one.start()).map(|one| Span::new(one.start(), one.end()));
    let mut kinds: Vec<usize> = found.iter().map(|one| one.pattern().as_usize()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    (kinds.len(), first)
}
