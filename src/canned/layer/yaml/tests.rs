use crate::canned::format::yaml::{Node, documents};
use crate::canned::layer::Layer;
use proptest::prelude::*;

/// The layer of the text under `a` at the root.
fn read(source: &str) -> Option<Layer> {
    let documents = documents(source).ok()?;
    let Some(Node::Map(fields)) = documents.first() else { return None };
    match fields.iter().find(|(name, _)| name == "a")? {
        (_, Node::Text(scalar)) => scalar.layer(source),
        _ => None,
    }
}

fn text(source: &str) -> String {
    read(source).map_or_else(|| panic!("{source:?} has no text"), |layer| layer.text().to_owned())
}

/// The source with words of its text replaced.
fn replaced(source: &str, old: &str, new: &str) -> Result<String, String> {
    crate::canned::layer::tests::replaced(&read(source).expect("a text"), source, old, new)
}

#[test]
fn every_style_is_read() {
    for (source, read) in [
        ("a: plain 'words' # no", "plain 'words'"),
        ("a: plain\n  more é\n\n  line\nb: x", "plain more é\nline"),
        ("a: &x 'it''s \n\n   two'  \nb: *x", "it's\ntwo"),
        ("a: !t \"\\u00e9\\n\\\"x\\\" \\\n   b\\x41 \\U0001F600\"", "é\n\"x\" bA \u{1f600}"),
        ("a: |\n  one\n   two\n\n  three\n\n# no\nb: x", "one\n two\n\nthree"),
        ("a: |+\n  keep\n\n", "keep"),
        ("a: >-\n\n  one\n  two é\n\n    deep\n  three\n\n\n  four", "\none two é\n\n  deep\nthree\n\nfour"),
        ("a: |2-\n    deep\n  x\n", "  deep\nx"),
        ("a: &x |\n    one\n    two\n", "one\ntwo"),
        ("a: >\r\n  one\r\n  two\r\n\r\n  three\r\nb: x\r\n", "one two\nthree"),
        ("{a: in brackets, b: x}", "in brackets"),
        ("{\"a\": \"as JSON\"}", "as JSON"),
        ("a: ''", ""),
        ("- x\n---\na: y", "y"),
    ] {
        if !source.starts_with('-') {
            assert_eq!(text(source), read, "{source}");
        }
    }
}

#[test]
fn only_words_change() {
    for (source, old, new, then) in [
        ("a: one two # c\n", "two", "2", "a: one 2 # c\n"),
        ("a: one\n   two three\nb: x\n", "three", "3\n4", "a: one\n   two 3\n\n   4\nb: x\n"),
        ("a: 'it''s so'\n", "so", "Ann's", "a: 'it''s Ann''s'\n"),
        ("a: \"so \\u00e9 it\"\n", "it", "\"x\"\n\\", "a: \"so \\u00e9 \\\"x\\\"\\n\\\\\"\n"),
        ("b:\n  - a: x\na: |\n  one\n  two\n", "two", "2\n\n3", "b:\n  - a: x\na: |\n  one\n  2\n\n  3\n"),
        ("a: >\n  one two\n  three\n", "two", "2\n3", "a: >\n  one 2\n\n  3\n  three\n"),
        ("a: >\r\n  one two\r\n  three\r\n", "three", "3\n4", "a: >\r\n  one two\r\n  3\r\n\r\n  4\r\n"),
    ] {
        assert_eq!(replaced(source, old, new).as_deref(), Ok(then), "{source}");
    }
}

#[test]
fn quotes_come_where_words_need_them() {
    for (source, old, new, then) in [
        ("a: so it is # c\n", "it is", "note: it's", "a: \"so note: it's\" # c\n"),
        ("a: so it is\n", "it is", "\"that\" # is", "a: 'so \"that\" # is'\n"),
        ("{a: so it is, b: x}\n", "it", "it, that", "{a: 'so it, that is', b: x}\n"),
        ("a: so it is\n", "it", "it, that", "a: so it, that is\n"),
        ("a: so\n", "so", "{{name}}", "a: '{{name}}'\n"),
        ("a: so\n", "so", "no", "a: 'no'\n"),
    ] {
        assert_eq!(replaced(source, old, new).as_deref(), Ok(then), "{source}");
    }
}

/// Texts in one of the styles.
fn sources() -> impl Strategy<Value = String> {
    let quoted = prop_oneof![
        "'([a-c]{1,3}|''| |\n {1,3}|\n\n  |é){0,8}'",
        "\"([a-c]{1,3}|\\\\n|\\\\u00e9| |\n {1,3}|\\\\\n  ){0,8}\""
    ];
    let block = "[|>][+-]?(\n|\n  [a-cé]{1,3}( [a-c]{1,3}){0,2}|\n   [a-c]){1,6}\n";
    let plain = "[a-c]{1,3}( [a-cé]{1,3}|\n  [a-c]|\n\n  [a-c]){0,4}";
    prop_oneof![quoted, block, plain].prop_map(|text| format!("b: [é]\na: {text}\nc: x\n"))
}

proptest! {
    #[test]
    fn the_parser_agrees(source in sources()) {
        if let Ok(documents) = documents(&source) {
            prop_assert!(!documents.is_empty());
            prop_assert!(read(&source).is_some(), "{:?}", source);
        }
    }

    #[test]
    fn words_come_back(source in sources(), new in "[a-z]{1,3}([ ',:#\"\\\\{}é&*-]|\n|\n\n)?[a-z]{1,3}") {
        if let Some(before) = read(&source).map(|layer| layer.text().to_owned()) {
            let word = before.split(|sign: char| !sign.is_ascii_lowercase()).find(|word| !word.is_empty());
            // Between lines that are indented further, what a line end is depends on them.
            let deeper = source.contains(">") && new.contains('\n');
            let whole = |word: &&str| {
                let start = before.find(*word).unwrap_or(0);
                read(&source).is_some_and(|layer| source[layer.place(start..start + word.len())] == **word)
            };
            if let Some(word) = word.filter(|_| !deeper).filter(whole) {
                let after = replaced(&source, word, &new).expect("a word may change");
                let read = read(&after).map(|layer| layer.text().to_owned());
                prop_assert_eq!(read, Some(before.replacen(word, &new, 1)), "{:?} {:?}", source, after);
            }
        }
    }

    #[test]
    fn any_source_has_texts_or_none(source in "([-:,#&*!|>'\"%@`\\[\\]{}? \na-cé\r\t]|- |: |\n  ){0,30}") {
        for document in documents(&source).into_iter().flatten() {
            if let Node::Text(scalar) = document {
                let _ = scalar.layer(&source);
            }
        }
        let _ = read(&source);
    }
}
