//! What stands before the words of a Markdown file, between lines of `---` (YAML) or `+++` (TOML): what the reply is
//! called, who receives it, which findings its writer has answered.
//!
//! ```yaml
//! title: Late parcel
//! situations: ["Where is my parcel? My daughter's birthday is tomorrow."]
//! attuned: {ignore: {LD01: the carrier's words}}
//! ```

use super::{people, yaml};
use crate::canned::reply::{Canned, Situation};
use serde_json::Value;
use std::collections::BTreeMap;

/// Names of ids, best first.
pub(super) const IDS: &[&str] = &["id", "key", "slug", "short_code", "shortcut", "uuid"];

/// Names of titles, best first.
pub(super) const TITLES: &[&str] = &["title", "name", "subject"];

/// The names of all fields that anything is read from.
pub(super) fn fields() -> Vec<&'static str> {
    [IDS, TITLES, people::MESSAGES, &[people::WHO, "situations", "sender", "attuned"]].concat()
}

/// The fields of front matter.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Matter {
    fields: Value,
}

/// The front matter of a text, and where what it stands before begins. What cannot be read has no fields.
pub(super) fn matter(text: &str) -> (Matter, usize) {
    for (fence, read) in [("---", yaml::value as fn(&str) -> Option<Value>), ("+++", toml)] {
        if let Some((inner, end)) = fenced(text, fence) {
            return (Matter { fields: read(inner).unwrap_or_default() }, end);
        }
    }
    (Matter::default(), 0)
}

/// What stands between two lines of a fence, and where the second ends.
fn fenced<'a>(text: &'a str, fence: &str) -> Option<(&'a str, usize)> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().filter(|line| line.trim_end() == fence)?.len();
    let mut at = first;
    for line in lines {
        if line.trim_end() == fence || (fence == "---" && line.trim_end() == "...") {
            return Some((&text[first..at], at + line.len()));
        }
        at += line.len();
    }
    None
}

fn toml(text: &str) -> Option<Value> {
    ::toml::from_str(text).ok()
}

impl Matter {
    /// What the fields of a map say beside the one that is the reply.
    pub(super) fn beside(reply: &str, mut fields: Value) -> Self {
        if let Some(fields) = fields.as_object_mut() {
            fields.remove(reply);
        }
        Self { fields }
    }

    /// The first of these fields that is there.
    pub(super) fn named(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.text(name))
    }

    fn text(&self, name: &str) -> Option<String> {
        let field = self.fields.get(name)?;
        field.as_str().map(str::to_owned).or_else(|| field.as_number().map(ToString::to_string))
    }

    /// Whether the file holds several replies, a heading each.
    pub(super) fn splits(&self) -> bool {
        self.fields["attuned"]["split"] == Value::Bool(true)
    }

    /// What the reply is called where nothing else says so.
    pub(super) fn id(&self) -> Option<String> {
        self.text("id")
    }

    pub(super) fn title(&self) -> Option<String> {
        self.text("title")
    }

    /// Adds what is said of a reply, or of all replies of a file.
    pub(super) fn add_to(&self, reply: &mut Canned) {
        reply.sender = self.text("sender").or(reply.sender.take());
        reply.situations.extend(self.people());
        let rules = self.fields["attuned"]["ignore"].as_object().into_iter().flatten();
        let rules = rules.map(|(rule, reason)| (rule.clone(), reason.as_str().unwrap_or("").to_owned()));
        reply.suppress(&rules.collect::<BTreeMap<_, _>>());
    }
}

impl Matter {
    /// The people who might receive a reply: a list, and one whose message stands on its own.
    fn people(&self) -> Vec<Situation> {
        let mut people = situations(&self.fields["situations"]);
        let message = people::MESSAGES.iter().find_map(|name| self.fields.get(name));
        let who = self.text(people::WHO).unwrap_or_default();
        let named = |one: Situation| if one.who.is_empty() { Situation { who: who.clone(), ..one } } else { one };
        people.extend(message.into_iter().flat_map(situations).map(named));
        people
    }
}

/// People as writers give them: a text, `{who, message}`, or a list of either.
fn situations(value: &Value) -> Vec<Situation> {
    match value {
        Value::String(message) => vec![Situation::new("", message.trim_end())],
        Value::Array(all) => all.iter().flat_map(situations).collect(),
        Value::Object(_) => {
            let one: Option<Situation> = serde_json::from_value(value.clone()).ok();
            one.map(|one| Situation { message: one.message.trim_end().to_owned(), ..one }).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Canned, Matter, &str) {
        let (matter, end) = matter(text);
        let mut reply = Canned::new("x", Vec::new());
        matter.add_to(&mut reply);
        (reply, matter, &text[end..])
    }

    #[test]
    fn yaml_and_toml_say_the_same() {
        let yaml = "---\ntitle: Late\nid: 12\nsender: a shop\nsituation: Where is it?\nattuned:\n  split: true\n  ignore: {LD01: 'law'}\n---\nHi";
        let toml = "+++\r\ntitle = 'Late'\r\nid = 12\r\nsender = 'a shop'\r\nsituations = ['Where is it?']\r\n[attuned]\r\nsplit = true\r\n[attuned.ignore]\r\nLD01 = 'law'\r\n+++\r\nHi";
        for text in [yaml, toml] {
            let (reply, matter, rest) = read(text);
            assert_eq!((matter.title().as_deref(), matter.id().as_deref()), (Some("Late"), Some("12")));
            assert!(matter.splits());
            assert_eq!(reply.sender.as_deref(), Some("a shop"));
            assert_eq!(reply.situations, [Situation::new("", "Where is it?")]);
            assert_eq!((reply.suppressed[0].rule.as_str(), reply.suppressed[0].reason.as_str()), ("LD01", "law"));
            assert_eq!(rest, "Hi");
        }
    }

    #[test]
    fn people_have_names_where_writers_give_them() {
        let (reply, ..) = read("---\nsituations:\n  - who: a father\n    message: Why?\n  - And me?\n---\n");
        assert_eq!(reply.situations, [Situation::new("a father", "Why?"), Situation::new("", "And me?")]);
        let (reply, ..) = read("---\nwho: a father\nwhen: |\n  Why?\n---\n");
        assert_eq!(reply.situations, [Situation::new("a father", "Why?")]);
    }

    #[test]
    fn what_is_no_front_matter_is_text() {
        for text in ["", "Hi", "---", "--- a\n---\n", "-----\n---\n", "Hi\n---\n---\n", "+++\nHi"] {
            assert_eq!(read(text).2, text);
        }
    }

    #[test]
    fn what_cannot_be_read_is_left_alone() {
        let (reply, matter, rest) = read("---\ntitle: {{ x }}: [\n---\nHi");
        assert_eq!((matter, reply.situations.len(), rest), (Matter::default(), 0, "Hi"));
    }
}
