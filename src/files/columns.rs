//! What our fields are called in a file: named by option, else found by the usual names.

use super::kinds::nearest;
use crate::{Entry, Error};
use serde_json::{Map, Value, json};

/// The fields of ours that a column can be.
const FIELDS: [&str; 4] = ["id", "sender", "conversation", "draft"];

/// What a column is called here: `draft=answer` says that the draft stands under `answer`. Fields that are not named are
/// found by the usual names of datasets.
///
/// ```
/// let columns = attuned::Columns::new(["draft=answer", "conversation=chat"])?;
/// let wrong = attuned::Columns::new(["drafd=answer"]).unwrap_err();
/// assert!(wrong.to_string().contains("did you mean draft?"));
/// # Ok::<(), attuned::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns {
    /// Our field, and its column in the file.
    named: Vec<(&'static str, String)>,
}

impl Columns {
    /// Columns by pairs `NAME=COLUMN`; NAME is `id`, `sender`, `conversation` or `draft`.
    ///
    /// # Errors
    /// [`Error::Choice`] where a pair is none, or NAME is not ours, or stands twice.
    pub fn new<S: AsRef<str>>(pairs: impl IntoIterator<Item = S>) -> Result<Self, Error> {
        let mut columns = Self::default();
        for pair in pairs {
            let (name, column) = read(pair.as_ref()).map_err(|detail| Error::Choice { detail })?;
            if columns.column(name).is_some() {
                return Err(Error::Choice { detail: format!("`{name}` is given two columns; give it one") });
            }
            columns.named.push((name, column));
        }
        Ok(columns)
    }

    /// The column that is named for a field of ours.
    pub(super) fn column(&self, field: &str) -> Option<&str> {
        self.named.iter().find(|(name, _)| *name == field).map(|(_, column)| column.as_str())
    }

    /// Every column that is named.
    pub(super) fn all(&self) -> impl Iterator<Item = &str> {
        self.named.iter().map(|(_, column)| column.as_str())
    }

    /// Whether the column is named for a conversation or a draft.
    pub(super) fn is_ours(&self, column: &str) -> bool {
        ["conversation", "draft"].into_iter().any(|field| self.column(field) == Some(column))
    }

    /// The row with its columns under our names.
    pub(super) fn apply(&self, mut entry: Entry) -> Result<Entry, Error> {
        if let Value::Object(fields) = &mut entry.value {
            let missing = |column: &str| Error::Record {
                line: Some(entry.line),
                field: Some("draft"),
                detail: format!("column `{column}`, which was to be the draft, is not there"),
            };
            self.rename(fields).map_err(missing)?;
        }
        Ok(entry)
    }

    /// Renames the fields; an absent draft is refused by its column, so that no other field is taken for it.
    fn rename<'a>(&'a self, fields: &mut Map<String, Value>) -> Result<(), &'a str> {
        // All are taken before any is put back, so that two may change places.
        let taken: Vec<_> =
            self.named.iter().map(|(name, column)| (*name, column, fields.shift_remove(column))).collect();
        for (name, column, value) in taken {
            fields.shift_remove(name);
            match value {
                Some(value) => drop(fields.insert(name.to_owned(), shaped(name, value))),
                None if name == "draft" => return Err(column),
                None => {}
            }
        }
        Ok(())
    }
}

/// A conversation that is a single text is a message of the person.
fn shaped(name: &str, value: Value) -> Value {
    match value {
        Value::String(words) if name == "conversation" => json!([{"role": "user", "content": words}]),
        value => value,
    }
}

/// One pair.
fn read(pair: &str) -> Result<(&'static str, String), String> {
    let (name, column) = pair.split_once('=').ok_or_else(|| {
        format!("`{pair}` names no column; write NAME=COLUMN such as draft=answer, where NAME is {}", FIELDS.join(", "))
    })?;
    let known = FIELDS.into_iter().find(|field| *field == name.trim());
    let field =
        known.ok_or_else(|| format!("`{name}` is no field of a record{}", nearest(name, FIELDS.into_iter())))?;
    match column.trim() {
        "" => Err(format!("`{pair}` names no column behind the `=`")),
        column => Ok((field, column.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn renamed(pairs: &[&str], value: Value) -> Result<Value, String> {
        let columns = Columns::new(pairs).map_err(|error| error.to_string())?;
        columns.apply(Entry { line: 3, value }).map(|entry| entry.value).map_err(|error| error.to_string())
    }

    #[test]
    fn columns_come_under_our_names_and_the_rest_stays() {
        let value = json!({"q": "Hm.", "a": "Noted.", "n": 1, "draft": "old"});
        let want = json!({"n": 1, "conversation": [{"role": "user", "content": "Hm."}], "draft": "Noted."});
        assert_eq!(renamed(&["conversation=q", "draft=a"], value), Ok(want));
        let value = json!({"id": "x", "draft": "y"});
        assert_eq!(renamed(&["id=draft", "draft=id"], value), Ok(json!({"id": "y", "draft": "x"})));
    }

    #[test]
    fn a_draft_that_is_not_there_is_not_replaced_by_another_field() {
        let error = renamed(&["draft=a"], json!({"draft": "old", "response": "x"})).expect_err("absent");
        assert_eq!(error, "line 3: field `draft`: column `a`, which was to be the draft, is not there");
    }

    #[test]
    fn bad_pairs_say_what_would_be_good() {
        assert!(renamed(&["draft"], Value::Null).expect_err("no pair").contains("NAME=COLUMN"));
        assert!(renamed(&["draft="], Value::Null).expect_err("no column").contains("behind"));
        assert!(renamed(&["draft=a", "draft=b"], Value::Null).expect_err("twice").contains("two columns"));
        let error = renamed(&["conversaton=a"], Value::Null).expect_err("unknown");
        assert!(error.contains("did you mean conversation?"), "{error}");
    }
}
