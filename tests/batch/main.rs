//! The real command over many records, killed, refused, out of money, out of room: nothing lost, nothing done twice.

#![cfg(feature = "cli")]

mod server;

use serde_json::{Value, json};
use server::{Server, well};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// A folder with so many drafts, each about an order of its own.
fn drafts(count: u32) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("in.jsonl");
    let line = |order: u32| {
        let said = "You cancelled my order twice and nobody told me why. I am furious.";
        let draft = format!("It is regretted that your order {order} was cancelled.");
        json!({"id": order, "conversation": [{"role": "user", "content": said}], "draft": draft, "shelf": "b"})
            .to_string()
    };
    std::fs::write(&path, (0..count).map(|order| line(order) + "\n").collect::<String>()).expect("room on the disk");
    (folder, path)
}

/// `attuned batch IN -o OUT` with these options, apart from the settings of this machine.
fn batch(input: &Path, output: &Path, options: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_attuned"));
    command.arg("batch").arg(input).arg("-o").arg(output).args(options).arg("--isolated");
    command.env_clear().stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn asking(server: &Server) -> Vec<String> {
    let options = ["--model", "tiny", "--effort", "low", "--concurrency", "16", "--base-url"];
    options.iter().map(|word| (*word).to_owned()).chain([server.url()]).collect()
}

/// Runs it to its end.
fn run(input: &Path, output: &Path, server: &Server, more: &[&str]) -> Output {
    let options = asking(server);
    let options: Vec<&str> = options.iter().map(String::as_str).chain(more.iter().copied()).collect();
    batch(input, output, &options).output().expect("it runs")
}

fn lines(path: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(path).expect("the output");
    text.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect()
}

/// What it said.
fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Kills it the hard way once the server has been asked so many more questions, a moment later.
fn kill_after(mut child: Child, server: &Server, questions: usize, moment: Duration) -> bool {
    let (begun, goal) = (Instant::now(), server.count() + questions);
    // However slow this test is, the command does not come to its end meanwhile.
    server.hold_from(goal + 20);
    while server.count() < goal && begun.elapsed() < Duration::from_secs(60) {
        if child.try_wait().expect("a child").is_some() {
            let ended = child.wait_with_output().expect("it ended");
            assert!(ended.status.success(), "{}", said(&ended));
            return false;
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    std::thread::sleep(moment);
    child.kill().expect("it can be killed");
    child.wait().expect("it ends");
    true
}

/// How many answers are kept beside this output.
fn kept(output: &Path) -> usize {
    let path = output.with_added_extension("answers");
    // Whoever had it open is dead, but its last breath may take a moment.
    let archive = std::iter::repeat_with(|| attuned::Archive::open(&path)).find_map(Result::ok);
    archive.map_or(0, |archive| archive.len() as usize)
}

#[test]
fn killed_at_any_moment_nothing_is_lost_doubled_or_paid_twice() {
    let (folder, input) = drafts(2_000);
    let output = folder.path().join("out.jsonl");
    let server = Server::start(well, Duration::from_millis(5));
    let (mut lost, mut kills, mut random) = (0, 0, 88_172_645_463_325_252_u64);
    while kills < 50 {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        let options = asking(&server);
        let options: Vec<&str> = options.iter().map(String::as_str).collect();
        let child = batch(&input, &output, &options).spawn().expect("it starts");
        let moment = Duration::from_micros(random % 10_000);
        if !kill_after(child, &server, 1 + (random % 60) as usize, moment) {
            break;
        }
        kills += 1;
        let lost_before = std::mem::replace(&mut lost, server.count() - kept(&output));
        assert!(lost - lost_before <= 64, "{lost_before} questions lost before this kill, {lost} behind it");
    }
    // What is asked between two kills decides when all is done.
    assert!(kills >= 20, "it ended after {kills} kills");
    server.hold_from(usize::MAX);
    let last = run(&input, &output, &server, &[]);
    assert!(last.status.success(), "{}", said(&last));
    let lines = lines(&output);
    let ids: Vec<u64> = lines.iter().filter_map(|line| line["id"].as_u64()).collect();
    assert_eq!(ids, (0..2_000).collect::<Vec<_>>(), "one line a record, in order");
    assert!(lines.iter().all(|line| line["verdict"] == "revised" && line["shelf"] == "b"));
    assert_eq!(server.count(), 2_000 + lost, "an answer that was kept was asked for again");
    assert!(!output.with_added_extension("partial").exists());
}

#[test]
fn a_change_is_said_before_anything_is_mixed() {
    let (folder, input) = drafts(20);
    let output = folder.path().join("out.jsonl");
    let server = Server::start(well, Duration::ZERO);
    assert!(run(&input, &output, &server, &["--budget", "5calls"]).status.code() == Some(2));
    let changed = run(&input, &output, &server, &["--keep", "Terms"]);
    assert!(
        changed.status.code() == Some(2) && said(&changed).contains("keep: not set, now [\"Terms\"]"),
        "{}",
        said(&changed)
    );
    assert_eq!(server.count(), 5, "nobody was asked");
    let fresh = run(&input, &output, &server, &["--keep", "Terms", "--fresh"]);
    assert!(fresh.status.success(), "{}", said(&fresh));
    assert_eq!((lines(&output).len(), server.count()), (20, 25), "what was answered is asked again");
}

#[test]
fn a_budget_stops_and_a_larger_one_goes_on() {
    let (folder, input) = drafts(60);
    let output = folder.path().join("out.jsonl");
    let server = Server::start(well, Duration::from_millis(2));
    let poor = run(&input, &output, &server, &["--budget", "25calls"]);
    assert_eq!(poor.status.code(), Some(2));
    assert!(said(&poor).contains("the budget is spent") && !output.exists(), "{}", said(&poor));
    assert_eq!(server.count(), 25);
    let still = run(&input, &output, &server, &["--budget", "25calls"]);
    assert_eq!((still.status.code(), server.count()), (Some(2), 25), "spent is spent");
    let rich = run(&input, &output, &server, &["--budget", "60calls"]);
    assert!(rich.status.success(), "{}", said(&rich));
    assert_eq!((lines(&output).len(), server.count()), (60, 60));
    let again = run(&input, &output, &server, &[]);
    assert!(again.status.success() && said(&again).contains("is done"), "{}", said(&again));
    assert_eq!(server.count(), 60);
}

#[test]
fn a_server_that_says_slower_gets_it_slower() {
    let script = |place: usize| if (10..14).contains(&place) { (429, "retry-after: 1\r\n") } else { (200, "") };
    let (folder, input) = drafts(60);
    let output = folder.path().join("out.jsonl");
    let server = Server::start(script, Duration::from_millis(2));
    let begun = Instant::now();
    let done = run(&input, &output, &server, &[]);
    assert!(done.status.success(), "{}", said(&done));
    assert!(begun.elapsed() >= Duration::from_secs(1));
    assert_eq!((lines(&output).len(), server.count()), (60, 64));
}

#[test]
fn a_wrong_key_stops_the_run_before_every_record_fails() {
    let (folder, input) = drafts(500);
    let output = folder.path().join("out.jsonl");
    let server = Server::start(|_| (401, ""), Duration::ZERO);
    let refused = run(&input, &output, &server, &[]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(
        said(&refused).contains("refused the key") && server.count() <= 64,
        "{} {}",
        server.count(),
        said(&refused)
    );
    assert!(!output.exists());
}

#[test]
fn records_that_failed_are_done_again_and_the_others_are_not() {
    // A server that trips over each question of the first order it sees, until it has refused often enough.
    let script = |place: usize| if place < 3 { (503, "") } else { (200, "") };
    let (folder, input) = drafts(1);
    let text = std::fs::read_to_string(&input).expect("the input");
    std::fs::write(&input, format!("{text}{{\"id\": 7, \"draft\": 9}}\n")).expect("room");
    let output = folder.path().join("out.jsonl");
    let server = Server::start(script, Duration::ZERO);
    let first = run(&input, &output, &server, &[]);
    assert_eq!(first.status.code(), Some(2));
    let errors: Vec<String> = lines(&output).iter().map(|line| line["error"]["kind"].to_string()).collect();
    assert_eq!(errors, ["\"model\"", "\"record\""]);
    let again = run(&input, &output, &server, &["--retry-failed"]);
    assert_eq!(again.status.code(), Some(2), "one record cannot be read");
    let verdicts: Vec<Value> = lines(&output).iter().map(|line| line["verdict"].clone()).collect();
    assert_eq!((verdicts, server.count()), (vec![json!("revised"), Value::Null], 4));
}

#[test]
fn what_is_not_ours_is_not_written_over() {
    let (folder, input) = drafts(2);
    let output = folder.path().join("out.jsonl");
    std::fs::write(&output, "mine\n").expect("room");
    let refused = batch(&input, &output, &["--engine", "builtin"]).output().expect("it runs");
    assert!(refused.status.code() == Some(2) && said(&refused).contains("move it away"), "{}", said(&refused));
    assert_eq!(std::fs::read_to_string(&output).expect("still there"), "mine\n");
    let folder_output = batch(&input, folder.path(), &["--engine", "builtin"]).output().expect("it runs");
    assert!(
        folder_output.status.code() == Some(2) && said(&folder_output).contains("folder"),
        "{}",
        said(&folder_output)
    );
}

#[test]
fn pairs_of_drafts_are_made_once_all_drafts_are_done() {
    let (folder, input) = drafts(30);
    let output = folder.path().join("dpo/pairs.jsonl");
    let server = Server::start(well, Duration::ZERO);
    let options = asking(&server);
    let pairs = |more: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_attuned"));
        command.arg("pairs").arg(&input).arg("-o").arg(&output).args(["--format", "trl-chat", "--isolated"]);
        command.args(["--near-duplicates", "keep"]).args(&options).args(more);
        command.env_clear().stdin(Stdio::null()).output().expect("it runs")
    };
    let poor = pairs(&["--budget", "10calls"]);
    assert!(poor.status.code() == Some(2) && !output.exists(), "{}", said(&poor));
    let done = pairs(&[]);
    assert!(done.status.success(), "{}", said(&done));
    assert_eq!((lines(&output).len(), server.count()), (30, 30));
    let card = std::fs::read_to_string(folder.path().join("dpo/README.md")).expect("the card");
    assert!(card.contains("tiny") && card.contains("30 calls"), "{card}");
}

#[test]
fn shards_are_the_whole_and_share_nothing() {
    let (folder, input) = drafts(10);
    let mut ids = Vec::new();
    for shard in ["1/3", "2/3", "3/3"] {
        let output = folder.path().join(shard.replace('/', "-"));
        let done = batch(&input, &output, &["--engine", "builtin", "--shard", shard]).output().expect("it runs");
        assert!(done.status.success(), "{}", said(&done));
        ids.extend(lines(&output).iter().filter_map(|line| line["id"].as_u64()));
    }
    ids.sort_unstable();
    assert_eq!(ids, (0..10).collect::<Vec<_>>());
}

#[test]
fn an_input_that_changed_is_noticed() {
    let (folder, input) = drafts(20);
    let output = folder.path().join("out.jsonl");
    let server = Server::start(well, Duration::ZERO);
    // As many as are asked at once, so that the first record is among them.
    run(&input, &output, &server, &["--budget", "16calls"]);
    let text = std::fs::read_to_string(&input).expect("the input");
    let swapped: Vec<&str> = text.lines().rev().collect();
    std::fs::write(&input, swapped.join("\n") + "\n").expect("room");
    let other = run(&input, &output, &server, &["--budget", "20calls"]);
    assert!(other.status.code() == Some(2) && said(&other).contains("not what it was"), "{}", said(&other));
}

#[test]
fn batch_files_are_handed_over_once_and_what_they_miss_is_asked_again() {
    let (folder, input) = drafts(12);
    let output = folder.path().join("out.jsonl");
    let server = Server::start(well, Duration::ZERO);
    let poor = run(&input, &output, &server, &["--via", "batch", "--budget", "5calls"]);
    assert!(poor.status.code() == Some(2) && server.jobs() == 0, "{}", said(&poor));
    // Killed while the provider is at it: the next run takes up the same job.
    let options = asking(&server);
    let options: Vec<&str> = options.iter().map(String::as_str).chain(["--via", "batch", "--poll", "1h"]).collect();
    let mut child = batch(&input, &output, &options).spawn().expect("it starts");
    let jobs = output.with_added_extension("jobs.json");
    while !std::fs::read_to_string(&jobs).is_ok_and(|text| text.contains("\"job\"") && !text.contains("null")) {
        std::thread::sleep(Duration::from_millis(5));
    }
    child.kill().expect("it can be killed");
    child.wait().expect("it ends");
    let done = run(&input, &output, &server, &["--via", "batch", "--poll", "10ms"]);
    assert!(done.status.success(), "{}", said(&done));
    assert_eq!((server.jobs(), server.count()), (2, 13), "the request without an answer was asked again");
    assert!(lines(&output).len() == 12 && lines(&output).iter().all(|line| line["verdict"] == "revised"));
    let left: Vec<_> =
        std::fs::read_dir(folder.path()).expect("the folder").map(|one| one.expect("a file").file_name()).collect();
    assert_eq!(left.len(), 4, "input, output, answers and what the run was: {left:?}");
}

#[test]
fn several_candidates_are_asked_for_apart_and_ranked() {
    let (folder, input) = drafts(2);
    let output = folder.path().join("out.jsonl");
    let server = Server::start(well, Duration::ZERO);
    let done = run(&input, &output, &server, &["--candidates", "3"]);
    assert!(done.status.success(), "{}", said(&done));
    assert_eq!(server.count(), 6);
    for line in lines(&output) {
        let candidates = line["candidates"].as_array().expect("a list");
        assert_eq!(
            (candidates[0]["verdict"].clone(), candidates[1]["verdict"].clone()),
            (json!("revised"), json!("draft"))
        );
        assert_eq!(candidates.len(), 2, "the same reply three times is one");
    }
}

#[test]
fn no_word_of_a_conversation_is_said() {
    let (folder, input) = drafts(3);
    let output = folder.path().join("out.jsonl");
    let server = Server::start(|_| (500, ""), Duration::ZERO);
    let failed = run(&input, &output, &server, &["-v"]);
    for word in ["furious", "regretted", "nobody told me"] {
        assert!(!said(&failed).contains(word), "{}", said(&failed));
    }
}
