//! The review on a screen that is drawn again after each key: one page for each change.

mod ask;
mod room;
mod terminal;
mod writing;

use super::act::Act;
use super::desk::Desk;
use super::page::{Page, all_found, help, keys, lines};
use crate::settings::Settings;
use crate::show::Paint;
use anstream::ColorChoice;
use crossterm::cursor::{Hide, MoveTo};
use crossterm::event::{EnableBracketedPaste, Event, KeyCode, KeyEventKind, KeyModifiers};
use crossterm::terminal::{Clear, ClearType, EnterAlternateScreen, enable_raw_mode};
use crossterm::{event, execute, queue};
use room::{cell, least, room, shorten, window};
use std::io::{Write, stdout};
use std::time::Duration;
use terminal::{give_back, rest, watch};

/// What is said where the window is too small for a change.
const TALLER: &str = "make the window taller";

/// How long a key is waited for before answers of the model are looked at.
const TICK: Duration = Duration::from_millis(150);

/// Reviews until the person quits.
pub(super) fn run(desk: &mut Desk, settings: &Settings) -> anyhow::Result<()> {
    let mut screen = Screen::open(settings)?;
    let mut ended = false;
    loop {
        screen.draw(desk)?;
        if desk.at().is_none() && !ended {
            rest()?;
        }
        ended = desk.at().is_none();
        match screen.event(desk)? {
            None => {}
            Some(letter) => {
                screen.scrolled = 0;
                let act = Act::of(letter);
                desk.hears(act.as_ref());
                match act {
                    Some(Act::Help) => screen.pages(help)?,
                    Some(Act::Found) => screen.found(desk)?,
                    Some(Act::Edit) => screen.edit(desk)?,
                    Some(Act::Rewrite) => screen.rewrite(desk)?,
                    Some(Act::Another) if desk.asking.is_remote() => screen.another(desk)?,
                    Some(Act::Another) => desk.another(""),
                    Some(Act::Leave) => screen.leave(desk)?,
                    Some(act) if !desk.act(&act) => return Ok(()),
                    Some(_) => {}
                    None => desk.told = "that is none of the keys; ? shows them".to_owned(),
                }
            }
        }
    }
}

/// The terminal while it is ours. It is given back in order, however this ends.
struct Screen {
    coloured: bool,
    scrolled: isize,
    /// Columns and rows that were drawn for.
    room: (usize, usize),
    /// Whether the person knows which editor opens.
    introduced: bool,
}

impl Screen {
    fn open(settings: &Settings) -> anyhow::Result<Self> {
        let choice = match settings.color() {
            ColorChoice::Auto => anstream::AutoStream::choice(&stdout()),
            choice => choice,
        };
        enable_raw_mode()?;
        let screen = Self { coloured: choice != ColorChoice::Never, scrolled: 0, room: room(), introduced: false };
        execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste, Hide)?;
        watch();
        Ok(screen)
    }

    /// The next key that is a letter; `None` where something else happened that the page shows.
    fn event(&mut self, desk: &mut Desk) -> anyhow::Result<Option<char>> {
        loop {
            if !event::poll(TICK)? {
                // A window that was resized while nobody listened is seen here.
                if desk.hear() || room() != self.room {
                    return Ok(None);
                }
                continue;
            }
            let Event::Key(key) = event::read()? else { return Ok(None) };
            if key.kind == KeyEventKind::Release {
                continue;
            }
            let control = key.modifiers.contains(KeyModifiers::CONTROL);
            return Ok(match key.code {
                KeyCode::Char('c' | 'd') if control => Some('q'),
                KeyCode::Char('l') if control => None,
                KeyCode::Char(' ') | KeyCode::PageDown => self.scroll(8),
                KeyCode::PageUp => self.scroll(-8),
                KeyCode::Char(letter) => Some(letter),
                KeyCode::Down | KeyCode::Tab => Some('j'),
                KeyCode::Up | KeyCode::BackTab => Some('k'),
                KeyCode::Right => Some('J'),
                KeyCode::Left => Some('K'),
                _ => None,
            });
        }
    }

    fn scroll(&mut self, by: isize) -> Option<char> {
        self.scrolled += by;
        None
    }

    /// Draws what is on the desk: the change always, of the text what fits around the mark, and of what is found what is
    /// left.
    fn draw(&mut self, desk: &Desk) -> anyhow::Result<()> {
        self.room = room();
        let (width, height) = self.room;
        let mut page = Page::of(desk, width);
        let keys = keys(desk, width);
        let rest = height.saturating_sub(page.head.len() + 1 + keys.len() + 1);
        let least = if page.text.is_empty() { 0 } else { least(rest).min(page.text.len()) };
        shorten(&mut page.change, rest.saturating_sub(least + page.told.len()), TALLER);
        let room = rest.saturating_sub(least + page.told.len() + page.change.len());
        shorten(&mut page.found, room, "f shows them");
        let foot: Vec<String> = [vec![String::new()], page.change, page.found, page.told].concat();
        let (text, scrolled) = window(&page.text, page.mark, (rest + 1).saturating_sub(foot.len()), self.scrolled);
        self.scrolled = scrolled;
        let mut all = page.head;
        all.push(String::new());
        all.extend(text);
        all.extend(foot);
        all.truncate(height.saturating_sub(keys.len()));
        all.resize(height.saturating_sub(keys.len()), String::new());
        all.extend(keys);
        self.put(&all)
    }

    /// Draws lines from the top, and nothing below them.
    fn put(&self, lines: &[String]) -> anyhow::Result<()> {
        let mut out = stdout().lock();
        for (row, line) in lines.iter().enumerate() {
            let line = if self.coloured { line.clone() } else { anstream::adapter::strip_str(line).to_string() };
            queue!(out, MoveTo(0, cell(row)))?;
            write!(out, "{line}")?;
            queue!(out, Clear(ClearType::UntilNewLine))?;
        }
        queue!(out, Clear(ClearType::FromCursorDown))?;
        Ok(out.flush()?)
    }

    /// Shows lines, a page at a time.
    fn pages(&self, lines_of: impl Fn(usize) -> Vec<String>) -> anyhow::Result<()> {
        let (width, height) = room();
        for page in lines_of(width).chunks(height.saturating_sub(2).max(1)) {
            let mut all = page.to_vec();
            all.resize(height.saturating_sub(1), String::new());
            all.extend(lines(Paint::Dim, "any key goes on", width));
            self.put(&all)?;
            while !matches!(event::read()?, Event::Key(key) if key.kind != KeyEventKind::Release) {}
        }
        Ok(())
    }

    /// Shows all that is found in the reply on the desk.
    fn found(&self, desk: &Desk) -> anyhow::Result<()> {
        desk.at().map_or(Ok(()), |at| self.pages(|width| all_found(&desk.review, at, width)))
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // Where the terminal is gone there is nothing to give back.
        let _ = give_back();
    }
}
