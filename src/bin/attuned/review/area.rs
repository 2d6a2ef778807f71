//! A box of several lines: a whole reply written where no editor is.

use super::line::Typed;
use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use std::ops::Range;
use unicode_width::UnicodeWidthChar;

/// A text under the cursor.
#[derive(Debug, Clone, Default)]
pub(super) struct Area {
    letters: Vec<char>,
    at: usize,
    /// How wide the lines are, in columns.
    width: usize,
    /// Whether something was typed that would be lost.
    pub(super) changed: bool,
}

impl Area {
    /// A text, the cursor before it.
    pub(super) fn new(text: &str) -> Self {
        Self { letters: text.replace("\r\n", "\n").chars().collect(), at: 0, width: 80, changed: false }
    }

    /// Takes an event in.
    pub(super) fn take(&mut self, event: &Event) -> Typed {
        match event {
            Event::Paste(text) => text.replace("\r\n", "\n").replace('\r', "\n").chars().for_each(|one| self.put(one)),
            Event::Key(key) if key.kind != KeyEventKind::Release => return self.key(*key),
            _ => {}
        }
        Typed::On
    }

    fn key(&mut self, key: KeyEvent) -> Typed {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Char('s' | 'd') if control => return Typed::Done(self.letters.iter().collect()),
            KeyCode::Char('c' | 'g') if control => return Typed::Left,
            KeyCode::Esc => return Typed::Left,
            KeyCode::Char(one) if !control => self.put(one),
            KeyCode::Enter => self.put('\n'),
            KeyCode::Backspace if self.at > 0 => self.erase(self.at - 1),
            KeyCode::Delete if self.at < self.letters.len() => self.erase(self.at),
            code => self.go(code),
        }
        Typed::On
    }

    /// Moves the cursor.
    fn go(&mut self, code: KeyCode) {
        let rows = self.rows();
        let (row, _) = self.place(&rows);
        match code {
            KeyCode::Left => self.at = self.at.saturating_sub(1),
            KeyCode::Right => self.at = (self.at + 1).min(self.letters.len()),
            KeyCode::Home => self.at = rows[row].start,
            KeyCode::End => self.at = self.last(&rows, row),
            KeyCode::Up => self.jump(&rows, row, -1),
            KeyCode::Down => self.jump(&rows, row, 1),
            KeyCode::PageUp => self.jump(&rows, row, -8),
            KeyCode::PageDown => self.jump(&rows, row, 8),
            _ => {}
        }
    }

    /// To the same column so many lines down, or as near as there is something.
    fn jump(&mut self, rows: &[Range<usize>], row: usize, by: isize) {
        let to = row.saturating_add_signed(by).min(rows.len() - 1);
        let column = self.at - rows[row].start;
        self.at = (rows[to].start + column).min(self.last(rows, to));
    }

    /// The last place of a line at which the cursor still stands in it.
    fn last(&self, rows: &[Range<usize>], row: usize) -> usize {
        let wraps = rows.get(row + 1).is_some_and(|next| next.start == rows[row].end);
        rows[row].end - usize::from(wraps && !rows[row].is_empty())
    }

    fn put(&mut self, one: char) {
        if one == '\n' || one == '\t' || !one.is_control() {
            self.letters.insert(self.at, one);
            self.at += 1;
            self.changed = true;
        }
    }

    fn erase(&mut self, at: usize) {
        self.letters.remove(at);
        self.at = at;
        self.changed = true;
    }

    /// The lines that fit into so much room, the cursor among them, and where it stands: column and row.
    pub(super) fn shown(&mut self, width: usize, height: usize) -> (Vec<String>, (usize, usize)) {
        self.width = width.max(2);
        let rows = self.rows();
        let (row, column) = self.place(&rows);
        let from = row.saturating_sub(height / 2).min(rows.len().saturating_sub(height));
        let shown = rows.iter().skip(from).take(height);
        let words =
            |row: &Range<usize>| self.letters[row.clone()].iter().map(|one| crate::show::visible(*one)).collect();
        (shown.map(words).collect(), (column, row - from))
    }

    /// The line and the column of the cursor.
    fn place(&self, rows: &[Range<usize>]) -> (usize, usize) {
        let row = rows.iter().rposition(|row| row.start <= self.at).unwrap_or(0);
        (row, self.letters[rows[row].start..self.at].iter().map(columns).sum())
    }

    /// The lines, broken behind spaces where that is possible; without the signs that end them.
    fn rows(&self) -> Vec<Range<usize>> {
        let (mut rows, mut start, mut used, mut space) = (Vec::new(), 0, 0, None);
        for (at, one) in self.letters.iter().enumerate() {
            if *one == '\n' {
                rows.push(start..at);
                (start, used, space) = (at + 1, 0, None);
                continue;
            }
            if used + columns(one) >= self.width {
                let end = space.take().unwrap_or(at);
                rows.push(start..end);
                start = end;
                used = self.letters[start..at].iter().map(columns).sum();
            }
            used += columns(one);
            space = if *one == ' ' { Some(at + 1) } else { space };
        }
        rows.push(start..self.letters.len());
        rows
    }
}

fn columns(one: &char) -> usize {
    crate::show::visible(*one).width().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hit(area: &mut Area, code: KeyCode) -> Typed {
        area.take(&Event::Key(KeyEvent::new(code, KeyModifiers::NONE)))
    }

    #[test]
    fn lines_are_written_where_the_cursor_is() {
        let mut area = Area::new("Hello,\r\n\r\nwe close at six on most days.\nBye");
        let (lines, cursor) = area.shown(12, 10);
        assert_eq!(lines, ["Hello,", "", "we close ", "at six on ", "most days.", "Bye"]);
        assert_eq!(cursor, (0, 0));
        (0..3).for_each(|_| drop(hit(&mut area, KeyCode::Down)));
        hit(&mut area, KeyCode::End);
        assert_eq!(area.shown(12, 10).1, (9, 3));
        (0..6).for_each(|_| drop(hit(&mut area, KeyCode::Left)));
        hit(&mut area, KeyCode::Enter);
        hit(&mut area, KeyCode::Backspace);
        assert_eq!((area.shown(12, 10).1, area.changed), ((3, 3), true));
        "half ".chars().for_each(|one| drop(hit(&mut area, KeyCode::Char(one))));
        let done = area.take(&Event::Key(KeyEvent::new(KeyCode::Char('s'), KeyModifiers::CONTROL)));
        assert_eq!(done, Typed::Done("Hello,\n\nwe close at half six on most days.\nBye".to_owned()));
        (0..9).for_each(|_| drop(hit(&mut area, KeyCode::Down)));
        assert_eq!(area.shown(12, 2).0.last().map(String::as_str), Some("Bye"));
        assert_eq!(hit(&mut area, KeyCode::Esc), Typed::Left);
    }

    #[test]
    fn the_cursor_is_in_the_box_whatever_is_typed() {
        let mut area = Area::new("");
        for one in "a long word and averylongwordwithoutanyspace\nwide 漢字漢字漢字 end  ".chars() {
            hit(&mut area, if one == '\n' { KeyCode::Enter } else { KeyCode::Char(one) });
            let (lines, (column, row)) = area.shown(9, 4);
            assert!(column < 9 && row < lines.len(), "{column} {row} {lines:?}");
        }
    }
}
