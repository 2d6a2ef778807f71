//! What the fuzz targets call; there only when fuzzing, and in tests.

use super::decision::{Decision, Seen, Why};
use super::dialect::{Answer, Dialect};
use super::gate::{Gate, Mode};
use super::sse::Cutter;
use crate::detect::detect;
use crate::splice::{quoted, splice};
use crate::text::{Conversation, Draft};

const DIALECTS: [Dialect; 3] = [Dialect::Chat, Dialect::Responses, Dialect::Messages];
const NEW: &str = "We \"cancelled\" it.\n";

/// Reads bytes as a request and as an answer of each dialect, and replaces the texts of the answer: read again, it has
/// the new texts in the same slots, and nothing else was touched.
///
/// # Panics
/// Where that does not hold.
pub fn answers(bytes: &[u8]) {
    for dialect in DIALECTS {
        if let Some(asked) = dialect.asked(bytes) {
            assert!(asked.conversation.messages.len() <= 24);
        }
        if let Some(read) = dialect.answer(bytes) {
            replaced(dialect, bytes, &read);
        }
    }
}

fn replaced(dialect: Dialect, bytes: &[u8], read: &Answer) {
    let texts = read.passages.iter().chain(&read.repeats);
    for one in texts.clone() {
        let there: String = serde_json::from_slice(&bytes[one.place.clone()]).expect("a string stands there");
        assert_eq!(there, one.text);
    }
    let new = texts.clone().map(|one| (one.place.clone(), quoted(NEW)));
    let stale = texts.flat_map(|one| &one.stale).map(|(place, instead)| (place.clone(), instead.as_bytes().to_vec()));
    let again = splice(bytes, new.chain(stale).collect());
    let after = dialect.answer(&again).expect("it is still an answer");
    let slots = |read: &Answer| read.passages.iter().map(|one| one.slot).collect::<Vec<_>>();
    assert_eq!(slots(read), slots(&after));
    assert!(after.passages.iter().chain(&after.repeats).all(|one| one.text == NEW));
    assert_eq!(read.counted.is_some(), after.counted.is_some());
    if let (Some(before), Some(after)) = (&read.counted, &after.counted) {
        assert_eq!((bytes[before.close], again[after.close]), (b'}', b'}'));
    }
}

/// Whom a fuzzed stream answers.
const SAID: &str = "You cancelled my mother's surgery twice and nobody rang. Why?";

/// Sends bytes through as a stream of each dialect, cut as the first two say: whatever is only looked at comes out byte
/// for byte, and whatever is revised comes out in as many frames as went in.
///
/// # Panics
/// Where that does not hold.
pub fn events(bytes: &[u8]) {
    let [size, largest, stream @ ..] = bytes else { return };
    let (size, largest) = (usize::from(*size).max(1), usize::from(*largest) * 64 + 16);
    for dialect in DIALECTS {
        for mode in [Mode::Gate, Mode::Buffer, Mode::Flow] {
            let (_, kept) = streamed(dialect, mode, stream, (size, largest), None);
            assert!(kept == stream, "bytes were lost, added or changed");
            let (frames, _) = streamed(dialect, mode, stream, (size, largest), Some(NEW));
            assert_eq!(frames.0, frames.1, "frames were lost or added");
        }
    }
}

/// How many frames went in and came out, and the bytes that came out.
fn streamed(
    dialect: Dialect,
    mode: Mode,
    stream: &[u8],
    (size, largest): (usize, usize),
    new: Option<&str>,
) -> ((usize, usize), Vec<u8>) {
    let (mut cutter, mut gate) = (Cutter::new(largest), Gate::new(mode, largest));
    let mut eye = |text: &str, _| detect(&Draft::new(Conversation::from_user(SAID), text));
    let (mut went, mut came, mut out) = (0, 0, Vec::new());
    let mut decided = |gate: &mut Gate| {
        for one in gate.asking() {
            let text = new.map(|new| one.text[..one.sent].to_owned() + new);
            gate.decide(one.slot, Decision { seen: Seen::Revised, text, ..Decision::passed(Why::Sent) });
        }
        for one in gate.flow() {
            came += 1;
            out.extend_from_slice(&one.raw);
        }
    };
    for piece in stream.chunks(size) {
        for frame in cutter.feed(piece) {
            went += 1;
            let event = frame.data().map_or(Some(Default::default()), |data| dialect.event(data));
            gate.feed(frame, event, &mut eye);
        }
        if cutter.is_flooded() {
            gate.release(Why::Unreadable);
        }
        decided(&mut gate);
    }
    gate.end(&mut eye);
    decided(&mut gate);
    assert!(!gate.waits());
    out.extend_from_slice(&cutter.rest());
    ((went, came), out)
}
