//! Days and deadlines stay: weekdays, months, words such as "tomorrow", and limits such as "within five days".

mod calendar;
mod day;
mod haste;
mod limit;
mod timing;

pub(super) use calendar::moments;
pub(super) use timing::Timing;

use super::sentence::Sentence;
use super::{Check, templates};
use day::{blurred, swapped};
use haste::hurried;
use limit::{deadlines, limits};
use std::rc::Rc;

/// Days and limits of the draft are there; new ones come from the conversation, and no new one binds the sender.
pub(super) fn look(check: &Check<'_>) -> Vec<String> {
    let mut out = gone(check);
    out.extend(strange(check));
    out.extend(deadlines(&limits(&check.old), &limits(&check.new), &check.told));
    out.extend(blurred(check.old.plain(), check.new.plain()));
    out.extend(swapped(&check.old, &check.new));
    out.extend(hurried(&check.old, &check.new));
    out
}

/// Times of the draft that the candidate lost.
fn gone(check: &Check<'_>) -> Vec<String> {
    let may_go = |moment: &str| in_courtesy(check, moment) || past(moment) && check.told.moments().contains(moment);
    let lost = check.old.moments().difference(check.new.moments()).filter(|moment| !may_go(moment));
    lost.map(|moment| format!("the time \"{moment}\" is gone")).collect()
}

/// Whether the draft speaks of the moment in a courtesy alone: "thank you for calling today".
fn in_courtesy(check: &Check<'_>, moment: &str) -> bool {
    moment == "today" && !templates::without_courtesies(&check.draft.text).contains("today")
}

/// What lies behind the person; where they told it, it may be left to them.
fn past(moment: &str) -> bool {
    moment == "yesterday" || moment.starts_with("last ") || moment == "this morning"
}

/// Times that the candidate states and nobody gave.
fn strange(check: &Check<'_>) -> Vec<String> {
    let stated = moments(&statements(check.new.said()));
    let vague = |moment: &str| moment.starts_with("few") || moment.starts_with("couple");
    let new = stated.difference(check.old.moments());
    let new = new.filter(|moment| !vague(moment) && !check.told.moments().contains(*moment));
    new.map(|moment| format!("new time: \"{moment}\"")).collect()
}

/// The sentences that are no questions: "do you need it today?" states nothing.
fn statements(said: &[Rc<Sentence>]) -> String {
    let told = said.iter().map(|one| one.source.as_str()).filter(|sentence| !sentence.ends_with('?'));
    told.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guard::trial::{catches, spares};

    #[test]
    fn lost_changed_and_new_times_are_caught() {
        catches(
            look,
            &[
                ("", "We reply by Friday.", "We reply."),
                ("", "We reply by Friday.", "We reply by Monday."),
                ("", "We reply by Friday.", "We reply after Friday."),
                ("", "You will hear within 5 days.", "You will hear after 5 days."),
                ("", "The shop opens on 3 May.", "The shop opens on 3 June."),
                ("", "A courier comes tomorrow.", "A courier comes."),
                ("", "Open Mon–Fri.", "Open Mon–Sat."),
                ("it broke last week", "We are sorry.", "We are sorry. We'll call you tomorrow."),
                ("I waited 3 weeks", "We are looking at it.", "We will fix it within 3 weeks."),
                ("the party is on Saturday", "We will ship it.", "We will ship it by Saturday."),
                ("", "It ends at the end of the month.", "It ends."),
                ("", "The van comes at 4 pm on Friday.", "The van comes around 4 pm on Friday."),
                (
                    "",
                    "Hand in the key on 3 May. The lamp comes on 9 May.",
                    "The lamp comes on 3 May; hand in the key on 9 May.",
                ),
                ("", "We will mend it.", "We will mend it at once."),
            ],
        );
    }

    #[test]
    fn honest_edits_pass() {
        spares(
            look,
            &[
                ("", "A response will be provided within 2 business days.", "We'll answer you in two working days."),
                ("", "Thank you for contacting us today. It is late.", "We are late."),
                (
                    "The wedding is on Saturday and it's Thursday",
                    "Noted.",
                    "With the wedding on Saturday, that is frightening.",
                ),
                ("I need it by Friday", "We are on it.", "You need it by Friday; we are on it."),
                ("", "You may call us. It may march on.", "Call us. It may march on."),
                (
                    "",
                    "It is requested that documents be sent before Monday.",
                    "Please send us the documents before Monday.",
                ),
                ("", "Your renewal on January 5 was cancelled.", "We cancelled your renewal of 5 January."),
                ("no insulin", "Noted.", "Do you have insulin for today?"),
                (
                    "",
                    "Hand in the key on 3 May. The lamp comes on 9 May.",
                    "The lamp comes on 9 May. We need the key on 3 May.",
                ),
                ("it broke on Friday", "Noted. It shuts on 3 May.", "I am sorry about Friday. It shuts on 3 May."),
                ("three days without water!", "Noted.", "For three days you have had no water."),
            ],
        );
    }

    #[test]
    fn what_code_hides_is_no_time_on_either_side() {
        let text = "I've been there. ```\nx\n```\nby Friday ";
        spares(look, &[("", text, text)]);
    }
}
