//! Acts of the sender's that stand in a condition, a purpose or a threat as if nobody did them: "should a refund be
//! approved", "in order for a claim to be considered", "failure to reply will result in your case being closed".

use super::super::edit::{Edit, Scene, Target, raised};
use super::super::nominal;
use super::super::owned::befalls;
use super::super::phrase::pattern;
use super::super::verbs::{Verb, by_base, by_ing, by_participle};
use super::super::worth::Worth;
use crate::detect::Mechanism::LinguisticDistancing;
use crate::text::Span;
use regex::{Captures, Regex};
use std::sync::LazyLock;

const WHO: &str = "says who does it";
const THEM: &str = "asks them, in words that one says";

/// "Should a refund be approved", "in order for a claim to be considered", "whether a refund is to be issued".
static CONDITION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:(should) (?P<should>(?:an?|any|the|your|further) [\w\- ]{2,40}?) be",
        r"|(in order for) (?P<order>(?:an?|any|the|your|us) [\w\- ]{2,40}?) to be",
        r"|((?P<on>decision[\w ]{0,20}? )?(?P<as>as to )?whether) (?P<whether>(?:an?|any|the|your) [\w\- ]{2,40}?) (?:is|are) to be) (?P<verb>\w+)(?P<end>,|\.|;|$| (?:or|and) )",
    ))
});

/// "Failure to return the form will result in".
static FAILURE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\bfailure to (?P<verb>\w+)\b(?P<rest>[^,.;:]{0,80}?) (?P<modal>will|may|might|could|can|would) result in (?P<then>[^,.;:]{3,80})(?P<end>[.;]|$)",
    )
});

/// "Your claim being closed", "the closure of your claim", "a delay".
static THEN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^(?:(?P<thing>(?:your|the|any|this|an?) [\w\- ]{2,40}?) being (?P<verb>\w+)",
        r"|(?:the )?(?P<noun>[\w\-]+) of (?P<of>(?:your|the|any|this) [\w\- ]{2,40})",
        r"|(?P<there>(?:an?|further|delays) [\w\-\u{a3}$\u{20ac} ]{0,40}|delays))$",
    ))
});

/// "Kindly refrain from sending".
static REFRAIN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b(?:kindly|please) (?:refrain|desist|abstain) from (?P<ing>\w+ing)\b(?P<rest>[^.;:]*)")
});

/// The acts of a sentence, told of who does them.
pub(super) fn acts(scene: &Scene<'_>, target: &Target<'_>) -> Vec<Edit> {
    let source = target.source();
    let edits = [
        CONDITION.captures(source).and_then(|caught| condition(scene, &caught)),
        FAILURE.captures(source).and_then(|caught| failure(scene, &caught)),
        REFRAIN.captures(source).and_then(|caught| refrain(&caught)),
    ];
    edits.into_iter().flatten().map(|change| change.placed(target)).collect()
}

/// New words for a stretch of a sentence.
struct Change {
    from: usize,
    to: usize,
    text: String,
    reason: &'static str,
}

impl Change {
    fn placed(self, target: &Target<'_>) -> Edit {
        let from = target.said.span.start;
        let large = self.from == 0 && target.source().starts_with(char::is_uppercase);
        let text = if large { raised(&self.text) } else { self.text };
        let span = Span::new(from + self.from, from + self.to);
        Edit::new(span, text, LinguisticDistancing, self.reason).worth(Worth::Small)
    }
}

/// The verb behind this participle, where it is the sender's alone.
fn senders(participle: &str) -> Option<&'static Verb> {
    by_participle(&participle.to_lowercase()).filter(|verb| verb.is("s") && !verb.is("pq") && !befalls(verb))
}

/// "Should a refund be approved" as "if we approve a refund".
fn condition(scene: &Scene<'_>, caught: &Captures<'_>) -> Option<Change> {
    let we = scene.voice?.subject(false);
    let base = &senders(&caught["verb"])?.base;
    let part = |name: &str| caught.name(name).map(|part| part.as_str());
    let (text, thing) = if let Some(thing) = part("should") {
        (format!("if {we} {base} {thing}"), thing)
    } else if let Some(thing) = part("order") {
        (format!("so that {we} can {base} {thing}"), thing)
    } else {
        let thing = part("whether")?;
        // A decision is made on something, and need not be made "as to" it.
        let lead = match (part("on"), part("as")) {
            (Some(decision), Some(_)) => format!("{decision}on "),
            (decision, _) => decision.unwrap_or("").to_owned(),
        };
        (format!("{lead}whether {we} will {base} {thing}"), thing)
    };
    // A second participle behind "and" would hang in the air: "be approved and paid".
    let joined = caught["end"].trim() == "and" || thing.contains(" that ") || thing.contains(" which ");
    let whole = caught.get(0)?;
    (!joined).then(|| Change { from: whole.start(), to: whole.end() - caught["end"].len(), text, reason: WHO })
}

/// "Failure to reply will result in your case being closed" as "if you do not reply, we will close your case".
fn failure(scene: &Scene<'_>, caught: &Captures<'_>) -> Option<Change> {
    let modal = match caught["modal"].to_lowercase().as_str() {
        "will" | "would" => "will",
        _ => "may",
    };
    let then = then(scene, &caught["then"], modal)?;
    // "Not any of them" would ask for less than it says.
    let rest = caught["rest"].replace("any of the ", "all of the ");
    let some = rest.split_whitespace().any(|word| matches!(word, "any" | "either" | "not"));
    let unless = match (&*caught["verb"].to_lowercase(), &*rest) {
        ("do", " so") => "if you do not".to_owned(),
        (verb, rest) => format!("if you do not {verb}{rest}"),
    };
    let whole = caught.get(0)?;
    let to = whole.end() - caught["end"].len();
    (!some).then(|| Change { from: whole.start(), to, text: format!("{unless}, {then}"), reason: WHO })
}

/// What follows where something is not done.
fn then(scene: &Scene<'_>, source: &str, modal: &str) -> Option<String> {
    let caught = THEN.captures(source)?;
    let part = |name: &str| caught.name(name).map(|part| part.as_str());
    if let Some(there) = part("there") {
        return Some(format!("there {modal} be {there}"));
    }
    let we = scene.voice?.subject(false);
    let (base, thing) = match part("noun") {
        Some(noun) => (by_base(nominal::hidden(&noun.to_lowercase())?).base, part("of")?),
        None => (senders(part("verb")?)?.base.clone(), part("thing")?),
    };
    Some(format!("{we} {modal} {base} {thing}"))
}

/// "Kindly refrain from sending photographs" as "please do not send photographs".
fn refrain(caught: &Captures<'_>) -> Option<Change> {
    let base = by_ing(&caught["ing"].to_lowercase())?;
    // A second verb would keep its "-ing": "refrain from calling or writing".
    let words = caught["rest"].split_whitespace();
    let joined = words.clone().zip(words.skip(1)).any(|(one, two)| matches!(one, "or" | "and") && two.ends_with("ing"));
    let (whole, ing) = (caught.get(0)?, caught.name("ing")?);
    (!joined).then(|| Change {
        from: whole.start(),
        to: ing.end(),
        text: format!("please do not {base}"),
        reason: THEM,
    })
}
