//! Keeps each revision as a preference pair: the draft rejected, the reply chosen, and why; one JSON line each.
//!
//! `cargo run --no-default-features --example preference_pair [FILE...]`
#![allow(clippy::print_stdout, reason = "an example shows the pairs")]

use attuned::{Builtin, Draft, Error, Loop, Options, Outcome, Prompts, Records, Step, Verdict};
use serde_json::{Value, json};
use std::fs::File;
use std::io::BufReader;
use std::path::PathBuf;

const DRAFTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/drafts");

fn revise(draft: Draft) -> Result<Outcome, Error> {
    let mut work = Loop::new(draft, Options::default(), Prompts::builtin());
    loop {
        match work.step()? {
            Step::Ask(prompt) => work.answer(Ok(Builtin::new().answer(&prompt))),
            Step::Done(outcome) => return Ok(outcome),
            _ => {}
        }
    }
}

fn pair(draft: &Draft, outcome: &Outcome) -> Value {
    let reason = |hunk: &attuned::Hunk| json!({ "mechanisms": hunk.mechanisms, "reason": hunk.reason });
    json!({
        "prompt": draft.conversation,
        "chosen": [{ "role": "assistant", "content": outcome.text }],
        "rejected": [{ "role": "assistant", "content": outcome.draft }],
        "weight": { "chosen": outcome.after.weight(), "rejected": outcome.before.weight() },
        "critiques": outcome.rounds.iter().filter(|round| round.accepted).map(|round| &round.critique).collect::<Vec<_>>(),
        "reasons": outcome.diff.hunks.iter().map(reason).collect::<Vec<_>>(),
    })
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut paths: Vec<PathBuf> = std::env::args().skip(1).map(PathBuf::from).collect();
    if paths.is_empty() {
        paths = std::fs::read_dir(DRAFTS)?.map(|entry| entry.map(|one| one.path())).collect::<Result<_, _>>()?;
        paths.sort();
    }
    for path in paths {
        for record in Records::new(BufReader::new(File::open(path)?)) {
            let draft = record?.draft;
            let outcome = revise(draft.clone())?;
            // A pair needs a conversation and a reply that was judged better.
            if outcome.verdict == Verdict::Revised && !draft.conversation.messages.is_empty() {
                println!("{}", pair(&draft, &outcome));
            }
        }
    }
    Ok(())
}
