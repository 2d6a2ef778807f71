//! One apology is enough: at most two, or one more than the draft had.

use super::Check;
use super::words::{Pattern, pattern};
use std::sync::LazyLock;

/// Words of apology; "sorry to hear" is sympathy and counts too, as it stacks all the same.
static APOLOGY: Pattern = LazyLock::new(|| {
    pattern(
        r"\b(?:sorry|apologi[sz]e[sd]?|apologi[sz]ing|apolog(?:y|ies)|forgive (?:me|us)|pardon (?:me|us|the|our)|we regret|i regret|mea culpa)\b",
    )
});

/// How often a folded text says sorry.
pub(super) fn count(flat: &str) -> usize {
    APOLOGY.find_iter(flat).count()
}

/// The candidate does not pile up apologies.
pub(super) fn look(check: &Check<'_>) -> Vec<String> {
    let (draft, candidate) = (check.old.apologies(), check.new.apologies());
    if candidate <= (draft + 1).max(2) || candidate <= draft {
        return Vec::new();
    }
    vec![format!("{candidate} apologies where the draft has {draft}; say it once and mean it")]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guard::trial::{catches, spares};

    #[test]
    fn stacks_are_caught() {
        catches(
            look,
            &[
                ("", "It is late.", "I'm sorry. We apologise for this. Again, our sincere apologies."),
                ("", "Sorry, it is late.", "Sorry! So sorry. We apologize. Please forgive us."),
            ],
        );
    }

    #[test]
    fn owning_it_once_or_twice_passes() {
        spares(
            look,
            &[
                ("", "It is late.", "I'm sorry that we are late. We are sorry about the party too."),
                ("", "We regret this. Sorry. Apologies.", "Sorry, sorry, sorry: we apologise."),
                ("", "Sorry, sorry, sorry, sorry.", "Sorry, sorry, sorry, sorry."),
            ],
        );
    }
}
