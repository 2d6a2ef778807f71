//! `--imagine`: who is asked, what is kept beside the files, and that nothing is sent without it.

use super::Run;
use super::judge::exchange;
use serde_json::{Value, json};
use std::net::TcpListener;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

const MACROS: &str = r#"{"macros": [
  {"id": 1, "title": "Delivery::Cancelled", "actions": [{"field": "comment_value", "value": "Hi {{ticket.requester.first_name}}, your delivery was cancelled. We apologise for any inconvenience."}]},
  {"id": 2, "title": "Hours", "actions": [{"field": "comment_value", "value": "We are open from nine to five."}]}
]}"#;

/// Of the second reply the writer knows who gets it.
const NOTES: &str = r#"{"replies": {"2": {"situations": [{"who": "a walker", "message": "When are you open?"}]}}}"#;

/// A server that imagines three people, or says nothing that can be read; what it was asked.
struct Server {
    url: String,
    asked: Arc<AtomicUsize>,
    bodies: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn start(reads: bool) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let url = format!("http://{}/v1", listener.local_addr().expect("an address"));
        let (asked, bodies) = (Arc::new(AtomicUsize::new(0)), Arc::new(Mutex::new(Vec::new())));
        let (count, kept) = (Arc::clone(&asked), Arc::clone(&bodies));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let number = count.fetch_add(1, Ordering::SeqCst);
                let said = |body: &str| {
                    kept.lock().expect("whole").push(body.to_owned());
                    if reads { people(number).to_string() } else { "Gladly!".to_owned() }
                };
                exchange(stream, said).expect("the command listens");
            }
        });
        Self { url, asked, bodies }
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }

    /// Lints the macros in a folder.
    fn lint(&self, folder: &Path, imagine: &[&str]) -> (i32, String) {
        let mut run = Run::new(&["lint", "--base-url", &self.url, "--model", "tiny", "--fail-on", "never"]);
        run.command.args(imagine).arg(folder.join("macros.json"));
        let (output, _) = run.output();
        (output.status.code().expect("a code"), String::from_utf8_lossy(&output.stderr).into_owned())
    }
}

fn people(number: usize) -> Value {
    json!({"people": [
        {"who": "a tenant", "message": format!("Hello, when does the sofa come? It is order number {number} of mine.")},
        {"who": "a father to be", "message": "The cot must be here on Friday, she is due and I am scared."},
        {"who": "a cook", "message": "You cancelled on me again! I took a day off, and nobody even rang me. I am furious."}
    ]})
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("macros.json"), MACROS).expect("a file");
    std::fs::write(folder.path().join("macros.attuned.json"), NOTES).expect("a file");
    folder
}

fn notes(folder: &tempfile::TempDir) -> Value {
    let text = std::fs::read_to_string(folder.path().join("macros.attuned.json")).expect("notes");
    serde_json::from_str(&text).expect("JSON")
}

#[test]
fn people_are_asked_for_once_and_again_and_kept_beside_the_file() {
    let (server, folder) = (Server::start(true), folder());
    let (code, said) = server.lint(folder.path(), &["--imagine"]);
    assert_eq!((code, server.asked()), (0, 1), "{said}");
    assert!(said.contains("1 call;") && said.contains("macros.attuned.json"), "{said}");
    let body = server.bodies.lock().expect("whole").concat();
    assert!(body.contains("Delivery::Cancelled") && !body.contains("requester.first_name"), "{body}");
    let first = notes(&folder);
    assert_eq!(first["replies"]["1"]["situations"].as_array().map(Vec::len), Some(3));
    assert_eq!(first["replies"]["1"]["situations"][1]["imagined"], true);
    assert_eq!(first["replies"]["2"]["situations"], json!([{"who": "a walker", "message": "When are you open?"}]));
    server.lint(folder.path(), &["--imagine"]);
    assert_eq!((server.asked(), notes(&folder)), (1, first.clone()), "asked once");
    server.lint(folder.path(), &["--imagine=again"]);
    assert_eq!(server.asked(), 2);
    assert_ne!(notes(&folder), first);
    assert_eq!(notes(&folder)["replies"]["1"]["situations"].as_array().map(Vec::len), Some(3));
    assert_eq!(std::fs::read_to_string(folder.path().join("macros.json")).expect("a file"), MACROS);
}

#[test]
fn without_the_option_nothing_is_sent_and_without_a_model_it_says_what_to_do() {
    let (server, folder) = (Server::start(true), folder());
    assert_eq!(server.lint(folder.path(), &[]).0, 0);
    assert_eq!((server.asked(), notes(&folder)), (0, serde_json::from_str::<Value>(NOTES).expect("JSON")));
    let (output, _) = Run::new(&["lint", "--imagine", "a.txt"]).file("a.txt", "It is late.").output();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2));
    assert!(said.contains("--imagine needs a language model; set OPENAI_API_KEY"), "{said}");
}

#[test]
fn an_answer_that_cannot_be_read_is_asked_for_twice_and_said() {
    let (server, folder) = (Server::start(false), folder());
    let (code, said) = server.lint(folder.path(), &["--imagine"]);
    assert_eq!((code, server.asked()), (0, 2), "{said}");
    assert!(said.contains("for 1 of 1 reply nobody was imagined"), "{said}");
    assert!(!said.contains("Gladly"));
}
