//! Any JSON, and JSON Lines: the texts at paths such as `replies[].body`, or those that are replies by their names and
//! words.

use super::paths::{Paths, Step, Way};
use super::tree::{self, Kind, Node};
use super::{CannedOptions, layered, people, prose};
use crate::canned::reply::Canned;
use std::borrow::Cow;
use std::collections::HashMap;

/// A text of a document.
struct Leaf<'a> {
    way: Way,
    node: &'a Node,
    text: Cow<'a, str>,
    /// The object that it, or the list it is in, is a field of.
    owner: Option<&'a Node>,
}

impl Leaf<'_> {
    /// Where its object begins.
    fn object(&self) -> Option<usize> {
        self.owner.map(|owner| owner.place.start)
    }
}

pub(super) fn read(text: &str, options: &CannedOptions) -> Result<Vec<Canned>, String> {
    let documents = tree::documents(text)?;
    let mut leaves = Vec::new();
    for (at, node) in documents.iter().enumerate() {
        let root = if documents.len() > 1 { Way::default().with(Step::Element(at)) } else { Way::default() };
        collect(node, text, root, None, &mut leaves);
    }
    let wanted = wanted(&leaves, options, documents.len() > 1)?;
    let leaves = leaves.iter().zip(wanted).filter_map(|(leaf, wanted)| wanted.then_some(leaf));
    let mut siblings: HashMap<Option<usize>, usize> = HashMap::new();
    leaves.clone().for_each(|leaf| *siblings.entry(leaf.object()).or_default() += 1);
    Ok(leaves.map(|leaf| reply(leaf, siblings[&leaf.object()] == 1, text)).collect())
}

/// Every text with the way to it.
fn collect<'a>(node: &'a Node, source: &'a str, way: Way, owner: Option<&'a Node>, leaves: &mut Vec<Leaf<'a>>) {
    match &node.kind {
        Kind::Text => leaves.extend(node.text(source).map(|text| Leaf { way, node, text, owner })),
        Kind::List(nodes) => {
            let each = nodes.iter().enumerate();
            each.for_each(|(at, item)| collect(item, source, way.with(Step::Element(at)), owner, leaves));
        }
        Kind::Object(fields) => {
            let step = |name: &String| way.with(Step::Field(name.clone()));
            fields.iter().for_each(|(name, item)| collect(item, source, step(name), Some(node), leaves));
        }
        Kind::Other => {}
    }
}

/// Which texts are replies.
fn wanted(leaves: &[Leaf], options: &CannedOptions, lines: bool) -> Result<Vec<bool>, String> {
    let texts: Vec<(&Way, &str)> = leaves.iter().map(|leaf| (&leaf.way, &*leaf.text)).collect();
    if options.paths.is_empty() {
        return Ok(prose::replies(&texts));
    }
    let paths = Paths::new(&options.paths)?;
    // A path into the objects of JSON Lines need not begin with the number of the line.
    let inside = |way: &Way| lines && paths.lead(&Way(way.0[1..].to_vec()));
    let wanted: Vec<bool> = leaves.iter().map(|leaf| paths.lead(&leaf.way) || inside(&leaf.way)).collect();
    if wanted.contains(&true) { Ok(wanted) } else { Err(nothing(&texts)) }
}

/// Says where there are texts.
pub(super) fn nothing(texts: &[(&Way, &str)]) -> String {
    let mut ways: Vec<String> = Vec::new();
    for way in texts.iter().map(|(way, _)| way.general()) {
        if ways.len() < 5 && !ways.contains(&way) {
            ways.push(way);
        }
    }
    match ways.as_slice() {
        [] => "no text stands in it at all; name another file".to_owned(),
        ways => format!("no text stands at these paths; there are texts at {}", ways.join(", ")),
    }
}

/// The reply that a text is; called by the id of its object, where it is the object's only reply.
fn reply(leaf: &Leaf, alone: bool, source: &str) -> Canned {
    let says = |names: &[&str]| leaf.owner.and_then(|owner| names.iter().find_map(|name| owner.says(name, source)));
    let id = says(&["id", "key", "slug", "short_code", "shortcut", "uuid"]).filter(|_| alone);
    let layers = leaf.node.layer(source).map(|layer| layered(layer, leaf.way.name())).unwrap_or_default();
    let mut reply = Canned::new(id.unwrap_or_else(|| leaf.way.to_string()), layers);
    reply.title = says(&["title", "name", "subject"]);
    reply.sender = says(&["sender"]);
    reply.situations = leaf.owner.map(|owner| people::of(owner, leaf.node, source)).unwrap_or_default();
    reply
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, paths: &[&str]) -> Result<Vec<(String, String)>, String> {
        let paths = paths.iter().map(|path| (*path).to_owned()).collect();
        let options = CannedOptions { paths, ..CannedOptions::default() };
        Ok(read(text, &options)?.into_iter().map(|reply| (reply.id, reply.text)).collect())
    }

    fn one(id: &str, text: &str) -> (String, String) {
        (id.to_owned(), text.to_owned())
    }

    #[test]
    fn paths_lead_to_texts() {
        let text = r#"{"a": [{"x": "One.", "y": "Two."}, {"x": "Three."}], "b": "Four."}"#;
        assert_eq!(found(text, &["a[].x"]), Ok(vec![one("a[0].x", "One."), one("a[1].x", "Three.")]));
        assert_eq!(found(text, &["b", "a[0].y"]), Ok(vec![one("a[0].y", "Two."), one("b", "Four.")]));
        assert_eq!(
            found("{\"x\": \"One.\"}\n{\"x\": \"Two.\"}", &["x"]),
            Ok(vec![one("[0].x", "One."), one("[1].x", "Two.")])
        );
        let error = found(text, &["c"]).expect_err("nothing there");
        assert_eq!(error, "no text stands at these paths; there are texts at a[].x, a[].y, b");
        assert!(found(text, &["a[x"]).expect_err("no path").contains("is no path"));
    }

    #[test]
    fn replies_are_known_by_the_ids_of_their_objects() {
        let text = r#"[{"id": 7, "body": "We are closed."}, {"id": 8, "body": "We open.", "html": "We open at ten."}]"#;
        let ids: Vec<String> = found(text, &[]).expect("replies").into_iter().map(|(id, _)| id).collect();
        assert_eq!(ids, ["7", "[1].body", "[1].html"]);
    }

    #[test]
    fn objects_name_people() {
        let text =
            r#"{"reply": "We are closed.", "who": "a parent", "when": "Are you open?", "situations": ["And now?"]}"#;
        let replies = read(text, &CannedOptions::default()).expect("replies");
        let said: Vec<(&str, &str)> = replies[0].situations.iter().map(|one| (&*one.who, &*one.message)).collect();
        assert_eq!(said, [("", "And now?"), ("a parent", "Are you open?")]);
    }

    #[test]
    fn what_is_no_json_says_where() {
        assert_eq!(
            found("{\"a\":\n x}", &[]).expect_err("no JSON"),
            "line 2, column 2: this is no JSON (expected value); mend it there"
        );
        for (text, said) in [
            ("[{\"a\": \"é\"},]\n", "line 1, column 13: this is no JSON (a comma before the bracket that closes)"),
            ("{\"a\": \"b\"}\n{\"a\": \"b\"\n\n", "line 2, column 9: this is no JSON (EOF while parsing an object)"),
            ("[\n{\"a\": 1,\n }]", "line 3, column 2: this is no JSON (a comma before the bracket that closes)"),
            ("{\"a\": walrus}", "line 1, column 7: this is no JSON (expected value)"),
        ] {
            let error = found(text, &[]).expect_err("no JSON");
            assert!(error.starts_with(said) && !error.contains("walrus"), "{error}");
        }
        assert!(found("", &[]).expect_err("nothing").contains("empty"));
    }
}
