//! Words of an office as people say them: "please be advised that", "it is regretted that", "should you wish to".

use super::edit::{Edit, Scene, Target};
use super::phrase::{Phrase, Row, compiled, edits, listed, pattern};
use super::verbs::by_participle;
use super::voice::Voice;
use super::worth::Worth;
use crate::detect::Mechanism::LinguisticDistancing;
use crate::reading::sentences::Line;
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

const PLAIN: &str = "says it as one would across a table";
const SPEAKS: &str = "lets somebody say it";
const COUNTER: &str = "takes away a phrase of the counter";

/// Phrases and what stands in their place.
const ROWS: &[Row] = &[
    (r"^we regret to (?:inform|advise) you that\b", "{we} {am} sorry to tell you that", PLAIN),
    (r"\bshould you wish to\b", "if you want to", PLAIN),
    (r"\bshould you (?:require|need)\b", "if you need", PLAIN),
    (r"\bshould you have\b", "if you have", PLAIN),
    (r"\bshould ((?:an?|any|further) [\w\- ]{2,40}?) be (?:required|needed)\b", "if you need $1", PLAIN),
    (r"\bshould ((?:an?|any|further) [\w\- ]{2,40}?) be desired\b", "if you want $1", PLAIN),
    (r"\bshould ((?:an?|any) [\w\- ]{2,40}?[^s\W]) (already |still |ever )?be ", "if $1 is $2", PLAIN),
    (r"\bshould ((?:any )?(?:further|more|additional) [\w\- ]{0,30}?\w+s) be ", "if $1 are ", PLAIN),
    (
        r"\bif ((?:additional|further|any|more|an?) [\w\- ]{2,40}?) (?:is|are) (?:needed|required)\b",
        "if you need $1",
        "speaks to them",
    ),
    (r"\bprior to\b", "before", PLAIN),
    (r"\bsubsequent to\b", "after", PLAIN),
    (r"\bwhilst\b", "while", PLAIN),
    (r"\bin the event that\b", "if", PLAIN),
    (r"\bin the event of (an? [a-z]+(?: [a-z]+)?)([ ,.;])", "if there is $1$2", PLAIN),
    (r"\bupon receipt of (your|the|an?)\b", "when {we} receive $1", "says who receives it"),
    (r"\bin lieu of\b", "instead of", PLAIN),
    (r"\bat (?:this|the present) (?:time|juncture)\b", "at the moment", PLAIN),
    (r"\bendeavou?r to\b", "try to", PLAIN),
    (r"\bascertain\b", "find out", PLAIN),
    (r"\butili[sz]e\b", "use", PLAIN),
    (r"\butili[sz]ed\b", "used", PLAIN),
    (r"\bcommence\b", "start", PLAIN),
    (r"\bcommences\b", "starts", PLAIN),
    (r"\bthe (?:aforementioned|above-?mentioned) (\w+[^s\W])\b", "that $1", PLAIN),
    (r"\bthe (?:aforementioned|above-?mentioned) (\w+s)\b", "those $1", PLAIN),
    (r"\bas per your (?:request|wishes)\b", "as you asked", PLAIN),
    (r"\bin accordance with your (?:request|wishes)\b", "as you asked", PLAIN),
    (
        r"\b(?:as per|in accordance with|in line with|pursuant to) ((?:(?:our|the) )?(?:[\w\-]+ )?(?:terms|policy|policies|conditions|section|clause|regulations?|rules?|guidelines?|agreement)\b)",
        "under $1",
        PLAIN,
    ),
    (
        r"\b(enquiry|inquiry|message|e-?mail|letter|complaint|question|query|request|call) (?:in respect of|with respect to|with regards? to|in relation to|in regard to|pertaining to|regarding)\b",
        "$1 about",
        PLAIN,
    ),
    (
        r"^kindly (note|submit|refer|contact|complete|provide|send|return|confirm|ensure|allow|let|use|reply|visit|check|bring|keep)\b",
        "please $1",
        PLAIN,
    ),
    (
        r"\b(and|,) kindly (note|submit|refer|contact|complete|provide|send|return|confirm|ensure|allow|let|use|reply|visit|check|bring|keep)\b",
        "$1 please $2",
        PLAIN,
    ),
    (r", for which (?:apologies are|an apology is) offered\b", ", and {we} apologise for that", SPEAKS),
    (r"\bapologies are (?:offered|extended) for\b", "{we} apologise for", SPEAKS),
    (r"\b(?:regret is|regrets are) expressed (?:for|over|about|at)\b", "{we} regret", SPEAKS),
    (r"\b(?:regret is|regrets are) expressed that\b", "{we} regret that", SPEAKS),
    (r"\bit is (?:deeply |sincerely |greatly )?regretted if\b", "{we} {am} sorry if", SPEAKS),
    (r"\bit is (?:most |deeply )?regrettable that\b", "{we} regret that", SPEAKS),
    (
        r"\bit is (?:sincerely |very much )?hoped that consideration will be given to\b",
        "{we} hope that you will consider",
        SPEAKS,
    ),
    (r"\bit is (?:sincerely |very much )?hoped that\b", "{we} hope that", SPEAKS),
    (r"\bit is requested that you\b", "please", SPEAKS),
    (r"\bit is (?:recommended|suggested|advised|advisable) that you\b", "{we} recommend that you", SPEAKS),
    (
        r", for which (?:full )?responsibility is (?:accepted|taken)\b",
        ", and {we} take responsibility for that",
        SPEAKS,
    ),
    (
        r"\bresponsibility for (th(?:is|at|e [\w ]{2,30}?)) is (?:accepted|taken)\b",
        "{we} take responsibility for $1",
        SPEAKS,
    ),
    (r"\b(?:is|are|was|were) attributable to\b", "came from", PLAIN),
    (r"\bin respect of\b", "for", PLAIN),
];

/// Phrases of the counter, which go without a word in their place.
static FORMULA: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^(?:(?:dear|hello|hi|hey) [^,.;]{1,40}, )?((?:please|kindly) (?:be (?:advised|informed|aware)|note) that,? ",
        r"|(?:we|i) (?:would like|wish|write|are writing|am writing) to (?:inform|advise) you that,? ",
        r"|(?:further to|with reference to|with regards? to|in response to) your (?:recent )?(?:message|e-?mail|letter|enquiry|inquiry|complaint|request|query), )\w",
    ))
});

static PHRASES: LazyLock<Vec<Phrase>> = LazyLock::new(|| compiled(ROWS));

/// "It is acknowledged that", "it was established that".
static FRAME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\bit (is|was|has been|had been) (?:(hereby|duly|now|also|further|fully|deeply|sincerely|greatly) )?",
        r"(acknowledged|recogni[sz]ed|appreciated|understood|noted|accepted|regretted|recommended|suggested|established",
        r"|determined|concluded|confirmed|agreed|identified|decided|considered) (that|how|why)\b",
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

/// The phrases of a sentence in plain words.
pub(super) fn propose(scene: &Scene<'_>, target: &Target<'_>) -> Vec<Edit> {
    if target.said.line == Line::Other || target.said.line == Line::Greeting {
        return Vec::new();
    }
    let mut found: Vec<Edit> =
        edits(&PHRASES, target, scene.voice, LinguisticDistancing).into_iter().map(weighed).collect();
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

/// "It is requested that the form be completed and returned" as "please complete and return the form".
fn asked(scene: &Scene<'_>, target: &Target<'_>) -> Option<Edit> {
    static ASKED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\bit is (?:kindly |generally |also )?(requested|asked|recommended|suggested|advised) that ([^,;:.()]{3,70}?) be (\w+)(?: and (\w+))?( [^,;:.()]{2,60})?([.,;]|$)",
        )
    });
    let caught = ASKED.captures(target.source())?;
    // What is recommended may be somebody else's to do: "it is recommended that the lump be examined".
    let theirs = |verb: &&super::verbs::Verb| matches!(&caught[1].to_lowercase()[..3], "req" | "ask") || verb.is("pq");
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
    let head = if whole.as_str().starts_with(char::is_uppercase) { super::edit::raised(&head) } else { head };
    let tail = caught.get(5).map_or("", |tail| tail.as_str());
    let from = target.said.span.start;
    let span = Span::new(from + whole.start(), from + whole.end());
    let text = format!("{head} {verbs} {subject}{tail}{}", &caught[6]);
    (clean && !tail.contains(" by the "))
        .then(|| Edit::new(span, text, LinguisticDistancing, "asks them, in words that one says").worth(Worth::Small))
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

/// "That this is felt as a slight is understood" as "we understand that this is felt as a slight".
fn told(scene: &Scene<'_>, target: &Target<'_>) -> Option<Edit> {
    let voice = scene.voice.filter(|voice| *voice == Voice::We)?;
    let caught = TOLD.captures(target.source())?;
    let verb = said(&caught[2].to_lowercase(), "is")?;
    let text = format!("{} {verb} that {}.", voice.subject(true), &caught[1]);
    Some(Edit::new(target.said.span, text, LinguisticDistancing, SPEAKS))
}

/// Frames in which nobody speaks, with somebody.
fn frames(scene: &Scene<'_>, target: &Target<'_>) -> Vec<Edit> {
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
        let office = ["decided", "determined", "agreed", "concluded", "established"];
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

#[cfg(test)]
mod tests {
    use super::super::trial::{leaves, makes};
    use super::propose;

    #[test]
    fn phrases_of_the_counter_become_plain() {
        makes(
            propose,
            "LD05",
            "I want my money back.",
            &[
                ("Please be advised that we are closed.", "We are closed."),
                ("It is acknowledged that we were late.", "We acknowledge that we were late."),
                ("It was established that the seal was broken.", "We established that the seal was broken."),
                ("It has been noted that you wrote twice.", "We have noted that you wrote twice."),
                ("It is deeply regretted that nobody rang.", "We deeply regret that nobody rang."),
                ("It is regretted if this fell short.", "We are sorry if this fell short."),
                ("Should you wish to appeal, write to us.", "If you want to appeal, write to us."),
                ("Should a copy be desired, write to us.", "If you want a copy, write to us."),
                (
                    "Should any letter already be under way, ignore it.",
                    "If any letter is already under way, ignore it.",
                ),
                ("Pay prior to arrival.", "Pay before arrival."),
                ("We cannot do it at this time.", "We cannot do it at the moment."),
                ("Kindly send the form.", "Please send the form."),
                ("Upon receipt of your form we start.", "When we receive your form we start."),
                (
                    "You were not told, for which apologies are offered.",
                    "You were not told, and we apologise for that.",
                ),
                ("It was late as per section 4.", "It was late under section 4."),
                ("It is hoped that you will come.", "We hope that you will come."),
                ("It is fully understood how late it was.", "We fully understand how late it was."),
                (
                    "It is requested that the form be completed and returned by May.",
                    "Please complete and return the form by May.",
                ),
                (
                    "The fault was ours, for which responsibility is accepted.",
                    "The fault was ours, and we take responsibility for that.",
                ),
                ("Dear Ms Ode, please be advised that the shop is shut.", "Dear Ms Ode, the shop is shut."),
                ("Further to your letter, we looked again.", "We looked again."),
                ("That this was felt as a slight is understood.", "We understand that this was felt as a slight."),
            ],
        );
    }

    #[test]
    fn plain_words_are_left() {
        leaves(
            propose,
            "LD05",
            "I want my money back.",
            &[
                "We noted that you wrote twice.",
                "You should wish for more.",
                "Ms Ode kindly sent the form.",
                "It is in accordance with our hopes.",
                "He is the priority.",
                "Please note that it is late and that we are shut.",
                "Further to your letter of 3 May, we looked again.",
                "In the event of fire, leave.",
                "Why is it thought that we lied?",
                "The expectation is that a spare key is kept by members.",
                "It should be noted that the gate is heavy.",
                "I am sorry. I lost the key. It is understood that members may be put out.",
            ],
        );
    }
}
