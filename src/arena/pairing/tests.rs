//! Who goes with whom, and what is said of those who are alone.

use super::*;
use serde_json::json;

fn draft(id: Value, text: &str) -> Option<Record> {
    Some(Record::read(json!({"id": id, "draft": text}), 1).unwrap())
}

fn offer(id: Value, text: &str) -> Option<Offer> {
    let id = (!id.is_null()).then_some(id);
    Some(Offer { id, text: text.into(), line: 3, ..Offer::default() })
}

fn shown(pairing: &Pairing) -> Vec<[&str; 3]> {
    let all = pairing.pairs.iter();
    all.map(|(record, [a, b])| [&*record.draft.text, &*a.text, &*b.text]).collect()
}

#[test]
fn replies_are_found_by_id_and_the_last_counts() {
    let drafts = vec![draft(json!(1), "d1"), draft(json!("2"), "d2")];
    let a = Replies::new("a", vec![offer(json!("2"), "a2"), None, offer(json!(1), "old"), offer(json!("1"), "a1")]);
    let pairing = Pairing::new(drafts, &[a, Replies::drafts("draft")]).unwrap();
    assert_eq!(shown(&pairing), [["d1", "a1", "d1"], ["d2", "a2", "d2"]]);
    assert_eq!((pairing.repeated, pairing.strays.len()), ([1, 0], 0));
}

#[test]
fn what_has_no_partner_is_named() {
    let drafts = vec![draft(json!(1), "d1"), draft(json!(2), "d2"), draft(json!(1), "d3"), draft(Value::Null, "d4")];
    let a = Replies::new("a", vec![offer(json!(1), "a1"), offer(json!(9), "a9"), offer(Value::Null, "a0")]);
    let pairing = Pairing::new(drafts, &[Replies::drafts("draft"), a]).unwrap();
    assert_eq!(shown(&pairing), [["d1", "d1", "a1"]]);
    let details: Vec<&str> = pairing.strays.iter().map(|one| one.detail.as_str()).collect();
    let wanted = [
        "a holds no reply with this id",
        "an earlier draft has this id; give each draft its own",
        "this draft has no id, and others have; give each draft its own",
        "a: line 3: no draft has the id of this reply",
        "a: line 3: this reply has no id, and others have; copy the draft's",
    ];
    assert_eq!(details, wanted);
}

#[test]
fn without_ids_places_count_and_a_broken_line_keeps_its_own() {
    let drafts = || vec![draft(Value::Null, "d1"), draft(Value::Null, "d2")];
    let a = Replies::new("a", vec![None, offer(Value::Null, "a2")]);
    let pairing = Pairing::new(drafts(), &[a.clone(), Replies::drafts("draft")]).unwrap();
    assert_eq!(shown(&pairing), [["d2", "a2", "d2"]]);
    let b = Replies::new("b", vec![offer(Value::Null, "b1")]);
    let error = Pairing::new(drafts(), &[a, b]).unwrap_err().to_string();
    assert!(error.starts_with("b holds 1, and there are 2 drafts: without ids"), "{error}");
}

#[test]
fn a_file_with_ids_does_not_go_with_one_without() {
    let drafts = |id: Value| vec![draft(id, "d1")];
    let side = |id: Value| Replies::new("a", vec![offer(id, "a1")]);
    let with = Pairing::new(drafts(json!(1)), &[side(Value::Null), Replies::drafts("d")]).unwrap_err();
    assert_eq!(with.to_string(), "field `id`: a: no reply has an id, and drafts have; copy each draft's");
    let without = Pairing::new(drafts(Value::Null), &[side(json!(1)), side(json!(1))]).unwrap_err().to_string();
    assert!(without.starts_with("field `id`: the drafts have no ids"), "{without}");
}

#[test]
fn a_reply_to_another_draft_is_refused() {
    let made = Offer { draft: Some("d0".into()), ..offer(json!(1), "a1").unwrap() };
    let side = Replies::new("a", vec![Some(made)]);
    let pairing = Pairing::new(vec![draft(json!(1), "d1")], &[Replies::drafts("d"), side]).unwrap();
    assert_eq!(pairing.strays[0].detail, "a: line 3: made from another draft than this");
}
