//! A comparison as tables for a terminal.

use super::super::counted;
use super::super::table::{Row, table};
use super::super::wrap::harmless;
use super::rows;
use crate::show::{Paint, Run, wrap};
use attuned::{Arena, Standings};
use std::io::{self, Write};

/// Writes all tables.
pub(super) fn write(out: &mut impl Write, arena: &Arena, judge: Option<&str>, width: usize) -> io::Result<()> {
    let names = arena.names.each_ref().map(|name| harmless(name));
    let names = names.each_ref().map(String::as_str);
    table(out, &counted(arena.pairs.len(), "pair", "pairs"), &names, &rows::figures(arena))?;
    match &arena.judge {
        Some(standings) => judged(out, arena, standings, judge.unwrap_or_default(), width),
        None => Ok(()),
    }
}

/// What the judge prefers and objects to.
fn judged(out: &mut impl Write, arena: &Arena, judge: &Standings, model: &str, width: usize) -> io::Result<()> {
    let heads = rows::heads(arena);
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let parts = [("by mechanism found in the draft", rows::mechanisms(judge)), ("by domain", rows::domains(judge))];
    let parts = parts.into_iter().filter(|(_, rows)| !rows.is_empty()).flat_map(|(head, rows)| part(head, rows));
    let rows: Vec<Row> = [rows::all(judge)].into_iter().chain(parts).collect();
    table(out, &format!("\njudge: {}", harmless(model)), &heads, &rows)?;
    let objections = rows::objections(judge);
    if !objections.is_empty() {
        table(out, "\nobjected to, in pairs", &[heads[1], heads[3]], &objections)?;
    }
    writeln!(out)?;
    for words in [beside(judge), rows::legend(arena)] {
        wrap(&[Run::new(Paint::Dim, words)], width).iter().try_for_each(|line| writeln!(out, "{line}"))?;
    }
    Ok(())
}

/// A part of a table: its head, and its rows beneath.
fn part(head: &str, rows: Vec<Row>) -> Vec<Row> {
    let below = rows.into_iter().map(|(name, numbers)| (format!("  {name}"), numbers));
    [(head.to_owned(), Vec::new())].into_iter().chain(below).collect()
}

/// What stands beside the table: pairs that nobody was asked about, pairs that are left out, the cost.
fn beside(judge: &Standings) -> String {
    let same = format!("{} the same on both sides, counted as even without a question", judge.same);
    let failed = format!("{} without a decision, left out", judge.failed);
    format!("Pairs: {same}; {failed}. Calls of the judge: {}.", judge.usage.calls)
}
