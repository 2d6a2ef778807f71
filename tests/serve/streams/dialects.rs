//! The three dialects as their servers write them.

use super::{BAD, Came, GOOD, Piece, SAID, asking, chunk, deltas, end, joined, plain};
use crate::played::builtin;
use attuned::StreamMode;
use serde_json::{Value, json};

/// Events with their names.
fn named(events: &[Value]) -> Vec<Piece> {
    let line = |event: &Value| format!("event: {}\ndata: {event}\n\n", event["type"].as_str().unwrap_or_default());
    events.iter().map(|event| (0, Some(line(event)))).collect()
}

/// A message, as Anthropic streams it: a text, a call, and what it took.
fn message(text: &str) -> Vec<Piece> {
    let mut events = vec![
        json!({"type": "message_start", "message": {"id": "m", "role": "assistant", "content": [], "usage": {"input_tokens": 9, "output_tokens": 1}}}),
        json!({"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}}),
        json!({"type": "ping"}),
    ];
    let delta =
        |word: &str| json!({"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": word}});
    events.extend(text.split_inclusive(' ').map(delta));
    events.extend([
        json!({"type": "content_block_stop", "index": 0}),
        json!({"type": "content_block_start", "index": 1, "content_block": {"type": "tool_use", "id": "t", "name": "open", "input": {}}}),
        json!({"type": "content_block_delta", "index": 1, "delta": {"type": "input_json_delta", "partial_json": "{\"a\": \"It was noted.\"}"}}),
        json!({"type": "content_block_stop", "index": 1}),
        json!({"type": "message_delta", "delta": {"stop_reason": "tool_use"}, "usage": {"output_tokens": 40}}),
        json!({"type": "message_stop"}),
    ]);
    named(&events)
}

async fn messages(pieces: Vec<Piece>) -> Came {
    let asked =
        json!({"model": "m", "max_tokens": 99, "stream": true, "messages": [{"role": "user", "content": SAID}]});
    asking("/v1/messages", asked, pieces, builtin(), |_| {}).await
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_come_revised_between_their_own_events() {
    let came = messages(message(&(GOOD.to_owned() + BAD))).await;
    let text: String = came.data().iter().filter_map(|event| event["delta"]["text"].as_str()).collect();
    assert!(text.starts_with(GOOD) && text.contains("declined") && !text.contains("was declined"), "{text}");
    let types = |came: &[Value]| came.iter().map(|event| event["type"].clone()).collect::<Vec<_>>();
    let sent: Vec<Value> = joined(&message(&(GOOD.to_owned() + BAD)))
        .lines()
        .filter_map(|line| serde_json::from_str(line.strip_prefix("data: ")?).ok())
        .collect();
    assert_eq!(types(&came.data()), types(&sent));
    assert!(came.all().contains("{\\\"a\\\": \\\"It was noted.\\\"}"));
    let (all, verdict) = (came.all(), came.verdict());
    assert!(all.find(&verdict) < all.find("event: message_stop"), "{all}");
    assert!(verdict.contains("verdict=revised"), "{verdict}");
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_flow_byte_for_byte_where_nothing_is_found() {
    let came = messages(message(GOOD)).await;
    assert_eq!(came.apart().0, joined(&message(GOOD)));
    assert!(came.verdict().contains("verdict=clean"), "{}", came.verdict());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_that_cites_is_left_alone() {
    let cite = json!({"type": "content_block_delta", "index": 0, "delta": {"type": "citations_delta", "citation": {"cited_text": "x"}}});
    let mut pieces = message(BAD);
    pieces.insert(8, named(&[cite]).remove(0));
    let came = messages(pieces.clone()).await;
    assert_eq!(came.apart().0, joined(&pieces));
    assert!(came.verdict().contains("verdict=passed reason=cited"), "{}", came.verdict());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_overloaded_server_says_so_in_time() {
    let mut pieces = message(BAD);
    pieces.truncate(12);
    pieces.extend(named(&[json!({"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}})]));
    let came = messages(pieces.clone()).await;
    assert_eq!(came.apart().0, joined(&pieces));
}

/// A response, as OpenAI streams it: reasoning, then a text that is said again and again.
fn response(text: &str) -> Vec<Piece> {
    let item = |text: &str| {
        json!({"id": "i", "type": "message", "role": "assistant", "status": "completed",
        "content": [{"type": "output_text", "text": text, "annotations": [], "logprobs": []}]})
    };
    let reasoning = json!({"id": "r", "type": "reasoning", "summary": []});
    let place = |kind: &str, more: Value| {
        let mut event = json!({"type": kind, "item_id": "i", "output_index": 1, "content_index": 0});
        event.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        event
    };
    let mut events = vec![
        json!({"type": "response.created", "response": {"id": "x", "status": "in_progress", "output": []}}),
        json!({"type": "response.output_item.done", "output_index": 0, "item": reasoning}),
        json!({"type": "response.output_item.added", "output_index": 1, "item": {"id": "i", "type": "message", "content": []}}),
        place("response.content_part.added", json!({"part": {"type": "output_text", "text": "", "annotations": []}})),
    ];
    let delta = |word: &str| place("response.output_text.delta", json!({"delta": word, "logprobs": [{"token": word}]}));
    events.extend(text.split_inclusive(' ').map(delta));
    events.extend([
        place("response.output_text.done", json!({"text": text, "logprobs": [{"token": "x"}]})),
        place("response.content_part.done", json!({"part": {"type": "output_text", "text": text, "annotations": []}})),
        json!({"type": "response.output_item.done", "output_index": 1, "item": item(text)}),
        json!({"type": "response.completed", "response": {"id": "x", "status": "completed", "output": [reasoning, item(text)],
            "usage": {"input_tokens": 20, "output_tokens": 30, "total_tokens": 50}}}),
    ]);
    for (number, event) in events.iter_mut().enumerate() {
        event["sequence_number"] = json!(number);
    }
    named(&events)
}

async fn responses(pieces: Vec<Piece>) -> Came {
    let asked = json!({"model": "m", "stream": true, "input": SAID});
    asking("/v1/responses", asked, pieces, builtin(), |_| {}).await
}

#[tokio::test(flavor = "multi_thread")]
async fn responses_say_the_new_text_wherever_they_say_it_again() {
    let sent = response(&(GOOD.to_owned() + BAD));
    let came = responses(sent.clone()).await;
    let data = came.data();
    let text: String = data.iter().filter_map(|event| event["delta"].as_str()).collect();
    assert!(text.starts_with(GOOD) && text.contains("declined") && !text.contains("was declined"), "{text}");
    let of = |kind: &str| data.iter().rfind(|event| event["type"] == kind).cloned().unwrap();
    assert_eq!(of("response.output_text.done")["text"], text.as_str());
    assert_eq!(of("response.output_text.done")["logprobs"], json!([]));
    assert_eq!(of("response.content_part.done")["part"]["text"], text.as_str());
    assert_eq!(of("response.output_item.done")["item"]["content"][0]["text"], text.as_str());
    assert_eq!(of("response.completed")["response"]["output"][1]["content"][0]["text"], text.as_str());
    let numbers: Vec<u64> = data.iter().filter_map(|event| event["sequence_number"].as_u64()).collect();
    assert_eq!(numbers, (0..sent.len() as u64).collect::<Vec<_>>());
    assert!(!came.all().contains("was declined"), "{}", came.all());
    assert!(came.all().find(&came.verdict()) < came.all().find("event: response.completed"));
}

#[tokio::test(flavor = "multi_thread")]
async fn responses_flow_byte_for_byte_where_nothing_is_found() {
    let came = responses(response(GOOD)).await;
    assert_eq!(came.apart().0, joined(&response(GOOD)));
    assert!(came.verdict().contains("verdict=clean"), "{}", came.verdict());
}

#[tokio::test(flavor = "multi_thread")]
async fn counts_come_behind_the_text() {
    let usage = format!(
        "data: {}\n\n",
        json!({"id": "c-1", "choices": [], "usage": {"prompt_tokens": 5, "completion_tokens": 7, "total_tokens": 12}})
    );
    let mut pieces = [deltas(BAD, 0), end()].concat();
    pieces.insert(pieces.len() - 1, (0, Some(usage.clone())));
    let came = plain(pieces).await;
    let counted = came.data().pop().unwrap();
    assert!(counted["usage"]["prompt_tokens"].as_u64() >= Some(5), "{counted}");
    assert!(came.text(0).contains("e declined your application"));
}

#[tokio::test(flavor = "multi_thread")]
async fn logprobs_go_where_the_text_changes_and_stay_where_it_does_not() {
    let word = |word: &str| {
        (
            0,
            Some(chunk(
                json!([{"index": 0, "delta": {"content": word}, "logprobs": {"content": [{"token": word, "logprob": -0.1}]}}]),
            )),
        )
    };
    let pieces: Vec<Piece> = BAD.split_inclusive(' ').map(word).chain(end()).collect();
    let asked =
        json!({"model": "m", "stream": true, "logprobs": true, "messages": [{"role": "user", "content": SAID}]});
    let came =
        asking("/v1/chat/completions", asked, pieces, builtin(), |options| options.stream_mode = StreamMode::Buffer);
    let came = came.await;
    for event in came.data() {
        let choice = &event["choices"][0];
        let token = choice["logprobs"]["content"][0]["token"].as_str();
        assert!(token.is_none() || token == choice["delta"]["content"].as_str(), "{event}");
    }
    assert!(came.all().contains("\"logprobs\":null") && came.all().contains("\"logprob\":-0.1"));
}
