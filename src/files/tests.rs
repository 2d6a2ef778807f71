//! What files give, good and bad.

use super::*;
use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;
use std::io::Write;
use std::path::{Path, PathBuf};

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
fn read(path: &Path) -> Vec<String> {
    read_as(path, None, &[])
}

/// How one test file is read under these pairs.
fn read_as(path: &Path, format: Option<FileFormat>, pairs: &[&str]) -> Vec<String> {
    let columns = Columns::new(pairs).expect("columns");
    match rows(&Location::file(path), format, &columns) {
        Ok(rows) => rows.map(|row| row.map_or_else(|error| error.to_string(), |row| shown(&row))).collect(),
        Err(error) => vec![error.to_string()],
    }
}

fn shown(entry: &Entry) -> String {
    format!("{} {}", entry.line, entry.value)
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(bytes).and_then(|()| packed.finish()).expect("packed")
}

const LINES: &str = "{\"draft\":\"a\"}\n{\"draft\":\"b\"}\n";
const BOTH: [&str; 2] = ["1 {\"draft\":\"a\"}", "2 {\"draft\":\"b\"}"];

/// Publishes lines under a name, and reads them again.
fn back(lines: &str, name: &str) -> Vec<String> {
    let folder = folder();
    let from = put(&folder, "lines", lines);
    let to = folder.path().join(name);
    publish(&from, &Location::file(&to), None).expect(name);
    let left: Vec<_> = std::fs::read_dir(folder.path()).expect("a folder").flatten().collect();
    assert!(left.iter().all(|file| !file.file_name().to_string_lossy().ends_with(".part")), "{left:?}");
    read(&to)
}

#[test]
fn every_form_is_published_and_read_again() {
    for name in ["o.jsonl", "o", "o.jsonl.gz", "o.jsonl.zst", "o.parquet"] {
        assert_eq!(back(LINES, name), BOTH, "{name}");
    }
    for name in ["o.json", "o.json.gz", "o.csv", "o.tsv", "o.csv.zst"] {
        let drafts: Vec<_> = back(LINES, name).iter().map(|row| row[2..].to_owned()).collect();
        assert_eq!(drafts, ["{\"draft\":\"a\"}", "{\"draft\":\"b\"}"], "{name}");
    }
    for name in ["o.jsonl", "o.json"] {
        assert!(back("", name).iter().all(|row| row.contains("nothing is in it")), "{name}");
    }
    assert!(back("", "o.parquet")[0].contains("no column can be the draft"));
}

#[test]
fn nested_values_come_back_from_parquet_as_they_were() {
    let lines = concat!(
        r#"{"id":1,"draft":"a","conversation":[{"role":"user","content":"x"}],"hunks":[],"score":0.25,"ok":true}"#,
        "\n",
        r#"{"id":2,"draft":"b","conversation":[],"hunks":[{"before":{"start":0,"end":4},"why":["p","q"]}],"score":1}"#,
        "\n",
        r#"{"id":3,"error":{"kind":"record","message":"m"},"text":null}"#,
        "\n",
    );
    let want = [
        r#"1 {"id":1,"draft":"a","conversation":[{"role":"user","content":"x"}],"hunks":[],"score":0.25,"ok":true}"#,
        r#"2 {"id":2,"draft":"b","conversation":[],"hunks":[{"before":{"start":0,"end":4},"why":["p","q"]}],"score":1.0}"#,
        r#"3 {"id":3,"error":{"kind":"record","message":"m"},"draft":null}"#,
    ];
    assert_eq!(back(lines, "o.parquet"), want);
}

#[test]
fn a_column_of_several_kinds_becomes_json_text() {
    let lines = "{\"draft\":\"a\",\"x\":[1,{\"y\":2}],\"id\":7}\n{\"draft\":\"b\",\"x\":\"z\",\"id\":\"t-1\"}\n{\"draft\":\"c\",\"x\":{}}\n";
    let want = [
        r#"1 {"draft":"a","x":"[1,{\"y\":2}]","id":"7"}"#,
        r#"2 {"draft":"b","x":"z","id":"t-1"}"#,
        r#"3 {"draft":"c","x":"{}"}"#,
    ];
    assert_eq!(back(lines, "o.parquet"), want);
}

#[test]
fn tables_have_cells_of_text_and_of_messages() {
    let folder = folder();
    let table = "\u{feff}id,prompt,response,note\r\n\
        7,\"[{\"\"role\"\":\"\"user\"\",\"\"content\"\":\"\"Hm.\"\"}]\",\"two\nlines\",\r\n\
        8,[sic],Noted.,[1]\r\n\
        \r\n\
        9,x\r\n\
        10,x,,n\r\n";
    let path = put(&folder, "t.csv", table);
    let want = [
        r#"2 {"id":"7","prompt":[{"role":"user","content":"Hm."}],"response":"two\nlines"}"#,
        r#"4 {"id":"8","prompt":"[sic]","response":"Noted.","note":"[1]"}"#,
        "line 6: the header has 4 cells and this row has 2; a cell that holds commas, quotes or line ends must stand in \
         double quotes",
        r#"7 {"id":"10","prompt":"x","note":"n","response":null}"#,
    ];
    assert_eq!(read(&path), want);
    let path = put(&folder, "t.tsv", "q\ta\nHm.\tNoted, thank you.\n");
    let want = [r#"2 {"conversation":[{"role":"user","content":"Hm."}],"draft":"Noted, thank you."}"#];
    assert_eq!(read_as(&path, None, &["conversation=q", "draft=a"]), want);
    assert_eq!(read_as(&put(&folder, "u", "draft\na\n"), Some(FileFormat::Csv), &[]), ["2 {\"draft\":\"a\"}"]);
}

#[test]
fn a_chat_under_another_name_ends_with_the_draft() {
    let folder = folder();
    let chat = r#"[{"role":"user","content":"Hm."},{"role":"assistant","content":"Noted."}]"#;
    for (name, text) in
        [("t.jsonl", format!("{{\"chat\":{chat}}}")), ("t.csv", format!("chat\n\"{}\"\n", chat.replace('"', "\"\"")))]
    {
        let path = put(&folder, name, text);
        let columns = Columns::new(["conversation=chat"]).expect("columns");
        let row = rows(&Location::file(path), None, &columns).expect("rows").next().expect("a row").expect("good");
        assert_eq!(crate::Record::read(row.value, row.line).expect("a record").draft.text, "Noted.");
    }
}

#[test]
fn packed_files_are_known_by_their_bytes() {
    let folder = folder();
    let members = [gzip(b"{\"draft\":\"a\"}\n"), gzip(b"{\"draft\":\"b\"}\n")].concat();
    assert_eq!(read(&put(&folder, "a.jsonl", members)), BOTH);
    assert_eq!(read(&put(&folder, "b", zstd::encode_all(LINES.as_bytes(), 1).expect("packed"))), BOTH);
    assert_eq!(read(&put(&folder, "c.jsonl.gz", LINES)), BOTH);
    let cut = gzip(&[LINES.as_bytes(); 400].concat());
    let said = read(&put(&folder, "d.jsonl.gz", &cut[..cut.len() - 9]));
    assert!(said.last().expect("an item").contains("gzip data is cut off or damaged"), "{said:?}");
}

#[test]
fn parquet_is_known_by_its_bytes_and_may_be_packed() {
    let folder = folder();
    let (lines, to) = (put(&folder, "lines", LINES), folder.path().join("o.parquet"));
    publish(&lines, &Location::file(&to), None).expect("published");
    let bytes = std::fs::read(&to).expect("bytes");
    assert_eq!(read(&put(&folder, "x", gzip(&bytes))), BOTH);
    assert_eq!(read(&put(&folder, "y.jsonl", &bytes)), BOTH);
    assert!(read_as(&to, Some(FileFormat::Csv), &[])[0].ends_with("this is a Parquet file, not csv"));
    for end in [12, bytes.len() / 2, bytes.len() - 1] {
        assert!(read(&put(&folder, "cut.parquet", &bytes[..end]))[0].contains("this Parquet file is cut off"));
    }
    assert!(read_as(&to, None, &["draft=reply"])[0].contains("no column is called `reply`; there are draft"));
}

#[test]
fn what_cannot_be_read_says_what_to_do() {
    let folder = folder();
    for (name, bytes, words) in [
        ("empty.jsonl", b"".as_slice(), "nothing is in it"),
        ("mark.csv", b"\xef\xbb\xbf", "nothing is in it"),
        ("wide.csv", b"\xff\xfed\0r\0", "this is UTF-16"),
        ("sheet.csv", b"PK\x03\x04\x14\0\x06\0", "save the sheet as CSV"),
        ("x.parquet", b"draft\na\n", "does not begin with PAR1"),
        ("semicolons.csv", b"id;draft\n1;a\n", "separated by `;`"),
        ("tabs.csv", b"id\tdraft\n1\ta\n", "say that it is tsv"),
        (
            "other.csv",
            b"ticket,body\n1,a\n",
            "there are ticket, body. Say which it is with --map, such as --map draft=body",
        ),
        ("latin.csv", b"dr\xe9ft\na\n", "the header is not UTF-8"),
    ] {
        let path = put(&folder, name, bytes);
        let said = read(&path);
        assert!(said.len() == 1 && said[0].contains(words), "{name}: {said:?}");
        assert!(said[0].starts_with(&path.display().to_string()), "{said:?}");
    }
    assert!(read(folder.path())[0].contains("this is a folder"));
    assert!(read(&folder.path().join("none.jsonl"))[0].contains("no such file"));
    assert_eq!(read(&put(&folder, "l.csv", b"draft\nca\xe9\nb\n"))[0], "line 2: column `draft` is not UTF-8");
}

#[test]
fn what_cannot_be_written_leaves_what_was_there() {
    let folder = folder();
    let (old, lines) = (put(&folder, "o.parquet", "old"), put(&folder, "lines", "{\"draft\":\"a\"}\n[1]\n"));
    let error = publish(&lines, &Location::file(&old), None).expect_err("no object").to_string();
    assert!(error.contains("line 2 of the results is no JSON object"), "{error}");
    assert_eq!(std::fs::read(&old).expect("bytes"), b"old");
    assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 2);
    for (to, words) in [
        (folder.path().to_owned(), "this is a folder"),
        (folder.path().join("no/o.jsonl"), "there is no folder"),
        (folder.path().join("o.parquet.gz"), "Parquet is packed inside"),
    ] {
        let error = publish(&lines, &Location::file(to), None).expect_err(words).to_string();
        assert!(error.contains(words), "{error}");
    }
    assert!(lines.exists());
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_named() {
    let folder = folder();
    let lines = put(&folder, "lines", LINES);
    for format in [FileFormat::Json, FileFormat::Csv, FileFormat::Parquet] {
        let error = publish(&lines, &Location::file("/dev/full"), Some(format)).expect_err("full").to_string();
        assert_eq!(error, "/dev/full: no space is left there; free some, or write elsewhere");
    }
    publish(&lines, &Location::file("/dev/null"), Some(FileFormat::Parquet)).expect("nothing to say");
}

/// Bytes that come near to files: good ones with some bytes changed or cut.
fn near(good: Vec<u8>) -> impl Strategy<Value = Vec<u8>> {
    let length = good.len();
    (proptest::collection::vec((0..length, any::<u8>()), 0..6), 0..=length, any::<bool>()).prop_map(
        move |(changes, end, whole)| {
            let mut bytes = good.clone();
            changes.iter().for_each(|(place, byte)| bytes[*place] = *byte);
            bytes.truncate(if whole { length } else { end });
            bytes
        },
    )
}

/// A small file of this name with most kinds of values in it.
fn sample(name: &str) -> Vec<u8> {
    let folder = folder();
    let line = r#"{"id":1,"draft":"a \"b\"","conversation":[{"role":"user","content":"x"}],"n":0.5,"t":[[true],[]]}"#;
    let lines = put(&folder, "lines", format!("{line}\n").repeat(3));
    let to = folder.path().join(name);
    publish(&lines, &Location::file(&to), None).expect("published");
    std::fs::read(to).expect("bytes")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn no_bytes_make_a_reader_panic_or_run_forever(
        bytes in prop_oneof![
            near(sample("o.jsonl")), near(sample("o.csv")), near(sample("o.jsonl.gz")), near(sample("o.jsonl.zst")),
            near(sample("o.parquet")), near(sample("o.parquet")), proptest::collection::vec(any::<u8>(), 0..64)
        ],
        format in proptest::sample::select(vec![None, Some(FileFormat::Json), Some(FileFormat::Csv),
            Some(FileFormat::Tsv), Some(FileFormat::Parquet)]),
    ) {
        let folder = folder();
        let path = put(&folder, "any", &bytes);
        prop_assert!(read_as(&path, format, &[]).len() <= bytes.len() + 1);
        if format.is_some() {
            prop_assert!(read_as(&path, format, &["draft=id"]).len() <= bytes.len() + 1);
        }
    }

    #[test]
    fn texts_come_back_from_every_form(drafts in proptest::collection::vec("[^\\x00]+", 1..6)) {
        let lines: String = drafts.iter().map(|one| format!("{}\n", serde_json::json!({"id": "x", "draft": one}))).collect();
        let want: Vec<_> = drafts.iter().map(|one| serde_json::json!({"id": "x", "draft": one}).to_string()).collect();
        for name in ["o.jsonl.zst", "o.json", "o.csv", "o.tsv", "o.parquet"] {
            let got: Vec<_> = back(&lines, name).iter().map(|row| row.split_once(' ').expect("a line").1.to_owned()).collect();
            prop_assert_eq!(&got, &want, "{}", name);
        }
    }
}
