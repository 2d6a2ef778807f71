//! The small grammar that guards share: folding, sentences, clauses, stems, and prose without its locked parts.

use super::Side;
use crate::reading::key::Fnv;
use crate::text::Span;
use regex::Regex;
use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::BuildHasherDefault;
use std::sync::LazyLock;

/// A pattern that is compiled once, when it is first needed.
pub(super) type Pattern = LazyLock<Regex>;

/// Compiles one of our own patterns.
pub(crate) fn pattern(source: &str) -> Regex {
    // It cannot fail: sources are constants, and the tests on random text run every guard and so compile every one.
    Regex::new(source).expect("a constant pattern compiles")
}

/// Named patterns over flat text, compiled once.
pub(super) type Table = LazyLock<Vec<(&'static str, Regex)>>;

/// Compiles a table; every pattern begins and ends at word borders of its own making.
pub(super) fn table(rows: &[(&'static str, &str)]) -> Vec<(&'static str, Regex)> {
    rows.iter().map(|(name, source)| (*name, pattern(source))).collect()
}

/// Rows of the table that match the candidate but not the draft, with the words that matched.
pub(super) fn added(table: &'static Table, draft: &Side, candidate: &Side) -> Vec<(&'static str, String)> {
    // Most rows do not match at all, so one look at the candidate settles them.
    let found = table.iter().filter_map(|(name, pattern)| Some((name, pattern, candidate.find(pattern)?)));
    let new = found.filter(|(_, pattern, _)| draft.find(pattern).is_none());
    new.map(|(name, _, words)| (*name, words.trim().to_owned())).collect()
}

/// Lower case with plain quotes, apostrophes and blanks, so that typography never decides.
pub(super) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let plain: String = text.chars().map(plain).collect();
    plain.to_lowercase()
}

/// The plain twin of a typographic sign.
fn plain(sign: char) -> char {
    match sign {
        '‘' | '’' | 'ʼ' | '´' => '\'',
        '“' | '”' | '„' => '"',
        '\u{a0}' | '\u{202f}' | '\u{2009}' => ' ',
        _ => sign,
    }
}

/// Folded text with every run of white space as one blank.
pub(crate) fn flat(text: &str) -> String {
    let folded = fold(text);
    let mut out = String::with_capacity(folded.len());
    for word in folded.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// The text with `spans` painted over by blanks; byte offsets stay, line breaks too.
pub(super) fn blank(text: &str, spans: &[Span]) -> String {
    let mut out = text.as_bytes().to_vec();
    for span in spans.iter().filter(|span| !span.of(text).is_empty()) {
        out[span.start..span.end].iter_mut().filter(|byte| **byte != b'\n').for_each(|byte| *byte = b' ');
    }
    // Whole characters are painted, so the bytes stay UTF-8; the fallback is never taken.
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

/// The text without placeholders, code and links: what is left to read as prose.
pub(crate) fn prose(text: &str) -> String {
    let mut spans = super::placeholders::spans(text);
    spans.extend(super::code::spans(text));
    let text = if spans.is_empty() { Cow::Borrowed(text) } else { Cow::Owned(blank(text, &spans)) };
    let spans = super::links::spans(&text);
    if spans.is_empty() { text.into_owned() } else { blank(&text, &spans) }
}

/// Words with inner apostrophes and hyphens, folded.
pub(super) fn words(text: &str) -> Vec<String> {
    let folded = fold(text);
    folded
        .split(|sign: char| !(sign.is_alphanumeric() || sign == '\'' || sign == '-'))
        .map(|word| word.trim_matches(['\'', '-']))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Abbreviations whose full stop ends no sentence.
const ABBREVIATIONS: &[&str] = &["mr", "mrs", "ms", "dr", "prof", "st", "no", "e.g", "i.e", "etc", "vs", "inc", "ltd"];

/// Sentences: cut at line breaks and behind `.`, `!`, `?`, `…` before white space.
pub(super) fn sentences(text: &str) -> Vec<&str> {
    text.lines().flat_map(cut).map(str::trim).filter(|sentence| !sentence.is_empty()).collect()
}

/// The sentences of one line.
fn cut(line: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut signs = line.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        let end = at + sign.len_utf8();
        let gap = signs.peek().is_none_or(|(_, next)| next.is_whitespace());
        let closes =
            matches!(sign, '.' | '!' | '?' | '…') || (matches!(sign, '"' | '”' | ')' | '*') && stops(&line[..at]));
        if gap && closes && !abbreviated(&line[start..at]) {
            out.push(&line[start..end]);
            start = end;
        }
    }
    out.push(&line[start..]);
    out
}

/// Whether the text ends with a mark that closes a sentence.
fn stops(text: &str) -> bool {
    text.ends_with(['.', '!', '?', '…'])
}

/// Whether the last word is an abbreviation.
fn abbreviated(text: &str) -> bool {
    let last = text.rsplit(|sign: char| sign.is_whitespace() || sign == '(').next().unwrap_or("");
    ABBREVIATIONS.contains(&last.to_lowercase().as_str())
}

/// Clauses: sentences cut further at commas, semicolons, colons, dashes and contrasting conjunctions. Folded.
pub(super) fn clauses(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    for sentence in sentences(text) {
        let folded = format!("{} ", fold(sentence))
            .replace(" but ", "; ")
            .replace(" however ", "; ")
            .replace(" because ", "; ")
            .replace(" although ", "; ");
        out.extend(folded.split([',', ';', ':', '—', '–']).map(|clause| clause.trim().to_owned()));
    }
    out.retain(|clause| !clause.is_empty());
    out
}

/// Verb forms that no suffix rule reaches, each with its base.
static IRREGULAR: LazyLock<HashMap<&str, &str, BuildHasherDefault<Fnv>>> =
    LazyLock::new(|| FORMS.split_whitespace().filter_map(|row| row.split_once(':')).collect());

const FORMS: &str = "\
    sent:send paid:pay given:give gave:give made:make making:make took:take taken:take lost:lose found:find \
    told:tell spoke:speak spoken:speak wrote:write written:write kept:keep held:hold heard:hear left:leave \
    broke:break broken:break chosen:choose got:get getting:get shown:show brought:bring bought:buy sold:sell \
    rang:ring began:begin begun:begin built:build done:do seen:see sought:seek came:come went:go gone:go drove:drive driven:drive known:know knew:know felt:feel meant:mean fell:fall \
    eaten:eat ate:eat spent:spend won:win stolen:steal forgot:forget forgotten:forget met:meet worn:wear torn:tear";

/// Endings that turn a word without changing what it is about, longest first.
const ENDINGS: &[&str] = &["ations", "ation", "ments", "ment", "ings", "ing", "ies", "ied", "ed", "es", "ly", "s"];

/// A crude stem: "refunded", "refunds", "refunding" and "refund" agree.
pub(super) fn stem(word: &str) -> String {
    let word = word.strip_suffix("'s").unwrap_or(word);
    let word = IRREGULAR.get(word).copied().unwrap_or(word);
    let bare = match word.contains("bility") {
        true => Cow::Owned(word.replace("ibility", "ible").replace("ability", "able")),
        false => Cow::Borrowed(word),
    };
    let cut = ENDINGS.iter().find_map(|ending| bare.strip_suffix(ending).filter(|rest| long(rest, ending)));
    let cut = cut.unwrap_or(&bare);
    let cut = cut.strip_suffix(['e', 'y', 'i']).filter(|rest| rest.chars().count() >= 3).unwrap_or(cut);
    single(cut)
}

/// Whether enough of a word is left without its ending; "process" and "reply" keep theirs.
fn long(rest: &str, ending: &str) -> bool {
    let spared = match ending {
        "s" => rest.ends_with(['s', 'u', 'i']),
        "ly" => rest.ends_with('p'),
        _ => false,
    };
    rest.chars().count() >= 3 && !spared
}

/// The stem without a doubled last consonant: "cancell" is "cancel".
fn single(stem: &str) -> String {
    let mut back = stem.chars().rev();
    match (back.next(), back.next()) {
        (Some(last), Some(before)) if last == before && !"sz".contains(last) && stem.chars().count() > 3 => {
            stem[..stem.len() - last.len_utf8()].to_owned()
        }
        _ => stem.to_owned(),
    }
}

/// A list of words to look up: every word of every text is.
pub(super) type List = LazyLock<HashSet<&'static str, BuildHasherDefault<Fnv>>>;

/// The words of a text as a list.
pub(super) fn list(words: &'static str) -> HashSet<&'static str, BuildHasherDefault<Fnv>> {
    words.split_whitespace().collect()
}

/// Words that carry grammar, courtesy or negation, not content.
static EMPTY: List = LazyLock::new(|| {
    list(
        "\
    a about after afraid again all also am an and any are aren't as at be because been before being but by can \
    can't cannot could couldn't did didn't do does doesn't doing don't down due for from had hadn't has hasn't \
    have haven't he her here him his how however i i'd i'll i'm i've if in into is isn't it it's its just kindly \
    me more my never no not now of on only or our out please possible regret shall she should shouldn't so some \
    sorry still such than that that's the their them then there these they this those though to too unable able \
    unfortunately unless until up us very was wasn't we we'd we'll we're we've were weren't what when where \
    which while who why will with won't would wouldn't you you'd you'll you're you've your yours",
    )
});

/// Stems of words that say something.
pub(super) type Stems = BTreeSet<String>;

/// The stems of the words that say something.
pub(super) fn stems(text: &str) -> Stems {
    telling(&words(text))
}

/// The stems of those words that say something.
pub(super) fn telling(words: &[String]) -> Stems {
    words.iter().filter(|word| !EMPTY.contains(word.as_str())).map(|word| stem(word)).collect()
}

/// How many stems two sets share.
pub(super) fn shared(one: &Stems, other: &Stems) -> usize {
    one.intersection(other).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forms_of_a_word_share_a_stem() {
        for (one, other) in [
            ("refunded", "refund"),
            ("cancelled", "cancel"),
            ("cancellation", "cancel"),
            ("policies", "policy"),
            ("sent", "sending"),
            ("declined", "decline"),
            ("eligibility", "eligible"),
            ("shipping", "ships"),
        ] {
            assert_eq!(stem(one), stem(other), "{one} and {other}");
        }
        assert_ne!(stem("process"), stem("proceed"));
    }

    #[test]
    fn sentences_end_where_a_reader_stops() {
        assert_eq!(sentences("Hi Dr. Ode. It is 4.50 now! Bye"), ["Hi Dr. Ode.", "It is 4.50 now!", "Bye"]);
        assert_eq!(sentences("He said \"no.\" We left."), ["He said \"no.\"", "We left."]);
    }

    #[test]
    fn a_contrast_cuts_a_clause() {
        assert_eq!(clauses("We can't refund it, but we can move it."), ["we can't refund it", "we can move it."]);
    }

    #[test]
    fn painting_keeps_offsets() {
        let text = "é {name} ü";
        assert_eq!(blank(text, &[Span::new(3, 9)]).len(), text.len());
        assert!(blank(text, &[Span::new(0, 2)]).ends_with("{name} ü"));
    }
}
