//! Names stay, and nobody is named whom neither the draft nor the conversation knows.

mod capitals;
mod english;
mod key;
mod ordinary;
mod parties;
mod place;
mod reading;

pub(super) use english::english;
pub(super) use key::keys;
#[cfg(feature = "serve")]
pub(crate) use ordinary::naming;
pub(super) use reading::{Names, brought, given};

use super::{Check, Side};
use parties::strangers;

/// Names of the draft are there; names of the candidate are known.
pub(super) fn look(check: &Check<'_>) -> Vec<String> {
    if !check.old.counts_names() {
        return Vec::new();
    }
    let holds = |side: &Side, name: &str| side.has_key(name) || name.split('-').all(|piece| side.has_key(piece));
    let lower = check.old.prose().split_whitespace().filter(|word| word.starts_with(char::is_lowercase));
    let gone = check.old.given().iter().filter(|(name, _)| !holds(&check.new, name));
    let gone = gone.filter(|(name, _)| !lower.clone().any(|word| word == name.as_str()));
    let mut out: Vec<String> = gone.map(|(_, name)| format!("the name {name} is gone")).collect();
    let new = check.new.brought().iter().filter(|(name, _)| !holds(&check.known, name));
    out.extend(new.map(|(_, name)| format!("a name that nobody gave: {name}")));
    out.extend(strangers(check));
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guard::trial::{catches, spares};

    #[test]
    fn lost_and_invented_names_are_caught() {
        catches(
            look,
            &[
                ("", "Hi Marta, it is late.", "Hi, it is late."),
                ("", "Your BrightCell Plus plan ended.", "Your plan ended."),
                (
                    "",
                    "It is late.\n\nBest regards,\nTom\nNorthgate Support",
                    "It is late.\n\nBest regards,\nNorthgate Support",
                ),
                ("", "Please ask Dr. Oyelaran about this.", "Please ask your doctor about this."),
                ("it broke", "We are sorry.", "We are sorry, Anna."),
                ("it broke", "We are sorry.", "Anna, we are sorry."),
                ("it broke", "We are sorry.", "We are sorry. BANANA"),
                ("it broke", "Your case was passed to the workshop.", "I've passed your case to our director."),
                ("it broke", "We will contact you.", "A manager will contact you."),
                ("it broke", "We are sorry.", "We are sorry. Our colleague Pedro knows."),
                ("", "The refund goes to your Visa card.", "The refund goes to your Mastercard card."),
            ],
        );
    }

    #[test]
    fn honest_edits_pass() {
        spares(
            look,
            &[
                ("", "Thank you for contacting Northgate Support. It is late.", "We are late."),
                ("", "Dear Valued Customer, it is late.", "It is late."),
                ("I'm Marta and my dog Biscuit died", "Dear Customer, noted.", "Marta, I am so sorry about Biscuit."),
                ("marta here, biscuit died", "Dear Customer, noted.", "Hi Marta, losing Biscuit hurts."),
                ("", "Please note that Priya's order was lost.", "We lost the order of Priya."),
                ("", "Unfortunately, it is late. Delays occurred.", "Honestly, we are late. However, Delays end."),
                ("", "Best,\nTom", "We are late.\n\nBest,\nTom"),
                ("", "The item was NOT shipped.", "We did not ship it."),
                ("I asked for a manager", "Your case was forwarded.", "We forwarded your case to a manager."),
                ("", "Your case was forwarded.", "We forwarded your case to our team."),
                ("it NEVER came", "The item is late.", "The item NEVER came, and it was never sent."),
                ("", "Here at Lumen & Lake we value you. Bye for now.", "Bye for now."),
            ],
        );
    }
}
