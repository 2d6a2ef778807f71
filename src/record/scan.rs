//! Where a JSON value ends: brackets counted outside strings, byte by byte, without reading the value itself.

/// How deep in brackets the bytes so far have led.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Depth {
    open: usize,
    in_text: bool,
    escaped: bool,
}

impl Depth {
    /// The depth after some bytes.
    pub(super) fn of(bytes: &[u8]) -> Self {
        let mut depth = Self::default();
        bytes.iter().for_each(|byte| depth.take(*byte));
        depth
    }

    /// Goes one byte further.
    pub(super) fn take(&mut self, byte: u8) {
        if self.in_text {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => self.in_text = false,
                _ => {}
            }
            return;
        }
        match byte {
            b'"' => self.in_text = true,
            b'{' | b'[' => self.open += 1,
            b'}' | b']' => self.open = self.open.saturating_sub(1),
            _ => {}
        }
    }

    /// Whether a string is open.
    pub(super) fn is_in_text(self) -> bool {
        self.in_text
    }

    /// Whether every bracket and every string is closed.
    pub(super) fn is_closed(self) -> bool {
        self.open == 0 && !self.in_text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_and_quotes_inside_text_do_not_count() {
        assert!(Depth::of(br#"{"a": "}]\"{", "b": [1]}"#).is_closed());
        assert!(!Depth::of(br#"{"a": "}"#).is_closed());
        assert!(!Depth::of(br#"{"a": "\"}"#).is_closed());
    }
}
