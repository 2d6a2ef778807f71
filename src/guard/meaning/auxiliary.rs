//! The words by which a clause says how firmly it means something: "must", "may", "is required", "we hope to".

use super::force::Force;
use super::place::Place;

/// What such a word says.
pub(super) enum Says {
    /// A force, of the verb that is to be found so many words behind it.
    Of(Force, usize),
    /// A force, of whatever the clause is about; this stem stands for the verb.
    Whole(Force, &'static str),
}

use Says::{Of, Whole};

/// What the word at a place says, if it says how firmly something is meant.
pub(super) fn says(place: Place<'_>) -> Option<Says> {
    match place.word() {
        "must" | "mustn't" | "should" | "ought" | "shouldn't" => duty(place),
        "asked" | "advised" | "encouraged" | "invited" => (place.next() == "to").then_some(Of(Force::Should, 2)),
        "cannot" | "can't" | "can" | "could" | "free" => ability(place),
        "may" | "might" => leave(place),
        "will" | "shall" | "we'll" | "i'll" | "you'll" | "it'll" | "they'll" => {
            (!place.is_denied()).then_some(Of(Force::Will, 1))
        }
        "do" | "don't" => prohibition(place),
        "need" | "needs" | "have" | "has" | "require" | "requires" => need(place),
        "required" | "obliged" | "needed" | "mandatory" | "compulsory" | "obligatory" => requirement(place),
        "optional" | "voluntary" => Some(Whole(Force::Exempt, REQUIRED)),
        _ => hope(place),
    }
}

/// The stem for a verb where something is required as a whole.
const REQUIRED: &str = "requir";

/// "Must", "should" and their denials.
fn duty(place: Place<'_>) -> Option<Says> {
    let (next, denied) = (place.next(), place.is_denied());
    match place.word() {
        // "It must have hurt", "the house must be quiet": a guess.
        "must" if next == "have" || next == "be" && !done(place) => None,
        "must" => Some(Of(if denied { Force::Forbid } else { Force::Must }, 1)),
        "mustn't" => Some(Of(Force::Forbid, 1)),
        "shouldn't" => Some(Of(Force::Discourage, 1)),
        _ if place.is_first() || next == "have" => None,
        _ => Some(Of(if denied { Force::Discourage } else { Force::Should }, 1)),
    }
}

/// Whether what must be stands there as a participle.
fn done(must: Place<'_>) -> bool {
    const FORMS: &str = "sent paid made given taken kept worn done shown brought held left read cut put met seen told set \
        written spoken bought sold found shut lit fed built drawn driven broken chosen hung locked";
    let verb = must.words_from(2).find(|word| !between(word));
    verb.is_some_and(|verb| verb.ends_with("ed") || FORMS.split(' ').any(|form| form == verb))
}

/// Words that may stand between a modal and its verb.
pub(super) fn between(word: &str) -> bool {
    matches!(word, "be" | "been" | "also" | "then" | "still" | "now" | "first" | "just" | "always" | "only" | "please")
        || matches!(word, "want" | "wish" | "like" | "consider" | "to")
        || word.ends_with("ly") && !matches!(word, "reply" | "apply" | "supply" | "rely")
}

/// "Can", "could", "feel free to" and their denials.
fn ability(place: Place<'_>) -> Option<Says> {
    match place.word() {
        "cannot" | "can't" => Some(Of(Force::Forbid, 1)),
        "free" => (place.next() == "to").then_some(Of(Force::Can, 2)),
        _ => Some(Of(if place.is_denied() { Force::Forbid } else { Force::Can }, 1)),
    }
}

/// "May" and "might"; what may have been is a guess, and the third of May a day.
fn leave(place: Place<'_>) -> Option<Says> {
    let dated = [place.before(), place.next()].iter().any(|word| word.starts_with(|sign: char| sign.is_ascii_digit()));
    let denied = place.word() == "may" && place.is_denied();
    let force = if denied { Force::Forbid } else { Force::May };
    (place.next() != "have" && !dated).then_some(Of(force, 1))
}

/// "Do not open it", "you don't have to".
fn prohibition(place: Place<'_>) -> Option<Says> {
    let from = match (place.word(), place.next()) {
        ("don't", _) => 1,
        (_, "not") => 2,
        _ => return None,
    };
    match (place.behind(from), place.behind(from + 1)) {
        ("have" | "need", "to") => Some(Of(Force::Exempt, from + 2)),
        _ => place.begins().then_some(Of(Force::Forbid, from)),
    }
}

/// "Need to", "have to", "we need", "it requires".
fn need(place: Place<'_>) -> Option<Says> {
    let to = place.next() == "to" && !place.is_taken();
    match (place.word(), place.before()) {
        ("have" | "has", "sometimes" | "often" | "usually") => None,
        ("need" | "needs" | "have" | "has", _) if to => Some(Of(Force::Must, 2)),
        ("need" | "require", "we" | "i") | ("requires", _) => Some(Whole(Force::Must, REQUIRED)),
        _ => None,
    }
}

/// "You are required to", "a form is needed".
fn requirement(place: Place<'_>) -> Option<Says> {
    let force = if place.is_exempt() { Force::Exempt } else { Force::Must };
    match (place.word(), place.next()) {
        ("required" | "obliged", "to") => Some(Of(force, 2)),
        ("obliged", _) => None,
        ("needed", _) if matches!(place.before(), "was" | "were") => None,
        _ => Some(Whole(force, REQUIRED)),
    }
}

/// "We hope to", "it is likely to", "try not to".
fn hope(place: Place<'_>) -> Option<Says> {
    match (place.word(), place.next()) {
        ("try", "not") => Some(Of(Force::Discourage, 3)),
        ("aim" | "hope" | "plan" | "intend" | "try" | "expected" | "likely" | "due", "to") => Some(Of(Force::Hope, 2)),
        ("expect" | "hope", _) if place.is_ours() => Some(Whole(Force::Hope, "hop")),
        _ => None,
    }
}
