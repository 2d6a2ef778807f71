//! Sentences in which nothing is found flow at once; from the first in which something is, the rest waits.

use super::{BAD, GOOD, Piece, SAID, asking, chat, chunk, deltas, end, joined, plain};
use crate::played::builtin;
use attuned::{OnHeld, StreamMode};
use serde_json::json;

/// A good text that takes its time, then one that fails, and the end.
fn mixed(pause: u64) -> Vec<Piece> {
    [deltas(GOOD, pause), deltas(BAD, pause), end()].concat()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_clean_flows_as_it_comes_byte_for_byte() {
    let text = "Hello Femi. ".to_owned() + GOOD + "Send them once more, and we will look at it again. ";
    let pieces = [deltas(&text, 15), end()].concat();
    let came = plain(pieces.clone()).await;
    let (events, comments) = came.apart();
    assert_eq!(events, joined(&pieces));
    assert_eq!(comments.len(), 1, "{comments:?}");
    assert!(came.verdict().contains("verdict=clean") && came.verdict().contains("first-byte-ms="), "{comments:?}");
    assert!(came.all().ends_with("data: [DONE]\n\n") && came.whole);
    assert_eq!(came.head["x-attuned-mode"], "gate");
    let (first, last) = (came.when("statements"), came.when("[DONE]"));
    assert!(first + 100 < last, "{first} {last}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_fails_waits_and_comes_revised_behind_what_flowed() {
    let came = chat(mixed(10), builtin(), |_| {}).await;
    let text = came.text(0);
    assert!(text.starts_with(GOOD), "{text}");
    assert!(text.contains("e declined your application"), "{text}");
    assert!(!text.contains("was declined"), "{text}");
    assert!(came.verdict().contains("verdict=revised") && came.verdict().contains("LD"), "{}", came.verdict());
    let first = came.when("although");
    assert!(first + 100 < came.when("declined"), "the good sentence did not wait");
    assert_eq!(came.data().len(), mixed(0).len() - 1, "as many events as there were");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_whole_text_waits_where_it_is_to_be_buffered() {
    let came = chat(mixed(10), builtin(), |options| options.stream_mode = StreamMode::Buffer).await;
    assert_eq!(came.head["x-attuned-mode"], "buffer");
    assert!(came.verdict().contains("verdict=revised"), "{}", came.verdict());
    assert!(came.when("statements") + 50 > came.when("[DONE]"), "nothing came before the end");
    assert!(!came.text(0).contains("was declined"));
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_flows_where_it_is_only_checked() {
    let came = chat(mixed(5), builtin(), |options| options.stream_mode = StreamMode::Pass).await;
    assert_eq!(came.apart().0, joined(&mixed(0)));
    assert_eq!(came.head["x-attuned-mode"], "pass");
    assert!(came.verdict().contains("verdict=passed reason=watched mechanisms="), "{}", came.verdict());
}

#[tokio::test(flavor = "multi_thread")]
async fn each_choice_has_its_own_text() {
    let both = |word: &str, other: &str| {
        let choice = |index: u64, word: &str| json!({"index": index, "delta": {"content": word}});
        (0, Some(chunk(json!([choice(0, word), choice(1, other)]))))
    };
    let words: Vec<&str> = GOOD.split_inclusive(' ').collect();
    let others: Vec<&str> = BAD.split_inclusive(' ').collect();
    let most = words.len().max(others.len());
    let word = |words: &[&str], at: usize| words.get(at).copied().unwrap_or_default().to_owned();
    let mut pieces: Vec<Piece> = (0..most).map(|at| both(&word(&words, at), &word(&others, at))).collect();
    for index in [1, 0] {
        pieces.push((0, Some(chunk(json!([{"index": index, "delta": {}, "finish_reason": "stop"}])))));
    }
    pieces.push((0, Some("data: [DONE]\n\n".to_owned())));
    let came = plain(pieces).await;
    assert_eq!(came.text(0), GOOD);
    assert!(came.text(1).contains("e declined your application"), "{}", came.text(1));
    assert!(
        came.verdict().contains("verdict=clean") && came.verdict().contains("verdict=revised"),
        "{}",
        came.verdict()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn calls_behind_a_text_keep_their_place_and_their_bytes() {
    let call = chunk(json!([{"index": 0, "delta": {"tool_calls": [{"index": 0, "id": "t", "type": "function",
        "function": {"name": "open", "arguments": "{\"why\": \"Please be advised that it was declined.\"}"}}]}}]));
    let pieces = [deltas(BAD, 0), vec![(0, Some(call.clone()))], end()].concat();
    let came = plain(pieces).await;
    assert!(came.all().contains(&call), "{}", came.all());
    assert!(came.text(0).contains("e declined your application"), "{}", came.text(0));
    let place = came.data().iter().position(|event| event["choices"][0]["delta"]["tool_calls"].is_array());
    assert_eq!(place, Some(deltas(BAD, 0).len()));
}

#[tokio::test(flavor = "multi_thread")]
async fn data_and_calls_alone_flow() {
    let asked = json!({"model": "m", "stream": true, "response_format": {"type": "json_object"},
        "messages": [{"role": "user", "content": SAID}]});
    let pieces = [deltas(BAD, 0), end()].concat();
    let came = asking("/v1/chat/completions", asked, pieces.clone(), builtin(), |_| {}).await;
    assert_eq!(came.apart().0, joined(&pieces));
    assert!(came.verdict().contains("verdict=passed reason=data"), "{}", came.verdict());
}

#[tokio::test(flavor = "multi_thread")]
async fn thoughts_flow_and_what_follows_is_judged() {
    let thoughts = "<think>\nPlease be advised that this was declined. It was noted.\n</think>\n\n";
    let pieces = [deltas(&(thoughts.to_owned() + BAD), 0), end()].concat();
    for mode in [StreamMode::Gate, StreamMode::Buffer] {
        let came = chat(pieces.clone(), builtin(), |options| options.stream_mode = mode).await;
        let text = came.text(0);
        assert!(text.starts_with(thoughts) && text[thoughts.len()..].contains("e declined your application"), "{text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn words_of_the_operator_take_the_place_of_everything() {
    let asked = json!({"model": "m", "stream": true, "messages": [
        {"role": "user", "content": "I can't do this any more. I want to kill myself tonight."}]});
    let pieces = [deltas(GOOD, 0), end()].concat();
    let words = "A person will read this. Call 116 123 now.";
    let came = asking("/v1/chat/completions", asked.clone(), pieces.clone(), builtin(), |options| {
        options.on_held = OnHeld::Message(words.to_owned());
    });
    let came = came.await;
    assert_eq!(came.text(0), words);
    assert!(came.verdict().contains("verdict=held"), "{}", came.verdict());
    let came = asking("/v1/chat/completions", asked, pieces.clone(), builtin(), |_| {}).await;
    assert_eq!(came.apart().0, joined(&pieces));
    assert!(came.verdict().contains("verdict=held"), "{}", came.verdict());
}
