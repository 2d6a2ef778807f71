//! Other words: a line for a change, and for a whole reply the person's editor, one that is there, or a box.

use super::Screen;
use super::ask::done;
use super::room::{cell, room};
use super::terminal::{give_back, take_again};
use crate::review::area::Area;
use crate::review::desk::Desk;
use crate::review::editor;
use crate::review::line::Typed;
use crate::review::page::lines;
use crate::show::Paint;
use attuned::HunkDecision;
use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::event::{self, Event, KeyCode, KeyEventKind};
use crossterm::queue;
use std::io::{Write, stdout};

/// What stands above the box.
const BOX: &str = "The whole reply. Ctrl-S keeps it, Esc leaves it as it was.";
const LOSE: &str = "Esc again throws away what you wrote; Ctrl-S keeps it.";

/// Where a person writes.
enum Place {
    Editor(String),
    Box,
    Nowhere,
}

impl Screen {
    /// Other words for the change, or for the whole reply where there is none or an editor was chosen.
    pub(super) fn edit(&mut self, desk: &mut Desk) -> anyhow::Result<()> {
        let after = |at| Some(desk.review.proposal(at)?.diff.hunks.get(desk.hunk?)?.after.text.clone());
        match desk.at().and_then(after).filter(|_| editor::chosen().is_none()) {
            Some(now) if now.contains('\n') => {
                self.boxed(desk, &now, |desk, words| desk.decide(HunkDecision::Edited(words)))
            }
            Some(now) => self.asked(desk, "new words: ", &now, |desk, words| desk.decide(HunkDecision::Edited(words))),
            None => self.rewrite(desk),
        }
    }

    /// Another text for the whole reply.
    pub(super) fn rewrite(&mut self, desk: &mut Desk) -> anyhow::Result<()> {
        let Some(text) = desk.draft() else { return Ok(()) };
        match self.place()? {
            Place::Editor(editor) => self.edited(desk, &editor, &text),
            Place::Box => self.boxed(desk, &text, |desk, text| desk.rewrite(&text)),
            Place::Nowhere => {
                desk.told = "nothing was changed".to_owned();
                Ok(())
            }
        }
    }

    /// Where to write. Which editor opens where none was chosen is said before it does, once: not everybody knows how to
    /// leave it.
    fn place(&mut self) -> anyhow::Result<Place> {
        if let Some(editor) = editor::chosen() {
            return Ok(Place::Editor(editor));
        }
        let Some((name, leaving)) = editor::there() else { return Ok(Place::Box) };
        if self.introduced {
            return Ok(Place::Editor(name.to_owned()));
        }
        let (width, _) = room();
        let words = [
            format!("The whole reply opens in {name}: {leaving}."),
            "Neither VISUAL nor EDITOR is set; `export EDITOR=NAME` before this command chooses another.".to_owned(),
            String::new(),
            "Enter opens it  b writes in a box here instead  Esc goes back".to_owned(),
        ];
        let said = words
            .iter()
            .flat_map(|words| if words.is_empty() { vec![String::new()] } else { lines(Paint::Plain, words, width) });
        self.put(&said.collect::<Vec<_>>())?;
        loop {
            let Event::Key(key) = event::read()? else { continue };
            match key.code {
                _ if key.kind == KeyEventKind::Release => {}
                KeyCode::Enter => {
                    self.introduced = true;
                    return Ok(Place::Editor(name.to_owned()));
                }
                KeyCode::Char('b') => return Ok(Place::Box),
                KeyCode::Esc | KeyCode::Char('q' | 'c') => return Ok(Place::Nowhere),
                _ => {}
            }
        }
    }

    fn edited(&self, desk: &mut Desk, editor: &str, text: &str) -> anyhow::Result<()> {
        give_back()?;
        let new = editor::edited(editor, text);
        take_again()?;
        match new {
            Ok(new) => desk.rewrite(&new),
            Err(why) => desk.told = why.to_string(),
        }
        Ok(())
    }

    /// Asks for several lines in a box, and does something with them.
    fn boxed(&self, desk: &mut Desk, text: &str, act: impl FnOnce(&mut Desk, String)) -> anyhow::Result<()> {
        let (mut area, mut warned) = (Area::new(text), false);
        let typed = loop {
            self.draw_box(&mut area, if warned { LOSE } else { BOX })?;
            match area.take(&event::read()?) {
                Typed::Left if area.changed && !warned => warned = true,
                Typed::On => warned = false,
                end => break end,
            }
        };
        done(desk, typed, act);
        Ok(())
    }

    fn draw_box(&self, area: &mut Area, words: &str) -> anyhow::Result<()> {
        let (width, height) = room();
        let mut all = lines(Paint::Dim, words, width);
        all.push(String::new());
        let top = all.len();
        let (text, (column, row)) = area.shown(width, height.saturating_sub(top).max(1));
        all.extend(text);
        self.put(&all)?;
        let mut out = stdout().lock();
        queue!(out, MoveTo(cell(column), cell(top + row)), Show)?;
        out.flush()?;
        Ok(queue!(out, Hide)?)
    }
}
