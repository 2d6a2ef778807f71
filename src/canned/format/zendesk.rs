//! Macros of Zendesk: the comments among the actions of each.

use super::{CannedOptions, json};
use crate::canned::reply::Canned;
use serde_json::Value;

/// Whether a document holds macros with actions.
pub(super) fn is(text: &str) -> bool {
    text.contains("\"actions\"") && text.contains("comment_value")
}

pub(super) fn read(text: &str, _: &CannedOptions) -> Result<Vec<Canned>, String> {
    let value: Value = serde_json::from_str(text).map_err(|error| format!("line {}: this is no JSON", error.line()))?;
    let mut replies = Vec::new();
    json::strings(text, &mut |path, layer| {
        if let Some(reply) = reply(&value, path) {
            replies.push(Canned { title: reply.1, ..Canned::new(reply.0, vec![layer]) });
        }
    })?;
    Ok(replies)
}

/// The id and the title of the macro whose comment stands at this path.
fn reply(value: &Value, path: &str) -> Option<(String, Option<String>)> {
    let (owner, rest) = path.rsplit_once(".actions[")?;
    let number = rest.strip_suffix("].value")?;
    let owner = value.pointer(&format!("/{}", owner.replace(['[', '.'], "/").replace(']', "")))?;
    let action = &owner["actions"][number.parse::<usize>().ok()?];
    let comment = action["field"].as_str().is_some_and(|field| field == "comment_value");
    comment.then(|| (owner["id"].to_string(), owner["title"].as_str().map(str::to_owned)))
}
