//! All at once: passives, impersonal frames, and the person spoken of as absent.

use super::patch::{Patch, applied};
use super::scene::Scene;
use super::{frame, passive};
use crate::reading::sentences::Line;
use regex::Regex;
use std::sync::LazyLock;

/// Words of a sender, and what it calls the people it writes to.
const CALLED: [(&str, &str); 27] = [
    ("hotel", "guest"),
    ("restaurant", "guest"),
    ("airline", "passenger"),
    ("railway", "passenger"),
    ("train", "passenger"),
    ("ferry", "passenger"),
    ("bus ", "passenger"),
    ("hospital", "patient"),
    ("clinic", "patient"),
    ("surg", "patient"),
    ("dentist", "patient"),
    ("radiology", "patient"),
    ("pharmacy", "patient"),
    ("university", "student"),
    ("supervisor", "student"),
    ("tutor", "student"),
    ("housing", "tenant"),
    ("letting", "tenant"),
    ("property", "tenant"),
    ("insur", "policyholder"),
    ("claims", "policyholder"),
    ("gym", "member"),
    ("leisure", "member"),
    ("club", "member"),
    ("library", "reader"),
    ("human resources", "employee"),
    ("hr ", "employee"),
];

/// Words of senders who have customers.
const SELLS: [&str; 16] = [
    "shop", "store", "support", "agent", "desk", "customer", "bank", "energy", "phone", "mobile", "internet", "bot of",
    "delivery", "courier", "platform", "billing",
];

/// What the sender calls the people it writes to, where that is known.
fn called(sender: &str) -> Option<&'static str> {
    let known = CALLED.iter().find(|(word, _)| sender.contains(word)).map(|(_, name)| *name);
    known.or_else(|| SELLS.iter().any(|word| sender.contains(word)).then_some("customer"))
}

static YOUR: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\b[Yy]our ").expect("a constant pattern compiles"));
static CLOSE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:you|i|my|me|mine|yours|yourself)\b|\b(?:i|you)['\u{2019}]")
        .expect("a constant pattern compiles")
});

/// The whole reply at once, as one patch.
pub(super) fn propose(scene: &Scene<'_>, turn: u64) -> Vec<Patch> {
    if scene.is_kin() {
        return Vec::new();
    }
    let mut patches = passive::propose(scene, turn);
    patches.extend(frame::propose(scene, turn));
    if patches.is_empty() {
        return Vec::new();
    }
    let told = frame::told(scene, turn);
    let whole = |text: String| Patch::new(0, scene.draft.text.len(), text);
    let joined = |one: Option<&Patch>| {
        let all: Vec<Patch> = patches.iter().chain(one).cloned().collect();
        applied(&scene.draft.text, &all)
    };
    let texts: Vec<String> = std::iter::once(None).chain(told.iter().map(Some)).filter_map(joined).collect();
    let mut found = Vec::new();
    for text in texts {
        let draft = scene.draft.with_text(&*text);
        let again = Scene::read(&draft, scene.before);
        let third = third(&again).and_then(|patches| applied(&text, &patches));
        found.extend(std::iter::once(text).chain(third).map(whole));
    }
    found
}

/// "Your" as "the customer's" in sentences where nobody is left.
fn third(scene: &Scene<'_>) -> Option<Vec<Patch>> {
    let name = called(&scene.sender())?;
    let prose = scene.reading.reply.said.iter().filter(|said| said.line == Line::Prose && !said.asks);
    let mut found = Vec::new();
    for said in prose.filter(|said| !CLOSE.is_match(scene.source(said))) {
        for one in YOUR.find_iter(scene.source(said)) {
            let the = if one.as_str().starts_with('Y') { "The" } else { "the" };
            let from = said.span.start;
            found.push(Patch::new(from + one.start(), from + one.end(), format!("{the} {name}'s ")));
        }
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::super::trial::{SAID, leaves, made};
    use super::*;

    #[test]
    fn the_person_is_spoken_of_as_absent() {
        let made = made(propose, SAID, "We gave your room to a late guest.");
        assert!(made.contains(&"The guest's room was given to a late guest.".to_owned()), "{made:?}");
    }

    #[test]
    fn a_reply_without_a_deed_is_left() {
        leaves(propose, SAID, &["That was wrong of all of you.", "Who sat with her?"]);
    }

    #[test]
    fn only_senders_who_have_a_word_for_people_use_it() {
        assert_eq!((called("bank's chat desk"), called("parish priest")), (Some("customer"), None));
    }
}
