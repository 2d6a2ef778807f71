//! What a text commits its sender to: promises, offers and claimed deeds, each as an act that can be compared however
//! it is phrased, so that "a refund will be issued" and "we'll refund you" are one.

use super::words::{Table, clauses, fold, stem, table, words};
use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

/// How an act is put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// "We can refund you."
    Offered,
    /// "We'll refund you", "a refund is being issued".
    Promised,
    /// "We've refunded you."
    Done,
}

/// One construction that commits somebody.
#[derive(Debug, Clone)]
pub(super) struct Pledge {
    /// What must be licensed: the act of the verb, and what a light verb gives.
    pub(super) acts: Vec<String>,
    /// Every act that the clause speaks of: what a draft licenses.
    pub(super) touched: Vec<String>,
    /// How it is put.
    pub(super) when: When,
    /// Whether it is told plainly: a past ("we sent"), as a person's own story may be, or a habit ("we check").
    pub(super) told: bool,
    /// The words.
    pub(super) shown: String,
}

/// Acts by the stems that express them.
const ACTS: &[(&str, &[&str])] = &[
    ("refund", &["refund", "refundabl", "non-refundabl", "nonrefundabl", "reimburs", "repa"]),
    ("compensation", &["compensat", "goodwill"]),
    ("voucher", &["voucher", "coupon"]),
    ("discount", &["discount", "rebat"]),
    ("gratis", &["gratis", "complimentar", "waiv"]),
    ("replacement", &["replac"]),
    ("callback", &["callback"]),
    ("exception", &["exceptionmade"]),
    ("guarantee", &["guarante", "promis", "assur", "ensur"]),
    ("remedy", &["remed"]),
    ("contact", &["contact", "notif", "respond", "respons", "repl", "answer", "inform", "updat"]),
    ("escalate", &["escalat", "forward", "flag", "rais", "refer", "alert"]),
    ("check", &["check", "investigat", "investig", "review", "inspect", "examin", "verif", "look"]),
    (
        "send",
        &["send", "ship", "deliver", "dispatch", "mail", "email", "resend", "receiv", "arriv", "shipment", "bring"],
    ),
    ("fix", &["fix", "resolv", "resolut", "repair", "solv", "correct", "sort"]),
    ("cancel", &["cancel"]),
    ("reopen", &["reopen", "reinstat", "restor"]),
    ("extend", &["extend", "extens"]),
    ("expedite", &["expedit", "prioritiz", "prioritis"]),
    ("arrange", &["arrang", "schedul", "book", "reschedul"]),
    ("credit", &["credit"]),
    ("visit", &["visit", "technician", "engineer"]),
];

/// The same the other way round.
static BY_STEM: LazyLock<HashMap<&str, &str>> =
    LazyLock::new(|| ACTS.iter().flat_map(|(act, stems)| stems.iter().map(move |stem| (*stem, *act))).collect());

/// Acts that cost money or bind for good: naming one anew is an offer already.
pub(super) const WEIGHTY: &[&str] =
    &["refund", "compensation", "voucher", "discount", "gratis", "replacement", "callback", "exception", "credit"];

/// Verbs that say nothing without their object.
const LIGHT: &[&str] = &[
    "giv", "provid", "mak", "issu", "offer", "process", "get", "arrang", "appl", "tak", "do", "hav", "receiv", "start",
    "submit", "organiz", "organis", "set", "send", "includ", "add", "complet", "conduct", "carr", "perform",
];

/// Idioms, each under the word that stands for its act.
static IDIOMS: Table = LazyLock::new(|| {
    table(&[
        (
            "contact",
            r"\b(?:get|got|getting|come|write|report) back to\b|\bin touch\b|\bkeep(?:ing)? you (?:posted|updated|informed|in the loop|up to date)\b|\blet you know\b|\bfollow(?:ing|ed)?[- ]up\b|\breach(?:ing|ed)? out\b|\bhear (?:back )?from (?:us|me|our|a|the)\b",
        ),
        (
            "callback",
            r"\b(?:call|ring|phone|telephon)(?:ing|ed|e)? (?:you|back|you back)\b|\bcall[- ]?back\b|\bgive you a (?:call|ring)\b|\breceive a (?:phone )?call\b",
        ),
        (
            "check",
            r"\blook(?:ing|ed)? (?:in)?to\b|\bunder (?:review|investigation)\b|\btak(?:e|ing) a (?:closer )?look\b",
        ),
        ("refund", r"\bmoney back\b|\bpay(?:ing)? you back\b|\bpaid you back\b|\bfunds? returned\b"),
        ("exceptionmade", r"\bma(?:ke|king|de) (?:an|one|this|a \w+) exception\b"),
        ("ensure", r"\bma(?:ke|king|de) sure\b|\bsee(?:ing)? to it\b|\brest assured\b"),
        (
            "gratis",
            r"\bfree of charge\b|\bfor free\b|\b(?:at|for) no (?:extra |additional )?(?:cost|charge)\b|\bon the house\b",
        ),
        ("voucher", r"\bgift ?cards?\b|\bstore credit\b"),
        ("discount", r"\b(?:%|percent) off\b"),
        (
            "remedy",
            r"\b(?:make|making|put|putting|set|setting) (?:this|it|things|that) right\b|\bmak(?:e|ing) (?:it|this|that) up to\b|\bmake up for\b",
        ),
        ("escalated", r"\bpassed (?:this|it|that|your \w+(?: \w+)?) (?:on|along|over|up)\b|\bpassed on\b"),
        ("escalate", r"\bpass(?:ing)? (?:this|it|that|your \w+(?: \w+)?) (?:on|along|over|up)\b|\bpass(?:ing)? on\b"),
        ("expedite", r"\bspeed(?:ing)? (?:this|it|things)? ?up\b|\brush(?:ing)? (?:this|it|your)\b"),
        ("send", r"\bon (?:its|the|their) way\b"),
    ])
});

/// The folded text with one word instead of each idiom.
fn plain(text: &str) -> String {
    let mut out = fold(text);
    for (act, pattern) in IDIOMS.iter() {
        if let Cow::Owned(changed) = pattern.replace_all(&out, *act) {
            out = changed;
        }
    }
    out
}

/// The act that a stem expresses.
fn act(stem: &str) -> Option<&'static str> {
    BY_STEM.get(stem).copied()
}

/// The acts that a run of words names.
fn named(words: &[String]) -> Vec<String> {
    words.iter().filter_map(|word| act(&stem(word))).map(str::to_owned).collect()
}

/// What a text says of acts.
#[derive(Default)]
pub(super) struct Spoken {
    /// Every act that it names in any form.
    pub(super) mentioned: BTreeSet<String>,
    /// What it commits its sender to.
    pub(super) pledges: Vec<Pledge>,
}

impl Spoken {
    /// Reads a sentence.
    pub(super) fn of(text: &str) -> Self {
        let clauses: Vec<Vec<String>> = clauses(&plain(text)).iter().map(|clause| words(clause)).collect();
        Self {
            mentioned: clauses.iter().flat_map(|clause| named(clause)).collect(),
            pledges: clauses.iter().flat_map(|clause| in_clause(clause)).collect(),
        }
    }
}

/// The pledges of a clause, as words.
fn in_clause(words: &[String]) -> Vec<Pledge> {
    (0..words.len()).filter_map(|at| construction(words, at)).collect()
}

/// Who the sentence is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Subject {
    Us,
    You,
    Other,
}

/// The subject that ends right before `at`, a few adverbs aside.
fn subject(words: &[String], at: usize) -> Subject {
    let before = words[..at].iter().rev().find(|word| !adverb(word));
    match before.map(String::as_str) {
        Some("i" | "we") => Subject::Us,
        Some("you") => Subject::You,
        _ => Subject::Other,
    }
}

/// Words that may stand between an auxiliary and its verb.
fn adverb(word: &str) -> bool {
    const OTHERS: &[&str] =
        &["also", "now", "then", "just", "already", "still", "again", "soon", "always", "both", "all"];
    OTHERS.contains(&word)
        || (word.ends_with("ly") && word != "only" && !word.starts_with("reply") && !word.starts_with("apply"))
}

/// Where the verb behind an auxiliary stands; what is denied or "only" done is nothing to count on.
fn verb_at(words: &[String], mut at: usize) -> Option<usize> {
    while words.get(at).is_some_and(|word| adverb(word)) {
        at += 1;
    }
    let denied = words.get(at).is_none_or(|word| matches!(word.as_str(), "not" | "never" | "no" | "only"));
    (!denied).then_some(at)
}

/// Whether the subject is denied: "no refund will be issued".
fn denied(words: &[String], at: usize) -> bool {
    words[..at]
        .iter()
        .rev()
        .take(5)
        .any(|word| matches!(word.as_str(), "no" | "none" | "neither" | "nor" | "nobody" | "nothing"))
}

/// Reads the construction whose auxiliary stands at `at`, if there is one.
fn construction(words: &[String], at: usize) -> Option<Pledge> {
    if denied(words, at) {
        return None;
    }
    let word = words[at].as_str();
    let next = words.get(at + 1).map_or("", String::as_str);
    match word {
        "will" | "shall" => future(words, at, at + 1, subject(words, at)),
        "i'll" | "we'll" => future(words, at, at + 1, Subject::Us),
        "you'll" => future(words, at, at + 1, Subject::You),
        "it'll" | "they'll" => future(words, at, at + 1, Subject::Other),
        "going" if next == "to" && !past(words, at) => future(words, at, at + 2, Subject::Us),
        "let" if next == "me" || next == "us" => pledge(words, at, at + 2, When::Promised, false),
        "can" | "could" | "may" | "would" => offer(words, at),
        "happy" | "glad" | "pleased" | "like" if next == "to" => pledge(words, at, at + 2, When::Offered, false),
        "i've" | "we've" => participle(words, at, at + 1, false),
        "i'm" | "we're" | "i" | "we" => own(words, at),
        "has" | "have" | "was" | "were" | "is" | "are" | "been" | "being" => passive(words, at),
        "expect" | "allow" | "expected" | "progress" | "ongoing" | "underway" => whole(words, When::Promised),
        _ => None,
    }
}

/// Whether "going to" tells of an old intention: "you weren't going to write".
fn past(words: &[String], at: usize) -> bool {
    let before = words[..at].iter().rev().find(|word| !adverb(word) && *word != "not");
    before.is_some_and(|word| matches!(word.as_str(), "was" | "were" | "wasn't" | "weren't"))
}

/// "Will" and its verb.
fn future(words: &[String], at: usize, from: usize, subject: Subject) -> Option<Pledge> {
    let verb = verb_at(words, from)?;
    match (subject, words[verb].as_str()) {
        (_, "be") => future_be(words, at, verb),
        (Subject::You, "receive" | "get" | "have" | "hear" | "see" | "contact" | "callback") => {
            let mut out = pledge(words, at, verb, When::Promised, false)?;
            // "You will have an answer" binds the sender to answer.
            out.acts.extend(named(&words[verb + 1..]).into_iter().filter(|act| act == "contact"));
            Some(out)
        }
        (Subject::You, _) => None,
        (Subject::Us, _) => pledge(words, at, verb, When::Promised, false),
        (Subject::Other, verb_word) => {
            act(&stem(verb_word)).and_then(|_| pledge(words, at, verb, When::Promised, false))
        }
    }
}

/// "Will be" and what follows: a participle, "able to", "happy to".
fn future_be(words: &[String], at: usize, be: usize) -> Option<Pledge> {
    let verb = verb_at(words, be + 1)?;
    let verb = match words[verb].as_str() {
        "able" | "happy" | "glad" | "pleased" if words.get(verb + 1).is_some_and(|word| word == "to") => verb + 2,
        _ => verb,
    };
    let known = words.get(verb).is_some_and(|word| act(&stem(word)).is_some() || light(word));
    known.then(|| with_subject(words, at, verb, When::Promised)).flatten()
}

/// "We can", "you may".
fn offer(words: &[String], at: usize) -> Option<Pledge> {
    let verb = verb_at(words, at + 1)?;
    let takes = matches!(words[verb].as_str(), "receive" | "get" | "have" | "claim" | "choose" | "request");
    let known = act(&stem(&words[verb])).is_some() || light(&words[verb]);
    match subject(words, at) {
        Subject::Us if known => pledge(words, at, verb, When::Offered, false),
        Subject::You if takes => pledge(words, at, verb, When::Offered, false),
        Subject::Other if words[verb] == "be" => {
            let done = words.get(verb + 1).is_some_and(|word| act(&stem(word)).is_some() || light(word));
            done.then(|| with_subject(words, at, verb + 1, When::Offered)).flatten()
        }
        _ => None,
    }
}

/// "We are sending", "we have sent", "we sent", "we send".
fn own(words: &[String], at: usize) -> Option<Pledge> {
    let verb = verb_at(words, at + 1)?;
    let word = words[verb].as_str();
    let aux = matches!(words[at].as_str(), "i'm" | "we're");
    match word {
        "have" | "had" if !aux => participle(words, at, verb + 1, false),
        "am" | "are" if !aux => progressive(words, at, verb + 1),
        _ if aux => progressive(words, at, at + 1),
        _ if word.ends_with("ed")
            || stem(word) != word && matches!(word, "sent" | "paid" | "gave" | "made" | "found") =>
        {
            participle(words, at, verb, true)
        }
        _ => act(&stem(word)).and_then(|_| pledge(words, at, verb, When::Promised, true)),
    }
}

/// A verb in -ing that names an act.
fn progressive(words: &[String], at: usize, from: usize) -> Option<Pledge> {
    let verb = verb_at(words, from)?;
    let word = words[verb].as_str();
    let fits = word.ends_with("ing") || act(&stem(word)).is_some();
    (fits && word != "going").then(|| known(words, at, verb, When::Promised, false)).flatten()
}

/// A participle or past that names an act.
fn participle(words: &[String], at: usize, from: usize, told: bool) -> Option<Pledge> {
    known(words, at, verb_at(words, from)?, When::Done, told)
}

/// A pledge only if its verb names an act or is light.
fn known(words: &[String], at: usize, verb: usize, when: When, told: bool) -> Option<Pledge> {
    let word = words.get(verb)?;
    // Whoever received something did nothing, and nor did who "answered neither".
    let nothing =
        words.get(verb + 1).is_some_and(|next| matches!(next.as_str(), "no" | "none" | "neither" | "nothing"));
    let passed = when == When::Done && (nothing || stem(word) == "receiv");
    (!passed && (act(&stem(word)).is_some() || light(word))).then(|| pledge(words, at, verb, when, told)).flatten()
}

/// "Has been refunded", "is being refunded", "was sent", "is on its way".
fn passive(words: &[String], at: usize) -> Option<Pledge> {
    let verb = verb_at(words, at + 1)?;
    let word = words[verb].as_str();
    let done = word.ends_with("ed") || matches!(word, "sent" | "paid" | "given" | "made" | "send" | "check");
    let when = if words[at] == "being" { When::Promised } else { When::Done };
    let known = act(&stem(word)).is_some() || light(word);
    let mut out = (done && known).then(|| with_subject(words, at, verb, when)).flatten()?;
    out.told = matches!(words[at].as_str(), "was" | "were");
    Some(out)
}

/// Whether the verb says nothing without its object.
fn light(word: &str) -> bool {
    LIGHT.contains(&stem(word).as_str())
}

/// A pledge by everything that the clause names.
fn whole(words: &[String], when: When) -> Option<Pledge> {
    let touched = named(words);
    (!touched.is_empty()).then(|| Pledge { acts: Vec::new(), touched, when, told: true, shown: words.join(" ") })
}

/// A passive: what it is about stands before the verb.
fn with_subject(words: &[String], at: usize, verb: usize, when: When) -> Option<Pledge> {
    let mut out = pledge(words, at, verb, when, false)?;
    if light(words.get(verb)?) {
        out.acts.extend(named(&words[..at]).into_iter().filter(|act| WEIGHTY.contains(&act.as_str())));
    }
    Some(out)
}

/// A pledge by the verb at `verb`; a light verb also pledges the weighty things that follow it.
fn pledge(words: &[String], at: usize, verb: usize, when: When, told: bool) -> Option<Pledge> {
    let word = words.get(verb)?;
    let end = words.len().min(verb + 5);
    let mut acts: Vec<String> = act(&stem(word)).map(str::to_owned).into_iter().collect();
    if light(word) {
        let weighty = named(&words[verb + 1..]).into_iter().filter(|act| WEIGHTY.contains(&act.as_str()));
        acts.extend(weighty);
    } else if acts.is_empty() {
        acts.push(format!("to {}", stem(word)));
    }
    let mut touched = named(words);
    touched.push(format!("to {}", stem(word)));
    Some(Pledge { acts, touched, when, told, shown: words[at.saturating_sub(1)..end].join(" ") })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn acts(text: &str) -> Vec<(String, When)> {
        let each = |one: &Pledge| one.acts.iter().map(|act| (act.clone(), one.when)).collect::<Vec<_>>();
        Spoken::of(text).pledges.iter().flat_map(each).collect()
    }

    #[test]
    fn one_act_has_many_forms() {
        for text in [
            "A refund will be issued.",
            "We'll refund you.",
            "We will give you your money back.",
            "You'll get a refund.",
        ] {
            assert!(acts(text).contains(&("refund".into(), When::Promised)), "{text}: {:?}", acts(text));
        }
        for text in ["Your case has been escalated.", "I've escalated this.", "I have passed this on to the team."] {
            assert!(acts(text).contains(&("escalate".into(), When::Done)), "{text}: {:?}", acts(text));
        }
    }

    #[test]
    fn what_is_denied_is_no_pledge() {
        for text in
            ["No refund will be issued.", "We will not refund you.", "We won't refund you.", "We can't refund you."]
        {
            assert_eq!(acts(text), [], "{text}");
        }
    }
}
