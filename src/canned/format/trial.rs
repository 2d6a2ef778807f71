//! Replies as the tests of readers look at them.

use crate::canned::reply::Canned;

/// Id, title and text of a reply.
pub(super) type Short = (String, Option<String>, String);

pub(super) fn short(replies: Vec<Canned>) -> Vec<Short> {
    replies.into_iter().map(|reply| (reply.id, reply.title, reply.text)).collect()
}

pub(super) fn one(id: &str, title: Option<&str>, text: &str) -> Short {
    (id.to_owned(), title.map(str::to_owned), text.to_owned())
}
