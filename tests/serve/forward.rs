//! The way to the upstream and back: what goes on, what does not, and what is said where nothing comes.

use super::played::{self, Played, stood};
use super::raw;
use axum::body::Body;
use axum::http::{Response, StatusCode};
use futures_util::stream;
use reqwest::{Client, Method};
use serde_json::Value;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

const ASKED: &str = r#"{"model": "m", "messages": [{"role": "user", "content": "When do you close?"}]}"#;
const ANSWER: &str = r#"{"choices": [{"message": {"role": "assistant", "content": "We close at six."}}]}"#;

fn client() -> Client {
    Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).timeout(raw::PATIENCE).build().unwrap()
}

async fn plain() -> Played {
    Played::answering(|_| played::json(ANSWER)).await
}

/// A proxy before the upstream at this address.
async fn before(address: String) -> String {
    stood(&Played::at(address), |options| options.upstream_timeout = Duration::from_millis(500)).await
}

/// The parts of an error of ours.
fn error(body: &[u8]) -> (String, String) {
    let body: Value = serde_json::from_slice(body).unwrap();
    assert!(!body["error"]["message"].as_str().unwrap().contains("127.0.0.1"));
    (body["error"]["type"].as_str().unwrap().to_owned(), body["error"]["code"].as_str().unwrap().to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_arrives_as_it_was_sent() {
    let upstream = plain().await;
    let proxy = stood(&upstream, |_| {}).await;
    let odd = "{ \"z\": 1.0e0, \"model\": \"m\",\r\n\"messages\": [{\"role\": \"user\", \"content\": \"x\"}], \"model\": \"n\", \"big\": 123456789012345678901 }";
    let sent = client().post(format!("{proxy}/v1/chat/completions?beta=true&q=a%26b")).body(odd);
    let sent =
        sent.header("authorization", "Bearer sk-caller").header("openai-organization", "org").header("x-api-key", "k");
    let sent = sent
        .header("anthropic-version", "2023-06-01")
        .header("anthropic-beta", "a,b")
        .header("accept-encoding", "gzip, br");
    let sent = sent
        .header("connection", "keep-alive, x-hop")
        .header("x-hop", "1")
        .header("te", "trailers")
        .header("x-attuned-trace", "1");
    assert_eq!(sent.header("content-type", "application/json").send().await.unwrap().status(), 200);
    let seen = &upstream.seen()[0];
    assert_eq!((seen.body.as_ref(), seen.path.as_str()), (odd.as_bytes(), "/v1/chat/completions?beta=true&q=a%26b"));
    for (name, value) in [
        ("authorization", "Bearer sk-caller"),
        ("openai-organization", "org"),
        ("x-api-key", "k"),
        ("anthropic-version", "2023-06-01"),
        ("anthropic-beta", "a,b"),
        ("accept-encoding", "identity"),
        ("content-length", &odd.len().to_string()),
        ("host", upstream.address.trim_start_matches("http://")),
    ] {
        assert_eq!(seen.headers[name], value, "{name}");
        assert_eq!(seen.headers.get_all(name).iter().count(), 1, "{name}");
    }
    for name in ["x-hop", "te", "connection", "transfer-encoding", "x-attuned-trace"] {
        assert!(!seen.headers.contains_key(name), "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn other_paths_and_methods_keep_their_encoding_and_their_answers_theirs() {
    let upstream = Played::answering(|seen| {
        let answer =
            Response::builder().header("content-encoding", "gzip").header("connection", "x-hop").header("x-hop", "1");
        answer.status(if seen.method == Method::GET { 405 } else { 200 }).body(Body::from(vec![0x1f, 0x8b, 0])).unwrap()
    });
    let upstream = upstream.await;
    let proxy = stood(&upstream, |_| {}).await;
    for (method, path, status) in [
        (Method::GET, "/v1/chat/completions", 405),
        (Method::DELETE, "/v1/responses/resp_1", 200),
        (Method::POST, "/v1/embeddings", 200),
        (Method::PUT, "/", 200),
    ] {
        let answer =
            client().request(method.clone(), format!("{proxy}{path}")).header("accept-encoding", "gzip").send().await;
        let answer = answer.unwrap();
        assert_eq!((answer.status().as_u16(), answer.headers().contains_key("x-hop")), (status, false), "{path}");
        assert!(!answer.headers().contains_key("x-attuned-verdict"));
        assert_eq!(answer.bytes().await.unwrap().as_ref(), [0x1f, 0x8b, 0]);
        let seen = upstream.seen().pop().unwrap();
        assert_eq!(
            (seen.method, seen.path.as_str(), &seen.headers["accept-encoding"]),
            (method, path, &"gzip".parse().unwrap())
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_head_without_a_body_keeps_its_length() {
    let upstream =
        Played::answering(|_| Response::builder().header("content-length", "77").body(Body::empty()).unwrap()).await;
    let proxy = stood(&upstream, |_| {}).await;
    let answer = client().head(format!("{proxy}/v1/files/f/content")).send().await.unwrap();
    assert_eq!(answer.headers()["content-length"], "77");
}

#[tokio::test(flavor = "multi_thread")]
async fn refusals_and_redirects_of_the_upstream_pass_unchanged() {
    for (status, kind, body) in [
        (429, "application/json", r#"{"error": {"message": "slow down", "type": "requests"}}  "#),
        (500, "text/html", "<h1>It is regretted that your mother's surgery was cancelled.</h1>"),
        (529, "application/json", r#"{"type": "error", "error": {"type": "overloaded_error"}}"#),
        (400, "text/event-stream", "data: {}\n\n"),
        (307, "text/plain", ""),
    ] {
        let upstream = Played::answering(move |_| {
            let answer = Response::builder().status(status).header("content-type", kind).header("retry-after", "7");
            answer
                .header("location", "http://127.0.0.1:1/secret")
                .header("x-request-id", "r")
                .body(Body::from(body))
                .unwrap()
        });
        let proxy = stood(&upstream.await, |_| {}).await;
        let answer = client().post(format!("{proxy}/v1/messages")).body(ASKED).send().await.unwrap();
        assert_eq!((answer.status().as_u16(), &answer.headers()["retry-after"]), (status, &"7".parse().unwrap()));
        assert_eq!(
            (&answer.headers()["x-request-id"], &answer.headers()["content-type"]),
            (&"r".parse().unwrap(), &kind.parse().unwrap())
        );
        assert_eq!(answer.text().await.unwrap(), body);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upstream_that_does_not_answer_is_said_in_one_line() {
    let silent = raw::upstream("", false).await;
    let closing = raw::upstream("", true).await;
    let babbling = raw::upstream("SSH-2.0-OpenSSH_9.6\r\n", true).await;
    for (address, status, code) in [
        ("http://127.0.0.1:1".to_owned(), 502, "upstream_unreachable"),
        (silent.0, 504, "upstream_timeout"),
        (closing.0, 502, "upstream_broke_off"),
        (babbling.0, 502, "upstream_broke_off"),
    ] {
        let proxy = before(address).await;
        for path in ["/v1/chat/completions", "/v1/embeddings"] {
            let answer = client().post(format!("{proxy}{path}")).body(ASKED).send().await.unwrap();
            assert_eq!(answer.status(), status, "{code}");
            let body = answer.bytes().await.unwrap();
            assert_eq!(error(&body), ("attuned_upstream".to_owned(), code.to_owned()));
            assert!(!body.contains(&b'\n'));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_request_line_leads_anywhere_else() {
    let upstream = plain().await;
    let proxy = stood(&upstream, |_| {}).await;
    let host = upstream.address.trim_start_matches("http://").to_owned();
    let ask = |line: &str, more: &str| {
        format!("{line} HTTP/1.1\r\nhost: evil.example\r\nconnection: close{more}\r\n\r\n").into_bytes()
    };
    for line in [
        "GET /v1/../secret",
        "GET /v1/%2e%2E/secret",
        "GET /v1/x/..%2f..%2fsecret",
        "GET /v1/%252e%252e/x",
        "GET /v1\\..\\x",
        "OPTIONS *",
        "CONNECT evil.example:443",
    ] {
        let seen = String::from_utf8(raw::say(&proxy, &ask(line, "")).await).unwrap();
        assert!(seen.starts_with("HTTP/1.1 400"), "{line}: {seen}");
    }
    assert_eq!(upstream.seen().len(), 0);
    for line in [
        "GET http://evil.example/v1/models",
        "GET //evil.example/v1/models",
        "GET http://u:p@evil.example:9/v1/models?a=1",
    ] {
        let seen = String::from_utf8(raw::say(&proxy, &ask(line, "")).await).unwrap();
        assert!(seen.starts_with("HTTP/1.1 200"), "{line}: {seen}");
        assert_eq!(upstream.seen().pop().unwrap().headers["host"], host.as_str());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upgrade_is_refused_unless_it_may_be_passed_over() {
    let upstream = plain().await;
    let proxy = stood(&upstream, |_| {}).await;
    let ask = |upgrade: &str| {
        let line = "GET /v1/realtime HTTP/1.1\r\nhost: p\r\n";
        format!(
            "{line}connection: upgrade, http2-settings, close\r\nupgrade: {upgrade}\r\nhttp2-settings: AAMAAABk\r\n\r\n"
        )
        .into_bytes()
    };
    assert!(raw::say(&proxy, &ask("websocket")).await.starts_with(b"HTTP/1.1 501"));
    assert_eq!(upstream.seen().len(), 0);
    assert!(raw::say(&proxy, &ask("h2c")).await.starts_with(b"HTTP/1.1 200"));
    let headers = upstream.seen().pop().unwrap().headers;
    assert!(!headers.contains_key("upgrade") && !headers.contains_key("http2-settings"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_beyond_the_limit_is_refused_however_it_is_framed() {
    let upstream = plain().await;
    let proxy = stood(&upstream, |options| options.largest = 100_000).await;
    let pieces = || stream::iter((0..100).map(|_| Ok::<_, std::io::Error>(vec![b' '; 10_000])));
    for body in [reqwest::Body::from(vec![b' '; 1_000_000]), reqwest::Body::wrap_stream(pieces())] {
        let answer = client().post(format!("{proxy}/v1/responses")).body(body).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE);
        assert_eq!(error(&answer.bytes().await.unwrap()).1, "request_too_large");
    }
    assert_eq!(upstream.seen().len(), 0);
    // Other paths have no limit: they are not read.
    let answer =
        client().post(format!("{proxy}/v1/files")).body(reqwest::Body::wrap_stream(pieces())).send().await.unwrap();
    assert_eq!((answer.status().as_u16(), upstream.seen()[0].body.len()), (200, 1_000_000));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_of_100_megabytes_is_refused_before_it_is_sent() {
    let upstream = plain().await;
    let proxy = stood(&upstream, |_| {}).await;
    let head =
        "POST /v1/chat/completions HTTP/1.1\r\nhost: p\r\nexpect: 100-continue\r\ncontent-length: 104857600\r\n\r\n";
    let seen = String::from_utf8(raw::say(&proxy, head.as_bytes()).await).unwrap();
    assert!(seen.starts_with("HTTP/1.1 413"), "{seen}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_stops_is_given_up() {
    let upstream = plain().await;
    let proxy = stood(&upstream, |options| options.read_timeout = Duration::from_millis(300)).await;
    for path in ["/v1/chat/completions", "/v1/embeddings"] {
        let head = format!("POST {path} HTTP/1.1\r\nhost: p\r\ncontent-length: 100\r\n\r\n{{\"mod");
        let seen = String::from_utf8(raw::say(&proxy, head.as_bytes()).await).unwrap();
        assert!(seen.starts_with("HTTP/1.1 408") && seen.contains("request_timeout"), "{path}: {seen}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_goes_away_ends_the_request_upstream() {
    let begun = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 999\r\n\r\n{\"choices\"";
    for answer in ["", begun] {
        for path in ["/v1/chat/completions", "/v1/embeddings"] {
            let (address, mut seen) = raw::upstream(answer, false).await;
            let proxy = stood(&Played::at(address), |_| {}).await;
            let mut stream = raw::dial(&proxy).await;
            let head = format!("POST {path} HTTP/1.1\r\nhost: p\r\ncontent-length: {}\r\n\r\n{ASKED}", ASKED.len());
            stream.write_all(head.as_bytes()).await.unwrap();
            assert!(matches!(seen.recv().await, Some(raw::Sign::Bytes(_))));
            drop(stream);
            raw::ended(&mut seen).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn other_paths_flow_both_ways_while_they_last() {
    let begun = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\none\r\n";
    let (address, mut seen) = raw::upstream(begun, false).await;
    let proxy = stood(&Played::at(address), |_| {}).await;
    let mut stream = raw::dial(&proxy).await;
    stream
        .write_all(b"POST /v1/audio HTTP/1.1\r\nhost: p\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n")
        .await
        .unwrap();
    let mut there = Vec::new();
    while !there.ends_with(b"3\r\nabc\r\n") {
        let Some(raw::Sign::Bytes(bytes)) = seen.recv().await else { panic!("it ended") };
        there.extend(bytes);
    }
    let mut back = Vec::new();
    while !back.ends_with(b"3\r\none\r\n") {
        assert_ne!(stream.read_buf(&mut back).await.unwrap(), 0);
    }
}
