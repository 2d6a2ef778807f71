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
#[derive(Debug, Clone)]
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
        let end = words.len();
        let mut text = Self { words, unit, anchors: vec![Anchor { byte: 0, line: 0, column: 0 }] };
        text.read(end);
        text
    }

    /// Sets anchors behind the last up to a byte; the line and column of that.
    fn read(&mut self, end: usize) -> (usize, usize) {
        let Self { words, unit, anchors } = self;
        let from = anchors[anchors.len() - 1];
        let (mut line, mut column, mut last) = (from.line, from.column, from.byte);
        for (at, sign) in words[from.byte..end].char_indices() {
            let byte = from.byte + at;
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
        (line, column)
    }

    /// Makes a change; one that names no place is the whole text. Only what is near it is counted anew: somebody may
    /// type at a thousand places at once.
    pub(super) fn change(&mut self, change: TextDocumentContentChangeEvent) {
        let Some(range) = change.range else {
            *self = Self::new(change.text, self.unit);
            return;
        };
        let (place, new) = (self.bytes(range), change.text);
        // What an anchor says hangs on the signs on both sides of it.
        let before = self.anchors.partition_point(|one| one.byte < place.start).max(1);
        let behind = self.anchors.split_off(self.anchors.partition_point(|one| one.byte <= place.end));
        self.anchors.truncate(before);
        self.words.replace_range(place.clone(), &new);
        let moved = |byte: usize| byte - place.len() + new.len();
        let end = behind.first().map_or(self.words.len(), |one| moved(one.byte));
        let (line, column) = self.read(end);
        let Some(first) = behind.first().copied() else { return };
        // One that begins a line is there already.
        let known = self.anchors.last().is_some_and(|one| one.byte == end);
        self.anchors.extend(behind.into_iter().skip(usize::from(known)).map(|one| Anchor {
            byte: moved(one.byte),
            line: one.line + line - first.line,
            column: if one.line == first.line { one.column + column - first.column } else { one.column },
        }));
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
    use proptest::prelude::*;

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

    fn event(range: Option<Range>, text: &str) -> TextDocumentContentChangeEvent {
        TextDocumentContentChangeEvent { range, range_length: None, text: text.to_owned() }
    }

    #[test]
    fn a_change_takes_its_place_and_no_more() {
        let mut text = Text::new(WORDS.to_owned(), Unit::Utf16);
        text.change(event(Some(Range::new(Position::new(0, 3), Position::new(0, 1))), "-"));
        assert_eq!(text.words, "a-b\r\né\rx\n");
        text.change(event(None, "new"));
        assert_eq!(text.words, "new");
    }

    fn words() -> impl Strategy<Value = String> {
        let long = "x🙂".repeat(300);
        let pieces = vec!["a", "é", "🙂", "\r", "\n", "\r\n", "some words"];
        let piece = prop_oneof![8 => prop::sample::select(pieces).prop_map(str::to_owned), 1 => Just(long)];
        prop::collection::vec(piece, 0..12).prop_map(|parts| parts.concat())
    }

    fn place() -> impl Strategy<Value = Position> {
        prop_oneof![(0..6u32, 0..12u32), (0..6u32, 0..2000u32), (any::<u32>(), any::<u32>())]
            .prop_map(|(line, column)| Position::new(line, column))
    }

    proptest! {
        // Each case counts its text at many places.
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn changes_are_counted_as_a_new_text_would_be(
            start in words(),
            unit in prop::sample::select(vec![Unit::Byte, Unit::Utf16, Unit::Character]),
            changes in prop::collection::vec((place(), place(), words()), 1..8),
        ) {
            let mut text = Text::new(start, unit);
            for (from, to, new) in changes {
                text.change(event(Some(Range::new(from, to)), &new));
                let fresh = Text::new(text.words.clone(), unit);
                for (byte, _) in text.words.char_indices().step_by(5) {
                    prop_assert_eq!(text.position(byte), fresh.position(byte));
                }
                prop_assert_eq!([text.byte(from), text.byte(to)], [fresh.byte(from), fresh.byte(to)]);
                prop_assert!(text.anchors.is_sorted_by_key(|one| one.byte));
            }
        }
    }
}
