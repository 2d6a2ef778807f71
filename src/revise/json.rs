//! JSON as models write it: line breaks in strings, trailing commas, cut off in the middle, prose around it.

use serde_json::{Map, Value};
use std::iter::Peekable;
use std::str::CharIndices;

/// Deeper nesting than any answer needs; keeps hostile replies off the stack.
const DEPTH: usize = 32;

/// How many places of a reply are tried as the start of an object.
const STARTS: usize = 100;

/// An object found in a reply.
pub(super) struct Found {
    /// What could be read of it.
    pub(super) object: Map<String, Value>,
    /// Whether it broke off: the text ended, or went on in a way that is no JSON.
    pub(super) cut: bool,
}

/// The objects in a text, in order. An object inside another is listed behind it, for answers wrapped in another object.
pub(super) fn objects(text: &str) -> Vec<Found> {
    let starts = text.match_indices('{').map(|(at, _)| at).take(STARTS);
    starts.filter_map(|at| object(&text[at..])).filter(|found| !found.object.is_empty() || !found.cut).collect()
}

/// A text that is one JSON string as a whole: some servers encode the answer twice.
pub(super) fn unwrapped(text: &str) -> Option<String> {
    serde_json::from_str::<String>(text.trim()).ok()
}

fn object(text: &str) -> Option<Found> {
    let mut reader = Reader { signs: text.char_indices().peekable(), cut: false };
    match reader.value(0)? {
        Value::Object(object) => Some(Found { object, cut: reader.cut }),
        _ => None,
    }
}

/// Reads from left to right. Once something is wrong it is `cut`, and all that was whole until there is kept.
struct Reader<'a> {
    signs: Peekable<CharIndices<'a>>,
    cut: bool,
}

impl Reader<'_> {
    /// The next value; `None` where none is whole.
    fn value(&mut self, depth: usize) -> Option<Value> {
        self.space();
        match self.signs.peek()?.1 {
            '{' if depth < DEPTH => Some(Value::Object(self.members(depth + 1))),
            '[' if depth < DEPTH => Some(Value::Array(self.items(depth + 1))),
            '"' => self.string().map(Value::String),
            _ => self.word(),
        }
    }

    fn members(&mut self, depth: usize) -> Map<String, Value> {
        self.signs.next();
        let mut members = Map::new();
        while !self.cut && !self.closes('}') {
            let Some(key) = self.key() else { break };
            match self.value(depth) {
                Some(value) => drop(members.insert(key, value)),
                None => self.cut = true,
            }
        }
        members
    }

    fn items(&mut self, depth: usize) -> Vec<Value> {
        self.signs.next();
        let mut items = Vec::new();
        while !self.cut && !self.closes(']') {
            match self.value(depth) {
                Some(value) => items.push(value),
                None => self.cut = true,
            }
        }
        items
    }

    /// A key and its colon.
    fn key(&mut self) -> Option<String> {
        let key = if matches!(self.signs.peek(), Some((_, '"'))) { self.string() } else { None };
        self.space();
        let colon = self.signs.next_if(|(_, sign)| *sign == ':').is_some();
        self.cut |= key.is_none() || !colon;
        key.filter(|_| colon)
    }

    /// Passes white space and commas, and the closing sign where it comes next. The end of the text cuts.
    fn closes(&mut self, sign: char) -> bool {
        while self.signs.next_if(|(_, next)| next.is_whitespace() || *next == ',').is_some() {}
        self.cut |= self.signs.peek().is_none();
        self.signs.next_if(|(_, next)| *next == sign).is_some()
    }

    fn space(&mut self) {
        while self.signs.next_if(|(_, sign)| sign.is_whitespace()).is_some() {}
    }

    /// A string; line breaks inside are taken as they are. `None` where it does not end.
    fn string(&mut self) -> Option<String> {
        self.signs.next();
        let mut text = String::new();
        loop {
            match self.signs.next()?.1 {
                '"' => return Some(text),
                '\\' => text.push(self.escape()?),
                sign => text.push(sign),
            }
        }
    }

    fn escape(&mut self) -> Option<char> {
        Some(match self.signs.next()?.1 {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'b' => '\u{8}',
            'f' => '\u{c}',
            'u' => self.unicode()?,
            sign => sign,
        })
    }

    /// `\uXXXX`, and the second half of a surrogate pair where one follows.
    fn unicode(&mut self) -> Option<char> {
        let first = self.hex()?;
        if !(0xd800..0xdc00).contains(&first) {
            return Some(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER));
        }
        // Only a full `\uXXXX` is the other half; anything else stays for whoever reads on.
        let ahead: Vec<char> = self.signs.clone().take(2).map(|(_, sign)| sign).collect();
        if ahead != ['\\', 'u'] {
            return Some(char::REPLACEMENT_CHARACTER);
        }
        self.signs.nth(1);
        let second = self.hex()?;
        let joined =
            second.checked_sub(0xdc00).filter(|low| *low < 0x400).map(|low| 0x10000 + ((first - 0xd800) << 10) + low);
        Some(joined.and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn hex(&mut self) -> Option<u32> {
        (0..4).try_fold(0, |sum, _| Some(sum * 16 + self.signs.next()?.1.to_digit(16)?))
    }

    /// A number, `true`, `false` or `null`.
    fn word(&mut self) -> Option<Value> {
        let mut word = String::new();
        let part = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '+' | '-' | '.');
        while let Some((_, sign)) = self.signs.next_if(|(_, sign)| part(*sign)) {
            word.push(sign);
        }
        serde_json::from_str(&word).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn first(text: &str) -> (Value, bool) {
        let found = objects(text).into_iter().next().unwrap();
        (Value::Object(found.object), found.cut)
    }

    #[test]
    fn clean_json_reads_as_serde_reads_it() {
        let text = r#"{"reply":"a \"b\" \n \u00e9 \ud83d\ude00","n":[1,2.5,-3e2,true,null],"o":{"p":""}}"#;
        assert_eq!(first(text), (serde_json::from_str(text).unwrap(), false));
    }

    #[test]
    fn slips_of_models_are_read() {
        assert_eq!(first("{\"a\": [1, 2,],\n}"), (json!({"a": [1, 2]}), false));
        assert_eq!(first("{\"a\": \"two\nlines\"}"), (json!({"a": "two\nlines"}), false));
        assert_eq!(first("Sure: {\"a\": 1} Anything else?"), (json!({"a": 1}), false));
    }

    #[test]
    fn what_was_whole_before_a_cut_is_kept() {
        assert_eq!(first(r#"{"reply":"whole","changes":[{"before":"x","aft"#).0["reply"], "whole");
        assert_eq!(first(r#"{"a":1,"reply":"brok"#), (json!({"a": 1}), true));
        assert!(objects(r#"{"reply":"brok"#).is_empty());
    }

    #[test]
    fn a_lone_surrogate_is_no_panic() {
        assert_eq!(first(r#"{"a":"\ud83d x"}"#).0["a"], "\u{fffd} x");
        assert_eq!(first(r#"{"a":"\ud83d\u0041"}"#).0["a"], "\u{fffd}");
    }

    #[test]
    fn deep_nesting_is_cut_not_followed() {
        assert!(objects(&"{\"a\":".repeat(10_000)).iter().all(|found| found.cut));
    }

    proptest! {
        #[test]
        fn any_json_object_reads_as_serde_reads_it(pairs in proptest::collection::btree_map(".*", ".*", 1..5)) {
            let text = serde_json::to_string(&pairs).unwrap();
            let found = objects(&text).swap_remove(0);
            prop_assert!(!found.cut);
            prop_assert_eq!(serde_json::to_string(&found.object).unwrap(), text);
        }

        #[test]
        fn no_text_panics(text in "[{}\\[\\]\",:\\\\u0-9a-d\u{e9} \n]{0,200}") {
            objects(&text);
        }
    }
}
