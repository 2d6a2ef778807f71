//! What streams of records do, good and bad.

use super::*;
use crate::text::Role;
use proptest::prelude::*;

fn records(input: impl AsRef<[u8]>) -> Vec<Result<Record, String>> {
    Records::new(input.as_ref()).map(|one| one.map_err(|error| error.to_string())).collect()
}

fn one(input: &str) -> Record {
    let mut all = records(input);
    assert_eq!(all.len(), 1, "{all:?}");
    all.remove(0).expect("a record")
}

fn texts(input: impl AsRef<[u8]>) -> Vec<String> {
    records(input).into_iter().map(|one| one.map_or_else(|error| error, |record| record.draft.text)).collect()
}

#[test]
fn the_record_form_keeps_what_it_does_not_know() {
    let record = one(r#"{"id": 7, "sender": "agent", "x": [1, {"y": null}],
        "conversation": [{"role": "customer", "content": "Hm."}], "draft": "Noted.", "text": "carried"}"#);
    assert_eq!(record.id, Some(serde_json::json!(7)));
    assert_eq!(record.draft.sender.as_deref(), Some("agent"));
    assert_eq!(record.draft.conversation.messages, [crate::Message::new(Role::User, "Hm.")]);
    assert_eq!(serde_json::to_string(&record.rest).expect("JSON"), r#"{"x":[1,{"y":null}],"text":"carried"}"#);
}

#[test]
fn the_chat_form_ends_with_the_draft() {
    let record = one(r#"{"messages": [{"role": "system", "content": "Be kind."},
        {"role": "user", "content": [{"type": "text", "text": "Look:"}, {"type": "image_url", "image_url": {}},
        {"type": "text", "text": "broken."}]}, {"role": "assistant", "content": "Noted."}]}"#);
    assert_eq!(record.draft.text, "Noted.");
    assert_eq!(record.draft.conversation.messages[1].content, "Look:\nbroken.");
}

#[test]
fn prompts_and_answers_may_be_text_or_messages() {
    for input in [
        r#"{"prompt": "Hm.", "completion": "Noted."}"#,
        r#"{"prompt": [{"role": "user", "content": "Hm."}], "response": "Noted."}"#,
        r#"{"prompt": "Hm.", "completion": [{"role": "assistant", "content": "Noted."}]}"#,
    ] {
        let record = one(input);
        assert_eq!(record.draft.text, "Noted.");
        assert_eq!(record.draft.conversation, crate::Conversation::from_user("Hm."));
    }
}

#[test]
fn arrays_lines_and_printed_records_are_told_apart() {
    let lines = "\u{feff}{\"draft\": \"a\"}\r\n\r\n{\"draft\": \"b\"}";
    let array = "\n [{\"draft\": \"a\"}\n,\n{\"draft\": \"b\"}]\n";
    let printed = "{\n  \"draft\": \"a\"\n}\n{\"draft\":\n\"b\"\n}\n";
    for input in [lines, array, printed] {
        assert_eq!(texts(input), ["a", "b"], "{input}");
    }
    assert_eq!(records("").len() + records(" \r\n").len() + records("[ ]").len(), 0);
}

#[test]
fn a_record_printed_without_indentation_is_one_record() {
    let input = "{\n\"conversation\": [\n{\"role\": \"user\", \"content\": \"x\"}\n],\n\"draft\": \"a\"\n}";
    assert_eq!(texts(input), ["a"]);
}

#[test]
fn a_bad_line_is_an_error_and_the_rest_goes_on() {
    let input = "{\"draft\": \"a\"}\noops\n{\"draft\": \"b\"}\n{\"draft\": \"c\n{\"draft\": \"d\"}\n{\"id\": 1,\n\
                 {\"draft\": \"e\"}\n[1]\n{\"draft\": \"f\"}";
    assert_eq!(
        texts(input),
        [
            "a",
            "line 2: not JSON at byte 1 of the line: expected value",
            "b",
            "line 4: the record is cut off before its closing brace",
            "d",
            "line 6: the record is cut off before its closing brace",
            "e",
            "line 8: expected a record, an object in braces; this is a list",
            "f",
        ]
    );
}

#[test]
fn a_bad_first_line_does_not_take_the_others_with_it() {
    assert_eq!(texts("{\"id\": 1, \"conversation\": [\n{\"draft\": \"b\"}\n{\"draft\": \"c\"}\n")[1..], ["c"]);
    assert_eq!(texts("{\"draft\": oops}\n{\"draft\": \"b\"}\n")[1..], ["b"]);
}

#[test]
fn a_truncated_array_is_an_error_behind_the_good_ones() {
    assert_eq!(
        texts("[{\"draft\": \"a\"}, {\"draft\": 1},\n{\"draft\": \"b\""),
        [
            "a",
            "line 1: field `draft`: expected the text of the reply, got a number",
            "line 2: the array is cut off inside this element"
        ]
    );
    assert_eq!(texts("[{\"draft\": \"a\"}")[1], "line 1: the array is cut off before its closing bracket");
    assert_eq!(texts("[]\n{}"), ["line 2: something stands behind the array's closing bracket"]);
}

#[test]
fn plain_text_is_told_how_to_come() {
    for input in ["Dear Sir,\nnoted.\n", "{{name}}, hello", "[NAME], hello", "(noted)"] {
        let said = texts(input);
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(said[0].contains("`--draft @FILE`"), "{said:?}");
    }
}

#[test]
fn bytes_that_are_no_text_are_named() {
    assert_eq!(
        texts(b"{\"draft\": \"a\"}\n{\"draft\": \"\xff\"}\n{\"draft\": \"b\"}"),
        ["a", "line 2: byte 12 of the line is not UTF-8", "b"]
    );
    assert_eq!(
        texts("{\"draft\": \"a\0\"}")[0],
        "line 1: not JSON at byte 13 of the line: control character (\\u0000-\\u001F) found while parsing a string"
    );
    assert_eq!(
        texts("\u{feff}x".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>())[0],
        "line 1: this is UTF-16; save it as UTF-8"
    );
}

#[test]
fn an_error_names_the_field_and_never_the_words() {
    for input in [
        r#"{"draft": {"SENTINEL": "SENTINEL"}}"#,
        r#"{"draft": "x", "conversation": "SENTINEL"}"#,
        r#"{"draft": "x", "conversation": [{"role": "SENTINEL", "content": "x"}]}"#,
        r#"{"draft": "x", "conversation": [{"role": "user", "content": {"SENTINEL": 1}}]}"#,
        r#"{"messages": [{"role": "user", "content": "SENTINEL"}]}"#,
        r#"{"messages": []}"#,
        r#"{"draft": "x", "sender": ["SENTINEL"]}"#,
        r#"{"id": ["SENTINEL"], "draft": "x"}"#,
        r#"{"prompt": "SENTINEL"}"#,
        r#""SENTINEL""#,
        r#"SENTINEL"#,
        r#"{"draft": SENTINEL}"#,
        r#"{"draft": "SENTINEL"#,
    ] {
        let said = records(input);
        let error = said[0].as_ref().expect_err(input);
        assert!(error.starts_with("line 1: ") && !error.contains("SENTINEL"), "{error}");
    }
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic_or_run_forever(input in proptest::collection::vec(
        prop_oneof![Just(b'{'), Just(b'}'), Just(b'['), Just(b']'), Just(b'"'), Just(b','), Just(b':'), Just(b'\n'),
                    Just(b'\\'), Just(b'a'), any::<u8>()], 0..200)) {
        prop_assert!(records(&input).len() <= input.len() + 1);
    }

    #[test]
    fn what_is_written_as_lines_is_read_again(drafts in proptest::collection::vec(".*", 0..6)) {
        let lines: String = drafts.iter().map(|one| format!("{}\n", serde_json::json!({ "draft": one }))).collect();
        prop_assert_eq!(&texts(&lines), &drafts);
        let printed: String = drafts.iter().map(|one| format!("{:#}\n", serde_json::json!({ "draft": one }))).collect();
        prop_assert_eq!(&texts(&printed), &drafts);
        prop_assert_eq!(&texts(serde_json::json!(drafts.iter().map(|one| serde_json::json!({"draft": one})).collect::<Vec<_>>()).to_string()), &drafts);
    }
}

#[test]
fn the_usual_names_of_datasets_are_known() {
    for input in [
        r#"{"message": "Hm.", "reply": "Noted."}"#,
        r#"{"question": "Hm.", "answer": "Noted."}"#,
        r#"{"instruction": "Hm.", "input": "", "output": "Noted."}"#,
        r#"{"prompt": "Hm.", "chosen": "Noted.", "rejected": "x"}"#,
        r#"{"messages": [{"role": "user", "content": "Hm."}], "generated": "Noted."}"#,
        r#"{"conversations": [{"from": "human", "value": "Hm."}, {"from": "gpt", "value": "Noted."}]}"#,
        r#"{"conversations": [{"from": "human", "value": "Hm."}], "chosen": {"from": "gpt", "value": "Noted."}}"#,
        r#"{"conversation": [{"role": "user", "content": "Hm."}, {"role": "assistant", "content": "Noted."}]}"#,
        r#"{"chosen": [{"role": "user", "content": "Hm."}, {"role": "assistant", "content": "Noted."}]}"#,
        r#"{"chosen": "\n\nHuman: Hm.\n\nAssistant: Noted."}"#,
        r#"{"input": {"messages": [{"role": "user", "content": "Hm."}]},
            "preferred_output": [{"role": "assistant", "content": "Noted."}]}"#,
        r#"{"draft": "Noted.", "message": "Hm."}"#,
        r#"{"conversation": null, "prompt": "Hm.", "response": "Noted."}"#,
    ] {
        let record = one(input);
        assert_eq!(record.draft.text, "Noted.", "{input}");
        assert_eq!(record.draft.conversation, crate::Conversation::from_user("Hm."), "{input}");
    }
    let record = one(r#"{"instruction": "Sum up.", "input": "It rains.", "output": "Rain.", "query": 7}"#);
    assert_eq!(record.draft.conversation, crate::Conversation::from_user("Sum up.\n\nIt rains."));
    assert_eq!(record.rest.len(), 1);
}

#[test]
fn a_chat_that_ends_with_a_reply_comes_before_other_names() {
    let record = one(r#"{"messages": [{"role": "assistant", "content": "Noted."}], "response": "x"}"#);
    assert_eq!(record.draft.text, "Noted.");
    assert_eq!(
        texts(r#"{"prompt": "x", "response": null, "chosen": "y"}"#),
        ["line 1: field `response`: expected the text of the reply, got null"]
    );
}
