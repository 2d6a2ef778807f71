//! Units by their spellings, and the unit that the words behind a number name.

use super::chunk::bare;
use crate::reading::key::Fnv;
use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::LazyLock;

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

/// The signs of currencies.
pub(super) const CURRENCIES: &[char] = &['$', '€', '£', '¥', '₹'];

/// Words that may stand between a number and its unit.
const FILLERS: &[&str] = &["whole", "full", "long", "more", "further", "entire", "extra", "straight", "additional"];

/// Words to look up: every word of every text is.
pub(super) type Table<T> = HashMap<&'static str, T, BuildHasherDefault<Fnv>>;

/// The unit that a word names.
pub(super) fn unit(word: &str) -> Option<&'static str> {
    static BY_SPELLING: LazyLock<Table<&str>> = LazyLock::new(|| {
        UNITS.iter().flat_map(|(unit, spellings)| spellings.iter().map(move |spelling| (*spelling, *unit))).collect()
    });
    BY_SPELLING.get(word).copied()
}

/// The unit that the words behind a number name.
pub(super) fn following(rest: &[&str]) -> Option<&'static str> {
    let word = |place: usize| rest.get(place).map(|chunk| bare(chunk)).unwrap_or_default();
    let first = word(0);
    match first.as_str() {
        "business" | "working" => unit(&word(1)).map(working),
        "per" if word(1) == "cent" => Some("%"),
        filler if FILLERS.contains(&filler) => unit(&word(1)),
        other => unit(other).or_else(|| unit(other.split('-').next().unwrap_or(""))),
    }
}

/// Working days are another unit than days.
fn working(unit: &'static str) -> &'static str {
    if unit == "day" { "working day" } else { unit }
}
