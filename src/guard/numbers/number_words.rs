//! Numbers that are written as words.

use super::chunk::bare;
use super::units::Table;
use std::collections::BTreeSet;
use std::sync::LazyLock;

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

/// The value of a number word.
pub(super) fn value(word: &str) -> Option<u32> {
    static BY_WORD: LazyLock<Table<u32>> = LazyLock::new(|| WORDS.iter().copied().collect());
    BY_WORD.get(word).copied()
}

/// The value of a number word, alone, as "twenty-four", or with its unit as in "two-day".
pub(super) fn word(chunk: &str, pieces: &[&str]) -> Option<u32> {
    match pieces {
        [tens, ones] if value(tens).is_some() => {
            Some(value(tens)? + value(ones).filter(|ones| *ones < 10).unwrap_or(0))
        }
        [tens, ones, _] if value(tens).is_some() && value(ones).is_some() => Some(value(tens)? + value(ones)?),
        _ => value(chunk),
    }
}

/// The values of all number words, with or without a unit, and of words such as "twice".
pub(in crate::guard) fn spelled(text: &str) -> BTreeSet<String> {
    static BY_HINT: LazyLock<Table<u32>> = LazyLock::new(|| HINTS.iter().copied().collect());
    let hint = |chunk: &str| BY_HINT.get(chunk).copied();
    let value = |chunk: String| word(&chunk, &chunk.split('-').collect::<Vec<_>>()).or_else(|| hint(&chunk));
    text.split_whitespace().map(bare).filter_map(value).map(|value| value.to_string()).collect()
}
