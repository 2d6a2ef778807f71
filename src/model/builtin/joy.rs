//! Flat answers to joy made glad: "good to hear that", "that's a pleasing outcome".

use super::edit::{Edit, Scene, Target, raised};
use super::phrase::pattern;
use crate::detect::Mechanism::SentimentAttenuation;
use crate::reading::sentences::Line;
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// How much joy makes a flat answer one that hurts.
const GREAT: f64 = 0.5;

/// "Good to hear that Ana got the part": a receipt of something that they told.
static THAT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^((?:(?:hi|hello|dear|hey) [^,.;!?]{1,40}, )?)(?:(?:it's |it is |that's )?(?:always )?(?:good|nice|great|pleasing) (?:to hear|to see|to read|to know|news)(?: that)?",
        r"|(?:i'm |i am |we're |we are |we were |i was )?(?:really |very |so )?(?:glad|pleased|happy)(?: to (?:hear|see|read|know|learn))?(?: that)?",
        r"|(?:thanks|thank you|many thanks)(?: so much| very much)? for (?:letting (?:us|me) know|telling (?:us|me)|informing (?:us|me)|the news)(?: that)?)",
        r" ((?:the|your|you|you're|you've|he|she|they|it|his|her|our|both|all|(?-i:[A-Z])[a-z]+)\b)",
    ))
});

/// "That's a pleasing outcome": the news called by a weak name.
static NEWS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(that's|that is|this is|what) (?:really |very |quite |certainly )?(?:a |an )?(?:(?:positive|pleasing|welcome|encouraging|good|nice|favourable|great|fair) (?:development|outcome|result|news|step|update|milestone)|good to hear|nice to hear|pleasing)\b",
    )
});

/// "Good to hear." and the like, whole.
static WHOLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:(?:good|nice|great|glad|pleased|happy) to (?:hear|read|know)(?: (?:that|it|this))?|(?:thanks|thank you|many thanks)(?: so much| very much)? for (?:the (?:update|news|note|message)|letting (?:us|me) know|telling (?:us|me)|keeping (?:us|me) (?:posted|informed|updated))|(?:good|nice|lovely|great|pleasing) news|good stuff|noted|good|nice one|nice work)(?:[.!]|, )",
    )
});

/// "Well done on passing".
static DONE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\bwell done (on|for)\b"));

/// Gladness in a sentence that receives good news flatly.
pub(super) fn propose(scene: &Scene<'_>, target: &Target<'_>) -> Vec<Edit> {
    let person = &scene.reading.person;
    let glad = person.joy >= GREAT && person.joy > person.pain && !person.loss;
    if target.said.line == Line::Other || target.said.asks || !glad || !target.found(&["SA01", "SA02", "SA03", "SA05"])
    {
        return Vec::new();
    }
    let source = target.source().replace('\u{2019}', "'");
    // A curly apostrophe is longer than a straight one: places would move.
    if source.len() != target.source().len() {
        return Vec::new();
    }
    let change =
        that(scene, &source).or_else(|| news(&source)).or_else(|| whole(scene, &source)).or_else(|| done(&source));
    let from = target.said.span.start;
    let edit = |(start, end, text): (usize, usize, String)| {
        Edit::new(Span::new(from + start, from + end), text, SentimentAttenuation, "is glad with them")
    };
    change.map(edit).into_iter().collect()
}

/// A beginning that varies with the text, so that a shelf of replies does not open alike.
fn varied<'w>(scene: &Scene<'_>, ways: &[&'w str]) -> &'w str {
    let sum: usize = scene.text().source.bytes().map(usize::from).sum();
    ways.get(sum % ways.len().max(1)).copied().unwrap_or_default()
}

/// "Good to hear that it went well" as "how wonderful that it went well".
fn that(scene: &Scene<'_>, source: &str) -> Option<(usize, usize, String)> {
    let caught = THAT.captures(source)?;
    let (hello, next) = (caught[1].to_owned(), caught.get(2)?);
    let way = varied(scene, &["how wonderful that", "it is wonderful that"]);
    let start = hello.len();
    let way = if start == 0 { raised(way) } else { way.to_owned() };
    Some((start, next.start(), format!("{way} ")))
}

/// "That's a pleasing outcome" as "that is wonderful news".
fn news(source: &str) -> Option<(usize, usize, String)> {
    let caught = NEWS.captures(source)?;
    let whole = caught.get(0)?;
    let word = &caught[1];
    Some((whole.start(), whole.end(), format!("{word} wonderful news")))
}

/// "Good to hear." as "That is wonderful to hear."
fn whole(scene: &Scene<'_>, source: &str) -> Option<(usize, usize, String)> {
    let caught = WHOLE.captures(source)?;
    let all = caught.get(0)?;
    let way = varied(scene, &["What wonderful news", "That is wonderful to hear", "How wonderful"]);
    let end = if all.as_str().ends_with(", ") { ", " } else { "!" };
    Some((all.start(), all.end(), format!("{way}{end}")))
}

/// "Well done on passing" as "congratulations on passing".
fn done(source: &str) -> Option<(usize, usize, String)> {
    let caught = DONE.captures(source)?;
    let all = caught.get(0)?;
    let word = if all.as_str().starts_with('W') { "Congratulations" } else { "congratulations" };
    Some((all.start(), all.end(), format!("{word} {}", &caught[1])))
}

#[cfg(test)]
mod tests {
    use super::super::trial::{leaves, makes};
    use super::propose;

    const JOY: &str = "I PASSED!!! Fourth time, I am over the moon, I cried with joy on the bus!!!";

    #[test]
    fn flat_answers_become_glad() {
        makes(
            propose,
            "SA02",
            JOY,
            &[
                ("That's a pleasing outcome after four goes.", "That's wonderful news after four goes."),
                ("Thanks for the update. Card 12 is in the post.", "What wonderful news! Card 12 is in the post."),
                ("Hi Ana, well done on the test.", "Hi Ana, congratulations on the test."),
                ("Good to hear that you passed after four goes.", "How wonderful that you passed after four goes."),
            ],
        );
    }

    #[test]
    fn other_answers_are_left() {
        leaves(
            propose,
            "SA02",
            JOY,
            &["You passed, after four goes!", "Is that good news?", "Your card is in the post."],
        );
        leaves(
            propose,
            "SA02",
            "My cat died and I am in pieces.",
            &["Thanks for letting us know that he died.", "Good to hear."],
        );
    }
}
