//! Words that say the same to whoever acts on them, and words that say nothing of a matter.

use super::super::words::stem;
use crate::reading::key::Fnv;
use std::collections::{HashMap, HashSet};
use std::hash::BuildHasherDefault;
use std::sync::LazyLock;

/// Words that say the same to whoever acts on them, a group to a line, under the first.
const GROUPS: &str = "\
    contact call ring phone telephone email consult speak talk ask tell inform notify reply answer respond reach write
    send submit provide include attach post mail give present supply enclose ship deliver dispatch show hand
    arrive receive get come
    see visit observe notice spot
    doctor physician gp clinician
    care attention advice help assistance treatment
    ill vomit sick illness
    child kid baby infant toddler son daughter children
    home house property building
    proof evidence
    find locate found
    danger risk
    hurt harm
    end finish complete
    stop avoid
    buy purchase
    faulty defective broken
    refund reimburse repay
    join attend
    use operate touch
    soon shortly
    money payment
    emergency ambulance
    verify check review
    cost price";

/// Stems under the stem that stands for their group.
static SAME: LazyLock<HashMap<String, String, BuildHasherDefault<Fnv>>> = LazyLock::new(|| {
    let row = |row: &str| {
        let stems: Vec<String> = row.split_whitespace().map(stem).collect();
        stems.iter().map(|one| (one.clone(), stems[0].clone())).collect::<Vec<_>>()
    };
    GROUPS.lines().flat_map(row).collect()
});

/// The stems of words that fit any matter.
pub(super) static VAGUE: LazyLock<HashSet<String, BuildHasherDefault<Fnv>>> = LazyLock::new(|| {
    const WORDS: &str = "advise recommend suggest important note remember customer resident patient applicant member \
        want wish like need require occur happen exist persist continue remain issue problem matter question further \
        thing anything something everything case way proceed ahead go one also then already soon additional other any \
        every each still take make place however therefore long yes today own available accept allow via order";
    WORDS.split_whitespace().map(stem).collect()
});

/// A stem under the stem of its group.
pub(in crate::guard) fn canon(word: &str) -> String {
    grouped(stem(word))
}

/// The stem of its group; "attendance" is what they do who attend.
pub(super) fn grouped(stem: String) -> String {
    let act = stem.strip_suffix("anc").filter(|rest| rest.len() > 4).map(str::to_owned);
    let stem = act.unwrap_or(stem);
    SAME.get(&stem).cloned().unwrap_or(stem)
}
