//! Where the sentences of a growing text end: surely, that is where the next one has begun or the line has ended.

use crate::reading::sentences::sentences;
use crate::reading::words::words;

/// How much longer than a part of the unfinished sentence it must be before it is read again.
const PART: usize = 32;

/// The ends of the sentences that are complete.
#[derive(Default)]
pub(super) struct Sentences {
    ends: Vec<usize>,
    /// From which length of the text on it is read again.
    next: usize,
    /// Up to where was looked for what can end a sentence, and whether there was any behind the last end.
    scanned: usize,
    marked: bool,
}

impl Sentences {
    /// Reads on; whether a further sentence is complete.
    pub(super) fn advance(&mut self, text: &str) -> bool {
        self.marked |= text.as_bytes()[self.scanned..].iter().any(|byte| may_end(*byte));
        self.scanned = text.len();
        if !self.marked || text.len() < self.next {
            return false;
        }
        let from = self.end();
        let tail = &text[from..];
        self.next = text.len() + tail.len() / PART + 1;
        let before = self.ends.len();
        self.ends.extend(ends(tail).into_iter().map(|end| from + end));
        let behind = &text.as_bytes()[self.end()..];
        self.marked = behind.iter().any(|byte| may_end(*byte));
        self.ends.len() > before
    }

    /// Where the last complete sentence ends, with the blanks behind it.
    pub(super) fn end(&self) -> usize {
        self.ends.last().copied().unwrap_or(0)
    }

    /// Where the sentence begins that holds this place.
    pub(super) fn start_of(&self, place: usize) -> usize {
        let before = self.ends.partition_point(|end| *end <= place);
        before.checked_sub(1).map_or(0, |last| self.ends[last])
    }
}

/// Whether a byte can end a sentence; outside ASCII any may.
fn may_end(byte: u8) -> bool {
    matches!(byte, b'.' | b'!' | b'?' | b'\n') || !byte.is_ascii()
}

/// Where the complete sentences of an unfinished text end, with the blanks behind them.
fn ends(text: &str) -> Vec<usize> {
    let found = sentences(text, &words(text));
    let begun = |start: usize| text[start..].contains(char::is_alphabetic);
    let mut ends = Vec::new();
    for (place, sentence) in found.iter().enumerate() {
        let behind = &text[sentence.span.end..];
        let blanks = behind.len() - behind.trim_start().len();
        let sure = match found.get(place + 1) {
            // What stands behind decides whether the sentence was over: no letter, no certainty.
            Some(next) => begun(next.span.start),
            None => behind[..blanks].contains('\n'),
        };
        if sure {
            ends.push(sentence.span.end + blanks);
        }
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The complete sentences after each letter more; each as soon as it is complete.
    fn grown(text: &str) -> Vec<(usize, String)> {
        let mut sentences = Sentences::default();
        let (mut all, mut from) = (Vec::new(), 0);
        for (at, letter) in text.char_indices() {
            let so_far = &text[..at + letter.len_utf8()];
            while sentences.advance(so_far) {
                all.push((so_far.len(), text[from..sentences.end()].to_owned()));
                from = sentences.end();
            }
        }
        all
    }

    fn cut(text: &str) -> Vec<String> {
        grown(text).into_iter().map(|(_, sentence)| sentence).collect()
    }

    #[test]
    fn a_sentence_is_over_when_the_next_has_begun() {
        assert_eq!(grown("It came. We sent it."), [(10, "It came. ".to_owned())]);
        assert_eq!(
            cut("It costs 5. 12 were sold. Dr. Osei rang. Now"),
            ["It costs 5. 12 were sold. ", "Dr. Osei rang. "]
        );
    }

    #[test]
    fn the_end_of_a_line_is_an_end() {
        assert_eq!(
            cut("Dear Ana,\n\n1. Open it.\n- Close it\nBye"),
            ["Dear Ana,\n", "\n1. Open it.\n", "- Close it\n"]
        );
    }

    #[test]
    fn a_text_without_ends_is_not_read_over_and_over() {
        let mut sentences = Sentences::default();
        let text = "a.b ".repeat(6_000);
        let begun = std::time::Instant::now();
        for end in 1..text.len() {
            sentences.advance(&text[..end]);
        }
        assert!(begun.elapsed().as_secs() < 5, "{:?}", begun.elapsed());
    }
}
