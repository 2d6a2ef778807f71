//! Numbers stay: amounts, percentages, times, phone numbers, ids, and number words with a unit. Each value of the draft
//! stands at least once in the candidate; a new value must come from the conversation.

mod amount;
mod chunk;
mod figure;
mod line;
mod number_words;
mod units;

pub(super) use figure::Figure;
pub(super) use line::{figures, in_prose};
pub(super) use number_words::spelled;

use super::{Check, Side};
use std::collections::BTreeSet;

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
