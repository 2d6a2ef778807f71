//! The columns of a table: which can be the draft, and what their cells mean.

use super::columns::Columns;
use super::kinds::nearest;
use crate::record::{holds_reply, may_hold_messages, reply_column};
use crate::{Entry, Error};
use serde_json::{Map, Value};

/// The columns of a table.
#[derive(Debug)]
pub(super) struct Header {
    pub(super) names: Vec<String>,
    columns: Columns,
    /// The column of the draft, where one alone can be it; an empty cell there is a fault and not another shape.
    draft: Option<String>,
}

impl Header {
    /// Refuses columns that cannot be read, in words for after the name of the file.
    pub(super) fn new(names: Vec<String>, columns: &Columns) -> Result<Self, String> {
        let known = || names.iter().map(String::as_str);
        for (place, name) in names.iter().enumerate() {
            if names[..place].contains(name) {
                return Err(format!("two columns are called `{name}`; give one another name"));
            }
        }
        for column in columns.all() {
            if !names.iter().any(|name| name == column) {
                return Err(format!("no column is called `{column}`{}", nearest(column, known())));
            }
        }
        let named = columns.column("draft").map(str::to_owned);
        if named.is_none() && !may_have_draft(&names, columns) {
            let all = known().collect::<Vec<_>>().join(", ");
            return Err(format!(
                "no column can be the draft; there are {all}. Say which it is with --map, such as --map draft={}",
                names.last().map_or("COLUMN", String::as_str)
            ));
        }
        let draft = named.or_else(|| reply_column(known()).map(str::to_owned));
        Ok(Self { columns: columns.clone(), draft, names })
    }

    /// A row, whose absent cells are not among the fields.
    pub(super) fn row(&self, line: usize, mut fields: Map<String, Value>) -> Result<Entry, Error> {
        for (name, value) in &mut fields {
            if self.columns.is_ours(name) || may_hold_messages(name) {
                read_messages(value);
            }
        }
        if let Some(draft) = &self.draft {
            fields.entry(draft.as_str()).or_insert(Value::Null);
        }
        self.columns.apply(Entry { line, value: Value::Object(fields) })
    }
}

/// Whether some column can be the draft, as it is or as it is named.
fn may_have_draft(names: &[String], columns: &Columns) -> bool {
    holds_reply(names.iter().map(String::as_str)) || columns.column("conversation").is_some()
}

/// Text that is a list of messages, or a message, becomes one; other text stays text.
fn read_messages(cell: &mut Value) {
    let Some(words) = cell.as_str().filter(|words| words.trim_start().starts_with(['[', '{'])) else { return };
    let Ok(value) = serde_json::from_str::<Value>(words) else { return };
    let is_message = |one: &Value| one.get("role").or(one.get("from")).is_some();
    let is_list = value.as_array().is_some_and(|list| list.iter().all(is_message));
    if is_list || is_message(&value) || value.get("messages").is_some() {
        *cell = value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn header(names: &[&str], pairs: &[&str]) -> Result<Header, String> {
        let columns = Columns::new(pairs).map_err(|error| error.to_string())?;
        Header::new(names.iter().map(|name| (*name).to_owned()).collect(), &columns)
    }

    #[test]
    fn columns_that_cannot_be_read_are_refused_with_what_is_there() {
        let error = header(&["ticket", "body"], &[]).expect_err("no draft");
        assert!(error.contains("there are ticket, body") && error.contains("draft=body"), "{error}");
        let error = header(&["ticket", "body"], &["draft=bdoy"]).expect_err("no such column");
        assert!(error.contains("no column is called `bdoy`; did you mean body?"), "{error}");
        assert!(header(&["draft", "draft"], &[]).expect_err("twice").contains("two columns"));
        assert!(header(&["chat"], &["conversation=chat"]).is_ok() && header(&["draft"], &[]).is_ok());
    }

    #[test]
    fn cells_with_messages_are_read_and_other_text_stays() {
        let header = header(&["prompt", "response", "note"], &[]).expect("a header");
        let cells = json!({"prompt": "[{\"role\":\"user\",\"content\":\"Hm.\"}]", "note": "[1]"});
        let Value::Object(fields) = cells else { panic!() };
        let row = header.row(2, fields).expect("a row").value;
        assert_eq!(row, json!({"prompt": [{"role": "user", "content": "Hm."}], "note": "[1]", "response": null}));
        let mut words = json!("[sic] {x}");
        read_messages(&mut words);
        assert_eq!(words, json!("[sic] {x}"));
    }
}
