//! Whether what was marked is what should have been.

use super::{Label, Sighting};

/// Where the words first stand in the draft, counted in characters.
fn place(draft: &str, words: &str) -> Option<(usize, usize)> {
    let start = draft.find(words).filter(|_| !words.is_empty())?;
    let start = draft[..start].chars().count();
    Some((start, start + words.chars().count()))
}

/// Whether two substrings of the draft share at least half of the shorter.
fn overlap(draft: &str, one: &str, other: &str) -> bool {
    let (Some(one), Some(other)) = (place(draft, one), place(draft, other)) else { return false };
    let shared = one.1.min(other.1).saturating_sub(one.0.max(other.0));
    shared * 2 >= (one.1 - one.0).min(other.1 - other.0)
}

/// Whether a finding marks any of the label's spans.
pub(super) fn meets(draft: &str, sighting: &Sighting, label: &Label) -> bool {
    label.spans.iter().any(|span| overlap(draft, &sighting.text, span))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_of_the_shorter_in_characters_is_enough() {
        let draft = "Größe über alles, said nobody.";
        assert!(overlap(draft, "Größe über a", "über alles"));
        assert!(!overlap(draft, "Größe über", "über alles"));
        assert!(!overlap(draft, "", "über") && !overlap(draft, "elsewhere", "über"));
    }

    #[test]
    fn words_that_stand_twice_are_taken_where_they_stand_first() {
        assert!(!overlap("sorry, so very sorry", "very sorry", "sorry"));
    }
}
