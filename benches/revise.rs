//! How fast records go through the loop, without a network: `cargo bench --no-default-features --bench revise`.
//!
//! Each pass takes all held cases once, as an archive does: what guards remember of a sentence serves its own record.

use attuned::{Builtin, Draft, Loop, Model, Options, Outcome, Prompts, Records, Replay, Reply, drive};
use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

fn main() {
    divan::main();
}

/// The held cases; most of them fail, as drafts of an archive do not.
fn drafts() -> Vec<Draft> {
    let cases = include_bytes!("../fixtures/held.jsonl");
    Records::new(&cases[..]).filter_map(Result::ok).map(|record| record.draft).collect()
}

/// The outcome of a loop whose model answers at once.
fn outcome(draft: &Draft, model: &dyn Model) -> Outcome {
    let work = Loop::new(draft.clone(), Options::default(), Prompts::builtin());
    match pin!(drive(work, model)).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(outcome) => outcome.expect("the templates render"),
        Poll::Pending => unreachable!("the model answers at once"),
    }
}

/// The draft without its second sentence and with one of another's, as a language model would answer it.
fn answer(draft: &Draft) -> Reply {
    let kept = draft.text.split_inclusive(". ").enumerate().filter(|(place, _)| *place != 1).map(|(_, part)| part);
    let text = kept.collect::<String>() + " You should not have had to write this twice.";
    let text = serde_json::json!({"critique": "It is cold.", "reply": text, "changes": []}).to_string();
    Reply { text, ..Reply::default() }
}

#[divan::bench]
fn builtin(bencher: Bencher<'_, '_>) {
    let drafts = drafts();
    bencher.counter(ItemsCount::new(drafts.len())).bench(|| {
        for draft in &drafts {
            black_box(outcome(black_box(draft), &Builtin::new()));
        }
    });
}

/// What the loop itself costs around a language model: prompts, reading of answers, guards, detection, diff.
#[divan::bench]
fn answered(bencher: Bencher<'_, '_>) {
    let drafts = drafts();
    let answers: Vec<Reply> = drafts.iter().map(answer).collect();
    bencher.counter(ItemsCount::new(drafts.len())).bench(|| {
        for (draft, answer) in drafts.iter().zip(&answers) {
            // Enough for two rounds with a repair each.
            let model = Replay::new(std::iter::repeat_n(Ok(answer.clone()), 4));
            black_box(outcome(black_box(draft), &model));
        }
    });
}
