//! A size that people write: `512KB`, `32MB`.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// Bytes; a KB is 1,024 of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Size(pub(crate) u64);

/// The greatest first, so that a size is written in as few digits as may be.
const UNITS: [(&str, u64); 4] = [("GB", 1 << 30), ("MB", 1 << 20), ("KB", 1 << 10), ("B", 1)];

impl FromStr for Size {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let digits = text.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(text.len());
        let (number, unit) = text.split_at(digits);
        let unit = unit.trim().to_ascii_uppercase().replace("IB", "B");
        let factor = UNITS.iter().find(|(name, _)| *name == unit || name.trim_end_matches('B') == unit);
        let bytes =
            number.parse().ok().zip(factor).and_then(|(number, (_, factor)): (u64, _)| number.checked_mul(*factor));
        bytes.filter(|bytes| *bytes > 0).map(Self).ok_or_else(|| "write a size as 512KB or 32MB".to_owned())
    }
}

impl fmt::Display for Size {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whole = UNITS.iter().find(|(_, factor)| self.0.is_multiple_of(*factor));
        let (name, factor) = whole.unwrap_or(&UNITS[3]);
        write!(out, "{}{name}", self.0 / factor)
    }
}

impl Serialize for Size {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Size {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::Size;

    #[test]
    fn sizes_are_read_as_people_write_them_and_written_short() {
        for (text, bytes, short) in [
            ("32MB", 32 << 20, "32MB"),
            ("32 mb", 32 << 20, "32MB"),
            ("1024KiB", 1 << 20, "1MB"),
            ("1500", 1500, "1500B"),
            ("2G", 2 << 30, "2GB"),
        ] {
            let size: Size = text.parse().expect("a size");
            assert_eq!((size.0, size.to_string().as_str()), (bytes, short), "{text}");
        }
        for wrong in ["", "MB", "0", "-1MB", "1.5MB", "1TB", "99999999999GB", "32MBps"] {
            assert!(wrong.parse::<Size>().is_err(), "{wrong}");
        }
    }
}
