//! `attuned lsp` and an editor that is played: what it is told, what it is offered, and what becomes of its documents.

use super::Run;
use super::judge::exchange;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::process::{Child, ChildStdin};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// No step may take longer.
const PATIENCE: Duration = Duration::from_secs(60);
const COLD: &str = "Please be advised that your application for the grant was declined.";
/// What is at fault in it.
const FAULT: &str = "your application for the grant was declined";
const WARM: &str = "We have declined your application for the grant.";

/// An editor with its documents.
struct Editor {
    child: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Value>,
    /// What was said and nobody waited for.
    heard: Vec<Value>,
    folder: tempfile::TempDir,
    documents: HashMap<String, (String, i64)>,
    /// What columns count.
    utf8: bool,
    /// What it sets, where it is asked.
    set: Value,
    asked: i64,
}

impl Editor {
    /// Starts the server, without a word to it.
    fn silent(mut run: Run) -> Self {
        let mut child = run.spawn();
        let input = child.stdin.take();
        let (sender, messages) = channel();
        let mut output = BufReader::new(child.stdout.take().expect("a pipe"));
        std::thread::spawn(move || {
            while let Some(message) = read(&mut output) {
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        let Run { folder, .. } = run;
        Self {
            child,
            input,
            messages,
            heard: Vec::new(),
            folder,
            documents: HashMap::new(),
            utf8: false,
            set: Value::Null,
            asked: 0,
        }
    }

    /// Starts it, and says what a well-equipped editor says.
    fn start(run: Run, units: &[&str], set: Value) -> Self {
        let mut editor = Self::silent(run);
        let root = editor.uri("");
        let able = json!({
            "general": {"positionEncodings": units},
            "window": {"workDoneProgress": true},
            "textDocument": {"hover": {"contentFormat": ["markdown"]},
                "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}}},
            "workspace": {"configuration": true, "didChangeWatchedFiles": {"dynamicRegistration": true},
                "workspaceEdit": {"documentChanges": true, "resourceOperations": ["create"]}},
        });
        let params = json!({"processId": null, "rootUri": root, "capabilities": able, "initializationOptions": set});
        let said = editor.ask("initialize", params);
        assert_eq!(said["serverInfo"]["name"], "attuned");
        editor.utf8 = said["capabilities"]["positionEncoding"] == "utf-8";
        editor.tell("initialized", json!({}));
        editor
    }

    /// One in the usual way.
    fn usual() -> Self {
        Self::start(Run::new(&["lsp"]), &["utf-16"], json!({}))
    }

    fn uri(&self, name: &str) -> String {
        format!("file://{}/{name}", self.folder.path().display())
    }

    fn raw(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().expect("the pipe is open");
        input.write_all(bytes).and_then(|()| input.flush()).expect("the server reads");
    }

    fn send(&mut self, mut message: Value) {
        message["jsonrpc"] = json!("2.0");
        let body = message.to_string();
        self.raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    fn tell(&mut self, method: &str, params: Value) {
        self.send(json!({"method": method, "params": params}));
    }

    /// Asks, and gives the id of the question.
    fn put(&mut self, method: &str, params: Value) -> i64 {
        self.asked += 1;
        self.send(json!({"id": self.asked, "method": method, "params": params}));
        self.asked
    }

    fn ask(&mut self, method: &str, params: Value) -> Value {
        let id = self.put(method, params);
        let answer = self.answer(id);
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    /// The whole answer to a question.
    fn answer(&mut self, id: i64) -> Value {
        self.until(|message| message["id"] == id && message.get("method").is_none())
    }

    /// What the server asks or tells under this name, as soon as it does.
    fn hear(&mut self, method: &str) -> Value {
        self.until(|message| message["method"] == method)
    }

    /// The next message of which this holds; others stay to be waited for.
    fn until(&mut self, is: impl Fn(&Value) -> bool) -> Value {
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(at) = self.heard.iter().position(&is) {
                return self.heard.remove(at);
            }
            let left = end.saturating_duration_since(Instant::now());
            let message = self.messages.recv_timeout(left);
            let message = message.unwrap_or_else(|_| panic!("nothing came; heard: {:#?}", self.heard));
            self.take(message);
        }
    }

    /// Answers what every editor answers, and keeps the rest.
    fn take(&mut self, message: Value) {
        let id = message["id"].clone();
        match message["method"].as_str() {
            Some("window/workDoneProgress/create" | "client/registerCapability") => {
                self.send(json!({"id": id, "result": null}));
            }
            Some("workspace/configuration") => {
                self.send(json!({"id": id, "result": [self.set]}));
            }
            Some("workspace/applyEdit") => {
                self.apply(&message["params"]["edit"]);
                self.send(json!({"id": id, "result": {"applied": true}}));
                self.heard.push(message);
            }
            _ => self.heard.push(message),
        }
    }

    fn open(&mut self, name: &str, language: &str, text: &str) -> String {
        let uri = self.uri(name);
        self.documents.insert(uri.clone(), (text.to_owned(), 1));
        let item = json!({"uri": uri, "languageId": language, "version": 1, "text": text});
        self.tell("textDocument/didOpen", json!({"textDocument": item}));
        uri
    }

    fn text(&self, uri: &str) -> &str {
        &self.documents[uri].0
    }

    /// Changes a document, here and there.
    fn change(&mut self, uri: &str, range: Value, new: &str) {
        let utf8 = self.utf8;
        let (text, version) = self.documents.get_mut(uri).expect("it is open");
        *version += 1;
        let (start, end) = (offset(text, &range["start"], utf8), offset(text, &range["end"], utf8));
        text.replace_range(start..end, new);
        let version = *version;
        let change = json!({"textDocument": {"uri": uri, "version": version}, "contentChanges": [{"range": range, "text": new}]});
        self.tell("textDocument/didChange", change);
    }

    /// Makes the changes of an edit; from the end, so that none moves another.
    fn apply(&mut self, edit: &Value) {
        for change in edit["documentChanges"].as_array().into_iter().flatten() {
            let uri = change["textDocument"]["uri"].as_str().unwrap_or("").to_owned();
            if !self.documents.contains_key(&uri) {
                self.heard.push(json!({"method": "test/elsewhere", "change": change}));
                continue;
            }
            assert_eq!(change["textDocument"]["version"], self.documents[&uri].1, "{change}");
            let mut edits = change["edits"].as_array().expect("edits").clone();
            edits.sort_by_key(|edit| std::cmp::Reverse(offset(self.text(&uri), &edit["range"]["start"], self.utf8)));
            for edit in edits {
                self.change(&uri, edit["range"].clone(), edit["newText"].as_str().expect("text"));
            }
        }
    }

    /// The marks of this version of a document.
    fn marks(&mut self, uri: &str) -> Vec<Value> {
        let version = self.documents[uri].1;
        let is = |message: &Value| {
            let params = &message["params"];
            message["method"] == "textDocument/publishDiagnostics"
                && params["uri"] == uri
                && params["version"] == version
        };
        self.until(is)["params"]["diagnostics"].as_array().expect("marks").clone()
    }

    /// The words under a mark.
    fn under(&self, uri: &str, mark: &Value) -> String {
        let text = self.text(uri);
        let at = |end: &str| offset(text, &mark["range"][end], self.utf8);
        text[at("start")..at("end")].to_owned()
    }

    fn actions(&mut self, uri: &str, range: &Value, only: Option<&str>) -> Vec<Value> {
        let mut context = json!({"diagnostics": []});
        if let Some(only) = only {
            context["only"] = json!([only]);
        }
        let asked = json!({"textDocument": {"uri": uri}, "range": range, "context": context});
        self.ask("textDocument/codeAction", asked).as_array().expect("actions").clone()
    }

    /// Says goodbye; what the server said on standard error.
    fn end(mut self) -> String {
        assert_eq!(self.ask("shutdown", Value::Null), Value::Null);
        self.tell("exit", Value::Null);
        self.ended(0)
    }

    /// Waits for the end; what the server said on standard error.
    fn ended(mut self, code: i32) -> String {
        self.input = None;
        let mut said = String::new();
        self.child.stderr.take().expect("a pipe").read_to_string(&mut said).expect("words");
        assert_eq!(self.child.wait().expect("it ends").code(), Some(code), "{said}");
        said
    }
}

/// The next message.
fn read(from: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if from.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if let Some(value) = line.strip_prefix("Content-Length: ") {
            length = value.trim().parse().ok()?;
        }
        if line.trim().is_empty() {
            break;
        }
    }
    let mut body = vec![0; length];
    from.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}

/// The byte at a position.
fn offset(text: &str, position: &Value, utf8: bool) -> usize {
    let (line, mut left) =
        (position["line"].as_u64().expect("a line"), position["character"].as_u64().expect("a column"));
    let start: usize = text.split_inclusive('\n').take(usize::try_from(line).expect("a line")).map(str::len).sum();
    for (at, sign) in text[start..].char_indices() {
        let units = if utf8 { sign.len_utf8() } else { sign.len_utf16() } as u64;
        if left < units {
            return start + at;
        }
        left -= units;
    }
    text.len()
}

fn everything() -> Value {
    json!({"start": {"line": 0, "character": 0}, "end": {"line": 9999, "character": 0}})
}

/// An action by the first words of its title.
fn named<'a>(actions: &'a [Value], title: &str) -> &'a Value {
    let found = actions.iter().find(|action| action["title"].as_str().is_some_and(|words| words.starts_with(title)));
    found.unwrap_or_else(|| panic!("no {title:?} among {actions:#?}"))
}

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
