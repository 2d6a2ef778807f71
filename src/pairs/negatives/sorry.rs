//! An apology for what was done, turned into one for an inconvenience.

use super::patch::Patch;
use super::scene::Scene;
use regex::Regex;
use std::sync::LazyLock;

/// An apology to the end of its clause: who is sorry, how much, for what.
pub(super) static SORRY: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = concat!(
        r"(?i)(?P<who>\b(?:I|we)(?:['\u{2019}]m| am|['\u{2019}]re| are)) (?:(?:so|very|deeply|truly|really|terribly|awfully|genuinely) )*sorry\b",
        r"(?P<name>(?-i:, (?:Mr|Mrs|Ms|Dr)\.? [A-Z][\w\u{2019}'-]+|, [A-Z][a-z]+))?",
        r"(?P<what>(?: that|:| for| about| you| it| we| I| he| she| they)\b[^;:?!]*?|:[^;?!]*?)?(?P<end>[.!]?)$",
    );
    Regex::new(pattern).expect("a constant pattern compiles")
});

/// A weak apology for each strong one.
pub(super) fn weak(scene: &Scene<'_>, turn: u64) -> Vec<Patch> {
    let mut found = Vec::new();
    for (at, said) in scene.reading.reply.said.iter().enumerate() {
        let (source, from) = (scene.source(said), said.span.start);
        let Some(caught) = SORRY.captures(source) else { continue };
        let (Some(all), Some(who)) = (caught.get(0), caught.name("who")) else { continue };
        let grave = scene.is_grief();
        let table = match (grave, scene.is_office() && scene.reading.reply.owned) {
            (true, _) => "sorry.loss",
            (false, true) => "sorry.weak",
            (false, false) => "sorry.mild",
        };
        let words = scene.worded(table, at, turn);
        let name = caught.name("name").map_or("", |name| name.as_str());
        let end = caught.name("end").map_or("", |end| end.as_str());
        let text = format!("{} {words}{name}{end}", who.as_str());
        found.push(Patch::new(from + all.start(), from + all.end(), text));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::trial::{SAID, leaves, turns};
    use super::*;

    #[test]
    fn apologies_grow_weak_and_keep_the_name() {
        turns(weak, SAID, "We gave it away. I'm so sorry.", "We gave it away. I'm sorry ", ".");
        turns(weak, SAID, "I'm sorry, Ms Vega. It was us.", "I'm sorry ", ", Ms Vega. It was us.");
        turns(weak, SAID, "We are very sorry that she cried.", "We are sorry ", ".");
    }

    #[test]
    fn what_is_no_apology_is_left() {
        leaves(weak, SAID, &["Sorry to hear it.", "You need not be sorry.", "Are you sorry?", "I am sorry to say no."]);
    }
}
