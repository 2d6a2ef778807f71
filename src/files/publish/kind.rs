//! The kinds of values that a column holds, learnt record by record.

use arrow_schema::{DataType, Field, Fields};
use serde_json::{Map, Value};
use std::sync::Arc;

/// More fields than this are no record any more but a table of contents: it becomes JSON text.
const MOST_FIELDS: usize = 400;
/// How deep kinds are told apart; what is nested deeper becomes JSON text.
const DEEPEST: usize = 16;

/// The kind of all values of a column so far.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    /// None but null.
    Nothing,
    Truth,
    Whole,
    Real,
    Text,
    List(Box<Kind>),
    Fields(Vec<(String, Kind)>),
    /// Of several kinds: text as it is, anything else as JSON.
    Mixed,
}

impl Kind {
    /// A record of no field yet.
    pub(super) fn record() -> Self {
        Self::Fields(Vec::new())
    }

    /// Learns the fields of a record.
    pub(super) fn learn(&mut self, fields: &Map<String, Value>) {
        self.take_fields(fields, 0);
    }

    /// Learns a value so deep inside a record.
    pub(super) fn take(&mut self, value: &Value, depth: usize) {
        match (&mut *self, value) {
            (_, Value::Null) | (Self::Mixed, _) | (Self::Truth, Value::Bool(_)) | (Self::Text, Value::String(_)) => {}
            (Self::Whole | Self::Real, Value::Number(_)) => self.widen(value),
            (Self::List(kind), Value::Array(list)) => list.iter().for_each(|one| kind.take(one, depth + 1)),
            (Self::Fields(_), Value::Object(fields)) => self.take_fields(fields, depth + 1),
            (Self::Nothing, _) => self.begin(value, depth),
            _ => *self = Self::Mixed,
        }
    }

    /// The kind by the first value.
    fn begin(&mut self, value: &Value, depth: usize) {
        *self = match value {
            Value::Array(_) | Value::Object(_) if depth >= DEEPEST => Self::Mixed,
            Value::Null => Self::Nothing,
            Value::Bool(_) => Self::Truth,
            Value::Number(_) => Self::Whole,
            Value::String(_) => Self::Text,
            Value::Array(_) => Self::List(Box::new(Self::Nothing)),
            Value::Object(_) => Self::record(),
        };
        if !matches!(self, Self::Nothing | Self::Mixed) {
            self.take(value, depth);
        }
    }

    /// A number among numbers; whole ones that do not fit become text rather than another number.
    fn widen(&mut self, value: &Value) {
        match (value.is_i64(), value.is_u64()) {
            (true, _) => {}
            (false, true) => *self = Self::Mixed,
            (false, false) => *self = Self::Real,
        }
    }

    fn take_fields(&mut self, fields: &Map<String, Value>, depth: usize) {
        let Self::Fields(kinds) = self else { return };
        for (hint, (name, value)) in fields.iter().enumerate() {
            // Records mostly have the same fields in the same order.
            let same = |(known, _): &(String, Kind)| known == name;
            let place = if kinds.get(hint).is_some_and(same) { Some(hint) } else { kinds.iter().position(same) };
            let place = place.unwrap_or_else(|| {
                kinds.push((name.clone(), Self::Nothing));
                kinds.len() - 1
            });
            kinds[place].1.take(value, depth);
        }
        if depth > 0 && kinds.len() > MOST_FIELDS {
            *self = Self::Mixed;
        }
    }

    /// The value as its column holds it.
    pub(super) fn fit(&self, value: &mut Value) {
        match (self, value) {
            (_, Value::Null) | (Self::Mixed, Value::String(_)) => {}
            (Self::Mixed, value) => *value = Value::String(value.to_string()),
            (Self::Fields(kinds), value) if kinds.is_empty() => *value = Value::String(value.to_string()),
            (Self::List(kind), Value::Array(list)) => list.iter_mut().for_each(|one| kind.fit(one)),
            (Self::Fields(kinds), Value::Object(fields)) => fit_fields(kinds, fields),
            _ => {}
        }
    }

    /// The columns of a record.
    pub(super) fn columns(&self) -> Fields {
        match self {
            Self::Fields(kinds) => kinds.iter().map(|(name, kind)| Field::new(name, kind.column(), true)).collect(),
            _ => Fields::empty(),
        }
    }

    fn column(&self) -> DataType {
        match self {
            Self::Truth => DataType::Boolean,
            Self::Whole => DataType::Int64,
            Self::Real => DataType::Float64,
            Self::List(kind) => DataType::List(Arc::new(Field::new("element", kind.column(), true))),
            Self::Fields(kinds) if !kinds.is_empty() => DataType::Struct(self.columns()),
            Self::Nothing | Self::Text | Self::Mixed | Self::Fields(_) => DataType::Utf8,
        }
    }
}

/// The fields of a record as their columns hold them.
pub(super) fn fit_fields(kinds: &[(String, Kind)], fields: &mut Map<String, Value>) {
    for (name, kind) in kinds {
        if let Some(value) = fields.get_mut(name) {
            kind.fit(value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn kind(values: &[Value]) -> Kind {
        let mut kind = Kind::Nothing;
        values.iter().for_each(|value| kind.take(value, 0));
        kind
    }

    #[test]
    fn kinds_widen_and_otherwise_mix() {
        assert_eq!(kind(&[json!(null), json!(1), json!(0.5)]), Kind::Real);
        assert_eq!(kind(&[json!(0.5), json!(1)]), Kind::Real);
        assert_eq!(kind(&[json!(1), json!("t-1")]), Kind::Mixed);
        assert_eq!(kind(&[json!(u64::MAX)]), Kind::Mixed);
        assert_eq!(kind(&[json!([]), json!([1])]), Kind::List(Box::new(Kind::Whole)));
        let both = kind(&[json!({"a": 1}), json!({"b": [true]})]);
        let want = vec![("a".into(), Kind::Whole), ("b".into(), Kind::List(Box::new(Kind::Truth)))];
        assert_eq!(both, Kind::Fields(want));
    }

    #[test]
    fn what_does_not_agree_becomes_text() {
        let kind = kind(&[json!({"a": [1], "b": {}}), json!({"a": "x", "b": null})]);
        let mut value = json!({"a": [1], "b": {}});
        kind.fit(&mut value);
        assert_eq!(value, json!({"a": "[1]", "b": "{}"}));
    }
}
