//! The records of the contract: one object, a streamed array, or an object a line.

use serde_json::Value;
use std::io::{self, Write};

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
}
