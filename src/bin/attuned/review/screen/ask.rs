//! What a person is asked for in place of the keys: a line.

use super::Screen;
use super::room::{cell, room};
use crate::review::desk::Desk;
use crate::review::line::{Line, Typed};
use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::terminal::{Clear, ClearType};
use crossterm::{event, queue};
use std::io::{Write, stdout};

impl Screen {
    pub(super) fn another(&self, desk: &mut Desk) -> anyhow::Result<()> {
        self.asked(desk, "what to mind (Enter: nothing): ", "", |desk, wish| desk.another(&wish))
    }

    pub(super) fn leave(&self, desk: &mut Desk) -> anyhow::Result<()> {
        self.asked(desk, "why (Enter: no reason): ", "", |desk, reason| desk.leave_as_it_is(&reason))
    }

    /// Asks for a line in place of the keys, and does something with it.
    pub(super) fn asked(
        &self,
        desk: &mut Desk,
        label: &str,
        text: &str,
        act: impl FnOnce(&mut Desk, String),
    ) -> anyhow::Result<()> {
        let mut line = Line::new(text);
        let typed = loop {
            self.prompt(label, &line)?;
            match line.take(&event::read()?) {
                Typed::On => {}
                end => break end,
            }
        };
        done(desk, typed, act);
        Ok(())
    }

    /// Draws a line that is typed.
    fn prompt(&self, label: &str, line: &Line) -> anyhow::Result<()> {
        let (width, height) = room();
        let label = if label.len() + 10 > width { "> " } else { label };
        let (text, column) = line.shown(width - label.len());
        let mut out = stdout().lock();
        let row = cell(height.saturating_sub(1));
        queue!(out, MoveTo(0, row), Clear(ClearType::CurrentLine))?;
        write!(out, "{label}{text}")?;
        queue!(out, MoveTo(cell(label.len() + column), row), Show)?;
        out.flush()?;
        Ok(queue!(out, Hide)?)
    }
}

/// What comes of what was typed.
pub(super) fn done(desk: &mut Desk, typed: Typed, act: impl FnOnce(&mut Desk, String)) {
    match typed {
        Typed::Done(text) => {
            desk.told.clear();
            act(desk, text);
        }
        Typed::On | Typed::Left => desk.told = "nothing was changed".to_owned(),
    }
}
