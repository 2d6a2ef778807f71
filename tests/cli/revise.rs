//! `attuned revise` without a language model: every output format, and every input that people and scripts come up with.

use super::{PLAIN, Run};
use serde_json::Value;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const LETTER: &str = "Dear {name},\n\nPlease be advised that your claim 4471 was declined on 3 May.\n\nMara";

fn drafts() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/drafts");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("the drafts").map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    files
}

/// One of the drafts of the fixtures.
fn draft(name: &str) -> String {
    let path = drafts().into_iter().find(|path| path.ends_with(format!("{name}.json"))).expect("the draft");
    path.to_string_lossy().into_owned()
}

/// A run of the built-in reviser.
fn revise(format: &str, rest: &[&str]) -> Run {
    let base = ["revise", "--engine", "builtin", "-q", "--format", format];
    Run::new(&[&base[..], rest].concat())
}

fn printed(run: Run) -> String {
    let (output, _folder) = run.output();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn outcome(run: Run) -> Value {
    serde_json::from_str(&printed(run)).expect("JSON")
}

/// The outcome for a draft in a file, for a person who is angry.
fn letter(text: impl AsRef<[u8]>) -> Value {
    let said = "You declined my claim without a word. I am furious and I cannot pay the rent. Why?";
    outcome(revise("json", &["--draft", "@draft.txt", "--message", said]).file("draft.txt", text))
}

fn word<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or("(none)")
}

/// The draft with the hunks applied, by their offsets alone.
fn applied(value: &Value) -> String {
    let draft = word(value, "draft");
    let (mut text, mut done) = (String::new(), 0);
    for hunk in value["hunks"].as_array().expect("hunks") {
        let place = |name: &str| usize::try_from(hunk["before"][name].as_u64().expect("an offset")).expect("it fits");
        text.push_str(&draft[done..place("start")]);
        text.push_str(hunk["after"]["text"].as_str().expect("text"));
        done = place("end");
    }
    text + &draft[done..]
}

#[test]
fn many_files_come_out_in_order_in_json_and_json_lines() {
    let files = drafts();
    let names: Vec<&str> = files.iter().map(|path| path.to_str().expect("a name")).collect();
    let array = outcome(revise("json", &names));
    let lines: Vec<Value> =
        printed(revise("jsonl", &names)).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!((array.as_array().map(Vec::len), lines.len()), (Some(names.len()), names.len()));
    for ((path, one), other) in files.iter().zip(array.as_array().expect("an array")).zip(&lines) {
        assert_eq!(Some(word(one, "id")), path.file_stem().and_then(|name| name.to_str()));
        assert_eq!((word(one, "text"), word(one, "verdict")), (word(other, "text"), word(other, "verdict")));
        assert_eq!(applied(one), word(one, "text"));
        assert!(one["verdict"] == "revised" || one["text"] == one["draft"], "{one:#}");
    }
    assert!(lines.iter().any(|one| one["verdict"] == "revised"));
}

#[test]
fn people_read_every_reply_without_a_sign_of_colour() {
    let seen = printed(revise("human", &[&draft("scholarship-letter"), &draft("plain-no"), &draft("locked-out")]));
    assert!(!seen.contains('\u{1b}'), "{seen}");
    for name in ["scholarship-letter", "plain-no", "locked-out"] {
        assert!(seen.contains(name), "{name}: {seen}");
    }
    let coloured = printed(revise("human", &[&draft("scholarship-letter"), "--color", "always"]));
    assert!(coloured.contains('\u{1b}'), "{coloured}");
}

#[test]
fn text_is_the_reply_byte_for_byte() {
    let file = draft("scholarship-letter");
    let value = outcome(revise("json", &[&file]));
    assert_eq!(value["verdict"], "revised");
    assert_eq!(printed(revise("text", &[&file])), word(&value, "text"));
    assert_eq!(printed(revise("text", &["-"]).input(PLAIN)), "We close at six on Saturday.");
}

#[test]
fn a_diff_is_taken_by_patch() {
    let file = draft("scholarship-letter");
    let value = outcome(revise("json", &[&file]));
    let (output, folder) = revise("diff", &[&file]).file("draft.txt", word(&value, "draft")).output();
    std::fs::write(folder.path().join("change.diff"), &output.stdout).expect("a file");
    let mut patch = Command::new("patch");
    patch.args(["-s", "draft.txt", "change.diff"]).current_dir(folder.path());
    let Ok(patched) = patch.output() else {
        // Nothing can be shown on a machine without patch.
        return;
    };
    assert!(
        patched.status.success(),
        "{}{}",
        String::from_utf8_lossy(&patched.stdout),
        String::from_utf8_lossy(&output.stdout)
    );
    assert_eq!(std::fs::read_to_string(folder.path().join("draft.txt")).expect("a file"), word(&value, "text"));
}

#[test]
fn a_page_needs_nothing_from_elsewhere_and_runs_nothing_of_a_draft() {
    let hostile = r#"{"id": "<b>id</b>", "conversation": [{"role": "user", "content": "You lost it! <img src=x onerror=alert(1)> I am furious."}], "draft": "<script>alert('x')</script> Your parcel has been lost. See https://a.example/?q=\"><svg onload=alert(2)>."}"#;
    let page = printed(revise("html", &["-", &draft("garden-bench")]).input(hostile));
    let lower = page.to_lowercase();
    assert!(lower.starts_with("<!doctype html>") && lower.contains("garden-bench"), "{page}");
    for outside in
        ["src=\"http", "src='http", "href=\"http", "href='http", "src=\"//", "href=\"//", "@import", "url(http"]
    {
        assert!(!lower.contains(outside), "{outside}");
    }
    for raw in ["<script>alert", "<img", "<svg", "<b>id"] {
        assert!(!lower.contains(raw), "{raw}");
    }
    assert!(lower.contains("&lt;script&gt;"), "{page}");
}

#[test]
fn a_reply_with_nothing_to_do_is_left_alone_byte_for_byte() {
    let value = outcome(revise("json", &["-"]).input(PLAIN));
    assert_eq!((word(&value, "verdict"), word(&value, "text")), ("clean", "We close at six on Saturday."));
    assert_eq!(value["hunks"].as_array().map(Vec::len), Some(0));
    let german = outcome(revise("json", &[&draft("german-letter")]));
    assert_eq!((word(&german, "verdict"), &german["text"]), ("clean", &german["draft"]));
    assert!(word(&german, "reason").contains("language"), "{german:#}");
}

#[test]
fn a_person_in_danger_is_left_to_people() {
    let held = outcome(revise("json", &[&draft("locked-out")]));
    assert_eq!((word(&held, "verdict"), &held["text"]), ("held", &held["draft"]));
    assert!(word(&held, "reason").contains("a person should look") && held["flags"][0] == "crisis", "{held:#}");
    let said = "I don't want to live any more. I have the pills here.";
    let held = outcome(revise("json", &["--message", said, "--draft", "Your claim has been declined."]));
    assert_eq!(word(&held, "verdict"), "held", "{held:#}");
}

#[test]
fn texts_without_words_come_back_as_they_are() {
    for text in ["", " ", "\n\n\t ", "🙂🙂🙂", "👩‍👩‍👧‍👦", "42", "12 34 56", "!?…", "\u{feff}", "\0", "\u{200b}\u{200d}"]
    {
        let value = letter(text);
        assert_eq!((word(&value, "text"), word(&value, "draft")), (text, text), "{text:?}");
        assert_ne!(word(&value, "verdict"), "revised", "{text:?}");
    }
}

#[test]
fn strange_signs_survive_and_spans_still_cut() {
    for text in [
        LETTER.replace("claim", "cl\0aim"),
        format!("\u{202e}{LETTER}\u{202c}"),
        LETTER.replace("Mara", "مارا בן"),
        LETTER.replace("Mara", "M\u{200b}a\u{200d}r\u{feff}a"),
        LETTER.replace("4471", "44\u{301}71 🙂"),
    ] {
        let value = letter(&text);
        assert_eq!(word(&value, "draft"), text);
        assert_eq!(applied(&value), word(&value, "text"));
        for sign in text.chars().filter(|sign| !sign.is_ascii() || *sign == '\0') {
            let count = |name: &str| word(&value, name).matches(sign).count();
            assert_eq!(count("text"), count("draft"), "{sign:?} in {text:?}");
        }
    }
}

#[test]
fn line_ends_stay_those_of_the_draft() {
    let value = letter(LETTER.replace('\n', "\r\n") + "\r\n");
    let text = word(&value, "text");
    assert!(text.ends_with("Mara\r\n") && text.matches("\r\n").count() == text.matches('\n').count(), "{text:?}");
}

#[test]
fn a_draft_as_long_as_a_book_is_done_in_time() {
    let book = "We apologise for any inconvenience. Please be advised that your order was cancelled.\n".repeat(12_000);
    assert!(book.len() > 1_000_000);
    let start = Instant::now();
    let value = letter(&book);
    assert!(start.elapsed() < Duration::from_secs(180), "{:?}", start.elapsed());
    assert!(value["text"] == value["draft"] || applied(&value) == word(&value, "text"));
}

#[test]
fn a_file_that_is_no_text_names_the_byte() {
    let (output, _folder) = revise("text", &["--draft", "@x"]).file("x", b"Dear \xff you").output();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2));
    assert!(said.contains("byte 6 is not UTF-8") && output.stdout.is_empty(), "{said}");
    let (output, _folder) = revise("jsonl", &["x.jsonl"]).file("x.jsonl", b"{\"draft\": \"a \xff\"}\n").output();
    let said = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(2));
    assert!(said.contains("x.jsonl") && said.contains("UTF-8"), "{said}");
}

#[test]
fn a_bad_line_in_the_middle_costs_only_itself() {
    let input = format!("{PLAIN}\n{{\"id\": 7, \"draft\": 5}}\n{PLAIN}\n{{\"draft\": \"cut o\n{PLAIN}\n");
    let lines = revise("jsonl", &["-"]).input(&input).lines();
    let kinds: Vec<&str> =
        lines.iter().map(|one| if one["error"].is_object() { "error" } else { word(one, "verdict") }).collect();
    assert_eq!(kinds, ["clean", "error", "clean", "error", "clean"]);
    assert_eq!(lines[1]["id"], 7);
    assert_eq!(revise("jsonl", &["-"]).input(&input).code(), Some(2));
}

#[test]
fn without_input_it_says_so_and_does_not_wait() {
    let mut run = revise("json", &[]);
    run.command.stdin(Stdio::null());
    let output = run.command.output().expect("the command runs");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "[]\n");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn a_closed_pipe_is_success_for_revise_too() {
    let mut run = revise("jsonl", &["-"]);
    let mut child = run.spawn();
    let mut input = child.stdin.take().expect("a pipe");
    let writer = std::thread::spawn(move || while input.write_all(format!("{PLAIN}\n").as_bytes()).is_ok() {});
    let mut output = BufReader::new(child.stdout.take().expect("a pipe"));
    output.read_line(&mut String::new()).expect("a line");
    drop(output);
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
    writer.join().expect("it stops when nobody reads");
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_a_call_that_hangs() {
    let server = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}/v1", server.local_addr().expect("an address"));
    let mut run = Run::new(&["revise", "--base-url", &url, "--model", "tiny", &draft("scholarship-letter")]);
    let mut child = run.spawn();
    let (_call, _) = server.accept().expect("a call");
    let start = Instant::now();
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill runs");
    assert!(sent.success());
    assert_eq!(child.wait().expect("it ends").code(), Some(130));
    assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
}

/// A run in a folder whose settings send everything to an address.
fn lured(arguments: &[&str], url: &str) -> Run {
    Run::new(arguments)
        .file("attuned.toml", format!("base_url = \"{url}\"\nmodel = \"tiny\"\n"))
        .file("draft.txt", "Your claim has been declined.")
        .beneath("a/b")
}

#[test]
fn a_file_found_on_the_way_up_cannot_lure_the_key_away() {
    let url = "http://collector.invalid:9/v1";
    let base = ["revise", "--draft", "@../../draft.txt", "--deadline", "5s"];
    let refused = lured(&base, url).variable("OPENAI_API_KEY", "sk-secret").seen();
    assert!(refused.starts_with("exit code 2"), "{refused}");
    for words in ["FOLDER/attuned.toml", "collector.invalid:9", "OPENAI_API_KEY", "--config FILE", "--base-url"] {
        assert!(refused.contains(words), "{words}: {refused}");
    }
    assert!(!refused.contains("sk-secret"), "{refused}");
    let judged = ["check", "--judge", "--draft", "@../../draft.txt"];
    assert_eq!(lured(&judged, url).variable("ATTUNED_API_KEY", "sk-secret").code(), Some(2));
}

#[test]
fn an_address_that_was_chosen_is_used() {
    let url = "http://collector.invalid:9/v1";
    let revised = |rest: &[&str], url: &str| {
        let base = ["revise", "--draft", "@../../draft.txt", "--deadline", "5s"];
        lured(&[&base[..], rest].concat(), url)
    };
    let with_key = |run: Run| run.variable("OPENAI_API_KEY", "sk-secret").code();
    assert_eq!(with_key(revised(&["--config", "../../attuned.toml"], url)), Some(0));
    assert_eq!(with_key(revised(&["--base-url", url], url)), Some(0));
    assert_eq!(with_key(revised(&["--engine", "builtin"], url)), Some(0));
    assert_eq!(with_key(revised(&[], "http://127.0.0.1:9/v1")), Some(0));
    assert_eq!(revised(&[], url).code(), Some(0), "without a key there is nothing to lose");
    let chosen = revised(&[], "http://other.invalid:9/v1").variable("OPENAI_BASE_URL", url);
    assert_eq!(with_key(chosen), Some(0));
}
