//! What is marked, explained and mended.

use super::*;

#[test]
fn a_cold_reply_is_marked_explained_and_mended() {
    let mut editor = Editor::usual();
    let uri = editor.open("grant.txt", "plaintext", &format!("Dear Femi 🙂,\r\n\r\n🙂 {COLD}\r\n"));
    let marks = editor.marks(&uri);
    let mark = marks.iter().find(|mark| mark["source"] == "attuned").expect("a mark").clone();
    assert!(editor.under(&uri, &mark).contains(FAULT), "{mark}");
    assert_eq!(mark["range"]["start"]["line"], 2);
    assert!(mark["codeDescription"]["href"].as_str().is_some_and(|page| page.contains("what-it-looks-for")));

    let hover =
        editor.ask("textDocument/hover", json!({"textDocument": {"uri": uri}, "position": mark["range"]["start"]}));
    let page = hover["contents"]["value"].as_str().expect("words");
    for part in ["**linguistic distancing**", "**Instead**", "**Why it hurts**", "**but**"] {
        assert!(page.contains(part), "{part}: {page}");
    }

    let actions = editor.actions(&uri, &mark["range"], None);
    editor.apply(&named(&actions, "Mend LD")["edit"]);
    let after = editor.text(&uri).to_owned();
    assert!(after.starts_with("Dear Femi 🙂,\r\n\r\n🙂 ") && after.ends_with(".\r\n"), "{after:?}");
    assert_eq!(after.matches("\r\n").count(), 3, "{after:?}");
    let left = editor.marks(&uri).iter().filter(|one| one["code"] == mark["code"]).count();
    assert!(left < marks.iter().filter(|one| one["code"] == mark["code"]).count(), "{after}");
    assert!(!editor.end().contains("grant was"), "words of a reply are said to nobody but the editor");
}

#[test]
fn columns_count_bytes_where_the_editor_would_rather() {
    let mut editor = Editor::start(Run::new(&["lsp", "--stdio"]), &["utf-8", "utf-16"], json!({}));
    assert!(editor.utf8);
    let uri = editor.open("grant.txt", "plaintext", &format!("🙂🙂 {COLD}"));
    let mark = editor.marks(&uri).remove(0);
    assert!(editor.under(&uri, &mark).contains(FAULT), "{mark}");
    editor.end();
}

#[test]
fn typing_changes_what_is_marked() {
    let mut editor = Editor::usual();
    let uri = editor.open("grant.txt", "plaintext", WARM);
    assert_eq!(editor.marks(&uri), Vec::<Value>::new());
    let place = json!({"start": {"line": 7, "character": 3}, "end": {"line": 9, "character": 0}});
    editor.change(&uri, place, &format!(" {COLD}"));
    assert!(!editor.marks(&uri).is_empty());
    editor.change(&uri, everything(), WARM);
    assert_eq!(editor.marks(&uri), Vec::<Value>::new());
    editor.tell("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
    let closed = editor.hear("textDocument/publishDiagnostics");
    assert_eq!(closed["params"]["diagnostics"], json!([]));
    editor.end();
}

#[test]
fn all_is_mended_at_once_in_json_with_nothing_else_touched() {
    let mut editor = Editor::usual();
    let text = format!(
        "{{\"replies\": [\n  {{\"body\": \"{COLD}\", \"n\": 1.0}},\n  {{\"body\":\"{WARM}\"}}, {{\"body\" : \"Dear \\u00c4nne,\\n{COLD}\"}}]}}"
    );
    let uri = editor.open("replies.json", "json", &text);
    assert!(!editor.marks(&uri).is_empty());
    let actions = editor.actions(&uri, &everything(), Some("source.fixAll"));
    assert_eq!(actions.len(), 1, "{actions:#?}");
    editor.apply(&actions[0]["edit"]);
    let after = editor.text(&uri);
    assert!(after.contains("\"n\": 1.0") && after.contains("\"Dear \\u00c4nne,\\n") && after.contains(WARM), "{after}");
    assert!(!after.contains("Please be advised"), "{after}");
    assert!(serde_json::from_str::<Value>(after).is_ok());
    editor.end();
}

#[test]
fn a_megabyte_is_marked_while_other_questions_are_answered() {
    let mut editor = Editor::usual();
    let good = format!("  {{\"body\": \"{}\"}},\n", WARM.repeat(4));
    let text = format!("[\n{}  {{\"body\": \"{COLD}\"}}\n]\n", good.repeat(1_000_000 / good.len()));
    let big = editor.open("big.json", "json", &text);
    let small = editor.open("small.txt", "plaintext", COLD);
    let hover = json!({"textDocument": {"uri": small}, "position": {"line": 0, "character": 3}});
    assert!(editor.ask("textDocument/hover", hover)["contents"]["value"].is_string());
    let marks = editor.marks(&big);
    assert!(editor.under(&big, &marks[marks.len() - 1]).contains(FAULT));
    editor.end();
}
