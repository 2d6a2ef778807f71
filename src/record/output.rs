//! What is said of a record: its id, what came of it, and what came along with it.

use super::Record;
use serde::Serialize;
use serde_json::{Map, Value};

impl Record {
    /// The object of the contract for what became of this record, a [`Report`](crate::Report) or an
    /// [`Outcome`](crate::Outcome): the id, then their fields, then what came along. Where names meet, ours stands.
    ///
    /// # Errors
    /// Those of serde, where `ours` cannot be JSON; reports and outcomes always can.
    pub fn output(&self, ours: &impl Serialize) -> serde_json::Result<Value> {
        let mut fields = Map::new();
        fields.insert("id".to_owned(), self.id.clone().unwrap_or_default());
        if let Value::Object(ours) = serde_json::to_value(ours)? {
            fields.extend(ours);
        }
        for (name, value) in &self.rest {
            fields.entry(name.clone()).or_insert_with(|| value.clone());
        }
        Ok(Value::Object(fields))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Draft, Report};
    use serde_json::json;

    #[test]
    fn what_came_along_is_carried_but_never_over_our_fields() {
        let mut record = Record::new(Draft::canned("Noted."));
        record.id = Some(json!("t-1"));
        record.rest = json!({"x": [1], "findings": "theirs"}).as_object().expect("an object").clone();
        let value = record.output(&Report::default()).expect("a value");
        assert_eq!((&value["id"], &value["x"], &value["findings"]), (&json!("t-1"), &json!([1]), &json!([])));
    }
}
