//! Tables: the cells of a column that is named or found, in CSV with any usual delimiter.

mod cells;

use super::{CannedOptions, layered, people, prose};
use crate::canned::reply::{Canned, Situation};
use cells::{Cell, rows};

pub(super) fn read(text: &str, options: &CannedOptions) -> Result<Vec<Canned>, String> {
    let (rows, delimiter) = rows(text);
    if let Some(line) = rows.last().and_then(|row| row.last()).and_then(|cell| cell.open(text)) {
        return Err(format!("line {line}: a quote opens a cell here, and none closes it; close it, or take it away"));
    }
    let Some(first) = rows.first() else { return Err("it is empty; name a file that holds replies".to_owned()) };
    let names: Vec<String> = first.iter().map(|cell| cell.text.trim().to_owned()).collect();
    let column = column(&names, &rows, options)?;
    // A table without names begins with a reply.
    let headed = options.column.is_some() || !prose::is_prose(&names[column]);
    let table = Table { source: text, delimiter, names: if headed { names } else { Vec::new() }, column };
    let body = rows.iter().enumerate().skip(usize::from(headed));
    Ok(body.filter_map(|(number, row)| table.reply(row, number)).collect())
}

/// Which column holds the replies.
fn column(names: &[String], rows: &[Vec<Cell>], options: &CannedOptions) -> Result<usize, String> {
    if let Some(asked) = &options.column {
        let found = names.iter().position(|name| name.eq_ignore_ascii_case(asked.trim()));
        return found.ok_or_else(|| format!("it has no column of this name; its columns are {}", names.join(", ")));
    }
    let filled =
        |at: usize| rows.iter().skip(1).any(|row| row.get(at).is_some_and(|cell| !cell.text.trim().is_empty()));
    let ranked = names.iter().enumerate().filter_map(|(at, name)| Some((prose::rank(name)?, at)));
    let usual = ranked.filter(|(_, at)| filled(*at)).min().map(|(_, at)| at);
    let wordy = |at: &usize| {
        let cells = rows.iter().filter_map(|row| row.get(*at)).filter(|cell| prose::is_prose(&cell.text));
        cells.map(|cell| cell.text.len()).sum::<usize>()
    };
    let free = (0..names.len()).filter(|at| !prose::is_about(&names[*at]) && wordy(at) > 0);
    usual.or_else(|| free.max_by_key(wordy)).ok_or_else(|| {
        format!(
            "no column holds replies; name one with --column, such as {}",
            names.first().map_or("reply", String::as_str)
        )
    })
}

/// What the rows of a table have in common.
struct Table<'a> {
    source: &'a str,
    delimiter: char,
    names: Vec<String>,
    column: usize,
}

impl Table<'_> {
    fn reply(&self, row: &[Cell], number: usize) -> Option<Canned> {
        let cell = row.get(self.column).filter(|cell| !cell.text.trim().is_empty())?;
        let says = |names: &[&str]| names.iter().find_map(|name| self.says(row, name));
        let name = self.names.get(self.column).map_or("", String::as_str);
        let id = says(IDS).or_else(|| says(TITLES)).unwrap_or_else(|| format!("row {}", number + 1));
        let mut reply = Canned::new(id, layered(cell.layer(self.source, self.delimiter), name));
        reply.title = says(TITLES);
        reply.sender = says(&["sender"]);
        let who = says(&[people::WHO]).unwrap_or_default();
        reply.situations.extend(says(people::MESSAGES).map(|message| Situation::new(who, message)));
        Some(reply)
    }

    /// What stands in another column of this name.
    fn says(&self, row: &[Cell], name: &str) -> Option<String> {
        let named = |at: &usize| *at != self.column && prose::plain(&self.names[*at]) == name;
        let cell = row.get((0..self.names.len()).find(named)?)?;
        (!cell.text.trim().is_empty()).then(|| cell.text.trim().to_owned())
    }
}

/// Columns of ids, and of titles, in the usual names.
const IDS: &[&str] = &["id", "macro_id", "template_id", "reply_id", "key", "slug", "short_code", "shortcut", "uuid"];
const TITLES: &[&str] = &["title", "name", "subject", "macro_name", "macro_title", "template_name", "shortcut"];

#[cfg(test)]
mod tests {
    use super::*;

    fn read_with(text: &str, column: Option<&str>) -> Result<Vec<(String, String)>, String> {
        let options = CannedOptions { column: column.map(str::to_owned), ..CannedOptions::default() };
        Ok(read(text, &options)?.into_iter().map(|reply| (reply.id, reply.text)).collect())
    }

    fn one(id: &str, text: &str) -> (String, String) {
        (id.to_owned(), text.to_owned())
    }

    #[test]
    fn the_column_is_named_or_found() {
        let text = "id,Reply Text,note\n7,\"Hello, we are closed.\",ask Ina about this one please\n";
        assert_eq!(read_with(text, None), Ok(vec![one("7", "Hello, we are closed.")]));
        assert_eq!(read_with(text, Some("NOTE")), Ok(vec![one("7", "ask Ina about this one please")]));
        assert_eq!(
            read_with("a;b\n1;We are closed on Monday.\n", None),
            Ok(vec![one("row 2", "We are closed on Monday.")])
        );
        let error = read_with(text, Some("body")).expect_err("no such column");
        assert_eq!(error, "it has no column of this name; its columns are id, Reply Text, note");
        assert!(read_with("a,b\n1,2\n", None).expect_err("no prose").contains("--column"));
    }

    #[test]
    fn a_table_without_names_begins_with_a_reply() {
        let found = read_with("We are closed on Monday.\nWe open again on Tuesday.\n", None);
        assert_eq!(
            found,
            Ok(vec![one("row 1", "We are closed on Monday."), one("row 2", "We open again on Tuesday.")])
        );
    }

    #[test]
    fn columns_say_who_might_receive_it() {
        let text = "id,reply,who,situation\n1,We are closed today.,a parent,Are you open?\n";
        let replies = read(text, &CannedOptions::default()).expect("replies");
        assert_eq!(replies[0].situations, [Situation::new("a parent", "Are you open?")]);
    }
}
