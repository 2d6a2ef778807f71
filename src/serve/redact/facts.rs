//! What numbers say about the matter: amounts, dates, times, counts, versions. They stay.

use super::page::alone;
use crate::guard::pattern;
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// Dates and times.
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    const MONTH: &str = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?";
    const DAY: &str = r"(?:[12][0-9]|3[01]|0?[1-9])";
    const MON: &str = r"(?:1[0-2]|0?[1-9])";
    const YEAR: &str = r"(?:19|20)[0-9]{2}";
    const CLOCK: &str =
        r"[0-9]{1,2}[:.h][0-9]{2}(?:[:.][0-9]{2}(?:[.,][0-9]+)?)?(?:\s?[ap]\.?m\b)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?";
    let numeric = format!(
        "{YEAR}[-/.]{MON}[-/.]{DAY}|{DAY}[-/.]{MON}[-/.](?:{YEAR}|[0-9]{{2}})|{MON}[-/.]{DAY}[-/.](?:{YEAR}|[0-9]{{2}})"
    );
    let spoken = format!(
        r"{DAY}(?:st|nd|rd|th)?(?: of)? {MONTH}(?:,? {YEAR})?|{MONTH} {DAY}(?:st|nd|rd|th)?(?:,? {YEAR})?|{MONTH} {YEAR}"
    );
    let clock = format!(r"{CLOCK}(?:\s?(?:-|–|to)\s?{CLOCK})?");
    let years = format!(r"{YEAR}\s?[-–/]\s?(?:{YEAR}|[0-9]{{2}})");
    pattern(&format!(r"(?i)\b(?:(?:{numeric})(?:[T ,]{{1,2}}{clock})?|{spoken}|{years}|{clock})"))
});

/// Money, shares, and numbers written as money is.
static AMOUNT: LazyLock<Regex> = LazyLock::new(|| {
    const SIGN: &str =
        r"(?:(?:\b(?:US|AU?|CA?|NZ|HK|S))?\$|[€£¥₹]|\b(?:EUR|USD|GBP|CHF|AUD|CAD|NZD|INR|JPY|PLN|SEK|NOK|DKK|Rs\.?))";
    const BEHIND: &str = r"(?:[$€£¥₹%]|(?:EUR|USD|GBP|CHF|AUD|CAD|NZD|INR|JPY|PLN|SEK|NOK|DKK|euros?|dollars?|pounds?|quid|yen|rupees|kr|cents?|pence|percent)\b)";
    const NUMBER: &str = r"(?:[0-9]{1,3}(?:[., \u{a0}'’][0-9]{3}){1,3}|[0-9]{1,9})(?:[.,][0-9]{1,2})?";
    pattern(&format!(
        r"(?i){SIGN}\s?{NUMBER}(?:\s?[-–]\s?{NUMBER})?|\b{NUMBER}\s?{BEHIND}|\b[0-9]{{1,3}}(?:,[0-9]{{3}}){{1,3}}(?:\.[0-9]{{1,2}})?\b|\b[0-9]{{1,3}}\.[0-9]{{3}}(?:,[0-9]{{1,2}})?\b|\b[0-9]{{1,7}}[.,][0-9]{{2}}\b"
    ))
});

/// Counts of something, and versions of software.
static COUNT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)\b[0-9]{1,7}(?:\.[0-9]{1,3})?\s?(?:km|kilomet(?:re|er)s?|miles?|metres?|meters?|cm|mm|m²|m2|kg|g|mg|ml|l|litres?|liters?|kwh|mah|watts?",
        r"|volts?|[kmgt]b|bytes|kcal|calories|steps|words|characters|people|persons|users|customers|members|patients|students",
        r"|guests|employees|points|views|followers|copies|units|items|pages|orders|seats|hours?|minutes|mins|seconds|days|weeks",
        r"|months|years)\b",
        r"|\b(?:version|v|ios|android|windows|macos|firmware|build|release|app)\s?[0-9]+(?:\.[0-9]+){1,4}\b",
    ))
});

/// Where facts stand in a text.
pub(super) fn spans(text: &str) -> Vec<Span> {
    let all = [&DATE, &AMOUNT, &COUNT].into_iter().flat_map(|one| one.find_iter(text));
    all.map(|one| Span::new(one.start(), one.end())).filter(|span| alone(text, *span)).collect()
}

/// Whether a number is a year.
pub(super) fn is_year(text: &str) -> bool {
    text.len() == 4
        && (text.starts_with("19") || text.starts_with("20"))
        && text.bytes().all(|one| one.is_ascii_digit())
}

/// Whether two numbers are the ends of a range or a measure: "100-150", "178/104".
pub(super) fn is_range(run: &str) -> bool {
    let ends: Vec<&str> = run.split(['-', '–', '/']).map(str::trim).collect();
    let [from, to] = ends[..] else { return false };
    if run.contains('/') {
        return from.len() <= 3 && to.len() <= 3;
    }
    let near = from.len() <= 3 && to.len() <= 3 || from.len() == 4 && to.len() == 4;
    near && matches!((from.parse::<u32>(), to.parse::<u32>()), (Ok(from), Ok(to)) if from < to)
}

/// Whether short numbers with points between them are a version or a section: "10.15.7".
pub(super) fn is_version(run: &str) -> bool {
    let parts: Vec<&str> = run.split('.').collect();
    let short = |one: &&str| (1..=2).contains(&one.len()) && one.bytes().all(|byte| byte.is_ascii_digit());
    (3..=4).contains(&parts.len()) && parts.iter().all(short) && run.len() < 10
}
