//! JSON as a tree of places: checked by serde_json, then only located, so that what stands around a text stays.

use crate::canned::layer::{Coding, Layer};
use serde::de::IgnoredAny;
use std::borrow::Cow;
use std::ops::Range;

/// A value and where it stands in its source.
#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) place: Range<usize>,
    pub(super) kind: Kind,
}

/// What a value is.
#[derive(Debug, Clone)]
pub(super) enum Kind {
    /// A string; the place has its quotes.
    Text,
    List(Vec<Node>),
    Object(Vec<(String, Node)>),
    /// A number, a truth or null.
    Other,
}

/// The documents of a text: one, or several as in JSON Lines.
///
/// # Errors
/// Why it is no JSON, for people.
pub(super) fn documents(text: &str) -> Result<Vec<Node>, String> {
    let mut stream = serde_json::Deserializer::from_str(text).into_iter::<IgnoredAny>();
    let mut reader = Reader { bytes: text.as_bytes(), at: 0, depth: 0, deepest: 0 };
    let mut nodes = Vec::new();
    while let Some(value) = stream.next() {
        // What serde says may quote the file.
        value.map_err(|error| {
            format!("line {}, column {}: this is no JSON; mend it there", error.line(), error.column())
        })?;
        nodes.push(reader.value());
        reader.at = stream.byte_offset();
    }
    match nodes.len() {
        _ if reader.deepest > DEEPEST => Err("it is nested too deeply; name a file of fewer levels".to_owned()),
        0 => Err("it is empty; name a file that holds replies".to_owned()),
        _ => Ok(nodes),
    }
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

impl Node {
    /// The field of this name; of several the last counts, as almost every reader has it.
    pub(super) fn get(&self, name: &str) -> Option<&Self> {
        let Kind::Object(fields) = &self.kind else { return None };
        fields.iter().rfind(|(own, _)| own == name).map(|(_, node)| node)
    }

    /// The elements of a list; none where it is no list.
    pub(super) fn items(&self) -> &[Self] {
        if let Kind::List(nodes) = &self.kind { nodes } else { &[] }
    }

    /// The objects for which this holds, outermost alone, in their order.
    pub(super) fn objects<'a>(&'a self, is: &dyn Fn(&Self) -> bool) -> Vec<&'a Self> {
        match &self.kind {
            Kind::Object(_) if is(self) => vec![self],
            Kind::Object(fields) => fields.iter().flat_map(|(_, node)| node.objects(is)).collect(),
            Kind::List(nodes) => nodes.iter().flat_map(|node| node.objects(is)).collect(),
            Kind::Text | Kind::Other => Vec::new(),
        }
    }

    /// Whether the field of this name is a string.
    pub(super) fn has_text(&self, name: &str) -> bool {
        self.get(name).is_some_and(|node| matches!(node.kind, Kind::Text))
    }

    /// What a string says; none where it is no string, or holds half a character.
    pub(super) fn text<'a>(&self, source: &'a str) -> Option<Cow<'a, str>> {
        let quoted = source.get(self.place.clone()).filter(|_| matches!(self.kind, Kind::Text))?;
        let plain = &quoted[1..quoted.len() - 1];
        if plain.contains('\\') {
            serde_json::from_str(quoted).ok().map(Cow::Owned)
        } else {
            Some(Cow::Borrowed(plain))
        }
    }

    /// What the field of this name says: a text, or a number as it is written.
    pub(super) fn says(&self, name: &str, source: &str) -> Option<String> {
        let node = self.get(name)?;
        let number =
            || source.get(node.place.clone()).filter(|raw| raw.starts_with(|sign: char| sign.is_ascii_digit()));
        let said = node.text(source).map(Cow::into_owned).or_else(|| number().map(str::to_owned))?;
        (!said.trim().is_empty()).then_some(said)
    }

    /// The layer of a string in its source.
    pub(super) fn layer(&self, source: &str) -> Option<Layer> {
        matches!(self.kind, Kind::Text).then(|| layer(source, self.place.clone()))
    }
}

/// The string literal, with its quotes, that stands in `source[place]`.
fn layer(source: &str, place: Range<usize>) -> Layer {
    let read = |ascii: bool| {
        let mut layer = Layer::new(Coding::Json { ascii });
        let (mut at, end) = (place.start + 1, place.end - 1);
        while at < end {
            let plain = source[at..end].find('\\').unwrap_or(end - at);
            layer.plain(source, at..at + plain);
            at += plain;
            if at < end {
                at += escape(&mut layer, at, &source[at..end]);
            }
        }
        layer
    };
    let layer = read(false);
    let escaped = source[place.clone()].is_ascii() && !layer.text().is_ascii();
    if escaped { read(true) } else { layer }
}

/// Adds the escape that the rest begins with, and says how long it is. Two halves of a character are one; half a
/// character alone stays as it is.
fn escape(layer: &mut Layer, at: usize, rest: &str) -> usize {
    let sign = |length: usize| -> Option<String> { serde_json::from_str(&format!("\"{}\"", rest.get(..length)?)).ok() };
    let lengths: &[usize] = if rest.as_bytes().get(1) == Some(&b'u') { &[6, 12] } else { &[2] };
    for length in lengths {
        if let Some(sign) = sign(*length) {
            layer.escape(at..at + length, &sign);
            return *length;
        }
    }
    let length = lengths[0].min(rest.len());
    layer.fixed(at..at + length, "\u{fffd}");
    length
}
