//! The documents of an editor, with what is marked in them and what is offered for them.

use super::*;

impl Editor {
    pub(super) fn open(&mut self, name: &str, language: &str, text: &str) -> String {
        let uri = self.uri(name);
        self.documents.insert(uri.clone(), (text.to_owned(), 1));
        let item = json!({"uri": uri, "languageId": language, "version": 1, "text": text});
        self.tell("textDocument/didOpen", json!({"textDocument": item}));
        uri
    }

    pub(super) fn text(&self, uri: &str) -> &str {
        &self.documents[uri].0
    }

    /// Changes a document, here and there.
    pub(super) fn change(&mut self, uri: &str, range: Value, new: &str) {
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
    pub(super) fn apply(&mut self, edit: &Value) {
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
    pub(super) fn marks(&mut self, uri: &str) -> Vec<Value> {
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
    pub(super) fn under(&self, uri: &str, mark: &Value) -> String {
        let text = self.text(uri);
        let at = |end: &str| offset(text, &mark["range"][end], self.utf8);
        text[at("start")..at("end")].to_owned()
    }

    pub(super) fn actions(&mut self, uri: &str, range: &Value, only: Option<&str>) -> Vec<Value> {
        let mut context = json!({"diagnostics": []});
        if let Some(only) = only {
            context["only"] = json!([only]);
        }
        let asked = json!({"textDocument": {"uri": uri}, "range": range, "context": context});
        self.ask("textDocument/codeAction", asked).as_array().expect("actions").clone()
    }
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
