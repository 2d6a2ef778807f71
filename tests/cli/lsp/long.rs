//! Long documents, and edits that come before the answers.

use super::*;
use std::time::Instant;

/// A library in which every second reply fails.
fn library(count: usize) -> String {
    let one =
        |at: usize| format!("  {{\"body\": \"Dear {at},\\n{}\"}}", if at.is_multiple_of(2) { COLD } else { WARM });
    format!("[\n{}\n]\n", (0..count).map(one).collect::<Vec<_>>().join(",\n"))
}

#[test]
fn a_search_for_changes_ends_when_nobody_wants_it_any_more() {
    let mut editor = Editor::usual();
    let uri = editor.open("big.json", "json", &library(4000));
    assert!(editor.marks(&uri).len() >= 2000);
    let all = json!({"textDocument": {"uri": uri}, "range": everything(),
        "context": {"diagnostics": [], "only": ["source.fixAll"]}});
    let begun = Instant::now();
    let cancelled = editor.put("textDocument/codeAction", all.clone());
    editor.tell("$/cancelRequest", json!({"id": cancelled}));
    assert_eq!(editor.answer(cancelled)["error"]["code"], -32800);
    let outdated = editor.put("textDocument/codeAction", all.clone());
    let start = json!({"start": {"line": 1, "character": 0}, "end": {"line": 1, "character": 0}});
    editor.change(&uri, start, " ");
    assert_eq!(editor.answer(outdated)["result"], Value::Null, "its changes would not fit the text any more");
    let closed = editor.put("textDocument/codeAction", all);
    editor.tell("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
    assert!(editor.answer(closed)["error"]["code"] == -32801);
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
    editor.end();
}

#[test]
fn a_long_letter_is_mended_where_the_cursor_is_without_waiting_for_the_rest() {
    let mut editor = Editor::usual();
    let one = |at: usize| format!("We met on day {at}. Please be advised that your application {at} was declined.\n\n");
    let uri = editor.open("long.md", "markdown", &(0..4000).map(one).collect::<String>());
    let marks = editor.marks(&uri);
    let last = marks.last().expect("a mark").clone();
    let begun = Instant::now();
    let actions = editor.actions(&uri, &last["range"], Some("quickfix"));
    named(&actions, "Mend LD");
    assert!(begun.elapsed() < Duration::from_secs(30), "{:?}", begun.elapsed());
    editor.end();
}

#[test]
fn any_changes_at_any_places_leave_both_sides_with_the_same_text() {
    let mut editor = Editor::usual();
    let mut state = 7_u64;
    let mut drawn = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let pieces = [COLD, WARM, "🙂", "é\r\n", "\r", "\n", "{{name}}", "", "👩‍👧", "\u{301}", "```\n", "> ", "- x\n"];
    for round in 0..12 {
        let name = format!("draft{}.md", round % 2);
        let uri = editor.open(&name, "markdown", pieces[usize::try_from(drawn(13)).expect("small")]);
        for _ in 0..30 {
            let mut place = |far: u64| json!({"line": drawn(far), "character": drawn(far * 9)});
            let change = |range: Value, text: &str| json!({"range": range, "text": text});
            let one = json!({"start": place(4), "end": place(4)});
            let beyond = json!({"start": place(4_000_000_000), "end": place(3)});
            let text = pieces[usize::try_from(drawn(13)).expect("small")];
            let changes = json!([change(one, text), change(beyond, text)]);
            let version = 2 + drawn(9);
            editor.tell(
                "textDocument/didChange",
                json!({"textDocument": {"uri": uri, "version": version}, "contentChanges": changes}),
            );
            let at = json!({"line": drawn(5), "character": drawn(20)});
            editor.put("textDocument/hover", json!({"textDocument": {"uri": uri}, "position": at}));
            let range =
                json!({"start": {"line": drawn(5), "character": drawn(20)}, "end": {"line": 1, "character": 1}});
            let asked = json!({"textDocument": {"uri": uri}, "range": range, "context": {"diagnostics": []}});
            editor.put("textDocument/codeAction", asked);
        }
        // Closed while a check is under way, or about to be.
        if drawn(2) == 0 {
            editor.tell("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
        }
    }
    for id in 2..=editor.asked {
        assert!(editor.answer(id).get("id").is_some(), "every question is answered");
    }
    let uri = editor.open("draft9.md", "markdown", "x");
    let whole =
        json!({"textDocument": {"uri": uri, "version": 7}, "contentChanges": [{"text": format!("🙂\r\n{COLD}")}]});
    editor.documents.insert(uri.clone(), (format!("🙂\r\n{COLD}"), 7));
    editor.tell("textDocument/didChange", whole);
    let mark = editor.marks(&uri).remove(0);
    assert!(editor.under(&uri, &mark).contains(FAULT));
    assert!(!editor.end().contains("fault of attuned"));
}
