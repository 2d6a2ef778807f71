//! Canned responses of Chatwoot: a short code and a content each.

use super::tree::{self, Node};
use super::{CannedOptions, marked};
use crate::canned::reply::Canned;

pub(super) fn is(text: &str) -> bool {
    let named = text.contains("\"short_code\"") && text.contains("\"content\"");
    named && tree::documents(text).is_ok_and(|nodes| nodes.iter().any(|node| !responses(node).is_empty()))
}

pub(super) fn read(text: &str, _: &CannedOptions) -> Result<Vec<Canned>, String> {
    let documents = tree::documents(text)?;
    Ok(documents.iter().flat_map(responses).filter_map(|one| reply(one, text)).collect())
}

fn responses(node: &Node) -> Vec<&Node> {
    node.objects(&|object| object.has_text("short_code") && object.has_text("content"))
}

/// A response is known by its short code, as people type it; the number differs from one installation to the next.
fn reply(one: &Node, source: &str) -> Option<Canned> {
    let layers = marked(one.get("content")?.layer(source)?);
    let code = one.says("short_code", source).unwrap_or_default();
    Some(Canned { title: Some(code.clone()), ..Canned::new(code, layers) })
        .filter(|reply| !reply.text.trim().is_empty())
}
