//! The command as people and scripts meet it: output, errors and exit code in one snapshot.

#[path = "cli/arena.rs"]
mod arena;
#[path = "cli/eval.rs"]
mod eval;
#[path = "cli/imagine.rs"]
mod imagine;
#[path = "cli/judge.rs"]
mod judge;
#[path = "cli/lint.rs"]
mod lint;
#[path = "cli/lsp/mod.rs"]
mod lsp;
#[path = "cli/pairs.rs"]
mod pairs;
#[path = "cli/repeat.rs"]
mod repeat;
#[path = "cli/review.rs"]
mod review;
#[path = "cli/revise.rs"]
mod revise;
#[path = "cli/serve.rs"]
mod serve;

use insta::assert_snapshot;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

/// An exchange without feeling, in which nothing is ever found.
const PLAIN: &str = r#"{"id": "a", "conversation": [{"role": "user", "content": "What time do you close on Saturday?"}], "draft": "We close at six on Saturday.", "x": {"kept": [1, null]}}"#;

/// A run of the command in an empty folder and an empty environment.
struct Run {
    folder: tempfile::TempDir,
    command: Command,
    input: String,
}

impl Run {
    fn new(arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut command = Command::new(env!("CARGO_BIN_EXE_attuned"));
        command.args(arguments).env_clear().current_dir(folder.path());
        Self { folder, command, input: String::new() }
    }

    fn input(mut self, input: impl Into<String>) -> Self {
        self.input = input.into();
        self
    }

    fn file(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, content).expect("a file");
        self
    }

    fn variable(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    fn beneath(mut self, folder: &str) -> Self {
        let path = self.folder.path().join(folder);
        std::fs::create_dir_all(&path).expect("a folder");
        self.command.current_dir(path);
        self
    }

    fn spawn(&mut self) -> Child {
        self.command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        self.command.spawn().expect("the command runs")
    }

    fn output(mut self) -> (Output, tempfile::TempDir) {
        let mut child = self.spawn();
        // A command that refuses its arguments does not read.
        let _ = child.stdin.take().expect("a pipe").write_all(self.input.as_bytes());
        (child.wait_with_output().expect("it ends"), self.folder)
    }

    /// Exit code, output and errors; the folder is called FOLDER.
    fn seen(self) -> String {
        let (output, folder) = self.output();
        let mut seen = format!("exit code {}\n", output.status.code().expect("a code"));
        for (name, bytes) in [("stdout", &output.stdout), ("stderr", &output.stderr)] {
            if !bytes.is_empty() {
                let _ = write!(seen, "--- {name}\n{}", String::from_utf8_lossy(bytes));
            }
        }
        nameless(&seen, folder.path())
    }

    fn code(self) -> Option<i32> {
        self.output().0.status.code()
    }

    fn lines(self) -> Vec<serde_json::Value> {
        let (output, _folder) = self.output();
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
    }
}

fn nameless(seen: &str, folder: &Path) -> String {
    let real = folder.canonicalize().expect("a folder");
    seen.replace(&*real.to_string_lossy(), "FOLDER").replace(&*folder.to_string_lossy(), "FOLDER")
}

#[test]
fn help_teaches() {
    assert_snapshot!("help", Run::new(&["--help"]).seen());
    assert_snapshot!("help_check", Run::new(&["check", "--help"]).seen());
    assert_snapshot!("help_revise", Run::new(&["revise", "-h"]).seen());
    assert_snapshot!("help_prompts", Run::new(&["prompts", "--help"]).seen());
    assert_snapshot!("no_command", Run::new(&[]).seen());
}

#[test]
fn usage_that_cannot_be_meant_is_refused() {
    assert_snapshot!("unknown_option", Run::new(&["check", "--formt", "json"]).seen());
    assert_snapshot!("format_of_another_command", Run::new(&["check", "--format", "html"]).seen());
    assert_snapshot!("message_without_draft", Run::new(&["check", "--message", "Hm."]).seen());
    assert_snapshot!("draft_and_file", Run::new(&["check", "--draft", "Hm.", "x.jsonl"]).seen());
    assert_snapshot!("deadline_without_unit", Run::new(&["revise", "--draft", "Hm.", "--deadline", "90"]).seen());
}

#[test]
fn input_that_cannot_be_read_is_named() {
    assert_snapshot!("no_such_file", Run::new(&["check", "no.jsonl"]).seen());
    assert_snapshot!("a_folder", Run::new(&["check", "."]).seen());
    assert_snapshot!("no_such_draft", Run::new(&["check", "--draft", "@no.txt"]).seen());
    assert_snapshot!("draft_is_not_utf8", Run::new(&["check", "--draft", "@x"]).file("x", b"ab\xff").seen());
    assert_snapshot!("plain_text", Run::new(&["check"]).input("Dear you,\nnoted.\n").seen());
    assert_snapshot!("nothing", Run::new(&["check"]).seen());
    assert_snapshot!(
        "two_files_one_missing",
        Run::new(&["check", "no.jsonl", "a.jsonl"]).file("a.jsonl", PLAIN).seen()
    );
}

#[test]
fn a_plain_exchange_has_no_findings() {
    assert_snapshot!("plain_exchange", Run::new(&["check", "-"]).input(PLAIN).seen());
}

#[test]
fn bad_records_become_error_records_and_the_rest_is_done() {
    let input = format!("{PLAIN}\n{{\"id\": 7, \"draft\": \"words\", \"sender\": 1}}\noops\n{PLAIN}\n");
    let lines = Run::new(&["check", "--format", "jsonl"]).input(&input).lines();
    assert_eq!(lines.len(), 4);
    assert_eq!((&lines[0]["id"], &lines[3]["id"]), (&"a".into(), &"a".into()));
    assert_eq!(lines[0]["x"], serde_json::json!({"kept": [1, null]}));
    assert_snapshot!("error_records", format!("{:#}\n{:#}", lines[1], lines[2]));
    assert_eq!(Run::new(&["check", "--format", "jsonl"]).input(&input).code(), Some(2));
    assert_snapshot!("bad_records_for_people", Run::new(&["check"]).input(&input).seen());
}

#[test]
fn one_record_is_an_object_and_several_are_an_array() {
    let json = |input: &str| -> serde_json::Value {
        let (output, _folder) = Run::new(&["check", "--format", "json"]).input(input).output();
        serde_json::from_slice(&output.stdout).expect("JSON")
    };
    assert!(json(PLAIN).is_object());
    assert_eq!(json(&format!("[{PLAIN},{PLAIN},{PLAIN}]")).as_array().map(Vec::len), Some(3));
    assert_eq!(json("[]"), serde_json::json!([]));
}

#[test]
fn text_that_begins_with_a_sign_can_be_given() {
    assert_eq!(Run::new(&["check", "--draft", "@@ana, at six."]).code(), Some(0));
    assert_eq!(Run::new(&["check", "--draft", "-"]).input("At six.").code(), Some(0));
    assert_eq!(
        Run::new(&["check", "--draft", "@a", "--message", "@b"]).file("a", "At six.").file("b", "When?").code(),
        Some(0)
    );
}

#[test]
fn settings_say_where_they_come_from() {
    assert_snapshot!("settings_defaults", Run::new(&["settings"]).seen());
    let layers = Run::new(&["settings", "--color", "never"])
        .beneath("a/b")
        .file("attuned.toml", "rounds = 3\nkeep = ['Terms']\nmodel = 'tiny'\n[extra_body]\ntop_k = 20\n")
        .variable("ATTUNED_MODEL", "4")
        .variable("ATTUNED_KEEP", "[A-Z]{3}")
        .variable("ATTUNED_DEADLINE", "5s")
        .variable("ATTUNED_TEMPERATURE", "0.5")
        .variable("OPENAI_BASE_URL", "http://me:secret@localhost:1/v1")
        .variable("OPENAI_API_KEY", "sk-secret");
    assert_snapshot!("settings_layers", layers.seen());
}

#[test]
fn a_key_is_never_shown() {
    let run = Run::new(&["settings", "--format", "json"]).variable("OPENAI_API_KEY", "sk-secret");
    let seen = run.seen();
    assert!(seen.contains("OPENAI_API_KEY") && !seen.contains("secret"), "{seen}");
}

#[test]
fn a_provider_brings_its_address_and_its_own_key() {
    let provider = |run: Run| run.variable("OPENAI_API_KEY", "sk-secret").seen();
    let ollama = Run::new(&["settings"]).variable("ATTUNED_PROVIDER", "ollama");
    assert_snapshot!("settings_provider", provider(ollama));
    assert_snapshot!("unknown_provider", Run::new(&["settings"]).variable("ATTUNED_PROVIDER", "olama").seen());
}

#[test]
fn isolated_runs_ignore_the_file_and_config_names_another() {
    let broken =
        |arguments: &[&str]| Run::new(arguments).file("attuned.toml", "rounds = ").file("b.toml", "rounds = 5");
    assert_snapshot!("broken_file", broken(&["settings"]).seen());
    assert_eq!(broken(&["settings", "--isolated"]).code(), Some(0));
    assert!(
        broken(&["settings", "--config", "b.toml"])
            .seen()
            .lines()
            .any(|line| line.split_whitespace().take(2).eq(["rounds", "5"]))
    );
    assert_snapshot!("no_such_config", broken(&["settings", "--config", "no.toml"]).seen());
}

#[test]
fn unknown_settings_are_refused_with_the_nearest_known_one() {
    let file = |content: &str| Run::new(&["settings"]).file("attuned.toml", content).seen();
    assert_snapshot!("unknown_setting_in_file", file("rouns = 3"));
    assert_snapshot!("key_in_file", file("api_key = 'sk-secret'"));
    assert_snapshot!("wrong_type_in_file", file("rounds = 'many'"));
    assert_snapshot!("wrong_choice_in_file", file("engine = 'gpt'"));
    assert_snapshot!("unknown_variable", Run::new(&["settings"]).variable("ATTUNED_BASEURL", "x").seen());
    assert_snapshot!("wrong_variable", Run::new(&["settings"]).variable("ATTUNED_ROUNDS", "many").seen());
}

#[test]
fn when_to_judge_and_what_counts_are_refused_where_they_cannot_be_meant() {
    let file = |content: &str| Run::new(&["settings"]).file("attuned.toml", content).seen();
    assert_snapshot!("wrong_judge_in_file", file("judge = 'often'"));
    assert_snapshot!("wrong_doubt_in_file", file("doubt = 5"));
    assert_snapshot!("wrong_doubt", Run::new(&["check", "--judge", "auto", "--doubt", "-1"]).seen());
    assert_snapshot!("wrong_judge", Run::new(&["check", "--judge=often"]).seen());
    assert_snapshot!("settings_thresholds", file("[thresholds]\nLD = 0.4\nconflict_avoidance = 1\n"));
    assert_snapshot!("unknown_threshold", file("[thresholds]\nconflict_avoidence = 0.4\n"));
    assert_snapshot!("strange_threshold", file("[thresholds]\nxyzzy = 0.4\n"));
    assert_snapshot!("threshold_out_of_range", file("[thresholds]\nCA = 1.2\n"));
    assert_snapshot!("threshold_of_another_type", file("[thresholds]\nCA = 'high'\n"));
    assert_snapshot!("threshold_twice", file("[thresholds]\nCA = 0.2\nconflict_avoidance = 0.4\n"));
    assert_snapshot!("thresholds_no_table", file("thresholds = 0.4\n"));
    let variable = Run::new(&["settings"]).variable("ATTUNED_THRESHOLDS", "{SA = 2}");
    assert_snapshot!("threshold_in_variable", variable.seen());
}

#[test]
fn a_file_of_replies_without_a_command_is_understood() {
    let macros = r#"{"macros": [{"id": 1, "actions": [{"field": "comment_value", "value": "Hi, we open at nine."}]}]}"#;
    for (line, wanted) in [(&["m.json"][..], "attuned lint m.json"), (&["check", "m.json"], "try: attuned lint m.json")]
    {
        let (output, _folder) = Run::new(line).file("m.json", macros).output();
        assert_eq!(output.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&output.stderr).contains(wanted), "{output:?}");
    }
}

#[test]
fn mechanisms_are_explained_and_slips_are_guessed() {
    let (output, _folder) = Run::new(&["explain", "LD"]).output();
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(text.starts_with("LD  linguistic distancing\n") && text.contains("2604.10557"), "{text}");
    assert_snapshot!("explain_slip", Run::new(&["explain", "sentimental_attenuation"]).seen());
    for (name, first) in [("dodges", "CA  "), ("stock sentence", "EGM01  "), ("tone", "tone  "), ("ld01", "LD01  ")] {
        let (output, _folder) = Run::new(&["explain", name]).output();
        assert!(output.stdout.starts_with(first.as_bytes()), "{name}");
    }
    assert_snapshot!("explain_nonsense", Run::new(&["explain", "xyzzy"]).seen());
}

#[test]
fn judging_needs_a_language_model() {
    assert_snapshot!("judge_without_model", Run::new(&["check", "--judge", "--draft", "Hm."]).seen());
    let nameless = Run::new(&["revise", "--draft", "Hm.", "--base-url", "http://localhost:1/v1"]);
    assert_snapshot!("server_without_model", nameless.seen());
}

#[test]
fn a_closed_pipe_is_success() {
    let mut run = Run::new(&["check", "--format", "jsonl"]);
    let mut child = run.spawn();
    let mut input = child.stdin.take().expect("a pipe");
    let writer = std::thread::spawn(move || while input.write_all(format!("{PLAIN}\n").as_bytes()).is_ok() {});
    let mut output = BufReader::new(child.stdout.take().expect("a pipe"));
    let mut line = String::new();
    output.read_line(&mut line).expect("a line");
    drop(output);
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
    writer.join().expect("it stops when nobody reads");
}

#[test]
fn each_record_is_answered_before_the_next_is_needed() {
    let mut run = Run::new(&["check", "--format", "jsonl"]);
    let mut child = run.spawn();
    let mut input = child.stdin.take().expect("a pipe");
    let mut output = BufReader::new(child.stdout.take().expect("a pipe"));
    for _ in 0..2 {
        writeln!(input, "{PLAIN}").expect("it reads");
        let mut line = String::new();
        output.read_line(&mut line).expect("a line");
        assert!(line.starts_with("{\"id\":\"a\""), "{line}");
    }
    drop(input);
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_it_at_once() {
    let mut run = Run::new(&["check", "--format", "jsonl"]);
    let mut child = run.spawn();
    let mut input = child.stdin.take().expect("a pipe");
    let mut output = BufReader::new(child.stdout.take().expect("a pipe"));
    writeln!(input, "{PLAIN}").expect("it reads");
    output.read_line(&mut String::new()).expect("a line");
    // The watch starts on a thread of its own; a moment more, and it is there.
    std::thread::sleep(std::time::Duration::from_millis(500));
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill runs");
    assert!(sent.success());
    assert_eq!(child.wait().expect("it ends").code(), Some(130));
}
