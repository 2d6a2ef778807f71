//! A line that is typed: its text, and where the next letter goes.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use unicode_width::UnicodeWidthChar;

/// A line under the cursor.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    letters: Vec<char>,
    at: usize,
}

/// What came of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Typed {
    /// The line goes on.
    On,
    /// It is as the person wants it.
    Done(String),
    /// The person wants none of it.
    Left,
}

impl Line {
    /// A line that begins with this text, the cursor behind it. It stays one line: breaks are shown as `⏎`.
    pub(super) fn new(text: &str) -> Self {
        let letters: Vec<char> =
            text.replace("\r\n", "\n").chars().map(|one| if one == '\n' { '⏎' } else { one }).collect();
        Self { at: letters.len(), letters }
    }

    /// Takes an event in.
    pub(super) fn take(&mut self, event: &Event) -> Typed {
        match event {
            Event::Paste(text) => text.chars().for_each(|one| self.put(one)),
            Event::Key(key) if key.kind != KeyEventKind::Release => return self.key(*key),
            _ => {}
        }
        Typed::On
    }

    fn key(&mut self, key: KeyEvent) -> Typed {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Enter => return Typed::Done(self.letters.iter().collect::<String>().replace('⏎', "\n")),
            KeyCode::Esc => return Typed::Left,
            KeyCode::Char('c' | 'g') if control => return Typed::Left,
            KeyCode::Char('u') if control => drop(self.letters.drain(..std::mem::take(&mut self.at))),
            KeyCode::Char('a') if control => self.at = 0,
            KeyCode::Char('e') if control => self.at = self.letters.len(),
            KeyCode::Char('w') if control => self.erase_word(),
            KeyCode::Char(one) if !control => self.put(one),
            KeyCode::Backspace if self.at > 0 => {
                self.at -= 1;
                self.letters.remove(self.at);
            }
            KeyCode::Delete if self.at < self.letters.len() => drop(self.letters.remove(self.at)),
            KeyCode::Left => self.at = self.at.saturating_sub(1),
            KeyCode::Right => self.at = (self.at + 1).min(self.letters.len()),
            KeyCode::Home => self.at = 0,
            KeyCode::End => self.at = self.letters.len(),
            _ => {}
        }
        Typed::On
    }

    fn put(&mut self, one: char) {
        let shown = if one == '\n' { '⏎' } else { one };
        if one == '\n' || !one.is_control() {
            self.letters.insert(self.at, shown);
            self.at += 1;
        }
    }

    fn erase_word(&mut self) {
        let kept = self.letters[..self.at].iter().rposition(|one| *one == ' ').unwrap_or(0);
        self.letters.drain(kept..self.at);
        self.at = kept;
    }

    /// The part of the line that fits, and the column of the cursor in it.
    pub(super) fn shown(&self, width: usize) -> (String, usize) {
        let wide = |letters: &[char]| letters.iter().map(|one| one.width().unwrap_or(0)).sum::<usize>();
        let from = (0..=self.at).find(|from| wide(&self.letters[*from..self.at]) < width.max(1)).unwrap_or(self.at);
        let to = (from..=self.letters.len()).rev().find(|to| wide(&self.letters[from..*to]) < width.max(1));
        let text = self.letters[from..to.unwrap_or(from)].iter().collect();
        (text, wide(&self.letters[from..self.at]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(line: &mut Line, code: KeyCode, modifiers: KeyModifiers) -> Typed {
        line.take(&Event::Key(KeyEvent::new(code, modifiers)))
    }

    #[test]
    fn a_line_is_edited_where_the_cursor_is() {
        let mut line = Line::new("We close\nat six");
        for _ in 0..3 {
            typed(&mut line, KeyCode::Backspace, KeyModifiers::NONE);
        }
        line.take(&Event::Paste("7".to_owned()));
        typed(&mut line, KeyCode::Home, KeyModifiers::NONE);
        typed(&mut line, KeyCode::Delete, KeyModifiers::NONE);
        typed(&mut line, KeyCode::Char('w'), KeyModifiers::NONE);
        assert_eq!(line.shown(40), ("we close⏎at 7".to_owned(), 1));
        typed(&mut line, KeyCode::Char('e'), KeyModifiers::CONTROL);
        assert_eq!(line.shown(5), ("at 7".to_owned(), 4));
        typed(&mut line, KeyCode::Char('w'), KeyModifiers::CONTROL);
        assert_eq!(typed(&mut line, KeyCode::Enter, KeyModifiers::NONE), Typed::Done("we close\nat".to_owned()));
        assert_eq!(typed(&mut line, KeyCode::Char('c'), KeyModifiers::CONTROL), Typed::Left);
    }
}
