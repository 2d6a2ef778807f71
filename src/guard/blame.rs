//! No agreement with an accusation that the draft does not make: nothing is said about motive or character, no blame is
//! taken that the draft denies or that is a third party's, and no question of guilt is answered that the draft leaves open.

use super::words::{Pattern, pattern, stem};
use super::{Check, Side};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// The sender's or somebody's motive or character, as the sender's own word.
static CHARACTER: Pattern = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:we|i|they|he|she|(?:our|the|my) (?:\w+ )?(?:staff|team|people|company|office|colleagues?|drivers?|nurses?|doctors?|clerks?|agents?|teachers?|managers?|carers?|engineers?|crew|courier|landlord|bank|airline|school|hospital))(?:'ve|'re| have| has| had| was| were| are| is| did| do)?(?: \w+ly| been| all| simply| just| not)* (?:lied|lying|misled|misleading|deceived|cheated|cheating|scammed|tricked|defrauded|stole|robbed|discriminat\w+",
        r"|bullied|abused|harassed|negligent|careless|reckless|incompetent|dishonest|greedy|racist|sexist|ageist|cruel|heartless|callous|corrupt|malicious|indifferent|lazy|arrogant|ripped you off|took advantage|exploit\w+|covered (?:it|this) up|gaslit)\b",
        r"|\b(?:we|i|they|nobody (?:here )?)(?: \w+ly)? ?(?:did not|didn't|don't|do not|never|could not|couldn't)?(?: \w+ly| even)? cared?(?: less| about| enough| at all|[.,;!])",
        r"|\b(?:did not|didn't|don't|never) (?:give|gave) a (?:damn|toss|fig|thought)\b",
        r"|\b(?:we|they|it was|this was|that was|it is|this is|that is|it's|that's) (?:\w+ ){0,3}(?:on purpose|deliberate|deliberately|intentional|intentionally|knowingly|out of greed|a scam|theft|fraud|discrimination|racism|negligence|a lie|a cover-up|neglect)\b",
    ))
});

/// Words that put an accusation into the person's mouth, or deny it.
static REPORTED: Pattern = LazyLock::new(|| {
    pattern(
        r"\b(?:you (?:say|said|feel|felt|think|thought|believe|wrote|write|call|called|ask|asked|told|accuse|accused|describe|described|were told|saw|heard)|can(?:'t|not) (?:tell|say|call|confirm|agree)|not (?:lie|lying|cheat|racist|deliberate|on purpose)|whether|if|your view|as though|as if)\b",
    )
});

/// Guilt before the law.
static LIABILITY: Pattern = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:legally|fully|solely) (?:responsible|liable)\b|\b(?:we|i)(?:'re| are| am| were) (?:responsible|liable|to blame|at fault) for your (?:fall|injur\w+|loss|losses|death|damage|illness|accident)\b",
        r"|\bbreach(?:ed)? (?:of )?(?:our |the |your |a )?(?:contract|duty|trust|law|rights|agreement)\b|\bin breach\b|\bwe owe you (?:compensation|damages|a refund|money)\b|\b(?:violated|infringed) your rights\b|\bunlawful(?:ly)?\b|\bmalpractice\b",
    ))
});

/// The draft denies or disputes that the sender is at fault.
static DISPUTED: Pattern = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:not|n't|no) (?:be )?(?:held )?(?:responsible|liable|at fault|to blame|our (?:fault|mistake|error|doing|responsibility))\b|\b(?:cannot|can't|do not|don't|unable to) accept (?:\w+ )?(?:responsibility|liability|blame)\b",
        r"|\bno (?:error|mistake|fault|breach|failing|wrongdoing|evidence)\b|\bfound no\b|\bacted (?:correctly|properly|appropriately|lawfully)\b|\bwe (?:dispute|disagree|do not agree|reject the)\b|\bnot agree that\b",
    ))
});

/// Whether a folded draft denies or disputes that the sender is at fault.
pub(super) fn disputes(draft: &str) -> bool {
    DISPUTED.is_match(draft)
}

/// The sender takes the blame.
static OWNED: Pattern = LazyLock::new(|| {
    pattern(
        r"\b(?:our|my) (?:own )?(?:mistake|fault|error|failure|failing|oversight|doing)\b|\b(?:we|i) (?:failed|were wrong|was wrong|let you down|made (?:a|an|the) (?:mistake|error)|got (?:it|this|that) wrong|should(?:n't| not)? have)\b|\bon us\b|\byou(?:'re| are) right\b",
    )
});

/// A yes or no to a question about what the sender did or knew.
static ANSWER: Pattern = LazyLock::new(|| {
    pattern(
        r"(?:^|[.:;,] ?)(?:yes|no|indeed|true|admittedly)[,:;.]? (?:we|i) (?:did|knew|were|have|had|lied|was|never|do)\b|\b(?:we|i) (?:knew|were aware|had known|did know)\b",
    )
});

/// Others at whose door an act may lie, and the act.
static OTHERS: Pattern = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:the|a|your|their) (?:\w+ )?(?:courier|carrier|bank|airline|manufacturer|supplier|landlord|hospital|school|contractor|seller|host|insurer|vendor|operator|agency|council|employer|post office|haulier|driver|neighbour|builder|surgery)",
        r"(?: \w+ly| has| have| had| also)* (lost|damaged|broke|broken|missed|delayed|left|cancelled|canceled|refused|rejected|declined|opened|misplaced|dropped|destroyed|mislabelled|forgot|charged|blocked|deleted|failed)\b",
    ))
});

/// The sender as the doer of such an act.
static OURS: Pattern = LazyLock::new(|| {
    pattern(
        r"\b(?:we|i)(?:'ve| have| had)?(?: \w+ly)? (lost|damaged|broke|broken|missed|delayed|left|cancelled|canceled|refused|rejected|declined|opened|misplaced|dropped|destroyed|mislabelled|forgot|charged|blocked|deleted|failed)\b",
    )
});

/// What a sentence must not say where the draft does not, by its pattern.
static ROWS: [(&Pattern, &str); 3] = [
    (&CHARACTER, "agrees with an accusation"),
    (&LIABILITY, "accepts liability"),
    (&ANSWER, "answers what the draft leaves open"),
];

/// The rows that a folded sentence meets as the sender's own word, each with its words.
pub(super) fn faults(sentence: &str) -> Vec<(usize, String)> {
    if sentence.ends_with('?') {
        return Vec::new();
    }
    let found = ROWS.iter().enumerate().filter_map(|(row, (pattern, _))| Some((row, pattern.find(sentence)?)));
    let own = found.filter(|(_, found)| !REPORTED.is_match(&sentence[..found.end()]));
    own.map(|(row, found)| (row, found.as_str().trim().to_owned())).collect()
}

/// Acts of others in a folded draft that are not its sender's too.
pub(super) fn theirs(draft: &str) -> BTreeSet<String> {
    let acts = |pattern: &Pattern| pattern.captures_iter(draft).map(|found| stem(&found[1])).collect::<BTreeSet<_>>();
    let theirs = acts(&OTHERS);
    if theirs.is_empty() { theirs } else { theirs.difference(&acts(&OURS)).cloned().collect() }
}

/// No word on motive or character, no guilt that the draft denies, leaves open or gives to others.
pub(super) fn look(check: &Check<'_>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for (row, words) in check.new.said().iter().flat_map(|one| one.faults()) {
        let (pattern, fault) = ROWS[*row];
        if !pattern.is_match(check.old.plain()) {
            out.push(format!("it {fault}: \"{words}\""));
        }
    }
    if check.old.is_disputed() {
        let plain = |text: &str| DISPUTED.replace_all(text, " ").into_owned();
        let (was, now) = (plain(check.old.plain()), plain(check.new.plain()));
        let owned = OWNED.find(&now).filter(|_| !OWNED.is_match(&was));
        out.extend(owned.map(|found| format!("it takes blame that the draft disputes: \"{}\"", found.as_str())));
    }
    out.extend(shifted(check.old.theirs(), check.new.plain(), &check.told));
    out
}

/// Acts of others that the sender did, in the candidate.
fn shifted(theirs: &BTreeSet<String>, candidate: &str, told: &Side) -> Vec<String> {
    if theirs.is_empty() {
        return Vec::new();
    }
    let mine = |found: &regex::Captures<'_>| {
        theirs.contains(&stem(&found[1])) && !told.plain().contains(&format!("you {}", &found[1]))
    };
    let taken = OURS.captures_iter(candidate).filter(mine);
    taken.map(|found| format!("the draft says that somebody else did it: \"{}\"", &found[0])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guard::trial::{catches, spares};

    #[test]
    fn agreement_with_accusations_is_caught() {
        let said = "You lied to me and you broke my lamp. Did you know it was cracked?";
        for (draft, candidate) in [
            ("The lamp is here.", "You're right, we lied to you."),
            ("The lamp is here.", "We did not care about your lamp."),
            ("The lamp is here.", "Our staff were negligent."),
            ("The lamp is here.", "This was done on purpose, and that was fraud."),
            ("The lamp is here.", "Yes, we knew."),
            ("The lamp is here.", "We are legally responsible for it."),
            ("No fault of ours was found.", "The crack was our mistake."),
            ("The courier dropped the lamp.", "We dropped the lamp."),
        ] {
            catches(look, &[(said, draft, candidate)]);
        }
    }

    #[test]
    fn owning_what_is_plain_and_reporting_what_was_said_pass() {
        spares(
            look,
            &[
                ("you broke my lamp", "The lamp was broken in our shop.", "We broke your lamp, and I am sorry."),
                ("you are liars", "Noted.", "You say that we lied. What did we tell you?"),
                ("that is theft", "Noted.", "I can't tell you that it is theft."),
                ("it is late", "The lamp is late.", "The lamp is late; that was our mistake."),
                ("nobody cared for him", "Noted.", "Nobody called you. We took care of the lamp."),
                ("", "We were careless with your lamp.", "We were careless with your lamp."),
            ],
        );
    }
}
