//! Numbers that are refused out of their range, wherever they are set.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use std::str::FromStr;

/// A number from 0 to `MOST`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(transparent)]
pub(crate) struct Within<const MOST: u8>(pub(crate) f64);

impl<const MOST: u8> TryFrom<f64> for Within<MOST> {
    type Error = String;

    fn try_from(number: f64) -> Result<Self, String> {
        let inside = (0.0..=f64::from(MOST)).contains(&number);
        inside.then_some(Self(number)).ok_or_else(|| format!("must be from 0 to {MOST}, such as 0.4"))
    }
}

impl<const MOST: u8> FromStr for Within<MOST> {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        // What is no number is out of every range.
        text.trim().parse().unwrap_or(f64::NAN).try_into()
    }
}

impl<'de, const MOST: u8> Deserialize<'de> for Within<MOST> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        f64::deserialize(deserializer)?.try_into().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::Within;

    #[test]
    fn both_ends_belong_to_the_range_and_nothing_else_does() {
        assert_eq!(
            ["0", "1", " 0.4"].map(|text| text.parse::<Within<1>>().ok().map(|one| one.0)),
            [Some(0.0), Some(1.0), Some(0.4)]
        );
        for text in ["1.01", "-0.1", "NaN", "inf", "much", ""] {
            assert!(text.parse::<Within<1>>().is_err(), "{text}");
        }
        assert!("4".parse::<Within<4>>().is_ok());
    }
}
