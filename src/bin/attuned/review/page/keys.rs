//! The keys: those that mean something now, in a line, and all of them with what they do.

use super::set::labelled;
use crate::review::act::{KEYS, Key};
use crate::review::desk::Desk;
use crate::show::{Paint, Run};

/// The line of keys.
pub(in crate::review) fn keys(desk: &Desk, width: usize) -> Vec<String> {
    if desk.question.is_some() {
        return vec![Paint::Dim.over("y yes  n no")];
    }
    let mut rows: Vec<String> = Vec::new();
    for key in KEYS.iter().filter_map(|key| Some(format!("{} {}", key.letter, word(desk, key)?))) {
        match rows.last_mut() {
            Some(row) if row.len() + 2 + key.len() <= width => *row += &format!("  {key}"),
            _ => rows.push(key),
        }
    }
    rows.iter().map(|row| Paint::Dim.over(row)).collect()
}

/// The word for a key as things stand; none where it does nothing.
fn word(desk: &Desk, key: &Key) -> Option<&'static str> {
    let (end, open) = (desk.at().is_none(), desk.hunk.is_some());
    match key.letter {
        'y' if end => Some("write"),
        'y' if !open => Some("fine so"),
        'u' | 'w' | 'q' | '?' => Some(key.word),
        'n' | 'A' if !open => None,
        'x' if !open && !end => Some("leave it"),
        'a' if !desk.asking.is_remote() => None,
        _ if end || key.word.is_empty() => None,
        _ => Some(key.word),
    }
}

/// All keys, each with what it does.
pub(in crate::review) fn help(width: usize) -> Vec<String> {
    let one = |key: &Key| labelled(&key.letter.to_string(), &[Run::new(Paint::Plain, key.help)], width);
    KEYS.iter().flat_map(one).collect()
}
