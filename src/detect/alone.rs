//! What is no failure in a canned reply, where there is no person to weigh against: news that is good, causes that are
//! told, an "if" without an apology.

use crate::reading::grammar::Passive;
use crate::reading::key::keys;
use crate::reading::{Cue, Reading, Said};
use crate::text::Span;

/// What nobody minds to lose.
const BURDENS: [u64; 34] = keys([
    "notice",
    "strike",
    "fine",
    "charge",
    "charges",
    "fee",
    "fees",
    "penalty",
    "warning",
    "ban",
    "block",
    "restriction",
    "restrictions",
    "suspension",
    "hold",
    "lock",
    "limit",
    "debt",
    "flag",
    "points",
    "surcharge",
    "arrears",
    "penalties",
    "demand",
    "mark",
    "error",
    "errors",
    "fault",
    "bug",
    "duplicate",
    "invoice",
    "interest",
    "reminder",
    "reminders",
]);

/// Ends of something, told as how it now is: "your donation is cancelled".
const ENDED: [&str; 10] = [
    "cancelled",
    "canceled",
    "closed",
    "deleted",
    "removed",
    "suspended",
    "locked",
    "disconnected",
    "blocked",
    "stopped",
];

/// Subjects to which nothing is done.
const NOTHING: [u64; 2] = keys(["nothing", "none"]);

/// Whether a passive of a canned reply hides nobody from anybody.
pub(super) fn is_spared(reading: &Reading<'_>, sentence: &Said, passive: &Passive) -> bool {
    reading.person.is_absent()
        && (is_aside(reading, passive)
            || is_paid_back(reading, sentence, passive)
            || is_lifted(reading, passive)
            || is_given(reading, sentence, passive)
            || is_usual(reading, sentence, passive)
            || is_explained(reading, sentence, passive))
}

/// Whether it only names what somebody told or saw ("you describe being asked"): it says of nobody that they did it.
fn is_aside(reading: &Reading<'_>, passive: &Passive) -> bool {
    verb(reading, passive).starts_with("being ")
}

/// Whether it tells of money or goods on their way to the person.
fn is_paid_back(reading: &Reading<'_>, sentence: &Said, passive: &Passive) -> bool {
    const GOODS: [u64; 8] =
        keys(["refund", "money", "replacement", "amount", "difference", "sum", "deposit", "balance"]);
    const SENT: [&str; 6] = ["sent", "paid", "returned", "transferred", "posted", "issued"];
    let goods = reading.reply.text.words_in(passive.subject).iter().any(|word| word.is(&GOODS));
    let sent = SENT.iter().any(|one| verb(reading, passive).ends_with(one));
    goods && sent && !sentence.negated && !is_stiff(sentence) && sentence.concrete + sentence.you > 0
}

/// Whether the subject is a burden that goes, or nothing at all.
fn is_lifted(reading: &Reading<'_>, passive: &Passive) -> bool {
    let subject = reading.reply.text.words_in(passive.subject);
    let goes = ended(reading, passive)
        || ["waived", "lifted", "reversed", "dropped"].iter().any(|one| verb(reading, passive).ends_with(one));
    subject.iter().any(|word| word.is(&NOTHING)) || goes && subject.iter().any(|word| word.is(&BURDENS))
}

/// Whether it tells what somebody gets back, or what they need not pay, in the words of a person.
fn is_given(reading: &Reading<'_>, sentence: &Said, passive: &Passive) -> bool {
    const GIVEN: [&str; 8] =
        ["refunded", "reimbursed", "credited", "restored", "reinstated", "reactivated", "repaired", "replaced"];
    const CHARGED: [&str; 5] = ["charged", "billed", "fined", "penalised", "penalized"];
    let verbs: &[&str] = if sentence.negated { &CHARGED } else { &GIVEN };
    !is_stiff(sentence) && verbs.iter().any(|one| verb(reading, passive).ends_with(one))
}

/// Whether it speaks as an office does.
fn is_stiff(sentence: &Said) -> bool {
    const OFFICE: [Cue; 4] = [Cue::Policy, Cue::Official, Cue::Impersonal, Cue::GeneralTruth];
    OFFICE.iter().any(|cue| sentence.cues.has(*cue))
}

/// Whether it says how something is or usually goes ("your donation is cancelled", "parcels are sent on Mondays"), and
/// neither refuses nor speaks as an office does.
fn is_usual(reading: &Reading<'_>, sentence: &Said, passive: &Passive) -> bool {
    const REFUSED: [&str; 8] =
        ["declined", "rejected", "refused", "denied", "withheld", "excluded", "dismissed", "considered"];
    let refused = REFUSED.iter().any(|one| verb(reading, passive).ends_with(one));
    passive.state && (ended(reading, passive) || !refused && !sentence.negated && !is_stiff(sentence))
}

fn ended(reading: &Reading<'_>, passive: &Passive) -> bool {
    ENDED.iter().any(|one| verb(reading, passive).ends_with(one))
}

fn verb(reading: &Reading<'_>, passive: &Passive) -> String {
    passive.verb.of(reading.reply.text.source).to_ascii_lowercase()
}

/// Whether the sentence goes on with what brought it about, in which somebody or something acts: a cause that is itself
/// a passive, a rule or a bare noun explains nothing.
fn is_explained(reading: &Reading<'_>, sentence: &Said, passive: &Passive) -> bool {
    let source = reading.reply.text.source;
    let rest = Span::new(passive.verb.end, sentence.span.end);
    let Some(at) = rest.of(source).to_ascii_lowercase().find(" because ") else { return false };
    let cause = Span::new(rest.start + at + " because ".len(), rest.end);
    let acted = reading.reply.text.words_in(cause).len() > 3;
    let hidden = sentence.passives.iter().any(|one| cause.contains(one.verb));
    let ruled = reading.reply.text.hit(cause, Cue::Policy).is_some();
    acted && !hidden && !ruled && !cause.of(source).starts_with("of ")
}

/// Whether an "if" of a canned reply takes nothing back: without an apology in its sentence it is advice, and an apology
/// for a message that may come at a bad time is about nothing that was done.
pub(super) fn is_plain_if(reading: &Reading<'_>, sentence: &Said, phrase: Span) -> bool {
    const SORRY: [&str; 4] = ["sorry", "apolog", "regret", "intention"];
    const COMES: [&str; 8] = ["reach", "arriv", "find", "come", "came", "get to", "already", "cross"];
    let text = &reading.reply.text;
    let said = sentence.span.of(text.source).to_ascii_lowercase();
    let behind = Span::new(phrase.end, sentence.span.end).of(text.source).to_ascii_lowercase();
    let near: String = behind.split_whitespace().take(4).collect::<Vec<_>>().join(" ");
    let late =
        phrase.of(text.source).to_ascii_lowercase().ends_with("if") && COMES.iter().any(|one| near.contains(one));
    let learnt = phrase.of(text.source).to_ascii_lowercase().ends_with("found") && near.starts_with("out");
    reading.person.is_absent() && (late || learnt || !SORRY.iter().any(|one| said.contains(one)))
}

/// Whether a sentence only says how something usually goes or what somebody can do ("we usually answer within a day", "we
/// can take clean coats"): somebody acts in it, or it has details of its own. A letter to many cannot but say so.
pub(super) fn is_plain_custom(reading: &Reading<'_>, sentence: &Said) -> bool {
    const CUSTOM: [&str; 10] = [
        "usually",
        "typically",
        "rarely",
        "ordinarily",
        "normally",
        "from time to time",
        "not always",
        "can take",
        "subject to",
        "depending on",
    ];
    let text = &reading.reply.text;
    let told = sentence.me + sentence.you + sentence.they + sentence.concrete > 0;
    let custom = |span: Span| CUSTOM.iter().any(|one| span.of(text.source).eq_ignore_ascii_case(one));
    told && text.hits_in(sentence.span).filter(|hit| hit.cue == Cue::GeneralTruth).all(|hit| custom(hit.span))
}

/// What a canned letter full of such phrases adds to each of them, 0 to 0.12: one slips in, three are a manner.
pub(super) fn manner(reading: &Reading<'_>, cues: &[Cue]) -> f64 {
    let sentences = reading.reply.said.iter();
    let more = sentences.filter(|one| cues.iter().any(|cue| one.cues.has(*cue))).count().saturating_sub(1);
    if reading.person.is_absent() { 0.04 * more.min(3) as f64 } else { 0.0 }
}
