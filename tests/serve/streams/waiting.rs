//! What happens while something waits: signs of life, a deadline, a client that goes.

use super::{BAD, GOOD, chat, chunk, deltas, end, joined, slow, sse, stood};
use crate::played::{Played, builtin};
use axum::body::Body;
use axum::http::Response;
use futures_util::{StreamExt, stream};
use serde_json::json;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_that_waits_says_that_it_is_alive() {
    let pieces = [deltas(BAD, 0), end()].concat();
    let came = chat(pieces.clone(), slow(10_000), |options| {
        options.heartbeat = Duration::from_millis(50);
        options.deadline = Duration::from_millis(400);
    });
    let came = came.await;
    let (events, comments) = came.apart();
    assert_eq!(events, joined(&pieces), "past the deadline the upstream's own text goes out");
    let alive = comments.iter().filter(|one| *one == ": attuned waiting\n\n").count();
    assert!((3..=9).contains(&alive), "{comments:?}");
    assert!(came.verdict().contains("verdict=kept reason=deadline"), "{comments:?}");
    let last = came.when("[DONE]");
    assert!((350..2_000).contains(&last), "{last}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_model_without_use_leaves_the_text_as_it_is() {
    let pieces = [deltas(GOOD, 0), deltas(BAD, 0), end()].concat();
    let came = chat(pieces.clone(), slow(1), |_| {}).await;
    assert_eq!(came.apart().0, joined(&pieces));
    assert!(came.verdict().contains("verdict=kept"), "{}", came.verdict());
}

/// A stream without end that counts what was taken of it.
fn endless(taken: &Arc<AtomicUsize>, size: usize) -> Response<Body> {
    let taken = Arc::clone(taken);
    let word = chunk(json!([{"index": 0, "delta": {"reasoning_content": "a".repeat(size)}}]));
    let body = stream::unfold(Gone(taken), move |gone| {
        let word = word.clone();
        async move {
            tokio::time::sleep(Duration::from_millis(1)).await;
            gone.0.fetch_add(1, Ordering::SeqCst);
            Some((Ok::<_, std::io::Error>(word), gone))
        }
    });
    Response::builder().header("content-type", "text/event-stream").body(Body::from_stream(body)).unwrap()
}

/// Says when a stream is no longer wanted.
struct Gone(Arc<AtomicUsize>);

impl Drop for Gone {
    fn drop(&mut self) {
        self.0.fetch_add(1_000_000, Ordering::SeqCst);
    }
}

async fn asked(proxy: &str) -> reqwest::Response {
    let asked = json!({"model": "m", "stream": true, "messages": [{"role": "user", "content": super::SAID}]});
    reqwest::Client::new().post(format!("{proxy}/v1/chat/completions")).body(asked.to_string()).send().await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_goes_ends_the_upstream() {
    let taken = Arc::new(AtomicUsize::new(0));
    let kept = Arc::clone(&taken);
    let upstream = Played::answering(move |_| endless(&kept, 100)).await;
    let proxy = stood(&upstream, builtin(), |_| {}).await;
    let mut body = asked(&proxy).await.bytes_stream();
    body.next().await.unwrap().unwrap();
    drop(body);
    let begun = Instant::now();
    while taken.load(Ordering::SeqCst) < 1_000_000 {
        assert!(begun.elapsed() < Duration::from_secs(5), "the upstream still talks");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_waits_with_reading_slows_the_upstream() {
    let taken = Arc::new(AtomicUsize::new(0));
    let kept = Arc::clone(&taken);
    let upstream = Played::answering(move |_| endless(&kept, 256 * 1024)).await;
    let proxy = stood(&upstream, builtin(), |_| {}).await;
    let body = asked(&proxy).await.bytes_stream();
    tokio::time::sleep(Duration::from_secs(2)).await;
    let before = taken.load(Ordering::SeqCst);
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert_eq!(taken.load(Ordering::SeqCst), before, "it went on");
    assert!(before < 400, "{before} pieces of 256 KB wait somewhere");
    drop(body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_goes_while_something_waits_is_no_trouble() {
    let upstream = Played::answering(|_| sse([deltas(BAD, 0), end()].concat())).await;
    let proxy = stood(&upstream, slow(60_000), |options| options.deadline = Duration::from_secs(60)).await;
    let body = asked(&proxy).await.bytes_stream();
    tokio::time::sleep(Duration::from_millis(100)).await;
    drop(body);
    let models = reqwest::get(format!("{proxy}/v1/models")).await.unwrap();
    assert_eq!(models.status(), 200);
}
