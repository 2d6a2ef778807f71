//! JSON read no further than needed, with the place of everything in the bytes.

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

/// The fields of an object, unread, in their order.
pub(super) struct Fields<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'a> Fields<'a> {
    /// The object that these bytes are; a byte order mark before it is no part of it.
    pub(super) fn of(bytes: &'a [u8]) -> Option<Self> {
        serde_json::from_slice(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)).ok()
    }

    /// The object that this value is.
    pub(super) fn read(raw: &'a RawValue) -> Option<Self> {
        serde_json::from_str(raw.get()).ok()
    }

    /// The field of this name, unless it is null. Of several the last counts, as almost every reader has it.
    pub(super) fn get(&self, name: &str) -> Option<&'a RawValue> {
        self.0.iter().rfind(|(own, _)| own == name).map(|(_, raw)| *raw).filter(|raw| raw.get() != "null")
    }

    /// The object under this name.
    pub(super) fn object(&self, name: &str) -> Option<Self> {
        self.get(name).and_then(Self::read)
    }

    /// The elements of the list under this name; none where there is no list.
    pub(super) fn list(&self, name: &str) -> Vec<&'a RawValue> {
        self.get(name).and_then(list).unwrap_or_default()
    }

    /// Whether the field says exactly this.
    pub(super) fn says(&self, name: &str, word: &str) -> bool {
        self.get(name).and_then(text).is_some_and(|said| said == word)
    }

    /// The whole number under this name.
    pub(super) fn number(&self, name: &str) -> Option<u64> {
        self.get(name).and_then(|raw| raw.get().parse().ok())
    }

    /// Whether there is anything but nothing: no field, null, an empty list or object are nothing.
    pub(super) fn filled(&self, name: &str) -> bool {
        self.get(name).is_some_and(|raw| raw.get().bytes().any(|byte| !b"[]{} \t\r\n".contains(&byte)))
    }
}

impl<'de> Deserialize<'de> for Fields<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Object)
    }
}

struct Object;

impl<'de> Visitor<'de> for Object {
    type Value = Fields<'de>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut fields = Vec::with_capacity(8);
        while let Some(Name(name)) = map.next_key()? {
            fields.push((name, map.next_value()?));
        }
        Ok(Fields(fields))
    }
}

/// The name of a field, borrowed where it has no escapes.
struct Name<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Letters)
    }
}

struct Letters;

impl<'de> Visitor<'de> for Letters {
    type Value = Name<'de>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a name")
    }

    fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Self::Value, E> {
        Ok(Name(Cow::Borrowed(name)))
    }

    fn visit_str<E>(self, name: &str) -> Result<Self::Value, E> {
        Ok(Name(Cow::Owned(name.to_owned())))
    }
}

/// The elements of a list, unread.
pub(super) fn list(raw: &RawValue) -> Option<Vec<&RawValue>> {
    serde_json::from_str(raw.get()).ok()
}

/// What a string says; none where it is no string, or holds half a character.
pub(super) fn text(raw: &RawValue) -> Option<Cow<'_, str>> {
    serde_json::from_str::<Name<'_>>(raw.get()).ok().map(|name| name.0)
}

/// What a string says, with a sign of replacement for half a character.
pub(super) fn lossy(raw: &RawValue) -> Option<String> {
    text(raw).map(Cow::into_owned).or_else(|| {
        let bytes: Loose = serde_json::from_str(raw.get()).ok()?;
        Some(bytes.0)
    })
}

struct Loose(String);

impl<'de> Deserialize<'de> for Loose {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_bytes(Halves).map(Self)
    }
}

struct Halves;

impl Visitor<'_> for Halves {
    type Value = String;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a text")
    }

    fn visit_bytes<E>(self, bytes: &[u8]) -> Result<String, E> {
        Ok(String::from_utf8_lossy(bytes).into_owned())
    }
}

/// Where a value stands in the bytes that it was read from.
pub(super) fn place(bytes: &[u8], raw: &RawValue) -> Range<usize> {
    let start = (raw.get().as_ptr() as usize).wrapping_sub(bytes.as_ptr() as usize);
    start..start.wrapping_add(raw.get().len())
}
