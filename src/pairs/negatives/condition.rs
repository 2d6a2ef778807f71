//! An owned fault, turned into a conditional one, or into one that is nobody's.

use super::patch::Patch;
use super::scene::Scene;
use super::sorry::SORRY;
use regex::Regex;
use std::sync::LazyLock;

/// An apology for how it was taken in the place of one for what was done.
pub(super) fn propose(scene: &Scene<'_>, turn: u64) -> Vec<Patch> {
    if !scene.reading.reply.owned {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (at, said) in scene.reading.reply.said.iter().enumerate() {
        let (source, from) = (scene.source(said), said.span.start);
        let Some(caught) = SORRY.captures(source) else { continue };
        let (Some(all), Some(who)) = (caught.get(0), caught.name("who")) else { continue };
        let name = caught.name("name").map_or("", |name| name.as_str());
        let end = caught.name("end").map_or("", |end| end.as_str());
        let what = caught.name("what").map_or("", |what| what.as_str());
        let clause = what.strip_prefix(" that ").unwrap_or(what.trim_start());
        let opens = |list: &[&str]| list.iter().any(|word| clause.starts_with(word));
        let table = if opens(&["we ", "I ", "it "]) {
            "condition.seems"
        } else if opens(&["he ", "she ", "they ", "the ", "your "]) {
            "condition.upset"
        } else {
            "condition.felt"
        };
        let words = scene.worded(table, at, turn);
        let words = if table == "condition.felt" { words } else { format!("{words} {clause}") };
        let comma = if name.is_empty() { "" } else { "," };
        let text = format!("{}{name}{comma} {words}{end}", sorry(who.as_str()));
        found.push(Patch::new(from + all.start(), from + all.end(), text));
    }
    found
}

/// "I'm" as "I'm sorry".
fn sorry(who: &str) -> String {
    format!("{who} sorry")
}

/// Clauses and sentences that own a fault, and the table of what stands in their place.
const OWNED: [(&str, &str); 5] = [
    (
        r"(?i)(?:,? and |; |, )(?:that|this|it)(?:['\u{2019}]s| is| was) (?:all |entirely |purely )?(?:my|our) (?:own )?(?:fault|doing|mistake|error|failure|oversight|responsibility)(?P<end>[.!;])",
        "unowned.clause",
    ),
    (
        r"(?i)(?:,? and |; |, )(?:that|this) (?:part |mistake |one )?(?:is|was) (?:mine|ours|on me|on us)(?P<end>[.!;])",
        "unowned.clause",
    ),
    (
        r"(?i)^(?:that|this|it)(?:['\u{2019}]s| is| was) (?:all |entirely |purely )?(?:my|our) (?:own )?(?:fault|doing|mistake|error|failure|oversight|responsibility)(?P<end>[.!])$",
        "unowned.sentence",
    ),
    (
        r"(?i)^(?:that|this) (?:part |mistake |error |one )?(?:is|was) (?:mine|ours|on me|on us)(?P<end>[.!])$",
        "unowned.sentence",
    ),
    (
        r"(?i)^(?:I|we) (?:got (?:it|this|that) wrong|let you down|should have (?:rung|called|told|asked|checked|said|known|noticed|written|warned|been)\b[^,;:]{0,40})(?P<end>[.!])$",
        "unowned.sentence",
    ),
];

static UNOWNED: LazyLock<Vec<(Regex, &str)>> = LazyLock::new(|| {
    let row =
        |(pattern, table): &(&str, &'static str)| (Regex::new(pattern).expect("a constant pattern compiles"), *table);
    OWNED.iter().map(row).collect()
});

/// Blame that is nobody's in the place of a fault that was owned.
pub(super) fn unowned(scene: &Scene<'_>, turn: u64) -> Vec<Patch> {
    let mut found = Vec::new();
    for (at, said) in scene.reading.reply.said.iter().enumerate() {
        let (source, from) = (scene.source(said), said.span.start);
        for (pattern, table) in UNOWNED.iter() {
            let Some(caught) = pattern.captures(source) else { continue };
            let Some(all) = caught.get(0) else { continue };
            let end = caught.name("end").map_or("", |end| end.as_str());
            let opens = all.start() == 0;
            let words = if opens { scene.sentence(table, at, turn) } else { scene.worded(table, at, turn) };
            let words = words.trim_end_matches('.');
            found.push(Patch::new(from + all.start(), from + all.end(), format!("{words}{end}")));
        }
    }
    found
}

/// Every owned fault at once: apologies under a condition, blame that is nobody's, deeds excused.
pub(super) fn all(scene: &Scene<'_>, turn: u64) -> Vec<Patch> {
    let mut patches = propose(scene, turn);
    patches.extend(unowned(scene, turn));
    patches.extend(super::closure::excuse(scene, turn).into_iter().take(1));
    if patches.len() < 2 {
        return Vec::new();
    }
    let text = super::patch::applied(&scene.draft.text, &patches);
    text.map(|text| Patch::new(0, scene.draft.text.len(), text)).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::super::trial::{SAID, leaves, turns};
    use super::*;

    #[test]
    fn an_owned_fault_turns_conditional() {
        turns(propose, SAID, "We lost it. I'm so sorry.", "We lost it. I'm sorry if ", ".");
        turns(propose, SAID, "I'm sorry that we lost it.", "I'm sorry if ", " we lost it.");
        turns(propose, SAID, "We lost it. I'm sorry, Ms Vega.", "We lost it. I'm sorry, Ms Vega, if ", ".");
    }

    #[test]
    fn an_owned_fault_becomes_nobody_s() {
        turns(unowned, SAID, "We gave it away. That was our mistake.", "We gave it away. ", ".");
        turns(unowned, SAID, "We gave it away, and that part is mine.", "We gave it away, ", ".");
        turns(unowned, SAID, "We should have rung you.", "", ".");
    }

    #[test]
    fn sympathy_without_a_fault_is_left() {
        leaves(propose, "My father died on Monday.", &["I'm so sorry.", "I'm sorry about your father."]);
        leaves(unowned, SAID, &["That was his mistake.", "This part is new.", "We should have it by noon."]);
    }
}
