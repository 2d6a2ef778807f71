//! Labels that stand for a reply by itself.

use super::*;

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
