//! Named shares of the data, such as `train=0.9,test=0.1`, and which share a group falls into.

use crate::Error;
use crate::alike::mixed;

/// Named shares that sum to 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Splits(Vec<(String, f64)>);

impl Splits {
    /// The names, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }

    /// The names with their shares.
    pub fn shares(&self) -> impl Iterator<Item = (&str, f64)> {
        self.0.iter().map(|(name, share)| (name.as_str(), *share))
    }

    /// The place of the split into which a group of this number falls: always the same one.
    pub(super) fn place(&self, number: u64) -> usize {
        let point = mixed(number) as f64 / u64::MAX as f64;
        let mut sum = 0.0;
        let bounds = self.0.iter().map(|(_, share)| {
            sum += share;
            sum
        });
        bounds.take_while(|bound| *bound <= point).count().min(self.0.len() - 1)
    }
}

impl std::str::FromStr for Splits {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let fault = |detail: String| Error::Choice { detail };
        let shares: Option<Vec<_>> = text.split(',').map(share).collect();
        let shares = shares.ok_or_else(|| fault(format!("expected names with shares, such as {EXAMPLE}")))?;
        let sum: f64 = shares.iter().map(|(_, share)| share).sum();
        if (sum - 1.0).abs() > 1e-6 {
            return Err(fault(format!("the shares sum to {sum}, and should to 1, as in {EXAMPLE}")));
        }
        let twice =
            |(place, (name, _)): (usize, &(String, f64))| shares[..place].iter().any(|(other, _)| other == name);
        if shares.iter().enumerate().any(twice) {
            return Err(fault(format!("a split is named twice; name each once, as in {EXAMPLE}")));
        }
        Ok(Self(shares))
    }
}

const EXAMPLE: &str = "train=0.9,test=0.1";

fn share(text: &str) -> Option<(String, f64)> {
    let (name, share) = text.trim().split_once('=')?;
    let plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '_' || letter == '-';
    let share = share.parse().ok().filter(|share: &f64| *share > 0.0 && *share <= 1.0)?;
    (!name.is_empty() && name.chars().all(plain)).then(|| (name.to_owned(), share))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_read_and_nonsense_is_not() {
        let splits: Splits = "train=0.8, test=0.2".parse().expect("splits");
        assert_eq!(splits.names().collect::<Vec<_>>(), ["train", "test"]);
        for wrong in ["", "train", "train=0.9,test=0.2", "train=1,test=0", "a b=1", "../x=1", "a=0.5,a=0.5", "a=NaN"] {
            assert!(wrong.parse::<Splits>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn shares_come_out_as_asked() {
        let splits: Splits = "train=0.8,test=0.2".parse().expect("splits");
        let test = (0..10_000_u64).filter(|number| splits.place(*number) == 1).count();
        assert!((1850..2150).contains(&test), "{test}");
    }
}
