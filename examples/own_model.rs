//! A model of your own: anything that answers a prompt. This one knows three phrases; yours may call a server.
//!
//! `cargo run --no-default-features --example own_model`
#![allow(clippy::print_stdout, reason = "an example shows what came of it")]

use attuned::{BoxFuture, Job, Loop, Model, ModelError, Options, Prompt, Prompts, Records, Reply, drive};
use serde_json::json;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

const LETTER: &str = include_str!("../fixtures/drafts/scholarship-letter.json");

/// What the house writes instead.
const PHRASES: [(&str, &str); 3] = [
    (
        "Please be advised that your application for the hardship grant was declined",
        "We declined your application for the hardship grant",
    ),
    ("It was noted that", "We saw that"),
    ("A review of the decision can be requested", "You can ask us to look at it again"),
];

struct HouseStyle;

impl Model for HouseStyle {
    fn complete<'a>(&'a self, prompt: &'a Prompt) -> BoxFuture<'a, Result<Reply, ModelError>> {
        // `prompt.messages` and `prompt.schema` are what a language model is sent; `prompt.ask` is the same as values.
        let text = match prompt.ask.job {
            Job::Critique => json!({ "critique": "Nobody acts in this letter." }),
            _ => {
                json!({ "reply": PHRASES.iter().fold(prompt.ask.text.clone(), |text, (old, new)| text.replace(old, new)) })
            }
        };
        Box::pin(async move { Ok(Reply { text: text.to_string(), ..Reply::default() }) })
    }

    fn engine(&self) -> &str {
        "house style"
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for record in Records::new(LETTER.as_bytes()) {
        let work = Loop::new(record?.draft, Options::default(), Prompts::builtin());
        let outcome = wait(drive(work, &HouseStyle))?;
        println!("{} by {}\n\n{}", serde_json::to_value(outcome.verdict)?, outcome.engine, outcome.text);
    }
    Ok(())
}

/// Any runtime will do; this model never waits, so that asking again is enough.
fn wait<T>(work: impl Future<Output = T>) -> T {
    let (mut work, mut context) = (pin!(work), Context::from_waker(Waker::noop()));
    loop {
        if let Poll::Ready(value) = work.as_mut().poll(&mut context) {
            return value;
        }
    }
}
