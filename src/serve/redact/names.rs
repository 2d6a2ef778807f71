//! Names, where the text says that they are: in a greeting or a signature, behind a title, behind "my name is".

use super::page::{Kind, Page};
use crate::guard::{naming, pattern};
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// A name of one to four words; small ones such as "van" may stand within.
const NAME: &str = r"(?:\p{Lu}\.[ ]?)?\p{Lu}[\p{L}'’-]+(?:[ ](?:(?:de|van|von|der|den|la|le|bin|al|da|dos|del|di|du|ter|ten)[ ]){0,2}(?:\p{Lu}\.[ ]?)?\p{Lu}[\p{L}'’-]+){0,3}";

/// What says that the words behind it are a name, and where the name must end; `NAME` stands for it.
const PLACES: &[&str] = &[
    // Greetings and thanks to somebody.
    r"(?m)\b(?:[Hh]i|HI|[Hh]ello|HELLO|[Hh]ey|[Dd]ear|DEAR|[Gg]ood (?:morning|afternoon|evening)|[Ww]elcome(?: back)?)(?: again| there)?,?[ ](NAME)(?:[,!.:;–—\x01]|[ ]*$|[ ][-–—(&/]|[ ]\p{Ll})",
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

/// Words in capitals that stand where names do and name nobody.
const NOBODY: &str = "\
    student parent resident tenant applicant passenger patient reader colleague neighbour neighbor folks mum mom dad \
    mummy daddy grandma grandad nan editor hiring candidate subscriber traveller traveler shopper donor volunteer \
    office officer housing funding admissions accounts complaints claims bookings returns deliveries operations \
    reception clinic hospital surgery school university college council bank store shop hotel airline library pharmacy \
    insurance health care group ltd limited inc llc gmbh company centre center line desk head chair president \
    american british english scottish welsh irish french german italian spanish polish dutch indian chinese japanese \
    african european asian australian canadian muslim christian catholic jewish hindu sikh buddhist deaf blind autistic \
    disabled gay ok okay hr it uk us usa eu gp nhs sms app online email internet monday friday world universe lord jesus \
    sirs madams developer developers family father brother anyone nobody everybody anybody somebody right over back out \
    same plumber newbie driver seller buyer landlord boss chief captain coach commander alive so done here gone \
    unacceptable ridiculous disgusting awful wrong absolutely nice happy great new your our all people someone";

/// Names that are words as well: they count only where no other word would have a capital.
const WORDS: &str = "\
    will mark may rose grace hope joy faith bill frank grant chase art gene june april august summer dawn ivy lily rich \
    dean drew pat sue rob nick jack guy ray max chance wade miles penny mercy patience melody star sky hunter cook king \
    young long white black brown green wood hill stone field banks price baker little day rain holly iris olive ginger \
    sandy rusty buddy lucky honey angel charity constance prudence victor norm sterling gold silver bright sharp swift \
    strong moody power powers page bell ball field fields rivers brook brooks lake marsh forest woods bush reed rice \
    pearl ruby jade amber crystal destiny trinity harmony skip chip bud dusty misty candy sunny windy carol dolly polly \
    bob don ken dot peg kit jay robin martin marina paris london florence sydney georgia virginia chelsea lane street \
    case love major carry harry tom tiger bear wolf fox lion biscuit pepper cookie shadow smoky snow storm sage basil \
    mason porter taylor carter parker walker turner fisher shepherd smith cash rock cliff dale glen heath park parks \
    newman freeman short small large best good noble wise savage stern frost winter winters spring moon sun may";

pub(super) fn find(page: &mut Page) {
    let original = page.text.clone();
    let all = INTRODUCED.iter().chain([&*SIGNED, &*LAST]);
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
            (true, true) => found.push((Span::new(start, start + bare.len()), Kind::Name)),
            // "Northgate Support" is no person, "Hi Marta Good" ends with the name, "Father Piet" begins with a title.
            (true, false) if office(bare) => return Vec::new(),
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

/// Whether a word makes the words before it an office.
fn office(word: &str) -> bool {
    const OFFICES: &str = "\
        team support service services helpdesk desk department sales billing relations experience office housing funding \
        admissions accounts complaints claims bookings returns operations reception clinic hospital surgery school \
        university college council bank store shop hotel library pharmacy insurance health care group ltd limited inc \
        llc company centre center customer customers section unit division board committee bureau agency authority \
        association society club church ministry trust foundation studio studios labs porting";
    listed(OFFICES, word)
}

fn listed(list: &str, word: &str) -> bool {
    let lower = word.to_lowercase();
    list.split_whitespace().any(|one| one == lower)
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
