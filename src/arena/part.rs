//! Some of a whole, as records and tables want it: both counts and the share.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

/// So many of so many; in records `{"count", "of", "share"}`, where the share of nothing is null.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Part {
    /// How many are meant.
    pub count: usize,
    /// How many there are.
    pub of: usize,
}

impl Part {
    /// `count` of `of`.
    pub fn new(count: usize, of: usize) -> Self {
        Self { count, of }
    }

    /// Those of `all` that are `meant`.
    pub(super) fn among<T>(all: impl IntoIterator<Item = T>, meant: impl Fn(T) -> bool) -> Self {
        let (mut count, mut of) = (0, 0);
        for one in all {
            of += 1;
            count += usize::from(meant(one));
        }
        Self { count, of }
    }

    /// The share, 0 to 1; `None` where there is nothing to share.
    pub fn share(self) -> Option<f64> {
        (self.of > 0).then(|| self.count as f64 / self.of as f64)
    }
}

impl Serialize for Part {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("count", &self.count)?;
        map.serialize_entry("of", &self.of)?;
        map.serialize_entry("share", &self.share())?;
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_of_nothing_is_none() {
        assert_eq!(Part::among([1, 2, 3, 4], |one| one > 3), Part::new(1, 4));
        assert_eq!((Part::new(1, 4).share(), Part::default().share()), (Some(0.25), None));
        assert_eq!(
            serde_json::to_value(Part::default()).unwrap(),
            serde_json::json!({"count": 0, "of": 0, "share": null})
        );
    }
}
