//! Longer words of an office and the shorter ones that people say.

use super::super::phrase::{Phrase, Row, compiled};
use super::rows::{PLAIN, SPEAKS};
use std::sync::LazyLock;

const THEM: &str = "speaks to them";
const DOUBT: &str = "says once, not twice, that it is not sure";
const REPROACH: &str = "takes a reproach away";

/// Phrases and what stands in their place.
const ROWS: &[Row] = &[
    (r"\b(decision[\w ]{0,20}?) as to whether\b", "$1 on whether", PLAIN),
    (r"\b(sure|unsure|uncertain|unclear|decide|question|doubt|know) as to whether\b", "$1 whether", PLAIN),
    (r"\bthe manner in which\b", "the way", PLAIN),
    (r"\bdue to the fact that\b", "because", PLAIN),
    (r"\bowing to\b", "because of", PLAIN),
    (r"\buntil such time as\b", "until", PLAIN),
    (r"\bin excess of\b", "more than", PLAIN),
    (
        r"\b(?:up)?on (?:the )?(?:successful )?completion of ((?:the|your|our|an?|this) (?:\w+ )?(?:review|investigation|assessment|inspection|works?|course|repairs?|audit|trial|training|consultation|process|checks?))\b",
        "after $1",
        PLAIN,
    ),
    (r"\bupon request\b", "if you ask", PLAIN),
    (r"\bin the first instance\b", "first", PLAIN),
    (r"\bat your earliest convenience\b", "as soon as you can", PLAIN),
    (r"\bwith immediate effect\b", "at once", PLAIN),
    (r"\bforthwith\b", "at once", PLAIN),
    (r"\bin the absence of\b", "without", PLAIN),
    (r"\bfor the duration of\b", "during", PLAIN),
    (r"\bon a (daily|weekly|monthly|yearly) basis\b", "$1", PLAIN),
    (r"\bper annum\b", "a year", PLAIN),
    (r"\bexpedite\b", "speed up", PLAIN),
    (r"\breiterate\b", "repeat", PLAIN),
    (r"\bprovide you with\b", "give you", PLAIN),
    (r"\bmake payment\b", "pay", PLAIN),
    (r"\bplease ensure\b", "please make sure", PLAIN),
    (r"\bplease (?:do not|don['\u{2019}]t) hesitate to\b", "please", PLAIN),
    (r"\b(we|i) hereby\b", "$1", PLAIN),
    (r"\b(we|i) (?:have no|have little) (?:option|choice|alternative) but to\b", "$1 have to", PLAIN),
    (r"\b(we)(?: are|['\u{2019}]re) (?:unable|not in a position) to\b", "$1 cannot", PLAIN),
    (r"\b(i)(?: am|['\u{2019}]m) (?:unable|not in a position) to\b", "$1 cannot", PLAIN),
    (r"\bwe regret that we (?:are unable to|cannot)\b", "{we} {am} sorry that we cannot", PLAIN),
    (
        r"\b(writ(?:e|ing|ten)|contact(?:ed|ing)?)( \w+)? (?:with regards? to|in regard to|in relation to|regarding|concerning)\b",
        "$1$2 about",
        PLAIN,
    ),
    (r"\b(?:should you|if you) fail to\b", "if you do not", PLAIN),
    (r"\byou (?:are|will be) (?:kindly |respectfully |politely )?(?:requested|asked) not to\b", "please do not", THEM),
    (r"\byou are (?:kindly |respectfully |politely )?(?:requested|asked) to\b", "please", THEM),
    (r"\bwe (?:would |must )?(?:kindly |respectfully |politely )?(?:ask|request) you not to\b", "please do not", THEM),
    (r"\bwe (?:would |must )?(?:kindly|respectfully|politely) (?:ask|request)(?: that)? you(?: to)?\b", "please", THEM),
    (r"\byou are required to\b", "you need to", THEM),
    (r"\byou will be required to\b", "you will need to", THEM),
    (r"\bit is necessary for you to\b", "you need to", THEM),
    (r"\bpayment (?:may|can) be made\b", "you can pay", THEM),
    (r"\bpayment must be made\b", "you must pay", THEM),
    (
        r"\bno (further |more )?action (?:is|will be) (?:required|needed) (?:from you|by you|on your part)\b",
        "you do not need to do anything",
        THEM,
    ),
    (
        r"^the (?:manner in which|way in which|way) ([^,.;:]{3,60}?) is (?:deeply |sincerely |much )?regretted\b",
        "{we} regret the way $1",
        SPEAKS,
    ),
    (
        r"\bfurther (correspondence (?:on|about|regarding) (?:this|the) (?:subject|matter|issue|case)) will not be entered into\b",
        "{we} will not enter into further $1",
        SPEAKS,
    ),
    (r"\bit (?:appears|seems|would appear|would seem) that ([^,.;:]{3,60}? (?:may|might) (?:have|be)\b)", "$1", DOUBT),
    (r"\b(as|as is|as are|is|are|was|were) clearly (stated|set out|shown|explained|indicated)\b", "$1 $2", REPROACH),
];

pub(super) static WORDS: LazyLock<Vec<Phrase>> = LazyLock::new(|| compiled(ROWS));
