//! What an office asks without asking: "it is requested that the form be completed".

use super::super::edit::{Edit, Scene, Target};
use super::super::phrase::pattern;
use super::super::verbs::by_participle;
use super::super::worth::Worth;
use crate::detect::Mechanism::LinguisticDistancing;
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// "It is requested that the form be completed and returned" as "please complete and return the form".
pub(super) fn asked(scene: &Scene<'_>, target: &Target<'_>) -> Option<Edit> {
    static ASKED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\bit is (?:kindly |generally |also )?(requested|asked|recommended|suggested|advised) that ([^,;:.()]{3,70}?) be (\w+)(?: and (\w+))?( [^,;:.()]{2,60})?([.,;]|$)",
        )
    });
    let caught = ASKED.captures(target.source())?;
    // What is recommended may be somebody else's to do: "it is recommended that the lump be examined".
    let theirs =
        |verb: &&super::super::verbs::Verb| matches!(&caught[1].to_lowercase()[..3], "req" | "ask") || verb.is("pq");
    let verb = |at: usize| {
        caught
            .get(at)
            .map(|word| by_participle(&word.as_str().to_lowercase()).filter(theirs).map(|verb| verb.base.clone()))
    };
    let first = verb(3)??;
    let verbs = match verb(4) {
        Some(second) => format!("{first} and {}", second?),
        None => first,
    };
    let subject = &caught[2];
    let clean = !subject.contains(" be ") && !subject.contains(" that ") && !subject.contains(" is ");
    let whole = caught.get(0)?;
    let head = match caught[1].to_lowercase().as_str() {
        "requested" | "asked" => "please".to_owned(),
        word => format!(
            "{} {} that you",
            scene.voice?.subject(false),
            by_participle(word).map_or("recommend", |verb| &verb.base)
        ),
    };
    let head = if whole.as_str().starts_with(char::is_uppercase) { super::super::edit::raised(&head) } else { head };
    let tail = caught.get(5).map_or("", |tail| tail.as_str());
    let from = target.said.span.start;
    let span = Span::new(from + whole.start(), from + whole.end());
    let text = format!("{head} {verbs} {subject}{tail}{}", &caught[6]);
    (clean && !tail.contains(" by the "))
        .then(|| Edit::new(span, text, LinguisticDistancing, "asks them, in words that one says").worth(Worth::Small))
}
