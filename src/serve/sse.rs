//! Server-sent events, cut from bytes and kept byte for byte (WHATWG HTML, 9.2).

use bytes::{Bytes, BytesMut};
use std::ops::Range;

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// One event with all its bytes, up to and with the empty line that ends it; or, in a flood, any piece of the stream.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Frame {
    pub(super) raw: Bytes,
    name: Range<usize>,
    /// Where its data stands in the bytes, if it has exactly one line of it.
    pub(super) data: Option<Range<usize>>,
    /// Whether it has several lines of data, which are not read.
    pub(super) split: bool,
}

impl Frame {
    /// The bytes of its data, if it has exactly one line of them.
    pub(super) fn data(&self) -> Option<&[u8]> {
        self.data.clone().map(|place| &self.raw[place])
    }

    /// The name of the event; empty where it has none.
    pub(super) fn name(&self) -> &[u8] {
        &self.raw[self.name.clone()]
    }

    fn piece(raw: Bytes) -> Self {
        Self { raw, name: 0..0, data: None, split: false }
    }
}

/// What the lines of the event so far have said.
#[derive(Default)]
struct Fields {
    name: Range<usize>,
    data: Range<usize>,
    /// How many lines of data there were.
    lines: usize,
}

/// Cuts a stream into events, wherever its chunks begin and end. Every byte that goes in comes out once, in its place.
pub(super) struct Cutter {
    kept: BytesMut,
    /// Where the line begins that is not complete.
    line: usize,
    /// Up to where was looked for the end of a line.
    looked: usize,
    /// Whether the last line ended with a carriage return: a line feed behind it belongs to it.
    returned: bool,
    begun: bool,
    fields: Fields,
    largest: usize,
    flood: bool,
}

impl Cutter {
    /// One that reads events of at most so many bytes.
    pub(super) fn new(largest: usize) -> Self {
        Self {
            kept: BytesMut::new(),
            line: 0,
            looked: 0,
            returned: false,
            begun: false,
            fields: Fields::default(),
            largest,
            flood: false,
        }
    }

    /// Takes the next bytes, and gives the events that they complete.
    pub(super) fn feed(&mut self, bytes: &[u8]) -> Vec<Frame> {
        self.kept.extend_from_slice(bytes);
        let mut frames = Vec::new();
        while !self.flood {
            match self.event() {
                Some(frame) => frames.push(frame),
                None => break,
            }
        }
        self.flood |= self.kept.len() > self.largest;
        if self.flood && !self.kept.is_empty() {
            frames.push(Frame::piece(self.kept.split().freeze()));
        }
        frames
    }

    /// Whether an event was too large: from there on nothing is read, and what comes out are pieces, not events.
    pub(super) fn is_flooded(&self) -> bool {
        self.flood
    }

    /// What is left when the stream has ended: an event that was never completed.
    pub(super) fn rest(&mut self) -> Bytes {
        self.kept.split().freeze()
    }

    fn event(&mut self) -> Option<Frame> {
        while let Some(found) = self.kept[self.looked..].iter().position(|byte| matches!(byte, b'\n' | b'\r')) {
            let end = self.looked + found;
            let joined = self.returned && end == self.line && self.kept[end] == b'\n';
            let line = self.text_of(self.line..end);
            self.returned = self.kept[end] == b'\r';
            (self.looked, self.line) = (end + 1, end + 1);
            if joined {
                continue;
            }
            if line.is_empty() {
                return self.cut();
            }
            self.read(line);
        }
        self.looked = self.kept.len();
        None
    }

    /// A line without the byte order mark that may stand before the first.
    fn text_of(&mut self, mut line: Range<usize>) -> Range<usize> {
        if !self.begun && self.kept[line.clone()].starts_with(BYTE_ORDER_MARK) {
            line.start += BYTE_ORDER_MARK.len();
        }
        self.begun = true;
        line
    }

    /// The event that ends here; with the line feed of its last line, if that is there already.
    fn cut(&mut self) -> Option<Frame> {
        if self.returned && self.kept.get(self.looked) == Some(&b'\n') {
            self.looked += 1;
            self.returned = false;
        }
        if self.looked > self.largest {
            self.flood = true;
            return None;
        }
        let raw = self.kept.split_to(self.looked).freeze();
        (self.looked, self.line) = (0, 0);
        let fields = std::mem::take(&mut self.fields);
        let data = (fields.lines == 1).then_some(fields.data);
        Some(Frame { raw, name: fields.name, data, split: fields.lines > 1 })
    }

    /// Takes in a line `field: value`; comments and other fields say nothing to us.
    fn read(&mut self, line: Range<usize>) {
        let bytes = &self.kept[line.clone()];
        let colon = bytes.iter().position(|byte| *byte == b':').unwrap_or(bytes.len());
        let blank = usize::from(bytes.get(colon + 1) == Some(&b' '));
        let value = (line.start + colon + 1 + blank).min(line.end)..line.end;
        match &bytes[..colon] {
            b"data" => {
                self.fields.data = value;
                self.fields.lines += 1;
            }
            b"event" => self.fields.name = value,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cut(pieces: &[&[u8]], largest: usize) -> (Vec<Frame>, Vec<u8>) {
        let mut cutter = Cutter::new(largest);
        let frames: Vec<Frame> = pieces.iter().flat_map(|piece| cutter.feed(piece)).collect();
        let all = frames.iter().flat_map(|frame| frame.raw.to_vec()).chain(cutter.rest()).collect();
        (frames, all)
    }

    fn data(frames: &[Frame]) -> Vec<&str> {
        frames.iter().filter_map(Frame::data).map(|data| std::str::from_utf8(data).unwrap_or("?")).collect()
    }

    #[test]
    fn every_line_end_ends_lines() {
        for end in ["\n", "\r\n", "\r"] {
            let text = format!("event: a{end}data: one{end}{end}: talk{end}{end}data:two{end}{end}data: tail{end}");
            let (frames, all) = cut(&[text.as_bytes()], 100);
            assert_eq!(all, text.as_bytes());
            assert_eq!(data(&frames), ["one", "two"], "{end:?}");
            assert_eq!((frames[0].name(), frames[1].name(), frames.len()), (&b"a"[..], &b""[..], 3));
        }
    }

    #[test]
    fn an_event_is_cut_as_soon_as_its_last_line_ends() {
        let (frames, all) = cut(&[b"data: a\r\n\r", b"\ndata: b\r\n\r\n"], 100);
        assert_eq!((&frames[0].raw[..], &frames[1].raw[..]), (&b"data: a\r\n\r"[..], &b"\ndata: b\r\n\r\n"[..]));
        assert_eq!(data(&frames), ["a", "b"]);
        assert_eq!(all, b"data: a\r\n\r\ndata: b\r\n\r\n");
    }

    #[test]
    fn only_one_line_of_data_is_read() {
        let (frames, _) = cut(&[b"\xef\xbb\xbfdata:  x\n\ndata: a\ndata: b\n\nid: 3\nretry: 4\n\ndata\n\n\n"], 100);
        let found: Vec<_> = frames.iter().map(|frame| frame.data()).collect();
        assert_eq!(found, [Some(&b" x"[..]), None, None, Some(&b""[..]), None]);
    }

    #[test]
    fn a_flood_flows_unread() {
        let text = b"data: a\n\ndata: 0123456789\n\ndata: b\n\n";
        for pieces in [vec![&text[..]], vec![&text[..15], &text[15..]], text.chunks(1).collect()] {
            let (frames, all) = cut(&pieces, 12);
            assert_eq!(data(&frames), ["a"]);
            assert_eq!(all, text);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn bytes_come_out_as_they_went_in(
            pieces in proptest::collection::vec("(data: |event: |: |[xé]|\r\n|\n|\r|\u{feff}){0,6}", 0..12),
            largest in 1_usize..80,
            split in 1_usize..9,
        ) {
            let text = pieces.concat();
            let whole = cut(&[text.as_bytes()], largest);
            let parts = cut(&text.as_bytes().chunks(split).collect::<Vec<_>>(), largest);
            prop_assert_eq!(&whole.1, text.as_bytes());
            prop_assert_eq!(&parts.1, text.as_bytes());
        }

        #[test]
        fn wherever_it_is_split_the_same_is_read(
            pieces in proptest::collection::vec("(data: |event: |: |[xé]|\r\n|\n|\r|\u{feff}){0,6}", 0..12),
            split in 1_usize..9,
        ) {
            let text = pieces.concat();
            let whole = cut(&[text.as_bytes()], 10_000).0;
            let parts = cut(&text.as_bytes().chunks(split).collect::<Vec<_>>(), 10_000).0;
            prop_assert_eq!(data(&whole), data(&parts));
        }
    }
}
