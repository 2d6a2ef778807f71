//! Weekdays, months, and words that tie an event to now.

use crate::guard::words::{Pattern, flat, pattern};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Weekdays and months in full; May and March only where their neighbours show that they are months.
static CALENDAR: Pattern = LazyLock::new(|| {
    pattern(concat!(
        r"(?i:\b(mon|tues|wednes|thurs|fri|satur|sun)days?\b)",
        r"|(?i:\b(january|february|april|june|july|august|september|october|november|december)\b)",
        r"|\b(?:in|of|on|by|until|since|from|before|after|early|late|this|next|last|to|\d(?:st|nd|rd|th)?) (May|March)\b",
        r"|\b(May|March) \d",
        r"|\b(Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)(?:\.|[ ]?[-–/][ ]?[A-Z]|, ?\d| \d)",
        r"|\b(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.? \d|\d(?:st|nd|rd|th)? (Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b",
        r"|[-–] ?(Tue|Wed|Thu|Fri|Sat|Sun)\b",
    ))
});

/// Words that tie an event to now.
static RELATIVE: Pattern = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:today|tonight|tomorrow|yesterday|overnight|noon|midnight|same[- ]day|next[- ]day",
        r"|the weekend|(?:this|next|last) (?:morning|afternoon|evening|weekend|week|month|year)",
        r"|end of (?:the |this )?(?:day|week|month|year)|close of business",
        r"|(?:few|couple of) (?:business |working )?(?:minutes|hours|days|weeks|months))\b",
    ))
});

/// The same day or month in one spelling: its first three letters, "d." before days so that they never meet a month.
fn calendar(text: &str) -> BTreeSet<String> {
    let found = CALENDAR.captures_iter(text).filter_map(|found| found.iter().skip(1).flatten().next());
    let mut out: BTreeSet<String> = found.map(|one| one.as_str().to_lowercase().chars().take(3).collect()).collect();
    // Both ends of "Mon–Fri": the pattern for the first takes the dash along.
    out.extend(text.match_indices(['-', '–']).filter_map(|(at, dash)| abbreviated(&text[at + dash.len()..])));
    out
}

/// A weekday's abbreviation at the start of a text.
fn abbreviated(rest: &str) -> Option<String> {
    let word: String = rest.trim_start_matches(' ').chars().take_while(|sign| sign.is_alphanumeric()).collect();
    ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].contains(&word.as_str()).then(|| word.to_lowercase())
}

/// Days, months and words such as "tomorrow".
pub(in crate::guard) fn moments(prose: &str) -> BTreeSet<String> {
    let mut out = calendar(prose);
    out.extend(RELATIVE.find_iter(&flat(prose)).map(|found| found.as_str().replace("the ", "").replace('-', " ")));
    out
}
