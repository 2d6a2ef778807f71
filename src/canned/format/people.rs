//! People who might receive a reply, where the object that it stands in names them.

use super::tree::Node;
use crate::canned::reply::Situation;

/// Where a message of theirs stands; the first that is there counts.
pub(super) const MESSAGES: &[&str] = &["situation", "message", "when"];

/// Where it stands who they are.
pub(super) const WHO: &str = "who";

/// The people that an object names, beside this text of it.
pub(super) fn of(object: &Node, text: &Node, source: &str) -> Vec<Situation> {
    let list = object.get("situations").map_or(&[][..], Node::items);
    let mut people: Vec<Situation> = list.iter().filter_map(|one| person(one, source)).collect();
    let beside = |name: &&&str| object.get(name).is_some_and(|node| node.place != text.place);
    let name = MESSAGES.iter().find(beside);
    let message = name.and_then(|name| object.says(name, source)).or_else(|| spoken(object, source));
    people.extend(message.map(|message| Situation::new(object.says(WHO, source).unwrap_or_default(), message)));
    people
}

/// A person as an object, or as their message alone.
fn person(node: &Node, source: &str) -> Option<Situation> {
    if let Some(message) = node.text(source) {
        return Some(Situation::new("", message));
    }
    Some(Situation::new(node.says(WHO, source).unwrap_or_default(), node.says("message", source)?))
}

/// What the person said last, in a record of ours.
fn spoken(object: &Node, source: &str) -> Option<String> {
    let messages = object.get("conversation").map_or(&[][..], Node::items);
    let theirs = messages.iter().rfind(|one| one.says("role", source).is_some_and(|role| role == "user"))?;
    theirs.says("content", source)
}
