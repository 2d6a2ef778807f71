//! What must be done must be done, what may be done may be done: obligations, permissions and prohibitions keep their
//! strength, none is lost and none is new.

use super::Check;
use super::meaning::{Content, Force, Line, Modal, Sign, canon, content, met};
use super::words::{Pattern, pattern};
use std::rc::Rc;
use std::sync::LazyLock;

/// Sentences that ask somebody to do something, which is no weaker than a "must".
static ASKED: Pattern = LazyLock::new(|| {
    pattern(
        r"\bplease\b|\bmake sure\b|\bbe sure to\b|\bdon't forget\b|\bonly\b|\bunless\b|\buntil\b|\bwithout\b|\bcannot\b|\bcan't\b",
    )
});

/// Sympathy with what somebody has to bear, which asks nothing of them.
static PITY: Pattern = LazyLock::new(|| {
    pattern(r"\b(?:sorry|unfair|hard|awful|terrible|wrong|on top of|wish|shame|nobody should|no one should)\b")
});

/// Verbs of inference and of conversation, which oblige nobody: "you must be tired", "you need to know".
const IDLE: &[&str] = &[
    "be",
    "feel",
    "know",
    "worri",
    "worry",
    "hav",
    "have",
    "seem",
    "think",
    "wait",
    "miss",
    "weigh",
    "hurt",
    "mean",
    "say",
    "hear",
    "understand",
];

/// Obligations, permissions and prohibitions of the draft keep their strength; no duty is new.
pub(super) fn look(check: &Check<'_>) -> Vec<String> {
    let (draft, candidate) = (check.old.lines(), check.new.lines());
    let mut out: Vec<String> = modals(draft).filter_map(|one| fault(one, candidate, check.new.bag())).collect();
    let heard = |stem: &String| check.old.bag().contains(stem) || check.told.content().contains(stem);
    let new = modals(candidate).filter(|one| invented(one, heard));
    out.extend(new.map(|one| format!("a new duty: \"{}\"", one.shown)));
    out.dedup();
    out
}

/// The forces of a text.
fn modals(lines: &[Rc<Line>]) -> impl Iterator<Item = &Modal> {
    lines.iter().flat_map(|line| &line.modals)
}

/// What became of something that the draft says with force, if it did not keep it.
fn fault(one: &Modal, candidate: &[Rc<Line>], all: &Content) -> Option<String> {
    let (shown, near) = (&one.shown, || modals(candidate).filter(|two| alike(one, two)));
    let has = |forces: &[Force]| near().any(|two| forces.contains(&two.force));
    match one.force {
        Force::Must if gone(one, all) => Some(format!("the duty \"{shown}\" is gone")),
        Force::Must if has(&[Force::Must]) || asked(one, candidate) => None,
        Force::Must if has(&[Force::Can, Force::May, Force::Should, Force::Exempt]) => {
            Some(format!("\"{shown}\" is a duty, and weaker in the reply"))
        }
        Force::Forbid if !has(&[Force::Forbid]) && has(&[Force::Discourage, Force::Exempt]) => {
            Some(format!("\"{shown}\" forbids, and the reply only advises"))
        }
        Force::Can | Force::May | Force::Should | Force::Exempt
            if !has(&[Force::Can, Force::May, Force::Should, Force::Exempt]) && has(&[Force::Must]) =>
        {
            Some(format!("\"{shown}\" leaves a choice, and the reply does not"))
        }
        _ => None,
    }
}

/// Whether two clauses speak of the same act.
fn alike(one: &Modal, two: &Modal) -> bool {
    let any = |modal: &Modal| modal.verb == "requir";
    let verb = one.verb == two.verb || any(one) && two.content.len() + 1 > 1 || any(two);
    let bare = one.content.is_empty() || two.content.is_empty();
    verb && (bare && !any(one) && !any(two)
        || !bare && (met(&one.content, &two.content, (1, 2)) || met(&two.content, &one.content, (1, 2))))
}

/// Whether nothing of a duty is left anywhere.
fn gone(one: &Modal, all: &Content) -> bool {
    let verb = one.verb != "requir" && all.contains(&one.verb);
    let matter: Content = one
        .content
        .iter()
        .filter(|stem| !stem.ends_with("sda") && !matches!(stem.as_str(), "monda" | "frida" | "saturda" | "sunda"))
        .cloned()
        .collect();
    !IDLE.contains(&one.verb.as_str()) && !matter.is_empty() && !verb && !met(&matter, all, (1, 3))
}

/// Whether the candidate asks for it in an imperative, or leaves no other way.
fn asked(one: &Modal, candidate: &[Rc<Line>]) -> bool {
    let about = |line: &&Rc<Line>| line.content.contains(&one.verb) || met(&one.content, &line.content, (1, 2));
    let order = |line: &Rc<Line>| {
        line.has(Sign::Asked, |text| ASKED.is_match(text)) || content(first(&line.text)).contains(&one.verb)
    };
    candidate.iter().filter(about).any(order)
}

/// The first word of a sentence.
fn first(text: &str) -> &str {
    text.split(' ').next().unwrap_or_default()
}

/// Whether a duty of the person's is known to nobody.
fn invented(one: &Modal, heard: impl Fn(&String) -> bool) -> bool {
    let idle = one.ours
        || one.force != Force::Must
        || PITY.is_match(&one.shown)
        || IDLE.contains(&one.verb.as_str())
        || one.verb == "requir" && one.content.is_empty();
    if idle || heard(&canon(&one.verb)) {
        return false;
    }
    let asked = content(behind(&one.shown));
    let mut all = if asked.len() > 1 { asked } else { one.content.clone() };
    all.extend((one.verb != "requir").then(|| one.verb.clone()));
    all.iter().filter(|stem| heard(stem)).count() * 2 < all.len()
}

/// What a duty asks for: the words behind the one that makes it a duty.
fn behind(text: &str) -> &str {
    const MARKS: &[&str] =
        &[" must ", " need to ", " needs to ", " have to ", " has to ", " required to ", " need ", " require "];
    MARKS.iter().find_map(|mark| text.find(mark).map(|at| &text[at + mark.len()..])).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guard::trial::{catches, spares};

    #[test]
    fn weaker_stronger_lost_and_new_duties_are_caught() {
        catches(
            look,
            &[
                ("", "You must oil the hinge.", "You can oil the hinge."),
                ("", "The hinge has to be oiled.", "You should oil the hinge."),
                ("", "You may oil the hinge.", "You need to oil the hinge."),
                ("", "You must not oil the hinge.", "You should not oil the hinge."),
                ("", "You must oil the hinge. It is brass.", "It is brass."),
                ("", "It is brass.", "It is brass, and you have to oil the hinge."),
                ("", "You must oil the hinge.", "You don't have to oil the hinge."),
                ("", "A photo of the hinge is required.", "You could send a photo of the hinge."),
            ],
        );
    }

    #[test]
    fn duties_in_other_words_pass() {
        spares(
            look,
            &[
                ("", "The hinge must be oiled.", "You need to oil the hinge."),
                ("", "The hinge must be oiled.", "Please oil the hinge."),
                ("", "Evidence is required.", "You need to send us evidence."),
                ("", "The hinge must not be oiled.", "Do not oil the hinge."),
                ("", "The hinge can be oiled.", "You can oil the hinge."),
                ("I have to carry it up four floors", "Noted.", "You have to carry it up four floors."),
                ("my dog died", "Noted.", "You must miss him. It must be quiet at home."),
                ("it broke", "Noted.", "You have had to write to us twice."),
            ],
        );
    }
}
