//! Acts that several words express: "money back", "get back to you", "free of charge".

use crate::guard::words::{Table, fold, table};
use std::borrow::Cow;
use std::sync::LazyLock;

/// Idioms, each under the word that stands for its act.
static IDIOMS: Table = LazyLock::new(|| {
    table(&[
        (
            "contact",
            r"\b(?:get|got|getting|come|write|report) back to\b|\bin touch\b|\bkeep(?:ing)? you (?:posted|updated|informed|in the loop|up to date)\b|\blet you know\b|\bfollow(?:ing|ed)?[- ]up\b|\breach(?:ing|ed)? out\b|\bhear (?:back )?from (?:us|me|our|a|the)\b",
        ),
        (
            "callback",
            r"\b(?:call|ring|phone|telephon)(?:ing|ed|e)? (?:you|back|you back)\b|\bcall[- ]?back\b|\bgive you a (?:call|ring)\b|\breceive a (?:phone )?call\b",
        ),
        (
            "check",
            r"\blook(?:ing|ed)? (?:in)?to\b|\bunder (?:review|investigation)\b|\btak(?:e|ing) a (?:closer )?look\b",
        ),
        ("refund", r"\bmoney back\b|\bpay(?:ing)? you back\b|\bpaid you back\b|\bfunds? returned\b"),
        ("exceptionmade", r"\bma(?:ke|king|de) (?:an|one|this|a \w+) exception\b"),
        ("ensure", r"\bma(?:ke|king|de) sure\b|\bsee(?:ing)? to it\b|\brest assured\b"),
        (
            "gratis",
            r"\bfree of charge\b|\bfor free\b|\b(?:at|for) no (?:extra |additional )?(?:cost|charge)\b|\bon the house\b",
        ),
        ("voucher", r"\bgift ?cards?\b|\bstore credit\b"),
        ("discount", r"\b(?:%|percent) off\b"),
        (
            "remedy",
            r"\b(?:make|making|put|putting|set|setting) (?:this|it|things|that) right\b|\bmak(?:e|ing) (?:it|this|that) up to\b|\bmake up for\b",
        ),
        ("escalated", r"\bpassed (?:this|it|that|your \w+(?: \w+)?) (?:on|along|over|up)\b|\bpassed on\b"),
        ("escalate", r"\bpass(?:ing)? (?:this|it|that|your \w+(?: \w+)?) (?:on|along|over|up)\b|\bpass(?:ing)? on\b"),
        ("expedite", r"\bspeed(?:ing)? (?:this|it|things)? ?up\b|\brush(?:ing)? (?:this|it|your)\b"),
        ("send", r"\bon (?:its|the|their) way\b"),
    ])
});

/// The folded text with one word instead of each idiom.
pub(super) fn plain(text: &str) -> String {
    let mut out = fold(text);
    for (act, pattern) in IDIOMS.iter() {
        if let Cow::Owned(changed) = pattern.replace_all(&out, *act) {
            out = changed;
        }
    }
    out
}
