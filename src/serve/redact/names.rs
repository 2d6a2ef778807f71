//! Names, where the text says that they are: in a greeting or a signature, behind a title, behind "my name is".

use super::page::{Kind, Page};
use super::words::{NOBODY, OFFICES, WORDS, listed};
use crate::guard::{naming, pattern};
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// A name of one to four words; small ones such as "van" may stand within.
const NAME: &str = r"(?:\p{Lu}\.[ ]?)?\p{Lu}[\p{L}'’-]+(?:[ ](?:(?:de|van|von|der|den|la|le|bin|al|da|dos|del|di|du|ter|ten)[ ]){0,2}(?:\p{Lu}\.[ ]?)?\p{Lu}[\p{L}'’-]+){0,3}";

/// What says that the words behind it are a name, and where the name must end; `NAME` stands for it.
const PLACES: &[&str] = &[
    // Greetings and thanks to somebody.
    r"(?m)\b(?:[Hh]i|HI|[Hh]ello|HELLO|[Hh]ey|[Dd]ear|DEAR|[Gg]ood (?:morning|afternoon|evening)|[Ww]elcome(?: back)?)(?: again| there)?,?[ ](NAME)(?:[,!.:;–—\x01\x02]|[ ]*$|[ ][-–—(&/]|[ ]\p{Ll})",
    r"(?m)\b(?:[Tt]hank you|[Tt]hanks|[Ss]orry|[Aa]pologies|[Cc]ongratulations|[Gg]oodbye|[Bb]ye|[Cc]heers|[Tt]ake care|[Rr]egards|[Bb]est|[Ll]ove|[Ss]incerely|[Ww]ishes)(?: again)?,?[ ](NAME)(?:[,!.;]|[ ]*$)",
    // Who speaks.
    r"\b(?:[Mm]y (?:full |first |last |middle |maiden )?name(?:['’]s| is|:)|[Nn]ame:|[Cc]all me|[Ii] go by|[Ii] am called|[Ii]['’]m called)[ ]+(NAME)",
    r"(?m)\b(?:[Tt]his is|I am|I['’]m|[Ii]t is|[Ii]t['’]s)[ ](NAME)(?:[,.!;]|[ ]*$|[ ](?:and|from|here|again|calling|writing|speaking|at|with)\b)",
    r"(?m)^(NAME)[ ](?:here|speaking)[,.:;!]",
    // Titles.
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Nurse|Sister|Rev|Sir|Lady)\.?[ ](NAME)",
    // People of the one who writes.
    r"\b[Mm]y (?:late |dear |little |older |younger |elder |big |eldest |youngest |best )*(?:mother|father|mum|mom|dad|son|daughter|wife|husband|partner|fianc[eé]e?|boyfriend|girlfriend|brother|sister|friend|aunt|uncle|cousin|niece|nephew|grandmother|grandfather|gran|grandma|grandad|grandpa|nan|granddaughter|grandson|baby|boy|girl|child|twin|colleague|boss|manager|neighbour|neighbor|doctor|gp|midwife|teacher|dog|cat|puppy|kitten|rabbit|horse|pet),?[ ](NAME)",
    r"\b(?:named|(?:is|was|are|were) called|[Ss]igned,?)[ ](NAME)",
    // Who somebody talked to.
    r"\b(?:spoke|speaking|spoken|talked|talking|chatted|dealt)[ ](?:to|with)[ ](NAME)[ ](?:on|at|from|in|who|about|yesterday|today|and)\b",
];

/// The rows of the table in which words in capitals throughout are names too.
const SURE: &[usize] = &[0, 1, 2, 5, 9, 10];

static INTRODUCED: LazyLock<Vec<Regex>> =
    LazyLock::new(|| PLACES.iter().map(|place| pattern(&place.replace("NAME", NAME))).collect());

/// A line that ends a letter, and the line below it.
static SIGNED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?m)^[ \t>]*(?i:(?:(?:best|kind|kindest|warm|warmest|many|with|very|all the|all my)[ ])*(?:regards|wishes|thanks|thank you|sincerely|cheers|love|best|sympathy|respect|gratitude|xx*)|yours(?:[ ][a-z]+)?|sincerely yours|take care|speak soon|in sympathy)[ ]*[,.!]?[ \t]*(?:\r?\n[ \t>]*)+({NAME})[ \t]*(?:\r?$|,|[ ]?[-–—|(]|[ ](?:from|at)\b)"
    ))
});

/// A last line that is a name and a name only.
static LAST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?:\n\s*[-–—~]?[ ]?|[.!?][ ]+[-–—~][ ]?)({NAME})(?:,[ ](?:\p{{Lu}}|your\b|the\b|from\b|for\b)[^\n.!?:]{{1,50}})?[ \t.]*(?:[xX]+)?\s*$"
    ))
});

/// What stands at the end of a message, behind its last sentence; and beside a name that is known: the first name of a
/// surname, the surname of a first name.
const BESIDE: &[&str] = &[
    r"[.!?…)][ ]+(\p{Lu}\p{Ll}+(?:[ ](?:\p{Lu}\.[ ])?\p{Lu}[\p{L}'’-]+)?)[ ]?[xX]*\s*$",
    r"(?m)\x02+[ ](\p{Lu}\p{Ll}[\p{L}'’-]*)(?:[.,;:!?)]|$)",
    r"(?m)(?:[.!?…)][ ]+|^)(\p{Lu}\p{Ll}+)[ ]\x02+\s*$",
    r"[\p{Ll},][ ](\p{Lu}\p{Ll}+)[ ](?:\p{Lu}\.[ ])?\x02",
];

static AROUND: LazyLock<Vec<Regex>> = LazyLock::new(|| BESIDE.iter().map(|place| pattern(place)).collect());

pub(super) fn find(page: &mut Page) {
    let original = page.text.clone();
    let all = INTRODUCED.iter().chain([&*SIGNED, &*LAST]).chain(AROUND.iter());
    let found = all.enumerate().flat_map(|(row, place)| introduced(place, &original, !SURE.contains(&row)));
    let mut found: Vec<(Span, Kind)> = found.collect();
    found.sort_unstable();
    found.dedup();
    page.add(found);
}

/// The names that one of the patterns sees. Matches may share words, as in "Thanks, Marta, and hi Ada,". In a `quiet`
/// place capitals throughout are emphasis: "my dad HATES cameras".
fn introduced(place: &Regex, text: &str, quiet: bool) -> Vec<(Span, Kind)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(name) = place.captures_at(text, from).and_then(|found| found.get(1)) {
        let shouted = quiet && name.as_str().split(' ').any(|word| bare(word).len() > 2 && word.to_uppercase() == word);
        if !shouted {
            found.extend(words(text, Span::new(name.start(), name.end())));
        }
        from = name.end();
    }
    found
}

/// The words of a name; none where one of them makes it the name of an office.
fn words(text: &str, name: Span) -> Vec<(Span, Kind)> {
    let mut found = Vec::new();
    let mut start = name.start;
    for word in name.of(text).split(' ') {
        let bare = bare(word);
        let large = bare.starts_with(char::is_uppercase) && bare.chars().count() > 1;
        match (large, names_somebody(bare)) {
            (true, _) if listed(OFFICES, bare) => return Vec::new(),
            (true, true) => found.push((Span::new(start, start + bare.len()), Kind::Name)),
            // "Northgate Support" is no person, "Hi Marta Good" ends with the name, "Father Piet" begins with a title.
            (true, false) if !found.is_empty() => break,
            _ => {}
        }
        start += word.len() + 1;
    }
    found
}

/// A word without its possessive and without the signs at its ends.
fn bare(word: &str) -> &str {
    let word = word.trim_end_matches(['\'', '’', '-', '.']);
    ["'s", "’s", "'S", "’S"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word)
}

/// Whether a word with a capital can be somebody's name.
fn names_somebody(word: &str) -> bool {
    naming(word) && !listed(NOBODY, word)
}

/// Whether a known name stands here as a name: with a capital, or in small letters where no word is written so.
pub(super) fn stands(text: &str, span: Span) -> bool {
    let word = span.of(text);
    let large = word.starts_with(char::is_uppercase);
    if !listed(WORDS, word) {
        return large || word.chars().count() > 2;
    }
    let before = text[..span.start].trim_end_matches([' ', '\t', '"', '“', '(', '*', '>', '\'']);
    let opens = before.is_empty() || before.ends_with(['.', '!', '?', ':', '\n', '\r', '…', '-', '–', '—']);
    large && !opens
}
