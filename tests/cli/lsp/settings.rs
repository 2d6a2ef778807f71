//! What files of settings and the editor set.

use super::*;

#[test]
fn settings_that_cannot_be_used_are_said_and_others_hold_as_soon_as_they_are_saved() {
    let run = Run::new(&["lsp"]).file("attuned.toml", "modle = \"x\"\n");
    let mut editor = Editor::start(run, &["utf-16"], json!({}));
    let uri = editor.open("grant.txt", "plaintext", COLD);
    let said = editor.hear("window/showMessage")["params"]["message"].as_str().expect("words").to_owned();
    assert!(said.contains("attuned.toml") && said.contains("modle") && said.contains("model"), "{said}");
    assert!(!editor.marks(&uri).is_empty());
    let thresholds = "[thresholds]\nLD = 1.0\nCA = 1.0\nSA = 1.0\nEGM = 1.0\n";
    std::fs::write(editor.folder.path().join("attuned.toml"), thresholds).expect("a file");
    editor
        .tell("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": editor.uri("attuned.toml"), "type": 2}]}));
    assert_eq!(editor.marks(&uri), Vec::<Value>::new());
    editor.end();
}

#[test]
fn what_the_settings_and_the_editor_leave_out_is_not_marked() {
    let run = Run::new(&["lsp"])
        .file("attuned.toml", "[lint]\nexclude = [\"old/**\"]\n")
        .file("old/grant.txt", format!("Dear Femi,\n\n{COLD}\n"))
        .file("ci.yml", "jobs:\n  text: The cache was declined by the runner.\n")
        .file("new/attuned.toml", "[lint]\noff = [\"LD\"]\n");
    let mut editor = Editor::start(run, &["utf-16"], json!({"attuned": {"lint": {"off": ["EGM"]}, "trace": "off"}}));
    let letter = format!("Dear Femi,\n\n{COLD}\n");
    for (name, language) in [("old/grant.txt", "plaintext"), ("ci.yml", "yaml"), ("new/grant.txt", "plaintext")] {
        let text = if language == "yaml" { "jobs:\n  text: The cache was declined by the runner.\n" } else { &letter };
        let uri = editor.open(name, language, text);
        assert_eq!(editor.marks(&uri), Vec::<Value>::new(), "{name}");
    }
    let uri = editor.open("grant.txt", "plaintext", &letter);
    assert!(!editor.marks(&uri).is_empty());
    editor.set = json!({"lint": {"off": ["all"]}});
    editor.tell("workspace/didChangeConfiguration", json!({"settings": null}));
    assert_eq!(editor.marks(&uri), Vec::<Value>::new());
    editor.end();
}
