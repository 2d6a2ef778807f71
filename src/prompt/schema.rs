//! The JSON Schemas of the answers, in the strict form that servers can enforce.

use super::Job;
use crate::detect::Mechanism;
use serde_json::{Value, json};

/// The schema of the answer to a prompt of this kind.
pub(super) fn schema(job: Job) -> Value {
    match job {
        Job::Judge => object(&[("findings", list(finding()))]),
        Job::Critique => object(&[("critique", text())]),
        Job::Revise | Job::Repair => object(&[("reply", text()), ("changes", list(change()))]),
    }
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

fn mechanism() -> Value {
    json!({"type": "string", "enum": Mechanism::ALL.map(Mechanism::name)})
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
        for job in [Job::Judge, Job::Critique, Job::Revise, Job::Repair] {
            let mut found = Vec::new();
            objects(&schema(job), &mut found);
            assert!(!found.is_empty());
            for object in found {
                assert_eq!(object["additionalProperties"], false);
                let names: Vec<_> = object["properties"].as_object().unwrap().keys().cloned().collect();
                assert_eq!(object["required"], json!(names));
            }
        }
    }
}
