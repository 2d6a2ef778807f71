//! The review on a screen that is drawn again after each key: one page for each change.

use super::act::Act;
use super::desk::Desk;
use super::editor;
use super::line::{Line, Typed};
use super::page::{Page, help, keys, lines};
use crate::settings::Settings;
use crate::show::Paint;
use anstream::ColorChoice;
use attuned::HunkDecision;
use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste, Event, KeyCode, KeyEventKind, KeyModifiers};
use crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode, size,
};
use crossterm::{event, execute, queue};
use std::io::{Write, stdout};
use std::time::{Duration, Instant};

/// How long a key is waited for before answers of the model are looked at.
const TICK: Duration = Duration::from_millis(150);

/// How long keys pass before the last page.
const REST: Duration = Duration::from_millis(300);

/// The widest that text is set, and the fewest lines that the text of a reply gets.
const WIDEST: usize = 100;
const FEWEST: usize = 3;

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
                match Act::of(letter) {
                    Some(Act::Help) => screen.help()?,
                    Some(Act::Edit) => screen.edit(desk)?,
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
}

impl Screen {
    fn open(settings: &Settings) -> anyhow::Result<Self> {
        let choice = match settings.color() {
            ColorChoice::Auto => anstream::AutoStream::choice(&stdout()),
            choice => choice,
        };
        enable_raw_mode()?;
        let screen = Self { coloured: choice != ColorChoice::Never, scrolled: 0, room: room() };
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

    /// Draws what is on the desk: the change always, of the text what fits around the mark.
    fn draw(&mut self, desk: &Desk) -> anyhow::Result<()> {
        self.room = room();
        let (width, height) = self.room;
        let page = Page::of(desk, width);
        let mut foot = vec![String::new()];
        foot.extend(page.change);
        foot.extend(page.told);
        let keys = keys(desk, width);
        let rest = height.saturating_sub(page.head.len() + 1 + keys.len() + 1);
        let least = if page.text.is_empty() { 0 } else { FEWEST.min(rest) };
        shorten(&mut foot, rest - least);
        let (text, scrolled) = window(&page.text, page.mark, rest - foot.len(), self.scrolled);
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

    /// Shows all keys, a page at a time.
    fn help(&self) -> anyhow::Result<()> {
        let (width, height) = room();
        for page in help(width).chunks(height.saturating_sub(2).max(1)) {
            let mut all = page.to_vec();
            all.resize(height.saturating_sub(1), String::new());
            all.extend(lines(Paint::Dim, "any key goes on", width));
            self.put(&all)?;
            while !matches!(event::read()?, Event::Key(key) if key.kind != KeyEventKind::Release) {}
        }
        Ok(())
    }

    /// Other words for the change, or for the whole reply, in the person's editor.
    fn edit(&self, desk: &mut Desk) -> anyhow::Result<()> {
        let Some(at) = desk.at() else { return Ok(()) };
        if let Some(editor) = editor::chosen() {
            let accepted = |hunk| desk.review.text_with(at, hunk, HunkDecision::Accepted);
            let text = desk.hunk.map_or_else(|| desk.review.text(at), accepted);
            give_back()?;
            let new = editor::edited(&editor, &text);
            take_again()?;
            match new {
                Ok(new) => desk.rewrite(&new),
                Err(why) => desk.told = why.to_string(),
            }
            return Ok(());
        }
        let now = desk.hunk.and_then(|hunk| Some(desk.review.proposal(at)?.diff.hunks.get(hunk)?.after.text.clone()));
        match now {
            Some(now) => self.asked(desk, "new words: ", &now, |desk, words| desk.decide(HunkDecision::Edited(words))),
            None => {
                let text = desk.review.text(at);
                self.asked(desk, "new text: ", &text, |desk, text| desk.rewrite(&text))
            }
        }
    }

    fn another(&self, desk: &mut Desk) -> anyhow::Result<()> {
        self.asked(desk, "what to mind (Enter: nothing): ", "", |desk, wish| desk.another(&wish))
    }

    fn leave(&self, desk: &mut Desk) -> anyhow::Result<()> {
        self.asked(desk, "why (Enter: no reason): ", "", |desk, reason| desk.leave_as_it_is(&reason))
    }

    /// Asks for a line in place of the keys, and does something with it.
    fn asked(
        &self,
        desk: &mut Desk,
        label: &str,
        text: &str,
        act: impl FnOnce(&mut Desk, String),
    ) -> anyhow::Result<()> {
        let mut line = Line::new(text);
        loop {
            self.prompt(label, &line)?;
            match line.take(&event::read()?) {
                Typed::On => {}
                Typed::Left => {
                    desk.told = "nothing was changed".to_owned();
                    return Ok(());
                }
                Typed::Done(text) => {
                    desk.told.clear();
                    act(desk, text);
                    return Ok(());
                }
            }
        }
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

impl Drop for Screen {
    fn drop(&mut self) {
        // Where the terminal is gone there is nothing to give back.
        let _ = give_back();
    }
}

fn give_back() -> std::io::Result<()> {
    execute!(stdout(), DisableBracketedPaste, Show, LeaveAlternateScreen)?;
    disable_raw_mode()
}

fn take_again() -> std::io::Result<()> {
    enable_raw_mode()?;
    execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste, Hide, Clear(ClearType::All))
}

/// Lets keys pass that were hit before the last page could be read: there, one of them writes.
fn rest() -> anyhow::Result<()> {
    let end = Instant::now() + REST;
    while event::poll(end.saturating_duration_since(Instant::now()))? {
        event::read()?;
    }
    Ok(())
}

/// Gives the terminal back where a signal ends the review. What was decided is kept already.
fn watch() {
    crate::interrupt::leave_first();
    std::thread::spawn(|| {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        if let Some(code) = runtime.ok().and_then(|runtime| runtime.block_on(signal())) {
            let _ = give_back();
            std::process::exit(code);
        }
    });
}

/// The exit code that shells expect after a signal, when one comes.
#[cfg(unix)]
async fn signal() -> Option<i32> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut end, mut gone) = (signal(SignalKind::terminate()).ok()?, signal(SignalKind::hangup()).ok()?);
    tokio::select! {
        _ = tokio::signal::ctrl_c() => Some(130),
        _ = end.recv() => Some(143),
        _ = gone.recv() => Some(129),
    }
}

#[cfg(not(unix))]
async fn signal() -> Option<i32> {
    tokio::signal::ctrl_c().await.ok().map(|()| 130)
}

/// Lines, and how many more there are where they do not fit.
fn shorten(lines: &mut Vec<String>, height: usize) {
    if lines.len() > height && height > 0 {
        let more = lines.len() - height + 1;
        lines.truncate(height - 1);
        lines.push(Paint::Dim.over(&format!("… {more} more lines: make the window taller")));
    }
    lines.truncate(height);
}

/// A place on the screen, as terminals count.
fn cell(place: usize) -> u16 {
    u16::try_from(place).unwrap_or(u16::MAX)
}

/// Columns and rows.
fn room() -> (usize, usize) {
    let (width, height) = size().unwrap_or((80, 24));
    // The last column is left free: some terminals go on to the next line there.
    (usize::from(width).saturating_sub(1).clamp(16, WIDEST), usize::from(height).max(4))
}

/// The lines of a text that fit, with the marked one among them, moved by what the person scrolled; and how far that was
/// possible.
fn window(text: &[String], mark: usize, height: usize, scrolled: isize) -> (Vec<String>, isize) {
    if text.len() <= height {
        return (text.to_vec(), 0);
    }
    let wanted = mark.saturating_sub(height / 3);
    let last = text.len() - height;
    let from = wanted.min(last).saturating_add_signed(scrolled).min(last);
    let moved = from.cast_signed() - wanted.min(last).cast_signed();
    let mut shown = text[from..from + height].to_vec();
    let more = text.len() - from - height;
    if more > 0 && height > 1 {
        shown[height - 1] = Paint::Dim.over(&format!("… {} more lines (space)", more + 1));
    }
    if from > 0 && height > 2 {
        shown[0] = Paint::Dim.over(&format!("… {} lines above (page up)", from + 1));
    }
    (shown, moved)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_is_in_the_window() {
        let text: Vec<String> = (0..40).map(|line| format!("line {line}")).collect();
        for mark in 0..40 {
            let (shown, _) = window(&text, mark, 9, 0);
            assert_eq!(shown.len(), 9);
            assert!(shown.contains(&format!("line {mark}")), "{mark}: {shown:?}");
        }
        assert_eq!(window(&text, 0, 9, 99).1, 31);
        assert_eq!(window(&text[..5], 0, 9, 99), (text[..5].to_vec(), 0));
    }
}
