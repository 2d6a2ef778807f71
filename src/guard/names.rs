//! Names stay, and nobody is named whom neither the draft nor the conversation knows.

use super::words::{List, Pattern, fold, list, pattern, stem};
use super::{Check, Side};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// The sender's own name in a courtesy that may go: "Thank you for contacting Northgate".
static COURTESY: Pattern = LazyLock::new(|| {
    pattern(concat!(
        r"(?:[Tt]hank(?:s| you) (?:so much |very much )?for (?:\w+ing(?: out)?(?: to| with| from)?|your \w+ (?:in|to|with))",
        r"|\b[Ww]elcome to|\b(?:[Ww]e|[Hh]ere) (?:here )?at)(?: the)?((?: \p{Lu}[\p{L}\d&'’-]*|(?: (?:&|and|of) \p{Lu}[\p{L}\d&'’-]*))+)",
    ))
});

/// Capitalised words that name nobody, in lower case.
static ORDINARY: List = LazyLock::new(|| {
    list(
        "\
    i i'm i'd i'll i've ok okay asap faq faqs fyi ps p.s pm am tv id dear hi hello hey good morning afternoon \
    evening thanks thank best kind warm regards wishes sincerely yours faithfully cheers take care sir madam mr \
    mrs ms miss dr customer customers valued client guest member user friend all everyone there team support \
    service services helpdesk desk department sales billing relations experience success agent representative \
    manager director assistant please note not and the a an no yes never very must only important monday tuesday \
    wednesday thursday friday saturday sunday january february march april may june july august september \
    october november december mon tue wed thu fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec \
    christmas god internet web re cc sorry respectfully truly with from love policy terms conditions company \
    management your our we you",
    )
});

/// Words before a comma at the start of a sentence that address nobody.
static OPENERS: List = LazyLock::new(|| {
    list(
        "\
    however still then now first second third next also again instead meanwhile moreover furthermore indeed well \
    right true perhaps maybe otherwise therefore thus so but and or yet besides nonetheless nevertheless once \
    today tomorrow tonight yesterday here afterwards later soon sometimes often always together alone oh wow \
    congratulations welcome apologies overall likewise anyway regardless though since because if when while \
    after before in on at for to of as that this it is what why how who where which worse better weeks days \
    months years hours nobody nothing everything something anything late alas granted sure fine great course \
    admittedly waiting enough lost each every both bye goodbye too",
    )
});

/// A capitalised word and how sure its place makes us that it is a name.
struct Word<'a> {
    text: &'a str,
    /// It starts a sentence, a list item or a quotation, where any word is capitalised.
    first: bool,
    /// A comma follows at once.
    called: bool,
    /// It stands in a signature.
    signed: bool,
}

/// The capitalised words of a text.
fn capitalised(text: &str) -> Vec<Word<'_>> {
    let mut out = Vec::new();
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    for (place, line) in lines.iter().enumerate().filter(|(_, line)| !line.trim_start().starts_with('#')) {
        let signed = lines.len() > 1 && place + 3 >= lines.len() && signature(line);
        out.extend(on_line(line).into_iter().map(|word| Word { signed, ..word }));
    }
    out
}

/// A short line of capitalised words without a full stop.
fn signature(line: &str) -> bool {
    let line = line.trim().trim_start_matches(['-', '–', '—', ' ']);
    let upper = |word: &str| word.starts_with(char::is_uppercase);
    !line.ends_with(['.', '!', '?', ':', ','])
        && (1..=4).contains(&line.split(' ').count())
        && line.split(' ').all(upper)
}

/// The capitalised words of a line.
fn on_line(line: &str) -> Vec<Word<'_>> {
    let mut out = Vec::new();
    let mut first = true;
    let mut from = 0;
    while let Some((start, end)) = next(line, from) {
        first |= opens(&line[from..start]) && !titled(&line[..from]);
        let text = &line[start..end];
        if text.starts_with(char::is_uppercase) {
            out.push(Word { text, first, called: line[end..].starts_with(','), signed: false });
        }
        first = false;
        from = end;
    }
    out
}

/// The next word from `from` on.
fn next(line: &str, from: usize) -> Option<(usize, usize)> {
    let inner = |sign: char| sign.is_alphanumeric() || matches!(sign, '\'' | '’' | '-' | '&' | '_');
    let start = from + line.get(from..)?.find(char::is_alphanumeric)?;
    let end = start + line[start..].find(|sign| !inner(sign)).unwrap_or(line.len() - start);
    Some((start, start + line[start..end].trim_end_matches(['\'', '’', '-', '&', '_']).len()))
}

/// Whether the signs before a word let any word be capitalised.
fn opens(gap: &str) -> bool {
    let stop =
        gap.contains(['!', '?', ':', ';', '…', '"', '“', '„', '«', '‘', '(', '[', '—', '–', '|', '>', '*', '•', '/']);
    stop || gap.starts_with('.') || gap.contains(" - ") || gap.contains(". ") || gap.contains(" '")
}

/// Whether the text ends with a title, whose full stop ends no sentence.
fn titled(text: &str) -> bool {
    let last = text.rsplit(char::is_whitespace).next().unwrap_or("");
    matches!(last, "Dr" | "Mr" | "Mrs" | "Ms" | "Prof" | "St")
}

/// A name in one spelling: folded, without possessive.
fn key(word: &str) -> String {
    let folded = fold(word);
    folded.strip_suffix("'s").unwrap_or(&folded).to_owned()
}

/// Whether the word could name somebody or something.
pub(crate) fn naming(word: &str) -> bool {
    let key = key(word);
    let letters = word.chars().filter(|sign| sign.is_alphabetic()).count();
    letters > 1
        && !word.contains(|sign: char| sign.is_ascii_digit())
        && !ORDINARY.contains(key.as_str())
        && !key.contains('\'')
}

/// Letters from which a word in capitals is taken as a code word wherever it stands; shorter ones are "NOT" and "NHS".
const SHOUTED: usize = 4;

/// Words all in capitals, also where a sentence begins: nobody's emphasis needs a word that nobody said.
fn shouted(word: &Word<'_>) -> bool {
    word.text.chars().all(char::is_uppercase) && word.text.chars().count() >= SHOUTED
}

/// People whom a matter is passed to, told by their office; the team that any sender has is not among them.
const PARTIES: &[&str] = &[
    "manager",
    "director",
    "supervisor",
    "superior",
    "boss",
    "chief",
    "ceo",
    "owner",
    "lawyer",
    "solicitor",
    "specialist",
    "engineer",
    "technician",
    "headquarters",
];

/// Whoever is told of by their office in the candidate alone.
fn strangers(check: &Check<'_>) -> Vec<String> {
    static STEMS: LazyLock<Vec<String>> = LazyLock::new(|| PARTIES.iter().map(|party| stem(party)).collect());
    let told = PARTIES.iter().zip(STEMS.iter()).filter(|(_, stem)| check.new.has_stem(stem));
    let strange = told.filter(|(_, stem)| !check.known.has_stem(stem));
    strange.map(|(party, _)| format!("somebody whom nobody mentioned: the {party}")).collect()
}

/// Names by their key, each as it is written.
pub(super) type Names = BTreeMap<String, String>;

/// Names inside sentences and in the signature; titles and headings count as ordinary text.
fn inside(word: &Word<'_>) -> bool {
    !word.first || word.signed
}

/// People who are addressed at the start of a sentence: "Marta, we are sorry".
fn addressed(word: &Word<'_>) -> bool {
    let lone = |word: &str| {
        let key = key(word);
        let adverb = ["ly", "ing", "ed"].iter().any(|ending| key.ends_with(ending));
        !adverb && !OPENERS.contains(key.as_str()) && word.chars().skip(1).all(char::is_lowercase)
    };
    word.first && word.called && lone(word.text)
}

/// The names among capitalised words, by where they stand or how they look.
fn names<'a>(words: &'a [Word<'a>], kind: fn(&Word<'_>) -> bool) -> impl Iterator<Item = (String, String)> + 'a {
    let found = words.iter().filter(move |word| kind(word) && naming(word.text));
    found.map(|word| (key(word.text), word.text.to_owned()))
}

/// The names that a draft's prose gives; the sender's own in a courtesy may go.
pub(super) fn given(prose: &str) -> Names {
    let plain = COURTESY.replace_all(prose, |found: &regex::Captures<'_>| found[0].replace(&found[1], ""));
    names(&capitalised(&plain), inside).collect()
}

/// The names that a candidate's prose would bring, however it gives them.
pub(super) fn brought(prose: &str) -> Names {
    let words = capitalised(prose);
    names(&words, inside).chain(names(&words, addressed)).chain(names(&words, shouted)).collect()
}

/// The words of a text as keys, with the pieces of compounds; the same cut as for names, so that a name meets itself.
pub(super) fn keys(text: &str) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for line in text.lines() {
        let mut from = 0;
        while let Some((start, end)) = next(line, from) {
            let word = key(&line[start..end]);
            if word.contains(['-', '&', '\'']) {
                out.extend(word.split(['-', '&']).map(key));
            }
            out.insert(word);
            from = end;
        }
    }
    out
}

/// Most texts of other languages, German above all, capitalise more than names.
pub(super) fn english(all: &[&String]) -> bool {
    const COMMON: &[&str] =
        &["the", "you", "your", "to", "we", "i", "is", "are", "for", "a", "of", "and", "it", "in", "our", "this"];
    all.len() < 6 || all.iter().filter(|word| COMMON.contains(&word.as_str())).count() * 12 >= all.len()
}

/// Names of the draft are there; names of the candidate are known.
pub(super) fn look(check: &Check<'_>) -> Vec<String> {
    if !check.old.counts_names() {
        return Vec::new();
    }
    let holds = |side: &Side, name: &str| side.has_key(name) || name.split('-').all(|piece| side.has_key(piece));
    let lower = check.old.prose().split_whitespace().filter(|word| word.starts_with(char::is_lowercase));
    let gone = check.old.given().iter().filter(|(name, _)| !holds(&check.new, name));
    let gone = gone.filter(|(name, _)| !lower.clone().any(|word| word == name.as_str()));
    let mut out: Vec<String> = gone.map(|(_, name)| format!("the name {name} is gone")).collect();
    let new = check.new.brought().iter().filter(|(name, _)| !holds(&check.known, name));
    out.extend(new.map(|(_, name)| format!("a name that nobody gave: {name}")));
    out.extend(strangers(check));
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guard::trial::{catches, spares};

    #[test]
    fn lost_and_invented_names_are_caught() {
        catches(
            look,
            &[
                ("", "Hi Marta, it is late.", "Hi, it is late."),
                ("", "Your BrightCell Plus plan ended.", "Your plan ended."),
                (
                    "",
                    "It is late.\n\nBest regards,\nTom\nNorthgate Support",
                    "It is late.\n\nBest regards,\nNorthgate Support",
                ),
                ("", "Please ask Dr. Oyelaran about this.", "Please ask your doctor about this."),
                ("it broke", "We are sorry.", "We are sorry, Anna."),
                ("it broke", "We are sorry.", "Anna, we are sorry."),
                ("it broke", "We are sorry.", "We are sorry. BANANA"),
                ("it broke", "Your case was passed to the workshop.", "I've passed your case to our director."),
                ("it broke", "We will contact you.", "A manager will contact you."),
                ("it broke", "We are sorry.", "We are sorry. Our colleague Pedro knows."),
                ("", "The refund goes to your Visa card.", "The refund goes to your Mastercard card."),
            ],
        );
    }

    #[test]
    fn honest_edits_pass() {
        spares(
            look,
            &[
                ("", "Thank you for contacting Northgate Support. It is late.", "We are late."),
                ("", "Dear Valued Customer, it is late.", "It is late."),
                ("I'm Marta and my dog Biscuit died", "Dear Customer, noted.", "Marta, I am so sorry about Biscuit."),
                ("marta here, biscuit died", "Dear Customer, noted.", "Hi Marta, losing Biscuit hurts."),
                ("", "Please note that Priya's order was lost.", "We lost the order of Priya."),
                ("", "Unfortunately, it is late. Delays occurred.", "Honestly, we are late. However, Delays end."),
                ("", "Best,\nTom", "We are late.\n\nBest,\nTom"),
                ("", "The item was NOT shipped.", "We did not ship it."),
                ("I asked for a manager", "Your case was forwarded.", "We forwarded your case to a manager."),
                ("", "Your case was forwarded.", "We forwarded your case to our team."),
                ("it NEVER came", "The item is late.", "The item NEVER came, and it was never sent."),
                ("", "Here at Lumen & Lake we value you. Bye for now.", "Bye for now."),
            ],
        );
    }
}
