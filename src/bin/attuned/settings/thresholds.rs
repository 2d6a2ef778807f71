//! The table `[thresholds]`: mechanisms by name or short id, each with the score from which it counts as found.

use super::within::Within;
use attuned::{Mechanism, Thresholds};
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// The thresholds that a layer sets.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Table(Vec<(Mechanism, Within<1>)>);

impl Table {
    /// As the library takes them.
    pub(crate) fn thresholds(&self) -> Thresholds {
        let mut thresholds = Thresholds::default();
        self.0.iter().for_each(|(mechanism, score)| thresholds.set(*mechanism, score.0));
        thresholds
    }

    /// Adds one; the same mechanism under two names would leave open which of them counts.
    fn add(&mut self, name: &str, score: Within<1>) -> Result<(), String> {
        let mechanism = mechanism(name)?;
        if self.0.iter().any(|(known, _)| *known == mechanism) {
            return Err(format!("sets {0} twice; write {0} or {1}, not both", mechanism.name(), mechanism.id()));
        }
        self.0.push((mechanism, score));
        Ok(())
    }
}

/// The mechanism of this name or short id.
fn mechanism(name: &str) -> Result<Mechanism, String> {
    let Ok(mechanism) = name.parse() else {
        let known = Mechanism::ALL.map(Mechanism::name);
        let ids = Mechanism::ALL.map(Mechanism::id);
        let meant = match crate::explain::nearest(name, known.into_iter().chain(ids)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("there are {}", known.join(", ")),
        };
        return Err(format!("no mechanism is called `{name}`; {meant}"));
    };
    Ok(mechanism)
}

impl Serialize for Table {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(mechanism, score)| (mechanism.name(), score)))
    }
}

impl<'de> Deserialize<'de> for Table {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Rows)
    }
}

/// Reads row by row.
struct Rows;

impl<'de> Visitor<'de> for Rows {
    type Value = Table;

    fn expecting(&self, words: &mut fmt::Formatter<'_>) -> fmt::Result {
        words.write_str("a table such as { conflict_avoidance = 0.4 }")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut rows: A) -> Result<Table, A::Error> {
        let mut table = Table::default();
        while let Some(name) = rows.next_key::<String>()? {
            // The name first: a wrong one is the likelier slip, and the value may be wrong because of it.
            mechanism(&name).map_err(A::Error::custom)?;
            table.add(&name, rows.next_value()?).map_err(A::Error::custom)?;
        }
        Ok(table)
    }
}
