//! A document's text, and the protocol's way of counting in it: lines, and columns in the units that were agreed on.

use lsp_types::{Position, PositionEncodingKind, Range, TextDocumentContentChangeEvent};
use std::ops::Range as Bytes;

/// What a column counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Unit {
    Byte,
    /// What every editor knows.
    #[default]
    Utf16,
    Character,
}

impl Unit {
    /// The first of what an editor offers that is known here.
    pub(super) fn agreed(offered: Option<&[PositionEncodingKind]>) -> Self {
        offered.unwrap_or_default().iter().find_map(Self::named).unwrap_or_default()
    }

    fn named(name: &PositionEncodingKind) -> Option<Self> {
        [Self::Byte, Self::Utf16, Self::Character].into_iter().find(|unit| unit.name() == *name)
    }

    pub(super) fn name(self) -> PositionEncodingKind {
        match self {
            Self::Byte => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
            Self::Character => PositionEncodingKind::UTF32,
        }
    }

    fn of(self, sign: char) -> usize {
        match self {
            Self::Byte => sign.len_utf8(),
            Self::Utf16 => sign.len_utf16(),
            Self::Character => 1,
        }
    }
}

/// A text and where its lines begin; they end with `\n`, `\r\n` or `\r`.
#[derive(Debug)]
pub(super) struct Text {
    pub(super) words: String,
    unit: Unit,
    lines: Vec<usize>,
}

impl Text {
    pub(super) fn new(words: String, unit: Unit) -> Self {
        let bytes = words.as_bytes();
        let ends = |at: &usize| bytes[*at] == b'\n' || (bytes[*at] == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
        let lines = std::iter::once(0).chain((0..bytes.len()).filter(ends).map(|at| at + 1)).collect();
        Self { words, unit, lines }
    }

    /// The text after a change; one that names no place is the whole text.
    pub(super) fn changed(&self, change: TextDocumentContentChangeEvent) -> Self {
        let Some(range) = change.range else { return Self::new(change.text, self.unit) };
        let place = self.bytes(range);
        Self::new([&self.words[..place.start], &change.text, &self.words[place.end..]].concat(), self.unit)
    }

    /// The byte at a position; what lies beyond a line is its end, what lies beyond the text is its end.
    pub(super) fn byte(&self, position: Position) -> usize {
        let Some(line) = self.line(position.line as usize) else { return self.words.len() };
        let (mut left, mut at) = (position.character as usize, line.start);
        for sign in self.words[line].chars() {
            let units = self.unit.of(sign);
            // A position inside a character is before it.
            if left < units {
                break;
            }
            (left, at) = (left - units, at + sign.len_utf8());
        }
        at
    }

    /// The bytes of a range, whichever way round it is.
    pub(super) fn bytes(&self, range: Range) -> Bytes<usize> {
        let (one, other) = (self.byte(range.start), self.byte(range.end));
        one.min(other)..one.max(other)
    }

    /// The position of a byte.
    pub(super) fn position(&self, byte: usize) -> Position {
        let number = self.lines.partition_point(|start| *start <= byte).saturating_sub(1);
        let line = self.line(number).unwrap_or_default();
        let before = self.words[line.clone()].char_indices().take_while(|(at, _)| line.start + at < byte);
        let units: usize = before.map(|(_, sign)| self.unit.of(sign)).sum();
        Position::new(whole(number), whole(units))
    }

    /// The range of some bytes.
    pub(super) fn range(&self, bytes: Bytes<usize>) -> Range {
        Range::new(self.position(bytes.start), self.position(bytes.end))
    }

    /// A line without what ends it.
    fn line(&self, number: usize) -> Option<Bytes<usize>> {
        let start = *self.lines.get(number)?;
        let end = self.lines.get(number + 1).copied().unwrap_or(self.words.len());
        Some(start..start + self.words[start..end].trim_end_matches(['\r', '\n']).len())
    }
}

fn whole(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &str = "a🙂b\r\né\rx\n";

    fn at(unit: Unit, line: u32, character: u32) -> usize {
        Text::new(WORDS.to_owned(), unit).byte(Position::new(line, character))
    }

    #[test]
    fn columns_count_what_was_agreed_on() {
        assert_eq!([at(Unit::Utf16, 0, 3), at(Unit::Byte, 0, 5), at(Unit::Character, 0, 2)], [5; 3]);
        assert_eq!(at(Unit::Utf16, 0, 2), 1, "the middle of the smile");
        assert_eq!([at(Unit::Utf16, 1, 0), at(Unit::Utf16, 1, 1), at(Unit::Utf16, 2, 1)], [8, 10, 12]);
    }

    #[test]
    fn what_lies_beyond_is_the_end() {
        assert_eq!([at(Unit::Utf16, 0, 99), at(Unit::Utf16, 3, 7), at(Unit::Utf16, 99, 0)], [6, 13, 13]);
    }

    #[test]
    fn bytes_have_positions_that_lead_back() {
        for unit in [Unit::Byte, Unit::Utf16, Unit::Character] {
            let text = Text::new(WORDS.to_owned(), unit);
            for (byte, sign) in WORDS.char_indices().filter(|(_, sign)| *sign != '\n') {
                assert_eq!(text.byte(text.position(byte)), byte, "{unit:?} {sign:?}");
            }
        }
    }

    #[test]
    fn a_change_takes_its_place_and_no_more() {
        let text = Text::new(WORDS.to_owned(), Unit::Utf16);
        let range = Some(Range::new(Position::new(0, 3), Position::new(0, 1)));
        let change =
            |range, text: &str| TextDocumentContentChangeEvent { range, range_length: None, text: text.to_owned() };
        assert_eq!(text.changed(change(range, "-")).words, "a-b\r\né\rx\n");
        assert_eq!(text.changed(change(None, "new")).words, "new");
    }
}
