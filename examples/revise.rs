//! Revises a draft with the built-in reviser: the loop asks, the reviser answers, and no runtime is needed.
//!
//! `cargo run --no-default-features --example revise [FILE]`
#![allow(clippy::print_stdout, reason = "an example shows what changed")]

use attuned::{Builtin, Draft, Error, Loop, Options, Outcome, Prompts, Records, Step};
use std::fs::File;
use std::io::BufReader;

const LETTER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/drafts/scholarship-letter.json");

fn revise(draft: Draft) -> Result<Outcome, Error> {
    let mut work = Loop::new(draft, Options::default(), Prompts::builtin());
    loop {
        match work.step()? {
            Step::Ask(prompt) => work.answer(Ok(Builtin::new().answer(&prompt))),
            Step::Done(outcome) => return Ok(outcome),
            // Later versions may know further steps.
            _ => {}
        }
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).unwrap_or_else(|| LETTER.to_owned());
    for record in Records::new(BufReader::new(File::open(path)?)) {
        let outcome = revise(record?.draft)?;
        println!("{:?}, weight {} → {}\n", outcome.verdict, outcome.before.weight(), outcome.after.weight());
        println!("{}\n", outcome.text);
        for hunk in &outcome.diff.hunks {
            println!("“{}” → “{}”: {}", hunk.before.text.trim(), hunk.after.text.trim(), hunk.reason);
        }
    }
    Ok(())
}
