//! What a canned reply says for its sender's sake: it closes the matter, praises the house, guards it against a claim,
//! defends its people, teaches a lesson or offers help that it has just refused. Such sentences go, whole or as a clause.

use super::edit::{Edit, Scene, Target};
use super::phrase::pattern;
use super::stock::cut_out;
use super::worth::Worth;
use crate::detect::Mechanism::{self, ConflictAvoidance, EmpathicGranularityMismatch};
use crate::reading::sentences::Line;
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// Whole sentences, each with its mechanism and why it goes.
static WHOLE: LazyLock<Vec<(Regex, Mechanism, &str)>> = LazyLock::new(|| {
    let closes = "drops a word that closes the matter";
    let praise = "drops praise of our own ways";
    let rows = [
        (
            r"^(?:we|i) (?:now |therefore )?(?:consider|regard) (?:this|the|your) (?:matter|case|issue|complaint|enquiry|subject)(?: to be| as)? (?:now )?(?:closed|resolved|concluded|settled)[.!]$",
            ConflictAvoidance,
            closes,
        ),
        (
            r"^(?:this|the|your) (?:matter|issue|complaint|subject) is (?:now )?(?:considered|regarded as|deemed) (?:to be )?(?:closed|resolved|concluded|settled)[.!]$",
            ConflictAvoidance,
            closes,
        ),
        (
            r"^(?:we|i) (?:trust|hope|believe|am confident|are confident) (?:that )?(?:this|the above)(?: now| fully)? (?:clarifies|resolves|explains|answers|addresses|settles)\b[^.!?;:]{0,60}[.!]$",
            ConflictAvoidance,
            closes,
        ),
        (
            r"^(?:this|our) (?:message|letter|reply|e-?mail|response) (?:should not|must not|does not|is not to|is not intended to|cannot) (?:be (?:taken|read|construed|regarded|seen)|constitute)\b[^.!?;:]{0,40}\b(?:admission|acceptance) of (?:any )?(?:liability|fault|responsibility|wrongdoing)[^.!?;:]{0,20}[.!]$",
            ConflictAvoidance,
            "drops a sentence that guards us against them",
        ),
        (
            r"^our (?:own )?(?:staff|team|teams|drivers|advis[eo]rs|agents|crews?|nurses|teachers|engineers|colleagues|people|couriers) (?:are|is|have|has|receive|receives|undergo|undergoes|follow|follows)\b[^.!?;:]{0,60}\b(?:trained|training|procedures?|standards|vetted|professional)\b[^.!?;:]{0,100}[.!]$",
            ConflictAvoidance,
            "drops a defence of somebody else",
        ),
        (
            r"^(?:we|i) (?:would )?(?:also )?(?:recommend|advise|suggest|remind|encourage) (?:that )?(?:all )?(?:our )?(?:customers|users|guests|patients|members|passengers|visitors|tenants|you)(?: to)?\b[^.!?;:]{0,60}\b(?:before (?:raising|contacting|opening|submitting|complaining)|in (?:the )?future)\b[^.!?;:]{0,40}[.!]$",
            ConflictAvoidance,
            "drops a lesson for the next time",
        ),
        (
            r"^(?:(?:here )?at (?-i:[A-Z])[\w'\u{2019}& \-]{1,40},? )?(?:we|our team|all of us)(?: here)?(?: always| really| truly| all| do)* (?:pride ourselves|take (?:great |immense )?pride|strive|aim|are (?:fully |deeply )?committed to (?:being|providing|delivering|offering|giving)|are dedicated|are passionate)\b[^,.!?;:]{0,100}[.!]$",
            EmpathicGranularityMismatch,
            praise,
        ),
        (
            r"^(?:the |your |our )?(?:\w+ and )?(?:safety|comfort|satisfaction|welfare|well-?being|happiness|convenience|privacy)(?: and \w+)?(?: of [\w ]{3,30})? (?:is|are|remains?) [^.!?;:]{0,40}\b(?:priority|priorities|importance|important to us|paramount|heart of)\b[^.!?;:]{0,120}[.!]$",
            EmpathicGranularityMismatch,
            praise,
        ),
        (
            r"^is there anything else (?:that )?(?:i|we) (?:can|could|may) (?:help|assist|do)\b[^.!?;:]{0,40}\?$",
            EmpathicGranularityMismatch,
            "drops an offer that would fit any message",
        ),
    ];
    rows.map(|(source, mechanism, reason)| (pattern(source), mechanism, reason)).into()
});

/// ", and consider the matter closed", at the end of a sentence.
static TAIL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?P<tail>,? and (?:we |i )?(?:now |therefore )?(?:consider|regard) (?:this|the|your) (?:matter|case|issue|complaint|enquiry|subject)(?: to be| as)? (?:now )?(?:closed|resolved|concluded|settled))[.!]$",
    )
});

/// Excuses behind an "and": "and it is unfortunate that this was interpreted as rude".
static EXCUSE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?P<tail>,? and it is (?:\w+ly )?(?:unfortunate|regrettable|a pity|a shame) that (?:this|it|you|they)\b[^.!?;:]{0,30}\b(?:interpreted|perceived|taken|seen|understood|misunderstood|misinterpreted|felt|received)\b[^.!?;:]{0,40})[.!]$",
    )
});

/// Words that a sentence of this kind never takes along.
static KEPT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"[0-9{}\[\]<>%@/#\u{a3}$\u{20ac}`]|\b(?:please|refund|must|sorry|apologi[sz]e|unless|because)\b")
});

/// Sentences for the sender's sake, whole or as a clause.
pub(super) fn propose(scene: &Scene<'_>, target: &Target<'_>) -> Vec<Edit> {
    if target.said.line != Line::Prose || !scene.draft.is_canned() {
        return Vec::new();
    }
    let source = target.source();
    let row = WHOLE.iter().find(|(one, ..)| one.is_match(source) && !KEPT.is_match(source));
    let whole = row.and_then(|(_, mechanism, reason)| cut_out(scene, target, *mechanism, reason));
    let tails =
        [(&TAIL, "drops a word that closes the matter"), (&EXCUSE, "drops an excuse that lays it at their door")];
    let tails = tails.into_iter().filter_map(|(one, reason)| tail(target, one, reason));
    let tails: Vec<Edit> = tails.collect();
    // What can be mended inside the sentence is not mended by its absence.
    let whole = whole.filter(|_| tails.is_empty());
    whole.into_iter().chain(tails).map(|edit| edit.worth(Worth::Small)).collect()
}

/// A clause at the end, cut off where a whole sentence stays.
fn tail(target: &Target<'_>, pattern: &Regex, reason: &str) -> Option<Edit> {
    let part = pattern.captures(target.source())?.name("tail")?;
    let stays = target.source()[..part.start()].split_whitespace().count() >= 4 && !KEPT.is_match(part.as_str());
    let from = target.said.span.start;
    let span = Span::new(from + part.start(), from + part.end());
    stays.then(|| Edit::new(span, "", ConflictAvoidance, reason))
}

#[cfg(test)]
mod tests {
    use super::super::trial::{leaves, makes};
    use super::propose;

    #[test]
    fn what_is_said_for_the_sender_s_sake_goes() {
        let stays = "We have sent form 7 to you.";
        for gone in [
            "We consider this matter to be closed.",
            "The matter is now considered closed.",
            "We trust this clarifies our position.",
            "This letter should not be taken as an admission of liability.",
            "Our drivers are trained to the highest standards.",
            "We recommend that customers read the label in full before contacting us.",
            "At Lowfold Mills we pride ourselves on our weaving.",
            "Your satisfaction is important to us.",
            "The comfort of our guests is always our first priority, and we work with our partners towards it.",
            "Is there anything else I can help you with today?",
        ] {
            makes(propose, "LD01", "", &[(&format!("{stays} {gone}"), stays)]);
        }
        makes(
            propose,
            "LD01",
            "",
            &[
                ("We have noted your letter and consider the matter closed.", "We have noted your letter."),
                (
                    "Two of us took the call, and it is unfortunate that this was perceived as rude.",
                    "Two of us took the call.",
                ),
            ],
        );
    }

    #[test]
    fn what_tells_something_stays() {
        let stays = "We have sent form 7 to you.";
        for kept in [
            "We close this case on 4 May.",
            "We hope this helps.",
            "Our drivers are trained and vetted by 2 agencies.",
            "We recommend that you read the label before washing.",
            "Your safety is our priority, so please switch it off.",
            "We aim to reply within 2 days.",
            "Is there anything else that is missing?",
        ] {
            let text = format!("{stays} {kept}");
            leaves(propose, "LD01", "", &[&text]);
        }
        leaves(propose, "LD01", "", &["We trust this clarifies our position."]);
        leaves(propose, "LD01", "You lied.", &["We have sent form 7. We consider this matter closed."]);
    }
}
