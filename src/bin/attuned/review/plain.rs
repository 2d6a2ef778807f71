//! The review line by line: each page is printed once, and a line from standard input is a key and what it needs.

use super::act::Act;
use super::desk::Desk;
use super::editor;
use super::page::{Page, help, keys};
use crate::settings::Settings;
use crate::show::{Out, stdout, width};
use attuned::HunkDecision;
use std::io::{BufRead, IsTerminal, Write};

/// Reviews until the person quits or the input ends.
pub(super) fn run(desk: &mut Desk, settings: &Settings) -> anyhow::Result<()> {
    let mut out = stdout(settings);
    let mut told = Told::default();
    loop {
        desk.await_answer();
        told.page(&mut out, desk)?;
        let Some(line) = read()? else { return Ok(()) };
        if !step(&mut out, desk, &line)? {
            return Ok(());
        }
    }
}

/// A line of standard input; `None` at its end.
fn read() -> std::io::Result<Option<String>> {
    let mut line = String::new();
    let count = std::io::stdin().lock().read_line(&mut line)?;
    Ok((count > 0).then(|| line.trim_end_matches(['\n', '\r']).to_owned()))
}

/// Does what a line says; whether the review goes on.
fn step(out: &mut Out, desk: &mut Desk, line: &str) -> anyhow::Result<bool> {
    let mut letters = line.trim_start().chars();
    let (Some(letter), rest) = (letters.next(), letters.as_str().trim_start()) else { return Ok(true) };
    desk.told.clear();
    match Act::of(letter) {
        Some(Act::Edit) => edit(out, desk, rest)?,
        Some(Act::Another) => desk.another(rest),
        Some(Act::Leave) => desk.leave_as_it_is(rest),
        Some(Act::Help) => help(width()).iter().try_for_each(|line| writeln!(out, "{line}"))?,
        Some(act) if rest.is_empty() => return Ok(desk.act(&act)),
        _ => desk.told = "that is none of the keys; ? shows them".to_owned(),
    }
    Ok(true)
}

/// Other words for the change: those on the line, those of the editor, or those of the next line.
fn edit(out: &mut Out, desk: &mut Desk, words: &str) -> anyhow::Result<()> {
    let Some(at) = desk.at() else { return Ok(()) };
    let editor = editor::chosen().filter(|_| std::io::stdin().is_terminal());
    if let (true, Some(editor)) = (words.is_empty(), editor) {
        let text = desk
            .hunk
            .map_or_else(|| desk.review.text(at), |hunk| desk.review.text_with(at, hunk, HunkDecision::Accepted));
        match editor::edited(&editor, &text) {
            Ok(new) => desk.rewrite(&new),
            Err(why) => desk.told = why.to_string(),
        }
        return Ok(());
    }
    if desk.hunk.is_none() {
        desk.told = "there is no change here; set EDITOR to write the reply anew".to_owned();
        return Ok(());
    }
    let words = if words.is_empty() { asked(out)? } else { Some(words.to_owned()) };
    if let Some(words) = words {
        desk.decide(HunkDecision::Edited(words));
    }
    Ok(())
}

fn asked(out: &mut Out) -> std::io::Result<Option<String>> {
    writeln!(out, "New words for the change, on one line:")?;
    out.flush()?;
    read()
}

/// What was printed last: of a reply that was printed, only the lines with the mark are printed again.
#[derive(Default)]
struct Told {
    head: Vec<String>,
}

impl Told {
    fn page(&mut self, out: &mut Out, desk: &Desk) -> std::io::Result<()> {
        let page = Page::of(desk, width());
        page.told.iter().try_for_each(|line| writeln!(out, "{line}"))?;
        let new = page.head != self.head;
        if new {
            writeln!(out)?;
            page.head.iter().try_for_each(|line| writeln!(out, "{line}"))?;
        }
        let text = if new { page.text.as_slice() } else { marked(&page) };
        text.iter().try_for_each(|line| writeln!(out, "  {line}"))?;
        page.change.iter().chain(&keys(desk, width())).try_for_each(|line| writeln!(out, "{line}"))?;
        self.head = page.head;
        write!(out, "> ")?;
        out.flush()
    }
}

/// The lines from the beginning of the mark to its end.
fn marked(page: &Page) -> &[String] {
    let lines = page.text.get(page.mark..).unwrap_or_default();
    let end = lines.iter().position(|line| line.contains('»')).map_or(0, |end| end + 1);
    &lines[..end]
}
