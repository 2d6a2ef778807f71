//! The person and the sender spoken of as if absent: "customers must", "the responsibility of the airline".

use super::edit::{Edit, Scene, Target};
use super::phrase::{listed, pattern};
use super::voice::Voice;
use super::worth::Worth;
use crate::detect::Mechanism::LinguisticDistancing;
use crate::reading::sentences::Line;
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// "Customers are advised to", "students must": the person as one of many, at the start of a sentence.
///
/// What they are expected to do, remain responsible for or are reminded of stays theirs: said to one's face it is a
/// reproach.
static MANY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^(customers|passengers|guests|users|members|students|applicants|tenants|residents|subscribers|participants",
        r"|claimants|policyholders|account holders|cardholders|visitors|travellers|clients)",
        r" (are (?:advised|requested|asked|encouraged) to|must|may|can|cannot|will need to)\b([^.;:]*)",
    ))
});

/// The sender as "the airline", in frames where it can only be the sender.
static SENDER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(the responsibility of|lies with|rests with|on) the (\w+)('s side|\u{2019}s side|'s part|\u{2019}s part)?",
    )
});

/// People whom a message may be about instead of being from them.
const KIN: [&str; 20] = [
    "my son",
    "my daughter",
    "my child",
    "my kid",
    "my mum",
    "my mom",
    "my mother",
    "my dad",
    "my father",
    "my husband",
    "my wife",
    "my nan",
    "my gran",
    "my brother",
    "my sister",
    "my partner",
    "our son",
    "our daughter",
    "my tenant",
    "my student",
];

/// Absent people of a sentence addressed.
pub(super) fn propose(scene: &Scene<'_>, target: &Target<'_>) -> Vec<Edit> {
    if target.said.line != Line::Prose || target.said.asks {
        return Vec::new();
    }
    many(scene, target).into_iter().chain(sender(scene, target)).collect()
}

/// "Students must submit their forms" as "you must submit your forms".
fn many(scene: &Scene<'_>, target: &Target<'_>) -> Option<Edit> {
    let caught = MANY.captures(target.source())?;
    let (who, does, rest) = (caught.get(1)?, caught.get(2)?.as_str().to_lowercase(), caught.get(3)?.as_str());
    let told = scene.told();
    let about_others = !matches!(who.as_str().to_lowercase().as_str(), "customers" | "passengers" | "guests" | "users")
        && KIN.iter().any(|kin| told.contains(kin));
    if about_others || others(rest) {
        return None;
    }
    let head = match does.as_str() {
        "are advised to" => format!("{} advise you to", scene.voice?.subject(true)),
        "are encouraged to" | "are asked to" | "are requested to" => "Please".to_owned(),
        _ => format!("You {does}"),
    };
    let whole = caught.get(0)?;
    let span = Span::new(target.said.span.start, target.said.span.start + whole.end());
    let text = format!("{head}{}", addressed(rest));
    Some(Edit::new(span, text, LinguisticDistancing, "speaks to them instead of about them").worth(Worth::Small))
}

/// Whether the rest speaks of further people whom "they" might mean.
fn others(rest: &str) -> bool {
    const OTHERS: [&str; 9] = ["staff", "parents", "others", "people", "children", "who", "team", "driver", "drivers"];
    rest.split(|sign: char| !sign.is_alphanumeric()).any(|word| OTHERS.contains(&word.to_lowercase().as_str()))
}

/// "Their" as "your", "they" as "you".
fn addressed(rest: &str) -> String {
    static THEY: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(their|they|them|themselves|theirs)\b"));
    let you = |caught: &regex::Captures<'_>| match caught[0].to_lowercase().as_str() {
        "their" => "your",
        "theirs" => "yours",
        "themselves" => "yourself",
        _ => "you",
    };
    THEY.replace_all(rest, you).into_owned()
}

/// "The responsibility of the airline" as "our responsibility".
fn sender(scene: &Scene<'_>, target: &Target<'_>) -> Option<Edit> {
    let voice = scene.voice?;
    let caught = SENDER.captures(target.source())?;
    let (whole, frame, word) = (caught.get(0)?, caught.get(1)?.as_str().to_lowercase(), caught.get(2)?.as_str());
    let side = caught.get(3).map(|side| side.as_str().ends_with("side"));
    if !ours(scene, &word.to_lowercase()) || (frame == "on") != side.is_some() {
        return None;
    }
    let text = match (frame.as_str(), side) {
        ("the responsibility of", _) => format!("{} responsibility", voice.owner()),
        ("on", side) => format!("on {} {}", Voice::owner(voice), if side == Some(true) { "side" } else { "part" }),
        (lies, _) => format!("{lies} {}", voice.object()),
    };
    let from = target.said.span.start;
    Some(Edit::new(
        Span::new(from + whole.start(), from + whole.end()),
        text,
        LinguisticDistancing,
        "says \u{201c}we\u{201d} of the sender".replace("we", voice.subject(false)),
    ))
}

/// Whether "the airline" is the sender.
fn ours(scene: &Scene<'_>, word: &str) -> bool {
    const ALWAYS: [&str; 4] = ["company", "organisation", "organization", "retailer"];
    const KINDS: &str = "\
        airline operator bank university school hotel clinic insurer provider league agency shop store club \
        council carrier hospital restaurant charity museum";
    let sender = scene.sender();
    ALWAYS.contains(&word) || listed(KINDS, word) && sender.contains(word)
}

#[cfg(test)]
mod tests {
    use super::super::trial::{leaves, makes};
    use super::propose;

    #[test]
    fn absent_people_are_addressed() {
        makes(
            propose,
            "LD04",
            "You lost my bag.",
            &[
                ("Customers must keep their receipts.", "You must keep your receipts."),
                ("Passengers are requested to wait.", "Please wait."),
                ("Guests are advised to bring their badge.", "We advise you to bring your badge."),
                ("The loss was the responsibility of the airline.", "The loss was our responsibility."),
                ("The blame lies with the airline.", "The blame lies with us."),
                ("There was a fault on the company's side.", "There was a fault on our side."),
            ],
        );
    }

    #[test]
    fn others_stay_in_the_third_person() {
        leaves(
            propose,
            "LD04",
            "My son was left at the gate.",
            &[
                "Students must keep their receipts.",
                "Customers in the queue must wait.",
                "Customers must ask the staff for their badge.",
                "The loss was the responsibility of the hotel.",
                "Sit on the left side.",
                "Must customers pay?",
                "We asked other customers to wait.",
                "Users are reminded that the desk is shut.",
                "Members are expected to lock the gate.",
                "Tenants remain responsible for their bins.",
            ],
        );
    }
}
