//! `attuned pairs`: files and what stands beside them, what is refused, what the summary says.

use super::Run;
use insta::assert_snapshot;
use serde_json::Value;
use std::path::Path;
use std::process::Command;

const OUTCOMES: &str = include_str!("../../fixtures/pairs/outcomes.jsonl");
const DRAFTS: &str = include_str!("../../fixtures/pairs/drafts.jsonl");

/// A folder with the outcomes in it.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("outcomes.jsonl"), OUTCOMES).expect("a file");
    folder
}

/// Exit code and errors of `attuned pairs outcomes.jsonl` with further words.
fn pairs(folder: &Path, words: &str) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_attuned"));
    command.args(["pairs", "outcomes.jsonl"]).args(words.split_whitespace()).env_clear().current_dir(folder);
    let output = command.output().expect("the command runs");
    (output.status.code().expect("a code"), String::from_utf8_lossy(&output.stderr).into_owned())
}

fn text(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).expect("a file")
}

fn rows(folder: &Path, name: &str) -> Vec<Value> {
    text(folder, name).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

/// What is in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<_> = entries.map(|name| name.to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn help_and_summary_teach() {
    assert_snapshot!("help_pairs", Run::new(&["pairs", "--help"]).seen());
    let folder = folder();
    let (code, said) = pairs(folder.path(), "-o dpo/pairs.jsonl --format trl-chat --negatives");
    assert_snapshot!("pairs_summary", format!("exit code {code}\n{said}"));
    assert_eq!(pairs(folder.path(), "-o - --format kto -q"), (0, String::new()));
    let (_, said) = pairs(folder.path(), "-o - --format kto -v");
    assert!(said.contains("attuned: german: not_judged\n"), "{said}");
}

#[test]
fn a_card_and_a_manifest_stand_beside_the_data() {
    let folder = folder();
    pairs(
        folder.path(),
        "-o dpo/pairs.jsonl --format llamafactory --split train=0.7,test=0.3 --source ticket --match-length",
    );
    let dpo = folder.path().join("dpo");
    let wanted = ["README.md", "dataset_info.json", "manifest.json", "pairs.test.jsonl", "pairs.train.jsonl"];
    assert_eq!(names(&dpo), wanted, "and nothing else is left behind");
    assert_snapshot!("pairs_card", text(&dpo, "README.md"));
    let manifest = text(&dpo, "manifest.json");
    assert_snapshot!("pairs_manifest", manifest);
    let manifest: Value = serde_json::from_str(&manifest).expect("JSON");
    for file in manifest["files"].as_array().expect("files") {
        let name = file["name"].as_str().expect("a name");
        assert_eq!(file["rows"], rows(&dpo, name).len());
    }
}

#[test]
fn the_same_command_gives_the_same_bytes() {
    let (one, other) = (folder(), folder());
    for folder in [&one, &other] {
        pairs(folder.path(), "-o d/pairs.jsonl --format distilabel --split a=0.5,b=0.5 --negatives --match-length");
    }
    for name in names(&one.path().join("d")) {
        assert_eq!(text(&one.path().join("d"), &name), text(&other.path().join("d"), &name), "{name}");
    }
}

#[test]
fn no_ticket_is_in_two_splits() {
    for share in ["0.3", "0.5", "0.7"] {
        let folder = folder();
        let rest = 1.0 - share.parse::<f64>().expect("a number");
        pairs(
            folder.path(),
            &format!("-o d/p.jsonl --format record --source ticket --negatives --split a={share},b={rest:.1}"),
        );
        let tickets = |name: &str| -> Vec<Value> {
            rows(&folder.path().join("d"), name).iter().map(|row| row["source_id"].clone()).collect()
        };
        let (a, b) = (tickets("p.a.jsonl"), tickets("p.b.jsonl"));
        assert!(a.iter().all(|ticket| !b.contains(ticket)), "{a:?} {b:?}");
        assert!(!a.is_empty() || !b.is_empty());
    }
}

#[test]
fn what_is_not_ours_stays() {
    let folder = folder();
    let at = |words: &str| pairs(folder.path(), words);
    assert_eq!(at("-o d/pairs.jsonl --format trl-chat -q"), (0, String::new()));
    let before = text(folder.path(), "d/pairs.jsonl");
    let mut said = String::new();
    for words in [
        "-o d/pairs.jsonl --format trl-chat",
        "-o d/other.jsonl --format trl-chat",
        "-o outcomes.jsonl --format trl-chat --overwrite",
        "-o mine/pairs.jsonl --format trl-chat --overwrite",
    ] {
        std::fs::create_dir_all(folder.path().join("mine")).expect("a folder");
        std::fs::write(folder.path().join("mine/README.md"), "mine").expect("a file");
        let (code, error) = at(words);
        assert_eq!(code, 2, "{words}");
        said.push_str(&error);
    }
    assert_snapshot!("pairs_refused", said);
    assert_eq!(text(folder.path(), "d/pairs.jsonl"), before);
    assert_eq!(text(folder.path(), "outcomes.jsonl"), OUTCOMES);
    assert_eq!(at("-o d/pairs.jsonl --format trl-chat --overwrite -q"), (0, String::new()));
    assert_eq!(text(folder.path(), "d/pairs.jsonl"), before);
}

#[test]
fn what_cannot_be_meant_is_refused_before_anything_is_written() {
    let folder = folder();
    let mut said = String::new();
    for words in [
        "-o - --format trl --split train=0.9,test=0.1",
        "-o p.jsonl --format trl --split train=0.9",
        "-o p.jsonl --format trl --near-duplicates 2",
        "-o p.jsonl --format trl --min-margin 5",
        "-o p.jsonl --format dpo",
        "-o p.parquet --format openai",
        "-o s3://bucket/p.jsonl --format trl",
        "-o p.jsonl --format trl --min-margin 4",
    ] {
        let (code, error) = pairs(folder.path(), words);
        assert_eq!(code, 2, "{words}");
        said.push_str(&error);
    }
    assert_snapshot!("pairs_usage", said);
    assert_eq!(names(folder.path()), ["outcomes.jsonl"]);
}

#[test]
fn lines_that_cannot_be_read_are_said_and_the_rest_is_done() {
    let first = OUTCOMES.lines().next().expect("a line");
    let mixed = format!("{first}\n{{\"draft\": 1}}\nnot json\n{}", OUTCOMES.lines().nth(3).expect("a line"));
    assert_snapshot!("pairs_bad_lines", Run::new(&["pairs", "-", "-o", "-", "--format", "openai"]).input(mixed).seen());
    assert_snapshot!("pairs_of_drafts", Run::new(&["pairs", "-", "-o", "-", "--format", "trl"]).input(DRAFTS).seen());
    assert_snapshot!("pairs_no_file", Run::new(&["pairs", "no.jsonl", "-o", "-", "--format", "trl"]).seen());
}
