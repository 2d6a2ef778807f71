//! The review line by line: each page is printed once, and a line from standard input is a key and what it needs.

use super::act::Act;
use super::desk::Desk;
use super::editor;
use super::page::{Page, all_found, help, keys};
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
    let act = Act::of(letter);
    desk.hears(act.as_ref());
    match act {
        Some(Act::Edit) => edit(out, desk, rest)?,
        Some(Act::Rewrite) => rewrite(out, desk)?,
        Some(Act::Found) => found(desk).iter().try_for_each(|line| writeln!(out, "{line}"))?,
        Some(Act::Another) => desk.another(rest),
        Some(Act::Leave) => desk.leave_as_it_is(rest),
        Some(Act::Help) => help(width()).iter().try_for_each(|line| writeln!(out, "{line}"))?,
        Some(act) if rest.is_empty() => return Ok(desk.act(&act)),
        _ => desk.told = "that is none of the keys; ? shows them".to_owned(),
    }
    Ok(true)
}

/// All that is found in the reply on the desk.
fn found(desk: &Desk) -> Vec<String> {
    desk.at().map(|at| all_found(&desk.review, at, width())).unwrap_or_default()
}

/// Other words for the change: those on the line, else those of the editor, else those of the next line.
fn edit(out: &mut Out, desk: &mut Desk, words: &str) -> anyhow::Result<()> {
    if desk.hunk.is_none() || (words.is_empty() && std::io::stdin().is_terminal() && editor::chosen().is_some()) {
        return rewrite(out, desk);
    }
    let words =
        if words.is_empty() { asked(out, "New words for the change, on one line:")? } else { Some(words.to_owned()) };
    if let Some(words) = words {
        desk.decide(HunkDecision::Edited(words));
    }
    Ok(())
}

/// Another text for the reply: that of the editor, or the next lines.
fn rewrite(out: &mut Out, desk: &mut Desk) -> anyhow::Result<()> {
    let Some(text) = desk.draft() else { return Ok(()) };
    let there = || editor::there().map(|(name, _)| name.to_owned());
    let editor = editor::chosen().or_else(there).filter(|_| std::io::stdin().is_terminal());
    let new = match editor {
        Some(editor) => {
            writeln!(out, "Writing in {editor}; set EDITOR for another.")?;
            out.flush()?;
            editor::edited(&editor, &text)
        }
        None => Ok(typed(out)?.unwrap_or(text)),
    };
    match new {
        Ok(new) => desk.rewrite(&new),
        Err(why) => desk.told = why.to_string(),
    }
    Ok(())
}

/// The lines up to one that is a dot; `None` where the input ends before it.
fn typed(out: &mut Out) -> std::io::Result<Option<String>> {
    let mut lines = Vec::new();
    let mut said = "The whole reply, line by line; a line with a dot alone ends it:";
    while let Some(line) = asked(out, std::mem::take(&mut said))? {
        if line == "." {
            return Ok(Some(lines.join("\n")));
        }
        lines.push(line);
    }
    Ok(None)
}

/// The next line, after these words.
fn asked(out: &mut Out, words: &str) -> std::io::Result<Option<String>> {
    if !words.is_empty() {
        writeln!(out, "{words}")?;
        out.flush()?;
    }
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
        page.change
            .iter()
            .chain(&page.found)
            .chain(&keys(desk, width()))
            .try_for_each(|line| writeln!(out, "{line}"))?;
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
