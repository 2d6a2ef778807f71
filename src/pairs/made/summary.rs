//! The summary for people, line by line.

use super::Made;
use crate::pairs::select::Bias;

impl Made {
    /// What a row is called: a pair, or a labelled reply.
    pub fn noun(&self) -> &'static str {
        match (self.format.is_labelled(), self.rows) {
            (true, 1) => "labelled reply",
            (true, _) => "labelled replies",
            (false, 1) => "pair",
            (false, _) => "pairs",
        }
    }

    /// The summary for people, line by line.
    pub fn summary(&self) -> Vec<String> {
        let mut lines = vec![format!("{} {} of {}", self.rows, self.noun(), counted(self.outcomes, "outcome"))];
        if self.rows > 0 {
            lines.push(listed(self.mechanisms().map(|(one, count)| (one.title(), count))));
            lines.push(listed(self.kinds().into_iter()));
        }
        lines.extend(self.left_out.iter().map(|(reason, count)| format!("left out: {count} {}", reason.words())));
        if self.rows > 0 {
            lines.push(self.length());
            lines.push(listed(self.files.iter().map(|file| (file.name.as_str(), file.rows))));
        }
        lines.retain(|line| !line.is_empty());
        lines
    }

    /// The line about lengths.
    pub(in crate::pairs) fn length(&self) -> String {
        let [before, after] = self.lengths;
        let sides = if self.format.is_labelled() { ["good", "bad"] } else { ["chosen", "rejected"] };
        let line = format!(
            "length: {} {:.1} words, {} {:.1}, Cohen's d {:.2}",
            sides[0], after.good, sides[1], after.bad, after.d
        );
        match self.selection.match_length {
            true => format!("{line} ({:.2} before matching)", before.d),
            false if after.d.abs() > Bias::MATCHED => format!("{line}; --match-length brings it to {}", Bias::MATCHED),
            false => line,
        }
    }
}

/// A number and what it counts.
pub(in crate::pairs) fn counted(count: usize, one: &str) -> String {
    format!("{count} {one}{}", if count == 1 { "" } else { "s" })
}

/// Names with their counts in a line.
fn listed<'a>(all: impl Iterator<Item = (&'a str, usize)>) -> String {
    all.map(|(name, count)| format!("{name} {count}")).collect::<Vec<_>>().join(", ")
}
