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

        let measured = attuned::detect(&draft).metrics; let feeling = measured.sentiment_attenuation.source_intensity >= 0.3 || measured.conflict_avoidance.tension >= 0.3;
        let found = negatives(&draft);
        felt += usize::from(feeling);
        some += usize::from(feeling && !found.is_empty());
        println!("\n#### {id} | {} | feeling {feeling} | {:?}", draft.sender.as_deref().unwrap_or(""), found.iter().map(|n| n.mechanism.id()).collect::<Vec<_>>());
        println!("SAID {}", draft.conversation.said().last().map_or("", |one| one.1).replace('\n', " / "));
        if found.is_empty() { println!("GOOD {}", draft.text.replace('\n', " / ")); }
        for one in found {
            *by.entry((one.mechanism.id(), one.edit)).or_default() += 1;
            println!("-- {} {} [{}]", one.mechanism.id(), one.edit, one.text.chars().count() as f64 / draft.text.chars().count() as f64);
            let mut shown = one.text.clone();
            for hunk in one.diff.hunks.iter().rev() {
                shown.replace_range(hunk.after.span.start..hunk.after.span.end, &format!("[-{}-]{{+{}+}}", hunk.before.text, hunk.after.text));
            }
            println!("   {}", shown.replace('\n', " / "));
        }
    }
    println!("\nTOTAL feeling {felt} with {some} {by:#?} {:?}", Mechanism::ALL);
}
