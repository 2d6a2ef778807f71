//! JSON as a tree of places: checked by serde_json, then only located, so that what stands around a text stays.

mod literal;
mod read;

pub(super) use read::documents;

use crate::canned::layer::Layer;
use std::borrow::Cow;
use std::ops::Range;

/// A value and where it stands in its source.
#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) place: Range<usize>,
    pub(super) kind: Kind,
}

/// What a value is.
#[derive(Debug, Clone)]
pub(super) enum Kind {
    /// A string; the place has its quotes.
    Text,
    List(Vec<Node>),
    Object(Vec<(String, Node)>),
    /// A number, a truth or null.
    Other,
}

impl Node {
    /// The field of this name; of several the last counts, as almost every reader has it.
    pub(super) fn get(&self, name: &str) -> Option<&Self> {
        let Kind::Object(fields) = &self.kind else { return None };
        fields.iter().rfind(|(own, _)| own == name).map(|(_, node)| node)
    }

    /// The elements of a list; none where it is no list.
    pub(super) fn items(&self) -> &[Self] {
        if let Kind::List(nodes) = &self.kind { nodes } else { &[] }
    }

    /// The objects for which this holds, outermost alone, in their order.
    pub(super) fn objects<'a>(&'a self, is: &dyn Fn(&Self) -> bool) -> Vec<&'a Self> {
        match &self.kind {
            Kind::Object(_) if is(self) => vec![self],
            Kind::Object(fields) => fields.iter().flat_map(|(_, node)| node.objects(is)).collect(),
            Kind::List(nodes) => nodes.iter().flat_map(|node| node.objects(is)).collect(),
            Kind::Text | Kind::Other => Vec::new(),
        }
    }

    /// Whether the field of this name is a string.
    pub(super) fn has_text(&self, name: &str) -> bool {
        self.get(name).is_some_and(|node| matches!(node.kind, Kind::Text))
    }

    /// What a string says; none where it is no string, or holds half a character.
    pub(super) fn text<'a>(&self, source: &'a str) -> Option<Cow<'a, str>> {
        let quoted = source.get(self.place.clone()).filter(|_| matches!(self.kind, Kind::Text))?;
        let plain = &quoted[1..quoted.len() - 1];
        if plain.contains('\\') {
            serde_json::from_str(quoted).ok().map(Cow::Owned)
        } else {
            Some(Cow::Borrowed(plain))
        }
    }

    /// What the field of this name says: a text, or a number as it is written.
    pub(super) fn says(&self, name: &str, source: &str) -> Option<String> {
        let node = self.get(name)?;
        let number =
            || source.get(node.place.clone()).filter(|raw| raw.starts_with(|sign: char| sign.is_ascii_digit()));
        let said = node.text(source).map(Cow::into_owned).or_else(|| number().map(str::to_owned))?;
        (!said.trim().is_empty()).then_some(said)
    }

    /// The layer of a string in its source.
    pub(super) fn layer(&self, source: &str) -> Option<Layer> {
        matches!(self.kind, Kind::Text).then(|| literal::layer(source, self.place.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::Value;

    /// The value that a node locates, read anew from its place.
    fn value(node: &Node, source: &str) -> Value {
        match &node.kind {
            Kind::Text => node.layer(source).map(|layer| layer.text().to_owned()).into(),
            Kind::List(nodes) => nodes.iter().map(|node| value(node, source)).collect(),
            Kind::Object(fields) => fields.iter().map(|(name, node)| (name.clone(), value(node, source))).collect(),
            Kind::Other => serde_json::from_str(&source[node.place.clone()]).expect("a value"),
        }
    }

    fn any_value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            ".{0,12}".prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 24, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::vec((".{0,4}", inner), 0..4)
                    .prop_map(|fields| Value::Object(fields.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn everything_is_where_it_stands(values in prop::collection::vec(any_value(), 1..3), pretty in any::<bool>()) {
            let written = |value: &Value| if pretty { format!("{value:#}\n") } else { format!(" {value}\n") };
            let source: String = values.iter().map(written).collect();
            let read: Vec<Value> =
                documents(&source).expect("JSON").iter().map(|node| value(node, &source)).collect();
            prop_assert_eq!(read, values);
        }

        #[test]
        fn any_text_is_json_or_not(text in r#"[\[\]{}",:\\ua0-9 ]{0,40}"#) {
            let valid = serde_json::Deserializer::from_str(&text).into_iter::<Value>().all(|value| value.is_ok());
            prop_assert!(!valid || text.trim().is_empty() || documents(&text).is_ok());
        }
    }
}
