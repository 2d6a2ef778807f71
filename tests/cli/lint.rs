//! `attuned lint`: what people and programs read, exit codes, fixes, the baseline, and files that are wrong.

use super::Run;
use insta::assert_snapshot;
use serde_json::Value;
use std::path::Path;

/// A file of the fixtures.
fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/lint").join(name)).expect("the fixture")
}

/// A run beside all files of the fixtures.
fn library(rest: &[&str]) -> Run {
    let names = ["hall.txt", "macros.attuned.json", "macros.json", "one-line.json"];
    names.iter().fold(lint(rest), |run, name| run.file(name, fixture(name)))
}

fn lint(rest: &[&str]) -> Run {
    Run::new(&[&["lint"], rest].concat())
}

fn json(run: Run) -> Value {
    serde_json::from_slice(&run.output().0.stdout).expect("JSON")
}

/// The file `name` after a run.
fn left(run: Run, name: &str) -> (Option<i32>, Vec<u8>, String) {
    let (output, folder) = run.output();
    let bytes = std::fs::read(folder.path().join(name)).expect("the file");
    (output.status.code(), bytes, String::from_utf8(output.stderr).expect("UTF-8"))
}

#[test]
fn people_read_lines_marks_and_reasons() {
    assert_snapshot!("lint_human", library(&[]).seen());
    assert_snapshot!("lint_human_all", library(&["macros.json", "-v", "--worst", "1"]).seen());
    assert_snapshot!("help_lint", lint(&["--help"]).seen());
}

#[test]
fn only_the_worst_are_printed_where_that_is_asked_for() {
    let (output, _folder) = library(&["--worst", "2"]).output();
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let at = |name: &str| text.find(&format!("{name}  (")).unwrap_or(usize::MAX);
    assert!(at("Grants::Refused") < at("Clinic::Moved") && at("Clinic::Moved") < text.len(), "{text}");
    assert!(!text.contains("Courier::") && !text.contains("hall.txt:"), "{text}");
    assert!(text.contains("Shown: 2 of 5 replies with findings"), "{text}");
    let all = json(library(&["--worst", "2", "--format", "json"]));
    assert_eq!((all["worst"].as_array().map(Vec::len), all["findings"].as_array().map(Vec::len)), (Some(2), Some(13)));
}

#[test]
fn words_marked_twice_are_shown_once() {
    let (output, _folder) = library(&["one-line.json"]).output();
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert_eq!(text.matches("Mistakes were made, and we").count(), 1, "{text}");
    assert!(text.contains("dodges (CA01 ") && text.contains("hides who did it (LD02 "), "{text}");
}

#[test]
fn what_nobody_looked_at_is_not_called_fine() {
    assert_snapshot!("lint_without_replies", lint(&["none.json"]).file("none.json", "{}").seen());
    let german = "Ihre Bestellung wurde leider storniert. Wir bitten um Verständnis und stehen für Fragen bereit.";
    let table = format!("Name,Text\nAbsage,\"{german}\"\nHours,\"We open at nine, and we will call you.\"\n");
    let both = |rest: &[&str]| lint(&[&["a.csv", "--from", "csv"], rest].concat()).file("a.csv", &table);
    assert_snapshot!("lint_unjudged", both(&[]).seen());
    let all = json(both(&["--format", "json"]));
    assert_eq!((&all["summary"]["unjudged"], &all["summary"]["replies"]), (&Value::from(1), &Value::from(2)));
    let (output, _folder) = both(&["--format", "junit"]).output();
    assert!(String::from_utf8_lossy(&output.stdout).contains("skipped=\"1\""));
}

#[test]
fn the_copy_of_what_was_fetched_is_not_linted_beside_it() {
    let copied = |name: &str| {
        lint(&[".", "--format", "json"]).file("m.json", fixture("macros.json")).file(name, fixture("macros.json"))
    };
    assert_eq!(json(copied("m.original.json"))["files"].as_array().map(Vec::len), Some(1));
    assert_eq!(json(copied("other.original.json"))["files"].as_array().map(Vec::len), Some(2));
}

#[test]
fn colour_adds_nothing_but_colour() {
    let (colour, _folder) = library(&["--color", "always"]).output();
    let (plain, _folder) = library(&[]).output();
    let text = String::from_utf8(colour.stdout).expect("UTF-8");
    assert!(text.contains("\u{1b}[31m"), "{text}");
    assert_eq!(anstream::adapter::strip_str(&text).to_string().into_bytes(), plain.stdout);
    let (none, _folder) = library(&[]).variable("NO_COLOR", "1").output();
    assert_eq!(none.stdout, plain.stdout);
}

#[test]
fn no_line_is_wider_than_eighty_columns() {
    let (output, _folder) = library(&["-v"]).output();
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let wide = |line: &&str| unicode_width::UnicodeWidthStr::width(*line) > 80;
    assert_eq!(text.lines().filter(wide).collect::<Vec<_>>(), Vec::<&str>::new());
}

#[test]
fn programs_read_each_format() {
    for format in ["json", "jsonl", "github", "sarif", "junit", "rdjsonl", "gitlab"] {
        let run = library(&["macros.json", "one-line.json", "--format", format, "-q"]);
        let seen = run.seen().replace(env!("CARGO_PKG_VERSION"), "VERSION");
        let seen = if format == "sarif" { without_rules(&seen) } else { seen };
        assert_snapshot!(format!("lint_{format}"), seen);
    }
}

/// The rules are those of `attuned explain`, and change with them.
fn without_rules(seen: &str) -> String {
    let (head, rest) = seen.split_once("\"rules\": [").expect("the rules");
    let (_, rest) = rest.split_once("\n          ]").expect("their end");
    format!("{head}\"rules\": [ RULES ]{rest}")
}

#[test]
fn the_exit_code_says_what_was_found() {
    assert_eq!(library(&[]).code(), Some(1));
    assert_eq!(library(&["hall.txt"]).code(), Some(0), "nothing but mild");
    assert_eq!(library(&["hall.txt", "--fail-on", "mild"]).code(), Some(1));
    assert_eq!(library(&["--fail-on", "never"]).code(), Some(0));
    assert_eq!(library(&["hall.txt", "nothing.json"]).code(), Some(2), "a path that is not there");
    let settings = "fail_on = \"never\"\n";
    assert_eq!(library(&[]).file("attuned.toml", settings).code(), Some(0));
}

#[test]
fn files_that_cannot_be_read_stop_no_other() {
    assert_snapshot!("lint_no_such_file", lint(&["nothing.json"]).seen());
    assert_snapshot!("lint_empty_folder", lint(&[]).seen());
    let broken = |rest: &[&str]| {
        let run = library(&[&["hall.txt", "broken.json"], rest].concat());
        run.file("broken.json", "{\"macros\": [{\"id\": 1, \"secret words\": ")
    };
    assert_snapshot!("lint_broken_file", broken(&[]).seen());
    let all = json(broken(&["--format", "json"]));
    assert_eq!(
        (all["errors"][0]["path"].as_str(), all["files"].as_array().map(Vec::len)),
        (Some("broken.json"), Some(1))
    );
    let (output, _folder) = broken(&["--format", "junit"]).output();
    assert!(String::from_utf8_lossy(&output.stdout).contains("errors=\"1\""));
    let (output, _folder) = broken(&["--format", "github"]).output();
    assert!(String::from_utf8_lossy(&output.stdout).starts_with("::error file=broken.json,"));
}

#[test]
fn standard_input_is_a_file_too() {
    let text = "Your appointment was cancelled. It is regretted that nobody was told.";
    assert_snapshot!("lint_standard_input", lint(&["-"]).input(text).seen());
    let named = lint(&["-", "--stdin-name", "macros/one.json", "--format", "github"]);
    let (output, _folder) = named.input(String::from_utf8(fixture("one-line.json")).expect("UTF-8")).output();
    assert!(String::from_utf8_lossy(&output.stdout).starts_with("::error file=macros/one.json,line=1,"));
}

#[test]
fn fixes_change_their_words_alone() {
    let (code, bytes, said) = left(library(&["macros.json", "--fix"]), "macros.json");
    let (old, new) = (String::from_utf8(fixture("macros.json")), String::from_utf8(bytes));
    let (old, new) = (old.expect("UTF-8"), new.expect("UTF-8"));
    assert_eq!(code, Some(1), "some of it only people can mend");
    assert!(said.contains("changed macros.json") && said.contains("mended 1 reply in 1 file"), "{said}");
    let differing = old.lines().zip(new.lines()).filter(|(old, new)| old != new);
    assert_eq!((differing.count(), old.lines().count()), (1, new.lines().count()));
    assert!(new.contains("We declined your request for a bursary.") && new.contains("\\u2602 {{ticket.id}}"), "{new}");
}

#[test]
fn a_dry_run_prints_a_diff_and_writes_nothing() {
    assert_snapshot!("lint_dry_run", library(&["macros.json", "hall.txt", "--fix", "--dry-run"]).seen());
    let (_, bytes, _) = left(library(&["--fix", "--dry-run"]), "macros.json");
    assert_eq!(bytes, fixture("macros.json"));
    assert_snapshot!("lint_dry_run_alone", lint(&["--dry-run"]).seen());
}

#[test]
fn nothing_to_mend_leaves_the_file_alone() {
    let text = "We are open from nine to six.\n";
    let (code, bytes, said) = left(lint(&["a.txt", "--fix"]).file("a.txt", text), "a.txt");
    assert_eq!((code, bytes.as_slice()), (Some(0), text.as_bytes()));
    assert!(said.contains("mended 0 replies"), "{said}");
}

#[test]
fn only_what_is_new_counts_beside_a_baseline() {
    let (output, folder) = library(&["--write-baseline"]).output();
    assert_eq!(output.status.code(), Some(0));
    let baseline = std::fs::read_to_string(folder.path().join("attuned-baseline.json")).expect("the baseline");
    assert!(!baseline.contains("declined"), "no words of a reply");
    let beside = |rest: &[&str]| library(rest).file("attuned-baseline.json", &baseline);
    assert_eq!(beside(&[]).code(), Some(0));
    assert_snapshot!("lint_baseline", beside(&["macros.json", "--worst", "0"]).seen());
    let more = "Your booking for the hall was cancelled.\n\nWe are sorry if you felt ignored.\n";
    let all = json(beside(&["hall.txt", "--format", "json"]).file("hall.txt", more));
    let new: Vec<&Value> =
        all["findings"].as_array().expect("findings").iter().filter(|one| one["status"] == "new").collect();
    assert!(new.iter().all(|one| one["rule"] == "CA01") && !new.is_empty(), "{new:?}");
    let named = library(&["--baseline", "known.json"]).file("known.json", &baseline);
    assert_eq!(named.code(), Some(0));
    assert_snapshot!(
        "lint_no_such_baseline",
        lint(&["a.txt", "--baseline", "nothing.json"]).file("a.txt", "Hello.").seen()
    );
}

#[test]
fn suppressions_hold_unless_they_are_not_asked() {
    let rules = |rest: &[&str]| {
        let all = json(library(&[&["macros.json", "--format", "json"], rest].concat()));
        let findings = all["findings"].as_array().expect("findings").clone();
        let suppressed = findings.iter().filter(|one| one["status"] == "suppressed");
        (suppressed.count(), all["summary"]["findings"].as_u64())
    };
    let ((some, fewer), (none, more)) = (rules(&[]), rules(&["--no-suppressions"]));
    assert_eq!((some, none), (1, 0));
    assert_eq!(fewer.map(|count| count + 1), more);
}

#[test]
fn the_summary_of_a_step_is_added_to_its_file() {
    let run =
        library(&["--format", "github"]).file("summary.out", "before\n").variable("GITHUB_STEP_SUMMARY", "summary.out");
    let (_, bytes, said) = left(run, "summary.out");
    let text = String::from_utf8(bytes).expect("UTF-8");
    assert!(text.starts_with("before\n## attuned lint\n"), "{text}");
    assert!(
        text.contains("| hides who did it (linguistic distancing) |") && text.contains("| Grants::Refused |"),
        "{text}"
    );
    assert_eq!(said, "");
}

#[test]
fn nobody_is_told_that_github_shows_all_when_it_does_not() {
    let reply = |id: usize| {
        format!(
            "{{\"id\": {id}, \"title\": \"Reply {id}\", \"actions\": [{{\"field\": \"comment_value\", \"value\": \"Please be advised that your request number {id} was declined.\"}}]}}"
        )
    };
    let macros = format!("{{\"macros\": [{}]}}", (0..12).map(reply).collect::<Vec<_>>().join(","));
    let (output, _folder) = lint(&["m.json", "--format", "github"]).file("m.json", macros).output();
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(said.contains("GitHub shows 10 of these 12 annotations"), "{said}");
}

#[test]
fn addresses_are_from_the_root_of_the_repository() {
    let run = lint(&["hall.txt", "--format", "sarif"]).beneath("my repo/replies");
    let run = run.file("my repo/.git/HEAD", "").file("my repo/replies/hall.txt", fixture("hall.txt"));
    let log = json(run);
    let place = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"];
    assert_eq!((place["uri"].as_str(), place["uriBaseId"].as_str()), (Some("replies/hall.txt"), Some("%SRCROOT%")));
}
