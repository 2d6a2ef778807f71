//! What the server says: one line for each answer, a warning where somebody should look, and nothing that anybody wrote.

use super::faults::{Does, SAID, ask, saying};
use super::operations::Stood;
use super::played::{Played, builtin};
use attuned::{ModelError, Reply, ServeOptions};
use axum::body::{Body, Bytes};
use axum::http::Response;
use futures_util::{StreamExt, stream};
use std::io::Write;
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;
use tracing::Level;
use tracing_subscriber::Layer;
use tracing_subscriber::filter::filter_fn;
use tracing_subscriber::fmt::format::FmtSpan;
use tracing_subscriber::layer::SubscriberExt;

/// What nobody may find in a log.
const SENTINEL: &str = "sentinel-7141";

/// All that is said in this process.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Everything of ours, and warnings of all others.
fn listened() -> &'static Lines {
    static LINES: OnceLock<Lines> = OnceLock::new();
    LINES.get_or_init(|| {
        let lines = Lines::default();
        let writer = lines.clone();
        let all = tracing_subscriber::fmt::layer().with_ansi(false).with_span_events(FmtSpan::FULL);
        let ours = filter_fn(|about| about.target().starts_with("attuned") || *about.level() <= Level::WARN);
        let layer = all.with_writer(move || writer.clone()).with_filter(ours);
        tracing::subscriber::set_global_default(tracing_subscriber::registry().with(layer)).unwrap();
        lines
    })
}

fn lines() -> String {
    String::from_utf8(listened().0.lock().unwrap().clone()).unwrap()
}

/// The one line at the end of the request with this answer.
async fn ended(answer: reqwest::Response) -> String {
    let wanted = format!("id={}", answer.headers()["x-attuned-id"].to_str().unwrap());
    answer.bytes().await.unwrap();
    line(&wanted).await
}

/// The one line at the end of the request that is named so.
async fn line(wanted: &str) -> String {
    for _ in 0..200 {
        let all = lines();
        let ended: Vec<&str> = all.lines().filter(|line| line.contains(wanted) && line.contains("answered")).collect();
        if let [line] = ended[..] {
            return line.to_owned();
        }
        assert!(ended.len() < 2, "{ended:?}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("nothing was said of {wanted}");
}

/// Waits until this has been said.
async fn said(words: &str) {
    for _ in 0..200 {
        if lines().contains(words) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("never said: {words}");
}

fn patient(options: &mut ServeOptions) {
    options.deadline = Duration::from_secs(20);
}

fn secret(text: &str) -> String {
    format!("{text} {SENTINEL}")
}

#[tokio::test(flavor = "multi_thread")]
async fn each_answer_has_one_line() {
    listened();
    let upstream = saying("It is regretted that your mother's surgery was cancelled.").await;
    let proxy = Stood::before(&upstream.address, builtin(), patient).await;
    for streamed in [false, true] {
        let answer = ask(&proxy, SAID, streamed).await;
        let line = ended(answer).await;
        let streamed = format!("streamed={streamed}");
        for word in [
            "path=\"chat\"",
            "status=200",
            "dialect=\"chat\"",
            "verdict=\"revised\"",
            "mechanisms=\"LD\"",
            "waited_ms=",
            "took_ms=",
            &streamed,
        ] {
            assert!(line.contains(word), "{word}: {line}");
        }
    }
    let line = ended(reqwest::get(proxy.at("/v1/models")).await.unwrap()).await;
    assert!(line.contains("path=\"other\" status=200"), "{line}");
}

/// Clients of OpenAI close the connection at `[DONE]`, whether or not the body ends there.
#[tokio::test(flavor = "multi_thread")]
async fn a_stream_that_was_read_to_its_last_event_was_answered() {
    listened();
    for (end, said) in [("data: [DONE]\n\n", "answered took_ms"), ("", "answered in part")] {
        let upstream = Played::answering(move |_| {
            let event = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Good.\"}}]}\n\n";
            let pieces = [event.to_owned(), end.to_owned()].map(|piece| Ok::<_, std::io::Error>(Bytes::from(piece)));
            let body = stream::iter(pieces).chain(stream::pending());
            Response::builder().header("content-type", "text/event-stream").body(Body::from_stream(body)).unwrap()
        })
        .await;
        let flow = |options: &mut ServeOptions| options.stream_mode = attuned::StreamMode::Pass;
        let proxy = Stood::before(&upstream.address, builtin(), flow).await;
        let mut answer = ask(&proxy, SAID, true).await;
        let wanted = format!("id={}", answer.headers()["x-attuned-id"].to_str().unwrap());
        let until = if end.is_empty() { "Good" } else { "[DONE]" };
        while !String::from_utf8_lossy(&answer.chunk().await.unwrap().unwrap()).contains(until) {}
        drop(answer);
        let line = line(&wanted).await;
        assert!(line.contains(said), "{line}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_goes_wrong_is_said_in_a_line() {
    listened();
    let gone = Stood::before("http://127.0.0.1:1/v1", builtin(), patient).await;
    for _ in 0..3 {
        assert_eq!(ask(&gone, SAID, false).await.status(), 502);
    }
    said("the upstream 127.0.0.1:1 cannot be reached; is it running").await;
    let (_, failing) = Does::brain(|| Box::pin(async { Err(ModelError::Status { code: 401, retry_after: None }) }));
    let upstream = saying("It is regretted that your mother's surgery was cancelled.").await;
    let mut proxy = Stood::before(&upstream.address, failing, patient).await;
    for _ in 0..6 {
        ask(&proxy, SAID, false).await;
    }
    said("the reviser keeps failing (the server refused the key (HTTP 401)").await;
    proxy.reload.replace(builtin());
    said("settings read again").await;
    proxy.stop();
    said("stopping: 0 requests are under way").await;
    said("stopped").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_anybody_wrote_is_said_or_counted() {
    listened();
    let fails = secret("It is regretted that your mother's surgery was cancelled by ward");
    let answers = || {
        let reply = "We regret that we cancelled your mother's surgery in ward sentinel-7141.";
        let text =
            serde_json::json!({"critique": SENTINEL, "reply": reply, "changes": [{"before": SENTINEL}]}).to_string();
        let answer: attuned::BoxFuture<'static, Result<Reply, ModelError>> =
            Box::pin(async { Ok(Reply { text, prompt_tokens: 1, completion_tokens: 1 }) });
        answer
    };
    let brains = [
        Does::brain(answers).1,
        Does::brain(|| Box::pin(async { Ok(Reply { text: SENTINEL.to_owned(), ..Reply::default() }) })).1,
        Does::brain(|| panic!("sentinel-7141")).1,
        Does::brain(|| Box::pin(async { Err(ModelError::Unreadable) })).1,
        Does::brain(|| Box::pin(std::future::pending())).1,
        builtin(),
    ];
    let odd = Played::answering(|asked| match asked.headers.get("x-case").map(|case| case.as_bytes()) {
        Some(b"error") => Response::builder().status(500).body(Body::from("{\"error\": \"sentinel-7141\"}")).unwrap(),
        Some(b"events") => {
            let events = "event: sentinel-7141\ndata: {\"sentinel-7141\n\ndata: sentinel-7141";
            Response::builder().header("content-type", "text/event-stream").body(Body::from(events)).unwrap()
        }
        _ => {
            Response::builder().header("content-type", "application/json").body(Body::from("{\"sentinel-7141")).unwrap()
        }
    })
    .await;
    let upstream = saying(&fails).await;
    let mut texts = Vec::new();
    for brain in brains {
        let brief = |options: &mut ServeOptions| {
            options.deadline = Duration::from_millis(700);
            options.keys = vec![secret("key")];
            options.upstream_key = Some(secret("upstream-key"));
        };
        let proxy = Stood::before(&upstream.address, brain.clone(), brief).await;
        let other = Stood::before(&odd.address, brain, brief).await;
        for streamed in [true, false] {
            let said = secret(SAID);
            let asked = serde_json::json!({"model": SENTINEL, SENTINEL: 1, "messages": [{"role": "user", "content": said}], "stream": streamed});
            for (stood, case) in [(&proxy, "none"), (&other, "none"), (&other, "error"), (&other, "events")] {
                let sent = reqwest::Client::new()
                    .post(stood.at("/v1/chat/completions?q=sentinel-7141"))
                    .header("x-attuned-key", secret("key"))
                    .header("authorization", secret("Bearer own"))
                    .header("x-request-id", SENTINEL)
                    .header("x-case", case);
                sent.body(asked.to_string()).send().await.unwrap().bytes().await.ok();
            }
        }
        for (path, body) in [
            ("/v1/sentinel-7141", "sentinel-7141"),
            ("/v1/chat/completions", "{\"sentinel-7141"),
            ("/v1/check", "{\"draft\": sentinel-7141"),
        ] {
            let client = reqwest::Client::new().post(proxy.at(path)).body(body);
            let answer = client.header("authorization", format!("Bearer {}", secret("key"))).send().await.unwrap();
            drop(answer.bytes().await);
            let stranger = reqwest::Client::new().post(proxy.at(path)).header("authorization", SENTINEL).body(body);
            let refused = stranger.send().await.unwrap().text().await.unwrap();
            assert!(!refused.contains(SENTINEL));
        }
        for stood in [&proxy, &other] {
            let metrics = reqwest::Client::new().get(stood.at("/metrics")).header("x-attuned-key", secret("key"));
            let metrics = metrics.send().await.unwrap();
            assert_eq!(metrics.status(), 200);
            texts.push(metrics.text().await.unwrap());
        }
    }
    texts.push(lines());
    assert!(lines().matches("answered").count() > 50, "so much was heard");
    for text in texts {
        let found = text.lines().find(|line| line.contains("sentinel"));
        assert_eq!(found, None);
    }
}
