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
mod verbs;
mod weaker;
mod wording;

use crate::detect::{Flag, Mechanism, Report, detect};
use crate::diff::Diff;
use crate::text::Draft;
use patch::{Patch, applied};
use scene::Scene;
use serde::Serialize;

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
const KINDS: [Kind; 19] = [
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
    kind(Mechanism::ConflictAvoidance, "deferred answer", deferral::propose),
    kind(Mechanism::ConflictAvoidance, "closure for a question", closure::propose),
    kind(Mechanism::ConflictAvoidance, "bright side", closure::bright),
    kind(Mechanism::ConflictAvoidance, "excuse", closure::excuse),
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
const TURNS: u64 = 12;

/// The reply with one failure put in, for each mechanism for which that can be done surely; the others are left out.
///
/// Deterministic. Every negative has exactly its mechanism at [`Severity::Clear`](crate::Severity::Clear) or above, which
/// the good reply did not have at all; no other mechanism rises; facts, names, promises and structure stay, and so does
/// the length within 0.7 to 1.3. Where danger to life is told, nothing is put in.
pub fn negatives(good: &Draft) -> Vec<Negative> {
    let before = detect(good);
    if !before.supported || before.has(Flag::Crisis) || before.has(Flag::NoConversation) {
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
    (0..TURNS).find_map(|turn| {
        let patches = (kind.propose)(scene, turn);
        let alone = patches.iter().map(std::slice::from_ref);
        let few = (2..=MOST).contains(&patches.len());
        let all = few.then_some(patches.as_slice());
        alone.chain(all).find_map(|some| sound(scene, kind, some))
    })
}

/// The text with these patches, if it is sound.
fn sound(scene: &Scene<'_>, kind: &Kind, patches: &[Patch]) -> Option<Negative> {
    let text = applied(&scene.draft.text, patches)?;
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
