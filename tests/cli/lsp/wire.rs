//! What an editor and the server say to each other, message by message.

use super::*;
use std::io::{BufRead, Write};
use std::time::Instant;

/// No step may take longer.
const PATIENCE: Duration = Duration::from_secs(60);

impl Editor {
    pub(super) fn raw(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().expect("the pipe is open");
        input.write_all(bytes).and_then(|()| input.flush()).expect("the server reads");
    }

    pub(super) fn send(&mut self, mut message: Value) {
        message["jsonrpc"] = json!("2.0");
        let body = message.to_string();
        self.raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    pub(super) fn tell(&mut self, method: &str, params: Value) {
        self.send(json!({"method": method, "params": params}));
    }

    /// Asks, and gives the id of the question.
    pub(super) fn put(&mut self, method: &str, params: Value) -> i64 {
        self.asked += 1;
        self.send(json!({"id": self.asked, "method": method, "params": params}));
        self.asked
    }

    pub(super) fn ask(&mut self, method: &str, params: Value) -> Value {
        let id = self.put(method, params);
        let answer = self.answer(id);
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    /// The whole answer to a question.
    pub(super) fn answer(&mut self, id: i64) -> Value {
        self.until(|message| message["id"] == id && message.get("method").is_none())
    }

    /// What the server asks or tells under this name, as soon as it does.
    pub(super) fn hear(&mut self, method: &str) -> Value {
        self.until(|message| message["method"] == method)
    }

    /// The next message of which this holds; others stay to be waited for.
    pub(super) fn until(&mut self, is: impl Fn(&Value) -> bool) -> Value {
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
    pub(super) fn take(&mut self, message: Value) {
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
}

/// The next message.
pub(super) fn read(from: &mut impl BufRead) -> Option<Value> {
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
