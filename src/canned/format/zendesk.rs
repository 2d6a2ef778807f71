//! Macros of Zendesk: the comments among the actions of each, as lists, single objects or results of a search hold them.

use super::tree::{self, Kind, Node};
use super::{CannedOptions, layered};
use crate::canned::reply::Canned;

/// Whether a document holds macros with actions.
pub(super) fn is(text: &str) -> bool {
    let named = text.contains("\"actions\"") && text.contains("\"comment_value");
    named && tree::documents(text).is_ok_and(|nodes| nodes.iter().any(|node| !macros(node).is_empty()))
}

pub(super) fn read(text: &str, _: &CannedOptions) -> Result<Vec<Canned>, String> {
    let documents = tree::documents(text)?;
    Ok(documents.iter().flat_map(macros).flat_map(|one| replies(one, text)).collect())
}

/// The objects that have a list of actions.
fn macros(node: &Node) -> Vec<&Node> {
    node.objects(&|object| object.get("actions").is_some_and(|actions| matches!(actions.kind, Kind::List(_))))
}

/// The comments of a macro.
fn replies(one: &Node, source: &str) -> Vec<Canned> {
    let actions = one.get("actions").map_or(&[][..], Node::items);
    let comments: Vec<(String, &Node)> = actions.iter().filter_map(|action| comment(action, source)).collect();
    let title = one.says("title", source);
    let id = one.says("id", source).or_else(|| title.clone()).unwrap_or_else(|| "macro".to_owned());
    let id = |field: &str| if comments.len() > 1 { format!("{id}.{field}") } else { id.clone() };
    let reply = |(field, text): &(String, &Node)| {
        let layer = text.layer(source)?;
        let layers = if field.ends_with("html") { layered(layer, field) } else { vec![layer] };
        Some(Canned { title: title.clone(), ..Canned::new(id(field), layers) })
    };
    comments.iter().filter_map(reply).collect()
}

/// The field and the text of an action that writes a comment. The text may stand behind the channel it is for.
fn comment<'a>(action: &'a Node, source: &str) -> Option<(String, &'a Node)> {
    let field =
        action.says("field", source).filter(|field| field == "comment_value" || field == "comment_value_html")?;
    let value = action.get("value")?;
    let text = if value.items().is_empty() { value } else { value.items().last()? };
    text.text(source).filter(|text| !text.trim().is_empty()).map(|_| (field, text))
}
