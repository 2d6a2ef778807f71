//! Frames in which nobody speaks: "it is acknowledged that", "that this hurt is understood".

use super::super::edit::{Edit, Scene, Target};
use super::super::phrase::{listed, pattern};
use super::super::verbs::by_participle;
use super::super::voice::Voice;
use super::super::worth::Worth;
use super::rows::SPEAKS;
use crate::detect::Mechanism::LinguisticDistancing;
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// "It is acknowledged that", "it was established that".
static FRAME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\bit (is|was|has been|had been) (?:(hereby|duly|now|also|further|fully|deeply|sincerely|greatly) )?",
        r"(acknowledged|recogni[sz]ed|appreciated|understood|noted|accepted|regretted|recommended|suggested|established",
        r"|determined|concluded|confirmed|agreed|identified|decided|considered|found) (that|how|why)\b",
    ))
});

/// Verbs that take a thing in without a stand on it.
const RECEIVING: &str = "note noted understand understood suggest suggested identify identified consider considered";

/// "That this was felt as a slight is understood", whole.
static TOLD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^that ((?:this|it|you|your|the|an?|our|these|those|there) [^;:]{6,120}?) is (?:fully |deeply |duly |also )?(understood|acknowledged|recogni[sz]ed|accepted|regretted)\.$",
    )
});

/// "That this is felt as a slight is understood" as "we understand that this is felt as a slight".
pub(super) fn told(scene: &Scene<'_>, target: &Target<'_>) -> Option<Edit> {
    let voice = scene.voice.filter(|voice| *voice == Voice::We)?;
    let caught = TOLD.captures(target.source())?;
    let verb = said(&caught[2].to_lowercase(), "is")?;
    let text = format!("{} {verb} that {}.", voice.subject(true), &caught[1]);
    Some(Edit::new(target.said.span, text, LinguisticDistancing, SPEAKS))
}

/// Frames in which nobody speaks, with somebody.
pub(super) fn frames(scene: &Scene<'_>, target: &Target<'_>) -> Vec<Edit> {
    let Some(voice) = scene.voice else { return Vec::new() };
    let from = target.said.span.start;
    let each = |caught: regex::Captures<'_>| {
        let (whole, be, participle) = (caught.get(0)?, caught.get(1)?, caught.get(3)?);
        let adverb =
            caught.get(2).map(|word| word.as_str().to_lowercase()).filter(|word| word != "hereby" && word != "duly");
        let adverb = adverb.map(|word| format!("{word} ")).unwrap_or_default();
        let verb = said(&participle.as_str().to_lowercase(), &be.as_str().to_lowercase())?;
        // Whoever writes for others and says "I" understands little in their place.
        if voice == Voice::I && verb.starts_with("underst") {
            return None;
        }
        // What was decided was seldom decided by the one who writes.
        let office = ["decided", "determined", "agreed", "concluded", "established", "found"];
        let many = voice == Voice::I && office.contains(&participle.as_str().to_lowercase().as_str());
        let voice = if many { Voice::We } else { voice };
        let we = voice.subject(whole.as_str().starts_with(char::is_uppercase));
        let aux = if be.as_str().contains("been") {
            if be.as_str().starts_with(['h', 'H']) && be.as_str().contains("had") { "had " } else { "have " }
        } else {
            ""
        };
        let span = Span::new(from + whole.start(), from + whole.end());
        let worth = if listed(RECEIVING, &verb) { Worth::Small } else { Worth::Felt };
        let text = format!("{we} {aux}{adverb}{verb} {}", &caught[4]);
        Some(Edit::new(span, text, LinguisticDistancing, SPEAKS).worth(worth))
    };
    FRAME.captures_iter(target.source()).filter_map(each).collect()
}

/// The form of the verb behind the sender.
fn said(participle: &str, be: &str) -> Option<String> {
    let past = be != "is";
    let known: Option<(&str, &str)> = match participle {
        "understood" => Some(("understand", "understood")),
        "recognised" => Some(("recognise", "recognised")),
        "recognized" => Some(("recognize", "recognized")),
        "suggested" => Some(("suggest", "suggested")),
        "agreed" => Some(("agree", "agreed")),
        "decided" => Some(("decide", "decided")),
        _ => None,
    };
    if let Some((base, done)) = known {
        return Some(if past { done } else { base }.to_owned());
    }
    let verb = by_participle(participle)?;
    Some(if past { verb.past.clone() } else { verb.base.clone() })
}
