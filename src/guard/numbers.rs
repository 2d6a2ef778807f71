//! Numbers stay: amounts, percentages, times, phone numbers, ids, and number words with a unit. Each value of the draft
//! stands at least once in the candidate; a new value must come from the conversation.

use super::words::{fold, prose};
use super::{Check, Side};
use crate::reading::key::Fnv;
use std::collections::{BTreeSet, HashMap};
use std::hash::BuildHasherDefault;
use std::sync::LazyLock;

/// A number with its unit, both in one spelling.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Figure {
    value: String,
    unit: &'static str,
    shown: String,
}

/// Units by their spellings; quantities without an entry count without unit.
const UNITS: &[(&str, &[&str])] = &[
    ("second", &["second", "seconds", "sec", "secs"]),
    ("minute", &["minute", "minutes", "min", "mins"]),
    ("hour", &["hour", "hours", "hr", "hrs", "h"]),
    ("day", &["day", "days"]),
    ("night", &["night", "nights"]),
    ("week", &["week", "weeks", "wk", "wks"]),
    ("month", &["month", "months"]),
    ("year", &["year", "years", "yr", "yrs"]),
    ("am", &["am", "a.m"]),
    ("pm", &["pm", "p.m"]),
    ("$", &["$", "dollar", "dollars"]),
    ("£", &["£", "pound", "pounds", "quid"]),
    ("€", &["€", "euro", "euros"]),
    ("¥", &["¥", "yen"]),
    ("₹", &["₹", "rupee", "rupees"]),
    ("cent", &["cent", "cents"]),
    ("penny", &["pence"]),
    ("%", &["%", "percent"]),
    ("mg", &["mg", "milligram", "milligrams"]),
    ("g", &["g", "gram", "grams"]),
    ("kg", &["kg", "kilo", "kilos", "kilogram", "kilograms"]),
    ("ml", &["ml", "millilitre", "millilitres", "milliliters"]),
    ("l", &["litre", "litres", "liter", "liters"]),
    ("km", &["km", "kilometre", "kilometres", "kilometers"]),
    ("mile", &["mile", "miles"]),
    ("cm", &["cm"]),
    ("mm", &["mm"]),
    ("gb", &["gb"]),
    ("mb", &["mb"]),
    ("tb", &["tb"]),
    ("tablet", &["tablet", "tablets", "pill", "pills"]),
    ("dose", &["dose", "doses"]),
    ("time", &["times"]),
];

/// Number words; compounds such as "twenty-four" are summed.
const WORDS: &[(&str, u32)] = &[
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
    ("hundred", 100),
    ("thousand", 1000),
];

/// Other words that hold a number: enough for taking it up, not enough to demand it.
const HINTS: &[(&str, u32)] = &[
    ("once", 1),
    ("twice", 2),
    ("couple", 2),
    ("both", 2),
    ("dozen", 12),
    ("first", 1),
    ("second", 2),
    ("third", 3),
    ("fourth", 4),
    ("fifth", 5),
    ("sixth", 6),
    ("seventh", 7),
    ("eighth", 8),
    ("ninth", 9),
    ("tenth", 10),
    ("a", 1),
    ("an", 1),
];

/// Words that may stand between a number and its unit.
const FILLERS: &[&str] = &["whole", "full", "long", "more", "further", "entire", "extra", "straight", "additional"];

/// The signs of currencies.
const CURRENCIES: &[char] = &['$', '€', '£', '¥', '₹'];

/// The unit that a word names.
fn unit(word: &str) -> Option<&'static str> {
    static BY_SPELLING: LazyLock<Table<&str>> = LazyLock::new(|| {
        UNITS.iter().flat_map(|(unit, spellings)| spellings.iter().map(move |spelling| (*spelling, *unit))).collect()
    });
    BY_SPELLING.get(word).copied()
}

/// Words to look up: every word of every text is.
type Table<T> = HashMap<&'static str, T, BuildHasherDefault<Fnv>>;

/// The value of a number word.
fn value(word: &str) -> Option<u32> {
    static BY_WORD: LazyLock<Table<u32>> = LazyLock::new(|| WORDS.iter().copied().collect());
    BY_WORD.get(word).copied()
}

/// Working days are another unit than days.
fn working(unit: &'static str) -> &'static str {
    if unit == "day" { "working day" } else { unit }
}

/// The unit that the words behind a number name.
fn following(rest: &[&str]) -> Option<&'static str> {
    let word = |place: usize| rest.get(place).map(|chunk| bare(chunk)).unwrap_or_default();
    let first = word(0);
    match first.as_str() {
        "business" | "working" => unit(&word(1)).map(working),
        "per" if word(1) == "cent" => Some("%"),
        filler if FILLERS.contains(&filler) => unit(&word(1)),
        other => unit(other).or_else(|| unit(other.split('-').next().unwrap_or(""))),
    }
}

/// A chunk without the punctuation around it, folded.
fn bare(chunk: &str) -> String {
    let kept = |sign: char| sign.is_alphanumeric() || sign == '%' || CURRENCIES.contains(&sign);
    fold(chunk.trim_matches(|sign: char| !kept(sign)))
}

/// Whether the chunk closes a sentence or a parenthesis, so that the next word belongs to something else.
fn closed(chunk: &str) -> bool {
    chunk.ends_with(['.', ',', ';', ':', '!', '?', ')', ']'])
}

/// All numbers of a text: digits always, words with a unit.
pub(super) fn figures(text: &str) -> Vec<Figure> {
    in_prose(&prose(text))
}

/// All numbers of a text without placeholders, code and links.
pub(super) fn in_prose(text: &str) -> Vec<Figure> {
    text.lines().flat_map(line).collect()
}

/// The numbers of one line; the number of a list item is no fact.
fn line(line: &str) -> Vec<Figure> {
    let chunks: Vec<&str> = line.split_whitespace().collect();
    let first = chunks.first().is_some_and(|chunk| numbered(chunk) && chunks.len() > 1);
    let mut out: Vec<(usize, Figure)> = Vec::new();
    for (place, chunk) in chunks.iter().enumerate().skip(usize::from(first)) {
        let chunk_bare = bare(chunk);
        if countless(&chunk_bare) {
            continue;
        }
        let after = if closed(chunk) { None } else { following(&chunks[place + 1..]) };
        out.extend(parts(&chunk_bare, after).into_iter().map(|figure| (place, figure)));
    }
    ranges(&mut out, &chunks);
    out.into_iter().map(|(_, figure)| figure).collect()
}

/// Whether a chunk has neither a digit nor a number word, as most have.
fn countless(chunk: &str) -> bool {
    !chunk.bytes().any(|byte| byte.is_ascii_digit()) && value(chunk.split(DASHES).next().unwrap_or("")).is_none()
}

/// `1.` or `12)` at the start of a line.
fn numbered(chunk: &str) -> bool {
    let digits = chunk.trim_end_matches(['.', ')']);
    digits.len() < chunk.len() && (1..=2).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// "5 to 7 days": the first number has the unit of the second.
fn ranges(figures: &mut [(usize, Figure)], chunks: &[&str]) {
    for at in (1..figures.len()).rev() {
        let (place, unit) = (figures[at].0, figures[at].1.unit);
        let joined = place >= 1 && matches!(chunks[place - 1], "to" | "or" | "-" | "–" | "—");
        if joined && !unit.is_empty() && figures[at - 1].0 + 2 == place && figures[at - 1].1.unit.is_empty() {
            figures[at - 1].1.unit = unit;
        }
    }
}

/// The numbers in a chunk: one, both ends of a range, or an id as a whole.
fn parts(chunk: &str, after: Option<&'static str>) -> Vec<Figure> {
    let pieces: Vec<&str> = chunk.split(DASHES).collect();
    if let Some(value) = word(chunk, &pieces) {
        let unit = after.or_else(|| pieces.last().and_then(|last| unit(last)));
        let vague = value == 1 && matches!(unit, Some("day" | "time" | "minute" | "second"));
        return unit.filter(|_| !vague).map(|unit| figure(value.to_string(), unit, chunk)).into_iter().collect();
    }
    if !chunk.contains(|sign: char| sign.is_ascii_digit()) {
        return Vec::new();
    }
    let own = pieces.iter().skip(1).find_map(|piece| unit(piece)).or(after);
    let read: Option<Vec<Figure>> = pieces
        .iter()
        .enumerate()
        .filter(|(place, piece)| *place == 0 || !piece.chars().all(char::is_alphabetic))
        .map(|(_, piece)| amount(piece, own, chunk))
        .collect();
    read.unwrap_or_else(|| vec![figure(chunk.trim_end_matches("'s").to_uppercase(), "", chunk)])
}

/// The signs that join numbers.
const DASHES: [char; 5] = ['-', '–', '—', '‑', '−'];

/// The value of a number word, alone, as "twenty-four", or with its unit as in "two-day".
fn word(chunk: &str, pieces: &[&str]) -> Option<u32> {
    match pieces {
        [tens, ones] if value(tens).is_some() => {
            Some(value(tens)? + value(ones).filter(|ones| *ones < 10).unwrap_or(0))
        }
        [tens, ones, _] if value(tens).is_some() && value(ones).is_some() => Some(value(tens)? + value(ones)?),
        _ => value(chunk),
    }
}

/// A number with a currency before it or a unit behind it; `None` for anything else, such as an id.
fn amount(piece: &str, after: Option<&'static str>, chunk: &str) -> Option<Figure> {
    let sign = piece.chars().next().filter(|sign| CURRENCIES.contains(sign));
    let digits = piece.trim_start_matches(CURRENCIES);
    let end = digits.find(|sign: char| !(sign.is_ascii_digit() || ".,:/".contains(sign))).unwrap_or(digits.len());
    let (value, tail) = digits.split_at(end);
    if !value.starts_with(|sign: char| sign.is_ascii_digit()) {
        return None;
    }
    let currency = sign.and_then(|sign| unit(sign.encode_utf8(&mut [0; 4])));
    let unit = match tail {
        "" => currency.or(after),
        "st" | "nd" | "rd" | "th" => None,
        tail => Some(unit(tail)?),
    };
    Some(figure(value.to_owned(), unit.unwrap_or(""), chunk))
}

/// A figure in one spelling: no thousands commas, no empty cents, no ":00" before am and pm.
fn figure(value: String, unit: &'static str, shown: &str) -> Figure {
    let mut value = value.trim_end_matches(['.', ',', ':', '/']).to_owned();
    if thousands(&value) {
        value = value.replace(',', "");
    }
    if CURRENCIES.iter().any(|sign| unit.starts_with(*sign)) {
        value = value.strip_suffix(".00").unwrap_or(&value).to_owned();
    }
    if matches!(unit, "am" | "pm") {
        value = value.strip_suffix(":00").unwrap_or(&value).to_owned();
    }
    Figure { value, unit, shown: shown.to_owned() }
}

/// Whether the commas group digits by three.
fn thousands(value: &str) -> bool {
    let whole = value.split('.').next().unwrap_or("");
    let mut groups = whole.split(',');
    groups.next().is_some_and(|first| (1..=3).contains(&first.len())) && groups.all(|group| group.len() == 3)
}

/// The values of all number words, with or without a unit, and of words such as "twice".
pub(super) fn spelled(text: &str) -> BTreeSet<String> {
    static BY_HINT: LazyLock<Table<u32>> = LazyLock::new(|| HINTS.iter().copied().collect());
    let hint = |chunk: &str| BY_HINT.get(chunk).copied();
    let value = |chunk: String| word(&chunk, &chunk.split('-').collect::<Vec<_>>()).or_else(|| hint(&chunk));
    text.split_whitespace().map(bare).filter_map(value).map(|value| value.to_string()).collect()
}

impl Figure {
    /// Value and unit as one text, for comparing deadlines.
    pub(super) fn key(&self) -> String {
        format!("{} {}", self.value, self.unit)
    }

    /// How the text writes it, with its unit.
    fn name(&self) -> String {
        let bare = self.unit.is_empty() || self.shown.contains(self.unit);
        if bare { self.shown.clone() } else { format!("{} {}", self.shown, self.unit) }
    }

    /// Whether `other` says the same; without a unit on this side, any unit will do.
    fn met_by(&self, other: &Self) -> bool {
        self.value == other.value && (self.unit.is_empty() || self.unit == other.unit)
    }
}

/// Every number of the draft is there, and each new one is the person's.
pub(super) fn look(check: &Check<'_>) -> Vec<String> {
    let (draft, candidate) = (check.old.figures(), check.new.figures());
    let mut out = gone(draft, candidate, &check.new);
    let from_draft = |one: &Figure| draft.iter().any(|other| one.met_by(other));
    let from_talk = |one: &Figure| {
        check.told.figures().iter().any(|other| one.met_by(other) || other.met_by(one))
            || check.told.spelled().contains(&one.value)
    };
    let new = candidate.iter().filter(|one| !from_draft(one) && !from_talk(one));
    out.extend(new.map(|one| format!("new number: {}", one.name())).collect::<BTreeSet<_>>());
    out
}

/// The numbers of the draft that the candidate lost.
fn gone(draft: &[Figure], candidate: &[Figure], new: &Side) -> Vec<String> {
    let kept = |one: &Figure| {
        candidate.iter().any(|other| one.met_by(other)) || (one.unit.is_empty() && new.spelled().contains(&one.value))
    };
    let lost = draft.iter().filter(|one| !kept(one)).map(|one| format!("the number {} is gone", one.name()));
    lost.collect::<BTreeSet<_>>().into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guard::trial::{catches, spares};

    fn keys(text: &str) -> Vec<String> {
        figures(text).iter().map(|figure| figure.key().trim().to_owned()).collect()
    }

    #[test]
    fn spellings_of_one_number_agree() {
        for (one, other) in [
            ("£50,000", "50000 pounds"),
            ("5–7 business days", "5 to 7 working days"),
            ("the 14th", "the 14."),
            ("9:00–17:00", "9:00 to 17:00"),
            ("10%", "10 per cent"),
            ("$42.00", "$42"),
            ("two days", "2 days"),
            ("24-hour", "24 hours"),
            ("5:00 p.m.", "5pm"),
            ("twenty-four hours", "24 hours"),
            ("#48213", "48213"),
            ("three whole weeks", "3 weeks"),
            ("5kg", "5 kg"),
        ] {
            assert_eq!(keys(one), keys(other), "{one} and {other}");
        }
        assert_eq!(keys("ticket R7TTKM's INV-2024-001"), ["R7TTKM", "INV-2024-001"]);
        assert_eq!(keys("1. Open it\n2) Close it"), Vec::<String>::new());
    }

    #[test]
    fn lost_changed_and_new_numbers_are_caught() {
        catches(
            look,
            &[
                ("", "You get £42.50 back.", "You get your money back."),
                ("", "You get £42.50 back.", "You get $42.50 back."),
                ("", "It takes 5–7 business days.", "It takes 5–7 days."),
                ("", "Ticket R7TTKM is open.", "Your ticket is open."),
                ("", "Call 0800 010 555.", "Call 0800 010."),
                ("", "Open 9:00–17:00.", "Open 9:00 to 18:00."),
                ("", "It takes two days.", "It takes a while."),
                ("", "Take 20 mg.", "Take 20 g."),
                ("I waited 3 weeks", "We are sorry.", "We are sorry for these 3 days."),
                ("it is late", "We are sorry.", "We will fix it in 48 hours."),
                ("", "We value your 20 years. Bye.", "Bye."),
            ],
        );
    }

    #[test]
    fn honest_edits_pass() {
        spares(
            look,
            &[
                ("", "A fee of £50,000.00 was charged.", "We charged you £50,000."),
                (
                    "three weeks without heat",
                    "We apologise for the inconvenience.",
                    "3 weeks without heat is far too long.",
                ),
                ("my two kids and I", "Noted.", "You and your 2 kids deserve better."),
                ("", "Your 2 tickets were cancelled.", "We cancelled your two tickets."),
                ("", "Processing occurs within 24-48 hours.", "We take 24 to 48 hours."),
                ("", "Order #4411 was delayed.", "We are late with order 4411."),
                ("", "1. Open it.\n2. Close it.", "- Open it.\n- Close it."),
                ("", "Hours are 9am-5pm.", "We are open from 9 am to 5 pm."),
                (
                    "40 minutes on hold!",
                    "Sorry.",
                    "40 minutes on hold: we are sorry. One day we hope to earn your trust.",
                ),
            ],
        );
    }
}
