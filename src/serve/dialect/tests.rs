//! Requests and answers of all three dialects, as they are and as they should not be.

use super::*;
use crate::text::{Message, Role};
use proptest::prelude::*;

const DIALECTS: [Dialect; 3] = [Dialect::Chat, Dialect::Responses, Dialect::Messages];

fn asked(dialect: Dialect, body: &str) -> Asked {
    dialect.asked(body.as_bytes()).unwrap()
}

fn turns(dialect: Dialect, body: &str) -> Vec<(Role, String)> {
    asked(dialect, body).conversation.messages.into_iter().map(|turn| (turn.role, turn.content)).collect()
}

fn texts(dialect: Dialect, body: &str) -> Vec<(u64, u64, String, bool)> {
    let read = dialect.answer(body.as_bytes()).unwrap();
    for passage in &read.passages {
        let there: String = serde_json::from_str(&body[passage.place.clone()]).unwrap();
        assert_eq!(there, passage.text);
    }
    read.passages.into_iter().map(|one| (one.slot.item, one.slot.part, one.text, one.cited)).collect()
}

#[test]
fn a_dialect_is_known_by_its_path() {
    for path in [
        "/v1/chat/completions",
        "/chat/completions/",
        "//v1//chat/completions",
        "/openai/deployments/x/chat/completions",
    ] {
        assert_eq!(Dialect::of(path), Some(Dialect::Chat), "{path}");
    }
    assert_eq!(Dialect::of("/v1/responses"), Some(Dialect::Responses));
    assert_eq!(Dialect::of("/v1/messages"), Some(Dialect::Messages));
    for path in
        ["/", "/v1", "/v1/responses/resp_1", "/v1/messages/count_tokens", "/v1/threads/t/messages", "/v1/completions"]
    {
        assert_eq!(Dialect::of(path), None, "{path}");
    }
}

#[test]
fn of_a_chat_the_persons_and_the_bots_words_are_read() {
    let body = r#"{"model": "m", "messages": [
        {"role": "system", "content": "Be short."}, {"role": "developer", "content": "Be kind."},
        {"role": "user", "content": "My bike was stolen."},
        {"role": "assistant", "content": null, "tool_calls": [{"id": "1"}]},
        {"role": "tool", "content": "{}", "tool_call_id": "1"},
        {"role": "assistant", "content": "Where?"},
        {"role": "user", "content": [{"type": "text", "text": "At the \u0073tation."},
            {"type": "image_url", "image_url": {"url": "data:image/png;base64,AAAA"}}, {"type": "text", "text": "Just now."}]}],
        "stream": true}"#;
    let expected =
        [(Role::User, "My bike was stolen."), (Role::Assistant, "Where?"), (Role::User, "At the station.\nJust now.")];
    assert_eq!(turns(Dialect::Chat, body), expected.map(|(role, said)| (role, said.to_owned())));
    assert!(asked(Dialect::Chat, body).stream && !asked(Dialect::Chat, body).data);
}

#[test]
fn of_responses_the_input_is_read_in_both_its_forms() {
    let plain = r#"{"model": "m", "input": "My bike was stolen.", "instructions": "Be short."}"#;
    assert_eq!(turns(Dialect::Responses, plain), [(Role::User, "My bike was stolen.".to_owned())]);
    let items = r#"{"input": [{"role": "developer", "content": "Be kind."},
        {"type": "message", "role": "user", "content": [{"type": "input_text", "text": "My bike was stolen."}, {"type": "input_image", "image_url": "x"}]},
        {"type": "function_call", "name": "f", "arguments": "{}"}, {"type": "function_call_output", "output": "none"},
        {"type": "message", "role": "assistant", "content": [{"type": "output_text", "text": "Where?", "annotations": []}]}]}"#;
    let expected = [(Role::User, "My bike was stolen."), (Role::Assistant, "Where?")];
    assert_eq!(turns(Dialect::Responses, items), expected.map(|(role, said)| (role, said.to_owned())));
    assert_eq!(turns(Dialect::Responses, r#"{"prompt": {"id": "p"}}"#), []);
}

#[test]
fn of_messages_strings_and_blocks_are_read() {
    let body = r#"{"system": "Be short.", "max_tokens": 9, "messages": [{"role": "user", "content": "My bike was stolen."},
        {"role": "assistant", "content": [{"type": "text", "text": "Where?"}, {"type": "tool_use", "id": "1", "name": "f", "input": {}}]},
        {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "1", "content": "none"}]}]}"#;
    let expected = [(Role::User, "My bike was stolen."), (Role::Assistant, "Where?")];
    assert_eq!(turns(Dialect::Messages, body), expected.map(|(role, said)| (role, said.to_owned())));
}

#[test]
fn only_the_last_turns_are_read() {
    let turn = |said: String| serde_json::json!({"role": "user", "content": said});
    let body = |turns: Vec<_>| serde_json::json!({ "messages": turns }).to_string();
    let many = turns(Dialect::Chat, &body((0..100).map(|place| turn(place.to_string())).collect()));
    assert_eq!((many.len(), many[0].1.as_str(), many[23].1.as_str()), (24, "76", "99"));
    let long =
        turns(Dialect::Chat, &body(vec![turn("a".repeat(30_000)), turn("b".repeat(20_000)), turn("c".repeat(20_000))]));
    assert_eq!(long.iter().map(|(_, said)| said.len()).collect::<Vec<_>>(), [20_000, 20_000]);
    let longest =
        turns(Dialect::Chat, &body(vec![turn("some words".to_owned()), turn(format!("{}!", "é".repeat(40_000)))]));
    assert_eq!(longest.len(), 1);
    assert!(longest[0].1.len() <= 48 * 1024 && longest[0].1.ends_with("é!"));
}

#[test]
fn data_is_known_by_what_the_caller_asks_for() {
    for (dialect, fields, expected) in [
        (Dialect::Chat, r#""response_format": {"type": "json_object"}"#, true),
        (Dialect::Chat, r#""response_format": {"type": "json_schema", "json_schema": {}}"#, true),
        (Dialect::Chat, r#""response_format": {"type": "text"}"#, false),
        (Dialect::Chat, r#""response_format": null"#, false),
        (Dialect::Chat, r#""guided_choice": ["a", "b"]"#, true),
        (Dialect::Chat, r#""continue_final_message": true"#, true),
        (Dialect::Responses, r#""input": "x", "text": {"format": {"type": "json_schema", "schema": {}}}"#, true),
        (Dialect::Responses, r#""input": "x", "text": {"format": {"type": "text"}, "verbosity": "low"}"#, false),
        (Dialect::Messages, r#""output_format": {"type": "json_schema", "schema": {}}"#, true),
        (Dialect::Messages, r#""output_config": {"format": {"type": "json_schema"}}"#, true),
        (Dialect::Messages, r#""output_config": {"effort": "low"}"#, false),
    ] {
        let body = format!(r#"{{"messages": [{{"role": "user", "content": "x"}}], {fields}}}"#);
        assert_eq!(asked(dialect, &body).data, expected, "{fields}");
    }
    // The caller began the answer itself, and it goes on from there.
    let begun = r#"{"messages": [{"role": "user", "content": "x"}, {"role": "assistant", "content": "Dear"}]}"#;
    assert!(asked(Dialect::Messages, begun).data && !asked(Dialect::Chat, begun).data);
}

#[test]
fn what_cannot_be_read_is_none_and_what_is_odd_is_read() {
    for body in
        ["", "x", "[]", "null", "{}", r#"{"messages": 1}"#, r#"{"messages": [}"#, "{\"messages\": []\u{1}}", "\u{feff}"]
    {
        assert_eq!(Dialect::Chat.asked(body.as_bytes()), None, "{body}");
    }
    assert_eq!(Dialect::Chat.asked(b"{\"messages\": [], \"x\": \"\xff\"}"), None);
    assert_eq!(
        turns(
            Dialect::Chat,
            r#"{"messages": [1, null, {}, {"role": 1}, {"role": "user"}, {"role": "user", "content": {}}]}"#
        ),
        []
    );
    assert_eq!(turns(Dialect::Chat, "\u{feff}{\"messages\": [{\"role\": \"user\", \"content\": \"x\"}]}").len(), 1);
    // Half a character is replaced; of two fields of one name the last counts.
    let odd = r#"{"messages": [], "messages": [{"role": "user", "content": "no", "con\u0074ent": "ab\ud83dc"}]}"#;
    assert_eq!(turns(Dialect::Chat, odd)[0].1.chars().filter(|one| one.is_ascii()).collect::<String>(), "abc");
    let deep = format!(
        "{{\"messages\": [{{\"role\": \"user\", \"content\": {}{}}}]}}",
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    assert_eq!(turns(Dialect::Chat, &deep), []);
}

#[test]
fn the_texts_of_full_answers_are_found() {
    let read =
        |dialect, body: &str| texts(dialect, body).into_iter().map(|(item, part, ..)| (item, part)).collect::<Vec<_>>();
    assert_eq!(read(Dialect::Chat, include_str!("../../../fixtures/serve/chat.json")), [(0, 0), (2, 1)]);
    assert_eq!(read(Dialect::Responses, include_str!("../../../fixtures/serve/responses.json")), [(2, 0)]);
    assert_eq!(read(Dialect::Messages, include_str!("../../../fixtures/serve/messages.json")), [(0, 1), (0, 3)]);
    crate::serve::fuzzing::answers(include_bytes!("../../../fixtures/serve/chat.json"));
    crate::serve::fuzzing::answers(include_bytes!("../../../fixtures/serve/responses.json"));
    crate::serve::fuzzing::answers(include_bytes!("../../../fixtures/serve/messages.json"));
}

#[test]
fn counts_are_found_where_they_stand() {
    let body = include_str!("../../../fixtures/serve/responses.json");
    let counted = Dialect::Responses.answer(body.as_bytes()).unwrap().counted.unwrap();
    for (count, expected) in [(&counted.prompt, 36), (&counted.completion, 87), (&counted.total, 123)] {
        let (place, number) = count.clone().unwrap();
        assert_eq!((body[place].parse(), number), (Ok(expected), expected));
    }
    assert_eq!(&body[counted.close..counted.close + 12], "},\n  \"metada");
    let none = r#"{"choices": [], "usage": {"prompt_tokens": 1.5, "completion_tokens": "7"}}"#;
    assert_eq!(Dialect::Chat.answer(none.as_bytes()).unwrap().counted, None);
}

#[test]
fn a_text_that_something_points_into_is_known() {
    let chat = |message: &str| format!(r#"{{"choices": [{{"message": {{"content": "x", {message}}}}}]}}"#);
    for (message, expected) in [
        (r#""annotations": [{"type": "url_citation"}]"#, true),
        (r#""annotations": [ ]"#, false),
        (r#""annotations": null"#, false),
        (r#""context": {"citations": [{"content": "c"}]}"#, true),
    ] {
        assert_eq!(texts(Dialect::Chat, &chat(message))[0].3, expected, "{message}");
    }
    let perplexity = r#"{"choices": [{"message": {"content": "x [1]"}}], "citations": ["https://a.example"]}"#;
    assert!(texts(Dialect::Chat, perplexity)[0].3);
    let split = r#"{"content": [{"type": "text", "text": "As "}, {"type": "text", "text": "it says", "citations": [{"type": "char_location"}]}]}"#;
    assert_eq!(texts(Dialect::Messages, split).iter().map(|one| one.3).collect::<Vec<_>>(), [true, true]);
}

#[test]
fn logprobs_go_stale_with_their_text() {
    let chat = r#"{"choices": [{"message": {"content": "x"}, "logprobs": {"content": [1]}}, {"message": {"content": "y"}, "logprobs": null}]}"#;
    let read = Dialect::Chat.answer(chat.as_bytes()).unwrap();
    assert_eq!(&chat[read.passages[0].stale[0].0.clone()], r#"{"content": [1]}"#);
    assert_eq!((read.passages[0].stale[0].1, read.passages[1].stale.len()), ("null", 0));
    let part =
        r#"{"output": [{"type": "message", "content": [{"type": "output_text", "text": "x", "logprobs": [1, 2]}]}]}"#;
    let read = Dialect::Responses.answer(part.as_bytes()).unwrap();
    assert_eq!((&part[read.passages[0].stale[0].0.clone()], read.passages[0].stale[0].1), ("[1, 2]", "[]"));
}

#[test]
fn nothing_and_half_characters_are_no_texts() {
    let body = r#"{"choices": [{"message": {"content": ""}}, {"message": {"content": " \n"}}, {"message": {"content": "\ud83d"}}, {"message": null}, {}, 7]}"#;
    assert_eq!(texts(Dialect::Chat, body), []);
    for body in [
        "",
        "{}",
        "[]",
        r#"{"choices": null}"#,
        r#"{"choices": {}}"#,
        r#"{"error": {"message": "x"}}"#,
        r#"{"choices": []"#,
    ] {
        assert_eq!(Dialect::Chat.answer(body.as_bytes()), None, "{body}");
    }
}

/// Any JSON value, near to what the dialects know.
fn value() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "role",
        "user",
        "assistant",
        "content",
        "text",
        "type",
        "messages",
        "choices",
        "message",
        "output",
        "usage",
        "index",
        "output_text",
        "logprobs",
        "annotations",
        "citations",
        "prompt_tokens",
        "input",
        "refusal",
    ]);
    let leaf = prop_oneof![
        word.clone().prop_map(|word| format!("\"{word}\"")),
        Just("\"\\ud83d\"".to_owned()),
        Just("null".to_owned()),
        Just("true".to_owned()),
        any::<u64>().prop_map(|number| number.to_string()),
        ".{0,6}".prop_map(|text| serde_json::Value::from(text).to_string()),
    ];
    leaf.prop_recursive(6, 64, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(|items| format!("[{}]", items.join(" , "))),
            prop::collection::vec((word.clone(), inner), 0..6).prop_map(|fields| {
                let fields: Vec<_> =
                    fields.into_iter().map(|(name, value)| format!("\r\n\"{name}\" : {value}")).collect();
                format!("{{{}}}", fields.join(","))
            }),
        ]
    })
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_not(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        crate::serve::fuzzing::answers(&bytes);
        for dialect in DIALECTS {
            let _ = dialect.event(&bytes);
        }
    }

    #[test]
    fn broken_answers_are_read_or_not(
        fixture in prop::sample::select(vec![
            include_str!("../../../fixtures/serve/chat.json"),
            include_str!("../../../fixtures/serve/responses.json"),
            include_str!("../../../fixtures/serve/messages.json"),
        ]),
        edits in prop::collection::vec((any::<prop::sample::Index>(), 0usize..40, value()), 1..4),
    ) {
        let mut bytes = fixture.as_bytes().to_vec();
        for (at, length, new) in edits {
            let start = at.index(bytes.len());
            let end = (start + length).min(bytes.len());
            bytes.splice(start..end, new.bytes().take(if length == 0 { 1 } else { 99 }));
        }
        crate::serve::fuzzing::answers(&bytes);
    }

    #[test]
    fn texts_are_replaced_where_they_stand(body in value()) {
        crate::serve::fuzzing::answers(body.as_bytes());
    }
}

#[test]
fn a_turn_without_words_is_left_out() {
    let body = r#"{"messages": [{"role": "user", "content": "  "}, {"role": "user", "content": "x"}]}"#;
    assert_eq!(asked(Dialect::Chat, body).conversation.messages, [Message::new(Role::User, "x")]);
}
