//! Rows of every format: columns, types, and what each consumer refuses.

use super::*;

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
