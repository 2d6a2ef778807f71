//! A model that revises when it is asked to.

use super::*;
use std::net::TcpListener;

/// A model that always says this reply; it waits as long as it is told to.
fn model(reply: &'static str, wait: Duration) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}/v1", listener.local_addr().expect("an address"));
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            std::thread::sleep(wait);
            let said = json!({"critique": "It hides who acted.", "free": "x", "reply": reply, "changes": [],
                "findings": [], "claims": [], "problems": [], "lost": [], "violations": []});
            // An editor that cancels hangs up.
            let _ = exchange(stream, |_| said.to_string());
        }
    });
    url
}

#[test]
fn a_model_revises_when_it_is_asked_to() {
    let url = model(WARM, Duration::ZERO);
    let run = Run::new(&["lsp", "--base-url", &url, "--model", "tiny"]);
    let mut editor = Editor::start(run, &["utf-16"], json!({}));
    let uri = editor.open("grant.txt", "plaintext", COLD);
    editor.marks(&uri);
    let actions = editor.actions(&uri, &everything(), None);
    let command = &named(&actions, "Revise with tiny at 127.0.0.1")["command"];
    let id = editor
        .put("workspace/executeCommand", json!({"command": command["command"], "arguments": command["arguments"]}));
    let edit = editor.hear("workspace/applyEdit");
    assert_eq!(editor.text(&uri), WARM, "{edit}");
    assert!(edit["params"]["edit"]["documentChanges"][0]["edits"].as_array().is_some_and(|edits| !edits.is_empty()));
    let begun = editor.hear("$/progress");
    assert_eq!(begun["params"]["value"]["kind"], "begin");
    assert_eq!(editor.hear("$/progress")["params"]["value"]["kind"], "end");
    assert_eq!(editor.answer(id)["result"], Value::Null);
    assert_eq!(editor.marks(&uri), Vec::<Value>::new());
    editor.end();
}

#[test]
fn a_model_that_breaks_a_promise_changes_nothing_and_the_person_hears_why() {
    let url = model("We refund £900 on 3 May and promise you a new grant.", Duration::ZERO);
    let run = Run::new(&["lsp", "--base-url", &url, "--model", "tiny"]);
    let mut editor = Editor::start(run, &["utf-16"], json!({}));
    let uri = editor.open("grant.txt", "plaintext", COLD);
    editor.marks(&uri);
    let actions = editor.actions(&uri, &everything(), None);
    let command = &named(&actions, "Revise with")["command"];
    let id = editor
        .put("workspace/executeCommand", json!({"command": command["command"], "arguments": command["arguments"]}));
    let said = editor.hear("window/showMessage")["params"]["message"].as_str().expect("words").to_owned();
    assert!(said.contains("the reply stays") && !said.contains("£900"), "{said}");
    assert_eq!(editor.answer(id)["result"], Value::Null);
    assert_eq!(editor.text(&uri), COLD);
    editor.end();
}

#[test]
fn a_revision_is_cancelled_from_where_it_is_shown() {
    let url = model(WARM, Duration::from_secs(30));
    let run = Run::new(&["lsp", "--base-url", &url, "--model", "tiny"]);
    let mut editor = Editor::start(run, &["utf-16"], json!({}));
    let uri = editor.open("grant.txt", "plaintext", COLD);
    editor.marks(&uri);
    let command = named(&editor.actions(&uri, &everything(), None), "Revise with")["command"].clone();
    let id = editor
        .put("workspace/executeCommand", json!({"command": command["command"], "arguments": command["arguments"]}));
    let token = editor.hear("$/progress")["params"]["token"].clone();
    editor.tell("window/workDoneProgress/cancel", json!({"token": token}));
    assert_eq!(editor.answer(id)["error"]["code"], -32800);
    editor.end();
}
