//! Phrases of an office and what stands in their place.

use super::super::phrase::{Phrase, Row, compiled};
use std::sync::LazyLock;

pub(super) const PLAIN: &str = "says it as one would across a table";
pub(super) const SPEAKS: &str = "lets somebody say it";
pub(super) const COUNTER: &str = "takes away a phrase of the counter";

/// Phrases and what stands in their place.
const ROWS: &[Row] = &[
    (r"^we regret to (?:inform|advise) you that\b", "{we} {am} sorry to tell you that", PLAIN),
    (r"\bshould you wish to\b", "if you want to", PLAIN),
    (r"\bshould you (?:require|need)\b", "if you need", PLAIN),
    (r"\bshould you have\b", "if you have", PLAIN),
    (r"\bshould ((?:an?|any|further) [\w\- ]{2,40}?) be (?:required|needed)\b", "if you need $1", PLAIN),
    (r"\bshould ((?:an?|any|further) [\w\- ]{2,40}?) be desired\b", "if you want $1", PLAIN),
    (r"\bshould ((?:an?|any) [\w\- ]{2,40}?[^s\W]) (already |still |ever )?be ", "if $1 is $2", PLAIN),
    (r"\bshould ((?:any )?(?:further|more|additional) [\w\- ]{0,30}?\w+s) be ", "if $1 are ", PLAIN),
    (
        r"\bif ((?:additional|further|any|more|an?) [\w\- ]{2,40}?) (?:is|are) (?:needed|required)\b",
        "if you need $1",
        "speaks to them",
    ),
    (r"\bprior to\b", "before", PLAIN),
    (r"\bsubsequent to\b", "after", PLAIN),
    (r"\bwhilst\b", "while", PLAIN),
    (r"\bin the event that\b", "if", PLAIN),
    (r"\bin the event of (an? [a-z]+(?: [a-z]+)?)([ ,.;])", "if there is $1$2", PLAIN),
    (r"\bupon receipt of (your|the|an?)\b", "when {we} receive $1", "says who receives it"),
    (r"\bin lieu of\b", "instead of", PLAIN),
    (r"\bat (?:this|the present) (?:time|juncture)\b", "at the moment", PLAIN),
    (r"\bendeavou?r to\b", "try to", PLAIN),
    (r"\bascertain\b", "find out", PLAIN),
    (r"\butili[sz]e\b", "use", PLAIN),
    (r"\butili[sz]ed\b", "used", PLAIN),
    (r"\bcommence\b", "start", PLAIN),
    (r"\bcommences\b", "starts", PLAIN),
    (r"\bthe (?:aforementioned|above-?mentioned) (\w+[^s\W])\b", "that $1", PLAIN),
    (r"\bthe (?:aforementioned|above-?mentioned) (\w+s)\b", "those $1", PLAIN),
    (r"\bas per your (?:request|wishes)\b", "as you asked", PLAIN),
    (r"\bin accordance with your (?:request|wishes)\b", "as you asked", PLAIN),
    (
        r"\b(?:as per|in accordance with|in line with|pursuant to) ((?:(?:our|the) )?(?:[\w\-]+ )?(?:terms|policy|policies|conditions|section|clause|regulations?|rules?|guidelines?|agreement)\b)",
        "under $1",
        PLAIN,
    ),
    (
        r"\b(enquiry|inquiry|message|e-?mail|letter|complaint|question|query|request|call) (?:in respect of|with respect to|with regards? to|in relation to|in regard to|pertaining to|regarding)\b",
        "$1 about",
        PLAIN,
    ),
    (
        r"^kindly (note|submit|refer|contact|complete|provide|send|return|confirm|ensure|allow|let|use|reply|visit|check|bring|keep)\b",
        "please $1",
        PLAIN,
    ),
    (
        r"\b(and|,) kindly (note|submit|refer|contact|complete|provide|send|return|confirm|ensure|allow|let|use|reply|visit|check|bring|keep)\b",
        "$1 please $2",
        PLAIN,
    ),
    (r", for which (?:apologies are|an apology is) offered\b", ", and {we} apologise for that", SPEAKS),
    (r"\bapologies are (?:offered|extended) for\b", "{we} apologise for", SPEAKS),
    (r"\b(?:regret is|regrets are) expressed (?:for|over|about|at)\b", "{we} regret", SPEAKS),
    (r"\b(?:regret is|regrets are) expressed that\b", "{we} regret that", SPEAKS),
    (r"\bit is (?:deeply |sincerely |greatly )?regretted if\b", "{we} {am} sorry if", SPEAKS),
    (r"\bit is (?:most |deeply )?regrettable that\b", "{we} regret that", SPEAKS),
    (
        r"\bit is (?:sincerely |very much )?hoped that consideration will be given to\b",
        "{we} hope that you will consider",
        SPEAKS,
    ),
    (r"\bit is (?:sincerely |very much )?hoped that\b", "{we} hope that", SPEAKS),
    (r"\bit is requested that you\b", "please", SPEAKS),
    (r"\bit is (?:recommended|suggested|advised|advisable) that you\b", "{we} recommend that you", SPEAKS),
    (
        r", for which (?:full )?responsibility is (?:accepted|taken)\b",
        ", and {we} take responsibility for that",
        SPEAKS,
    ),
    (
        r"\bresponsibility for (th(?:is|at|e [\w ]{2,30}?)) is (?:accepted|taken)\b",
        "{we} take responsibility for $1",
        SPEAKS,
    ),
    (r"\b(?:is|are|was|were) attributable to\b", "came from", PLAIN),
    (r"\bin respect of\b", "for", PLAIN),
];

pub(super) static PHRASES: LazyLock<Vec<Phrase>> = LazyLock::new(|| compiled(ROWS));
