//! The loop, step by step, with toy senses and no runtime.

mod audits;
mod ends;
mod invariants;
mod judged;
mod rounds;
mod sent;

use super::rounds::Senses;
use super::*;
use crate::detect::{By, Mechanism, Report, Severity, Thresholds};
use crate::model::{ModelError, Reply};
use crate::prompt::{Job, Prompt, Prompts};
use crate::text::{Conversation, Draft};
use proptest::prelude::*;
use serde_json::json;

const SAID: &str = "The cot never came and I'm scared.";

const TEXT: &str = "Sorry for any inconvenience. Order 48213 was cancelled.";

const BETTER: &str = "You are scared, and no cot came. We cancelled order 48213.";

/// The draft, mended where its first sentence has gone out.
const ONWARD: &str = "Sorry for any inconvenience. We cancelled order 48213, and no cot came.";

fn draft() -> Draft {
    Draft::new(Conversation::from_user(SAID), TEXT)
}

fn work(options: Options) -> Loop {
    Loop::with_senses(draft(), options, Prompts::builtin(), toy::SENSES)
}

/// Two calls a round, so that each can be answered by itself.
fn apart() -> Options {
    Options { critique: Critique::Apart, ..Options::default() }
}

fn judging() -> Options {
    Options { judge: Judging::Always, ..apart() }
}

/// The prompt that the loop asks next.
fn asked(work: &mut Loop) -> Prompt {
    match work.step().unwrap() {
        Step::Ask(prompt) => prompt,
        Step::Done(outcome) => panic!("done: {:?}", outcome.reason),
    }
}

fn done(work: &mut Loop) -> Outcome {
    match work.step().unwrap() {
        Step::Done(outcome) => outcome,
        Step::Ask(prompt) => panic!("asks {:?}", prompt.ask.job),
    }
}

fn say(work: &mut Loop, text: impl ToString) {
    work.answer(Ok(Reply { text: text.to_string(), prompt_tokens: 10, completion_tokens: 3 }));
}

/// A judge's answer: mechanism, severity and quote of each mark.
fn found(marks: &[(&str, u8, &str)]) -> serde_json::Value {
    let mark = |(mechanism, severity, quote): &(&str, u8, &str)| json!({"mechanism": mechanism, "severity": severity, "quote": quote, "reason": "r", "instead": "i"});
    json!({"findings": marks.iter().map(mark).collect::<Vec<_>>()})
}
