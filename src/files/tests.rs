//! What files give, good and bad.

use super::*;
use std::path::PathBuf;

/// A folder of its own for each test.
fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

fn put(folder: &tempfile::TempDir, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).expect("a file");
    path
}

/// The rows as `line value`, errors as words.
fn read(path: &std::path::Path) -> Vec<String> {
    match rows(&Location::file(path), None, &Columns::default()) {
        Ok(rows) => rows
            .map(|row| row.map_or_else(|error| error.to_string(), |row| format!("{} {}", row.line, row.value)))
            .collect(),
        Err(error) => vec![error.to_string()],
    }
}

#[test]
fn lines_are_read_and_published() {
    let folder = folder();
    let lines = put(&folder, "lines", "{\"draft\":\"a\"}\n{\"draft\":\"b\"}\n");
    let to = folder.path().join("out.jsonl");
    publish(&lines, &Location::file(&to), None).expect("published");
    assert_eq!(read(&to), ["1 {\"draft\":\"a\"}", "2 {\"draft\":\"b\"}"]);
}
