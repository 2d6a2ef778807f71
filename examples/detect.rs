//! Finds where a draft fails the person; nothing is sent anywhere.
//!
//! `cargo run --no-default-features --example detect [FILE]`
#![allow(clippy::print_stdout, reason = "an example shows what it found")]

use attuned::{Mechanism, Records, detect};
use std::error::Error;
use std::fs::File;
use std::io::BufReader;

const BENCH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/drafts/garden-bench.json");

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).unwrap_or_else(|| BENCH.to_owned());
    for record in Records::new(BufReader::new(File::open(path)?)) {
        let report = detect(&record?.draft);
        for finding in &report.findings {
            println!("{} {}: “{}”", finding.severity.name(), finding.rule, finding.quote.text);
            println!("    {}", finding.message);
        }
        for mechanism in Mechanism::ALL {
            println!("{:30} {:.2}", mechanism.title(), report.presence(mechanism).score);
        }
    }
    Ok(())
}
