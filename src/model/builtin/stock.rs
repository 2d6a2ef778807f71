//! Sentences and clauses that would fit any message, or cheer where nobody is cheerful: they go, where nothing is lost.

use super::edit::{Edit, Scene, Target};
use super::notice;
use super::phrase::{listed, pattern};
use super::worth::Worth;
use crate::detect::Mechanism::{self, ConflictAvoidance, EmpathicGranularityMismatch, SentimentAttenuation};
use crate::detect::Severity;
use crate::reading::phrases::{Cue, Hit};
use crate::reading::sentences::Line;
use crate::reading::words::Tags;
use crate::reading::{Said, Text};
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// Rules that mark what may go.
const RULES: [&str; 6] = ["EGM01", "EGM02", "EGM03", "CA02", "CA06", "SA02"];

/// Words of weight: promises, duties, cautions, deeds. A sentence that holds one outside a stock phrase stays.
const WEIGHTY: &str = "\
    will won't we'll i'll you'll they'll must should please refund free cost days emergency urgent \
    doctor safe risk unless if until because policy terms i've we've checked asked sent moved added \
    passed forwarded cancelled closed booked ring call sorry apologise apologize regret fault mistake support help encourage advise recommend suggest compare check label leaflet ask bring avoid review";

/// Words with which a sentence points back at the one before.
const BACK: &str = "\
    it it's that that's this these those they they're he she so but and however also still which either \
    both such then instead yet nor";

/// Words that join a sentence to the one before it and can go with that.
const JOINTS: &str = "but and however still";

/// Stock, cheer and the like of a target, whole or as a clause.
pub(super) fn propose(scene: &Scene<'_>, target: &Target<'_>) -> Vec<Edit> {
    let person = &scene.reading.person;
    // A flat answer to joy is still the only one that they get.
    if target.said.line != Line::Prose || target.said.asks || person.joy > person.pain || !target.found(&RULES) {
        return Vec::new();
    }
    // Warm words to whom nothing hurts do no harm.
    if !person.is_absent() && !person.loss && person.pain.max(person.tension) < 0.25 {
        return Vec::new();
    }
    // Nor does a word of gladness go, unless it is a cheerful close under pain.
    if glad(target.source()) && (person.joy > 0.2 || !target.found(&["EGM03"])) {
        return Vec::new();
    }
    // The only notice that is taken of somebody stays; a cheerful clause of it may go.
    if notice::only(scene, target.said) {
        return clause(scene, target).into_iter().collect();
    }
    let mut edits = Vec::new();
    if idle(scene, target.said.span, target.said)
        && target.said.grounded <= usize::from(!target.found(&["SA02"]))
        && stocky(scene, target)
    {
        edits.extend(deleted(scene, target).map(|edit| edit.worth(felt(scene, target))));
    }
    edits.extend(greeting(scene, target));
    edits.extend(greeting_alone(scene, target));
    edits.extend(clause(scene, target));
    edits
}

/// What weighs little with somebody whom nothing hurts is hardly missed.
fn felt(scene: &Scene<'_>, target: &Target<'_>) -> Worth {
    let clear = target.findings.iter().any(|finding| finding.severity >= Severity::Clear);
    let hurts = scene.reading.person.loss || scene.reading.person.pain >= 0.25;
    if clear || hurts { Worth::Felt } else { Worth::Small }
}

/// Whether the sentence is glad with somebody.
fn glad(source: &str) -> bool {
    static GLAD: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:glad|pleased|happy (?:that|for|to hear|occasion|day|event)|lovely|wonderful|delighted|thrilled|congratulations|(?:good|great|nice|fantastic) (?:news|to hear)|nice|pleasing|well done)\b",
        )
    });
    GLAD.is_match(source)
}

/// Why a sentence goes, and for which mechanism.
fn reason(target: &Target<'_>) -> (Mechanism, &'static str) {
    let hard = |rule: &str| target.found(&[rule]);
    if hard("EGM03") {
        (EmpathicGranularityMismatch, "drops a cheerful line under a message that is not")
    } else if hard("CA06") {
        (ConflictAvoidance, "drops a bright side that closes what is still open")
    } else if hard("EGM01") {
        (EmpathicGranularityMismatch, "drops a sentence that would fit any message")
    } else if hard("SA02") {
        (SentimentAttenuation, "drops a receipt that answers nothing")
    } else if hard("EGM02") {
        (EmpathicGranularityMismatch, "drops a sentence about people in general")
    } else {
        (ConflictAvoidance, "drops how things are in general")
    }
}

/// Whether the cue is one of talk that may go.
fn talk(hit: &Hit) -> bool {
    matches!(hit.cue, Cue::Stock | Cue::Cheer | Cue::Silver | Cue::Flat | Cue::Flattery | Cue::Warm | Cue::GeneralTruth)
}

/// Whether the cue is a set phrase, whose words mean nothing one by one.
fn set(hit: &Hit) -> bool {
    matches!(hit.cue, Cue::Stock | Cue::Cheer | Cue::Silver | Cue::Flat | Cue::Flattery)
}

/// Whether stock talk is what the sentence is made of, not something that it mentions.
fn stocky(scene: &Scene<'_>, target: &Target<'_>) -> bool {
    let text = scene.text();
    let said = target.said;
    if !target.found(&["EGM01", "EGM03", "CA06", "SA02"]) {
        return general(text, said) || values(target.source());
    }
    let strong = |hit: &&Hit| matches!(hit.cue, Cue::Stock | Cue::Cheer | Cue::Silver | Cue::Flat);
    let mut covered = vec![false; said.span.len()];
    let mut early = false;
    for hit in text.hits_in(said.span).filter(strong) {
        early |= text.words_of(target.sentence).iter().take(4).any(|word| word.span.start == hit.span.start);
        covered[hit.span.start - said.span.start..hit.span.end - said.span.start].fill(true);
    }
    let share = covered.iter().filter(|one| **one).count() as f64 / said.span.len().max(1) as f64;
    early |= values(target.source()) || share > 0.5;
    // Whoever says "I" in a long sentence may say something of their own.
    early || general(text, said) || share > 0.35 && (said.me == 0 || said.words <= 14)
}

/// Whether the sentence praises the sender's own values.
fn values(source: &str) -> bool {
    static VALUES: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"\b(?:(?:we|our team|the (?:organi[sz]ation|company|school|club)) (?:really |do |always )*(?:takes?|treats?) ",
            r"(?:all |every |each |any |such |these |this |incidents?|issues?|matters?|complaints?|concerns?)[^,.;]{0,40}?(?:seriously|seriousness|care)",
            r"|(?:issues|incidents|matters) of this kind are something we take",
            r"|(?:welfare|well-?being|safety|comfort|happiness|privacy|satisfaction)[^,.;]{0,40}? (?:is|are|sits?|lies|remains?|comes?) (?:paramount|first|at the (?:heart|centre|center)|the foundation|our)",
            r"|(?:close to our hearts?|means? the world to us|set ourselves very high standards|appreciate every contribution))\b",
        ))
    });
    VALUES.is_match(source)
}

/// Whether a sentence speaks of nobody and nothing in particular.
fn general(text: &Text<'_>, said: &Said) -> bool {
    let cue = |cue: Cue| text.hit(said.span, cue).is_some();
    said.me + said.you == 0
        && said.is_bare()
        && said.passives.is_empty()
        && !cue(Cue::Spread)
        && !cue(Cue::Policy)
        && !cue(Cue::Slow)
        && !cue(Cue::Official)
}

/// Whether a stretch of a sentence holds nothing that would be missed.
fn idle(scene: &Scene<'_>, span: Span, said: &Said) -> bool {
    let text = scene.text();
    let source = span.of(text.source);
    let marks =
        ['{', '}', '[', ']', '<', '>', '%', '@', '/', '?', '#', '\u{a3}', '$', '\u{20ac}', ':', '`', '"', '\u{201c}'];
    if source.contains(marks) || !text.source.is_char_boundary(span.start) {
        return false;
    }
    let inside = |word: Span, may: fn(&Hit) -> bool| {
        text.hits_in(said.span).filter(|hit| may(hit)).any(|hit| hit.span.contains(word))
    };
    let courtesy = courtesy(source);
    text.words.iter().filter(|word| span.contains(word.span)).enumerate().all(|(place, word)| {
        let lower = word.span.of(text.source).replace('\u{2019}', "'").to_lowercase();
        let named = word.tags.has(Tags::NAME) && place > 0 && !courtesy;
        let weighty = listed(WEIGHTY, &lower) && !inside(word.span, set)
            || word.tags.has(Tags::NEGATION) && !inside(word.span, talk);
        let dated = word.tags.has(Tags::MONTH.or(Tags::NUMBER)) && lower != "may" && lower != "march";
        !(named || weighty || dated)
    }) && !text.hits_in(span).any(|hit| match hit.cue {
        Cue::Crisis | Cue::Own | Cue::Sympathy | Cue::Answer => true,
        // Terror named is not stock, however generally; "frustrating" is.
        Cue::Pain => hit.weight > 0.6,
        _ => false,
    })
}

/// Whether a name in the sentence is only the sender's own: "thank you for contacting Northgate".
fn courtesy(source: &str) -> bool {
    static THANKS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:thank you|thanks|many thanks)(?: so much| very much)? for (?:contacting|getting in touch with|writing to|choosing|reaching out to)\b",
        )
    });
    THANKS.is_match(source)
}

/// The sentence cut out, where what stays still reads well.
pub(super) fn deleted(scene: &Scene<'_>, target: &Target<'_>) -> Option<Edit> {
    let (mechanism, reason) = reason(target);
    cut_out(scene, target, mechanism, reason)
}

/// The sentence cut out for a reason, where what stays still reads well.
pub(super) fn cut_out(scene: &Scene<'_>, target: &Target<'_>, mechanism: Mechanism, reason: &str) -> Option<Edit> {
    let said = &scene.reading.reply.said;
    let at = said.iter().position(|one| one.span == target.said.span)?;
    let source = scene.text().source;
    let previous = at.checked_sub(1).and_then(|place| said.get(place));
    let introduces = target.source().ends_with(':') || previous.is_some_and(|one| one.span.of(source).ends_with(':'));
    let joint = said.get(at + 1).and_then(|next| joint(scene.text(), target.said.span, next.span));
    let points_back = joint.is_none() && said.get(at + 1).is_some_and(|next| points_back(scene.text(), next.span));
    let hangs = said.get(at + 1).is_some_and(|next| hangs(target.source(), next.span.of(source)));
    let greeted = scene.text().words_of(target.sentence).first().is_some_and(|word| greets(word.span.of(source)));
    if introduces || points_back || hangs || greeted || !substance(scene, target.said) {
        return None;
    }
    let whole = Edit::new(cut(source, target.said.span)?, "", mechanism, reason);
    Some(match joint {
        Some(end) => Edit { span: Span::new(target.said.span.start, end), ..whole.raising() },
        None => whole,
    })
}

/// Whether the next sentence says how to come by what this one offers: "I'd love to see you. Ask for Ines".
fn hangs(source: &str, next: &str) -> bool {
    static OFFERS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:love|happy|glad|delighted|pleased|like|hope|want) to\b|\b(?:welcome|invite|help|come|look forward)\b",
        )
    });
    static HOW: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:just |simply |please |do )*(?:ask for|call|ring|phone|write to|e-?mail|text|quote|mention|use|show|bring|reply|book|drop)\b",
        )
    });
    OFFERS.is_match(source) && HOW.is_match(next)
}

/// Where the next sentence goes on without the word that joins it to the one before: "But we have asked".
fn joint(text: &Text<'_>, span: Span, next: Span) -> Option<usize> {
    let words = text.words_in(next);
    let (first, second) = (words.first()?, words.get(1)?);
    let close = !text.source.get(span.end..next.start)?.contains('\n');
    let joins = listed(JOINTS, &first.span.of(text.source).to_lowercase());
    let leans = listed(BACK, &second.span.of(text.source).replace('\u{2019}', "'").to_lowercase());
    (close && joins && !leans).then_some(second.span.start)
}

/// Whether a word greets.
fn greets(word: &str) -> bool {
    ["hi", "hello", "dear", "hey"].contains(&word.to_lowercase().as_str())
}

/// "It might help to write it down" leans on nothing.
static HELPS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^it (?:might|may|can|could|would) (?:also )?(?:help|be worth|be good)\b"));

/// Whether a sentence leans on the one before it; "it is regretted that" leans on nothing.
fn points_back(text: &Text<'_>, span: Span) -> bool {
    let first = text.words.iter().find(|word| span.contains(word.span));
    first.is_some_and(|word| {
        let lower = word.span.of(text.source).replace('\u{2019}', "'").to_lowercase();
        let frame = text.hits_in(span).any(|hit| hit.cue == Cue::Impersonal && hit.span.start == word.span.start);
        let as_such = lower == "as"
            && text.words_in(span).get(1).is_some_and(|next| {
                listed("such said mentioned above well", &next.span.of(text.source).to_lowercase())
            });
        let helps = lower == "it" && HELPS.is_match(span.of(text.source));
        (listed(BACK, &lower) || as_such) && !frame && !helps
    })
}

/// Whether something of weight stays without the sentence.
fn substance(scene: &Scene<'_>, gone: &Said) -> bool {
    let text = scene.text();
    // A sender who only says warm things about us all answers nothing.
    let acts = |one: &Said| one.me > 0 && (one.will || !text.hits_in(one.span).any(talk));
    let weighs =
        |one: &&Said| one.span != gone.span && one.words >= 4 && (one.concrete + one.grounded > 0 || acts(one));
    scene.reading.reply.said.iter().any(|one| weighs(&one))
}

/// The sentence with the white space that goes with it.
fn cut(source: &str, span: Span) -> Option<Span> {
    let start = source[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let end = source[span.end..].find('\n').map_or(source.len(), |at| span.end + at);
    let (head, tail) = (source.get(start..span.start)?, source.get(span.end..end)?);
    if head.trim_start().starts_with(['>', '|', '#']) {
        return None;
    }
    if !head.trim().is_empty() {
        return Some(Span::new(start + head.trim_end().len(), span.end));
    }
    if !tail.trim().is_empty() {
        return Some(Span::new(span.start, span.end + (tail.len() - tail.trim_start().len())));
    }
    let rest = &source[end..];
    if rest.trim().is_empty() {
        return Some(Span::new(source[..start].trim_end().len(), span.end)).filter(|span| span.start > 0);
    }
    let next = end + (rest.len() - rest.trim_start().len());
    let blank_before = start == 0
        || source[..start].trim_end_matches([' ', '\t', '\r']).ends_with("\n\n")
        || source[..start].ends_with("\n\r\n");
    // A line among others takes its own end along, a paragraph also the blank line behind it.
    let one_line = end + rest.find('\n').map_or(0, |at| at + 1);
    Some(Span::new(start, if blank_before { next } else { one_line }))
}

/// A greeting that goes on with thanks.
static OPENING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^((?:hi|hello|dear|hey)\b(?:[^,.!?{}]|\{+[^{}\n]{1,40}\}+){0,40},) (?:and )?(?:thank you|thanks|many thanks)(?: so much| very much)? for ",
        r"(?:your (?:message|email|e-mail|enquiry|inquiry|honesty|feedback|patience|review|letter|query)",
        r"|(?:getting in touch|letting (?:us|me) know|getting back to (?:us|me)|the (?:update|message|note)|writing(?: in| to us)?|reaching out|contacting us|taking (?:a moment|the time) to (?:write|contact|message)(?: to)? ?(?:us)?)",
        r"(?: with [A-Z][\w ]{1,30})?)[.!]$",
    ))
});

/// "Hi Ana, thank you for your message. Your seat" as "Hi Ana, your seat".
fn greeting(scene: &Scene<'_>, target: &Target<'_>) -> Option<Edit> {
    let source = scene.text().source;
    let hello = OPENING.captures(target.source())?.get(1)?;
    let from = target.said.span.start + hello.end();
    let (mechanism, reason) = (EmpathicGranularityMismatch, "drops thanks that would fit any message");
    let tail = source.get(target.said.span.end..)?;
    let line = tail.split('\n').next().unwrap_or("").trim();
    if line.is_empty() {
        return Some(Edit::new(Span::new(from, target.said.span.end), "", mechanism, reason));
    }
    let next = scene.text().words.iter().find(|word| word.span.start >= target.said.span.end)?;
    let word = next.span.of(source);
    let close = source.get(target.said.span.end..next.span.start)?.trim().is_empty();
    let plain =
        next.tags.has(Tags::COMMON) && !next.tags.has(Tags::MONTH) || word.starts_with('I') && next.tags.has(Tags::ME);
    let small = if next.tags.has(Tags::ME) && word.starts_with('I') { word.to_owned() } else { word.to_lowercase() };
    (plain && close).then(|| Edit::new(Span::new(from, next.span.end), format!(" {small}"), mechanism, reason))
}

/// "Hi Ana, thank you for your message. Otto said" as "Hi Ana. Otto said": whatever follows, even where that changes.
fn greeting_alone(scene: &Scene<'_>, target: &Target<'_>) -> Option<Edit> {
    let hello = OPENING.captures(target.source())?.get(1)?;
    let last = target.said.span.start + hello.end() - 1;
    let tail = scene.text().source.get(target.said.span.end..)?;
    let goes_on = !tail.split('\n').next().unwrap_or("").trim().is_empty();
    let (mechanism, reason) = (EmpathicGranularityMismatch, "drops thanks that would fit any message");
    goes_on.then(|| Edit::new(Span::new(last, target.said.span.end), ".", mechanism, reason))
}

/// A cheerful clause cut off its sentence: ", and we hope to see you soon", "Have a nice day, ".
fn clause(scene: &Scene<'_>, target: &Target<'_>) -> Option<Edit> {
    let source = scene.text().source;
    let finding = target
        .findings
        .iter()
        .find(|one| matches!(one.rule, "EGM03" | "CA06") && one.quote.span != target.said.span)?;
    let span = finding.quote.span;
    if !target.said.span.contains(span) || !idle(scene, span, target.said) {
        return None;
    }
    let (head, tail) = (source.get(target.said.span.start..span.start)?, source.get(span.end..target.said.span.end)?);
    let lower = span.of(source).to_lowercase();
    let (mechanism, reason) = reason(target);
    let joined = ["and ", "so ", "but "].iter().any(|word| lower.starts_with(word));
    let ended = tail.chars().all(|sign| matches!(sign, '.' | '!')) || tail.is_empty();
    if joined && ended && head.trim_end().ends_with(',') && head.split_whitespace().count() >= 5 {
        let from = target.said.span.start + head.trim_end().len() - 1;
        let end = span.end - (span.of(source).len() - span.of(source).trim_end_matches(['.', '!']).len());
        return Some(Edit::new(Span::new(from, end), "", mechanism, reason));
    }
    let signed = tail.strip_prefix(", ").is_some_and(|name| {
        (1..=3).contains(&name.split_whitespace().count())
            && name.split_whitespace().all(|word| word.starts_with(char::is_uppercase))
    });
    let line = source[..span.start]
        .lines()
        .last()
        .is_none_or(|line| line.trim().is_empty() || source[..span.start].ends_with('\n'));
    (head.is_empty() && signed && line).then(|| Edit::new(Span::new(span.start, span.end + 2), "", mechanism, reason))
}

#[cfg(test)]
mod tests {
    use super::super::trial::{leaves, makes};
    use super::propose;

    const SAID: &str = "My father died on Sunday and you charged him twice. I am furious.";

    #[test]
    fn stock_talk_goes() {
        makes(
            propose,
            "EGM01",
            SAID,
            &[
                ("Thank you for your message. We closed account 4471.", "We closed account 4471."),
                ("We closed account 4471. We value your feedback.", "We closed account 4471."),
                (
                    "Hi Ana,\n\nThank you for reaching out.\n\nWe closed account 4471.",
                    "Hi Ana,\n\nWe closed account 4471.",
                ),
                (
                    "Hi Ana,\r\n\r\nThank you for reaching out. We closed it in May.\r\n",
                    "Hi Ana,\r\n\r\nWe closed it in May.\r\n",
                ),
                ("Hi {name}, thanks for getting in touch! We closed 4471.", "Hi {name}, we closed 4471."),
                (
                    "We closed account 4471.\n\nYour satisfaction is our top priority.\n\nTom",
                    "We closed account 4471.\n\nTom",
                ),
                (
                    "We closed 4471 for you. These things happen, everyone grieves in their own way.",
                    "We closed 4471 for you.",
                ),
            ],
        );
        makes(
            propose,
            "EGM03",
            SAID,
            &[("We closed account 4471. We hope to see you again soon!", "We closed account 4471.")],
        );
    }

    #[test]
    fn what_says_something_stays() {
        leaves(
            propose,
            "EGM01",
            SAID,
            &[
                "Thank you for your message.",
                "Thank you for confirming number 4471. We closed it.",
                "Thank you for your patience. It is closed now, account 4471.",
                "We value your feedback and will refund you. We closed 4471.",
                "Thank you for reaching out; call 999 if it hurts. We closed 4471.",
                "We value your feedback, {name}. We closed 4471.",
                "We are sorry that we charged him. We closed 4471.",
                "Here is what we value:\n\n- Your feedback\n- Account 4471",
                "Thank you for reaching out? We closed 4471.",
                "Thank you for bearing with us. Fees apply under section 9.",
                "Hi Ana, thank you for your honesty. Fees apply under section 9.",
                "We closed 4471. We would love to welcome you back soon. Ask for Ines at the desk.",
            ],
        );
        leaves(
            propose,
            "SA02",
            "I PASSED!! I am over the moon!!",
            &["Good to hear. Your card 4471 is here.", "Thanks for the update. It is on card 4471."],
        );
    }
}
