//! The words that are put in: tables of sentences with alternatives in braces, so that hardly two replies get the same.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The sentences of each table.
static TABLES: LazyLock<HashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let mut tables: HashMap<_, Vec<_>> = HashMap::new();
    let mut name = "";
    for line in include_str!("wording.txt").lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        match line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            Some(header) => name = header,
            None => tables.entry(name).or_default().push(line),
        }
    }
    tables
});

/// A sentence of a table, with one of each of its alternatives, chosen by a number; empty where there is no such table.
pub(super) fn worded(table: &str, seed: u64) -> String {
    let Some(lines) = TABLES.get(table) else { return String::new() };
    let mut seed = mixed(seed);
    let mut pick = |count: usize| {
        seed = mixed(seed);
        (seed % count.max(1) as u64) as usize
    };
    let line = lines[pick(lines.len())];
    let mut text = String::new();
    for part in line.split_inclusive(['{', '}']) {
        match part.strip_suffix('}') {
            Some(list) => {
                let all: Vec<&str> = list.split('|').collect();
                text.push_str(all[pick(all.len())]);
            }
            None => text.push_str(part.trim_end_matches('{')),
        }
    }
    text
}

/// Bits well mixed (splitmix64).
fn mixed(seed: u64) -> u64 {
    let seed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let seed = (seed ^ (seed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let seed = (seed ^ (seed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    seed ^ (seed >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_table_gives_plain_text_in_many_wordings() {
        for (table, lines) in TABLES.iter() {
            let all: HashSet<String> = (0..400).map(|seed| worded(table, seed)).collect();
            assert!(all.iter().all(|text| !text.is_empty() && !text.contains(['{', '}', '|'])), "{table}");
            let sentences = lines.iter().any(|line| line.ends_with('.'));
            assert!(!sentences || all.len() >= 24, "{table} has {} wordings", all.len());
        }
        assert_eq!(worded("no such table", 1), "");
    }

    #[test]
    fn the_same_number_gives_the_same_words() {
        assert_eq!(worded("closure", 7), worded("closure", 7));
    }
}
