//! The JSON API: records in every form, refusals in words, and LiteLLM's guardrail.

use crate::faults::Does;
use crate::operations::Stood;
use crate::played::{self, Played, stood};
use axum::http::StatusCode;
use reqwest::{Client, Method, Response};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// What nobody may find in a message about what was wrong.
const SECRET: &str = "zebra-7731";

const SAID: &str = "You cancelled my mother's surgery twice and nobody rang. Why?";
const DRAFT: &str = "It is regretted that your mother's surgery was cancelled.";
const BETTER: &str = "We regret that we cancelled your mother's surgery.";

fn record(id: &str) -> Value {
    json!({"id": id, "conversation": [{"role": "user", "content": SAID}], "draft": DRAFT, "ticket": {"n": [1, 2]}})
}

/// A server that should not need its upstream.
async fn server() -> String {
    stood(&upstream().await, |_| {}).await
}

/// An upstream that every answer of which is known by its status.
async fn upstream() -> Played {
    Played::answering(|_| {
        let mut answer = played::json("{}");
        *answer.status_mut() = StatusCode::IM_A_TEAPOT;
        answer
    })
    .await
}

async fn post(server: &str, path: &str, kind: &str, body: impl Into<String>) -> Response {
    let request = Client::new().post(format!("{server}{path}")).header("content-type", kind).body(body.into());
    request.send().await.unwrap()
}

async fn told(answer: Response) -> (u16, String) {
    (answer.status().as_u16(), answer.text().await.unwrap())
}

async fn sent(server: &str, path: &str, body: &Value) -> (u16, Value) {
    let (status, text) = told(post(server, path, "application/json", body.to_string()).await).await;
    (status, serde_json::from_str(&text).unwrap())
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn one_record_is_answered_by_one_object() {
    let server = server().await;
    let (status, checked) = sent(&server, "/v1/check", &record("t-1")).await;
    assert_eq!((status, &checked["id"], &checked["ticket"]), (200, &json!("t-1"), &json!({"n": [1, 2]})));
    assert_eq!(checked["mechanisms"]["linguistic_distancing"]["severity"], 3, "{checked}");
    let (status, revised) = sent(&server, "/v1/revise", &record("t-1")).await;
    assert_eq!((status, &revised["verdict"], &revised["text"]), (200, &json!("revised"), &json!(BETTER)));
    assert_eq!((&revised["engine"], &revised["ticket"]), (&json!("builtin"), &json!({"n": [1, 2]})));
}

#[tokio::test(flavor = "multi_thread")]
async fn many_records_come_back_in_their_form_and_order() {
    let server = server().await;
    let ids: Vec<String> = (0..50).map(|place| format!("t-{place}")).collect();
    let all: Vec<Value> = ids.iter().map(|id| record(id)).collect();
    let some_lines: String = all.iter().map(|one| format!("{one}\n")).collect();
    for path in ["/v1/check", "/v1/revise"] {
        let (status, array) = sent(&server, path, &json!(all)).await;
        let came: Vec<_> = array.as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect();
        assert_eq!((status, came), (200, ids.iter().map(String::as_str).collect()));
        for kind in ["application/x-ndjson", "application/jsonl; charset=utf-8", "application/json"] {
            let answer = post(&server, path, kind, some_lines.as_str()).await;
            let expected =
                if kind.starts_with("application/jsonl") { "application/jsonl" } else { "application/x-ndjson" };
            assert_eq!(answer.headers()["content-type"], expected);
            let came = lines(&answer.text().await.unwrap());
            assert!(came.iter().map(|one| &one["id"]).eq(ids.iter()), "{came:?}");
        }
    }
    assert_eq!(sent(&server, "/v1/check", &json!([])).await, (200, json!([])));
    let alone = post(&server, "/v1/check", "application/x-ndjson", record("t-1").to_string()).await;
    assert_eq!(alone.headers()["content-type"], "application/x-ndjson");
}

#[tokio::test(flavor = "multi_thread")]
async fn records_are_read_in_every_usual_shape() {
    let server = server().await;
    let user = json!({"role": "user", "content": SAID});
    for shape in [
        json!({"messages": [user, {"role": "assistant", "content": DRAFT}]}),
        json!({"prompt": SAID, "completion": DRAFT}),
        json!({"prompt": [user], "response": [{"role": "assistant", "content": DRAFT}]}),
        json!({"question": SAID, "answer": DRAFT}),
        json!({"conversation": [], "draft": DRAFT, "sender": "ward"}),
    ] {
        let (status, revised) = sent(&server, "/v1/revise", &shape).await;
        assert_eq!((status, &revised["draft"]), (200, &json!(DRAFT)), "{shape}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_record_is_an_error_in_its_place() {
    let server = server().await;
    let bad = json!({"id": 7, "draft": SECRET, "conversation": SECRET});
    for path in ["/v1/check", "/v1/revise"] {
        let (status, error) = sent(&server, path, &bad).await;
        assert_eq!((status, &error["id"], &error["text"]), (422, &json!(7), &json!(SECRET)));
        assert_eq!(error["error"]["kind"], "record");
        assert!(!error["error"].to_string().contains(SECRET), "{error}");
        let (status, all) = sent(&server, path, &json!([record("a"), bad, "no record", record("b")])).await;
        let kinds: Vec<_> = (0..4).map(|place| all[place]["error"]["kind"].as_str()).collect();
        assert_eq!((status, kinds), (200, vec![None, Some("record"), Some("record"), None]), "{all}");
        let body = format!("{{{SECRET}}}\n{}\n{{\"draft\": \"{SECRET}\n{}\n", record("a"), record("b"));
        let (status, text) = told(post(&server, path, "application/jsonl", body).await).await;
        let came = lines(&text);
        assert_eq!((status, came.len()), (200, 4), "{text}");
        assert!(
            !text.contains(SECRET) && came[0]["error"]["message"].as_str().unwrap().starts_with("line 1: "),
            "{text}"
        );
        assert!(came[1]["error"].is_null() && !came[2]["error"].is_null() && came[3]["error"].is_null(), "{text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_json_is_told_what_to_send() {
    let server = server().await;
    let cut = format!("[{{\"draft\": \"{SECRET}\"}}, {{\"draft\"");
    let odd = format!("{{\"draft\": {SECRET}}}");
    let unclosed = format!("{{\"draft\": \"{SECRET}\"");
    for (body, kind) in [
        ("", "application/json"),
        (" \n", "application/jsonl"),
        (SECRET, "application/json"),
        (SECRET, "application/x-ndjson"),
        (&cut, "application/json"),
        (&odd, "application/json"),
        (&unclosed, "application/json"),
        ("{nothing}\n{here}", "application/x-ndjson"),
        ("draft=Noted.", "application/x-www-form-urlencoded"),
    ] {
        for path in ["/v1/check", "/v1/revise"] {
            let (status, text) = told(post(&server, path, kind, body).await).await;
            let error: Value = serde_json::from_str(&text).unwrap();
            let message = error["error"]["message"].as_str().unwrap();
            assert_eq!((status, &error["error"]["code"]), (400, &json!("bad_request")), "{body}");
            assert!(message.contains("send one record such as {\"conversation\""), "{message}");
            assert!(!text.contains(SECRET), "{text}");
        }
    }
    let bytes = Client::new().post(format!("{server}/v1/check")).body(b"{\"draft\": \"\xff\"}".to_vec());
    assert_eq!(bytes.send().await.unwrap().status(), 400);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_deadline_is_the_callers() {
    let server = server().await;
    let mut own = record("t-1");
    own["deadline_ms"] = json!(900);
    let (status, revised) = sent(&server, "/v1/revise?x=1&deadline_ms=800", &own).await;
    assert_eq!((status, revised.get("deadline_ms"), &revised["verdict"]), (200, None, &json!("revised")));
    for wrong in ["0", "120001", "-1", "1.5", SECRET, ""] {
        let (status, error) = sent(&server, &format!("/v1/revise?deadline_ms={wrong}"), &record("t-1")).await;
        assert_eq!(status, 400, "{wrong}");
        assert!(!error.to_string().contains(SECRET) && error.to_string().contains("from 1 to 120000"), "{error}");
    }
    for wrong in [json!(0), json!("800"), json!(SECRET), json!(1.5), json!([])] {
        own["deadline_ms"] = wrong;
        let (status, error) = sent(&server, "/v1/revise", &own).await;
        assert_eq!((status, &error["text"]), (422, &json!(DRAFT)));
        assert!(!error["error"].to_string().contains(SECRET), "{error}");
    }
    own["deadline_ms"] = json!(1);
    assert_eq!(
        sent(&server, "/v1/check", &own).await.1["deadline_ms"],
        1,
        "a field like any other where nothing waits"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn more_than_is_taken_at_once_is_refused() {
    let upstream = upstream().await;
    let server = stood(&upstream, |options| options.largest = 100_000).await;
    for path in ["/v1/check", "/v1/revise"] {
        let (status, error) = sent(&server, path, &json!(vec![json!({"draft": "Noted."}); 1001])).await;
        assert_eq!((status, &error["error"]["code"]), (413, &json!("too_many_records")));
        assert!(error["error"]["message"].as_str().unwrap().contains("more than 1000 records"), "{error}");
        let (status, error) = sent(&server, path, &json!({"draft": SECRET.repeat(10_001)})).await;
        assert_eq!((status, &error["error"]["code"]), (413, &json!("request_too_large")));
        assert!(!error.to_string().contains(SECRET));
        let pieces =
            futures_util::stream::iter(vec![Ok::<_, std::convert::Infallible>("{\"draft\": \"x\"}\n"); 10_000]);
        let chunked = Client::new().post(format!("{server}{path}")).body(reqwest::Body::wrap_stream(pieces));
        // A server that has heard enough may hang up before it is asked whole.
        if let Ok(answer) = chunked.send().await {
            assert_eq!(answer.status(), 413);
        }
    }
    let long = asked("response", &[&SECRET.repeat(10_001)], json!({}));
    assert_eq!(sent(&server, GUARDRAIL, &long).await, (200, json!({"action": "NONE"})), "too long to be looked at");
    let (status, all) = sent(&server, "/v1/check", &json!(vec![json!({"draft": "Noted."}); 1000])).await;
    assert_eq!((status, all.as_array().unwrap().len()), (200, 1000));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_path_of_ours_never_goes_to_the_upstream() {
    let upstream = upstream().await;
    let server = stood(&upstream, |_| {}).await;
    for (path, allowed) in [
        ("/v1/check", "POST"),
        ("/v1/revise", "POST"),
        ("/v1/mechanisms", "GET,HEAD"),
        ("/openapi.json", "GET,HEAD"),
        ("/docs", "GET,HEAD"),
        ("/beta/litellm_basic_guardrail_api", "POST"),
    ] {
        for method in [Method::PUT, Method::DELETE, Method::PATCH, Method::from_bytes(b"ZEBRA-7731").unwrap()] {
            let answer = Client::new().request(method, format!("{server}{path}")).send().await.unwrap();
            assert_eq!((answer.status().as_u16(), &answer.headers()["allow"]), (405, &allowed.parse().unwrap()));
            let error: Value = serde_json::from_str(&answer.text().await.unwrap()).unwrap();
            assert_eq!(error["error"]["code"], "method_not_allowed");
            assert!(!error.to_string().contains("ZEBRA"), "{error}");
        }
    }
    assert!(upstream.seen().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn mechanisms_are_explained_as_the_command_does() {
    let server = server().await;
    let all: Value = reqwest_json(&format!("{server}/v1/mechanisms")).await;
    let ids: Vec<_> = all.as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["SA", "EGM", "CA", "LD"]);
    let rules = all.as_array().unwrap().iter().flat_map(|one| one["rules"].as_array().unwrap());
    assert_eq!(rules.count(), attuned::rules().count());
    if let Some(printed) = printed(&["explain", "--format", "json"], "") {
        assert_eq!(all, printed);
    }
}

/// What the command prints, where it was built.
fn printed(arguments: &[&str], input: &str) -> Option<Value> {
    use std::io::Write;
    use std::process::{Command, Stdio};
    let mut command = Command::new(option_env!("CARGO_BIN_EXE_attuned")?);
    command.args(arguments).args(["--isolated", "-q"]).env_clear().stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut running = command.spawn().unwrap();
    running.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    Some(serde_json::from_slice(&running.wait_with_output().unwrap().stdout).unwrap())
}

async fn reqwest_json(address: &str) -> Value {
    serde_json::from_str(&reqwest::get(address).await.unwrap().text().await.unwrap()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_are_what_the_command_prints() {
    let server = server().await;
    let drafts = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/drafts")).unwrap();
    let drafts = drafts.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap());
    let drafts: Vec<Value> = drafts.filter_map(|text| serde_json::from_str(&text).ok()).collect();
    assert!(drafts.len() > 8);
    for (path, command) in
        [("/v1/check", ["check", "--fail-on", "never"]), ("/v1/revise", ["revise", "--engine", "builtin"])]
    {
        let input = json!(drafts).to_string();
        let Some(mut printed) = printed(&[&command[..], &["--format", "json"]].concat(), &input) else { return };
        let (_, mut came) = sent(&server, path, &json!(drafts)).await;
        for all in [&mut printed, &mut came] {
            for one in all.as_array_mut().unwrap() {
                one["usage"]["milliseconds"] = json!(0);
            }
        }
        assert_eq!(came, printed, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_description_fits_what_is_there() {
    let upstream = upstream().await;
    let server = stood(&upstream, |_| {}).await;
    let document = reqwest_json(&format!("{server}/openapi.json")).await;
    assert_eq!(
        (&document["openapi"], &document["info"]["version"]),
        (&json!("3.1.0"), &json!(env!("CARGO_PKG_VERSION")))
    );
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let before = upstream.seen().len();
            let (status, answer) = tried(&server, method, path, operation).await;
            let went_on = upstream.seen().len() > before;
            assert_eq!(went_on, operation["tags"] == json!(["proxy"]), "{method} {path}: {status}");
            assert!(went_on || status == 200, "{method} {path}: {status} {answer}");
            example(&operation["responses"]["200"], answer);
        }
    }
}

/// Sends an operation its own example.
async fn tried(server: &str, method: &str, path: &str, operation: &Value) -> (u16, String) {
    let asked = &operation["requestBody"]["content"]["application/json"]["example"];
    let method = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
    let body = if asked.is_null() { String::new() } else { asked.to_string() };
    told(Client::new().request(method, format!("{server}{path}")).body(body).send().await.unwrap()).await
}

/// An example of an answer says what comes; scores and times are another from build to build.
fn example(described: &Value, answer: String) {
    let example = &described["content"]["application/json"]["example"];
    if !example.is_null() {
        let came: Value = serde_json::from_str(&answer).unwrap();
        assert_eq!(measured(came), measured(example.clone()));
    }
}

/// The value with every measure as 0.
fn measured(value: Value) -> Value {
    match value {
        Value::Number(number) if number.is_f64() => json!(0),
        Value::Object(fields) => {
            let measured =
                |(name, value)| if name == "milliseconds" { (name, json!(0)) } else { (name, measured(value)) };
            Value::Object(fields.into_iter().map(measured).collect())
        }
        Value::Array(all) => all.into_iter().map(measured).collect(),
        other => other,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_stands_alone_and_is_kept_to_that() {
    let server = server().await;
    let answer = reqwest::get(format!("{server}/docs")).await.unwrap();
    let policy = answer.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy.starts_with("default-src 'none'; style-src 'sha256-") && !policy.contains("unsafe"), "{policy}");
    assert_eq!(answer.headers()["x-content-type-options"], "nosniff");
    let page = answer.text().await.unwrap().replace("&#x2f;", "/");
    for part in ["/v1/check", "/v1/revise", "litellm_basic_guardrail_api", "sentiment attenuation", "SA01", "curl -s"] {
        assert!(page.contains(part), "{part}");
    }
}

fn asked(kind: &str, texts: &[&str], more: Value) -> Value {
    let mut asked = json!({"input_type": kind, "texts": texts, "litellm_call_id": "c-1", "request_data": {}});
    asked.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    asked
}

const GUARDRAIL: &str = "/beta/litellm_basic_guardrail_api";

#[tokio::test(flavor = "multi_thread")]
async fn litellm_gets_all_texts_where_any_changed() {
    let server = server().await;
    let turns = json!([{"role": "system", "content": "Be brief."}, {"role": "user", "content": SAID}]);
    let data = json!({"reply": DRAFT}).to_string();
    let none = json!({"action": "NONE"});
    for place in [
        json!({"structured_messages": turns}),
        json!({"structured_messages": null, "request_data": {"messages": turns}}),
        json!({"additional_provider_specific_params": {"conversation": turns, "max_ms": 5000}}),
        json!({"additional_provider_specific_params": {"conversation": SAID}}),
    ] {
        let (status, answer) =
            sent(&server, GUARDRAIL, &asked("response", &["We close at six.", DRAFT, &data], place)).await;
        let expected = json!({"action": "GUARDRAIL_INTERVENED", "texts": ["We close at six.", BETTER, data]});
        assert_eq!((status, answer), (200, expected));
    }
    for (kind, texts) in [("response", vec!["We close at six."]), ("response", vec![]), ("request", vec![DRAFT])] {
        assert_eq!(sent(&server, GUARDRAIL, &asked(kind, &texts, json!({}))).await, (200, none.clone()));
    }
    assert_eq!(sent(&server, GUARDRAIL, &json!({"input_type": "response", "texts": null})).await, (200, none));
}

#[tokio::test(flavor = "multi_thread")]
async fn litellm_is_told_what_is_wrong_with_a_body() {
    let server = server().await;
    for body in [
        SECRET.to_owned(),
        "[]".to_owned(),
        "null".to_owned(),
        json!({"texts": [SECRET]}).to_string(),
        json!({"input_type": SECRET, "texts": [SECRET]}).to_string(),
        json!({"input_type": "response", "texts": SECRET}).to_string(),
        json!({"input_type": "response", "texts": [SECRET, 7]}).to_string(),
    ] {
        let (status, text) = told(post(&server, GUARDRAIL, "application/json", body).await).await;
        assert_eq!(status, 400, "{text}");
        assert!(text.contains("send {") && !text.contains(SECRET), "{text}");
    }
}

/// A server that gives its own words to people in danger, and such a person's.
async fn guarded() -> (String, Value, Value) {
    let words = "Please ring us on 555 0100, day or night.";
    let server = stood(&upstream().await, |options| options.on_held = attuned::OnHeld::Message(words.to_owned())).await;
    let said = "I am going to kill myself tonight, you closed my account and I have nothing left.";
    let held = json!({"action": "GUARDRAIL_INTERVENED", "texts": [words]});
    (server, json!([{"role": "user", "content": said}]), held)
}

#[tokio::test(flavor = "multi_thread")]
async fn litellm_gets_the_operators_words_where_a_reply_is_held() {
    let (server, turns, held) = guarded().await;
    let (_, answer) =
        sent(&server, GUARDRAIL, &asked("response", &[DRAFT], json!({"structured_messages": turns}))).await;
    assert_eq!(answer, held);
}

#[tokio::test(flavor = "multi_thread")]
async fn litellm_shows_the_conversation_before_the_answer() {
    let (server, turns, held) = guarded().await;
    let none = (200, json!({"action": "NONE"}));
    let before = asked("request", &["…"], json!({"structured_messages": turns, "litellm_call_id": "c-3"}));
    let after = |call: &str| asked("response", &["We close at six."], json!({"litellm_call_id": call}));
    assert_eq!(sent(&server, GUARDRAIL, &after("c-3")).await, none, "nothing is known yet");
    assert_eq!(sent(&server, GUARDRAIL, &before).await, none);
    assert_eq!(sent(&server, GUARDRAIL, &after("c-3")).await, (200, held));
    assert_eq!(sent(&server, GUARDRAIL, &after("c-4")).await, none, "another call");
    let mut stranger = after("c-3");
    stranger["request_data"] = json!({"user_api_key_hash": "9f86d081"});
    assert_eq!(sent(&server, GUARDRAIL, &stranger).await, none, "the same call of another's");
}

/// A server whose model sleeps longer than anybody waits.
async fn asleep() -> Stood {
    let (_, brain) = Does::brain(|| Box::pin(std::future::pending()));
    Stood::before("http://127.0.0.1:9", brain, |options| options.deadline = Duration::from_secs(30)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reviser_that_sleeps_is_not_waited_for() {
    let server = asleep().await;
    let begun = Instant::now();
    let (status, kept) = sent(&server.at(""), "/v1/revise?deadline_ms=200", &record("t-1")).await;
    assert_eq!((status, &kept["verdict"], &kept["text"]), (200, &json!("kept"), &json!(DRAFT)));
    assert!(kept["reason"].as_str().unwrap().contains("deadline"), "{kept}");
    let most = json!({"additional_provider_specific_params": {"max_ms": 200}});
    let (status, answer) = sent(&server.at(""), GUARDRAIL, &asked("response", &[DRAFT, DRAFT], most)).await;
    assert_eq!((status, answer), (200, json!({"action": "NONE"})));
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
}

#[tokio::test(flavor = "multi_thread")]
async fn lines_come_as_they_are_done() {
    let server = asleep().await;
    let body = format!("{}\n{}\n", json!({"id": "at once", "draft": "We close at six."}), record("late"));
    let begun = Instant::now();
    let mut answer = post(&server.at(""), "/v1/revise?deadline_ms=3000", "application/jsonl", body).await;
    let first = String::from_utf8(answer.chunk().await.unwrap().unwrap().to_vec()).unwrap();
    assert!(begun.elapsed() < Duration::from_millis(2500), "{:?}", begun.elapsed());
    assert_eq!(lines(&first)[0]["id"], "at once");
    assert_eq!(lines(&answer.text().await.unwrap())[0]["verdict"], "kept");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reviser_that_breaks_off_costs_nobody_a_reply() {
    let (_, brain) = Does::brain(|| panic!("zebra-7731"));
    let server = Stood::before("http://127.0.0.1:9", brain, |_| {}).await;
    let (status, failed) = sent(&server.at(""), "/v1/revise", &record("t-1")).await;
    assert_eq!((status, &failed["error"]["kind"], &failed["text"]), (500, &json!("revision"), &json!(DRAFT)));
    assert!(!failed.to_string().contains(SECRET), "{failed}");
    let (_, all) = sent(&server.at(""), "/v1/revise", &json!([record("a"), {"draft": "We close at six."}])).await;
    assert_eq!((&all[0]["text"], &all[1]["verdict"]), (&json!(DRAFT), &json!("clean")));
    let (status, answer) = sent(&server.at(""), GUARDRAIL, &asked("response", &[DRAFT], json!({}))).await;
    assert_eq!((status, answer), (200, json!({"action": "NONE"})));
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_are_asked_for_but_not_to_read_about_the_api() {
    let server = stood(&upstream().await, |options| options.keys = vec![SECRET.to_owned()]).await;
    for (path, expected) in [("/docs", 200), ("/openapi.json", 200), ("/v1/mechanisms", 401)] {
        assert_eq!(reqwest::get(format!("{server}{path}")).await.unwrap().status(), expected, "{path}");
    }
    assert_eq!(sent(&server, "/v1/check", &record("t-1")).await.0, 401);
    let mine = Client::new().post(format!("{server}{GUARDRAIL}")).header("x-api-key", SECRET);
    let answer = mine.body(asked("request", &[], json!({})).to_string()).send().await.unwrap();
    assert_eq!(answer.status(), 200, "as LiteLLM shows its key");
}
