//! No promise, offer or claimed deed that the draft does not make, and none of its gifts is lost. Acts are compared, not words: the passive may turn
//! active, the future may speak of what the draft says is done, and no offer may turn into a promise.

use super::acts::{Pledge, WEIGHTY, When};
use super::words::{Table, added, stem, table};
use super::{Check, Side};
use regex::Regex;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Acts of the first person that bind nobody to anything.
const HARMLESS: &[&str] = &[
    "be",
    "need",
    "ask",
    "say",
    "admit",
    "own",
    "explain",
    "keep",
    "understand",
    "see",
    "know",
    "hav",
    "have",
    "want",
    "stay",
    "leav",
    "leave",
    "miss",
    "think",
    "remember",
    "use",
    "start",
    "stop",
    "walk",
    "pretend",
    "stick",
    "tak",
    "take",
    "mak",
    "make",
    "call",
    "hold",
    "talk",
    "not",
    "tell",
];

/// The same, and their stems.
static IDLE: LazyLock<BTreeSet<String>> =
    LazyLock::new(|| HARMLESS.iter().flat_map(|word| [(*word).to_owned(), stem(word)]).collect());

/// Acts that a person's story may hold, so that its retelling claims nothing.
const RETOLD: &[&str] = &[
    "send",
    "cancel",
    "fix",
    "replacement",
    "refund",
    "credit",
    "discount",
    "guarantee",
    "contact",
    "callback",
    "compensation",
    "voucher",
    "extend",
    "reopen",
    "arrange",
    "visit",
];

/// Promises by set phrases, over flat text.
static PHRASES: Table = LazyLock::new(|| {
    table(&[
        (
            "never again",
            r"\b(?:never|won't|will not|doesn't|does not) happen(?:ing)? again\b|\bnever (?:have|need) to (?:go through|deal with|worry about) (?:this|that|it) again\b",
        ),
        (
            "guarantee",
            r"\b(?:i|we)(?:'ll| will| can| do| want to| would like to|'m going to|'re going to)? ?(?:personally |fully |also |always )*(?:guarantee|promise|assure|ensure|vow|swear|make sure (?:that )?(?:you|this|that|it|the|your|our|nothing|no|every|all)|make certain|see to it)\b",
        ),
        (
            "personal care",
            r"\b(?:i|we)(?:'ll| will) personally\b|\btop priority\b|\bhighest priority\b|\bwhatever it takes\b|\beverything (?:in our power|we can|possible)\b|\bleave no stone\b",
        ),
        ("for sure", r"\byou have (?:my|our) word\b|\bcount on (?:us|me)\b|\bi give you my word\b"),
        (
            "at once",
            r"\b(?:i'm|i am|we're|we are) (?:already |now )?(?:on it|working on (?:it|this|that)|doing everything)\b",
        ),
    ])
});

/// Whether the draft makes the act, at least as firmly.
fn licensed(act: &str, when: When, draft: &[&Pledge]) -> bool {
    let firm = |one: &Pledge| match when {
        When::Done => one.when == When::Done,
        When::Promised => one.when != When::Offered,
        When::Offered => true,
    };
    draft.iter().any(|one| firm(one) && one.touched.iter().any(|touched| touched == act))
}

/// "A decision will be made": somebody will decide, whoever it is.
static DECISION: LazyLock<Regex> = LazyLock::new(|| {
    let source = r"\bdecisions? (?:will|is to|has to|can|must)(?: (?:be|then|now|only))+ (?:made|taken|reached)\b|\b(?:make|take|reach) (?:a|the|our) decision\b";
    Regex::new(source).expect("the pattern is well-formed")
});

/// Whether a verb that is no act of the table binds the sender to nothing that the draft does not say.
fn harmless(act: &str, draft: &Side) -> bool {
    let said = |verb: &str| draft.has_stem(verb) || verb == "decid" && draft.find(&DECISION).is_some();
    act.strip_prefix("to ").is_some_and(|verb| IDLE.contains(verb) || said(verb))
}

/// Pledges of the candidate are the draft's, and weighty things are spoken of already.
pub(super) fn look(check: &Check<'_>) -> Vec<String> {
    let draft: Vec<&Pledge> = check.old.spoken().flat_map(|one| &one.pledges).collect();
    let retold = |one: &Pledge, act: &str| {
        one.when == When::Done && one.told && RETOLD.contains(&act) && check.told.mentioned().contains(act)
    };
    let spoken = check.old.mentioned();
    // "We cancel when it snows" says no more than "cancellations occur".
    let habit = |one: &Pledge, act: &str| {
        one.when == When::Promised && one.told && spoken.contains(act) && !WEIGHTY.contains(&act)
    };
    let unkept = |one: &&Pledge| {
        let strange = |act: &String| {
            !licensed(act, one.when, &draft) && !retold(one, act) && !habit(one, act) && !harmless(act, &check.old)
        };
        one.acts.iter().any(strange)
    };
    let mut out: Vec<String> = Vec::new();
    for one in check.new.spoken().flat_map(|one| &one.pledges).filter(unkept) {
        out.push(format!("{}: \"{}\"", fault(one.when), one.shown));
    }
    let mentioned = check.new.mentioned();
    out.extend(withdrawn(&draft, mentioned));
    out.extend(offers(spoken, mentioned, &check.told));
    let phrases = added(&PHRASES, &check.old, &check.new);
    out.extend(phrases.into_iter().map(|(_, words)| format!("new promise: \"{words}\"")));
    out
}

/// What kind of invention it is.
fn fault(when: When) -> &'static str {
    match when {
        When::Offered => "new offer",
        When::Promised => "new promise",
        When::Done => "claim of something done that the draft does not make",
    }
}

/// Refunds, vouchers and the like that the draft gives and the candidate does not speak of.
fn withdrawn(draft: &[&Pledge], mentioned: &BTreeSet<String>) -> Vec<String> {
    let weighty = draft.iter().flat_map(|one| &one.acts).filter(|act| WEIGHTY.contains(&act.as_str()));
    let lost: BTreeSet<&String> = weighty.filter(|act| !mentioned.contains(*act)).collect();
    lost.into_iter().map(|act| format!("what the draft gives is gone: {act}")).collect()
}

/// Refunds, vouchers and the like that nobody spoke of.
fn offers(draft: &BTreeSet<String>, new: &BTreeSet<String>, told: &Side) -> Vec<String> {
    let strange = new
        .iter()
        .filter(|act| WEIGHTY.contains(&act.as_str()) && !draft.contains(*act) && !told.mentioned().contains(*act));
    strange.map(|act| format!("new offer: {act}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guard::trial::{catches, spares};

    #[test]
    fn new_promises_offers_and_claims_are_caught() {
        catches(
            look,
            &[
                ("refund?", "Your claim is with the panel.", "Your claim is with the panel. We will decide soon."),
                (
                    "refund?",
                    "The decision was made by the panel.",
                    "The decision was made by the panel. We will decide anew.",
                ),
                ("it broke", "We are sorry.", "We are sorry. We'll refund you."),
                ("I want a refund", "Your refund request was read.", "We'll refund you."),
                ("it broke", "Refunds are only given within 30 days.", "We will refund you."),
                ("it broke", "We can refund you.", "We will refund you."),
                ("it broke", "We will refund you.", "We have refunded you."),
                ("it broke", "We are sorry.", "We are sorry. Here is a voucher."),
                ("it broke", "We are sorry.", "I've escalated this to our lead."),
                ("it broke", "We are sorry.", "I have forwarded your message."),
                ("it broke", "We are sorry.", "I've checked your account."),
                ("it broke", "We are sorry.", "This will never happen again."),
                ("it broke", "We are sorry.", "We'll make an exception for you."),
                ("it broke", "We are sorry.", "I will make sure you get it."),
                ("it broke", "We are sorry.", "I'll call you back."),
                ("it broke", "We are sorry.", "A technician will visit you."),
                ("it broke", "We are sorry.", "I'd be happy to send you a replacement."),
                ("it broke", "We are sorry.", "I promise it."),
                ("it broke", "We are sorry.", "We'll build you a new one."),
                ("it broke", "We are sorry.", "Let me look into this for you."),
                ("it broke", "We are sorry.", "You will have an answer soon."),
            ],
        );
    }

    #[test]
    fn the_draft_s_own_acts_pass_in_any_form() {
        spares(
            look,
            &[
                ("refund?", "A decision will be made on your refund.", "We will decide on your refund."),
                (
                    "refund?",
                    "Your file is here, and the decision has been taken.",
                    "Your file is here, and we have decided.",
                ),
                ("refund?", "We will decide by June.", "We will take a decision by June."),
                ("", "A refund will be issued.", "We'll refund you."),
                ("", "You will receive a replacement from us.", "We'll send you a replacement."),
                ("", "Your case has been escalated to the team.", "I've escalated your case to the team."),
                ("", "Your comments have been passed on.", "We have passed on your comments."),
                ("", "A replacement has been dispatched.", "Your replacement is on its way."),
                ("", "The issue is being investigated.", "We're looking into it."),
                ("", "We reply by Friday.", "We'll get back to you by Friday."),
                ("", "Your request will be reviewed by our team.", "Our team will review your request."),
                ("", "You will be contacted by an agent.", "An agent will get in touch with you."),
                ("", "Please allow 5 days for your refund.", "You'll get your refund in 5 days."),
                (
                    "you sent the wrong size, I want a refund",
                    "Noted.",
                    "We sent you the wrong size, and you want a refund.",
                ),
                (
                    "it broke",
                    "Please send the receipt.",
                    "Please send us the receipt. I'll be honest: it was our mistake.",
                ),
                ("it broke", "No refund will be issued.", "We can't refund you."),
                ("", "Please make sure the cable is plugged in.", "Please make sure the cable is in."),
                ("they promised me a callback", "Noted.", "You were promised a callback and nobody called."),
                ("", "Your question will be answered shortly.", "We'll answer your question shortly."),
                ("", "Your order was cancelled.", "We cancelled your order."),
                ("", "We will reply soon.", "You will have an answer soon."),
            ],
        );
    }
}
