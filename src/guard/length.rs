//! A revision stays near the draft's length: at most 1.6 times its characters, where short drafts may grow by 160
//! characters; at least a quarter of it, unless it only leaves sentences out. The one rule holds for coarse drafts too.

use super::Check;

/// How many characters a short draft may gain.
const FLOOR: usize = 160;

/// Neither bloated nor gutted.
pub(super) fn look(check: &Check<'_>) -> Vec<String> {
    let draft = check.draft.text.trim().chars().count();
    let candidate = check.candidate.trim().chars().count();
    let most = (draft * 8 / 5).max(draft + FLOOR);
    if candidate > most {
        return vec![format!("{candidate} characters are too long: {most} at most for a draft of {draft}")];
    }
    // An empty candidate is the business of another guard.
    if candidate > 0 && candidate * 4 < draft && draft > FLOOR / 4 && !shortened(check) {
        return vec![format!("{candidate} characters are too short for a draft of {draft}")];
    }
    Vec::new()
}

/// Whether every sentence stands in the draft.
fn shortened(check: &Check<'_>) -> bool {
    check.new.sentences().iter().all(|sentence| check.old.flat().contains(sentence.flat()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guard::trial::{broken, catches, spares};

    #[test]
    fn bloat_and_gutting_are_caught() {
        let long = "We have looked at your order and it will be with you soon. ".repeat(10);
        catches(
            look,
            &[
                ("", "Noted.", &"a".repeat(170)),
                ("", &long, &format!("{long}{long}")),
                ("", &long, "It is late, sorry."),
            ],
        );
    }

    #[test]
    fn growing_a_little_and_leaving_out_pass() {
        let long = "We value your feedback. ".repeat(20);
        spares(
            look,
            &[
                (
                    "",
                    "Noted.",
                    "I'm so sorry that Biscuit died. Eleven years is a long time to share a home with a dog.",
                ),
                ("", &format!("{long}The shop is closed."), "The shop is closed."),
                ("", "The item has been dispatched and it will arrive.", "It is on its way."),
            ],
        );
    }

    #[test]
    fn characters_count_not_bytes() {
        assert_eq!(broken(look, "", &"a".repeat(400), &"ü".repeat(640)), Vec::<String>::new());
    }
}
