//! Answers that come whole: their texts are revised, every other byte stays.

use super::played::{self, Played, stood};
use super::raw;
use attuned::{Brain, Options, Prompts, Replay, Reply, ServeOptions, Server};
use axum::body::Body;
use axum::http::Response;
use reqwest::Response as Answer;
use std::sync::Arc;

const SAID: &str = "You cancelled my mother's surgery twice and nobody rang. Why?";
const FAILS: &str = "It is regretted that your mother's surgery was cancelled.";
const BETTER: &str = "We regret that we cancelled your mother's surgery.";
const FINE: &str =
    "We cancelled it twice because the ward had no bed, and nobody rang you; that was our failure, and I am sorry.";

const CHAT: &str = include_str!("../../fixtures/serve/chat.json");
const RESPONSES: &str = include_str!("../../fixtures/serve/responses.json");
const MESSAGES: &str = include_str!("../../fixtures/serve/messages.json");
/// What each dialect's path, answer and stale log probabilities are.
const DIALECTS: [(&str, &str, &str); 3] =
    [("/v1/chat/completions", CHAT, "null"), ("/v1/responses", RESPONSES, "[]"), ("/v1/messages", MESSAGES, "null")];
const LOGPROBS: &str = r#"[{"token": "It", "logprob": -0.01, "bytes": [73, 116], "top_logprobs": []}]"#;

/// The answer of a fixture with this text, and these log probabilities of it.
fn filled(fixture: &str, text: &str, logprobs: &str) -> String {
    fixture.replace("\"@text\"", &serde_json::Value::from(text).to_string()).replace("\"@logprobs\"", logprobs)
}

/// A request that all three dialects read.
fn request(more: &str) -> String {
    let said = serde_json::json!({"role": "user", "content": SAID});
    format!(r#"{{"model": "m", "max_tokens": 99, "messages": [{said}], "input": [{said}]{more}}}"#)
}

async fn post(address: &str, body: impl Into<reqwest::Body>) -> Answer {
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let post = client.post(address).header("content-type", "application/json");
    post.timeout(raw::PATIENCE).body(body).send().await.unwrap()
}

/// What comes of an answer of the upstream, as the client sees it.
async fn through(path: &str, asked: &str, answer: &str) -> Answer {
    let answer = answer.to_owned();
    let upstream = Played::answering(move |_| played::json(&answer)).await;
    post(&format!("{}{path}", stood(&upstream, |_| {}).await), asked.to_owned()).await
}

fn header<'a>(answer: &'a Answer, name: &str) -> &'a str {
    answer.headers().get(name).map_or("", |value| value.to_str().unwrap())
}

fn chat(content: &str) -> String {
    let content = serde_json::Value::from(content);
    format!(
        r#"{{"choices":[{{"index":0,"message":{{"role":"assistant","content":{content}}},"finish_reason":"stop"}}]}}"#
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn only_texts_change_in_any_dialect() {
    for (path, fixture, stale) in DIALECTS {
        let answer = through(path, &request(""), &filled(fixture, FAILS, LOGPROBS)).await;
        assert!(header(&answer, "x-attuned-verdict").starts_with("revised"), "{path}");
        assert!(!header(&answer, "x-attuned-mechanisms").is_empty() && !header(&answer, "x-attuned-ms").is_empty());
        let expected = filled(fixture, BETTER, stale);
        assert_eq!(header(&answer, "content-length"), expected.len().to_string());
        assert_eq!(answer.text().await.unwrap(), expected, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn line_ends_of_windows_and_a_byte_order_mark_stay() {
    for (path, fixture, stale) in DIALECTS {
        let odd =
            |text: &str, logprobs: &str| format!("\u{feff}{}", filled(fixture, text, logprobs).replace('\n', "\r\n"));
        let answer = through(path, &request(""), &odd(FAILS, LOGPROBS)).await;
        assert_eq!(answer.bytes().await.unwrap(), odd(BETTER, stale), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_in_escapes_is_read_and_one_that_is_fine_stays_escaped() {
    let escaped = |text: &str| text.chars().map(|one| format!("\\u{:04X}", u32::from(one))).collect::<String>();
    let body = chat("@@").replace("@@", &escaped(FAILS));
    assert_eq!(through("/v1/chat/completions", &request(""), &body).await.text().await.unwrap(), chat(BETTER));
    let body = chat("@@").replace("@@", &escaped(FINE));
    let answer = through("/v1/chat/completions", &request(""), &body).await;
    assert_eq!(header(&answer, "x-attuned-verdict"), "clean");
    assert_eq!(answer.text().await.unwrap(), body);
}

#[tokio::test(flavor = "multi_thread")]
async fn where_nothing_is_found_every_byte_and_header_stays() {
    for (path, fixture, _) in DIALECTS {
        let body = filled(fixture, FINE, LOGPROBS);
        let sent = body.clone();
        let upstream = Played::answering(move |_| {
            let answer = Response::builder().header("content-type", "application/json; charset=UTF-8");
            let answer = answer.header("x-request-id", "req_7").header("set-cookie", "a=1").header("set-cookie", "b=2");
            answer.header("etag", "\"1\"").header("x-attuned-verdict", "forged").body(Body::from(sent.clone())).unwrap()
        });
        let proxy = stood(&upstream.await, |_| {}).await;
        let answer = post(&format!("{proxy}{path}"), request("")).await;
        assert_eq!((header(&answer, "x-request-id"), header(&answer, "etag")), ("req_7", "\"1\""));
        assert_eq!(answer.headers().get_all("set-cookie").iter().count(), 2);
        assert!(header(&answer, "x-attuned-verdict").starts_with("clean"), "{path}");
        assert_eq!(answer.headers().get_all("x-attuned-verdict").iter().count(), 1);
        assert_eq!(answer.text().await.unwrap(), body, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_changed_answer_no_header_speaks_of_the_old_bytes() {
    let upstream = Played::answering(|_| {
        let answer = Response::builder().header("content-type", "application/json").header("etag", "\"1\"");
        answer.header("content-md5", "x").header("digest", "y").body(Body::from(chat(FAILS))).unwrap()
    });
    let proxy = stood(&upstream.await, |_| {}).await;
    let answer = post(&format!("{proxy}/v1/chat/completions"), request("")).await;
    for name in ["etag", "content-md5", "digest"] {
        assert_eq!(header(&answer, name), "");
    }
    assert_eq!(answer.text().await.unwrap(), chat(BETTER));
}

#[tokio::test(flavor = "multi_thread")]
async fn each_of_several_choices_is_decided_by_itself() {
    let choice =
        |index: u64, text: &str| serde_json::json!({"index": index, "message": {"role": "assistant", "content": text}});
    let body = |first: &str| {
        serde_json::json!({"choices": [choice(1, FINE), choice(0, first), choice(2, "{\"a\": 1}")]}).to_string()
    };
    let answer = through("/v1/chat/completions", &request(r#", "n": 3"#), &body(FAILS)).await;
    assert_eq!(header(&answer, "x-attuned-verdict"), "clean, revised, passed");
    assert_eq!(header(&answer, "x-attuned-reason"), "-, -, data");
    assert_eq!(answer.text().await.unwrap(), body(BETTER));
}

#[tokio::test(flavor = "multi_thread")]
async fn data_and_cited_texts_are_left_alone() {
    let cited =
        chat(FAILS).replace("\"role\"", "\"annotations\":[{\"type\":\"url_citation\",\"url_citation\":{}}],\"role\"");
    for (more, body, why) in [
        (r#", "response_format": {"type": "json_object"}"#, chat(FAILS), "data"),
        ("", chat(&format!("{{\"reply\": \"{FAILS}\"}}")), "data"),
        ("", chat(&format!("```json\n{{\"reply\": \"{FAILS}\"}}\n```\n")), "data"),
        ("", cited, "cited"),
    ] {
        let answer = through("/v1/chat/completions", &request(more), &body).await;
        assert_eq!((header(&answer, "x-attuned-verdict"), header(&answer, "x-attuned-reason")), ("passed", why));
        assert_eq!(answer.text().await.unwrap(), body);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_without_a_text_passes() {
    let body = r#"{"choices": [{"index": 0, "message": {"role": "assistant", "content": null, "tool_calls": []}}]}"#;
    let answer = through("/v1/chat/completions", &request(""), body).await;
    assert_eq!(header(&answer, "x-attuned-verdict"), "passed");
    assert_eq!(answer.text().await.unwrap(), body);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_model_thought_aloud_stays() {
    let thought = |text: &str| chat(&format!("<think>\n{FAILS}\n</think>\n\n{text}"));
    let answer = through("/v1/chat/completions", &request(""), &thought(FAILS)).await;
    assert_eq!(answer.text().await.unwrap(), thought(BETTER));
    let fine = through("/v1/chat/completions", &request(""), &thought(FINE)).await;
    assert_eq!(header(&fine, "x-attuned-verdict"), "clean");
}

#[tokio::test(flavor = "multi_thread")]
async fn our_tokens_are_added_and_named_apart() {
    let text = serde_json::json!({"critique": "Say who.", "reply": BETTER, "changes": []}).to_string();
    let model = Replay::new([Ok(Reply { text, prompt_tokens: 800, completion_tokens: 40 })]);
    let body = filled(MESSAGES, FINE, "null").replacen(FINE, FAILS, 1);
    let expected = filled(MESSAGES, FINE, "null").replacen(FINE, BETTER, 1);
    let expected = expected.replace("\"input_tokens\":2095", "\"input_tokens\":2895").replace(
        "\"output_tokens\":503,\"service_tier\":\"standard\"",
        "\"output_tokens\":543,\"service_tier\":\"standard\",\"attuned\":{\"calls\":1,\"prompt_tokens\":800,\"completion_tokens\":40}",
    );
    let upstream = Played::answering(move |_| played::json(&body)).await;
    let brain = Brain::new(Arc::new(model), Options::default(), Prompts::builtin());
    let server = Server::bind("127.0.0.1:0", ServeOptions::new(&upstream.address), brain).await.unwrap();
    let proxy = format!("http://{}", server.address().unwrap());
    tokio::spawn(server.run(std::future::pending()));
    assert_eq!(post(&format!("{proxy}/v1/messages"), request("")).await.text().await.unwrap(), expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_read_goes_out_as_it_came() {
    let answers: [(&str, &str, Vec<u8>); 7] = [
        ("application/json", "gzip", vec![0x1f, 0x8b, 8, 0, 1, 2, 3]),
        ("application/json; charset=\"iso-8859-1\"", "", chat(FAILS).into_bytes()),
        ("text/html", "", b"<html>busy</html>".to_vec()),
        ("application/json", "", b"{\"choices\": [".to_vec()),
        ("application/json", "", b"{\"choices\": \"\xff\"}".to_vec()),
        ("application/json", "", chat(&FAILS.repeat(100)).into_bytes()),
        ("application/json", "", Vec::new()),
    ];
    for (kind, packed, body) in answers {
        let sent = body.clone();
        let upstream = Played::answering(move |_| {
            let answer = Response::builder().header("content-type", kind).header("content-encoding", packed);
            answer.body(Body::from(sent.clone())).unwrap()
        });
        let proxy = stood(&upstream.await, |options| options.largest = 4096).await;
        let answer = post(&format!("{proxy}/v1/chat/completions"), request("")).await;
        assert_eq!(header(&answer, "x-attuned-reason"), "unreadable", "{kind} {packed}");
        assert_eq!(header(&answer, "content-encoding"), packed);
        assert_eq!(answer.bytes().await.unwrap(), body, "{kind} {packed}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_of_unknown_length_that_grows_too_large_goes_out_as_it_came() {
    let body = chat(&FAILS.repeat(200));
    let sent = body.clone();
    let upstream = Played::answering(move |_| {
        let pieces =
            sent.as_bytes().chunks(1000).map(|piece| Ok::<_, std::io::Error>(piece.to_vec())).collect::<Vec<_>>();
        let answer = Response::builder().header("content-type", "application/json");
        answer.body(Body::from_stream(futures_util::stream::iter(pieces))).unwrap()
    });
    let proxy = stood(&upstream.await, |options| options.largest = 4096).await;
    let answer = post(&format!("{proxy}/v1/chat/completions"), request("")).await;
    assert_eq!(header(&answer, "x-attuned-reason"), "unreadable");
    assert_eq!(answer.text().await.unwrap(), body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_cannot_be_read_is_sent_on_and_its_answer_passes() {
    let upstream = Played::answering(|_| played::json(&chat(FAILS))).await;
    let proxy = stood(&upstream, |_| {}).await;
    for body in [&b"{\"messages\": "[..], b"\xff\x00", b""] {
        let answer = post(&format!("{proxy}/v1/chat/completions"), body.to_vec()).await;
        assert_eq!(header(&answer, "x-attuned-reason"), "unreadable");
        assert_eq!(answer.text().await.unwrap(), chat(FAILS));
        assert_eq!(upstream.seen().last().unwrap().body, body);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_is_cut_off_stays_cut_off() {
    let body = chat(FAILS);
    let length = body.len();
    for framing in [format!("content-length: {}", length + 10), "transfer-encoding: chunked".to_owned()] {
        let chunk = if framing.starts_with('t') { format!("{length:x}\r\n{body}\r\n") } else { body.clone() };
        let answer = format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n{framing}\r\n\r\n{chunk}");
        let (address, _seen) = raw::upstream(answer, true).await;
        let proxy = stood(&Played::at(address), |_| {}).await;
        let seen = String::from_utf8(raw::say(&proxy, &raw::chat(&request(""))).await).unwrap();
        assert!(seen.starts_with("HTTP/1.1 200 OK") && seen.contains("x-attuned-reason: unreadable"), "{seen}");
        assert!(seen.contains(&body) && !seen.ends_with("0\r\n\r\n"), "{seen}");
        assert!(framing.starts_with('t') || seen.contains(&framing), "{seen}");
    }
}
