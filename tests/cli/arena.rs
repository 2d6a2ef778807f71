//! `attuned arena`: tables, formats, the judge in both orders, and what cannot be compared.

use super::Run;
use super::judge::exchange;
use insta::assert_snapshot;
use serde_json::{Value, json};
use std::net::TcpListener;
use std::path::Path;

const SETS: [&str; 3] = ["drafts.jsonl", "plain.jsonl", "warm.jsonl"];

/// A run over the fixtures, in a folder that holds nothing else.
fn run(rest: &[&str]) -> Run {
    let fixture = |name: &str| {
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/arena").join(name))
            .expect("the fixture")
    };
    SETS.iter().fold(Run::new(&[&["arena"], rest].concat()), |run, name| run.file(name, fixture(name)))
}

fn json_of(run: Run) -> Value {
    serde_json::from_slice(&run.output().0.stdout).expect("JSON")
}

/// A judge that likes plain words, objects to a new urn, and takes what comes first about the violin.
fn judge() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}/v1", listener.local_addr().expect("an address"));
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            exchange(stream, opinion).expect("the command listens");
        }
    });
    url
}

fn opinion(request: &str) -> String {
    let request: Value = serde_json::from_str(request).expect("JSON");
    let words = request["messages"][1]["content"].as_str().expect("words");
    let (first, second) = words.split_once("The second reply:").expect("two replies");
    let first = first.split_once("The first reply:").expect("two replies").1;
    let is_plain =
        |text: &str| ["fired it", "left at the barrier", "somebody else"].iter().any(|one| text.contains(one));
    let better = match (is_plain(first), words.contains("violin")) {
        (_, true) => "first",
        (true, _) => "first",
        _ => "second",
    };
    let holder = if second.contains("a new one") { "second" } else { "first" };
    let objection =
        json!({"reply": holder, "kind": "new_promise", "quote": "we will make you a new one", "reason": "nobody did"});
    json!({"better": better, "reason": "It says who did it.", "objections": [objection]}).to_string()
}

fn judged(url: &str, rest: &[&str]) -> Run {
    let server = ["drafts.jsonl", "plain.jsonl", "warm.jsonl", "--judge", "--base-url", url, "--model", "tiny", "-q"];
    run(&[&server[..], rest].concat())
}

#[test]
fn people_read_tables() {
    assert_snapshot!("help_arena", Run::new(&["arena", "--help"]).seen());
    assert_snapshot!("arena_human", run(&["drafts.jsonl", "plain.jsonl", "warm.jsonl"]).seen());
    let named = run(&["drafts.jsonl", "draft", "plain.jsonl", "--name-a", "before", "--name-b", "after"]);
    assert_snapshot!("arena_draft", named.seen());
}

#[test]
fn a_judge_is_heard_where_both_orders_agree() {
    let url = judge();
    assert_snapshot!("arena_judged", judged(&url, &[]).seen());
    let all = json_of(judged(&url, &["--format", "json"]));
    let decisions: Vec<&Value> =
        all["pairs"].as_array().expect("pairs").iter().map(|one| &one["ruling"]["decision"]).collect();
    assert_eq!(decisions, ["a", "a", "a", "same", "position"]);
    assert_eq!(
        (&all["judge"]["all"]["wins"], &all["judge"]["usage"]["calls"], &all["model"]),
        (&json!(3), &json!(8), &json!("tiny"))
    );
    let heard = &all["pairs"][0]["ruling"]["heard"];
    assert_eq!((&heard[0]["first"], &heard[1]["first"], &heard[1]["better"]), (&json!("a"), &json!("b"), &json!("a")));
    assert_eq!(
        (&heard[1]["objections"][0]["side"], &heard[1]["objections"][0]["kind"]),
        (&json!("b"), &json!("new_promise"))
    );
}

#[test]
fn the_page_shows_pairs_side_by_side() {
    let (output, _folder) = judged(&judge(), &["--format", "html"]).output();
    let page = String::from_utf8(output.stdout).expect("UTF-8");
    for part in ["plain preferred <b>3</b>", "<ins>", "<del>", "The judge, with warm first", "guard-b"] {
        assert!(page.contains(part), "{part}");
    }
    assert!(!page.contains("<script"));
}

#[test]
fn a_judge_that_does_not_answer_costs_its_pairs() {
    let run = judged("http://127.0.0.1:9/v1", &["--format", "json"]).file("attuned.toml", "retries = 0\n");
    let (output, _folder) = run.output();
    let all: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!((&all["judge"]["failed"], &all["judge"]["all"]["pairs"]), (&json!(4), &json!(1)));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.starts_with("attuned: judge: 4 pairs left out: no connection to 127.0.0.1:9"), "{said}");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn what_does_not_fit_is_named_and_the_rest_is_compared() {
    let drafts = "{\"id\": 1, \"draft\": \"Room 4.\"}\n{\"id\": 2, \"draft\": 7}\n{\"id\": 3, \"draft\": \"At six.\"}\n\
                  {\"id\": 4, \"draft\": \"No.\", \"must_keep\": \"No\"}\n";
    let replies = "{\"id\": 1, \"text\": \"Room 5.\"}\noops\n{\"id\": 4, \"text\": \"Yes.\"}\n{\"id\": 9, \"text\": \"Hm.\"}\n\
                   {\"id\": 3, \"error\": {\"kind\": \"model\", \"message\": \"late\"}, \"text\": \"At six.\"}\n";
    let run = |rest: &[&str]| {
        Run::new(&[&["arena", "drafts", "draft", "replies"], rest].concat())
            .file("drafts", drafts)
            .file("replies", replies)
    };
    assert_snapshot!("arena_strays", run(&[]).seen());
    let all = json_of(run(&["--format", "json"]));
    assert_eq!((all["pairs"].as_array().map(Vec::len), all["errors"].as_array().map(Vec::len)), (Some(1), Some(6)));
    assert_eq!(all["errors"][0]["error"]["kind"], "record");
}

#[test]
fn sets_that_do_not_belong_together_are_refused() {
    let one = |name: &str, drafts: &str, replies: &str| {
        let run = Run::new(&["arena", "drafts", "draft", "replies"]).file("drafts", drafts).file("replies", replies);
        assert_snapshot!(name, run.seen());
    };
    one("arena_ids_on_one_side", "{\"id\": 1, \"draft\": \"Hm.\"}", "{\"text\": \"Hm.\"}");
    one("arena_fewer_replies", "{\"draft\": \"Hm.\"}\n{\"draft\": \"Oh.\"}", "{\"text\": \"Hm.\"}");
    one("arena_no_reply", "{\"draft\": \"Hm.\"}", "{\"draft\": \"Hm.\"}");
    assert_snapshot!("arena_judge_without_model", run(&["drafts.jsonl", "draft", "plain.jsonl", "--judge"]).seen());
    assert_snapshot!("arena_twice_standard_input", run(&["-", "-", "plain.jsonl"]).seen());
    assert_snapshot!("arena_no_such_file", run(&["drafts.jsonl", "draft", "no.jsonl"]).seen());
}

#[test]
fn without_ids_replies_are_found_by_their_place() {
    let run = Run::new(&["arena", "-", "draft", "replies", "--format", "json"])
        .input("{\"draft\": \"Room 4.\"}\n{\"draft\": \"Room 6.\"}\n");
    let all = json_of(run.file("replies", "[{\"response\": \"Room 4.\"}, {\"completion\": \"Room 7.\"}]"));
    let unchanged: Vec<&Value> =
        all["pairs"].as_array().expect("pairs").iter().map(|one| &one["b"]["unchanged"]).collect();
    assert_eq!(unchanged, [&json!(true), &json!(false)]);
    assert_eq!(all["pairs"][1]["b"]["violations"][0]["guard"], "numbers");
}

#[test]
fn nothing_that_is_said_of_a_failure_holds_words_of_a_text() {
    let drafts = "{\"id\": 1, \"draft\": \"walrus\"}\n{\"id\": 2, \"draft\": [\"walrus\"]}\n{\"id\": 3, \"draft\": \"walrus\", \"domain\": [\"walrus\"]}\n";
    let replies = "{\"id\": 1, \"text\": \"seal\", \"draft\": \"walrus?\"}\n{\"id\": 3, \"text\": \"walrus\"}\n{\"id\": 4, \"text\": \"walrus\"}\nwalrus\n";
    let run = Run::new(&["arena", "drafts", "draft", "replies"]).file("drafts", drafts).file("replies", replies);
    let (output, _folder) = run.output();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("made from another draft") && said.contains("nothing to compare"), "{said}");
    assert!(!said.contains("walrus") && !said.contains("seal"), "{said}");
}
