//! `--judge`: when the model is asked, and what its answer does to a check.

use super::{PLAIN, Run};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

const HURT: &str = r#"{"id": "b", "conversation": [{"role": "user", "content": "You lost my father's watch and hung up on me twice. I am furious. Why?"}], "draft": "Your claim has been declined. We will look again on Monday."}"#;

/// A server whose judge marks one stretch of every draft, and the count of what it was asked.
struct Server {
    url: String,
    asked: Arc<AtomicUsize>,
}

impl Server {
    fn start(quote: &'static str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let url = format!("http://{}/v1", listener.local_addr().expect("an address"));
        let asked = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&asked);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                count.fetch_add(1, Ordering::SeqCst);
                answer(stream, quote).expect("the command listens");
            }
        });
        Self { url, asked }
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }

    /// A check of these records by this judge.
    fn check(&self, arguments: &[&str]) -> Run {
        let base = ["check", "--format", "jsonl", "--fail-on", "never", "--base-url", &self.url, "--model", "tiny"];
        Run::new(&[&base[..], arguments].concat()).input(format!("{PLAIN}\n{HURT}\n"))
    }
}

/// Reads one request, says what the judge found, and hangs up.
fn answer(stream: TcpStream, quote: &str) -> std::io::Result<()> {
    let mark = json!({"mechanism": "CA", "severity": 2, "quote": quote, "reason": "no answer", "instead": "answer"});
    say(stream, &json!({"findings": [mark]}))
}

/// Reads one request, answers with this, and hangs up.
pub(super) fn say(stream: TcpStream, answer: &Value) -> std::io::Result<()> {
    exchange(stream, |_| answer.to_string())
}

/// Reads one request, answers what is said to its body, and hangs up.
pub(super) fn exchange(mut stream: TcpStream, said: impl FnOnce(&str) -> String) -> std::io::Result<()> {
    let mut request = BufReader::new(stream.try_clone()?);
    let mut length = 0;
    loop {
        let mut line = String::new();
        request.read_line(&mut line)?;
        let (name, value) = line.split_once(':').unwrap_or_default();
        if name.eq_ignore_ascii_case("content-length") {
            length = value.trim().parse().unwrap_or(0);
        }
        if line.trim().is_empty() {
            break;
        }
    }
    let mut body = vec![0; length];
    request.read_exact(&mut body)?;
    let message = json!({"role": "assistant", "content": said(&String::from_utf8_lossy(&body))});
    let body =
        json!({"id": "x", "object": "chat.completion", "choices": [{"index": 0, "message": message}]}).to_string();
    write!(
        stream,
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
}

/// The reports, and what was said beside them.
fn checked(run: Run) -> (Vec<Value>, String) {
    let (output, _folder) = run.output();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{said}");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    (text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect(), said)
}

/// Who found what in a report.
fn found(report: &Value) -> Vec<(&str, &str)> {
    let findings = report["findings"].as_array().expect("findings");
    findings.iter().map(|one| (one["by"].as_str().unwrap_or(""), one["mechanism"].as_str().unwrap_or(""))).collect()
}

#[test]
fn a_judge_that_is_always_asked_decides() {
    let server = Server::start("look again on Monday");
    let (reports, said) = checked(server.check(&["--judge", "-v", "-"]));
    assert!(found(&reports[0]).is_empty(), "its words do not stand in that draft");
    assert_eq!(found(&reports[1]), [("model", "conflict_avoidance")], "{:#}", reports[1]);
    let distancing = &reports[1]["mechanisms"]["linguistic_distancing"];
    assert!(distancing["severity"] == 0 && distancing["score"].as_f64() <= Some(0.15), "{distancing}");
    assert_eq!(reports[1]["mechanisms"]["conflict_avoidance"], json!({"severity": 2, "score": 0.85}));
    assert!(said.contains("judge: 2 of 2 drafts"), "{said}");
    assert_eq!(server.asked(), 2);
}

#[test]
fn in_doubt_alone_it_is_asked_where_the_rules_are_not_sure() {
    let server = Server::start("look again on Monday");
    for (arguments, calls) in [
        (&["--judge", "auto", "--doubt", "0"][..], 1),
        (&["--judge=auto", "--doubt=0.0", "-"], 1),
        (&["--judge", "auto", "--doubt", "4"], 0),
        (&["--judge=never", "--doubt", "0"], 0),
        (&["--judge", "never"], 0),
    ] {
        let before = server.asked();
        let (reports, said) = checked(server.check(arguments));
        assert_eq!(server.asked() - before, calls, "{arguments:?}");
        let by_model = found(&reports[1]).iter().any(|(by, _)| *by == "model");
        assert_eq!(by_model, calls > 0, "{arguments:?}");
        assert!(!said.contains("drafts"), "it was not asked to say more: {said}");
    }
    let (_, said) = checked(server.check(&["--judge", "auto", "--doubt", "0", "-v"]));
    assert!(said.contains("judge: 1 of 2 drafts"), "{said}");
}

#[test]
fn the_setting_is_a_word_or_yes_and_no() {
    let server = Server::start("look again on Monday");
    for (written, calls) in [("true", 2), ("'always'", 2), ("'auto'\ndoubt = 0", 1), ("false", 0), ("'never'", 0)] {
        let before = server.asked();
        checked(server.check(&[]).file("attuned.toml", format!("judge = {written}\n")));
        assert_eq!(server.asked() - before, calls, "{written}");
    }
    checked(server.check(&["--judge=never"]).variable("ATTUNED_JUDGE", "true"));
    assert_eq!(server.asked(), 5);
    checked(server.check(&[]).variable("ATTUNED_JUDGE", "auto").variable("ATTUNED_DOUBT", "0"));
    assert_eq!(server.asked(), 6);
}

#[test]
fn a_word_behind_judge_that_is_no_time_is_an_input() {
    let server = Server::start("look again on Monday");
    let (reports, _) = checked(server.check(&["--judge", "file.jsonl"]).file("file.jsonl", HURT));
    assert_eq!((reports.len(), server.asked()), (1, 1));
    assert_eq!(reports[0]["id"], "b");
}

#[test]
fn the_built_in_reviser_is_no_judge() {
    let run =
        |rest: &[&str]| Run::new(&[&["revise", "--format", "jsonl", "-q"][..], rest].concat()).input(HURT).lines();
    let plain = run(&["--engine", "builtin"]);
    let judged = run(&["--engine", "builtin", "--judge"]);
    assert_eq!(plain[0]["before"], judged[0]["before"]);
    assert_eq!(plain[0]["text"], judged[0]["text"]);
}

#[test]
fn thresholds_decide_what_counts_as_found() {
    let check = |table: &str| {
        let run = Run::new(&["check", "--format", "jsonl", "--fail-on", "never"]).input(HURT);
        checked(run.file("attuned.toml", format!("[thresholds]\n{table}"))).0.remove(0)
    };
    let severity = |report: &Value, name: &str| report["mechanisms"][name]["severity"].as_u64();
    let usual = check("");
    let strict = check("linguistic_distancing = 0.97");
    let loose = check("sentiment_attenuation = 0\nld = 1");
    assert!(severity(&usual, "linguistic_distancing") > Some(0), "{usual:#}");
    assert_eq!(severity(&strict, "linguistic_distancing"), Some(0), "{strict:#}");
    assert_eq!(severity(&loose, "linguistic_distancing"), Some(0), "{loose:#}");
    assert!(severity(&loose, "sentiment_attenuation") > Some(0), "{loose:#}");
}
