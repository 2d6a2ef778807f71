//! Rows of every format over the outcomes of `fixtures/pairs`, and each trap that users of trainers fell into.

use super::*;
use crate::guard::Keep;
use crate::text::{Message, Role};
use crate::{Entries, Error, Severity};
use serde_json::{Value, json};
use std::collections::BTreeMap;

const OUTCOMES: &str = include_str!("../../fixtures/pairs/outcomes.jsonl");

/// What stands in the fixtures under this id.
fn value(id: &str) -> Value {
    let entries = Entries::new(OUTCOMES.as_bytes()).map(|entry| entry.expect("JSON").value);
    entries.into_iter().find(|value| value["id"] == id).expect("an outcome of this id")
}

fn read(value: Value) -> OutcomeRecord {
    OutcomeRecord::read(value, 1).expect("an outcome").expect("no error record")
}

fn outcomes() -> Vec<OutcomeRecord> {
    let entries = Entries::new(OUTCOMES.as_bytes()).map(|entry| entry.expect("JSON").value);
    entries.filter_map(|value| OutcomeRecord::read(value, 1).expect("an outcome")).collect()
}

fn pair_of(outcome: &OutcomeRecord) -> Result<Pair, LeftOut> {
    let origin = Origin::new(outcome, outcome.field("ticket").unwrap_or_default(), "run-1");
    Pair::new(outcome, origin, &Keep::default())
}

fn labelled_of(outcome: &OutcomeRecord) -> Vec<Result<Labelled, LeftOut>> {
    let origin = Origin::new(outcome, "t", "run-1");
    Labelled::all(outcome, &origin, &Keep::default()).unwrap_or_else(|reason| vec![Err(reason)])
}

fn labels(outcome: &OutcomeRecord) -> Vec<(&'static str, bool)> {
    labelled_of(outcome).into_iter().flatten().map(|one| (one.part, one.good)).collect()
}

/// The rows of these outcomes.
fn rows(format: PairFormat, outcomes: &[OutcomeRecord]) -> Vec<Value> {
    let labelled = |outcome| labelled_of(outcome).into_iter().flatten().filter_map(|one| format.labelled(&one).ok());
    match format.is_labelled() {
        true => outcomes.iter().flat_map(labelled).collect(),
        false => outcomes.iter().filter_map(|outcome| format.pair(&pair_of(outcome).ok()?).ok()).collect(),
    }
}

fn row(format: PairFormat, id: &str) -> Value {
    rows(format, &[read(value(id))]).pop().expect("a row")
}

#[test]
fn rows_of_every_format() {
    let ids = ["vet-bill", "allotment-2", "system-turns", "dialysis-ride"];
    let outcomes = ids.map(|id| read(value(id)));
    for format in PairFormat::all() {
        let all = rows(format, &outcomes).iter().map(|row| format!("{row:#}")).collect::<Vec<_>>();
        insta::assert_snapshot!(format!("rows_{}", format.name()), all.join("\n"));
    }
}

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

#[test]
fn every_row_has_the_same_columns_of_the_same_types_and_none_is_null() {
    for format in PairFormat::all().filter(|format| format.has_columns()) {
        let mut types = BTreeMap::new();
        for row in rows(format, &outcomes()) {
            let fields: Vec<_> = row.as_object().expect("an object").keys().cloned().collect();
            assert_eq!(*types.entry("fields".to_owned()).or_insert(json!(fields)), json!(fields));
            for (name, value) in row.as_object().expect("an object") {
                let kind = match value {
                    Value::Number(number) if number.is_f64() => "a fraction",
                    other => crate::record::kind(other),
                };
                assert_ne!(kind, "null", "{name}");
                assert_eq!(*types.entry(name.clone()).or_insert(kind.into()), kind, "{name} of {}", format.name());
            }
        }
    }
}

#[test]
fn services_that_refuse_unknown_fields_get_none() {
    for (format, wanted) in [
        (PairFormat::Openai, &["input", "preferred_output", "non_preferred_output"][..]),
        (PairFormat::Vertex, &["contents", "completions"]),
    ] {
        let row = row(format, "vet-bill");
        assert_eq!(row.as_object().expect("an object").keys().collect::<Vec<_>>(), wanted);
    }
    let vertex = row(PairFormat::Vertex, "system-turns");
    assert_eq!(vertex["system_instruction"]["parts"][0]["text"], "You answer for Fernline, a phone company.");
    let scores: Vec<_> = vertex["completions"].as_array().expect("two").iter().map(|one| &one["score"]).collect();
    assert_eq!(scores, [1, 0]);
}

#[test]
fn a_format_of_one_text_takes_no_conversation_of_several_turns() {
    let pair = pair_of(&read(value("allotment-2"))).expect("a pair");
    assert_eq!(PairFormat::Trl.pair(&pair), Err(LeftOut::SeveralTurns));
    let chat = PairFormat::TrlChat.pair(&pair).expect("a row");
    assert_eq!(chat["prompt"].as_array().map(Vec::len), Some(3), "the prompt is explicit");
    assert_eq!(chat["chosen"].as_array().map(Vec::len), Some(1), "and not repeated");
}

/// huggingface/trl#2543: the better of two bad replies is not good, and the worse of two good ones not bad.
#[test]
fn labels_are_absolute() {
    assert_eq!(labels(&read(value("allotment-2"))), [("draft", false), ("text", true)]);
    assert_eq!(labels(&read(value("passport"))), [("draft", false)], "something clear is left in the text");
    assert_eq!(labels(&read(value("library-fine"))), [("text", true)], "only something mild was in the draft");
    assert_eq!(labels(&read(value("bike-receipt"))), [("draft", true)]);
    for (id, reason) in [("german", LeftOut::NotJudged), ("danger", LeftOut::Held), ("promised", LeftOut::NoLabel)] {
        assert_eq!(labelled_of(&read(value(id))), [Err(reason)], "{id}");
    }
    let kept = json!({"verdict": "kept", "hunks": []});
    let mut outcome = value("cello");
    kept.as_object().expect("fields").iter().for_each(|(name, value)| outcome[name] = value.clone());
    outcome["text"] = outcome["draft"].clone();
    assert_eq!(labels(&read(outcome)), [("draft", false)]);
}

#[test]
fn a_label_is_a_truth_and_not_its_word() {
    for (format, field) in [(PairFormat::Kto, "label"), (PairFormat::LlamafactoryKto, "kto_tag")] {
        let labels: Vec<_> = rows(format, &outcomes()).into_iter().map(|row| row[field].clone()).collect();
        assert!(labels.contains(&Value::Bool(true)) && labels.contains(&Value::Bool(false)), "{labels:?}");
        assert!(labels.iter().all(Value::is_boolean));
    }
}

#[test]
fn llamafactory_alternates_and_its_entry_says_ranking() {
    for row in rows(PairFormat::Llamafactory, &outcomes()) {
        let turns = row["conversations"].as_array().expect("turns");
        assert_eq!(turns.len() % 2, 1);
        for (place, turn) in turns.iter().enumerate() {
            assert_eq!(turn["from"], ["human", "gpt"][place % 2]);
        }
        assert!(row["chosen"]["value"].is_string() && row["rejected"]["from"] == "gpt", "objects, not lists");
    }
    let greeted = pair_of(&read(value("greeted-2"))).expect("a pair");
    assert_eq!(PairFormat::Llamafactory.pair(&greeted), Err(LeftOut::PersonNotFirst));
    let files = [("train".to_owned(), "pairs.train.jsonl".to_owned())];
    let beside = |format: PairFormat, there: Option<&str>| {
        let there = there.map(str::to_owned);
        let beside = format.beside(&files, |_| there.clone())?.expect("a list of datasets");
        Ok::<Value, Error>(serde_json::from_str(&beside.text).expect("JSON"))
    };
    let list = beside(PairFormat::Llamafactory, Some(r#"{"mine": {"file_name": "a"}}"#)).expect("a list");
    assert_eq!((&list["mine"]["file_name"], &list["pairs_train"]["ranking"]), (&json!("a"), &json!(true)));
    let list = beside(PairFormat::LlamafactoryKto, None).expect("a list");
    assert_eq!(list["pairs_train"]["columns"]["kto_tag"], "kto_tag");
    assert!(beside(PairFormat::Llamafactory, Some("[]")).is_err());
}

#[test]
fn axolotl_gets_its_config() {
    let files = ["train", "test"].map(|split| (split.to_owned(), format!("pairs.{split}.jsonl")));
    let beside = PairFormat::Axolotl.beside(&files, |_| None).expect("lines").expect("lines");
    insta::assert_snapshot!("axolotl_config", format!("{}\n{}", beside.name, beside.text));
}

/// Axolotl looks for a reply in its rendered template, which trims; and a space on one side only gives it away.
#[test]
fn space_around_replies_goes_and_spans_go_with_it() {
    let mut outcome = value("vet-bill");
    outcome["draft"] = format!("\n {} \n", outcome["draft"].as_str().expect("text")).into();
    outcome["hunks"] = Value::Null;
    outcome.as_object_mut().expect("an object").shift_remove("hunks");
    for finding in outcome["before"]["findings"].as_array_mut().expect("findings") {
        for end in ["start", "end"] {
            finding["span"][end] = (finding["span"][end].as_u64().expect("a place") + 2).into();
        }
    }
    let row = row_of(PairFormat::Axolotl, outcome);
    let rejected = row["rejected"]["content"].as_str().expect("text");
    assert_eq!(rejected.trim(), rejected);
    for span in row["spans"].as_array().expect("spans") {
        let place = |name: &str| usize::try_from(span[name].as_u64().expect("a place")).expect("a place");
        assert_eq!(rejected.get(place("start")..place("end")), span["text"].as_str());
    }
}

fn row_of(format: PairFormat, value: Value) -> Value {
    rows(format, &[read(value)]).pop().expect("a row")
}

#[test]
fn a_prompt_id_is_the_sha256_of_its_prompt() {
    let row = row(PairFormat::Distilabel, "allotment-2");
    let prompt = row["prompt"].as_str().expect("text");
    assert_eq!(row["prompt_id"], crate::sha::hex(prompt.as_bytes()));
    assert_eq!(row["chosen"][0], json!(Message::new(Role::User, prompt)));
    let rating = |name: &str| row[name].as_f64().expect("a number");
    let margin = rating("chosen_rating") - rating("rejected_rating");
    assert!((margin - rating("margin")).abs() < 1e-9);
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
fn ties_and_small_margins_do_not_pass() {
    let mut sieve = Sieve::new(Selection { near_duplicates: None, ..Selection::default() });
    let mut pair = pair_of(&read(value("vet-bill"))).expect("a pair");
    for (margin, wanted) in [
        (1.1, Ok(())),
        (0.25, Ok(())),
        (0.249, Err(LeftOut::SmallMargin)),
        (0.0, Err(LeftOut::Tie)),
        (-1.0, Err(LeftOut::Tie)),
    ] {
        pair.margin = margin;
        assert_eq!(sieve.pair(&pair, 1), wanted, "{margin}");
    }
}

#[test]
fn no_conversation_is_in_two_splits_whatever_ties_it() {
    let selection =
        |seed: &str| Selection { splits: Some(seed.parse().expect("splits")), min_margin: 0.0, ..Selection::default() };
    let outcomes = outcomes();
    let pairs: Vec<Pair> = outcomes.iter().filter_map(|outcome| pair_of(outcome).ok()).collect();
    for share in 1..20 {
        let share = f64::from(share) / 20.0;
        let mut sieve = Sieve::new(selection(&format!("a={share:.2},b={:.2}", 1.0 - share)));
        let taken: Vec<_> = pairs.iter().zip(1..).filter(|(pair, at)| sieve.pair(pair, *at).is_ok()).collect();
        let choice = sieve.choose();
        let place = |id: &str| taken.iter().position(|(pair, _)| pair.origin.id == id).map(|at| choice.places[at]);
        assert_eq!(place("allotment-1"), place("allotment-2"), "one ticket, {share}");
        assert_eq!(place("vet-bill-again"), None, "a near-duplicate");
    }
}

#[test]
fn what_was_left_of_a_near_duplicate_goes_where_its_twin_went() {
    let first = pair_of(&read(value("vet-bill"))).expect("a pair");
    let twin = pair_of(&read(value("vet-bill-again"))).expect("a pair");
    let mut rest = pair_of(&read(value("cello"))).expect("a pair");
    rest.origin.source = twin.origin.source.clone();
    for share in 1..20 {
        let share = f64::from(share) / 20.0;
        let splits = format!("a={share:.2},b={:.2}", 1.0 - share).parse().expect("splits");
        let mut sieve = Sieve::new(Selection { splits: Some(splits), ..Selection::default() });
        assert_eq!(sieve.pair(&first, 1), Ok(()));
        assert_eq!(sieve.pair(&twin, 2), Err(LeftOut::NearDuplicate));
        assert_eq!(sieve.pair(&rest, 3), Ok(()));
        let places = sieve.choose().places;
        assert_eq!(places[0], places[1], "{share}");
    }
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
