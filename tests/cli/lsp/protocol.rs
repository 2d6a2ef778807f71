//! Wrong order, garbage, and editors that leave without a word.

use super::*;

#[test]
fn wrong_order_and_garbage_cost_nothing_else() {
    let mut editor = Editor::silent(Run::new(&["lsp"]));
    editor.raw(b"hello\r\n\r\nContent-Length: 3\r\n\r\n{x}");
    assert_eq!(editor.until(|message| message["id"].is_null())["error"]["code"], -32700);
    let early = editor.put("textDocument/hover", json!({}));
    assert_eq!(editor.answer(early)["error"]["code"], -32002);
    editor.tell("textDocument/didOpen", json!({"nonsense": true}));
    editor.ask("initialize", json!({"capabilities": {}}));
    editor.tell("textDocument/didOpen", json!({"nonsense": true}));
    let again = editor.put("initialize", json!({"capabilities": {}}));
    assert_eq!(editor.answer(again)["error"]["code"], -32600);
    let unknown = editor.put("textDocument/rename", json!({}));
    assert_eq!(editor.answer(unknown)["error"]["code"], -32601);
    let strange = editor.put("textDocument/hover", json!({"position": 7}));
    assert_eq!(editor.answer(strange)["error"]["code"], -32602);
    let nowhere = json!({"textDocument": {"uri": "file:///nowhere.md"}, "position": {"line": 0, "character": 0}});
    assert_eq!(editor.ask("textDocument/hover", nowhere), Value::Null);
    assert_eq!(editor.ask("shutdown", Value::Null), Value::Null);
    let late = editor.put("textDocument/hover", json!({}));
    assert_eq!(editor.answer(late)["error"]["code"], -32600);
    editor.tell("exit", Value::Null);
    editor.ended(0);
}

#[test]
fn an_editor_that_vanishes_or_leaves_without_a_word_ends_it() {
    let editor = Editor::usual();
    editor.ended(1);
    let mut editor = Editor::usual();
    editor.tell("exit", Value::Null);
    editor.ended(1);
}
