//! What a person asks for, and whether they hold the sender to account.

use super::feeling::add;
use super::{Person, Place};
use crate::reading::phrases::Cue;
use crate::reading::sentences::Sentence;
use crate::reading::signs::Signs;
use crate::reading::text::Text;
use crate::reading::words::{Tags, Word};
use std::sync::LazyLock;

/// What kind of answer a question asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wants {
    /// Yes or no.
    YesNo,
    /// A reason, or how it came about.
    Why,
    /// A time.
    When,
    /// Anything else.
    Fact,
}

/// A question of the person.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Question {
    /// Where it stands.
    pub(crate) place: Place,
    /// What it asks for.
    pub(crate) wants: Wants,
    /// Whether it holds the sender to account: "did you", "why did you".
    pub(crate) accuses: bool,
}

impl Person<'_> {
    /// Takes in the questions of the last message.
    pub(super) fn ask(&mut self, message: usize, text: &Text<'_>) {
        for sentence in text.body() {
            if let Some(wants) = wants(text, sentence) {
                let accuses = accuses(text, sentence);
                if accuses {
                    self.tension = add(self.tension, 0.35);
                }
                self.questions.push(Question { place: Place { message, span: sentence.span }, wants, accuses });
            }
        }
    }
}

/// What a sentence asks for, if it asks.
fn wants(text: &Text<'_>, sentence: &Sentence) -> Option<Wants> {
    let body = sentence.span.of(text.source);
    let first = text.words_of(sentence).first()?;
    let opens = first.tags.has(Tags::BE.or(Tags::DO).or(Tags::MODAL).or(Tags::WH)) && sentence.words.len() > 2;
    let asks = sentence.asks || opens && starts_question(body) || demands(body);
    asks.then(|| sought(&body.to_ascii_lowercase(), first))
}

/// What a question in lower case asks for, by its words and the first of them.
fn sought(body: &str, first: &Word) -> Wants {
    const REASONS: [&str; 7] = ["why", "how come", "how is it", "how does", "how did", "what happened", "explain"];
    const TIMES: [&str; 3] = ["when ", "how long", "what time"];
    let has = |signs: &[&str]| signs.iter().any(|sign| body.contains(sign));
    let choice = first.tags.has(Tags::BE.or(Tags::DO).or(Tags::MODAL).or(Tags::HAVE)) || has(&[" or "]);
    let reason = || has(&REASONS).then_some(Wants::Why);
    let time = || has(&TIMES).then_some(Wants::When);
    let yes_no = has(&["yes or no"]).then_some(Wants::YesNo);
    yes_no.or_else(reason).or_else(time).unwrap_or(if choice { Wants::YesNo } else { Wants::Fact })
}

/// Whether a sentence demands an answer without asking a question.
fn demands(body: &str) -> bool {
    static SIGNS: LazyLock<Signs<8>> = LazyLock::new(|| {
        Signs::of([
            "tell me",
            "explain",
            "i want to know",
            "would like to know",
            "i'd like to know",
            "yes or no",
            "take it off",
            "would like one thing",
        ])
    });
    SIGNS.any(body)
}

/// Whether a sentence without a question mark still begins like a question: "did you", "how do i".
fn starts_question(body: &str) -> bool {
    const STARTS: [&str; 22] = [
        "do i",
        "do you",
        "did you",
        "did i",
        "is it",
        "is this",
        "is there",
        "are you",
        "are they",
        "can i",
        "can you",
        "could you",
        "will i",
        "will you",
        "would you",
        "why ",
        "how do",
        "how does",
        "how did",
        "how can",
        "what do",
        "whats ",
    ];
    let head = |start: &str| body.as_bytes().get(..start.len());
    STARTS.iter().any(|start| head(start).is_some_and(|head| head.eq_ignore_ascii_case(start.as_bytes())))
}

/// Whether a question holds the sender to account.
fn accuses(text: &Text<'_>, sentence: &Sentence) -> bool {
    static SIGNS: LazyLock<Signs<20>> = LazyLock::new(|| {
        Signs::of([
            "did you",
            "did he",
            "did she",
            "did they",
            "did an",
            "why did",
            "why didn't",
            "why didnt",
            "why are you",
            "why do you",
            "why was",
            "why is",
            "why does",
            "do you accept",
            "do you admit",
            "have you",
            "was anybody",
            "did anybody",
            "who ",
            "was it you",
        ])
    });
    SIGNS.any(sentence.span.of(text.source)) || text.hit(sentence.span, Cue::Accuse).is_some_and(|hit| hit.weight > 0.7)
}
