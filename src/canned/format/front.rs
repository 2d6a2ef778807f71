//! Message templates of Front: a body of HTML each.

use super::tree::{self, Node};
use super::{CannedOptions, layered};
use crate::canned::reply::Canned;

pub(super) fn is(text: &str) -> bool {
    let named = text.contains("\"body\"") && (text.contains("\"rsp_") || text.contains("\"inbox_ids\""));
    named && tree::documents(text).is_ok_and(|nodes| nodes.iter().any(|node| !templates(node, text).is_empty()))
}

pub(super) fn read(text: &str, _: &CannedOptions) -> Result<Vec<Canned>, String> {
    let documents = tree::documents(text)?;
    Ok(documents.iter().flat_map(|node| templates(node, text)).filter_map(|one| reply(one, text)).collect())
}

/// The objects that are templates by their ids or their inboxes.
fn templates<'a>(node: &'a Node, source: &str) -> Vec<&'a Node> {
    let marked = |object: &Node| {
        object.says("id", source).is_some_and(|id| id.starts_with("rsp_"))
            || ["inbox_ids", "is_available_for_all_inboxes"].iter().any(|name| object.get(name).is_some())
    };
    node.objects(&|object| object.has_text("body") && marked(object))
}

fn reply(one: &Node, source: &str) -> Option<Canned> {
    let layers = layered(one.get("body")?.layer(source)?, "html");
    let title = one.says("name", source).or_else(|| one.says("subject", source));
    let id = one.says("id", source).or_else(|| title.clone()).unwrap_or_else(|| "template".to_owned());
    Some(Canned { title, ..Canned::new(id, layers) }).filter(|reply| !reply.text.trim().is_empty())
}
