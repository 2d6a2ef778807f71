//! A YAML document as a tree whose texts know where they stand.

use crate::canned::layer::yaml::Scalar;
use saphyr_parser::{Event, Parser, ScalarStyle, Span};
use serde_json::Value;

/// How deep a document may be.
const DEEPEST: usize = 100;

/// A part of a document.
#[derive(Debug)]
pub(crate) enum Node {
    Text(Scalar),
    List(Vec<Node>),
    Map(Vec<(String, Node)>),
    /// What stands elsewhere and is only named here.
    Alias,
}

/// Where a text is no YAML. What the parser says may quote the file.
fn no_yaml(text: &str, line: usize) -> String {
    let here = text.lines().nth(line.saturating_sub(1)).unwrap_or_default();
    let why = if here.trim_start_matches(' ').starts_with('\t') {
        "a tab cannot indent it; put blanks there"
    } else {
        "mend it there: a quote, a bracket, a colon or the indentation"
    };
    format!("line {line}: this is no YAML; {why}")
}

/// The documents of a file.
///
/// # Errors
/// The line at which it is no YAML, for people.
pub(crate) fn documents(text: &str) -> Result<Vec<Node>, String> {
    let mut tree = Tree { source: text, places: Places::of(text), open: Vec::new(), brackets: None, done: Vec::new() };
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| no_yaml(text, error.marker().line()))?;
        tree.take(event, span)?;
    }
    Ok(tree.done)
}

/// The first document without its places.
pub(crate) fn value(text: &str) -> Option<Value> {
    documents(text).ok()?.first().map(Node::value)
}

impl Node {
    /// What a map says under these names.
    pub(super) fn says(&self, names: &[&str]) -> Value {
        match self {
            Self::Map(fields) => {
                let named = fields.iter().filter(|(name, _)| names.contains(&name.as_str()));
                named.map(|(name, node)| (name.clone(), node.value())).collect()
            }
            _ => Value::Null,
        }
    }

    /// What it says, without its places.
    fn value(&self) -> Value {
        match self {
            Self::Text(scalar) if scalar.style == ScalarStyle::Plain => plain(&scalar.value),
            Self::Text(scalar) => Value::from(scalar.value.as_str()),
            Self::List(items) => items.iter().map(Self::value).collect(),
            Self::Map(fields) => fields.iter().map(|(name, node)| (name.clone(), node.value())).collect(),
            Self::Alias => Value::Null,
        }
    }
}

/// What a text without quotes means.
fn plain(value: &str) -> Value {
    match value {
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        _ => value.into(),
    }
}

/// Byte offsets of characters, by which the parser counts.
enum Places {
    Ascii(usize),
    Wide(Vec<usize>),
}

impl Places {
    fn of(text: &str) -> Self {
        match text.is_ascii() {
            true => Self::Ascii(text.len()),
            false => Self::Wide(text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()),
        }
    }

    fn at(&self, index: usize) -> usize {
        match self {
            Self::Ascii(length) => index.min(*length),
            Self::Wide(places) => places.get(index).or(places.last()).copied().unwrap_or(0),
        }
    }
}

/// A list or a map that is not read to its end.
enum Open {
    List(Vec<Node>),
    Map(Vec<(String, Node)>, Option<String>),
}

/// What was read so far.
struct Tree<'a> {
    source: &'a str,
    places: Places,
    open: Vec<Open>,
    /// How many of them are around a list or a map in brackets; none where there is none.
    brackets: Option<usize>,
    done: Vec<Node>,
}

impl Tree<'_> {
    fn take(&mut self, event: Event<'_>, span: Span) -> Result<(), String> {
        match event {
            Event::Scalar(value, style, ..) => {
                let place = self.places.at(span.start.index())..self.places.at(span.end.index());
                let inside = self.brackets.is_some();
                self.add(Node::Text(Scalar { value: value.into_owned(), style, place, inside }));
            }
            Event::Alias(_) => self.add(Node::Alias),
            Event::SequenceStart(..) => self.open(Open::List(Vec::new()), span),
            Event::MappingStart(..) => self.open(Open::Map(Vec::new(), None), span),
            Event::SequenceEnd | Event::MappingEnd => self.close(),
            _ => {}
        }
        match self.open.len() > DEEPEST {
            true => Err(format!("line {}: this is nested more than {DEEPEST} deep", span.start.line())),
            false => Ok(()),
        }
    }

    fn open(&mut self, open: Open, span: Span) {
        let text = &self.source[self.places.at(span.start.index())..];
        if self.brackets.is_none() && text.starts_with(['[', '{', '&', '!']) {
            self.brackets = Some(self.open.len());
        }
        self.open.push(open);
    }

    fn close(&mut self) {
        if self.brackets == Some(self.open.len().saturating_sub(1)) {
            self.brackets = None;
        }
        match self.open.pop() {
            Some(Open::List(items)) => self.add(Node::List(items)),
            Some(Open::Map(fields, _)) => self.add(Node::Map(fields)),
            None => {}
        }
    }

    fn add(&mut self, node: Node) {
        match self.open.last_mut() {
            None => self.done.push(node),
            Some(Open::List(items)) => items.push(node),
            Some(Open::Map(fields, name)) => match name.take() {
                Some(name) => fields.push((name, node)),
                None => *name = Some(key(node)),
            },
        }
    }
}

/// A key as text; of a list or a map nobody asks.
fn key(node: Node) -> String {
    match node {
        Node::Text(scalar) => scalar.value,
        _ => String::new(),
    }
}
