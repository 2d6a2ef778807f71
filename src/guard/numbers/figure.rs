//! A number with its unit in one spelling, so that "£42.00" and "42 pounds" are one.

use super::units::CURRENCIES;

/// A number with its unit, both in one spelling.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::guard) struct Figure {
    /// Its value, or the whole of an id.
    pub(super) value: String,
    /// Its unit; empty where it has none.
    pub(super) unit: &'static str,
    /// The words around it that were read.
    pub(super) shown: String,
}

impl Figure {
    /// Value and unit as one text, for comparing deadlines.
    pub(in crate::guard) fn key(&self) -> String {
        format!("{} {}", self.value, self.unit)
    }

    /// How the text writes it, with its unit.
    pub(super) fn name(&self) -> String {
        let bare = self.unit.is_empty() || self.shown.contains(self.unit);
        if bare { self.shown.clone() } else { format!("{} {}", self.shown, self.unit) }
    }

    /// Whether `other` says the same; without a unit on this side, any unit will do.
    pub(super) fn met_by(&self, other: &Self) -> bool {
        self.value == other.value && (self.unit.is_empty() || self.unit == other.unit)
    }
}

/// A figure in one spelling: no thousands commas, no empty cents, no ":00" before am and pm.
pub(super) fn figure(value: String, unit: &'static str, shown: &str) -> Figure {
    let value = value.trim_end_matches(['.', ',', ':', '/']);
    let value = if thousands(value) { value.replace(',', "") } else { value.to_owned() };
    let idle = match unit {
        "am" | "pm" => ":00",
        _ if unit.starts_with(CURRENCIES) => ".00",
        _ => "",
    };
    let value = value.strip_suffix(idle).unwrap_or(&value).to_owned();
    Figure { value, unit, shown: shown.to_owned() }
}

/// Whether the commas group digits by three.
fn thousands(value: &str) -> bool {
    let whole = value.split('.').next().unwrap_or("");
    let mut groups = whole.split(',');
    groups.next().is_some_and(|first| (1..=3).contains(&first.len())) && groups.all(|group| group.len() == 3)
}
