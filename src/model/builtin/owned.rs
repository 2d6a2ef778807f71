//! Acts that can only be the sender's, and those that another may have done: whoever writes "your parcel was delayed" does
//! not admit that they delayed it.

use super::chain::Form;
use super::clause::{Clause, Words};
use super::edit::Scene;
use super::phrase::{listed, pattern};
use super::verbs::Verb;
use regex::Regex;
use std::sync::LazyLock;

/// What befalls people and things, often by weather, carriers, machines or themselves.
const BEFALLS: &str = "\
    delay stop halt discontinue disconnect deliver misplace omit drop overlook reduce downgrade redirect deactivate \
    disable";

/// What a house decides, unless something else decided it.
const DECIDED: &str = "cancel postpone reschedule move suspend close withdraw";

/// What a sender keeps, and nobody else can end or change.
const KEPT: &str = "\
    account membership subscription policy contract claim application request ticket case complaint file enquiry";

/// Money on its way, which banks and card issuers hold up and turn away.
const MONEY: &str = "payment payments transaction transactions card cards transfer deposit funds";

/// What banks do with it.
const BANKED: &str = "decline reject refuse block hold release return reverse flag stop suspend";

/// "Because of snow", "due to a fault": a cause that is not the sender.
static CAUSE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b(?:because of|due to|owing to|as a result of|on account of|thanks to|following|caused)\b")
});

/// Whether the act of a clause can only be the sender's.
pub(super) fn owned(scene: &Scene<'_>, words: &Words<'_>, clause: &Clause) -> bool {
    let subject = |list: &str| clause.subject.clone().any(|place| listed(list, words.at(place)));
    let base = clause.verb.base.as_str();
    if listed(BANKED, base) && subject(MONEY) || clause.chain.adverbs().contains("automatically") {
        return false;
    }
    // What will be done is the sender's to do; what befell somebody is told in the past.
    let over = !matches!(clause.chain.form, Form::Modal(_) | Form::ModalPerfect(_)) || base == "deliver";
    let befell = over && befalls(clause.verb) && !subject(KEPT);
    let caused = over && (befalls(clause.verb) || listed(DECIDED, base)) && CAUSE.is_match(words.span.of(words.source));
    !scene.draft.is_canned() || !(befell || caused) || admitted(scene, clause.verb)
}

/// Whether others than the sender may do it too.
pub(super) fn befalls(verb: &Verb) -> bool {
    listed(BEFALLS, &verb.base)
}

/// Whether the reply says elsewhere that the sender did it: "we had to cancel".
fn admitted(scene: &Scene<'_>, verb: &Verb) -> bool {
    if !scene.is_short() {
        return false;
    }
    let text = scene.text().source.replace('\u{2019}', "'").to_lowercase();
    let says = |who: &str, form: &str| text.contains(&format!("{who} {form} "));
    let did = ["we", "i"].iter().any(|who| says(who, &verb.past));
    let has = ["we have", "we've", "i have", "i've", "we had", "i had"].iter().any(|who| says(who, &verb.participle));
    did || has || ["we had to", "i had to", "we decided to"].iter().any(|who| says(who, &verb.base))
}

#[cfg(test)]
mod tests {
    use super::super::actor::propose;
    use super::super::trial::{leaves, makes};

    #[test]
    fn what_the_sender_alone_can_do_is_theirs() {
        makes(
            propose,
            "LD01",
            "",
            &[
                ("Your ticket has been closed.", "We have closed your ticket."),
                ("Your enquiry has been noted.", "We have noted your enquiry."),
                ("Your membership has been cancelled.", "We have cancelled your membership."),
                ("Your booking was cancelled.", "We cancelled your booking."),
                ("Your request for leave was declined.", "We declined your request for leave."),
                (
                    "We had to stop the tour. Your walk was stopped too.",
                    "We had to stop the tour. We stopped your walk too.",
                ),
                ("You will be notified in May.", "We will notify you in May."),
            ],
        );
    }

    #[test]
    fn what_another_may_have_done_is_not_admitted() {
        leaves(
            propose,
            "LD01",
            "",
            &[
                "Your parcel has been delayed.",
                "Your payment was declined.",
                "The card has been blocked.",
                "Your crossing was cancelled because of fog.",
                "Your lessons have been postponed owing to the flood.",
                "Your account was disabled due to a fault.",
                "Your crate will be delivered on Monday.",
                "The supply was disconnected.",
                "Your profile was automatically removed.",
            ],
        );
    }
}
