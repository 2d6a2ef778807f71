//! What the fuzz targets call; there only when fuzzing, and in tests.

use super::dialect::{Answer, Dialect};
use super::splice::{quoted, splice};

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
