//! How fast drafts are read: the seconds of each pass over a file of records, on one core.
//!
//! `cargo run --release --no-default-features --example throughput FILE [PASSES]`
//!
//! Prints a word and a number a line, as the other tools of `benches/peers` do: `bytes` of all drafts, `load` for the
//! first draft, which builds the tables, then a `pass` in seconds for each reading of all of them.
#![allow(clippy::print_stdout, reason = "an example shows what it measured")]

use attuned::{Draft, Records, detect};
use std::error::Error;
use std::fs::File;
use std::hint::black_box;
use std::io::BufReader;
use std::time::Instant;

fn read(path: &str) -> Result<Vec<Draft>, Box<dyn Error>> {
    let records = Records::new(BufReader::new(File::open(path)?));
    Ok(records.map(|record| record.map(|record| record.draft)).collect::<Result<_, _>>()?)
}

/// Seconds for a report on each of them, in turn.
fn pass(drafts: &[Draft]) -> f64 {
    let start = Instant::now();
    for draft in drafts {
        black_box(detect(black_box(draft)));
    }
    start.elapsed().as_secs_f64()
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let drafts = read(&args.next().ok_or("FILE is missing: a file of records, such as fixtures/cases/heron.jsonl")?)?;
    let passes = args.next().map_or(Ok(5), |word| word.parse::<usize>())?;
    println!("bytes {}", drafts.iter().map(|draft| draft.text.len()).sum::<usize>());
    println!("load {}", pass(&drafts[..drafts.len().min(1)]));
    pass(&drafts);
    for _ in 0..passes {
        println!("pass {}", pass(&drafts));
    }
    Ok(())
}
