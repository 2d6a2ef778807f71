//! What the replies of a run repeat: said on standard error at the end, never among the records.

use super::judge::say;
use super::{PLAIN, Run};
use insta::assert_snapshot;
use serde_json::{Value, json};
use std::net::TcpListener;

/// Twelve saved replies of an invented shop.
const LIBRARY: &str = include_str!("../../fixtures/canned/shop.jsonl");

/// Standard output and standard error.
fn both(arguments: &[&str], input: &str) -> (String, String) {
    let (output, _folder) = Run::new(arguments).input(input).output();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (text(output.stdout), text(output.stderr))
}

/// Six people with a grievance, all answered by the same three moves.
fn letters() -> String {
    let things = ["kettle", "rug", "drum", "sledge", "mirror", "stove"];
    let letter = |thing: &&str| {
        let said = format!("The {thing} arrived smashed and I am furious, it was for my mother's birthday.");
        let draft = format!("I'm so sorry. Your {thing} arrived smashed. Please send a photo of the {thing}.");
        json!({"conversation": [{"role": "user", "content": said}], "draft": draft}).to_string() + "\n"
    };
    things.iter().map(letter).collect()
}

#[test]
fn a_library_that_repeats_itself_is_told_so_in_every_format() {
    let said = both(&["check", "--format", "jsonl", "--fail-on", "never"], LIBRARY);
    assert_snapshot!("repeats_check", said.1);
    for format in ["human", "json"] {
        assert_eq!(both(&["check", "--format", format], LIBRARY).1, said.1, "{format}");
    }
}

#[test]
fn a_quiet_run_says_nothing_and_the_records_are_the_same() {
    for command in [&["check", "--format", "jsonl"][..], &["revise", "--engine", "builtin", "--format", "text"]] {
        let (loud, quiet) = (both(command, LIBRARY), both(&[command, &["-q"]].concat(), LIBRARY));
        assert_eq!((loud.0, ""), (quiet.0, quiet.1.as_str()));
        assert!(loud.1.contains("repeat themselves"), "{}", loud.1);
    }
}

#[test]
fn revised_replies_are_compared_and_their_drafts_counted_beside_them() {
    let arguments = ["revise", "--engine", "builtin", "--format", "jsonl"];
    assert_snapshot!("repeats_revise", both(&arguments, LIBRARY).1);
    assert_eq!(both(&arguments, LIBRARY).1, both(&arguments, LIBRARY).1);
}

#[test]
fn the_sequence_of_moves_is_counted() {
    assert_snapshot!("repeats_sequence", both(&["check", "--format", "jsonl"], &letters()).1);
}

#[test]
fn few_records_are_no_batch() {
    let four = LIBRARY.lines().take(4).collect::<Vec<_>>().join("\n");
    for input in [PLAIN, LIBRARY.lines().next().expect("a line"), &four] {
        assert_eq!(both(&["check", "--format", "jsonl"], input).1, "");
    }
}

/// The address of a server whose model opens every reply alike.
fn model() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}/v1", listener.local_addr().expect("an address"));
    let reply = "Thank you for asking. We have declined your claim. We will look again on Monday.";
    let answer = json!({"critique": "It hides who declined.", "reply": reply, "changes": []});
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            say(stream, &answer).expect("the command listens");
        }
    });
    url
}

/// Six replies that go out as they are, each with this opening, and one draft to revise.
fn queue(opening: &str) -> String {
    let record = |said: &str, draft: &str| {
        json!({"conversation": [{"role": "user", "content": said}], "draft": draft}).to_string() + "\n"
    };
    let plain = (1..=6).map(|day| record("When do you close?", &format!("{opening} We close at six on day {day}.")));
    let hurt = "You lost my father's watch and hung up on me twice. I am furious. Why?";
    plain.chain([record(hurt, "Your claim has been declined. We will look again on Monday.")]).collect()
}

#[test]
fn an_opening_that_went_out_before_is_not_taken_again() {
    for (opening, verdict) in [("Thank you for asking.", "kept"), ("Glad you asked.", "revised")] {
        let url = model();
        let arguments = ["revise", "-q", "--format", "jsonl", "--base-url", &url, "--model", "tiny"];
        let lines = Run::new(&arguments).input(queue(opening)).lines();
        let last: &Value = lines.last().expect("an outcome");
        assert_eq!(last["verdict"], verdict, "{last:#}");
        let broken = last["rounds"].to_string().contains("opens other replies of this batch");
        assert_eq!(broken, verdict == "kept", "{last:#}");
    }
}
