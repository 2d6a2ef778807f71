//! Reads JSON: serde_json says whether it is any, then everything in it is located in one pass.

use super::{Kind, Node};
use serde::de::IgnoredAny;

/// The documents of a text: one, or several as in JSON Lines.
///
/// # Errors
/// Why it is no JSON, for people.
pub(in crate::canned::format) fn documents(text: &str) -> Result<Vec<Node>, String> {
    let mut stream = serde_json::Deserializer::from_str(text).into_iter::<IgnoredAny>();
    let mut reader = Reader { bytes: text.as_bytes(), at: 0, depth: 0, deepest: 0 };
    let mut nodes = Vec::new();
    while let Some(value) = stream.next() {
        value.map_err(|error| no_json(text, &error))?;
        nodes.push(reader.value());
        reader.at = stream.byte_offset();
    }
    match nodes.len() {
        _ if reader.deepest > DEEPEST => Err("it is nested too deeply; name a file of fewer levels".to_owned()),
        0 => Err("it is empty; name a file that holds replies".to_owned()),
        _ => Ok(nodes),
    }
}

/// Where a text is no JSON, and why. Nothing of the file is said: whatever is read is ignored, so that serde speaks of
/// signs alone.
fn no_json(text: &str, error: &serde_json::Error) -> String {
    let (mut line, mut column) = (error.line(), error.column());
    if error.is_eof() {
        // What is missing is missing behind the last sign, not below it.
        let end = text.trim_end();
        line = end.lines().count();
        column = end.lines().last().map_or(0, str::len);
    }
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let end = text.floor_char_boundary((start + column).min(text.len()));
    let before = &text[start..end];
    // People count characters, serde bytes.
    let column = before.chars().count().max(1);
    let words = error.to_string();
    let why = match text[..end].strip_suffix([']', '}']).map(str::trim_end) {
        Some(rest) if rest.ends_with(',') => "a comma before the bracket that closes",
        _ => words.split(" at line ").next().unwrap_or_default(),
    };
    format!("line {line}, column {column}: this is no JSON ({why}); mend it there")
}

/// Levels beyond which nothing is read.
const DEEPEST: usize = 100;

/// Reads values that are known to be JSON.
struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    depth: usize,
    deepest: usize,
}

impl Reader<'_> {
    /// The next sign that is no white space, comma or colon.
    fn next(&mut self) -> u8 {
        while self.bytes.get(self.at).is_some_and(|byte| b" \t\r\n,:".contains(byte)) {
            self.at += 1;
        }
        self.bytes.get(self.at).copied().unwrap_or(b']')
    }

    fn value(&mut self) -> Node {
        let sign = self.next();
        let start = self.at;
        let kind = match sign {
            b'"' => self.text(),
            b'[' => self.deeper(Self::list),
            b'{' => self.deeper(Self::object),
            _ => self.other(),
        };
        Node { place: start..self.at, kind }
    }

    /// Reads what has values in it; too deep inside it reads nothing any more.
    fn deeper(&mut self, read: fn(&mut Self) -> Kind) -> Kind {
        self.depth += 1;
        self.deepest = self.deepest.max(self.depth);
        if self.deepest > DEEPEST {
            self.at = self.bytes.len();
            return Kind::Other;
        }
        let kind = read(self);
        self.depth -= 1;
        kind
    }

    fn text(&mut self) -> Kind {
        self.at += 1;
        while let Some(byte) = self.bytes.get(self.at).filter(|byte| **byte != b'"') {
            self.at += if *byte == b'\\' { 2 } else { 1 };
        }
        self.at = (self.at + 1).min(self.bytes.len());
        Kind::Text
    }

    fn list(&mut self) -> Kind {
        self.at += 1;
        let mut nodes = Vec::new();
        while self.next() != b']' {
            nodes.push(self.value());
        }
        self.at += 1;
        Kind::List(nodes)
    }

    fn object(&mut self) -> Kind {
        self.at += 1;
        let mut fields = Vec::new();
        while !b"}]".contains(&self.next()) {
            let name = self.value();
            let name = std::str::from_utf8(&self.bytes[name.place]).unwrap_or("\"\"");
            let name = serde_json::from_str(name).unwrap_or_default();
            fields.push((name, self.value()));
        }
        self.at += 1;
        Kind::Object(fields)
    }

    fn other(&mut self) -> Kind {
        while self.bytes.get(self.at).is_some_and(|byte| !b" \t\r\n,:]}".contains(byte)) {
            self.at += 1;
        }
        Kind::Other
    }
}
