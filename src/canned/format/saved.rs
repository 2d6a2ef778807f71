//! Saved replies of GitHub and comment templates of GitLab, as GraphQL answers with them.

use super::tree::{self, Node};
use super::{CannedOptions, marked};
use crate::canned::reply::Canned;

/// What the fields of one of the two are called.
struct Names {
    title: &'static str,
    body: &'static str,
    ids: &'static [&'static str],
}

const GITHUB: Names = Names { title: "title", body: "body", ids: &["databaseId", "id"] };
const GITLAB: Names = Names { title: "name", body: "content", ids: &["id"] };

pub(super) fn is_github(text: &str) -> bool {
    is(text, &GITHUB)
}

pub(super) fn is_gitlab(text: &str) -> bool {
    is(text, &GITLAB)
}

pub(super) fn github(text: &str, _: &CannedOptions) -> Result<Vec<Canned>, String> {
    read(text, &GITHUB)
}

pub(super) fn gitlab(text: &str, _: &CannedOptions) -> Result<Vec<Canned>, String> {
    read(text, &GITLAB)
}

fn is(text: &str, names: &Names) -> bool {
    let named = text.contains("\"savedRepl") || text.contains("::SavedReply/");
    named && tree::documents(text).is_ok_and(|nodes| nodes.iter().any(|node| !saved(node, names).is_empty()))
}

fn saved<'a>(node: &'a Node, names: &Names) -> Vec<&'a Node> {
    node.objects(&|object| object.has_text(names.body) && object.has_text(names.title))
}

fn read(text: &str, names: &Names) -> Result<Vec<Canned>, String> {
    let documents = tree::documents(text)?;
    Ok(documents.iter().flat_map(|node| saved(node, names)).filter_map(|one| reply(one, text, names)).collect())
}

fn reply(one: &Node, source: &str, names: &Names) -> Option<Canned> {
    let layer = one.get(names.body)?.layer(source)?;
    let title = one.says(names.title, source);
    let id = names.ids.iter().find_map(|name| one.says(name, source)).or_else(|| title.clone());
    // GitLab's ids are addresses that end in a number.
    let id = id.map_or_else(|| "reply".to_owned(), |id| id.rsplit('/').next().unwrap_or_default().to_owned());
    Some(Canned { title, ..Canned::new(id, marked(layer)) }).filter(|reply| !reply.text.trim().is_empty())
}
