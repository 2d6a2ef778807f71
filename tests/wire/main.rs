//! The model against servers as they are: good, sloppy, refusing, cut off, slow. What is asserted is the result, how
//! often the server was asked, and how long it took.

#![cfg(feature = "llm")]
#![allow(clippy::unwrap_used)]

mod player;
mod privacy;

use attuned::{Ask, Draft, Job, Message, Model, ModelError, OpenAi, OpenAiSettings, Prompt, Reply, Role, Structured};
use player::Player;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// Stands in prompts, keys and nearly every body; must never stand in an error or a log.
const SENTINEL: &str = "sentinel-7f3a";
const RETRIES: usize = 2;

fn prompt() -> Prompt {
    let schema = json!({"type": "object", "properties": {"reply": {"type": "string"}}, "required": ["reply"],
        "additionalProperties": false});
    let message = Message::new(Role::User, format!("Where is my parcel? {SENTINEL}"));
    Prompt::new(vec![message], schema, Ask::new(Job::Revise, Draft::canned("Noted.")))
}

/// Settings for tests: short waits, and no form of answer asked for, so that each refusal counts once.
fn settings(base_url: String) -> OpenAiSettings {
    let mut settings = OpenAiSettings::new(base_url, "tiny");
    settings.timeout = Duration::from_secs(10);
    settings.retry_cap = Duration::from_millis(30);
    settings.max_retries = RETRIES as u32;
    settings.structured = Structured::Off;
    settings
}

/// What came of asking a server once.
struct Outcome {
    result: Result<Reply, ModelError>,
    server: Player,
    took: Duration,
}

async fn ask(name: &str, change: impl FnOnce(&mut OpenAiSettings)) -> Outcome {
    let server = Player::start(name).await;
    let mut settings = settings(server.base_url());
    change(&mut settings);
    let model = OpenAi::new(settings).unwrap();
    let start = Instant::now();
    let result = model.complete(&prompt()).await;
    Outcome { result, server, took: start.elapsed() }
}

/// The text that came, after exactly so many requests.
async fn text(name: &str, hits: usize) -> String {
    let outcome = ask(name, |_| {}).await;
    assert_eq!(outcome.server.hits(), hits, "{name}: {:?}", outcome.result);
    outcome.result.unwrap().text
}

/// The error that came, after exactly so many requests, and sooner than any wait but a short one.
async fn error(name: &str, hits: usize) -> ModelError {
    let outcome = ask(name, |_| {}).await;
    assert_eq!(outcome.server.hits(), hits, "{name}: {:?}", outcome.result);
    assert!(outcome.took < Duration::from_secs(8), "{name} took {:?}", outcome.took);
    match outcome.result.unwrap_err() {
        ModelError::Status { code, .. } => status(code),
        other => other,
    }
}

fn status(code: u16) -> ModelError {
    ModelError::Status { code, retry_after: None }
}

fn formats(server: &Player) -> Vec<String> {
    let kind =
        |body: &Value| body.pointer("/response_format/type").and_then(Value::as_str).unwrap_or("none").to_owned();
    server.requests().iter().map(|request| kind(&request.body)).collect()
}

#[tokio::test]
async fn a_good_server_gives_text_and_tokens() {
    let outcome = ask("good", |_| {}).await;
    let reply = outcome.result.unwrap();
    assert_eq!(reply.text, format!("It is lost. {SENTINEL}"));
    assert_eq!((reply.prompt_tokens, reply.completion_tokens), (12, 5));
    assert_eq!(outcome.server.hits(), 1);
}

#[tokio::test]
async fn sloppy_servers_are_understood() {
    assert_eq!(text("sloppy", 1).await, format!("It is lost. {SENTINEL}"));
    assert_eq!(text("parts", 1).await, "It is lost.");
    assert_eq!(text("byte_order_mark", 1).await, format!("It is lost. {SENTINEL}"));
    assert_eq!(text("cut_by_limit", 1).await, "{\"reply\": \"I am");
    assert_eq!(text("split_character", 1).await, "It cost 5 \u{20ac}");
}

#[tokio::test]
async fn the_request_carries_key_headers_settings_and_extra_fields() {
    let outcome = ask("good", |settings| {
        settings.key = Some(" sk-123\n".into());
        settings.headers = vec![("X-Team".into(), "care".into())];
        settings.max_tokens = Some(400);
        settings.temperature = Some(0.2);
        settings.extra_body.insert("top_k".into(), json!(40));
        settings.structured = Structured::Auto;
    })
    .await;
    let request = outcome.server.requests().remove(0);
    let head = request.head.to_lowercase();
    assert!(head.starts_with("post /v1/chat/completions http/1.1"), "{head}");
    assert!(head.contains("authorization: bearer sk-123") && head.contains("x-team: care"), "{head}");
    let body = request.body;
    assert_eq!((&body["model"], &body["max_tokens"], &body["temperature"]), (&json!("tiny"), &json!(400), &json!(0.2)));
    assert_eq!(body["top_k"], json!(40));
    assert_eq!(body["messages"][0]["role"], json!("user"));
    assert_eq!(body["response_format"]["type"], json!("json_schema"));
    assert_eq!(body["response_format"]["json_schema"]["strict"], json!(true));
}

#[tokio::test]
async fn without_a_key_no_authorization_is_sent() {
    let outcome = ask("good", |_| {}).await;
    assert!(!outcome.server.requests()[0].head.to_lowercase().contains("authorization"));
}

#[tokio::test]
async fn refusals_keep_their_status_and_are_not_repeated() {
    assert_eq!(error("error_400", 1).await, status(400));
    assert_eq!(error("error_400_vllm", 1).await, status(400));
    assert_eq!(error("error_401", 1).await, status(401));
    assert_eq!(error("error_404_model", 1).await, status(404));
    assert_eq!(error("error_422_fastapi", 1).await, status(422));
    assert_eq!(error("quota", 1).await, ModelError::Quota);
    assert_eq!(error("redirect", 1).await, status(307));
}

#[tokio::test]
async fn a_server_in_trouble_is_asked_again_but_not_for_ever() {
    assert_eq!(error("error_500", 1 + RETRIES).await, status(500));
    assert_eq!(error("html_502", 1 + RETRIES).await, status(502));
    text("unavailable_then_good", 2).await;
    text("rate_limited_plain_then_good", 2).await;
    text("wrapped_then_good", 2).await;
    text("closed_then_good", 2).await;
}

#[tokio::test]
async fn the_wait_is_the_one_the_server_asks_for() {
    let outcome = ask("rate_limited_then_good", |settings| settings.retry_cap = Duration::from_secs(20)).await;
    assert!(outcome.result.is_ok());
    assert_eq!(outcome.server.hits(), 2);
    // Our own first wait is at most 0.8 s.
    assert!(outcome.took > Duration::from_millis(1200) && outcome.took < Duration::from_secs(8), "{:?}", outcome.took);
}

#[tokio::test]
async fn nobody_sleeps_for_a_day() {
    assert_eq!(error("rate_limited_for_a_day", 1 + RETRIES).await, status(429));
}

#[tokio::test]
async fn the_deadline_ends_waits_too() {
    let outcome = ask("rate_limited_for_a_day", |settings| {
        settings.retry_cap = Duration::from_secs(3600);
        settings.deadline = Duration::from_millis(300);
    })
    .await;
    assert_eq!(outcome.result, Err(ModelError::TimedOut));
    assert!(outcome.took < Duration::from_secs(2), "{:?}", outcome.took);
    assert_eq!(outcome.server.hits(), 1);
}

#[tokio::test]
async fn answers_that_are_none_are_unreadable() {
    for name in ["html", "json_cut_off", "other_json", "lone_surrogate"] {
        assert_eq!(error(name, 1).await, ModelError::Unreadable, "{name}");
    }
    assert_eq!(error("body_cut_off", 1 + RETRIES).await, ModelError::Unreadable);
}

#[tokio::test]
async fn answers_too_large_are_not_read_to_the_end() {
    for name in ["huge", "huge_unannounced"] {
        let outcome = ask(name, |_| {}).await;
        assert_eq!(outcome.result, Err(ModelError::Unreadable), "{name}");
        assert_eq!(outcome.server.hits(), 1);
    }
}

#[tokio::test]
async fn silence_ends_in_time_and_is_not_repeated() {
    for name in ["silence", "stall"] {
        let outcome = ask(name, |settings| settings.timeout = Duration::from_millis(300)).await;
        assert_eq!((outcome.result, outcome.server.hits()), (Err(ModelError::TimedOut), 1), "{name}");
        assert!(outcome.took >= Duration::from_millis(300) && outcome.took < Duration::from_secs(4), "{name}");
    }
}

#[tokio::test]
async fn a_refusal_counts_even_if_its_body_never_ends() {
    assert_eq!(error("refusal_stalls", 1).await, status(403));
}

#[tokio::test]
async fn a_server_that_is_not_there_is_named() {
    let port = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
    let model = OpenAi::new(settings(format!("http://127.0.0.1:{port}/v1"))).unwrap();
    let gone = ModelError::Unreachable { host: format!("127.0.0.1:{port}") };
    assert_eq!(model.complete(&prompt()).await, Err(gone));
    let outcome = ask("closed", |_| {}).await;
    assert!(matches!(outcome.result, Err(ModelError::Unreachable { .. })), "{:?}", outcome.result);
    assert_eq!(outcome.server.hits(), 1 + RETRIES);
}

#[tokio::test]
async fn models_that_refuse_or_say_nothing_are_told_apart() {
    assert_eq!(error("empty", 1).await, ModelError::Empty);
    assert_eq!(error("refused", 1).await, ModelError::Refused);
    assert_eq!(error("filtered", 1).await, ModelError::Refused);
}

/// Asks twice, and gives the formats that were asked for.
async fn ask_twice(name: &str) -> Vec<String> {
    let server = Player::start(name).await;
    let mut settings = settings(server.base_url());
    settings.structured = Structured::Auto;
    let model = OpenAi::new(settings).unwrap();
    for _ in 0..2 {
        model.complete(&prompt()).await.unwrap();
    }
    formats(&server)
}

#[tokio::test]
async fn the_form_of_the_answer_is_asked_for_as_the_server_takes_it_and_that_is_remembered() {
    let [schema, object, none] = ["json_schema", "json_object", "none"];
    assert_eq!(ask_twice("good").await, [schema, schema]);
    assert_eq!(ask_twice("schema_refused").await, [schema, object, object, object]);
    assert_eq!(ask_twice("structure_refused").await, [schema, object, object, none, none]);
    assert_eq!(ask_twice("schema_breaks").await, [schema, object, object]);
}

#[tokio::test]
async fn a_schema_stands_beside_json_object_where_that_is_how_it_is_taken() {
    let outcome = ask("schema_breaks", |settings| settings.structured = Structured::Auto).await;
    assert!(outcome.server.requests()[1].body["response_format"]["schema"].is_object());
}

#[tokio::test]
async fn a_server_that_refuses_everything_is_asked_once_in_each_form() {
    let outcome = ask("error_400_vllm", |settings| settings.structured = Structured::Auto).await;
    assert_eq!(outcome.result, Err(status(400)));
    assert_eq!(outcome.server.hits(), 4);
    // What is known to have another cause is not asked again.
    let outcome = ask("error_400", |settings| settings.structured = Structured::Auto).await;
    assert_eq!((outcome.result, outcome.server.hits()), (Err(status(400)), 1));
}

#[tokio::test]
async fn a_model_that_wants_other_words_gets_them() {
    let outcome = ask("reasoning_model", |settings| {
        settings.max_tokens = Some(400);
        settings.temperature = Some(0.2);
    })
    .await;
    assert!(outcome.result.is_ok(), "{:?}", outcome.result);
    let bodies: Vec<Value> = outcome.server.requests().into_iter().map(|request| request.body).collect();
    let has = |name: &str| bodies.iter().map(|body| body.get(name).is_some()).collect::<Vec<_>>();
    assert_eq!(has("max_tokens"), [true, false, false]);
    assert_eq!(has("max_completion_tokens"), [false, true, true]);
    assert_eq!(has("temperature"), [true, true, false]);
}

#[tokio::test]
async fn many_prompts_can_be_asked_at_once() {
    let server = Player::start("good").await;
    let model = std::sync::Arc::new(OpenAi::new(settings(server.base_url())).unwrap());
    let calls = (0..8).map(|_| {
        let model = std::sync::Arc::clone(&model);
        tokio::spawn(async move { model.complete(&prompt()).await })
    });
    for call in calls.collect::<Vec<_>>() {
        assert!(call.await.unwrap().is_ok());
    }
    assert_eq!(server.hits(), 8);
}

#[test]
fn without_a_runtime_there_is_an_error_and_no_panic() {
    let model = OpenAi::new(settings("http://127.0.0.1:1/v1".into())).unwrap();
    let prompt = prompt();
    let mut answer = model.complete(&prompt);
    let waker = std::task::Waker::noop();
    let polled = answer.as_mut().poll(&mut std::task::Context::from_waker(waker));
    assert!(matches!(polled, std::task::Poll::Ready(Err(ModelError::Settings { .. }))));
}
