//! Folders with this and that in them, and what is read there.

use super::*;
use crate::args::{Args, Command};
use crate::settings::Settings;
use clap::Parser;
use std::fs;
use tempfile::TempDir;

const REPLY: &str = "Hi {{name}},\n\nPlease be advised that your application was declined.\n";

/// A folder of these files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    folder
}

/// What `attuned lint` reads there, and how it would be linted.
fn look(folder: &TempDir, options: &[&str]) -> (Found, attuned::LintOptions) {
    let path = folder.path().to_str().expect("a path");
    let args = Args::parse_from(["attuned", "lint", path].iter().chain(options));
    let settings = Settings::load(&args).expect("settings");
    let Command::Lint(asked) = &args.command else { panic!("lint") };
    let found = read(&asked.paths, &settings).expect("replies");
    let options = found.options(&settings).expect("options");
    (found, options)
}

fn names<'a>(folder: &TempDir, paths: impl Iterator<Item = &'a Path>) -> Vec<String> {
    let below = |path: &'a Path| path.strip_prefix(folder.path().canonicalize().expect("there")).unwrap_or(path);
    let below = |path: &'a Path| below(path).strip_prefix(folder.path()).unwrap_or(below(path));
    paths.map(|path| below(path).display().to_string().replace('\\', "/")).collect()
}

fn read_names(folder: &TempDir, options: &[&str]) -> Vec<String> {
    names(folder, look(folder, options).0.files.iter().map(attuned::CannedFile::path))
}

#[test]
fn what_git_does_not_see_and_what_is_ours_is_left_alone() {
    let folder = folder(&[
        (".gitignore", "old/\n*.tmp.txt\n"),
        ("b.txt", REPLY),
        ("a/c.txt", REPLY),
        ("old/d.txt", REPLY),
        ("e.tmp.txt", REPLY),
        (".hidden/f.txt", REPLY),
        ("node_modules/g/h.txt", REPLY),
        ("b.attuned.json", "{\"replies\": {}}"),
        ("attuned-baseline.json", "{\"version\": 1, \"files\": {}}"),
        ("attuned.toml", ""),
    ]);
    assert_eq!(read_names(&folder, &[]), ["a/c.txt", "b.txt"]);
}

#[test]
fn globs_say_what_is_read() {
    let folder = folder(&[("a/x.txt", REPLY), ("a/b/y.txt", REPLY), ("c/z.txt", REPLY)]);
    assert_eq!(read_names(&folder, &["--include", "a/**"]), ["a/b/y.txt", "a/x.txt"]);
    assert_eq!(read_names(&folder, &["--exclude", "y.txt", "--exclude", "c/"]), ["a/x.txt"]);
    fs::write(folder.path().join("attuned.toml"), "[lint]\nexclude = [\"a/b/**\"]\n").expect("a file");
    assert_eq!(read_names(&folder, &[]), ["a/x.txt", "c/z.txt"]);
    assert_eq!(read_names(&folder, &["--isolated"]).len(), 3);
}

#[test]
fn the_rest_of_a_repository_is_no_reply() {
    let folder = folder(&[
        ("package.json", r#"{"name": "x", "scripts": {"text": "We build it for you, and you can test it."}}"#),
        ("tsconfig.json", "{ // a comment\n \"compilerOptions\": {} }"),
        ("data.json", r#"[{"text": "red"}, {"text": "blue"}]"#),
        ("en.json", r#"{"save": {"message": "Save"}, "open": {"message": "Open a file"}}"#),
        ("chat.json", r#"[{"role": "user", "content": "Hi, can you help me? We need you."}]"#),
        ("README.txt", "Hi! We wrote this for you."),
        ("notes.txt", "The build needs version 4. Run it twice."),
        ("replies.txt", REPLY),
    ]);
    let (found, _) = look(&folder, &[]);
    assert_eq!(names(&folder, found.files.iter().map(attuned::CannedFile::path)), ["replies.txt"]);
    assert_eq!(found.failed, []);
    assert_eq!(found.passed_over.len(), 7);
}

#[test]
fn an_export_that_is_cut_off_is_told_and_the_rest_is_read() {
    let folder = folder(&[("a.json", "{\"macros\": [{\"actions\": [{\"field\": \"comment_value\""), ("b.txt", REPLY)]);
    let (found, _) = look(&folder, &[]);
    assert_eq!(names(&folder, found.failed.iter().map(|one| one.path.as_path())), ["a.json"]);
    assert_eq!(found.files.len(), 1);
}

#[test]
fn a_file_that_is_called_replies_and_cannot_be_read_is_told() {
    let folder = folder(&[("macros/a.json", "[{\"text\": \"Hi\"},]"), ("x.json", "[1,]"), ("b.txt", REPLY)]);
    let (found, _) = look(&folder, &[]);
    assert_eq!(names(&folder, found.failed.iter().map(|one| one.path.as_path())), ["macros/a.json"]);
    assert_eq!(found.passed_over.len(), 1);
}

#[test]
fn broken_notes_are_told_by_their_own_name() {
    for notes in ["[]", "{\"replies\": 5}", "{\"replies\": {\"text\": 5}}", "{\"situations\": [{\"who\": \"walrus\"}]}"]
    {
        let folder = folder(&[("b.txt", REPLY), ("b.attuned.json", notes)]);
        let (found, _) = look(&folder, &[]);
        assert_eq!(names(&folder, found.failed.iter().map(|one| one.path.as_path())), ["b.attuned.json"], "{notes}");
        assert!(!found.failed[0].reason.contains("walrus"));
    }
}

#[test]
fn a_file_that_is_named_is_read_whatever_it_looks_like() {
    let folder = folder(&[("README.txt", "The build needs version 4.")]);
    let path = folder.path().join("README.txt");
    let args = Args::parse_from(["attuned", "lint", path.to_str().expect("a path"), "gone.txt"]);
    let settings = Settings::load(&args).expect("settings");
    let Command::Lint(asked) = &args.command else { panic!("lint") };
    let found = read(&asked.paths, &settings).expect("replies");
    assert_eq!((found.files.len(), found.failed.len()), (1, 1));
}

#[test]
fn settings_beside_the_files_count() {
    let folder = folder(&[
        ("x.txt", REPLY),
        ("legal/y.txt", REPLY),
        ("attuned.toml", "[lint]\nseverity = \"mild\"\n[lint.overrides.\"sub/**\"]\noff = [\"all\"]\n"),
        ("sub/z.txt", REPLY),
        ("legal/attuned.toml", "[lint]\noff = [\"LD\"]\n"),
    ]);
    let (found, options) = look(&folder, &[]);
    let linted = attuned::lint(&found.files, &options);
    let failing: std::collections::BTreeSet<usize> = linted.lints.iter().map(|lint| lint.file).collect();
    assert_eq!(names(&folder, failing.iter().map(|file| found.files[*file].path())), ["x.txt"]);
    let (found, options) = look(&folder, &["--isolated"]);
    let linted = attuned::lint(&found.files, &options);
    assert_eq!(linted.lints.iter().map(|lint| lint.file).max(), Some(2));
}

#[test]
fn what_is_off_must_be_there() {
    let folder = folder(&[("x.txt", REPLY)]);
    let args = Args::parse_from(["attuned", "lint", folder.path().to_str().expect("a path"), "--off", "tones"]);
    let wrong = lint_options(&Settings::load(&args).expect("settings")).expect_err("no such name").to_string();
    assert!(wrong.contains("did you mean tone?"), "{wrong}");
}
