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

/// A text; its lines end with `\n`, `\r\n` or `\r`.
#[derive(Debug)]
pub(super) struct Text {
    pub(super) words: String,
    unit: Unit,
    /// Where each line begins, and places in long ones: exports have lines of a megabyte.
    anchors: Vec<Anchor>,
}

/// A byte whose position is known.
#[derive(Debug, Clone, Copy)]
struct Anchor {
    byte: usize,
    line: usize,
    column: usize,
}

/// Bytes between the anchors of a line.
const STRIDE: usize = 512;

impl Text {
    pub(super) fn new(words: String, unit: Unit) -> Self {
        let mut anchors = vec![Anchor { byte: 0, line: 0, column: 0 }];
        let (mut line, mut column, mut last) = (0, 0, 0);
        for (byte, sign) in words.char_indices() {
            let ends = sign == '\n' || (sign == '\r' && words.as_bytes().get(byte + 1) != Some(&b'\n'));
            if ends {
                (line, column, last) = (line + 1, 0, byte + 1);
                anchors.push(Anchor { byte: last, line, column });
                continue;
            }
            if byte >= last + STRIDE {
                last = byte;
                anchors.push(Anchor { byte, line, column });
            }
            column += unit.of(sign);
        }
        Self { words, unit, anchors }
    }

    /// The text after a change; one that names no place is the whole text.
    pub(super) fn changed(&self, change: TextDocumentContentChangeEvent) -> Self {
        let Some(range) = change.range else { return Self::new(change.text, self.unit) };
        let place = self.bytes(range);
        Self::new([&self.words[..place.start], &change.text, &self.words[place.end..]].concat(), self.unit)
    }

    /// The byte at a position; what lies beyond a line is its end, what lies beyond the text is its end.
    pub(super) fn byte(&self, position: Position) -> usize {
        let (line, column) = (position.line as usize, position.character as usize);
        let anchor = self.last(|anchor| (anchor.line, anchor.column) <= (line, column));
        if anchor.line < line {
            return self.words.len();
        }
        let (mut left, mut at) = (column - anchor.column, anchor.byte);
        for sign in self.rest(anchor) {
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
        let anchor = self.last(|anchor| anchor.byte <= byte);
        let (mut at, mut column) = (anchor.byte, anchor.column);
        for sign in self.rest(anchor) {
            if at + sign.len_utf8() > byte {
                break;
            }
            (at, column) = (at + sign.len_utf8(), column + self.unit.of(sign));
        }
        Position::new(whole(anchor.line), whole(column))
    }

    /// The range of some bytes.
    pub(super) fn range(&self, bytes: Bytes<usize>) -> Range {
        Range::new(self.position(bytes.start), self.position(bytes.end))
    }

    /// The last anchor of which this holds, as it does of all before.
    fn last(&self, is: impl FnMut(&Anchor) -> bool) -> Anchor {
        self.anchors[self.anchors.partition_point(is).saturating_sub(1)]
    }

    /// What is behind an anchor on its line.
    fn rest(&self, anchor: Anchor) -> impl Iterator<Item = char> {
        self.words[anchor.byte..].chars().take_while(|sign| !matches!(sign, '\r' | '\n'))
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
    fn long_lines_are_counted_through() {
        let text = Text::new("é🙂".repeat(5000) + "\r\nx", Unit::Utf16);
        for byte in [0, 2, 6, 5994, 29_994, 30_000, 30_002] {
            assert_eq!(text.byte(text.position(byte)), byte);
        }
        assert_eq!(text.position(30_000), Position::new(0, 15_000));
        assert_eq!(text.byte(Position::new(0, 99_999)), 30_000);
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
