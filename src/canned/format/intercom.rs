//! Macros of Intercom: a body of HTML, and the same words as text with other placeholders; a change goes to both.

mod step;

use super::tree::{self, Node};
use super::{CannedOptions, layered};
use crate::canned::reply::Canned;

pub(super) fn is(text: &str) -> bool {
    let named = text.contains("\"body_text\"") || text.contains("\"macro\"") || text.contains("<attribute ");
    named && tree::documents(text).is_ok_and(|nodes| nodes.iter().any(|node| !macros(node, text).is_empty()))
}

pub(super) fn read(text: &str, _: &CannedOptions) -> Result<Vec<Canned>, String> {
    let documents = tree::documents(text)?;
    Ok(documents.iter().flat_map(|node| macros(node, text)).filter_map(|one| reply(one, text)).collect())
}

fn macros<'a>(node: &'a Node, source: &str) -> Vec<&'a Node> {
    let typed = |object: &Node| object.says("type", source).is_some_and(|kind| kind == "macro");
    node.objects(&|object| object.has_text("body") && (object.has_text("body_text") || typed(object)))
}

fn reply(one: &Node, source: &str) -> Option<Canned> {
    let layers = layered(one.get("body")?.layer(source)?, "html");
    let title = one.says("name", source);
    let id = one.says("id", source).or_else(|| title.clone()).unwrap_or_else(|| "macro".to_owned());
    let mut reply = Canned { title, ..Canned::new(id, layers) };
    if let Some(twin) = one.get("body_text").and_then(|text| text.layer(source)) {
        match step::layer(&reply.text, twin.text()) {
            Some(step) => reply.twins.push(vec![step, twin]),
            None => reply.locked = Some(APART.to_owned()),
        }
    }
    Some(reply).filter(|reply| !reply.text.trim().is_empty())
}

const APART: &str = "its body and its body_text do not say the same; make them agree, then change it";
