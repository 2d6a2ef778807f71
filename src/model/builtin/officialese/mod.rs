//! Words of an office as people say them: "please be advised that", "it is regretted that", "should you wish to".

mod act;
mod asked;
mod frame;
mod rows;
#[cfg(test)]
mod tests;
mod words;

use super::edit::{Edit, Scene, Target};
use super::phrase::{edits, pattern};
use super::worth::Worth;
use crate::detect::Mechanism::LinguisticDistancing;
use crate::reading::sentences::Line;
use crate::text::Span;
use act::acts;
use asked::asked;
use frame::{frames, told};
use regex::Regex;
use rows::{COUNTER, PHRASES, SPEAKS};
use std::sync::LazyLock;
use words::WORDS;

/// Phrases of the counter, which go without a word in their place.
static FORMULA: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^(?:(?:dear|hello|hi|hey) [^,.;]{1,40}, )?((?:please|kindly) (?:be (?:advised|informed|aware|assured)|rest assured|note) that,? ",
        r"|(?:you can |you may )?rest assured(?: that)?,? ",
        r"|(?:we|i) (?:can |would like to |wish to )?assure you that ",
        r"|(?:we|i) (?:would like|wish|write|are writing|am writing) to (?:inform|advise) you that,? ",
        r"|(?:further to|with reference to|with regards? to|in response to) your (?:recent )?(?:message|e-?mail|letter|enquiry|inquiry|complaint|request|query), )\w",
    ))
});

/// The phrases of a sentence in plain words.
pub(super) fn propose(scene: &Scene<'_>, target: &Target<'_>) -> Vec<Edit> {
    if target.said.line == Line::Other || target.said.line == Line::Greeting {
        return Vec::new();
    }
    let rows = [&PHRASES, &WORDS];
    let phrases = rows.into_iter().flat_map(|rows| edits(rows, target, scene.voice, LinguisticDistancing));
    let mut found: Vec<Edit> = phrases.map(weighed).collect();
    found.extend(acts(scene, target));
    found.extend(formula(target));
    found.extend(frames(scene, target));
    found.extend(asked(scene, target));
    found.extend(told(scene, target));
    found
}

/// A plainer word alone is hardly felt; somebody who speaks is.
fn weighed(edit: Edit) -> Edit {
    if edit.reason == SPEAKS { edit } else { edit.worth(Worth::Small) }
}

/// "Please be advised that we are closed" as "we are closed".
fn formula(target: &Target<'_>) -> Option<Edit> {
    let source = target.source();
    let phrase = FORMULA.captures(source)?.get(1)?;
    // "Please note that it is late and that we are shut": the second "that" would lean on nothing.
    let leans = source.contains(" and that ");
    let from = target.said.span.start;
    let span = Span::new(from + phrase.start(), from + phrase.end());
    let edit = Edit::new(span, "", LinguisticDistancing, COUNTER);
    (!leans).then(|| if phrase.start() == 0 { edit.raising() } else { edit })
}
