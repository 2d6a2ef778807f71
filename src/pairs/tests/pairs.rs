//! Which outcomes make a pair, and which two replies it is made of.

use super::*;

#[test]
fn what_is_left_out_says_why() {
    let reason = |id| match pair_of(&read(value(id))) {
        Err(reason) => Some(reason),
        Ok(pair) => PairFormat::TrlChat.pair(&pair).err(),
    };
    for (id, wanted) in [
        ("vet-bill", None),
        ("bike-receipt", Some(LeftOut::Clean)),
        ("danger", Some(LeftOut::Held)),
        ("german", Some(LeftOut::NotJudged)),
        ("macro", Some(LeftOut::NoConversation)),
        ("with-tool-2", Some(LeftOut::ToolTurns)),
        ("ours-last", Some(LeftOut::PersonNotLast)),
        ("late-system", Some(LeftOut::LateInstructions)),
        ("promised", Some(LeftOut::GuardBroken)),
        ("mixed-up", Some(LeftOut::HunksDoNotFit)),
    ] {
        assert_eq!(reason(id), wanted, "{id}");
    }
    assert_eq!(OutcomeRecord::read(value("failed"), 1).expect("an error record"), None);
}

/// thinking-machines-lab/tinker-cookbook#46: replies to different people were paired, and nothing said so.
#[test]
fn sides_of_different_outcomes_are_no_pair() {
    let mut outcome = value("vet-bill");
    outcome["text"] = value("cello")["text"].clone();
    assert_eq!(pair_of(&read(outcome)), Err(LeftOut::HunksDoNotFit));
}

#[test]
fn candidates_give_the_best_and_the_worst_and_the_record_ranks_all() {
    let outcome = read(value("dialysis-ride"));
    let pair = pair_of(&outcome).expect("a pair");
    assert_eq!((pair.kind, pair.rejected_by.as_str()), (PairKind::Candidates, "draft"));
    let row = PairFormat::Record.pair(&pair).expect("a row");
    assert_eq!(row["answers"].as_array().map(Vec::len), Some(4));
    assert_eq!((&row["answers"][0]["answer"], &row["answers"][0]["rank"]), (&row["chosen"], &json!(1)));
    let broken = |outcome: &mut OutcomeRecord, place: usize| outcome.offered[place].broken = true;
    let mut first_breaks = outcome.clone();
    broken(&mut first_breaks, 0);
    assert_eq!(pair_of(&first_breaks).expect("a pair").chosen, outcome.offered[1].text);
}

#[test]
fn errors_name_fields_and_repeat_no_words() {
    let broken = |name: &str, wrong: Value| {
        let mut outcome = value("vet-bill");
        outcome[name] = wrong;
        OutcomeRecord::read(outcome, 7).expect_err("an error").to_string()
    };
    assert_eq!(broken("verdict", json!("SECRET")), "line 7: field `verdict`: expected clean, revised, kept or held");
    for (name, wrong) in [("before", json!("SECRET")), ("hunks", json!(["SECRET"])), ("text", json!({"SECRET": 1}))] {
        let error = broken(name, wrong);
        assert!(error.contains(name) && !error.contains("SECRET"), "{error}");
    }
    let draft = json!({"draft": "SECRET"});
    let error = OutcomeRecord::read(draft, 1).expect_err("an error").to_string();
    assert!(error.contains("attuned batch") && !error.contains("SECRET"), "{error}");
}

#[test]
fn a_judgement_is_the_same_from_a_report_and_from_its_record() {
    let draft = crate::Draft::canned("It is regretted that the surgery was cancelled.");
    let report = crate::detect(&draft);
    assert!(report.worst() >= Some(Severity::Clear));
    let record = serde_json::to_value(&report).expect("JSON");
    assert_eq!(Judgement::read(&record), Some(Judgement::from(&report)));
}
