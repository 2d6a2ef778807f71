//! An editor that is played, with its documents.

use super::wire::read;
use super::*;
use std::collections::HashMap;
use std::io::{BufReader, Read};
use std::process::{Child, ChildStdin};
use std::sync::mpsc::{Receiver, channel};

/// An editor with its documents.
pub(super) struct Editor {
    pub(super) child: Child,
    pub(super) input: Option<ChildStdin>,
    pub(super) messages: Receiver<Value>,
    /// What was said and nobody waited for.
    pub(super) heard: Vec<Value>,
    pub(super) folder: tempfile::TempDir,
    pub(super) documents: HashMap<String, (String, i64)>,
    /// What columns count.
    pub(super) utf8: bool,
    /// What it sets, where it is asked.
    pub(super) set: Value,
    pub(super) asked: i64,
}

impl Editor {
    /// Starts the server, without a word to it.
    pub(super) fn silent(mut run: Run) -> Self {
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
    pub(super) fn start(run: Run, units: &[&str], set: Value) -> Self {
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
    pub(super) fn usual() -> Self {
        Self::start(Run::new(&["lsp"]), &["utf-16"], json!({}))
    }

    pub(super) fn uri(&self, name: &str) -> String {
        format!("file://{}/{name}", self.folder.path().display())
    }

    /// Says goodbye; what the server said on standard error.
    pub(super) fn end(mut self) -> String {
        assert_eq!(self.ask("shutdown", Value::Null), Value::Null);
        self.tell("exit", Value::Null);
        self.ended(0)
    }

    /// Waits for the end; what the server said on standard error.
    pub(super) fn ended(mut self, code: i32) -> String {
        self.input = None;
        let mut said = String::new();
        self.child.stderr.take().expect("a pipe").read_to_string(&mut said).expect("words");
        assert_eq!(self.child.wait().expect("it ends").code(), Some(code), "{said}");
        said
    }
}
