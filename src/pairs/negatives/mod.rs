//! Counterfactual hard negatives: a good reply with one failure put in, its facts unchanged.

mod absent;
mod closure;
mod condition;
mod deferral;
mod frame;
mod noun;
mod passive;
mod patch;
mod scene;
mod small;
mod sorry;
mod sound;
mod stock;
#[cfg(test)]
mod trial;
mod verbs;
mod weaker;
mod wording;

use crate::detect::{Flag, Mechanism, Report, Severity, detect};
use crate::diff::Diff;
use crate::text::Draft;
use patch::{Patch, applied};
use scene::Scene;
use serde::Serialize;
use std::collections::HashSet;

/// A good reply with one failure put in.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Negative {
    /// The failure that was put in.
    pub mechanism: Mechanism,
    /// The reply with the failure.
    pub text: String,
    /// From the good reply to this one.
    pub diff: Diff,
    /// The name of the edit that put it in, such as `agentless passive`.
    pub edit: &'static str,
    /// What was found in the good reply.
    pub before: Report,
    /// What is found in this one.
    pub after: Report,
}

/// What an edit proposes for a reply, in the order in which it should be tried; `turn` asks for further wordings.
type Propose = fn(&Scene<'_>, turn: u64) -> Vec<Patch>;

/// A way to put a failure in.
struct Kind {
    mechanism: Mechanism,
    name: &'static str,
    propose: Propose,
}

const fn kind(mechanism: Mechanism, name: &'static str, propose: Propose) -> Kind {
    Kind { mechanism, name, propose }
}

/// The edits in the order in which they are tried; the first of each mechanism that is sound is kept.
const KINDS: [Kind; 20] = [
    kind(Mechanism::SentimentAttenuation, "weaker word", weaker::propose),
    kind(Mechanism::SentimentAttenuation, "weak apology", sorry::weak),
    kind(Mechanism::SentimentAttenuation, "minimising clause", small::clause),
    kind(Mechanism::SentimentAttenuation, "small feeling", small::sentence),
    kind(Mechanism::SentimentAttenuation, "flat joy", small::joy),
    kind(Mechanism::SentimentAttenuation, "flat opening", small::receipt),
    kind(Mechanism::SentimentAttenuation, "all made small", small::all),
    kind(Mechanism::EmpathicGranularityMismatch, "stock sentence", stock::propose),
    kind(Mechanism::EmpathicGranularityMismatch, "general talk", stock::general),
    kind(Mechanism::ConflictAvoidance, "conditional apology", condition::propose),
    kind(Mechanism::ConflictAvoidance, "fault unowned", condition::unowned),
    kind(Mechanism::ConflictAvoidance, "fault disowned", condition::all),
    kind(Mechanism::ConflictAvoidance, "deferred answer", deferral::propose),
    kind(Mechanism::ConflictAvoidance, "excuse", closure::excuse),
    kind(Mechanism::ConflictAvoidance, "closure for a question", closure::propose),
    kind(Mechanism::ConflictAvoidance, "bright side", closure::bright),
    kind(Mechanism::LinguisticDistancing, "agentless passive", passive::propose),
    kind(Mechanism::LinguisticDistancing, "impersonal frame", frame::propose),
    kind(Mechanism::LinguisticDistancing, "nobody in it", absent::propose),
    kind(Mechanism::LinguisticDistancing, "told by nobody", frame::told),
];

/// Patches of one edit that may stand in one text: more would read like a parody.
const MOST: usize = 5;

/// Below this nothing is at stake for the person, and a failure would hardly be one.
const LITTLE: f64 = 0.21;

/// Wordings of an edit that are tried.
const TURNS: u64 = 20;

/// The reply with one failure put in, for each mechanism for which that can be done surely; the others are left out.
///
/// Deterministic. Every negative has exactly its mechanism at [`Severity::Clear`] or above, which
/// the good reply did not have at all; no other mechanism rises; facts, names, promises and structure stay, and so does
/// the length within 0.7 to 1.3. Nothing is put into a reply that fails clearly itself, or where danger to life is told.
pub fn negatives(good: &Draft) -> Vec<Negative> {
    let before = detect(good);
    let good_enough = before.supported && before.worst() < Some(Severity::Clear);
    if !good_enough || before.has(Flag::Crisis) || before.has(Flag::NoConversation) {
        return Vec::new();
    }
    let scene = Scene::read(good, &before);
    if scene.reading.stakes() < LITTLE {
        return Vec::new();
    }
    Mechanism::ALL.into_iter().filter_map(|mechanism| negative(&scene, mechanism)).collect()
}

/// The first sound negative of a mechanism.
fn negative(scene: &Scene<'_>, mechanism: Mechanism) -> Option<Negative> {
    if scene.before.severity(mechanism).is_some() {
        return None;
    }
    KINDS.iter().filter(|kind| kind.mechanism == mechanism).find_map(|kind| spoilt(scene, kind))
}

/// The first sound text of one kind of edit: one patch alone where that is enough, else all of them.
fn spoilt(scene: &Scene<'_>, kind: &Kind) -> Option<Negative> {
    let mut tried = HashSet::new();
    (0..TURNS).find_map(|turn| {
        let patches = (kind.propose)(scene, turn);
        let few = (2..=MOST).contains(&patches.len());
        let all = few.then_some(patches.as_slice());
        let texts = patches.iter().map(std::slice::from_ref).chain(all);
        let texts: Vec<String> = texts.filter_map(|some| applied(&scene.draft.text, some)).collect();
        texts.into_iter().filter(|text| tried.insert(text.clone())).find_map(|text| sound(scene, kind, text))
    })
}

/// The text as a negative, if it is sound.
fn sound(scene: &Scene<'_>, kind: &Kind, text: String) -> Option<Negative> {
    let after = sound::report(scene, kind.mechanism, &text)?;
    Some(Negative {
        mechanism: kind.mechanism,
        diff: Diff::between(&scene.draft.text, &text),
        edit: kind.name,
        before: scene.before.clone(),
        after,
        text,
    })
}

#[cfg(test)]
mod tests {
    use super::sound::FACTS;
    use super::*;
    use crate::guard::{Keep, check};
    use crate::text::Conversation;
    use proptest::prelude::*;

    const SAID: &str =
        "You gave our room away and my mother sat in your lobby all night, crying. I am furious. Did you even look?";
    const GOOD: &str = "No, we didn't look. We gave your room to a late guest, and your mother sat crying in our lobby all night because of it. You have every right to be furious, and I'm so sorry. I've booked room 12 for you both. How is she today?";

    fn good(said: &str, text: &str) -> Draft {
        Draft::new(Conversation::from_user(said), text).sent_by("manager of a hotel")
    }

    #[test]
    fn one_failure_at_a_time() {
        let found = negatives(&good(SAID, GOOD));
        let mechanisms: Vec<Mechanism> = found.iter().map(|one| one.mechanism).collect();
        assert!(mechanisms.len() >= 3, "{mechanisms:?}");
        assert!(found.iter().all(|one| one.text.contains("room 12")));
        assert!(found.iter().all(|one| one.diff.apply(GOOD) == one.text));
    }

    #[test]
    fn nothing_is_put_in_where_nothing_is_at_stake_or_life_is() {
        for said in ["When does the desk open?", "I want to kill myself. You gave our room away."] {
            assert_eq!(negatives(&good(said, GOOD)), []);
        }
        assert_eq!(negatives(&Draft::canned(GOOD)), []);
        assert_eq!(negatives(&good(SAID, "Wir haben Ihr Zimmer leider vergeben, das tut uns leid.")), []);
    }

    /// Pieces that meet every edit.
    const PIECES: &[&str] = &[
        "I'm so sorry. ",
        "I\u{2019}m sorry, Ms Vega. ",
        "We gave your room to a late guest",
        ", and that was our fault. ",
        "You have every right to be furious. ",
        "Your mother sat crying in our lobby all night. ",
        "How is she today? ",
        "No, we did not. ",
        "I don't know why. ",
        "I've moved your booking to the 30th. ",
        "What a terrible night! ",
        "{name} ",
        "\n\n",
        "- ",
        "`code` ",
        "\u{201c}",
        "a terrifying ",
        "so angry that ",
        "it ",
        "(",
        "\u{e9}",
        "\0",
        "12",
        ".",
        "!",
    ];

    fn texts() -> impl Strategy<Value = String> {
        let pieces = prop::collection::vec(prop::sample::select(PIECES), 0..10).prop_map(|parts| parts.concat());
        prop_oneof![4 => pieces, 1 => "\\PC{0,60}"]
    }

    proptest! {
        // Each case reads its text a hundred times.
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn any_reply_is_taken_and_its_facts_hold(text in texts(), said in prop_oneof![Just(SAID.to_owned()), texts()]) {
            let draft = good(&said, &text);
            let found = negatives(&draft);
            prop_assert_eq!(&found, &negatives(&draft));
            for one in found {
                let broken = check(&draft, &one.text, &Keep::default());
                prop_assert!(!broken.iter().any(|broken| FACTS.contains(&broken.guard)), "{:?}", broken);
                prop_assert!(one.after.severity(one.mechanism) > one.before.severity(one.mechanism));
            }
        }
    }
}
