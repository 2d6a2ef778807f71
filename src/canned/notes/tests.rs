//! Notes as writers meet them: read for replies, written back with all that is not ours.

use super::*;
use crate::canned::file::CannedFile;
use crate::canned::format::CannedOptions;
use std::fs;

const MACROS: &str = r#"{"macros": [{"id": 1, "title": "Late", "actions": [{"field": "comment_value", "value": "It is late."}]},
  {"id": 2, "title": "No", "actions": [{"field": "comment_value", "value": "We cannot."}]}]}"#;

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    files.iter().for_each(|(name, text)| fs::write(folder.path().join(name), text).unwrap());
    folder
}

fn read(folder: &tempfile::TempDir, name: &str) -> CannedFile {
    CannedFile::read(folder.path().join(name), &CannedOptions::default()).unwrap()
}

fn baker() -> Situation {
    Situation::new("a baker", "Where is my oven?")
}

#[test]
fn people_and_suppressions_are_read_for_the_reply_that_they_are_about() {
    let notes =
        r#"{"ignore": {"SA": "all of them"}, "replies": {"1": {"situations": [{"message": "Where?"}], "x": 1}}}"#;
    let folder = folder(&[("macros.json", MACROS), ("macros.attuned.json", notes)]);
    let file = read(&folder, "macros.json");
    assert_eq!(file.replies()[0].situations, [Situation::new("", "Where?")]);
    assert!(file.replies()[1].situations.is_empty());
    assert!(file.replies().iter().all(|reply| reply.suppressed.len() == 1));
}

#[test]
fn notes_of_a_folder_are_about_files_by_name() {
    let notes = r#"{"files": {"late.txt": {"situations": [{"who": "a baker", "message": "Where is my oven?"}]}}}"#;
    let folder = folder(&[("late.txt", "It is late."), ("no.txt", "No."), (FOLDER, notes)]);
    assert_eq!(read(&folder, "late.txt").replies()[0].situations, [baker()]);
    assert!(read(&folder, "no.txt").replies()[0].situations.is_empty());
}

#[test]
fn people_are_written_beside_a_list_and_what_is_not_ours_stays() {
    let notes = "{\n\t\"team\": \"billing\",\n\t\"replies\": {\n\t\t\"9\": {\"old\": [1]},\n\t\t\"1\": {\"situations\": [{\"message\": \"Where is my oven?\", \"seen\": true, \"who\": \"\"}], \"ignore\": {\"LD\": \"\"}}\n\t}\n}";
    let folder = folder(&[("macros.json", MACROS), ("macros.attuned.json", notes)]);
    let mut file = read(&folder, "macros.json");
    let new = Situation::new("a cook", "And mine?").imagined();
    file.note_people(&[(0, vec![baker(), new.clone()]), (1, vec![new.clone()])]).unwrap();
    let written = fs::read_to_string(folder.path().join("macros.attuned.json")).unwrap();
    let keys = ["team", "replies", "9", "old", "1", "situations", "seen", "ignore", "2"];
    let places: Vec<_> = keys.iter().map(|key| written.find(&format!("\"{key}\"")).unwrap()).collect();
    assert!(places.is_sorted(), "{written}");
    assert!(written.starts_with("{\n\t\"team\"") && written.ends_with('}'), "{written}");
    let again = read(&folder, "macros.json");
    assert_eq!(again.replies()[0].situations, [baker(), new.clone()]);
    assert_eq!(again.replies()[1].situations, file.replies()[1].situations);
    assert_eq!(again.replies()[1].noted(), [new]);
}

#[test]
fn a_file_that_is_one_reply_is_noted_in_its_folder() {
    let folder = folder(&[("late.txt", "It is late."), ("no.txt", "No.")]);
    for name in ["late.txt", "no.txt"] {
        let mut file = read(&folder, name);
        assert!(file.note_people(&[(0, vec![baker().imagined()])]).unwrap().ends_with(FOLDER));
    }
    assert_eq!(read(&folder, "late.txt").replies()[0].situations, [baker().imagined()]);
    assert_eq!(read(&folder, "no.txt").replies()[0].situations, [baker().imagined()]);
    read(&folder, "no.txt").note_people(&[(0, Vec::new())]).unwrap();
    assert!(read(&folder, "no.txt").replies()[0].situations.is_empty());
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|one| one.unwrap().file_name()).collect();
    assert_eq!(left.len(), 3, "{left:?}");
}

#[test]
fn what_is_no_note_is_refused_without_its_words() {
    for (notes, reply) in [("[1]", false), ("{", false), (r#"{"replies": {"1": {"situations": "walrus"}}}"#, true)] {
        let folder = folder(&[("macros.json", MACROS), ("macros.attuned.json", notes)]);
        let error = CannedFile::read(folder.path().join("macros.json"), &CannedOptions::default()).unwrap_err();
        let words = format!("{error} {error:?}");
        assert!(words.contains("docs/people.md") && !words.contains("walrus"), "{words}");
        assert!(!reply || matches!(&error, Error::Canned { reply: Some(id), .. } if id == "1"), "{error}");
    }
}
