//! Who acts in a passive clause: the sender, the person, or somebody whom we cannot tell.

use super::chain::Form;
use super::clause::{Clause, Words};
use super::edit::Scene;
use super::owned::owned;
use super::phrase::listed;
use super::verbs::Verb;
use super::voice::Voice;
use crate::reading::words::Tags;

/// Who acts in a clause; `None` where that is not sure.
pub(super) fn doer(scene: &Scene<'_>, words: &Words<'_>, clause: &Clause) -> Option<Voice> {
    if third_party(scene, words, clause) {
        return None;
    }
    if persons(words, clause) {
        return (!speaks_of_others(words)).then_some(Voice::You);
    }
    senders(scene, words, clause).then_some(scene.voice).flatten()
}

/// Whether the person does it: "may be submitted".
fn persons(words: &Words<'_>, clause: &Clause) -> bool {
    let modal = match &clause.chain.form {
        Form::Modal(modal) => modal.as_str(),
        _ => return false,
    };
    let own = words.at(clause.subject.start) == "you";
    let does = clause.verb.is("p") && matches!(modal, "can" | "may" | "must" | "should")
        || clause.verb.is("q") && modal == "must";
    does && !own && suits(words, clause)
}

/// What some verbs need around them to be the person's: a limit can be raised too, but not by them.
fn suits(words: &Words<'_>, clause: &Clause) -> bool {
    let subject = |list: &[&str]| clause.subject.clone().any(|place| list.contains(&words.at(place)));
    match clause.verb.base.as_str() {
        "adjust" => subject(&["settings", "preferences", "notifications"]),
        "collect" => words.at(clause.participle + 1) == "from",
        "raise" => subject(&[
            "dispute",
            "complaint",
            "concern",
            "concerns",
            "issue",
            "query",
            "objection",
            "ticket",
            "claim",
            "question",
            "questions",
            "appeal",
            "complaints",
            "objections",
        ]),
        "return" => subject(&["form", "forms", "router", "equipment", "item", "items", "card", "badge", "key", "keys"]),
        _ => true,
    }
}

/// Whether the sender does it.
fn senders(scene: &Scene<'_>, words: &Words<'_>, clause: &Clause) -> bool {
    let verb = clause.verb;
    let alone = match &clause.chain.form {
        Form::Perfect { .. } | Form::Progressive { .. } => verb.is("sf"),
        Form::Simple { past: true } => verb.is("sd"),
        Form::Simple { past: false } if verb.is("v") => !has_agent(words, clause) && !clause.chain.generally(),
        Form::Simple { past: false } => verb.is("h") && habit(words, clause),
        Form::Modal(modal) => match modal.as_str() {
            "will" | "won't" | "would" => verb.is("sfw"),
            "can" | "cannot" | "can't" | "could" => verb.is("s") || verb.base == "provide",
            _ => false,
        },
        Form::ModalPerfect(modal) => verb.is("sfo") && matches!(modal.split(' ').next(), Some("should" | "could")),
    };
    alone && fits(words, clause) && owned(scene, words, clause) && !theirs(scene, verb) && !reported(words, clause)
}

/// Whether the subject names who does what it speaks of: "storage by the tenant".
fn has_agent(words: &Words<'_>, clause: &Clause) -> bool {
    clause.subject.clone().any(|place| words.at(place) == "by")
}

/// Whether a plain present tells a habit: "requests are assessed", not "your seat is reserved".
fn habit(words: &Words<'_>, clause: &Clause) -> bool {
    clause.chain.plural == Some(true) && !words.has(clause.subject.start, Tags::DETERMINER)
}

/// Whether the clause repeats what the person told: "it is understood that a hotel had been booked".
fn reported(words: &Words<'_>, clause: &Clause) -> bool {
    const FRAMES: [&str; 10] = [
        "understood",
        "recognised",
        "recognized",
        "acknowledged",
        "appreciated",
        "noted",
        "understand",
        "recognise",
        "appreciate",
        "note",
    ];
    // Behind a comma the sender goes on: "although we recognise that it hurts, no refund will be offered".
    let parted = |place: usize| (place + 2..=clause.subject.start).any(|later| words.gap(later).contains(','));
    (0..clause.subject.start)
        .any(|place| FRAMES.contains(&words.at(place)) && words.at(place + 1) == "that" && !parted(place))
}

/// What some verbs need around them.
fn fits(words: &Words<'_>, clause: &Clause) -> bool {
    let next = words.at(clause.participle + 1);
    let subject = clause.subject.clone();
    let has = |list: &[&str]| subject.clone().any(|place| list.contains(&words.at(place)));
    match clause.verb.base.as_str() {
        "carry" => matches!(next, "out") && subject.len() > 1,
        "hand" => matches!(next, "over"),
        "pass" => matches!(next, "on" | "to" | "over"),
        "take" => matches!(next, "offline" | "down"),
        "set" => matches!(next, "aside"),
        // Points and concerns are raised by the person.
        "raise" => has(&["voucher", "invoice", "ticket", "case", "order", "credit", "refund", "investigation"]),
        "give" | "offer"
            if has(&[
                "compensation",
                "refund",
                "refunds",
                "credit",
                "discount",
                "replacement",
                "exchange",
                "voucher",
                "extension",
            ]) =>
        {
            true
        }
        // A shop may be closed too.
        "close" => {
            has(&["account", "ticket", "case", "complaint", "request", "claim", "file", "application", "enquiry"])
        }
        "give" | "offer" | "tell" | "ask" | "invite" if !matches!(clause.chain.form, Form::ModalPerfect(_)) => {
            has(&["you", "information", "advice"])
        }
        "put" => has(&["you"]),
        "accept" if matches!(clause.chain.form, Form::Simple { .. }) => {
            has(&["responsibility", "liability"]) || habit(words, clause)
        }
        // The person may be the one who received a letter.
        "receive" => {
            let numbered = subject.clone().any(|place| words.has(place, Tags::NUMBER));
            (has(&["your"]) || numbered && has(&["booking", "order", "claim", "application"]))
                && has(&[
                    "message",
                    "email",
                    "e-mail",
                    "letter",
                    "enquiry",
                    "inquiry",
                    "request",
                    "complaint",
                    "feedback",
                    "comments",
                    "correspondence",
                    "form",
                    "forms",
                    "application",
                    "payment",
                    "documents",
                    "appeal",
                    "claim",
                    "order",
                    "booking",
                    "report",
                    "photos",
                    "message",
                    "query",
                    "question",
                    "questions",
                ])
        }
        _ => true,
    }
}

/// Whether the person tells that they did it themselves.
fn theirs(scene: &Scene<'_>, verb: &Verb) -> bool {
    let told = scene.told();
    ["i", "we", "i've", "we've", "i have", "we have", "i had", "we had"].iter().any(|who| {
        told.contains(&format!("{who} {} ", verb.past)) || told.contains(&format!("{who} {} ", verb.participle))
    })
}

/// Whether somebody else is in play whose act it may be.
pub(super) fn third_party(scene: &Scene<'_>, words: &Words<'_>, clause: &Clause) -> bool {
    const OTHERS: &str = "\
        police court courts supplier suppliers doctor gp surgeon courier couriers carrier contractor \
        contractors manufacturer landlord government insurer insurers bank banks third authorities authority \
        council airport customs embassy employer merchant volunteers judge jury thief thieves burglar \
        scammer fraudster partner";
    let sender = scene.sender();
    let other = |place: usize| {
        let bare = words.at(place).trim_end_matches("'s");
        listed(OTHERS, bare) && !sender.contains(bare.trim_end_matches('s'))
    };
    // Whoever receives something does not do it.
    let receives = |place: usize| {
        place > clause.participle
            && (1..=2).any(|back| matches!(words.at(place.wrapping_sub(back)), "to" | "for" | "with"))
    };
    // Behind a comma or a "because" somebody else may act.
    let leaves = |place: &usize| {
        words.gap(*place).contains([',', ';'])
            || matches!(words.at(*place), "because" | "as" | "when" | "while" | "after" | "so")
    };
    let end = (clause.participle + 1..words.words.len()).find(leaves).unwrap_or(words.words.len());
    (0..end).any(|place| other(place) && !receives(place))
}

/// Whether the sentence tells third persons what to do, so that "you" might be wrong.
fn speaks_of_others(words: &Words<'_>) -> bool {
    let party = |word: &String| {
        matches!(word.as_str(), "party" | "parties" | "executor" | "parents" | "staff" | "he" | "she" | "they")
    };
    words.words.iter().any(|word| word.tags.has(Tags::THIRD)) || words.lower.iter().any(party)
}
