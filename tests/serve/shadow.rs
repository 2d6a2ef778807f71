//! Shadow mode: the traffic is what it would be without us, and outcomes arrive beside it.

use crate::played::{Played, builtin, json};
use attuned::{
    BoxFuture, Brain, Model, ModelError, Options, Outcome, OutcomeRecord, Prompt, Prompts, Record, Reply, ServeOptions,
    Server, ShadowOptions, Verdict,
};
use axum::body::Body;
use axum::http::Response;
use futures_util::future::join_all;
use serde_json::{Value, json as value};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

const SAID: &str = "You cancelled my mother's surgery twice and nobody rang. I'm Marta, marta@mail.example. Why?";
const FAILS: &str = "Dear Marta, it is regretted that your mother's surgery was cancelled. Case 48213 stays open.";
/// As long as a test waits for anything.
const PATIENCE: Duration = Duration::from_secs(20);

type Seen = Arc<Mutex<Vec<(Record, Outcome)>>>;

/// A proxy in shadow mode, and what it came to.
struct Stood {
    address: String,
    client: reqwest::Client,
    seen: Seen,
    stop: oneshot::Sender<()>,
    ended: JoinHandle<Result<(), attuned::Error>>,
}

impl Stood {
    async fn before(upstream: &Played, brain: Brain, change: impl FnOnce(&mut ShadowOptions)) -> Self {
        let seen = Seen::default();
        let sink = Arc::clone(&seen);
        let mut shadow = ShadowOptions::new(Arc::new(move |record: &Record, outcome: &Outcome| {
            sink.lock().unwrap().push((record.clone(), outcome.clone()));
        }));
        change(&mut shadow);
        let mut options = ServeOptions::new(&upstream.address);
        options.shadow = Some(shadow);
        let server = Server::bind("127.0.0.1:0", options, brain).await.unwrap();
        let address = format!("http://{}", server.address().unwrap());
        let (stop, stopped) = oneshot::channel::<()>();
        let ended = tokio::spawn(server.run(async move { drop(stopped.await) }));
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        Self { address, client, seen, stop, ended }
    }

    /// The outcomes, once there are so many.
    async fn outcomes(&self, count: usize) -> Vec<(Record, Outcome)> {
        until(|| self.seen.lock().unwrap().len() >= count).await;
        self.seen.lock().unwrap().clone()
    }

    /// A number of `/metrics`.
    async fn number(&self, name: &str) -> f64 {
        let text = got(reqwest::get(format!("{}/metrics", self.address))).await;
        let line =
            text.lines().find(|line| line.starts_with(name) && line[name.len()..].starts_with([' ', '{'])).unwrap();
        line.rsplit(' ').next().unwrap().parse().unwrap()
    }

    async fn ask(&self, stream: bool) -> String {
        got(posted(&self.client, &self.address, stream)).await
    }
}

/// Waits until something is so.
async fn until(so: impl Fn() -> bool) {
    let end = Instant::now() + PATIENCE;
    while !so() {
        assert!(Instant::now() < end, "it did not come about");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

async fn posted(client: &reqwest::Client, address: &str, stream: bool) -> reqwest::Result<reqwest::Response> {
    let body = value!({"model": "m", "stream": stream, "messages": [{"role": "user", "content": SAID}]});
    client.post(format!("{address}/v1/chat/completions")).timeout(PATIENCE).json(&body).send().await
}

async fn got(answer: impl Future<Output = reqwest::Result<reqwest::Response>>) -> String {
    answer.await.unwrap().text().await.unwrap()
}

/// An answer with this text, in an order and spelling of its own.
fn whole(text: &str) -> String {
    format!(
        r#"{{ "id":"c1", "choices" : [{{"index":0,"logprobs":null,"message":{{"role":"assistant","content":{}}},"finish_reason":"stop"}}], "usage":{{"prompt_tokens":7,"completion_tokens":9,"total_tokens":16}}, "odd\u0020one": 1.50}}"#,
        Value::from(text)
    )
}

/// The same as a stream, a few letters at a time.
fn streamed(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let pieces = letters
        .chunks(5)
        .map(|piece| value!({"index": 0, "delta": {"content": String::from_iter(piece)}, "finish_reason": null}));
    let last = value!({"index": 0, "delta": {}, "finish_reason": "stop"});
    let events = pieces.chain([last]).map(|choice| format!("data: {}\n\n", value!({"id": "c1", "choices": [choice]})));
    format!("{}data: [DONE]\n\n", events.collect::<String>())
}

/// An upstream that answers as it is asked, with this text.
async fn upstream(text: &'static str) -> Played {
    Played::answering(move |asked| {
        if serde_json::from_slice::<Value>(&asked.body).unwrap()["stream"] == true {
            let answer = Response::builder().header("content-type", "text/event-stream");
            return answer.body(Body::from(streamed(text))).unwrap();
        }
        json(&whole(text))
    })
    .await
}

/// A stream without the comments that say what became of it.
fn uncommented(stream: &str) -> String {
    stream.split_inclusive("\n\n").filter(|event| !event.starts_with(": ")).collect()
}

/// A model of a test's own: it takes its time and answers with the reply, if there is one.
struct Toy {
    takes: Duration,
    reply: Option<&'static str>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Model for Toy {
    fn complete<'a>(&'a self, prompt: &'a Prompt) -> BoxFuture<'a, Result<Reply, ModelError>> {
        let words = prompt.messages.iter().map(|one| one.content.as_str()).collect();
        self.asked.lock().unwrap().push(words);
        Box::pin(async move {
            tokio::time::sleep(self.takes).await;
            let text = value!({"critique": "It hides who did it.", "reply": self.reply, "changes": []}).to_string();
            self.reply.map(|_| Reply { text, prompt_tokens: 100, completion_tokens: 20 }).ok_or(ModelError::TimedOut)
        })
    }
}

fn brain(takes: Duration, reply: Option<&'static str>) -> (Brain, Arc<Mutex<Vec<String>>>) {
    let asked = Arc::default();
    let model = Toy { takes, reply, asked: Arc::clone(&asked) };
    (Brain::new(Arc::new(model), Options::default(), Prompts::builtin()), asked)
}

#[tokio::test(flavor = "multi_thread")]
async fn traffic_is_untouched_and_outcomes_arrive() {
    let upstream = upstream(FAILS).await;
    let stood = Stood::before(&upstream, builtin(), |_| {}).await;
    assert_eq!(stood.ask(false).await, whole(FAILS));
    assert_eq!(uncommented(&stood.ask(true).await), streamed(FAILS));
    let seen = stood.outcomes(2).await;
    for (record, outcome) in &seen {
        assert_eq!((outcome.verdict, outcome.draft.as_str()), (Verdict::Revised, FAILS));
        assert!(outcome.text.contains("we cancelled your mother's surgery"), "{}", outcome.text);
        assert_eq!((record.draft.text.as_str(), &record.rest["dialect"]), (FAILS, &Value::from("chat")));
        assert_eq!(record.draft.conversation.said().next(), Some((0, SAID)));
    }
    let streams: Vec<_> = seen.iter().map(|(record, _)| record.rest["streamed"] == true).collect();
    assert!(streams.contains(&true) && streams.contains(&false));
    assert_eq!(seen[0].0.id, seen[1].0.id, "the same exchange has the same id");
    assert_eq!(
        (stood.number("attuned_shadow_offered_total").await, stood.number("attuned_shadow_revised_total").await),
        (2.0, 2.0)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn headers_say_that_the_answer_was_only_watched() {
    let upstream = upstream(FAILS).await;
    let stood = Stood::before(&upstream, builtin(), |_| {}).await;
    let answer = posted(&stood.client, &stood.address, false).await.unwrap();
    assert_eq!(
        (&answer.headers()["x-attuned-verdict"], &answer.headers()["x-attuned-reason"]),
        (&"passed".parse().unwrap(), &"watched".parse().unwrap())
    );
    let direct = posted(&stood.client, &upstream.address, false).await.unwrap();
    assert_eq!(answer.headers()["content-length"], direct.headers()["content-length"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_outcome_is_what_pairs_reads() {
    let upstream = upstream(FAILS).await;
    let stood = Stood::before(&upstream, builtin(), |_| {}).await;
    stood.ask(false).await;
    let (record, outcome) = stood.outcomes(1).await.remove(0);
    // As the command writes it; that `attuned pairs` reads its lines is proved beside the command.
    let mut line = serde_json::to_value(&outcome).unwrap();
    line["id"] = record.id.unwrap();
    line["conversation"] = serde_json::to_value(&record.draft.conversation).unwrap();
    let read = OutcomeRecord::read(line, 1).unwrap().unwrap();
    assert_eq!((read.draft.text.as_str(), read.text, read.verdict), (FAILS, outcome.text, Verdict::Revised));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_in_the_sample_is_not_looked_at() {
    let upstream = upstream(FAILS).await;
    let (brain, asked) = brain(Duration::ZERO, None);
    let stood = Stood::before(&upstream, brain, |shadow| shadow.sample = 0.0).await;
    for stream in [false, true] {
        stood.ask(stream).await;
    }
    assert_eq!(stood.number("attuned_shadow_offered_total").await, 0.0);
    assert!(stood.seen.lock().unwrap().is_empty() && asked.lock().unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_finds_no_room_is_left_out_and_nobody_waits() {
    let upstream = upstream(FAILS).await;
    let (brain, asked) = brain(PATIENCE, Some(FAILS));
    let stood = Stood::before(&upstream, brain, |_| {}).await;
    let started = Instant::now();
    for _ in 0..10 {
        let all = join_all((0..30).map(|_| stood.ask(false))).await;
        assert!(all.iter().all(|answer| *answer == whole(FAILS)));
    }
    assert!(started.elapsed() < PATIENCE / 2, "the traffic does not wait for the model");
    let dropped = stood.number("attuned_shadow_dropped_total").await;
    // 256 wait, 8 are under way, and one may be between.
    assert!((300.0 - 265.0..=300.0 - 256.0).contains(&dropped), "{dropped} were dropped");
    until(|| asked.lock().unwrap().len() == 8).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn neither_model_nor_sink_sees_what_is_redacted() {
    let upstream = upstream(FAILS).await;
    let better = "Dear ⟦1⟧, we regret that we cancelled your mother's surgery. Case ⟦2⟧ stays open.";
    let (brain, asked) = brain(Duration::ZERO, Some(better));
    let stood = Stood::before(&upstream, brain, |shadow| shadow.redact = true).await;
    assert_eq!(stood.ask(false).await, whole(FAILS));
    let (record, outcome) = stood.outcomes(1).await.remove(0);
    let prompts = asked.lock().unwrap().join("\n");
    for text in [prompts, serde_json::to_string(&(&record.draft, &record.rest, &outcome)).unwrap()] {
        assert!(!text.contains("Marta") && !text.contains("marta@mail.example") && !text.contains("48213"), "{text}");
    }
    assert_eq!(outcome.verdict, Verdict::Revised, "{:?}", outcome.rounds);
    let text = "Dear {{NAME_1}}, we regret that we cancelled your mother's surgery. Case {{NUMBER_1}} stays open.";
    assert_eq!(outcome.text, text);
    let said = record.draft.conversation.said().next().unwrap().1;
    assert!(said.contains("I'm {{NAME_1}}, {{EMAIL_1}}."), "{said}");
    assert_eq!(stood.number("attuned_reviser_calls_total").await, 1.0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_model_that_fails_keeps_the_draft_and_says_why() {
    let upstream = upstream(FAILS).await;
    let (brain, _) = brain(Duration::ZERO, None);
    let stood = Stood::before(&upstream, brain, |_| {}).await;
    assert_eq!(stood.ask(false).await, whole(FAILS));
    let (_, outcome) = stood.outcomes(1).await.remove(0);
    assert_eq!((outcome.verdict, outcome.text.as_str()), (Verdict::Kept, FAILS));
    assert_eq!(outcome.reason.as_deref(), Some("the model did not answer in time"));
    assert_eq!(stood.number("attuned_shadow_revised_total").await, 0.0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sink_that_breaks_costs_its_outcome_and_no_more() {
    let upstream = upstream(FAILS).await;
    let times = Arc::new(Mutex::new(0));
    let counted = Arc::clone(&times);
    let stood = Stood::before(&upstream, builtin(), |shadow| {
        shadow.sink = Arc::new(move |_, _| {
            *counted.lock().unwrap() += 1;
            panic!("this sink always breaks");
        });
    })
    .await;
    for stream in [false, true, false] {
        stood.ask(stream).await;
    }
    until(|| times.lock().map_or_else(|broken| *broken.into_inner(), |times| *times) >= 3).await;
    assert_eq!(stood.ask(false).await, whole(FAILS));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_is_done_before_the_server_ends() {
    let upstream = upstream(FAILS).await;
    let (brain, _) = brain(Duration::from_millis(300), Some(FAILS));
    let stood = Stood::before(&upstream, brain, |_| {}).await;
    join_all((0..12).map(|_| stood.ask(false))).await;
    stood.stop.send(()).unwrap();
    let ended = tokio::time::timeout(PATIENCE, stood.ended).await.unwrap();
    ended.unwrap().unwrap();
    assert_eq!(stood.seen.lock().unwrap().len(), 12);
}
