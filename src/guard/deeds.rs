//! No deed of the sender's that nobody reported: talks, readings, notes and inquiries that the draft does not tell of.

use super::words::{List, Pattern, Table, list, pattern, sentences, stem, table, words};
use super::{Check, Side, side};
use crate::reading::key::Fnv;
use crate::text::Role;
use std::borrow::Cow;
use std::cell::LazyCell;
use std::collections::{BTreeSet, HashMap};
use std::hash::BuildHasherDefault;
use std::sync::LazyLock;

/// The sender as the doer: "I've just spoken", "our team looked", "the nurse and I talked".
static OURS: Pattern = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:(?:i|we)(?:'ve|'d| have| had)?|(?:my|our|the) (?:\w+ )?(?:team|colleagues?|staff|manager|supervisor|department|office|support|lead|director|engineers?|agents?)(?: has| have| had)?|(?:somebody|someone|everyone|one) (?:here|of us)(?: has| have)?)",
        r" (?:(?:also|just|already|now|since|both|all|personally|carefully|\w+ly|again|twice|even) )*(\w+)",
    ))
});

/// What is said to have been done by nobody in particular.
static PASSIVE: Pattern = LazyLock::new(|| {
    pattern(
        r"\b(?:(?:has|have|had)(?: \w+ly| now| also| already| since| just| all)* been|was|were|(?:is|are) being)(?: \w+ly| now| also| already)* (\w+)\b",
    )
});

/// Deeds by their past, each with the stems or words that report the same; the tables of promises know the rest.
const DEEDS: &[(&str, &str)] = &[
    (
        "spoke spoken talked discussed met consulted chatted",
        "spok speak talk discuss meet met consult convers conversation chat",
    ),
    ("read reread", "read reviewed"),
    (
        "noted recorded logged documented filed registered",
        "note noted notes record log document fil file regist register regard",
    ),
    ("asked questioned queried requested", "ask question quer query request enquir inquir"),
    ("listened heard", "listen hear heard"),
    ("searched traced looked hunted", "search trac trace look investigat investig review check"),
    ("tested compared measured counted", "test compar compare measur measure count"),
    (
        "shared relayed briefed told informed alerted warned reminded",
        "shar share relay brief tel tell told inform notif alert warn remind forward pass escalat communicat",
    ),
    ("trained retrained disciplined suspended dismissed fired", "train retrain disciplin suspend dismiss fir"),
    ("apologised apologized", "apolog apologis apologiz sorry"),
    ("learned learnt discovered", "learn discover find found show"),
    (
        "studied analysed analyzed assessed evaluated considered weighed",
        "stud study analys analyz assess evaluat consider weigh review look check examin decid declin reject investigat investig",
    ),
    ("visited inspected attended", "visit inspect attend"),
    (
        "ordered reserved arranged organised organized prioritised prioritized",
        "order reserv reserve arrang arrange organis organiz prioriti book schedul",
    ),
    (
        "rang called phoned emailed contacted messaged",
        "call ring phone telephon email contact messag writ spok speak reach",
    ),
];

/// Idioms, each under the past form that stands for its deed.
static IDIOMS: Table = LazyLock::new(|| {
    table(&[
        ("studied", r"\b(?:gone|went|been|looked|combed|trawled) (?:back )?(?:through|over)\b"),
        ("noted", r"\bmade (?:a|some) notes?\b"),
        ("asked", r"\bmade (?:some |a few |several )?(?:enquir|inquir)(?:y|ies)\b"),
        (
            "spoken",
            r"\b(?:come|got|just) off the phone\b|\bhad a (?:word|chat|talk|call|meeting)\b|\b(?:taken|took|brought) (?:this|it|that) up with\b|\bsat down with\b",
        ),
        (
            "searched",
            r"\bturned (?:\w+ ){1,4}upside down\b|\bpulled up\b|\bhad a (?:\w+ )?look\b|\btaken a (?:\w+ )?look\b",
        ),
        ("contacted", r"\b(?:got|been|gotten) in touch\b|\breached out\b"),
        ("filed", r"\bopened an? (?:\w+ )?(?:case|investigation|ticket|inquiry)\b"),
    ])
});

/// The rows of what is asked, told and called.
const ASKED: usize = 3;
const SHARED: usize = 7;
const CALLED: usize = 14;

/// Words that undo the claim.
static NOTHING: List = LazyLock::new(|| list("never not nobody neither nor failed should could would"));

/// The deed that a past form tells of, by its row.
fn deed(word: &str) -> Option<usize> {
    static BY_FORM: LazyLock<HashMap<&str, usize, BuildHasherDefault<Fnv>>> = LazyLock::new(|| {
        let forms = |(row, (forms, _)): (usize, &(&'static str, _))| forms.split(' ').map(move |form| (form, row));
        // Of two rows the first counts.
        DEEDS.iter().enumerate().rev().flat_map(forms).collect()
    });
    BY_FORM.get(word).copied()
}

/// A folded sentence with one word instead of each idiom.
pub(super) fn plain(flat: &str) -> String {
    let mut out = Cow::Borrowed(flat);
    for (deed, idiom) in IDIOMS.iter() {
        if let Cow::Owned(changed) = idiom.replace_all(&out, *deed) {
            out = Cow::Owned(changed);
        }
    }
    out.into_owned()
}

/// The deeds that a sentence claims, each with its words.
pub(super) fn claimed(sentence: &str) -> Vec<(usize, String)> {
    if sentence.ends_with('?') {
        return Vec::new();
    }
    let mut out = Vec::new();
    for pattern in [&OURS, &PASSIVE] {
        let found = pattern.captures_iter(sentence).filter_map(|found| Some((deed(&found[1])?, found)));
        let found = found.filter(|(_, found)| !idle(sentence, found));
        out.extend(found.map(|(row, found)| (row, found[0].to_owned())));
    }
    out
}

/// The words and stems of a folded sentence by which deeds are known, with its idioms and without.
pub(super) fn reports(all: &[String], flat: &str) -> BTreeSet<String> {
    all.iter().cloned().chain(words(&plain(flat))).flat_map(|word| [stem(&word), word]).collect()
}

/// Whether the words before deny the deed or put it to somebody else ("you were told that we spoke").
fn idle(sentence: &str, found: &regex::Captures<'_>) -> bool {
    let (start, end) = found.get(0).map_or((0, 0), |whole| (whole.start(), whole.end()));
    let before = words(&sentence[..start]);
    let mine = words(&sentence[start..end]);
    let said = before.iter().rev().take(6).any(|word| {
        matches!(
            word.as_str(),
            "you" | "you've" | "if" | "when" | "until" | "unless" | "before" | "they" | "he" | "she" | "who"
        )
    });
    // What was asked of them or told to them they know themselves.
    let row = deed(&found[1]);
    let theirs = sentence[end..].starts_with(" you") && matches!(row, Some(ASKED | SHARED | CALLED));
    let known = theirs || sentence[end..].starts_with(" it ") && row == Some(CALLED);
    said || known || mine.iter().chain(before.last()).any(|word| NOTHING.contains(word.as_str()))
}

/// Each deed is the draft's, or the conversation tells of it.
pub(super) fn look(check: &Check<'_>) -> Vec<String> {
    // Most candidates claim nothing: what was told is read only for one that does.
    let sent = LazyCell::new(|| side::read(&reported(check)));
    let draft = LazyCell::new(|| side::read(check.old.prose()));
    let tells = |side: &Side, row: usize| DEEDS[row].1.split(' ').any(|stem| side.reports(stem));
    let strange = |row: usize| !tells(&draft, row) && !tells(&sent, row);
    let new = check.new.said().iter().flat_map(|one| one.claimed()).filter(|(row, _)| strange(*row));
    let mut out: Vec<String> =
        new.map(|(_, words)| format!("a deed that the draft does not report: \"{words}\"")).collect();
    out.dedup();
    out
}

/// What the conversation tells of the sender: its own messages, and what the person says of it.
fn reported(check: &Check<'_>) -> String {
    let of_us =
        |sentence: &&str| words(sentence).iter().any(|word| word.starts_with("you") || word.starts_with("they"));
    let told = check.draft.conversation.messages.iter().flat_map(|message| {
        let ours = message.role == Role::Assistant;
        sentences(&message.content).into_iter().filter(move |sentence| ours || of_us(sentence))
    });
    told.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guard::trial::{catches, spares};

    #[test]
    fn deeds_that_nobody_reported_are_caught() {
        for claim in [
            "I have spoken to the team.",
            "You find it at depot.example/lamps. I have spoken to the team.",
            "I've read every word.",
            "We discussed this with the driver.",
            "Our team has listened to the call.",
            "The matter has been discussed.",
            "I asked the depot.",
            "I searched the whole shed for it.",
            "We have since retrained the driver.",
        ] {
            catches(look, &[("it broke", "We are sorry that it broke.", claim)]);
        }
    }

    #[test]
    fn reported_deeds_and_the_person_s_story_pass() {
        spares(
            look,
            &[
                ("", "The matter was discussed with the driver.", "We spoke to the driver."),
                ("", "Your note was reviewed.", "I have read your note."),
                ("", "The fee was noted.", "We noted the fee."),
                ("I asked you twice", "Noted.", "You asked us twice, and nobody listened."),
                ("you told me it was fine", "Noted.", "You were told that it was fine."),
                ("nobody read it", "Noted.", "We should have read it. We never asked."),
                ("", "An investigation is under way.", "We looked into it. May I ask what broke?"),
            ],
        );
    }
}
