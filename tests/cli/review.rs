//! `attuned review`: decided line by line and on a played terminal, left and gone on with, written at the end.

#[cfg(target_os = "linux")]
#[path = "review/terminal.rs"]
mod terminal;

use super::Run;
use super::judge::exchange;
use insta::assert_snapshot;
use serde_json::{Value, json};
use std::net::TcpListener;
use std::path::Path;
use std::sync::{Arc, Mutex};

const LATE: &str = "Hello {{ticket.requester.first_name}},\n\nPlease be advised that your lamp has been replaced. It is \
                    regretted that no notice was given.\n\nThe Lantern Shop";
const LOST: &str = "It is regretted that parcel {{parcel}} was lost. Please be advised that a search has been opened.";
const HOURS: &str = "We are open from nine to six.";

/// An export with these texts, in the way of Zendesk.
fn export(texts: &[&str]) -> String {
    let titles = ["Orders::Late", "Parcels::Lost", "Hours"];
    let one = |(at, text): (usize, &&str)| json!({"id": 100 + at, "title": titles[at], "actions": [{"field": "comment_value", "value": text}]});
    let macros: Vec<Value> = texts.iter().enumerate().map(one).collect();
    format!("{:#}\n", json!({"macros": macros}))
}

/// A review of the export in an empty folder, with these lines as input.
fn review(arguments: &[&str], lines: &str) -> Run {
    let base = ["review", "macros.json", "--plain", "--engine", "builtin"];
    Run::new(&[&base[..], arguments].concat()).file("macros.json", export(&[LATE, LOST, HOURS])).input(lines)
}

fn texts(folder: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(folder.join("macros.json")).expect("there");
    let value: Value = serde_json::from_str(&text).expect("JSON");
    let one = |one: &Value| one["actions"][0]["value"].as_str().expect("text").to_owned();
    value["macros"].as_array().expect("macros").iter().map(one).collect()
}

#[test]
fn changes_are_decided_line_by_line() {
    assert_snapshot!("help_review", Run::new(&["review", "--help"]).seen());
    assert_snapshot!("review_plain", review(&[], "y\nn\nu\ne We are sorry\nA\ny\nq\n").seen());
    let (output, folder) = review(&["--order", "file"], "y\ny\nA\nw\nq\n").output();
    assert_eq!(output.status.code(), Some(0));
    let new = texts(folder.path());
    assert!(new[0].contains("We have replaced your lamp. We regret that"), "{new:?}");
    assert!(new[1].contains("parcel {{parcel}}") && !new[1].contains("Please be advised"), "{new:?}");
    assert_eq!(new[2], HOURS);
}

#[test]
fn nothing_is_written_that_was_not_asked_for() {
    for lines in
        ["", "q\n", "y\nA\nq\n", "n\nn\nn\nn\nq\n", "s\ns\ny\n", "d\ny\nq\n", "d\nn\nq\n", "y\nx legal wants it so\n"]
    {
        let (output, folder) = review(&["--order", "file"], lines).output();
        assert_eq!(output.status.code(), Some(0), "{lines:?}");
        let now = std::fs::read_to_string(folder.path().join("macros.json")).expect("there");
        assert_eq!(now, export(&[LATE, LOST, HOURS]), "{lines:?}");
    }
}

#[test]
fn a_review_that_was_left_goes_on() {
    let (_, folder) = review(&["--order", "file"], "y\n").output();
    let again = Run::new(&["review", "macros.json", "--plain", "--order", "file", "-q"]);
    let mut again = Run { folder, ..again };
    again.command.current_dir(again.folder.path());
    let (output, folder) = again.input("y\nd\ny\ny\nq\n").output();
    let said = String::from_utf8(output.stdout).expect("UTF-8");
    let first = said.split('>').next().unwrap_or_default();
    assert!(first.contains("«It is regretted»") && first.contains("Change 2 of 2"), "{first}");
    assert!(texts(folder.path())[0].contains("We have replaced your lamp. We regret that"));
    assert_eq!(texts(folder.path())[1], LOST);
}

/// A reply in which something is found and the built-in reviser mends nothing.
const BARE: &str = "Your letter has been noted. Your case is deemed closed.";

#[test]
fn nothing_is_passed_over_unasked() {
    let run = |lines: &str| review(&["--order", "file"], lines).file("macros.json", export(&[BARE, LOST])).output();
    let (output, _) = run("y\nf\ny\ny\nq\n");
    let said = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(said.contains("in this reply, the worst") && said.contains("Is it fine so? y again"), "{said}");
    let last = said.matches("Parcels::Lost").count();
    assert_eq!(last, 1, "f lets the question fall, and y y answers it: {said}");
    let (output, _) = run("d\nn\nd\nq\n");
    let said = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(
        said.contains("Done with macros.json? y leaves 2 replies of it as they are") && said.contains("y yes  n no")
    );
    assert!(said.contains("nothing was decided") && !said.contains("done with this file"), "{said}");
}

#[test]
fn all_that_is_found_is_listed_and_one_advice_once() {
    let (output, _) = review(&["--order", "file"], "y\nq\n").file("macros.json", export(&[LATE])).output();
    let said = String::from_utf8(output.stdout).expect("UTF-8");
    let first = said.split('>').next().unwrap_or_default();
    assert!(first.contains("(this change)") && first.contains("(change 2)"), "{first}");
    let export = include_bytes!("../../fixtures/canned/zendesk/fernhill.json");
    let (output, _) = review(&["--words", "final answer"], "f\n").file("macros.json", export).output();
    let said = String::from_utf8(output.stdout).expect("UTF-8");
    let first = said.split('>').next().unwrap_or_default();
    assert!(first.matches("LD01").count() >= 2 && first.matches("Say who did it").count() == 1, "{first}");
    assert!(said.contains("LD01 linguistic distancing"), "f says more: {said}");
}

#[test]
fn why_a_reply_is_left_is_noted_and_what_was_accepted_is_taken_back() {
    let lines = "y\nx legal wants it\nw\nq\n";
    let (output, folder) = review(&["--order", "file"], lines).output();
    let said = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(said.contains("what was accepted is taken back") && said.contains("macros.attuned.json"), "{said}");
    assert_eq!(texts(folder.path()), [LATE, LOST, HOURS]);
    let notes = std::fs::read_to_string(folder.path().join("macros.attuned.json")).expect("notes");
    let notes: Value = serde_json::from_str(&notes).expect("JSON");
    assert_eq!(notes["replies"]["100"]["ignore"]["LD01"], "legal wants it", "{notes}");
    let mut lint = Run { folder, ..Run::new(&["lint", "macros.json", "--format", "json"]) };
    lint.command.current_dir(lint.folder.path());
    let (output, _) = lint.output();
    let linted = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(linted.contains("legal wants it"), "{linted}");
}

#[test]
fn a_model_that_is_not_there_is_not_offered() {
    let (output, _) = review(&["--order", "file"], "a\nq\n").output();
    let said = String::from_utf8(output.stdout).expect("UTF-8");
    let words = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("needs a language model") && words.contains("--provider ollama --model NAME"), "{said}");
    assert!(!words.contains("a another"), "{said}");
}

#[test]
fn a_whole_reply_is_written_line_by_line() {
    let lines = "E\nHello {{ticket.requester.first_name}},\n\nwe are late, and sorry.\n.\nA\ny\nw\nq\n";
    let (_, folder) = review(&["--order", "file"], lines).output();
    assert_eq!(texts(folder.path())[0], "Hello {{ticket.requester.first_name}},\n\nwe are late, and sorry.");
}

#[test]
fn a_file_that_changed_meanwhile_is_left_as_it_is() {
    let mut run = review(&["--order", "file"], "");
    let mut child = run.spawn();
    let mut input = child.stdin.take().expect("a pipe");
    std::io::Write::write_all(&mut input, b"A\n").expect("it reads");
    let state = run.folder.path().join(".macros.json.attuned-review.json");
    while !state.exists() {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    std::fs::write(run.folder.path().join("macros.json"), export(&[HOURS, LOST])).expect("written");
    std::io::Write::write_all(&mut input, b"w\nq\n").expect("it reads");
    drop(input);
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stdout).contains("has changed since it was read"));
    assert_eq!(texts(run.folder.path()), [HOURS, LOST]);
}

/// A server that revises every draft, and what it was told.
fn server(reply: &'static str) -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}/v1", listener.local_addr().expect("an address"));
    let told = Arc::new(Mutex::new(Vec::new()));
    let said = Arc::clone(&told);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let answer = |body: &str| {
                said.lock().expect("no panic").push(body.to_owned());
                json!({"critique": "Nobody speaks.", "reply": reply, "changes": []}).to_string()
            };
            // The command may hang up when it ends.
            let _ = exchange(stream, answer);
        }
    });
    (url, told)
}

#[test]
fn a_model_is_asked_and_told_what_to_mind() {
    let (url, told) = server("We are sorry that we lost parcel {{parcel}}. We have opened a search.");
    let run = Run::new(&["review", "macros.json", "--plain", "--base-url", &url, "--model", "tiny"]);
    let settings = "audit = false\n";
    let run =
        run.file("macros.json", export(&[LOST])).file("attuned.toml", settings).input("n\na keep it short\nA\ny\nq\n");
    let (output, folder) = run.output();
    let (said, notes) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(said.contains("by the model"), "{said}\n{notes}");
    assert!(notes.contains("the model was asked"), "{notes}");
    let told = told.lock().expect("no panic");
    assert!(told.iter().any(|body| body.contains(r#"wishes for this rewrite: \"keep it short\""#)), "{told:?}");
    assert!(texts(folder.path())[0].contains("{{parcel}}"));
}
