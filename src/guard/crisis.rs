//! Safety content stays, whole, as urgent and as firm as it is, and where it stands: crisis lines, emergency numbers,
//! medical, legal and safety cautions, required disclosures.

use super::meaning::{Content, content};
use super::words::{List, Pattern, Table, list, pattern, table};
use super::{Check, Side};
use regex::Regex;
use std::sync::LazyLock;

/// What must keep a counterpart, wide enough for honest rewording, over flat text.
static CAUTIONS: Table = LazyLock::new(|| {
    table(&[
        (
            "the crisis line",
            r"\b(?:988|samaritans|(?:crisis|suicide|support|help|text) ?(?:and crisis )?(?:line|lifeline|hotline|helpline|text line)|helpline|hotline|lifeline|116 ?123|741741)\b",
        ),
        (
            "the emergency call",
            r#"(?:^|[a-z):;,.]+ )\(?(?:911|999|112|000|111)(?:$|[^\d\s]|\s(?:\D|$))|\bemergency (?:services?|numbers?|room|department|care|line)\b|\bambulance\b|\b(?:nearest )?a&e\b|\bfire (?:brigade|department|service)\b|\b(?:call|contact|tell|inform) the police\b"#,
        ),
        ("the poison centre", r"\bpoisons? (?:control|cent(?:er|re)|information|line)\b"),
        (
            "the advice to see a professional",
            r"\b(?:seek|get|ask for|need)\b[^.!?]{0,30}\b(?:medical|professional|legal|immediate|urgent)\b[^.!?]{0,20}\b(?:attention|advice|help|care|assistance|treatment|counsel)\b|\b(?:see|consult|call|contact|ask|speak|talk|check|tell|visit)\b[^.!?]{0,30}\b(?:doctor|physician|pharmacist|gp|vet|veterinarian|midwife|nurse|lawyer|solicitor|attorney|therapist|counsell?or|clinician|specialist|healthcare \w+|medical \w+|mental health \w+)\b",
        ),
        (
            "the dose limit",
            r"\b(?:do not|don't|never|must not|should not|shouldn't|not to|cannot)\b[^.!?,;]{0,12}\b(?:take|exceed|double|use more|mix|combine|stop taking|drive|drink alcohol)\b|\b(?:no|not|never) more (?:than|of)\b[^.!?]{0,30}\b(?:mg|ml|tablets?|pills?|doses?|drops|capsules?|units|puffs)\b|\b(?:no|not) more (?:tablets?|pills?|doses?)\b|\bmaximum (?:daily )?dose\b|\bprescribed dose\b",
        ),
        ("the warning about children", r"\b(?:out of|away from)\b[^.!?]{0,20}\b(?:reach|children|kids|child|pets)\b"),
        (
            "the disclaimer",
            r"\b(?:not|isn't|no|never|aren't)\b[^.!?]{0,25}\b(?:legal|medical|financial|tax|investment|professional) advice\b|\bnot (?:a )?(?:substitute|replacement) for\b|\bcan(?:not|'t) replace (?:a |an |your |professional)|\binformational purposes\b|\b(?:i'm|i am|we're|we are) not (?:a |an )?(?:doctor|lawyer|therapist|attorney|clinician)s?\b",
        ),
        (
            "the safety instruction",
            r"\b(?:stop|do not|don't|never|must not|avoid)\b[^.!?]{0,15}\b(?:us(?:e|ing)|charg(?:e|ing)|open(?:ing)?|touch(?:ing)?|operat(?:e|ing)|consum(?:e|ing)|eat(?:ing)?|swallow(?:ing)?|inhal(?:e|ing)|ignit(?:e|ing)|plug(?:ging)?)\b|\b(?:unplug|evacuate|switch (?:it |this |them |the \w+ )?off|turn (?:it |them |the \w+ )?off)\b|\bleave the (?:building|house|room|area)\b|\bventilate\b|\brisk of (?:fire|shock|injury|burns?|choking|overdose|suffocation)\b|\bfire hazard\b|\bcarbon monoxide\b|\b(?:gas|smell of gas) leak\b",
        ),
        (
            "the words about danger",
            r"\b(?:in|immediate|of) (?:immediate )?danger\b|\b(?:feel|stay|get to) (?:\w+ )?(?:safe|safety)\b|\byou(?:'re| are) not safe\b|\bunsafe\b|\bharm(?:ing)? (?:yourself|others)\b|\bhurt(?:ing)? yourself\b|\bend(?:ing)? your life\b|\bside effects?\b|\ballerg\w+|\bcontraindicat\w+",
        ),
        (
            "the notice of rights",
            r"\b(?:statutory|consumer|legal) rights?\b|\b(?:right|entitled|can|may|able) (?:of|to) (?:appeal|complain|object|withdraw|cancel within)\b|\bombudsman\b|\bterms and conditions apply\b|\bt&cs apply\b|\bcooling-off\b|\bindependent (?:legal|financial) advice\b",
        ),
        (
            "the required disclosure",
            r"\b(?:calls?|chats?|conversations?) (?:may|are|is|will|can)(?: be)? (?:\w+ )?(?:recorded|monitored)\b|\bcapital (?:is )?at risk\b|\bpast performance\b|\bvalue of (?:your )?investments?\b|\b(?:i'm|i am|you are chatting with|you're chatting with|this is) an? (?:ai|automated|virtual|bot|chatbot)\b|\bunsubscribe\b|\bapr\b",
        ),
    ])
});

/// The row of advice to see a professional.
const PROFESSIONAL: usize = 3;

/// Those who give it.
static ROLE: Pattern = LazyLock::new(|| {
    pattern(
        r"\b(?:doctor|physician|pharmacist|gp|vet|veterinarian|midwife|nurse|lawyer|solicitor|attorney|therapist|counsell?or|clinician|specialist)\b",
    )
});

/// Rows that tell somebody what to do: these keep their place, their urgency and their force.
const ACTS: usize = 5;

/// Rows whose words matter one by one; disclosures and notices have forms of their own.
const WORDED: usize = 9;

/// Words of advice around a caution, which it does not lose with them.
static AROUND: List = LazyLock::new(|| {
    list(
        "encourag urg famil individual people person set strong immediat urgent prompt today safet safe sure leav constitut seek attend join medical care car contact see",
    )
});

/// Words by which a caution brooks no delay.
static URGENT: Pattern = LazyLock::new(|| {
    pattern(
        r"\b(?:immediate\w*|now|at once|right away|straight ?away|urgent\w*|without delay|(?:do not|don't|never) (?:wait|delay)|as soon as|today|instantly|promptly|first thing|emergency)\b",
    )
});

/// Words by which a caution leaves it to the person.
static WEAK: Pattern = LazyLock::new(|| {
    pattern(
        r"\b(?:could|might|may|can|consider|perhaps|maybe|feel free|whenever|at some point|when you get a chance|if you (?:like|want|wish)|try to|worth)\b",
    )
});

/// A firm "must", which "should" is not.
static FIRM: Pattern = LazyLock::new(|| pattern(r"\b(?:must|need to|needs to|have to|has to|required)\b"));

/// A mere "should".
static ADVISED: Pattern =
    LazyLock::new(|| pattern(r"\b(?:should|ought|would be good|best to|recommend\w*|advise\w*)\b"));

/// Sentences that one text may have for its cautions; beyond this it is no reply.
const MOST: usize = 400;

/// Each kind of caution that the draft gives is in the candidate, unhurt.
pub(super) fn look(check: &Check<'_>) -> Vec<String> {
    let told: Vec<(usize, &str)> =
        (0..CAUTIONS.len()).filter_map(|row| Some((row, check.old.find(&CAUTIONS[row].1)?))).collect();
    if told.is_empty() {
        return Vec::new();
    }
    let (old, new) = (split(&check.old), split(&check.new));
    let mut out = Vec::new();
    for (row, words) in told {
        let (name, caution) = &CAUTIONS[row];
        if check.new.find(caution).is_none() {
            out.push(format!("{name} is gone: \"{words}\""));
        } else if let Some(what) = hurt(row, caution, &old, &new) {
            out.push(format!("{name} {what}: \"{words}\""));
        }
    }
    out.extend(renamed(&old, check.new.flat()));
    out
}

/// Whoever the draft sends the person to for advice, under another name or none: a midwife is no doctor.
fn renamed(old: &[&str], candidate: &str) -> Option<String> {
    let sent = old.iter().filter(|one| CAUTIONS[PROFESSIONAL].1.is_match(one));
    let lost = sent.flat_map(|one| ROLE.find_iter(one)).find(|role| !candidate.contains(role.as_str()))?;
    Some(format!("who to ask is not named any more: \"{}\"", lost.as_str()))
}

/// The sentences of a text, folded.
fn split(side: &Side) -> Vec<&str> {
    side.sentences().iter().take(MOST).map(|one| one.flat()).collect()
}

/// What is wrong with a caution that is still there.
fn hurt(row: usize, caution: &Regex, old: &[&str], new: &[&str]) -> Option<&'static str> {
    let (was, now) = (first(caution, old)?, first(caution, new)?);
    let given: Vec<&str> = old.iter().copied().filter(|one| caution.is_match(one)).collect();
    let around = beside(caution, new);
    match () {
        () if row < WORDED && given.iter().any(|one| shortened(one, &around)) => Some("has lost words"),
        () if row >= ACTS && row != SAFETY => None,
        () if given.iter().any(|one| URGENT.is_match(one)) && !URGENT.is_match(&around) => Some("is less urgent"),
        () if softened(caution, &given, new) => Some("is softer"),
        () if moved(was, now, old, new) => Some("stands further down"),
        () => None,
    }
}

/// The row of safety instructions.
const SAFETY: usize = 7;

/// The first sentence with the caution.
fn first(caution: &Regex, text: &[&str]) -> Option<usize> {
    text.iter().position(|one| caution.is_match(one))
}

/// The sentences with any caution, and their neighbours.
fn beside(caution: &Regex, text: &[&str]) -> String {
    let hit = |at: usize| {
        text.get(at).is_some_and(|one| caution.is_match(one) || CAUTIONS.iter().any(|(_, row)| row.is_match(one)))
    };
    let near = |at: &usize| hit(*at) || hit(at + 1) || at.checked_sub(1).is_some_and(hit);
    (0..text.len()).filter(near).map(|at| text[at]).collect::<Vec<_>>().join(" ")
}

/// Whether more than a quarter of what a caution says, and more than a word, is lost.
fn shortened(caution: &str, around: &str) -> bool {
    let sought: Content = content(caution).into_iter().filter(|stem| !AROUND.contains(stem.as_str())).collect();
    let found = content(around);
    sought.difference(&found).count() > (sought.len() / 4).max(1)
}

/// Whether the clauses with the caution leave it to the person, as those of the draft do not.
fn softened(caution: &Regex, given: &[&str], new: &[&str]) -> bool {
    let cut = |text: &str| text.split([',', ';', ':']).map(str::to_owned).collect::<Vec<_>>();
    let held = |texts: Vec<String>| texts.into_iter().filter(|one| caution.is_match(one)).collect::<Vec<_>>();
    let old = held(given.iter().flat_map(|one| cut(one)).collect());
    let new = held(new.iter().flat_map(|one| cut(one)).collect());
    let weaker = |weak: &Pattern, firm: bool| {
        !new.is_empty()
            && new.iter().all(|one| weak.is_match(one))
            && !old.iter().any(|one| weak.is_match(one))
            && (!firm || old.iter().any(|one| FIRM.is_match(one)))
    };
    weaker(&WEAK, false) || weaker(&ADVISED, true)
}

/// Whether a caution stands after more than one sentence that it stood before, or more than a sentence later.
fn moved(was: usize, now: usize, old: &[&str], new: &[&str]) -> bool {
    let read = |part: &[&str]| part.iter().map(|one| content(one)).filter(|one| one.len() > 1).collect::<Vec<_>>();
    let (before, behind) = (read(&old[..was]), read(&old[was + 1..]));
    let near = |texts: &[Content], one: &Content| {
        let share = texts.iter().map(|two| (two.intersection(one).count(), two.len()));
        share.filter(|(both, all)| both * 2 > *all).map(|(both, _)| both).max().unwrap_or(0)
    };
    let overtaken = |one: &Content| near(&behind, one) > near(&before, one);
    !behind.is_empty() && now > was + 1 || read(&new[..now]).iter().filter(|one| overtaken(one)).count() > 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guard::trial::{catches, spares};

    #[test]
    fn lost_cautions_are_caught() {
        catches(
            look,
            &[
                ("", "Please call 988 at any time.", "Please call us at any time."),
                ("", "Seek medical attention at once.", "Please rest."),
                ("", "Please see a midwife or a physician.", "Please see a midwife or a doctor."),
                ("", "Do not take more than four tablets.", "Four tablets are fine."),
                ("", "Keep out of reach of children.", "Keep it somewhere safe."),
                ("", "This is not legal advice.", "Here is our advice."),
                ("", "Unplug the heater first.", "Look at the heater first."),
                ("", "You have the right to appeal.", "You have no more options."),
                ("", "Calls may be recorded.", "Call us."),
                ("", "If you are in immediate danger, call 911.", "If it is bad, call a friend."),
            ],
        );
    }

    #[test]
    fn cautions_that_are_cut_cooled_or_pushed_down_are_caught() {
        let line =
            "If you want to hurt yourself, call 988 now. Your seat is kept. Your fee is paused. Your tutor knows.";
        catches(
            look,
            &[
                ("", "If the gas smells or the flame is yellow, call 999.", "If it is odd, call 999."),
                ("", "Call an ambulance immediately if she faints.", "Call an ambulance if she faints."),
                ("", "You must see a doctor about the cough.", "You could see a doctor about the cough."),
                ("", "You must see a doctor about the cough.", "You should see a doctor about the cough."),
                (
                    "",
                    line,
                    "Your seat is kept. Your fee is paused. Your tutor knows. If you want to hurt yourself, call 988 now.",
                ),
                (
                    "",
                    line,
                    "You wrote. I read it. It was long. If you want to hurt yourself, call 988 now. Your seat is kept.",
                ),
            ],
        );
    }

    #[test]
    fn honest_rewording_passes() {
        spares(
            look,
            &[
                (
                    "",
                    "Medical attention should be sought: please consult a physician.",
                    "Please see a physician about this.",
                ),
                ("", "Please seek medical advice.", "Please get medical help today."),
                ("", "It is advised that no more than four tablets be taken.", "Please don't take more than four."),
                ("", "The unit should be kept out of the reach of children.", "Keep it away from children."),
                ("", "This does not constitute legal advice.", "This isn't legal advice."),
                ("", "We value you. Call the Samaritans on 116 123.", "The Samaritans are there on 116 123."),
                ("", "The file was saved.", "We saved the file."),
            ],
        );
    }
}
