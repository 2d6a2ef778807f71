//! The real command against a model that fails in every way we know of: what comes out is the draft or a better reply,
//! in time, with the right exit code, and nothing private on standard error.
//!
//! `cargo test --test faults -- --nocapture` prints the outcomes as a table.

#![cfg(feature = "cli")]

mod run;
mod server;
mod table;

use run::{Seen, complaints, run};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use table::{Fault, faults};

/// How many runs go on at once: most of them only wait.
const AT_ONCE: usize = 4;

/// A row of the printed table.
fn row(fault: &Fault, seen: &Seen) -> String {
    let code = seen.output.status.code().map_or_else(|| "none".to_owned(), |code| code.to_string());
    let reason = match seen.reason() {
        reason if reason.is_empty() => "–".to_owned(),
        reason => reason.replace('|', "\\|"),
    };
    let (name, engine, verdict, hits, seconds) =
        (fault.name, seen.engine, seen.verdict(), seen.hits, seen.took.as_secs_f64());
    format!("| {name} | {engine} | {verdict} | {reason} | {code} | {hits} | {seconds:.1} |")
}

/// Runs everything once, and gives the rows in the order of the table and the complaints.
fn everything(faults: &[Fault]) -> (Vec<String>, Vec<String>) {
    let runs: Vec<(&Fault, &'static str)> =
        faults.iter().flat_map(|fault| ["auto", "llm"].map(|engine| (fault, engine))).collect();
    let (next, done) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                while let Some((place, (fault, engine))) = {
                    let place = next.fetch_add(1, Ordering::SeqCst);
                    runs.get(place).map(|run| (place, run))
                } {
                    let seen = run(fault, engine);
                    let wrong = complaints(fault, &seen).join("; ");
                    done.lock().expect("no run panics").push((place, row(fault, &seen), wrong));
                }
            });
        }
    });
    let mut done = done.into_inner().expect("no run panics");
    done.sort_by_key(|(place, _, _)| *place);
    let named = |(_, row, wrong): &(usize, String, String)| (!wrong.is_empty()).then(|| format!("{row}\n    {wrong}"));
    let wrong = done.iter().filter_map(named).collect();
    (done.into_iter().map(|(_, row, _)| row).collect(), wrong)
}

#[test]
#[allow(clippy::print_stdout, reason = "the table is what whoever runs this with --nocapture wants to see")]
fn every_fault_of_a_model_ends_well() {
    let (rows, wrong) = everything(&faults());
    println!("\n| fault | engine | verdict | reason | exit | calls | seconds |\n|---|---|---|---|---|---|---|");
    rows.iter().for_each(|row| println!("{row}"));
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
