//! A no stays as flat, a may as open and a will as firm as the draft has it: nothing is softened, nothing hardened.

use super::Check;
use super::meaning::{Force, Line, Modal, Sign, met};
use super::negations::refuses;
use super::words::{Pattern, pattern};
use std::rc::Rc;
use std::sync::LazyLock;

/// Refusals that leave a door open.
static OPEN: Pattern = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:(?:may|might|could) (?:not |well not |no longer )?(?:\w+ly )?(?:not )?(?:be |prove )?(?:able|possible|eligible|covered|difficult|hard|tricky|tough|a struggle)|might not|may or may not",
        r"|not (?:entirely |quite |yet )?(?:sure|certain)|unsure|unlikely|probably|perhaps|maybe|possibly|doubt (?:that|if|whether|we)|(?:hard|difficult|not easy) (?:for us )?to (?:do|arrange|promise|offer|refund|repay|change|make|fit|give|meet|grant|approve|say|get|find|fix|waive|extend|move)|struggle to|usually|normally|generally|typically|as a rule",
        r"|for now|right now|at the moment|not yet|as yet|(?:cannot|can't|unable)[^.;]{0,60}\b(?:yet|currently))\b",
    ))
});

/// Hope that somebody may still do something.
static HOPE: Pattern = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:see|find out|look at|check) (?:what|if|whether) (?:else |more )?(?:we|i|there)(?:'s| is)? (?:can|could|might|may|anything)|\b(?:do|try) (?:our|my) (?:very )?best\b|\b(?:we|i)(?:'ll| will) (?:try|see)\b",
        r"|\bmight (?:still )?be (?:able|possible)\b|\bmay (?:still )?be (?:able|possible)\b|\bperhaps we can\b|\bmaybe we can\b|\bnever say never\b|\bthere may be a way\b",
    ))
});

/// Words by which a clause says that it is not always so.
static USUAL: Pattern = LazyLock::new(|| {
    pattern(
        r"\b(?:usual|usually|typically|normally|generally|often|mostly|hopefully|probably|likely|possibly|perhaps|maybe|ideally|sometimes|in most cases|in general|as a rule|expect\w*|hope|aim|vary|varies|up to)\b",
    )
});

/// Words that vouch for something.
static SURE: Pattern = LazyLock::new(|| {
    pattern(r"\b(?:definitely|certainly|surely|always|without fail|for sure|guaranteed|undoubtedly)\b")
});

/// Verbs whose plain present says how it will be.
const PLAIN: &[&str] = &["takes", "take", "arrives", "arrive", "costs", "cost", "lasts", "last"];

/// Refusals, hedges and certainties keep their strength.
pub(super) fn look(check: &Check<'_>) -> Vec<String> {
    let (draft, candidate) = (check.old.lines(), check.new.lines());
    let mut out: Vec<String> = refusals(draft, candidate);
    out.extend(hope(check));
    out.extend(draft.iter().flat_map(|line| &line.modals).filter_map(|one| shifted(one, candidate)));
    out.extend(draft.iter().filter_map(|line| habit(line, candidate)));
    out.dedup();
    out
}

/// Flat refusals that leave a door open now, and open ones that were shut.
fn refusals(draft: &[Rc<Line>], candidate: &[Rc<Line>]) -> Vec<String> {
    let no = |line: &&Rc<Line>| refusal(line) || ajar(line) && !line.content.is_empty();
    let mut out = Vec::new();
    for one in draft.iter().filter(|one| refusal(one)) {
        let open = ajar(one);
        let about = |two: &&Rc<Line>| one.content.intersection(&two.content).next().is_some();
        let near: Vec<&Rc<Line>> = candidate.iter().filter(about).filter(no).collect();
        let softened = !open && !near.is_empty() && near.iter().all(|two| ajar(two));
        let shut = open && !near.is_empty() && near.iter().all(|two| closed(one, two));
        out.extend(softened.then(|| format!("the refusal \"{}\" leaves a door open now", one.text)));
        out.extend(shut.then(|| format!("\"{}\" leaves a door open; the reply shuts it", one.text)));
    }
    out
}

/// Whether an open refusal is a flat one here.
fn closed(one: &Line, two: &Line) -> bool {
    refusal(two) && !ajar(two) && met(&one.content, &two.content, (2, 3))
}

/// Whether a sentence refuses.
fn refusal(line: &Line) -> bool {
    line.has(Sign::Refusal, refuses)
}

/// Whether a sentence leaves a door open.
fn ajar(line: &Line) -> bool {
    line.has(Sign::Open, |text| OPEN.is_match(text))
}

/// Hope that the draft does not give.
fn hope(check: &Check<'_>) -> Option<String> {
    let found = HOPE.find(check.new.plain())?;
    (!HOPE.is_match(check.old.plain())).then(|| format!("hope that the draft does not give: \"{}\"", found.as_str()))
}

/// Whether a force says that something may be otherwise.
fn open(force: Force) -> bool {
    matches!(force, Force::May | Force::Should | Force::Can | Force::Hope)
}

/// A will that became a may, or a may that became a will.
fn shifted(one: &Modal, candidate: &[Rc<Line>]) -> Option<String> {
    let hedged = matches!(one.force, Force::May | Force::Should | Force::Hope);
    if one.force != Force::Will && !hedged {
        return None;
    }
    let all = candidate.iter().flat_map(|line| line.modals.iter().map(move |two| (line, two)));
    let near: Vec<(&Rc<Line>, &Modal)> = all.filter(|(_, two)| alike(one, two)).collect();
    let kept = near.iter().any(|(_, two)| two.force == one.force || hedged && open(two.force));
    let firm = hedged && near.iter().any(|(line, two)| two.force == Force::Will && !usual(line));
    let loose = one.force == Force::Will && near.iter().any(|(_, two)| open(two.force));
    if kept || !(firm || loose) {
        return None;
    }
    let (now, was) = if firm { ("certain", "open") } else { ("open", "certain") };
    Some(format!("\"{}\" is {was}; the reply makes it {now}", one.shown))
}

/// Whether two clauses say the same of the same.
fn alike(one: &Modal, two: &Modal) -> bool {
    let any = |modal: &Modal| modal.verb == "hop";
    let verb = one.verb == two.verb || any(two) && one.content.len() > 1 || any(one) && two.content.len() > 1;
    verb && (met(&one.content, &two.content, (1, 2)) || met(&two.content, &one.content, (2, 3)))
}

/// What is usual that became a rule, what is plain that became a habit, or what is vouched for now.
fn habit(one: &Line, candidate: &[Rc<Line>]) -> Option<String> {
    let same = |two: &&Rc<Line>| {
        one.content.len() > 1 && met(&one.content, &two.content, (2, 3)) && met(&two.content, &one.content, (1, 2))
    };
    let near: Vec<&Rc<Line>> = candidate.iter().filter(same).collect();
    if near.is_empty() {
        return None;
    }
    let (usual, plain) = (usual(one), plain(one));
    let all = |sign: fn(&Line) -> bool| near.iter().all(|two| sign(two));
    let ruled = usual && plain && all(|two| !self::usual(two) && self::plain(two));
    let hoped = !usual && (plain || will(one)) && all(self::usual);
    let vouched = !sure(one) && all(sure);
    let fault = match (ruled, hoped, vouched) {
        (true, ..) => "is usual, not certain as in the reply",
        (_, true, _) => "is plain in the draft and hedged in the reply",
        (.., true) => "is vouched for in the reply",
        _ => return None,
    };
    Some(format!("\"{}\" {fault}", one.text))
}

/// Whether a sentence says that it may be otherwise.
fn usual(line: &Line) -> bool {
    line.has(Sign::Usual, |text| USUAL.is_match(text))
        || line.modals.iter().any(|modal| modal.force != Force::Can && open(modal.force))
}

/// Whether a sentence says how long or how much by a plain present.
fn plain(line: &Line) -> bool {
    line.has(Sign::Plain, |text| text.split(' ').any(|word| PLAIN.contains(&word)))
}

/// Whether a sentence vouches for something.
fn sure(line: &Line) -> bool {
    line.has(Sign::Sure, |text| SURE.is_match(text))
}

/// Whether a sentence says that something will be.
fn will(line: &Line) -> bool {
    line.modals.iter().any(|modal| modal.force == Force::Will)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guard::trial::{catches, spares};

    #[test]
    fn softened_and_hardened_words_are_caught() {
        catches(
            look,
            &[
                ("", "We cannot mend the clock.", "We may not be able to mend the clock."),
                ("", "We cannot mend the clock.", "Mending the clock might be difficult."),
                ("", "We cannot mend the clock.", "We cannot mend the clock. Let me see what we can do."),
                ("", "We might not be able to mend the clock.", "We cannot mend the clock."),
                ("", "The bus may leave early.", "The bus will leave early."),
                ("", "The key should arrive on Monday.", "The key will arrive on Monday."),
                ("", "The key will arrive on Monday.", "The key should arrive on Monday."),
                ("", "We will mend the clock.", "We aim to mend the clock."),
                ("", "Repairs usually take 3 days.", "Repairs take 3 days."),
                ("", "Repairs take 3 days.", "Repairs usually take 3 days."),
                ("", "Your room is quiet on Sunday.", "Your room is definitely quiet on Sunday."),
            ],
        );
    }

    #[test]
    fn honest_strength_passes() {
        spares(
            look,
            &[
                ("", "It is not possible to mend the clock.", "We can't mend the clock."),
                ("", "Processing times may vary.", "Processing times vary."),
                ("", "The form may be sent by post.", "You can send the form by post."),
                ("", "The key is expected to arrive on Monday.", "The key should arrive on Monday."),
                ("", "There may have been a mistake.", "We made a mistake."),
                ("", "You will be able to collect it.", "You can collect it."),
                ("it is late", "The clock will be mended.", "We will mend the clock. I can see that it matters."),
            ],
        );
    }
}
