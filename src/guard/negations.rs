//! A "no" stays a "no": refusals, limits and prohibitions of the draft keep a counterpart, and nothing that the draft
//! affirms is denied.

use super::Check;
use super::words::{Pattern, Stems, clauses, pattern, shared, stems};
use std::cell::LazyCell;
use std::sync::LazyLock;

/// Refusals, prohibitions and limits of what is possible.
static STRONG: Pattern = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:cannot|can ?not|can't|couldn't|could not|unable|won't|will not|wouldn't|would not|impossible|ineligible|unavailable|prohibited",
        r"|forbidden|declin\w+|refus\w+|reject\w+|denied|deny|denies|exclud\w+|non-refundable|nonrefundable|non-transferable|no longer|never",
        r"|turn(?:ed)? (?:you |it |this |that |your \w+ )?down|must not|mustn't|may not|shall not|disallowed|exempt\w*|not entitled|no refunds?|no exceptions?",
        r"|(?:not|n't)(?: \w+ly| currently| yet| possible to)?(?: be(?:en)?| able to be)? (?:eligible|possible|allowed|permitted|available|covered|included|refundable|valid|accepted|entitled|able|offered|supported|liable|responsible|refunded|approved|granted|returned|replaced|transferable|changed|guaranteed)",
        r"|(?:do|does) not|don't|doesn't)\b",
    ))
});

/// Any denial, and words that can stand for a refusal.
static ANY: Pattern = LazyLock::new(|| {
    pattern(
        r"\b(?:not|no|never|none|nor|neither|without|nobody|nothing|avoid|stop|too late|against|beyond|outside|final|fail\w*|past|expired|ended|closed|suspended|paused|blocked|frozen|barred|forfeit\w*|out of|instead of|rather than|only|except|turn(?:ed)? down|say no|said no)\b|n't\b",
    )
});

/// Words by which a clause says that something went wrong, and so affirms nothing good.
static AMISS: Pattern = LazyLock::new(|| {
    pattern(r"\b(?:late|delay\w*|missing|missed|lost|wrong|broken|still waiting|yet to|outstanding|overdue)\b")
});

/// Denials that refuse nothing: courtesy, comfort, figures of speech.
static IDLE: Pattern = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:do not|don't|never|not)(?: ever)? (?:hesitate|worry|be (?:afraid|shy|too hard)|give up|mind|feel (?:bad|guilty|ashamed)|blame yourself|forget how)",
        r"|\b(?:cannot|can't|could not|couldn't)(?: even| begin to| possibly)? (?:imagine|thank|apologi[sz]e|express|emphasi[sz]e|stress|overstate|help but|wait|undo|bring|know how|take (?:that|this|it) away)",
        r"|\b(?:a|the) (?:\w+ )?(?:shame|pity)\b[^.;]*|\bno (?:doubt|problem|worries|matter|need to|one (?:should|deserves))|\bnot only\b|\bwhy (?:not|don't)\b|\b(?:do not|don't|does not|doesn't|did not|didn't) (?:take (?:this|that|it) lightly|deserve|want you|seem|feel|sound|look|know|understand|blame)",
        r"|\b(?:would not|wouldn't|won't|will not) (?:pretend|want|wish|dream|hurt|make light)|\bnot (?:acceptable|good enough|okay|ok|what you (?:deserve|expect))|\bnever (?:easy|have (?:happened|had))|\bshould(?:n't| not| never) have\b",
        r"|\b(?:may|might) not be (?:the|an?) (?:\w+ )?(?:outcome|answer|news|result|reply|response|decision)\b|\b(?:do not|don't) have to [^.,;]{0,30}\balone\b|\bthere (?:is|are) (?:few|no) (?:things?|words?|feelings?)\b.*",
        r"|\bif you (?:do not|don't|cannot|can't|would not|wouldn't)\b|\bwhether or not\b|\b(?:isn't|aren't|doesn't|don't|won't|can't) (?:it|you|they|we)\b",
    ))
});

/// A denial that is only supposed.
static SUPPOSED: Pattern =
    LazyLock::new(|| pattern(r"\bif (?:you|they|he|she|it) (?:cannot|can't|do not|don't|does not|doesn't)\b"));

/// Conditions that a "no" or a "yes" hangs on.
static ONLY: Pattern = LazyLock::new(|| {
    pattern(
        r"\b(?:unless|only (?:if|when|where|after|once|with|for|within)|except (?:if|when|where|for|in)|provided (?:that|you|it|the)|as long as|on condition|excluding|with the exception)\b",
    )
});

/// What can stand for such a condition.
static CONDITION: Pattern = LazyLock::new(|| {
    pattern(
        r"\b(?:unless|only|except\w*|provided|as long as|on condition|exclud\w*|without|need|needs|must|have to|has to|until|once|apart from|other than|not for|require\w*)\b",
    )
});

/// A clause that denies something.
pub(super) struct Denial {
    text: String,
    stems: Stems,
    strong: bool,
}

/// A clause by what it denies or affirms.
pub(super) struct Clause {
    text: String,
    /// What it denies; none where its denials are idle.
    denial: Option<Denial>,
    /// The stems of a clause without any denial.
    affirmed: Option<Stems>,
    /// The stems of a clause that only supposes that somebody cannot.
    supposed: Option<Stems>,
}

impl Clause {
    /// The clauses of a sentence.
    pub(super) fn read(sentence: &str) -> Vec<Self> {
        clauses(sentence).into_iter().map(Self::of).collect()
    }

    fn of(text: String) -> Self {
        let plain = !ANY.is_match(&text) && !STRONG.is_match(&text);
        // What is left of a clause without a denial may still read as one where a phrase was taken out of its middle.
        let denial = denial(&text);
        let affirmed = plain.then(|| stems(&text));
        let supposed = SUPPOSED.is_match(&text).then(|| stems(&text));
        Self { text, denial, affirmed, supposed }
    }
}

/// What a clause denies, its idle phrases aside.
fn denial(clause: &str) -> Option<Denial> {
    let rest = IDLE.replace_all(clause, " ");
    let strong = STRONG.is_match(&rest);
    (strong || ANY.is_match(&rest)).then(|| Denial { stems: stems(&rest), strong, text: clause.to_owned() })
}

/// The denials among clauses.
fn denials<'a>(clauses: impl Iterator<Item = &'a Clause>) -> Vec<&'a Denial> {
    clauses.filter_map(|clause| clause.denial.as_ref()).collect()
}

/// The clauses that deny nothing, with their stems.
fn affirmed<'a>(clauses: impl Iterator<Item = &'a Clause>) -> Vec<(&'a str, &'a Stems)> {
    clauses.filter_map(|clause| Some((clause.text.as_str(), clause.affirmed.as_ref()?))).collect()
}

/// Whether a text refuses, forbids or limits.
pub(super) fn refuses(text: &str) -> bool {
    STRONG.is_match(&IDLE.replace_all(text, " "))
}

/// Whether the draft or the conversation has a denial like this.
trait Known: Fn(&dyn Fn(&Denial) -> bool) -> bool {}

impl<T: Fn(&dyn Fn(&Denial) -> bool) -> bool> Known for T {}

/// Refusals, conditions and affirmations of the draft keep their side.
pub(super) fn look(check: &Check<'_>) -> Vec<String> {
    let (draft, candidate) = (denials(check.old.clauses()), denials(check.new.clauses()));
    let supposed: Vec<&Stems> = check.new.clauses().filter_map(|clause| clause.supposed.as_ref()).collect();
    let mut out = lost(&draft, &candidate, &supposed);
    out.extend(turned(&draft, &affirmed(check.new.clauses()), &candidate));
    let told = LazyCell::new(|| denials(check.told.clauses()));
    // What was said is read only where the draft alone does not settle it.
    let known = |same: &dyn Fn(&Denial) -> bool| draft.iter().any(|two| same(two)) || told.iter().any(|two| same(two));
    out.extend(flipped(&affirmed(check.old.clauses()), &candidate, known));
    out.extend(refused(&candidate, known));
    out.extend(conditions(check));
    out
}

/// Strong denials without a counterpart: the same matter, or at least another strong denial for each.
///
/// "If you can't come" denies nothing by itself, and yet stands for "those who cannot come": `supposed` holds such clauses.
fn lost(draft: &[&Denial], candidate: &[&Denial], supposed: &[&Stems]) -> Vec<String> {
    let near = |one: &Denial, two: &Denial| shared(&one.stems, &two.stems) > 0;
    let kept = |one: &&Denial| !supposed.iter().any(|two| shared(&one.stems, two) > 0);
    let strong: Vec<&Denial> = draft.iter().copied().filter(|one| one.strong).filter(kept).collect();
    let (met, open): (Vec<&Denial>, Vec<&Denial>) = strong
        .into_iter()
        .partition(|one| candidate.iter().any(|two| near(one, two) || (one.stems.is_empty() && two.strong)));
    let free = candidate.iter().filter(|two| two.strong && !met.iter().any(|one| near(one, two))).count();
    open.iter().skip(free).map(|one| format!("the refusal or prohibition \"{}\" is gone", one.text)).collect()
}

/// Weak denials ("has not arrived") that the candidate affirms.
fn turned(draft: &[&Denial], affirmed: &[(&str, &Stems)], candidate: &[&Denial]) -> Vec<String> {
    let kept = |one: &Denial| candidate.iter().any(|two| shared(&one.stems, &two.stems) > 0);
    let mut out = Vec::new();
    for one in draft.iter().filter(|one| !one.strong && one.stems.len() >= 2 && one.text.contains("not") && !kept(one))
    {
        let same = |stems: &Stems| shared(&one.stems, stems) >= 2.max((one.stems.len() * 2).div_ceil(3));
        let flip = affirmed.iter().find(|(clause, stems)| same(stems) && !AMISS.is_match(clause));
        out.extend(flip.map(|(clause, _)| format!("the draft denies what \"{clause}\" says")));
    }
    out
}

/// Denials of what the draft affirms, unless the draft or the person denies the same matter.
fn flipped(affirmed: &[(&str, &Stems)], candidate: &[&Denial], known: impl Known) -> Vec<String> {
    let ours = |one: &Denial| known(&|two| shared(&one.stems, &two.stems) > 0);
    let against = |one: &Denial, stems: &Stems| {
        let both = shared(&one.stems, stems);
        both >= 1 && both * 5 >= one.stems.len() * 3 && both * 2 >= stems.len()
    };
    let flat_no = |one: &&&Denial| one.strong || one.text.contains("not") || one.text.contains("n't");
    let hit = candidate.iter().filter(flat_no).filter(|one| affirmed.iter().any(|(_, stems)| against(one, stems)));
    let hit = hit.filter(|one| !ours(one));
    hit.map(|one| format!("\"{}\" denies what the draft says", one.text)).collect()
}

/// What the sender or the person cannot do, in the candidate only.
static REFUSAL: Pattern = LazyLock::new(|| {
    pattern(
        r"\b(?:we|i) (?:cannot|can't|won't|will not|are unable to|am unable to|refuse to|do not|don't) (?:\w+ly )?(?:refund|replace|cancel|offer|accept|approve|change|extend|ship|send|deliver|help|repair|return|exchange|compensate|grant|allow|provide|process|support|fix)\b|\byou(?:'re| are)(?: not|n't) (?:eligible|entitled|covered|allowed)\b",
    )
});

/// New refusals of an act that neither draft nor conversation denies.
fn refused(candidate: &[&Denial], known: impl Known) -> Vec<String> {
    let ours = |one: &Denial| known(&|two| two.strong || shared(&one.stems, &two.stems) > 0);
    let new = candidate.iter().filter(|one| REFUSAL.is_match(&one.text) && !ours(one));
    new.map(|one| format!("new refusal: \"{}\"", one.text)).collect()
}

/// "Unless" and "only if" may change their words, not vanish.
fn conditions(check: &Check<'_>) -> Option<String> {
    let found = check.old.find(&ONLY)?;
    check.new.find(&CONDITION).is_none().then(|| format!("the condition \"{found}\" is gone"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guard::trial::{catches, spares};

    #[test]
    fn lost_and_flipped_denials_are_caught() {
        catches(
            look,
            &[
                ("", "We cannot refund the deposit.", "We see what the deposit means to you."),
                ("", "We cannot refund the deposit.", "We can refund the deposit."),
                ("", "You are not eligible for the upgrade.", "You are eligible for the upgrade."),
                ("", "Your request was declined.", "We read your request."),
                ("", "Do not restart the router.", "Restart the router."),
                ("", "This model is no longer made.", "This model is made for you."),
                ("", "Your parcel is on its way.", "Your parcel is not on its way."),
                ("", "The payment has not arrived yet.", "The payment has arrived."),
                ("", "You can return it only if it is sealed.", "You can return it."),
                ("", "We ship there unless it snows.", "We ship there."),
                ("I want my money", "We are looking at it.", "We can't refund that."),
            ],
        );
    }

    #[test]
    fn honest_edits_pass() {
        spares(
            look,
            &[
                ("", "It's a bit of a shame the bench couldn't be there.", "It hurts that the bench was missing."),
                ("", "Don't be shy about the choir. Never forget how far you came.", "You came far."),
                ("", "It is not possible to refund the deposit.", "We can't refund the deposit."),
                ("", "Your request was declined.", "We said no to your request."),
                ("", "We are unable to process a refund.", "We can't give you your money back."),
                ("", "Please do not hesitate to write. It is late.", "We are late."),
                (
                    "no heat for three weeks",
                    "We will look at the heating.",
                    "You have had no heating for three weeks; we will look.",
                ),
                ("it is late", "We regret the delay.", "You should not have had to wait. I can't undo it."),
                (
                    "",
                    "Returns are not accepted unless the box is sealed.",
                    "We can't accept returns unless the box is sealed.",
                ),
                ("", "Returns are accepted only if sealed.", "We accept returns, but they must be sealed."),
                ("", "Your order was not shipped on time.", "We shipped your order late."),
                ("", "Cancellation is no longer possible.", "It is too late to cancel."),
            ],
        );
    }
}
