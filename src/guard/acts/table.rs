//! Acts by the stems that express them, and verbs that say nothing without their object.

use crate::guard::words::stem;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Acts by the stems that express them.
const ACTS: &[(&str, &[&str])] = &[
    ("refund", &["refund", "refundabl", "non-refundabl", "nonrefundabl", "reimburs", "repa"]),
    ("compensation", &["compensat", "goodwill"]),
    ("voucher", &["voucher", "coupon"]),
    ("discount", &["discount", "rebat"]),
    ("gratis", &["gratis", "complimentar", "waiv"]),
    ("replacement", &["replac"]),
    ("callback", &["callback"]),
    ("exception", &["exceptionmade"]),
    ("guarantee", &["guarante", "promis", "assur", "ensur"]),
    ("remedy", &["remed"]),
    ("contact", &["contact", "notif", "respond", "respons", "repl", "answer", "inform", "updat"]),
    ("escalate", &["escalat", "forward", "flag", "rais", "refer", "alert"]),
    ("check", &["check", "investigat", "investig", "review", "inspect", "examin", "verif", "look"]),
    (
        "send",
        &["send", "ship", "deliver", "dispatch", "mail", "email", "resend", "receiv", "arriv", "shipment", "bring"],
    ),
    ("fix", &["fix", "resolv", "resolut", "repair", "solv", "correct", "sort"]),
    ("cancel", &["cancel"]),
    ("reopen", &["reopen", "reinstat", "restor"]),
    ("extend", &["extend", "extens"]),
    ("expedite", &["expedit", "prioritiz", "prioritis"]),
    ("arrange", &["arrang", "schedul", "book", "reschedul"]),
    ("credit", &["credit"]),
    ("visit", &["visit", "technician", "engineer"]),
];

/// The same the other way round.
static BY_STEM: LazyLock<HashMap<&str, &str>> =
    LazyLock::new(|| ACTS.iter().flat_map(|(act, stems)| stems.iter().map(move |stem| (*stem, *act))).collect());

/// Acts that cost money or bind for good: naming one anew is an offer already.
pub(in crate::guard) const WEIGHTY: &[&str] =
    &["refund", "compensation", "voucher", "discount", "gratis", "replacement", "callback", "exception", "credit"];

/// Verbs that say nothing without their object.
const LIGHT: &[&str] = &[
    "giv", "provid", "mak", "issu", "offer", "process", "get", "arrang", "appl", "tak", "do", "hav", "receiv", "start",
    "submit", "organiz", "organis", "set", "send", "includ", "add", "complet", "conduct", "carr", "perform",
];

/// The act that a stem expresses.
pub(super) fn act(stem: &str) -> Option<&'static str> {
    BY_STEM.get(stem).copied()
}

/// The acts that a run of words names.
pub(super) fn named(words: &[String]) -> Vec<String> {
    words.iter().filter_map(|word| act(&stem(word))).map(str::to_owned).collect()
}

/// Whether a verb names an act, or may take one as its object.
pub(super) fn binding(word: &str) -> bool {
    act(&stem(word)).is_some() || light(word)
}

/// Whether the verb says nothing without its object.
pub(super) fn light(word: &str) -> bool {
    LIGHT.contains(&stem(word).as_str())
}
