//! The clause reader that guards of meaning share: what a text says on which condition, how firmly, and about what,
//! each as stems, so that "the form must be sent" and "you must send the form" are one.

use super::sentence::Sentence;
use super::words::{Pattern, pattern, stem, stems, words};
use crate::reading::key::Fnv;
use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::BuildHasherDefault;
use std::rc::Rc;
use std::sync::LazyLock;

/// What a clause is about.
pub(super) type Content = BTreeSet<String>;

/// Words that say the same to whoever acts on them, a group to a line, under the first.
const GROUPS: &str = "\
    contact call ring phone telephone email consult speak talk ask tell inform notify reply answer respond reach write
    send submit provide include attach post mail give present supply enclose ship deliver dispatch show hand
    arrive receive get come
    see visit observe notice spot
    doctor physician gp clinician
    care attention advice help assistance treatment
    ill vomit sick illness
    child kid baby infant toddler son daughter children
    home house property building
    proof evidence
    find locate found
    danger risk
    hurt harm
    end finish complete
    stop avoid
    buy purchase
    faulty defective broken
    refund reimburse repay
    join attend
    use operate touch
    soon shortly
    money payment
    emergency ambulance
    verify check review
    cost price";

/// Stems under the stem that stands for their group.
static SAME: LazyLock<HashMap<String, String, BuildHasherDefault<Fnv>>> = LazyLock::new(|| {
    let row = |row: &str| {
        let stems: Vec<String> = row.split_whitespace().map(stem).collect();
        stems.iter().map(|one| (one.clone(), stems[0].clone())).collect::<Vec<_>>()
    };
    GROUPS.lines().flat_map(row).collect()
});

/// The stems of words that fit any matter.
static VAGUE: LazyLock<HashSet<String, BuildHasherDefault<Fnv>>> = LazyLock::new(|| {
    const WORDS: &str = "advise recommend suggest important note remember customer resident patient applicant member \
        want wish like need require occur happen exist persist continue remain issue problem matter question further \
        thing anything something everything case way proceed ahead go one also then already soon additional other any \
        every each still take make place however therefore long yes today own available accept allow via order";
    WORDS.split_whitespace().map(stem).collect()
});

/// A stem under the stem of its group.
pub(super) fn canon(word: &str) -> String {
    grouped(stem(word))
}

/// The stem of its group; "attendance" is what they do who attend.
fn grouped(stem: String) -> String {
    let act = stem.strip_suffix("anc").filter(|rest| rest.len() > 4).map(str::to_owned);
    let stem = act.unwrap_or(stem);
    SAME.get(&stem).cloned().unwrap_or(stem)
}

/// What a text is about: canonical stems of the words that say something.
pub(super) fn content(text: &str) -> Content {
    of_stems(stems(text))
}

/// What words with these stems are about.
fn of_stems(stems: BTreeSet<String>) -> Content {
    stems.into_iter().filter(|stem| !VAGUE.contains(stem)).map(grouped).collect()
}

/// Whether `part` of the stems (a half, two thirds) are met; nothing is always met.
pub(super) fn met(sought: &Content, found: &Content, (part, of): (usize, usize)) -> bool {
    sought.intersection(found).count() * of >= sought.len() * part
}

/// A sentence, with what it is about.
#[derive(Default)]
pub(super) struct Line {
    /// The sentence, folded.
    pub(super) text: String,
    /// What it is about.
    pub(super) content: Content,
    /// What its statements hang on.
    pub(super) conditions: Vec<Condition>,
    /// How firmly it says what.
    pub(super) modals: Vec<Modal>,
    signs: [OnceCell<bool>; SIGNS],
}

/// How many signs a sentence remembers.
const SIGNS: usize = 9;

/// What guards look for in a sentence; each is looked for once.
#[derive(Debug, Clone, Copy)]
pub(super) enum Sign {
    /// It can carry a condition.
    Carrier,
    /// It can carry a condition to which there is no other way.
    Strict,
    /// It offers or grants.
    Offer,
    /// It leaves a door open.
    Open,
    /// It refuses.
    Refusal,
    /// It says that it is not always so.
    Usual,
    /// It vouches for something.
    Sure,
    /// It says how long or how much by a plain present.
    Plain,
    /// It asks somebody to do something.
    Asked,
}

impl Line {
    /// Whether the sentence has the sign, by `look` where nobody looked before.
    pub(super) fn has(&self, sign: Sign, look: impl FnOnce(&str) -> bool) -> bool {
        *self.signs[sign as usize].get_or_init(|| look(&self.text))
    }
}

/// Sentences beyond this are no reply any more, and are not compared.
const MOST: usize = 400;

/// The sentences of a text, each once.
pub(super) fn lines(sentences: &[Rc<Sentence>]) -> Vec<Rc<Line>> {
    let mut seen = BTreeSet::new();
    let new = sentences.iter().filter(|one| !one.flat().is_empty() && seen.insert(one.flat()));
    new.take(MOST).map(|one| Rc::clone(one.line())).collect()
}

/// A folded sentence, read.
pub(super) fn line(text: &str) -> Line {
    let modals = text.split([',', ';', ':', '\u{2014}', '\u{2013}']).flat_map(modals).collect();
    Line { content: content(text), conditions: conditions(text), modals, text: text.to_owned(), ..Line::default() }
}

/// Everything that the sentences are about.
pub(super) fn bag(lines: &[Rc<Line>]) -> Content {
    lines.iter().flat_map(|line| line.content.iter().cloned()).collect()
}

/// A condition.
pub(super) struct Condition {
    /// Its words, with what introduces them.
    pub(super) shown: String,
    /// What it is about.
    pub(super) content: Content,
    /// What the rest of its sentence is about.
    pub(super) main: Content,
    /// The rest of its sentence.
    pub(super) rest: String,
    /// "Only", "unless": nothing else will do.
    pub(super) strict: bool,
    /// "Unless".
    pub(super) unless: bool,
    /// Whether the condition is that something is not so.
    pub(super) denied: bool,
    /// Whether it only says that somebody wants to ("if you wish to appeal").
    pub(super) wish: bool,
}

/// What introduces a condition.
static MARK: Pattern = LazyLock::new(|| {
    pattern(concat!(
        r"\b(only (?:if|when|once|with|after|against)|unless|except (?:if|when)|if|provided that|providing that|provided (?:you|it)|as long as|so long as",
        r"|on (?:the )?condition that|in case of|in case|in the event (?:of|that)|subject to|once|upon)\b",
        r"|(?:^|[,;:] ?|\band |\bbut )(should (?:you|the|your|it|this|that|there|we|any|she|he|they))\b",
    ))
});

/// Words before "if" that make it "whether" or mere concession, and regrets that hang on nothing.
static WHETHER: Pattern = LazyLock::new(|| {
    pattern(
        r"\b(?:ask(?:s|ed|ing)?|know|knew|see|wonder(?:s|ed|ing)?|check(?:ed)?|tell|told|sure|unsure|say|said|question|confirm|decide|find out|even|as|what|idea|matter|doubt|sorry|apologi[sz]e|apologies|regret|at)(?: (?:you|us|me|for (?:this|that|it)|in advance))? $",
    )
});

/// Regret on a condition.
static REGRET: Pattern = LazyLock::new(|| {
    pattern(concat!(
        r"^(?:[\w'’]+ ){0,4}(?:sorry|apologi[sz]e|apologies|regret(?:ted)?)\b[^,;:]*\bif\b",
        r"|\bif\b[^,;:]*, (?:[\w'’]+ ){0,4}(?:sorry|apologi[sz]e|apologies|regret(?:ted)?)\b",
    ))
});

/// Conditions of courtesy, which bind nobody.
static COURTEOUS: Pattern = LazyLock::new(|| {
    pattern(concat!(
        r"^(?:you (?:still |do |ever )?have (?:any |a |some |more )?(?:other |further |more |additional )?(?:questions?|concerns?|queries|doubts?|comments?|feedback)",
        r"|you (?:feel|felt|can|could|don't mind|agree|ask|think|are able)\b|(?:this|it|that|our \w+|the \w+) (?:has |have |may have |might have )?(?:caused?|upset|offended|hurt|helps?|suits|works|matters)\b",
        r"|(?:so|not|possible|necessary|needed|required|applicable|anything|any|i may|we can|i can|we may|only|again)\b|there(?:'s| is| was| has been) any|(?:it|that|this) (?:would|is|'s) (?:help|ok|easier|possible|useful|all right)",
        r"|(?:and for all|in a while|more|upon)\b|i (?:understand|read))",
    ))
});

/// Conditions that somebody wants to, whose matter needs to be there and no more.
static WISHED: Pattern = LazyLock::new(|| {
    pattern(r"^(?:you |they )?(?:do |would |'d )?(?:need|want|wish|like|prefer|choose|require|intend)\b")
});

/// Denial inside a condition or beside it.
static NOT: Pattern = LazyLock::new(|| pattern(r"\b(?:not|never|no|cannot|without|nobody|nothing)\b|n't\b"));

/// Whether the words deny.
pub(super) fn denies(text: &str) -> bool {
    NOT.is_match(text)
}

/// The conditions of a folded sentence.
fn conditions(text: &str) -> Vec<Condition> {
    MARK.captures_iter(text).filter_map(|found| condition(text, found.get(1).or_else(|| found.get(2))?)).collect()
}

/// The condition that this mark introduces.
fn condition(text: &str, mark: regex::Match<'_>) -> Option<Condition> {
    let word = mark.as_str();
    let end = text[mark.end()..].find([',', ';', ':', '(', '\u{2014}', '\u{2013}', '?', '!']);
    let end = end.map_or(text.len(), |end| mark.end() + end);
    let cut = text[mark.end()..end].find(" then ").map_or(end, |at| mark.end() + at);
    let words = text[mark.end()..cut].trim();
    let idle = word == "if" && WHETHER.is_match(&text[..mark.start()]) || COURTEOUS.is_match(words);
    // "We regret if it confused you": a regret hangs on nothing, and a good reply takes the "if" out of it.
    let idle = idle || word == "if" && REGRET.is_match(text);
    let told = word == "once" && !words.starts_with(['y', 'w', 't']);
    if idle || told || text.ends_with('?') {
        return None;
    }
    let rest = format!("{} {}", &text[..mark.start()], &text[cut..]);
    Some(Condition {
        shown: format!("{word} {words}"),
        content: content(words),
        main: content(&rest),
        strict: word.starts_with("only") || matches!(word, "unless" | "except if"),
        unless: word == "unless",
        denied: denies(words),
        wish: WISHED.is_match(words) || word.starts_with("should you") && WISHED.is_match(words),
        rest,
    })
}

/// How firmly something is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Force {
    /// "Must", "need to", "is required".
    Must,
    /// "Should", "ought to".
    Should,
    /// "Can", "could", "feel free to".
    Can,
    /// "May", "might".
    May,
    /// "Will".
    Will,
    /// "We expect", "we aim to".
    Hope,
    /// "Must not", "cannot", "do not".
    Forbid,
    /// "Should not", "try not to".
    Discourage,
    /// "Do not have to".
    Exempt,
}

/// Something said with a force.
pub(super) struct Modal {
    /// How firmly.
    pub(super) force: Force,
    /// The stem of the verb; "requir" and "hop" stand for any.
    pub(super) verb: String,
    /// What the clause is about, without the verb.
    pub(super) content: Content,
    /// Whether the clause speaks of the sender.
    pub(super) ours: bool,
    /// The clause.
    pub(super) shown: String,
}

/// The forces of a clause.
fn modals(clause: &str) -> Vec<Modal> {
    let words = words(clause);
    let found = (0..words.len()).filter_map(|at| modal(&words, at)).collect::<Vec<_>>();
    let about = if found.is_empty() { Content::new() } else { content(clause) };
    let whole = |(force, verb, ours): (Force, String, bool)| {
        let content = about.iter().filter(|stem| **stem != verb).cloned().collect();
        Modal { force, verb, content, ours, shown: clause.trim().to_owned() }
    };
    found.into_iter().map(whole).collect()
}

/// Words that may stand between a modal and its verb.
fn between(word: &str) -> bool {
    matches!(word, "be" | "been" | "also" | "then" | "still" | "now" | "first" | "just" | "always" | "only" | "please")
        || matches!(word, "want" | "wish" | "like" | "consider" | "to")
        || word.ends_with("ly") && !matches!(word, "reply" | "apply" | "supply" | "rely")
}

/// The force of the word at `at`, with its verb and whether it is the sender's.
fn modal(words: &[String], at: usize) -> Option<(Force, String, bool)> {
    let word = |place: usize| words.get(place).map_or("", String::as_str);
    let before = if at == 0 { "" } else { word(at - 1) };
    let ours = matches!(before, "we" | "i") || matches!(word(at), "we'll" | "i'll");
    let next = word(at + 1);
    let denied = matches!(next, "not" | "never") || before == "never";
    let (force, from) = match word(at) {
        // "It must have hurt", "the house must be quiet": a guess.
        "must" if next == "have" || next == "be" && !done(words, at + 2) => return None,
        "must" => (if denied { Force::Forbid } else { Force::Must }, at + 1),
        "mustn't" | "cannot" | "can't" => (Force::Forbid, at + 1),
        "should" | "ought" if at == 0 || next == "have" => return None,
        "should" | "ought" => (if denied { Force::Discourage } else { Force::Should }, at + 1),
        "shouldn't" => (Force::Discourage, at + 1),
        "try" if next == "not" => (Force::Discourage, at + 3),
        "can" | "could" => (if denied { Force::Forbid } else { Force::Can }, at + 1),
        "free" if next == "to" => (Force::Can, at + 2),
        "may" | "might"
            if next == "have"
                || [before, next].iter().any(|word| word.starts_with(|sign: char| sign.is_ascii_digit())) =>
        {
            return None;
        }
        "may" if denied => (Force::Forbid, at + 1),
        "may" | "might" => (Force::May, at + 1),
        "will" | "shall" | "we'll" | "i'll" | "you'll" | "it'll" | "they'll" if !denied => (Force::Will, at + 1),
        "do" | "don't" if next == "not" || word(at) == "don't" => prohibition(words, at)?,
        "have" | "has" if matches!(before, "sometimes" | "often" | "usually") => return None,
        "need" | "needs" | "have" | "has" if next == "to" && !taken(before) => (Force::Must, at + 2),
        "required" | "obliged" if next == "to" => (denied_before(words, at, Force::Must), at + 2),
        "needed" if matches!(before, "was" | "were") => return None,
        "required" | "needed" | "mandatory" | "compulsory" | "obligatory" => {
            return Some((denied_before(words, at, Force::Must), "requir".to_owned(), ours));
        }
        "need" | "require" if matches!(before, "we" | "i") => return Some((Force::Must, "requir".to_owned(), ours)),
        "requires" => return Some((Force::Must, "requir".to_owned(), ours)),
        "optional" | "voluntary" => return Some((Force::Exempt, "requir".to_owned(), ours)),
        "asked" | "advised" | "encouraged" | "invited" if next == "to" => (Force::Should, at + 2),
        "aim" | "hope" | "plan" | "intend" | "try" | "expected" | "likely" | "due" if next == "to" => {
            (Force::Hope, at + 2)
        }
        "expect" | "hope" if matches!(before, "we" | "i") => return Some((Force::Hope, "hop".to_owned(), ours)),
        _ => return None,
    };
    let from = if matches!(word(from), "not" | "never" | "to") { from + 1 } else { from };
    let verb = (from..words.len().min(from + 4)).find(|place| !between(&words[*place]))?;
    let able = word(verb) == "able" && word(verb + 1) == "to" || word(verb) == "have" && word(verb + 1) == "to";
    match (force, able, word(verb)) {
        (Force::Will, true, "able") => Some((Force::Can, canon(word(verb + 2)), ours)),
        (Force::Will, true, _) => Some((Force::Must, canon(word(verb + 2)), ours)),
        (Force::Will, _, "need") if word(verb + 1) == "to" => Some((Force::Must, canon(word(verb + 2)), ours)),
        _ => Some((force, canon(word(verb)), ours)),
    }
}

/// Whether what is to be stands there as a participle.
fn done(words: &[String], from: usize) -> bool {
    const FORMS: &str = "sent paid made given taken kept worn done shown brought held left read cut put met seen told set \
        written spoken bought sold found shut lit fed built drawn driven broken chosen hung locked";
    let verb = words[from.min(words.len())..].iter().find(|word| !between(word));
    verb.is_some_and(|verb| verb.ends_with("ed") || FORMS.split(' ').any(|form| form == verb))
}

/// Words before "need to" and "have to" that were read with them.
fn taken(before: &str) -> bool {
    matches!(before, "will" | "not" | "no" | "to" | "shall" | "might" | "may")
        || before.ends_with("n't")
        || before.ends_with("'ll")
}

/// "Do not open it", "you don't have to".
fn prohibition(words: &[String], at: usize) -> Option<(Force, usize)> {
    let from = if words[at] == "don't" { at + 1 } else { at + 2 };
    let word = |place: usize| words.get(place).map_or("", String::as_str);
    let first = at == 0 || at == 1 && matches!(words[0].as_str(), "please" | "and" | "so" | "but");
    match (word(from), word(from + 1)) {
        ("have" | "need", "to") => Some((Force::Exempt, from + 2)),
        _ if first => Some((Force::Forbid, from)),
        _ => None,
    }
}

/// The force, or that there is none: "is not required".
fn denied_before(words: &[String], at: usize, force: Force) -> Force {
    let denied =
        words[..at].iter().rev().take(2).any(|word| matches!(word.as_str(), "not" | "no" | "isn't" | "aren't"));
    if denied { Force::Exempt } else { force }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Rc<Line>> {
        lines(&super::super::sentence::read(text))
    }

    fn shown(text: &str) -> Vec<String> {
        read(text).iter().flat_map(|line| line.conditions.iter().map(|one| one.shown.clone())).collect()
    }

    fn forces(text: &str) -> Vec<(Force, String)> {
        read(text).iter().flat_map(|line| line.modals.iter().map(|one| (one.force, one.verb.clone()))).collect()
    }

    #[test]
    fn conditions_are_told_from_courtesies_and_doubts() {
        assert_eq!(shown("If she vomits, call us."), ["if she vomits"]);
        assert_eq!(shown("Call us if she vomits."), ["if she vomits."]);
        assert_eq!(shown("Should the gate stick, ring the porter."), ["should the gate stick"]);
        for idle in [
            "You asked if it is late.",
            "If you have any questions, write to us.",
            "We are sorry if this upset you.",
            "Is it warm if she sleeps?",
        ] {
            assert_eq!(shown(idle), Vec::<String>::new(), "{idle}");
        }
    }

    #[test]
    fn the_voice_of_a_verb_does_not_change_its_force() {
        for text in ["The form must be signed.", "You must sign the form.", "You will need to sign it."] {
            assert_eq!(forces(text), [(Force::Must, "sign".to_owned())], "{text}");
        }
        assert_eq!(forces("You don't have to sign it."), [(Force::Exempt, "sign".to_owned())]);
        assert_eq!(forces("The seal may not be broken."), [(Force::Forbid, canon("broken"))]);
        assert_eq!(forces("That must have hurt. Sorry."), []);
    }
}
