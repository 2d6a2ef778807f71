//! `attuned serve` as operators meet it: how it starts, what it says, how it stops.

use super::{Run, nameless};
use insta::assert_snapshot;
use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// No step may take longer.
const PATIENCE: Duration = Duration::from_secs(20);
const ASKED: &str = r#"{"model": "m", "messages": [{"role": "user", "content": "You cancelled my mother's surgery twice and nobody rang. Why?"}]}"#;
const DRAFT: &str = "It is regretted that your mother's surgery was cancelled.";

/// An upstream that answers everything with one reply, after a while.
fn upstream(wait: Duration) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            std::thread::spawn(move || answer(stream, wait));
        }
    });
    address
}

/// Reads requests with their bodies, and answers them.
fn answer(stream: TcpStream, wait: Duration) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut stream = stream;
    loop {
        let (head, _) = read(&mut reader)?;
        std::thread::sleep(if head.contains("/chat/completions") { wait } else { Duration::ZERO });
        let body = format!(
            r#"{{"id": "c", "choices": [{{"index": 0, "message": {{"role": "assistant", "content": "{DRAFT}"}}, "finish_reason": "stop"}}]}}"#
        );
        let length = body.len();
        write!(stream, "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}")?;
    }
}

/// Head and body of a message; the body is as long as its length says, or goes on to the end.
fn read(reader: &mut impl BufRead) -> std::io::Result<(String, String)> {
    let mut head = String::new();
    loop {
        let before = head.len();
        if reader.read_line(&mut head)? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        if head[before..].trim().is_empty() {
            break;
        }
    }
    let lower = head.to_ascii_lowercase();
    let length = lower.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok());
    let mut body = Vec::new();
    match length {
        Some(length) => reader.take(length).read_to_end(&mut body)?,
        None if lower.starts_with("http") => reader.read_to_end(&mut body)?,
        None => 0,
    };
    Ok((head, String::from_utf8_lossy(&body).into_owned()))
}

/// Asks a server once.
fn ask(address: &str, request: &str, headers: &str, body: &str) -> std::io::Result<(String, String)> {
    let mut stream = TcpStream::connect(address.trim_start_matches("http://"))?;
    stream.set_read_timeout(Some(PATIENCE))?;
    let length = body.len();
    write!(
        stream,
        "{request} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n{headers}\r\n{body}"
    )?;
    read(&mut BufReader::new(stream))
}

/// A server under way, and what it says.
struct Served {
    child: Child,
    lines: Receiver<String>,
    seen: Vec<String>,
    address: String,
    folder: tempfile::TempDir,
}

impl Served {
    /// Starts one at any port that is free, and waits until it listens.
    fn start(arguments: &[&str], variables: &[(&str, &str)], files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in files {
            std::fs::write(folder.path().join(name), text).expect("a file");
        }
        let mut command = Command::new(env!("CARGO_BIN_EXE_attuned"));
        command.args(["serve", "--listen", "127.0.0.1:0"]).args(arguments).env_clear().envs(variables.iter().copied());
        command.current_dir(folder.path()).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the command runs");
        let (out, lines) = channel();
        let said = BufReader::new(child.stderr.take().expect("a pipe"));
        std::thread::spawn(move || said.lines().map_while(Result::ok).try_for_each(|line| out.send(line)));
        let mut served = Self { child, lines, seen: Vec::new(), address: String::new(), folder };
        let line = served.until("listening at ");
        let rest = line.split_once("listening at ").expect("an address").1;
        served.address = rest.split(',').next().expect("an address").to_owned();
        served
    }

    /// The next line that says this.
    fn until(&mut self, words: &str) -> String {
        loop {
            let line = self.lines.recv_timeout(PATIENCE);
            let line = line.unwrap_or_else(|_| panic!("nobody says {words:?}: {:#?}", self.seen));
            self.seen.push(line.clone());
            if line.contains(words) {
                return line;
            }
        }
    }

    fn signal(&self, name: &str) {
        let sent = Command::new("kill").args([name, &self.child.id().to_string()]).status().expect("kill runs");
        assert!(sent.success());
    }

    /// Waits for the end, and for the last lines.
    fn end(&mut self) -> ExitStatus {
        let by = Instant::now() + PATIENCE;
        let status = loop {
            match self.child.try_wait().expect("it can be asked") {
                Some(status) => break status,
                None if Instant::now() > by => panic!("it does not end: {:#?}", self.seen),
                None => std::thread::sleep(Duration::from_millis(5)),
            }
        };
        self.seen.extend(self.lines.iter());
        status
    }

    /// Everything that was said, without the address and the times.
    fn said(&self) -> String {
        let plain = |line: &String| match serde_json::from_str::<Value>(line) {
            Ok(entry) => {
                format!("{} {}", entry["level"].as_str().unwrap_or("?"), entry["message"].as_str().unwrap_or("?"))
            }
            Err(_) => line.clone(),
        };
        let said: Vec<String> = self.seen.iter().map(plain).collect();
        nameless(&said.join("\n"), self.folder.path()).replace(&self.address, "http://ADDRESS")
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn written(folder: &Path, name: &str, text: &str) {
    std::fs::write(folder.join(name), text).expect("a file");
}

#[test]
fn help_teaches() {
    assert_snapshot!("help_serve", Run::new(&["serve", "--help"]).seen());
}

#[test]
fn what_cannot_work_is_said_before_anything_begins() {
    let mut said = String::new();
    for words in [
        "",
        "--upstream api.openai.com",
        "--upstream http://me:key@host",
        "--upstream http://localhost:8080/v1",
        "--upstream http://h --on-held message",
        "--upstream http://h --held-message Hm.",
        "--upstream http://h --on-held message --held-message @no.txt",
        "--upstream http://h --largest 1.5MB",
        "--upstream http://h --sample 2",
        "--upstream http://h --deadline 0s",
        "--upstream http://h --stream-mode gated",
        "--upstream http://h --shadow no/out.jsonl",
        "--upstream http://h --prompts no",
        "--upstream http://h --listen nowhere",
        "--upstream http://h --engine llm --base-url http://h/v1",
    ] {
        let arguments: Vec<&str> = ["serve"].into_iter().chain(words.split_whitespace()).collect();
        let seen = Run::new(&arguments).seen();
        assert!(seen.starts_with("exit code 2"), "{words}: {seen}");
        said += &format!("$ attuned serve {words}\n{}\n", seen.trim_start_matches("exit code 2\n--- stderr\n"));
    }
    assert_snapshot!("serve_refused", said);
}

#[test]
fn a_port_that_is_taken_and_a_machine_without_roots_are_named() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("an address").to_string();
    let seen = Run::new(&["serve", "--upstream", "http://h", "--listen", &address]).seen();
    assert!(seen.starts_with("exit code 2"), "{seen}");
    assert_snapshot!("serve_port_taken", seen.replace(&address, "ADDRESS"));
    let rootless = Run::new(&["serve", "--upstream", "https://h"]);
    assert_snapshot!(
        "serve_no_roots",
        rootless.variable("SSL_CERT_FILE", "/no").variable("SSL_CERT_DIR", "/no").seen()
    );
}

#[test]
fn settings_have_their_table_and_their_variables() {
    let file = |content: &str| Run::new(&["settings"]).file("attuned.toml", content).seen();
    assert_snapshot!("serve_unknown_setting", file("[serve]\nlistn = 'x'\n"));
    assert_snapshot!("serve_wrong_choice", file("[serve]\nstream_mode = 'gated'\n"));
    assert_snapshot!("serve_wrong_type", file("[serve]\ndeadline = 2\n"));
    assert_snapshot!("serve_key_in_file", file("[serve]\nkeys = ['sk-secret']\n"));
    assert_snapshot!("serve_unknown_variable", Run::new(&["settings"]).variable("ATTUNED_SERVE_LISTEM", "x").seen());
    let layers = Run::new(&["settings"])
        .file(
            "attuned.toml",
            "retries = 3\n[serve]\nupstream = 'http://me:secret@h'\nshadow = '/o.jsonl'\ndeadline = '1s'\n",
        )
        .variable("ATTUNED_EFFORT", "high")
        .variable("ATTUNED_DEADLINE", "3s")
        .variable("ATTUNED_SERVE_LARGEST", "1MB")
        .variable("ATTUNED_SERVE_KEYS", "sk-secret")
        .variable("ATTUNED_UPSTREAM_KEY", "sk-secret");
    let seen = layers.seen();
    assert!(!seen.contains("secret"), "{seen}");
    let rows: Vec<&str> = seen.lines().filter(|line| line.starts_with("serve.")).collect();
    assert_snapshot!("serve_settings", rows.join("\n"));
    // What is not said is what the proxy does.
    let plain: Vec<String> = Run::new(&["settings"]).seen().lines().map(str::to_owned).collect();
    assert!(plain.iter().any(|line| line.split_whitespace().take(2).eq(["serve.deadline", "2s"])), "{plain:#?}");
}

#[test]
fn a_key_is_sent_to_no_upstream_that_a_file_on_the_way_names() {
    let run = Run::new(&["serve"]).file("attuned.toml", "[serve]\nupstream = 'http://elsewhere.example'\n");
    let seen = run.variable("ATTUNED_UPSTREAM_KEY", "sk-secret").variable("ATTUNED_SERVE_KEYS", "k-secret").seen();
    assert!(!seen.contains("secret"), "{seen}");
    assert_snapshot!("serve_untrusted_upstream", seen);
}

#[cfg(unix)]
#[test]
fn it_says_what_it_does_and_ends_when_asked_to() {
    let upstream = upstream(Duration::ZERO);
    let mut served = Served::start(&["--upstream", &upstream], &[("ATTUNED_UPSTREAM_KEY", "sk-secret")], &[]);
    served.until("not used");
    let (head, body) = ask(&served.address, "GET /healthz", "", "").expect("an answer");
    assert!(head.starts_with("HTTP/1.1 200"), "{head}{body}");
    let (head, body) = ask(&served.address, "GET /v1/models", "", "").expect("an answer");
    assert!(head.starts_with("HTTP/1.1 200") && body.contains(DRAFT), "{head}{body}");
    let probe = || Run::new(&["serve", "--probe", "--listen", served.address.trim_start_matches("http://")]).code();
    assert_eq!(probe(), Some(0));
    served.signal("-TERM");
    assert_eq!(served.end().code(), Some(0), "{:#?}", served.seen);
    let said = served.said().replace(&upstream, "http://UPSTREAM");
    let ours: Vec<&str> =
        said.lines().filter(|line| !line.contains("answered") && !line.contains("under way")).collect();
    assert_snapshot!("serve_says", ours.join("\n"));
    assert!(ask(&served.address, "GET /healthz", "", "").is_err());
    let probe = Run::new(&["serve", "--probe", "--listen", served.address.trim_start_matches("http://")]);
    assert_eq!(probe.code(), Some(2));
}

#[cfg(unix)]
#[test]
fn for_people_it_writes_lines_and_quiet_it_says_nothing() {
    let upstream = upstream(Duration::ZERO);
    let message = ["--on-held", "message", "--held-message", "A person will write to you."];
    let mut served = Served::start(
        &[&["--upstream", &upstream, "--log", "text", "--deadline", "800ms", "--stream-mode", "buffer"][..], &message]
            .concat(),
        &[("ATTUNED_SERVE_KEYS", "one, two,"), ("ATTUNED_MODEL", "m"), ("OPENAI_BASE_URL", "http://127.0.0.1:1/v1")],
        &[],
    );
    served.until("one of the 2 keys");
    let (head, _) = ask(&served.address, "GET /v1/models", "", "").expect("an answer");
    assert!(head.starts_with("HTTP/1.1 401"), "{head}");
    served.signal("-INT");
    assert_eq!(served.end().code(), Some(0), "{:#?}", served.seen);
    let said = served.said().replace(&upstream, "http://UPSTREAM");
    let ours: Vec<&str> = said.lines().filter(|line| line.starts_with("attuned: ")).collect();
    assert_snapshot!("serve_says_to_people", ours.join("\n"));
    assert!(!said.contains("A person will"), "{said}");
}

#[cfg(unix)]
#[test]
fn a_reply_in_flight_is_finished() {
    let mut served = Served::start(&["--upstream", &upstream(Duration::from_millis(1500))], &[], &[]);
    let address = served.address.clone();
    let asking = std::thread::spawn(move || ask(&address, "POST /v1/chat/completions", "", ASKED));
    std::thread::sleep(Duration::from_millis(500));
    served.signal("-TERM");
    served.until("stopping");
    let (head, body) = asking.join().expect("it ends").expect("an answer");
    assert!(head.starts_with("HTTP/1.1 200") && body.contains("\"finish_reason\": \"stop\""), "{head}{body}");
    assert_eq!(served.end().code(), Some(0), "{:#?}", served.seen);
}

#[cfg(unix)]
#[test]
fn a_second_interrupt_ends_it_at_once() {
    let mut served = Served::start(&["--upstream", &upstream(PATIENCE)], &[], &[]);
    let address = served.address.clone();
    std::thread::spawn(move || ask(&address, "POST /v1/chat/completions", "", ASKED));
    std::thread::sleep(Duration::from_millis(500));
    served.signal("-INT");
    served.until("stopping");
    std::thread::sleep(Duration::from_millis(200));
    let asked = Instant::now();
    served.signal("-INT");
    assert_eq!(served.end().code(), Some(130), "{:#?}", served.seen);
    assert!(asked.elapsed() < Duration::from_secs(5));
}

#[cfg(unix)]
#[test]
fn settings_are_read_again_on_a_hangup_and_broken_ones_are_not_taken() {
    let file = "[serve]\ngrace = '1s'\n";
    let mut served = Served::start(&["--upstream", &upstream(Duration::ZERO)], &[], &[("attuned.toml", file)]);
    served.until("streams");
    served.signal("-HUP");
    served.until("read again");
    written(served.folder.path(), "attuned.toml", "[serve]\ngrace = 1\n");
    served.signal("-HUP");
    served.until("not read again");
    written(
        served.folder.path(),
        "attuned.toml",
        "[serve]\ngrace = '2s'\nlisten = '127.0.0.1:1'\ndeadline = '1s'\neffort = 'medium'\n",
    );
    served.signal("-HUP");
    served.until("next start");
    let (head, _) = ask(&served.address, "GET /healthz", "", "").expect("an answer");
    assert!(head.starts_with("HTTP/1.1 200"), "{head}");
    served.signal("-TERM");
    assert_eq!(served.end().code(), Some(0), "{:#?}", served.seen);
    let said = served.said();
    let ours: Vec<&str> = said.lines().skip_while(|line| !line.contains("read again")).collect();
    let ours: Vec<&str> =
        ours.into_iter().filter(|line| !line.contains("answered") && !line.contains("under way")).collect();
    assert_snapshot!("serve_reads_again", ours.join("\n"));
}

#[cfg(unix)]
#[test]
fn shadow_mode_writes_outcomes_that_pairs_reads_and_survives_a_rotation() {
    let arguments = ["--upstream", &upstream(Duration::ZERO), "--shadow", "out.jsonl"];
    let mut served = Served::start(&arguments, &[], &[("out.jsonl", "{\"cut off")]);
    served.until("shadow");
    let folder = served.folder.path().to_owned();
    let lines = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap_or_default();
    let wait = |name: &str, count: usize| {
        let by = Instant::now() + PATIENCE;
        while lines(name).lines().count() < count && Instant::now() < by {
            std::thread::sleep(Duration::from_millis(20));
        }
        lines(name)
    };
    let (_, body) = ask(&served.address, "POST /v1/chat/completions", "", ASKED).expect("an answer");
    assert!(body.contains(DRAFT), "{body}");
    let text = wait("out.jsonl", 2);
    let row: Value = serde_json::from_str(text.lines().nth(1).expect("a line")).expect("JSON");
    assert_eq!((row["draft"].as_str(), row["verdict"].as_str()), (Some(DRAFT), Some("revised")), "{row:#}");
    std::fs::rename(folder.join("out.jsonl"), folder.join("old.jsonl")).expect("it moves");
    served.signal("-HUP");
    served.until("read again");
    ask(&served.address, "POST /v1/chat/completions", "", &ASKED.replace("Why", "And why")).expect("an answer");
    served.signal("-TERM");
    assert_eq!(served.end().code(), Some(0), "{:#?}", served.seen);
    assert_eq!((lines("old.jsonl").lines().count(), wait("out.jsonl", 1).lines().count()), (2, 1));
    assert!(!served.said().contains("regretted"));
    let mut pairs = Command::new(env!("CARGO_BIN_EXE_attuned"));
    pairs.args(["pairs", "out.jsonl", "-o", "-", "--format", "trl"]).env_clear().current_dir(&folder);
    let made = pairs.output().expect("it runs");
    let pair: Value = serde_json::from_slice(&made.stdout).expect("one pair");
    assert_eq!(pair["rejected"], DRAFT);
}

#[cfg(unix)]
#[test]
fn what_people_write_and_keys_are_not_in_the_log() {
    let variables =
        [("ATTUNED_SERVE_KEYS", "k-sentinel"), ("ATTUNED_UPSTREAM_KEY", "u-sentinel"), ("RUST_LOG", "trace")];
    let more = [("ATTUNED_MODEL", "m"), ("OPENAI_BASE_URL", "http://127.0.0.1:1/v1"), ("OPENAI_API_KEY", "o-sentinel")];
    let mut served = Served::start(&["--upstream", &upstream(Duration::ZERO)], &[variables, more].concat(), &[]);
    let asked = ASKED.replace("rang", "SENTINEL");
    let key = "authorization: Bearer k-sentinel\r\n";
    let (head, _) = ask(&served.address, "POST /v1/chat/completions?q=SENTINEL", key, &asked).expect("an answer");
    assert!(head.starts_with("HTTP/1.1 200"), "{head}");
    ask(&served.address, "POST /v1/SENTINEL", "authorization: Bearer x-sentinel\r\n", "SENTINEL").expect("an answer");
    served.signal("-TERM");
    assert_eq!(served.end().code(), Some(0), "{:#?}", served.seen);
    let said = served.seen.join("\n");
    assert!(!said.to_lowercase().contains("sentinel") && !said.contains("regretted"), "{said}");
    assert!(!said.contains("hyper") && !said.contains("async_openai"), "{said}");
}

#[cfg(all(unix, not(feature = "otel")))]
#[test]
fn without_the_feature_a_collector_is_said_to_be_ignored() {
    let variables = [("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1")];
    let mut served = Served::start(&["--upstream", &upstream(Duration::ZERO)], &variables, &[]);
    assert!(served.seen.iter().any(|line| line.contains("ignored")), "{:#?}", served.seen);
    served.signal("-TERM");
    assert_eq!(served.end().code(), Some(0));
}

#[cfg(all(unix, feature = "otel"))]
#[test]
fn with_the_feature_spans_go_to_the_collector_without_what_people_wrote() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let collector = format!("http://{}", listener.local_addr().expect("an address"));
    let (out, spans) = channel();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut reader = BufReader::new(stream.try_clone().expect("a stream"));
            while let Ok(seen) = read(&mut reader) {
                let _ = write!(stream, "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
                let _ = out.send(seen);
            }
        }
    });
    let variables = [("OTEL_EXPORTER_OTLP_ENDPOINT", collector.as_str()), ("RUST_LOG", "trace")];
    let mut served = Served::start(&["--upstream", &upstream(Duration::ZERO)], &variables, &[]);
    ask(&served.address, "POST /v1/chat/completions", "authorization: Bearer sentinel\r\n", ASKED).expect("an answer");
    served.signal("-TERM");
    assert_eq!(served.end().code(), Some(0), "{:#?}", served.seen);
    let (head, body) = spans.recv_timeout(PATIENCE).expect("spans");
    assert!(
        head.starts_with("POST /v1/traces ") && body.contains("attuned") && body.contains("verdict"),
        "{head}{body}"
    );
    assert!(!body.contains("sentinel") && !body.contains("regretted") && !body.contains("surgery"), "{body}");
}
