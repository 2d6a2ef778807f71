//! Counterfactual negatives over the labelled cases that are clean.

use attuned::{Case, Draft, Mechanism, Record, negatives};
use std::collections::BTreeMap;

/// The clean cases of the fixtures.
fn good() -> Vec<(String, Draft)> {
    let mut paths: Vec<_> = std::fs::read_dir("fixtures/cases").expect("a folder").map(|one| one.expect("a file").path()).collect();
    paths.sort();
    paths.insert(0, "fixtures/held.jsonl".into());
    let mut found = Vec::new();
    for path in paths {
        for line in std::fs::read_to_string(path).expect("a file").lines() {
            let record = Record::read(serde_json::from_str(line).expect("JSON"), 1).expect("a record");
            let case = Case::read(record).expect("a labelled case");
            if case.gold.iter().all(|label| !label.is_present()) {
                found.push((case.id.clone(), case.draft));
            }
        }
    }
    found
}

#[test]
#[ignore = "prints all negatives for reading"]
fn read_them() {
    let mut by = BTreeMap::<_, usize>::new();
    let (mut felt, mut some) = (0, 0);
    for (id, draft) in good() {
        let probe = attuned::detect(&draft.with_text("We note what was said about the matter in the message. It is noted that the process is what it is."));
        let feeling = probe.worst() >= Some(attuned::Severity::Clear);
        let found = negatives(&draft);
        felt += usize::from(feeling);
        some += usize::from(feeling && !found.is_empty());
        println!("\n#### {id} | {} | feeling {feeling} | {:?}", draft.sender.as_deref().unwrap_or(""), found.iter().map(|n| n.mechanism.id()).collect::<Vec<_>>());
        println!("GOOD {}", draft.text.replace('\n', " / "));
        for one in found {
            *by.entry((one.mechanism.id(), one.edit)).or_default() += 1;
            println!("-- {} {} [{}]", one.mechanism.id(), one.edit, one.text.chars().count() as f64 / draft.text.chars().count() as f64);
            for hunk in &one.diff.hunks {
                println!("   - {}\n   + {}", hunk.before.text, hunk.after.text);
            }
        }
    }
    println!("\nTOTAL feeling {felt} with {some} {by:#?} {:?}", Mechanism::ALL);
}
