//! YAML: the texts at paths, or those that are replies by their names and words, as in JSON. What stands elsewhere and is
//! only named again is one reply.

mod tree;

pub(super) use tree::value;
pub(crate) use tree::{Node, documents};

use super::json::nothing;
use super::matter::{self, Matter};
use super::paths::{Paths, Step, Way};
use super::{CannedOptions, ignore, layered, prose};
use crate::canned::layer::yaml::Scalar;
use crate::canned::reply::Canned;
use serde_json::Value;
use std::collections::BTreeMap;

/// A text of a document, and the map that it is a field of.
struct Leaf<'a> {
    way: Way,
    scalar: &'a Scalar,
    owner: Option<&'a Node>,
}

pub(super) fn read(text: &str, options: &CannedOptions) -> Result<Vec<Canned>, String> {
    let documents = documents(text)?;
    let mut leaves = Vec::new();
    for (at, node) in documents.iter().enumerate() {
        let root = if documents.len() > 1 { Way::default().with(Step::Element(at)) } else { Way::default() };
        collect(node, root, None, &mut leaves);
    }
    let wanted = wanted(&leaves, options, documents.len() > 1)?;
    let leaves: Vec<Leaf> =
        leaves.into_iter().zip(wanted).filter_map(|(leaf, wanted)| wanted.then_some(leaf)).collect();
    // A map is looked through once, however many replies it holds.
    let mut said: BTreeMap<*const Node, Value> = BTreeMap::new();
    let replies = leaves.iter().filter_map(|leaf| {
        let said = leaf.owner.map(|owner| said.entry(owner).or_insert_with(|| owner.says(&matter::fields())));
        let matter = Matter::beside(leaf.way.name(), said.cloned().unwrap_or_default());
        reply(leaf, &leaves, text, &matter)
    });
    Ok(replies.collect())
}

/// Every text with the way to it.
fn collect<'a>(node: &'a Node, way: Way, owner: Option<&'a Node>, leaves: &mut Vec<Leaf<'a>>) {
    match node {
        Node::Text(scalar) => leaves.push(Leaf { way, scalar, owner }),
        Node::List(items) => {
            let each = items.iter().enumerate();
            each.for_each(|(at, item)| collect(item, way.with(Step::Element(at)), owner, leaves));
        }
        Node::Map(fields) => {
            let step = |name: &String| way.with(Step::Field(name.clone()));
            fields.iter().for_each(|(name, item)| collect(item, step(name), Some(node), leaves));
        }
        Node::Alias => {}
    }
}

/// Which texts are replies.
fn wanted(leaves: &[Leaf], options: &CannedOptions, several: bool) -> Result<Vec<bool>, String> {
    let texts: Vec<(&Way, &str)> = leaves.iter().map(|leaf| (&leaf.way, leaf.scalar.value.as_str())).collect();
    if options.paths.is_empty() {
        // Where names lead to every text, as in translations, what reads like prose is a reply beside the usual names.
        let named = |(way, text): &(&Way, &str)| {
            let lists = way.0.iter().any(|step| matches!(step, Step::Element(_)));
            !lists && prose::is_prose(text) && !way.names().any(prose::is_about)
        };
        return Ok(prose::replies(&texts).into_iter().zip(&texts).map(|(reply, text)| reply || named(text)).collect());
    }
    let paths = Paths::new(&options.paths)?;
    // A path into one of several documents need not begin with its number.
    let inside = |way: &Way| several && paths.lead(&Way(way.0[1..].to_vec()));
    let wanted: Vec<bool> = leaves.iter().map(|leaf| paths.lead(&leaf.way) || inside(&leaf.way)).collect();
    if wanted.contains(&true) { Ok(wanted) } else { Err(nothing(&texts)) }
}

/// The reply that a text is; called by the id of its map, where it is the map's only reply.
fn reply(leaf: &Leaf, leaves: &[Leaf], source: &str, matter: &Matter) -> Option<Canned> {
    let same = |one: &&Leaf| matches!((one.owner, leaf.owner), (Some(one), Some(other)) if std::ptr::eq(one, other));
    let at = leaves.partition_point(|one| one.scalar.place.start < leaf.scalar.place.start);
    let near = leaves[at.saturating_sub(1)..].iter().take(3).filter(same).count();
    let id = matter.named(matter::IDS).filter(|_| near == 1);
    let layers = layered(leaf.scalar.layer(source)?, leaf.way.name());
    let mut reply = Canned::new(id.unwrap_or_else(|| leaf.way.to_string()), layers);
    reply.title = matter.named(matter::TITLES);
    matter.add_to(&mut reply);
    reply.suppressed.extend(above(source, leaf.scalar.place.start).flat_map(ignore::answered));
    Some(reply)
}

/// The comments in the lines above the one in which a text begins; of a text in a block, above the line of its name.
fn above(source: &str, start: usize) -> impl Iterator<Item = &str> {
    let line = source[..start].rfind('\n').unwrap_or(0);
    let words = |line: &str| line.trim().is_empty() || line.trim_end().ends_with(['|', '>', '-', '+']);
    let mut lines = source[..line].rsplit('\n').map(str::trim).peekable();
    if source[line..start].trim().is_empty() {
        while lines.next().is_some_and(|line| words(line) && !line.contains(['|', '>'])) {}
    }
    lines.map_while(|line| line.strip_prefix('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, paths: &[&str]) -> Vec<(String, Option<String>, String)> {
        let paths = paths.iter().map(|path| (*path).to_owned()).collect();
        let replies = read(text, &CannedOptions { paths, ..CannedOptions::default() }).expect("replies");
        replies.into_iter().map(|reply| (reply.id, reply.title, reply.text)).collect()
    }

    fn one(id: &str, title: Option<&str>, text: &str) -> (String, Option<String>, String) {
        (id.to_owned(), title.map(str::to_owned), text.to_owned())
    }

    #[test]
    fn texts_are_found_or_named() {
        let rails = "en:\n  mail:\n    greeting: Hello\n    sorry: 'We are sorry that it is late.'\n";
        assert_eq!(found(rails, &[]), [one("en.mail.sorry", None, "We are sorry that it is late.")]);
        assert_eq!(found(rails, &["en.mail.greeting"]), [one("en.mail.greeting", None, "Hello")]);
        let mixed = "late:\n  body: It is late.\nlost: We have lost your parcel.\ntitle: These are all the replies.\n";
        assert_eq!(found(mixed, &[]).len(), 2);
        let list = "- name: Late\n  id: 7\n  content: &a |\n    It is late.\n- name: Again\n  content: *a\n";
        assert_eq!(found(list, &[]), [one("7", Some("Late"), "It is late.")]);
        let several = "text: It is late.\n---\ntext: It is lost.\n";
        assert_eq!(found(several, &["text"]).len(), 2);
        assert_eq!(found(several, &[])[1], one("[1].text", None, "It is lost."));
    }

    #[test]
    fn html_is_read_as_such() {
        assert_eq!(
            found("body: '<p>It is <b>late</b> again today.</p>'", &[]),
            [one("body", None, "It is late again today.")]
        );
    }

    #[test]
    fn what_is_said_of_a_reply_is_read() {
        let text = "- body: |\n    It is late.\n  sender: a shop\n  situation: Where is it?\n# no\n# attuned-ignore LD01: law\n- body: It is lost.\n  # attuned-ignore CA: so\n- body: >-\n\n    It is lost.\n";
        let replies = read(text, &CannedOptions::default()).expect("replies");
        assert_eq!(replies[0].sender.as_deref(), Some("a shop"));
        assert_eq!(replies[0].situations.len(), 1);
        let rules = |at: usize| replies[at].suppressed.iter().map(|one| one.rule.as_str()).collect::<Vec<_>>();
        assert_eq!((rules(0), rules(1), rules(2)), (vec![], vec!["LD01"], vec!["CA"]));
    }

    #[test]
    fn what_is_no_yaml_says_so() {
        let refused = |text: &str| read(text, &CannedOptions::default()).expect_err("no YAML");
        assert!(refused("a: [b\nc: d").starts_with("line 2: this is no YAML; mend it there"));
        assert!(refused("a:\n\tb: walrus\n").starts_with("line 2: this is no YAML; a tab"));
        assert!(refused(&"- ".repeat(500)).contains("deep"));
        assert!(refused(&"[".repeat(100_000)).starts_with("line 1"));
    }
}
