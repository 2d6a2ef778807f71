//! Large files: a megabyte in one line, ten thousand replies, hundreds of changes. What is quadratic would not end.

use attuned::{CannedFile, CannedOptions, Span};
use std::fmt::Write;
use std::time::{Duration, Instant};

/// Far more than is needed without optimizing; a tenth of a second is enough with it.
const PATIENCE: Duration = Duration::from_secs(30);

fn read(name: &str, text: &str) -> CannedFile {
    CannedFile::parse(name, text.as_bytes().to_vec(), &CannedOptions::default()).expect("replies")
}

/// Reads it, places words all over it, and changes every twentieth reply.
fn exercise(name: &str, text: &str, count: usize) {
    let start = Instant::now();
    let file = read(name, text);
    assert_eq!(file.replies().len(), count);
    for (at, reply) in file.replies().iter().enumerate() {
        let end = reply.text.find(' ').expect("two words");
        assert!(file.place(at, Span::new(0, end)).column > 0);
    }
    let new: Vec<(usize, String)> = file
        .replies()
        .iter()
        .enumerate()
        .step_by(20)
        .map(|(at, reply)| (at, format!("Well: {}", reply.text)))
        .collect();
    let new: Vec<(usize, &str)> = new.iter().map(|(at, text)| (*at, text.as_str())).collect();
    let bytes = file.with_texts(&new).expect("changes");
    assert_eq!(bytes.len(), text.len() + new.len() * "Well: ".len());
    assert!(start.elapsed() < PATIENCE, "{name}: {:?}", start.elapsed());
}

fn words(at: usize) -> String {
    format!("Hello {{{{name}}}}, your order {at} left us today\\nand comes with the late van — on Friday.")
}

#[test]
fn macros_of_zendesk() {
    let mut text = String::from("{\"macros\":[");
    for at in 0..10_000 {
        let comma = if at > 0 { "," } else { "" };
        let words = words(at);
        write!(text, r#"{comma}{{"id":{at},"title":"T","actions":[{{"field":"comment_value","value":"{words}"}}]}}"#)
            .expect("memory");
    }
    text.push_str("]}");
    assert!(text.len() > 1_000_000);
    exercise("macros.json", &text, 10_000);
}

#[test]
fn lines_lists_and_tables() {
    let lines: String = (0..10_000).map(|at| format!("{{\"id\":1,\"body\":\"{}\"}}\n", words(at))).collect();
    exercise("lines.jsonl", &lines, 10_000);
    let list = format!("[{}]", (0..10_000).map(|at| format!("\"{}\"", words(at))).collect::<Vec<_>>().join(","));
    exercise("list.json", &list, 10_000);
    let table: String = (0..10_000).map(|at| format!("{at},\"{}\"\n", words(at))).collect();
    exercise("table.csv", &format!("id,reply\n{table}"), 10_000);
}

#[test]
fn one_reply_of_a_megabyte() {
    let long = "We wrote to you on Monday \\u2013 and again today.\\n".repeat(20_000);
    exercise("long.json", &format!("{{\"body\":\"{long}\"}}"), 1);
}

#[test]
fn deep_nesting_is_refused() {
    let deep = format!("{}{}", "[".repeat(200_000), "]".repeat(200_000));
    let error = CannedFile::parse("deep.json", deep.into_bytes(), &CannedOptions::default()).expect_err("too deep");
    assert!(error.to_string().contains("nested too deeply"), "{error}");
}

#[test]
fn replies_of_placeholders_alone() {
    let text = "{{a}}[NAME]".repeat(60_000);
    for name in ["x.txt", "x.md"] {
        let start = Instant::now();
        let file = read(name, &text);
        assert_eq!(attuned::lint(&[file], &attuned::LintOptions::default()).lints.len(), 0);
        assert!(start.elapsed() < PATIENCE, "{name}: {:?}", start.elapsed());
    }
}

#[test]
fn a_letter_of_two_hundred_kilobytes_with_what_mends_it() {
    let one = |at: usize| format!("We met on day {at}. Please be advised that your application {at} was declined.\n\n");
    let text: String = (0..2_000).map(one).collect();
    let start = Instant::now();
    let mut options = attuned::LintOptions::default();
    options.fixes = true;
    let linted = attuned::lint(&[read("x.txt", &text)], &options);
    assert!(linted.lints.iter().filter(|lint| lint.fix.is_some()).count() > 100);
    assert!(start.elapsed() < 4 * PATIENCE, "{:?}", start.elapsed());
}
