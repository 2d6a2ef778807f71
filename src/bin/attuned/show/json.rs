//! The records of the contract: one object, a streamed array, or an object a line.

use super::Answer;
use attuned::Record;
use serde_json::{Map, Value};
use std::io::{self, Write};

/// The object of a record: its id, our fields, then what came along with it. Where names meet, ours stands.
pub(super) fn value(record: &Record, answer: Answer<'_>) -> serde_json::Result<Value> {
    let ours = match answer {
        Answer::Checked(report) => serde_json::to_value(report)?,
        Answer::Revised(outcome) => serde_json::to_value(outcome)?,
    };
    let mut fields = Map::new();
    fields.insert("id".to_owned(), record.id.clone().unwrap_or_default());
    if let Value::Object(ours) = ours {
        fields.extend(ours);
    }
    for (name, value) in &record.rest {
        fields.entry(name.clone()).or_insert_with(|| value.clone());
    }
    Ok(Value::Object(fields))
}

/// One record is an object, several are an array: the first waits until it is known which.
#[derive(Debug, Default)]
pub(super) struct Array {
    first: Option<Value>,
    open: bool,
}

impl Array {
    /// One value more.
    pub(super) fn add(&mut self, out: &mut impl Write, value: &Value) -> io::Result<()> {
        if self.open {
            return write!(out, ",\n{value:#}");
        }
        match self.first.take() {
            None => self.first = Some(value.clone()),
            Some(first) => {
                self.open = true;
                write!(out, "[\n{first:#},\n{value:#}")?;
            }
        }
        Ok(())
    }

    /// Closes what is open.
    pub(super) fn end(&mut self, out: &mut impl Write) -> io::Result<()> {
        match (self.open, &self.first) {
            (true, _) => writeln!(out, "\n]"),
            (false, Some(only)) => writeln!(out, "{only:#}"),
            (false, None) => writeln!(out, "[]"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use attuned::{Draft, Report};
    use serde_json::json;

    fn printed(values: &[Value]) -> Value {
        let mut out = Vec::new();
        let mut array = Array::default();
        values.iter().for_each(|value| array.add(&mut out, value).expect("memory"));
        array.end(&mut out).expect("memory");
        serde_json::from_slice(&out).expect("JSON")
    }

    #[test]
    fn one_is_an_object_and_several_are_an_array() {
        assert_eq!(printed(&[]), json!([]));
        assert_eq!(printed(&[json!({"a": 1})]), json!({"a": 1}));
        assert_eq!(printed(&[json!(1), json!(2), json!(3)]), json!([1, 2, 3]));
    }

    #[test]
    fn what_came_along_is_carried_but_never_over_our_fields() {
        let mut record = Record::new(Draft::canned("Noted."));
        record.id = Some(json!("t-1"));
        record.rest = json!({"x": [1], "findings": "theirs"}).as_object().expect("an object").clone();
        let value = value(&record, Answer::Checked(&Report::default())).expect("a value");
        assert_eq!((&value["id"], &value["x"], &value["findings"]), (&json!("t-1"), &json!([1]), &json!([])));
    }
}
