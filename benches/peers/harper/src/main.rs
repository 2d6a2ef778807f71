//! Harper's curated lints over drafts: `harper-pass fresh|again FILE PASSES` prints what `../run` reads.
//!
//! Harper remembers: a linter the chunks that it has seen, a thread the sentences. With `fresh` each pass has a new
//! linter in a new thread, so that its time is that of text never seen; with `again` one linter reads all passes.

use harper_core::linting::{LintGroup, Linter};
use harper_core::parsers::PlainEnglish;
use harper_core::spell::FstDictionary;
use harper_core::{Dialect, Document};
use std::error::Error;
use std::hint::black_box;
use std::thread;
use std::time::Instant;

const WARM: &str = "The kettle that you sent back is here. We will send you an other one on Friday.";

/// A linter that has read one short text, and the seconds that it took to have it.
fn linter() -> (LintGroup, f64) {
    let start = Instant::now();
    let mut linter = LintGroup::new_curated(FstDictionary::curated(), Dialect::British);
    read(&mut linter, WARM);
    (linter, start.elapsed().as_secs_f64())
}

fn read(linter: &mut LintGroup, text: &str) -> usize {
    linter.lint(&Document::new_curated(black_box(text), &PlainEnglish)).len()
}

fn pass(linter: &mut LintGroup, drafts: &[String]) -> f64 {
    let start = Instant::now();
    black_box(drafts.iter().map(|draft| read(linter, draft)).sum::<usize>());
    start.elapsed().as_secs_f64()
}

fn again(drafts: &[String], passes: usize) {
    let (mut linter, load) = linter();
    println!("load {load}");
    pass(&mut linter, drafts);
    for _ in 0..passes {
        println!("pass {}", pass(&mut linter, drafts));
    }
}

fn fresh(drafts: &[String], passes: usize) {
    println!("load {}", linter().1);
    for _ in 0..passes {
        let seconds = thread::scope(|scope| scope.spawn(|| pass(&mut linter().0, drafts)).join());
        println!("pass {}", seconds.unwrap_or(f64::NAN));
    }
}

fn drafts(path: &str) -> Result<Vec<String>, Box<dyn Error>> {
    let draft = |line: &str| -> Result<String, Box<dyn Error>> {
        let record: serde_json::Value = serde_json::from_str(line)?;
        Ok(record["draft"].as_str().ok_or("a record without a draft")?.to_owned())
    };
    std::fs::read_to_string(path)?.lines().map(draft).collect()
}

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [how, path, passes] = &args[..] else { return Err("give fresh or again, FILE and PASSES".into()) };
    let (drafts, passes) = (drafts(path)?, passes.parse()?);
    println!("bytes {}", drafts.iter().map(String::len).sum::<usize>());
    if how == "again" { again(&drafts, passes) } else { fresh(&drafts, passes) }
    Ok(())
}
