//! Rules that are ignored with a reason, in the notes or in a comment.

use super::*;

#[test]
fn a_rule_is_ignored_with_a_reason_in_the_notes() {
    let mut editor = Editor::usual();
    let notes = editor.folder.path().join("grant.attuned.json");
    std::fs::write(&notes, "{\"x\": 1}").expect("a file");
    let uri = editor.open("grant.txt", "plaintext", COLD);
    let marks = editor.marks(&uri);
    let actions = editor.actions(&uri, &everything(), Some("quickfix"));
    let action = named(&actions, "Ignore LD");
    editor.apply(&action["edit"]);
    let change = editor.hear("test/elsewhere")["change"].clone();
    std::fs::write(&notes, change["edits"][0]["newText"].as_str().expect("text")).expect("a file");
    assert!(std::fs::read_to_string(&notes).is_ok_and(|text| text.contains("\"x\": 1") && text.contains("say why")));
    editor.tell(
        "workspace/didChangeWatchedFiles",
        json!({"changes": [{"uri": editor.uri("grant.attuned.json"), "type": 2}]}),
    );
    let rule = action["diagnostics"][0]["code"].clone();
    assert!(marks.iter().any(|mark| mark["code"] == rule));
    assert!(editor.marks(&uri).iter().all(|mark| mark["code"] != rule));
    editor.end();
}

#[test]
fn a_comment_says_so_where_the_format_has_comments() {
    let mut editor = Editor::usual();
    let markdown = format!("---\r\ntitle: A grant\r\n---\r\n\r\n**{COLD}**\r\n");
    let yaml = format!(
        "replies:\n  - name: ok\n    body: {WARM}\n  - name: grant\n    body: |\n      Hello,\n\n      {COLD}\n"
    );
    let cases = [
        ("grant.md", "markdown", markdown, "---\r\n\r\n<!-- attuned-ignore LD01: say why -->\r\n\r\n**Please"),
        ("grant.yml", "yaml", yaml, "    # attuned-ignore LD01: say why\n    body: |\n"),
        ("grant.html", "html", format!("<p>{COLD}</p>"), "<p><!-- attuned-ignore LD01: say why -->Please"),
    ];
    for (name, language, text, wanted) in cases {
        let uri = editor.open(name, language, &text);
        let marks = editor.marks(&uri);
        assert!(marks.iter().any(|mark| mark["code"] == "LD01"), "{name}: {marks:#?}");
        let actions = editor.actions(&uri, &everything(), Some("quickfix"));
        editor.apply(&named(&actions, "Ignore LD01")["edit"]);
        assert!(editor.text(&uri).contains(wanted), "{name}: {}", editor.text(&uri));
        assert!(editor.marks(&uri).iter().all(|mark| mark["code"] != "LD01"), "{name}");
    }
    editor.end();
}
