//! What a local model thinks aloud, `<think>…</think>`, before it speaks: nobody's reply, left as it is.

const BEGIN: &str = "<think>";
const END: &str = "</think>";

/// Where a growing text begins to speak.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Thoughts {
    /// Too little is there to tell.
    #[default]
    Unknown,
    /// It thinks; up to here no end was found.
    Thinking(usize),
    /// It has thought up to here, and perhaps blanks follow.
    Thought(usize),
    /// It speaks from here on.
    Speaking(usize),
}

impl Thoughts {
    /// Reads on in the text, which begins as it did before.
    pub(super) fn read(self, text: &str) -> Self {
        match self {
            Self::Unknown => {
                let head = text.trim_start();
                match () {
                    () if head.starts_with(BEGIN) => Self::Thinking(0).read(text),
                    () if BEGIN.starts_with(head) => self,
                    () => Self::Speaking(0),
                }
            }
            Self::Thinking(from) => match text[from..].find(END) {
                Some(at) => Self::Thought(from + at + END.len()).read(text),
                None => Self::Thinking(text.floor_char_boundary(text.len().saturating_sub(END.len() - 1))),
            },
            Self::Thought(from) => match text[from..].find(|letter: char| !letter.is_whitespace()) {
                Some(at) => Self::Speaking(from + at),
                None => self,
            },
            Self::Speaking(_) => self,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thoughts_end_where_speech_begins() {
        let text = " <think>\nÉmile asks </thin… </think>\n\nHi <think>";
        let mut thoughts = Thoughts::default();
        for (at, letter) in text.char_indices() {
            thoughts = thoughts.read(&text[..at + letter.len_utf8()]);
        }
        assert_eq!(thoughts, Thoughts::Speaking(text.find("Hi").expect("it is there")));
        assert_eq!(Thoughts::Unknown.read("<thi"), Thoughts::Unknown);
        assert_eq!(Thoughts::Unknown.read("<thing>"), Thoughts::Speaking(0));
    }
}
