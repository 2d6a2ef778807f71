//! A reviser that sleeps, fails and breaks: the upstream's own words go out, in time, and the numbers say why.

use super::operations::Stood;
use super::played::{Played, json};
use attuned::{BoxFuture, Brain, Model, ModelError, Options, Prompt, Prompts, Reply, ServeOptions};
use axum::body::{Body, Bytes};
use axum::http::Response;
use futures_util::{StreamExt, stream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

pub const SAID: &str = "You cancelled my mother's surgery twice and nobody rang. Why?";
pub const FAILS: &str = "It is regretted that your mother's surgery was cancelled.";
pub const BETTER: &str = "We regret that we cancelled your mother's surgery.";

/// A model that does the same each time.
pub struct Does(pub fn() -> BoxFuture<'static, Result<Reply, ModelError>>, pub AtomicUsize);

impl Does {
    pub fn brain(what: fn() -> BoxFuture<'static, Result<Reply, ModelError>>) -> (Arc<Self>, Brain) {
        let model = Arc::new(Self(what, AtomicUsize::new(0)));
        (model.clone(), Brain::new(model, Options::default(), Prompts::builtin()))
    }

    fn calls(&self) -> usize {
        self.1.load(Ordering::SeqCst)
    }
}

impl Model for Does {
    fn complete<'a>(&'a self, _: &'a Prompt) -> BoxFuture<'a, Result<Reply, ModelError>> {
        self.1.fetch_add(1, Ordering::SeqCst);
        (self.0)()
    }
}

/// An upstream that says this, whole or as a stream as it is asked.
pub async fn saying(text: &str) -> Played {
    let text = text.to_owned();
    Played::answering(move |asked| {
        let part = |key: &str, text: &str| {
            serde_json::json!({"choices": [{"index": 0, key: {"role": "assistant", "content": text}}]}).to_string()
        };
        if !String::from_utf8_lossy(&asked.body).contains("\"stream\":true") {
            return json(&part("message", &text));
        }
        let pieces = text.split_inclusive(' ').map(|piece| format!("data: {}\n\n", part("delta", piece)));
        let all: Vec<String> = pieces.chain(["data: [DONE]\n\n".to_owned()]).collect();
        let body = stream::iter(all).map(|event| Ok::<_, std::io::Error>(Bytes::from(event)));
        Response::builder().header("content-type", "text/event-stream").body(Body::from_stream(body)).unwrap()
    })
    .await
}

pub async fn ask(proxy: &Stood, said: &str, streamed: bool) -> reqwest::Response {
    let asked = serde_json::json!({"model": "m", "messages": [{"role": "user", "content": said}], "stream": streamed});
    let body = asked.to_string();
    reqwest::Client::new().post(proxy.at("/v1/chat/completions")).body(body).send().await.unwrap()
}

/// What came, and the headers about it.
async fn heard(proxy: &Stood) -> (String, String) {
    let answer = ask(proxy, SAID, false).await;
    let header = |name: &str| answer.headers().get(name).map_or("", |value| value.to_str().unwrap()).to_owned();
    let said = format!("{} {}", header("x-attuned-verdict"), header("x-attuned-reason"));
    let body: serde_json::Value = answer.json().await.unwrap();
    (said.trim().to_owned(), body["choices"][0]["message"]["content"].as_str().unwrap().to_owned())
}

fn reply(verdict: &str, reason: &str) -> String {
    format!("attuned_replies_total{{dialect=\"chat\",streamed=\"false\",verdict=\"{verdict}\",reason=\"{reason}\"}}")
}

fn brief(options: &mut ServeOptions) {
    options.deadline = Duration::from_millis(300);
}

fn patient(options: &mut ServeOptions) {
    options.deadline = Duration::from_secs(20);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reviser_that_sleeps_costs_no_more_than_the_deadline() {
    let (_, brain) = Does::brain(|| Box::pin(std::future::pending()));
    let proxy = Stood::before(&saying(FAILS).await.address, brain, brief).await;
    let begun = Instant::now();
    assert_eq!(heard(&proxy).await, ("kept deadline".to_owned(), FAILS.to_owned()));
    assert!(begun.elapsed() < Duration::from_secs(2));
    let numbers = proxy.numbers().await;
    assert_eq!((numbers["attuned_deadline_missed_total"], numbers[&reply("kept", "deadline")]), (1.0, 1.0));
    assert_eq!(numbers["attuned_mechanisms_total{mechanism=\"LD\"}"], 1.0);
    assert!(numbers["attuned_added_seconds_sum"] >= 0.3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reviser_that_keeps_failing_is_left_alone() {
    let (model, brain) = Does::brain(|| Box::pin(async { Err(ModelError::TimedOut) }));
    let proxy = Stood::before(&saying(FAILS).await.address, brain, patient).await;
    for _ in 0..5 {
        assert_eq!(heard(&proxy).await, ("kept error".to_owned(), FAILS.to_owned()));
    }
    assert_eq!(heard(&proxy).await, ("kept breaker".to_owned(), FAILS.to_owned()));
    assert_eq!(model.calls(), 5);
    let numbers = proxy.numbers().await;
    assert_eq!((numbers["attuned_breaker_state"], numbers[&reply("kept", "breaker")]), (2.0, 1.0));
    assert!(proxy.text("/readyz").await.contains("left alone"));
    let (_, better) = Does::brain(|| {
        let text = serde_json::json!({"critique": "c", "reply": BETTER, "changes": []}).to_string();
        Box::pin(async { Ok(Reply { text, prompt_tokens: 120, completion_tokens: 30 }) })
    });
    proxy.reload.replace(better);
    assert_eq!(heard(&proxy).await, ("revised".to_owned(), BETTER.to_owned()));
    let numbers = proxy.numbers().await;
    assert_eq!((numbers["attuned_breaker_state"], numbers["attuned_reviser_calls_total"]), (0.0, 1.0));
    assert_eq!(numbers["attuned_reviser_tokens_total{kind=\"prompt\"}"], 120.0);
    assert_eq!(numbers["attuned_reviser_tokens_total{kind=\"completion\"}"], 30.0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reviser_that_breaks_off_costs_its_own_revision() {
    let (_, brain) = Does::brain(|| panic!("sentinel-7141"));
    let proxy = Stood::before(&saying(FAILS).await.address, brain, patient).await;
    for _ in 0..2 {
        assert_eq!(heard(&proxy).await, ("kept error".to_owned(), FAILS.to_owned()));
    }
    let streamed = ask(&proxy, SAID, true).await.text().await.unwrap();
    assert!(streamed.contains("[DONE]") && streamed.contains("verdict=kept reason=error"), "{streamed}");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_more_revisions_than_may_be_are_under_way() {
    let (model, brain) = Does::brain(|| Box::pin(std::future::pending()));
    let few = |options: &mut ServeOptions| {
        options.deadline = Duration::from_millis(1500);
        options.revisions = 2;
    };
    let proxy = Stood::before(&saying(FAILS).await.address, brain, few).await;
    let heard = futures_util::future::join_all((0..6).map(|_| heard(&proxy))).await;
    let busy = heard.iter().filter(|(said, text)| said == "kept busy" && text == FAILS).count();
    assert_eq!((busy, model.calls()), (4, 2), "{heard:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_reviser_makes_worse_goes_out_as_it_was() {
    let (_, brain) = Does::brain(|| {
        let text = "{\"reply\": \"Calm down. Your complaint has been noted.\"}".to_owned();
        Box::pin(async { Ok(Reply { text, ..Reply::default() }) })
    });
    let proxy = Stood::before(&saying(FAILS).await.address, brain, patient).await;
    assert_eq!(heard(&proxy).await, ("kept unacceptable".to_owned(), FAILS.to_owned()));
}
