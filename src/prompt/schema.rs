//! The JSON Schemas of the answers, in the strict form that servers can enforce.

use super::{Ask, Job};
use crate::detect::Mechanism;
use serde_json::{Value, json};
use std::sync::LazyLock;

/// The schema of the answer to this ask.
pub(super) fn schema(ask: &Ask) -> Value {
    // Each is made once; every ask has its copy.
    static JUDGE: LazyLock<Value> = LazyLock::new(|| object(&[("findings", list(finding()))]));
    static CRITIQUE: LazyLock<Value> = LazyLock::new(|| object(&[("critique", text())]));
    static REVISE: LazyLock<Value> = LazyLock::new(|| object(&revision()));
    static REPAIR: LazyLock<Value> = LazyLock::new(|| object(&revision()[2..]));
    static AUDIT: LazyLock<Value> = LazyLock::new(|| object(&audit()));
    static COMPARE: LazyLock<Value> = LazyLock::new(|| object(&comparison()));
    static IMAGINE: LazyLock<Value> = LazyLock::new(|| object(&[("people", list(person()))]));
    let made = match ask.job {
        Job::Judge => &JUDGE,
        Job::Critique => &CRITIQUE,
        Job::Revise if ask.critique.is_empty() => &REVISE,
        Job::Revise | Job::Repair => &REPAIR,
        Job::Audit => &AUDIT,
        Job::Compare => &COMPARE,
        Job::Imagine => &IMAGINE,
    };
    Value::clone(made)
}

/// What is said first guides the words that follow: what is needed, the reply as kindness alone would write it, then the
/// reply inside the limits.
fn revision() -> [(&'static str, Value); 4] {
    [("critique", text()), ("free", text()), ("reply", text()), ("changes", list(change()))]
}

fn audit() -> [(&'static str, Value); 2] {
    let kind = ("kind", among(&["unborne", "promise", "blame", "changed", "lost"]));
    let objection = object(&[kind, ("quote", text()), ("reason", text())]);
    let left = object(&[("quote", text()), ("reason", text()), ("instead", text())]);
    [("objections", list(objection)), ("left", list(left))]
}

fn comparison() -> [(&'static str, Value); 3] {
    [("objections", list(objection())), ("reason", text()), ("better", among(&["first", "second", "even"]))]
}

fn objection() -> Value {
    object(&[
        ("reply", among(&["first", "second"])),
        ("kind", among(&["changed_meaning", "new_promise", "invented", "flattery"])),
        ("quote", text()),
        ("reason", text()),
    ])
}

fn finding() -> Value {
    object(&[
        ("mechanism", mechanism()),
        ("severity", json!({"type": "integer", "enum": [1, 2, 3]})),
        ("quote", text()),
        ("reason", text()),
        ("instead", text()),
    ])
}

fn change() -> Value {
    object(&[("before", text()), ("after", text()), ("mechanism", mechanism()), ("reason", text())])
}

fn person() -> Value {
    object(&[("who", text()), ("message", text())])
}

fn mechanism() -> Value {
    among(&Mechanism::ALL.map(Mechanism::name))
}

fn among(words: &[&str]) -> Value {
    json!({"type": "string", "enum": words})
}

fn text() -> Value {
    json!({"type": "string"})
}

fn list(items: Value) -> Value {
    json!({"type": "array", "items": items})
}

/// Strict servers want every property required and no others allowed.
fn object(properties: &[(&str, Value)]) -> Value {
    let required: Vec<&str> = properties.iter().map(|(name, _)| *name).collect();
    let properties: serde_json::Map<String, Value> =
        properties.iter().map(|(name, shape)| ((*name).to_owned(), shape.clone())).collect();
    json!({"type": "object", "properties": properties, "required": required, "additionalProperties": false})
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every object inside `shape`.
    fn objects(shape: &Value, found: &mut Vec<Value>) {
        if shape["type"] == "object" {
            found.push(shape.clone());
        }
        for inner in shape.as_object().into_iter().flat_map(serde_json::Map::values) {
            objects(inner, found);
        }
    }

    #[test]
    fn every_object_is_closed_and_requires_all_it_names() {
        for ask in crate::prompt::sample::asks() {
            let mut found = Vec::new();
            objects(&schema(&ask), &mut found);
            assert!(!found.is_empty());
            for object in found {
                assert_eq!(object["additionalProperties"], false);
                let names: Vec<_> = object["properties"].as_object().unwrap().keys().cloned().collect();
                assert_eq!(object["required"], json!(names));
            }
        }
    }
}
