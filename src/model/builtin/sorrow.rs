//! Weak sorrow as plain sorrow: "it's a bit of a shame that", "sorry if", "did not live up to expectations"; and the
//! person's own loss in the place of an inconvenience.

use super::edit::{Edit, Scene, Target};
use super::mirror::{loss, thing};
use super::phrase::pattern;
use crate::detect::Mechanism::{self, ConflictAvoidance, SentimentAttenuation};
use crate::reading::sentences::Line;
use crate::text::Span;
use regex::{Captures, Regex};
use std::sync::LazyLock;

/// "It's a bit of a shame that the lamp came late".
static SHAME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\bit(?:'s|\u{2019}s| is| was) (?:quite |rather |such |really )?(?:an? )?(?:bit of an? |little |slight |something of an? )?(?:shame|pity|disappointing|unfortunate|regrettable)( that)? (th\w+|you\w*|your|we|our|it|he|she|they|his|her|nobody|no one|(?-i:[A-Z])\w+)\b",
    )
});

/// "Sorry the lamp did not live up to expectations".
static FELL_SHORT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\bsorry (?:that |if )?((?:the|your|our|this|that) [\w' \u{2019}\-]{2,36}?) (?:wasn['\u{2019}]t|weren['\u{2019}]t|isn['\u{2019}]t|was not|were not|didn['\u{2019}]t|did not|hasn['\u{2019}]t|fell) ",
        r"(?:quite |exactly |entirely |fully )?(?:what you(?:['\u{2019}]d| had)? (?:had )?(?:in mind|(?:been )?hoping for|were hoping for|were expecting|were looking for|hoped for|hoped|expected|wanted)",
        r"|(?:live|lived|come|came|measure|measured) up to (?:your |our |the )?(?:usual |high )?(?:expectations|standards?)|meet (?:your |our )?(?:expectations|standards?)",
        r"|(?:turn|turned|work|worked|go|gone) (?:out )?(?:quite )?(?:the way|as|how) you(?:['\u{2019}]d| had| would have)? (?:planned|hoped|expected|imagined|liked|wished)(?: it)?",
        r"|short of (?:your |the )?(?:expectations|standards?|hopes))([.,;!]|$| and\b)",
    ))
});

/// "Sorry if the page gave you the wrong idea": an act of the sender's, which the person told.
static IF: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\b(sorry(?: as well| too)?|apologi[sz]e|apologies|regret) if ((?:i|we|my|our|the|this|that|it|[A-Z]\w+|moving|sending|putting|telling|asking)\b[^.;!?]{0,60}?",
        r"\b(?:came|gave|caused|made|left|hurt|upset|put|took|sent|kept|let|added|confused|cost|failed|missed|was|were|wasn't|weren't|isn't|didn't)\b(?: any| some)?)",
    ))
});

/// "Sorry you felt the need to".
static NEED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\bsorry (that )?you (?:felt|feel) (?:the need to|you had to|that you had to|forced to|obliged to)\b")
});

/// "Sorry for any inconvenience", as the whole of what is regretted.
static VAGUE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:(?:(?:i|we)(?:['\u{2019}]m| am|['\u{2019}]re| are)? (?:(?:do|so|very|truly|really|sincerely|deeply) )*|please accept (?:our|my) (?:sincere )?|(?:our |my )?(?:sincere )?)?(?:sorry|apologi[sz]e|apologies)(?: sincerely)?) ",
        r"(?:for|about) (?:any|the|this|all the|your) (?:\w+ )?(?:inconvenience|trouble|disruption|incident|frustration|disappointment|experience|upset|distress|situation|issue|problem)s?",
        r"(?: (?:that )?(?:this|it|that|which|we|you)?(?: has| have|['\u{2019}]ve| may have| might have)? ?(?:caused?|experienced|had)(?: you| to you)?)?([.!]|, (?:and|but)|$)",
    ))
});

/// Plain sorrow for a sentence.
pub(super) fn propose(scene: &Scene<'_>, target: &Target<'_>) -> Vec<Edit> {
    let person = &scene.reading.person;
    let felt = person.loss || person.pain.max(person.tension) > 0.15;
    let found = target.findings.iter().any(|one| matches!(one.mechanism, SentimentAttenuation | ConflictAvoidance))
        || target.found(&["EGM01", "EGM02"]);
    if target.said.line != Line::Prose || target.said.asks || !felt || !found {
        return Vec::new();
    }
    let makes: [fn(&Scene<'_>, &str) -> Option<Change>; 5] = [vague, fell_short, need, conditional, shame];
    let change = makes.iter().find_map(|make| make(scene, target.source()));
    change.into_iter().filter_map(|change| change.placed(target)).collect()
}

/// What changes in a sentence.
struct Change {
    from: usize,
    to: usize,
    text: String,
    mechanism: Mechanism,
    reason: &'static str,
}

impl Change {
    /// A change of everything that was caught.
    fn whole(caught: &Captures<'_>, text: String, mechanism: Mechanism, reason: &'static str) -> Option<Self> {
        let all = caught.get(0)?;
        Some(Self { from: all.start(), to: all.end(), text, mechanism, reason })
    }

    /// The change as an edit of the text.
    fn placed(self, target: &Target<'_>) -> Option<Edit> {
        let from = target.said.span.start;
        let large = self.from == 0 && target.source().starts_with(char::is_uppercase);
        let text = if large { super::edit::raised(&self.text) } else { self.text };
        let span = Span::new(from + self.from, from + self.to);
        target.said.span.contains(span).then(|| Edit::new(span, text, self.mechanism, self.reason))
    }
}

/// Who is sorry: "I'm", "we are", as the draft speaks of itself.
pub(super) fn sorry(scene: &Scene<'_>) -> &'static str {
    let source = scene.text().source.replace('\u{2019}', "'");
    let says = |words: &[&str]| words.iter().any(|word| source.contains(word));
    let single = says(&["I'm ", "I've ", "I'll ", "I am ", "I have ", " I "])
        || source.starts_with("I ")
        || scene.voice.is_none();
    let short = says(&["'m ", "'ve ", "'ll ", "n't ", "'re "]);
    match (single, short) {
        (true, true) => "I'm sorry",
        (true, false) => "I am sorry",
        (false, true) => "we're sorry",
        (false, false) => "we are sorry",
    }
}

/// "It's a bit of a shame that" as "I'm sorry that".
fn shame(scene: &Scene<'_>, source: &str) -> Option<Change> {
    let caught = SHAME.captures(source)?;
    let before = source.get(..caught.get(0)?.start())?.to_lowercase();
    // "I know it's a pity" and "they say it's a pity" are about somebody's opinion.
    let opens = before.is_empty() || [", ", "; ", ": ", "so ", "and ", "but "].iter().any(|end| before.ends_with(end));
    let again = source.to_lowercase().contains("sorry") || !opens;
    let that = caught.get(1).map_or("", |that| that.as_str());
    let text = format!("{}{that} {}", sorry(scene), &caught[2]);
    if again {
        return None;
    }
    Change::whole(&caught, text, SentimentAttenuation, "says sorry instead of calling it a pity")
}

/// "Sorry the lamp did not live up to expectations" as "sorry about the lamp".
fn fell_short(_: &Scene<'_>, source: &str) -> Option<Change> {
    let caught = FELL_SHORT.captures(source)?;
    let noun = &caught[1];
    if noun
        .split_whitespace()
        .any(|word| matches!(word.to_lowercase().as_str(), "you" | "we" | "which" | "who" | "experience"))
    {
        return None;
    }
    let text = format!("{} about {noun}{}", source.get(caught.get(0)?.start()..)?.get(..5)?, &caught[2]);
    Change::whole(&caught, text, SentimentAttenuation, "is sorry for it, not for what they expected")
}

/// "Sorry you felt the need to" as "sorry that you had to".
fn need(_: &Scene<'_>, source: &str) -> Option<Change> {
    let caught = NEED.captures(source)?;
    let that = caught.get(1).map_or("", |that| that.as_str());
    let word = source.get(caught.get(0)?.start()..)?.get(..5)?;
    Change::whole(
        &caught,
        format!("{word} {that}you had to"),
        ConflictAvoidance,
        "is sorry for what they went through, not for how they felt about it",
    )
}

/// "Sorry if the page gave you the wrong idea" as "sorry that it did".
fn conditional(scene: &Scene<'_>, source: &str) -> Option<Change> {
    let caught = IF.captures(source)?;
    let before = source.get(..caught.get(0)?.start())?.to_lowercase();
    // Who "would be sorry if" is not sorry yet; and only a grievance makes the condition hollow.
    let would =
        ["would be ", "'d be ", "\u{2019}d be ", "will be ", "might be "].iter().any(|word| before.ends_with(word));
    let open = ["any of", "anything", "you need", "you have", "something", "took any"]
        .iter()
        .any(|word| source.to_lowercase().contains(word));
    let vague = ["anyone", "anybody", "either of you"].iter().any(|word| source.to_lowercase().contains(word));
    let felt = scene.reading.person.tension.max(scene.reading.person.pain) >= 0.25;
    if would || open || vague || !felt || super::apology::blames(source) {
        return None;
    }
    // "That it caused any confusion" would take it half back.
    let act = caught[2].trim_end_matches(" any").trim_end_matches(" some");
    Change::whole(
        &caught,
        format!("{} that {act}", &caught[1]),
        ConflictAvoidance,
        "takes the \u{201c}if\u{201d} out of an apology",
    )
}

/// "We apologise for any inconvenience" as "we are sorry that you had to write to two offices".
fn vague(scene: &Scene<'_>, source: &str) -> Option<Change> {
    let caught = VAGUE.captures(source)?;
    let told = loss(scene)
        .map(|clause| format!("that {clause}"))
        .or_else(|| thing(scene).map(|noun| format!("about {noun}")))?;
    let tail = caught.get(1).map_or("", |tail| tail.as_str());
    let text = format!("{} {told}{tail}", sorry(scene));
    Change::whole(&caught, text, SentimentAttenuation, "names what happened to them")
}

#[cfg(test)]
mod tests {
    use super::super::trial::{leaves, makes};
    use super::propose;

    #[test]
    fn weak_sorrow_becomes_plain() {
        makes(
            propose,
            "SA01",
            "You sent the quilt in the wrong colours and I am furious. It was for my grandmother.",
            &[
                ("It's a bit of a shame the quilt came late.", "We are sorry the quilt came late."),
                (
                    "I've seen it, and it is a pity that the quilt came late.",
                    "I've seen it, and I'm sorry that the quilt came late.",
                ),
                ("We are sorry the quilt wasn't quite what you hoped for.", "We are sorry about the quilt."),
                (
                    "I'm sorry that your quilt did not live up to expectations, and I will send another.",
                    "I'm sorry about your quilt, and I will send another.",
                ),
                ("I'm sorry if the page gave you the wrong idea.", "I'm sorry that the page gave you the wrong idea."),
                ("I'm sorry if our note caused any upset.", "I'm sorry that our note caused upset."),
                ("I'm sorry you felt the need to write twice.", "I'm sorry you had to write twice."),
            ],
        );
    }

    #[test]
    fn the_loss_is_theirs() {
        makes(
            propose,
            "SA01",
            "I had to sleep in my coat with the baby. I am exhausted and angry with you.",
            &[
                (
                    "We apologise for any inconvenience.",
                    "We are sorry that you had to sleep in your coat with the baby.",
                ),
                (
                    "I've ordered the part. Sorry for the trouble this has caused.",
                    "I've ordered the part. I'm sorry that you had to sleep in your coat with the baby.",
                ),
            ],
        );
        makes(
            propose,
            "SA01",
            "The cabinet came without its doors, and nobody rings me. I am furious.",
            &[("We apologise for any inconvenience.", "We are sorry that the cabinet came without its doors.")],
        );
    }

    #[test]
    fn other_sorrow_is_left() {
        leaves(
            propose,
            "SA01",
            "You broke the vase and I am furious.",
            &[
                "We are sorry that we broke the vase.",
                "I'd be sorry if the vase was gone.",
                "We are sorry if you felt ignored.",
                "We are sorry if anything was missing.",
                "It is a shame to waste it.",
            ],
        );
    }
}
