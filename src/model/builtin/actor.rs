//! Agentless passives about what the sender or the person does: "your request has been declined" becomes "we have
//! declined your request", "form R2 must be submitted" becomes "you must submit form R2".

use super::chain::{Denial, Form};
use super::clause::{Clause, VERBAL, Words, clauses};
use super::doer::{doer, third_party};
use super::edit::{Edit, Scene, Target};
use super::follow::{Follow, follow};
use super::nominal;
use super::noun::{moved, pronoun};
use super::phrase::listed;
use super::voice::Voice;
use super::worth::Worth;
use crate::detect::Mechanism::LinguisticDistancing;
use crate::reading::grammar::passives;
use crate::reading::sentences::Line;
use crate::reading::words::Tags;
use crate::text::Span;

/// A passive clause turned, before it is joined with others of its sentence.
#[derive(Debug)]
pub(super) struct Turned {
    /// What goes.
    pub(super) span: Span,
    /// Who acts, as a subject.
    pub(super) lead: &'static str,
    /// The auxiliaries.
    pub(super) aux: String,
    /// The verb and everything behind it.
    pub(super) rest: String,
    /// Why.
    pub(super) reason: String,
    /// How much of it is felt.
    pub(super) worth: Worth,
}

impl Turned {
    /// The words that come, without what the clause before it has said already.
    pub(super) fn words(&self, before: Option<&Self>, joined: bool) -> String {
        let said = before.filter(|one| joined && one.lead.eq_ignore_ascii_case(self.lead) && one.aux == self.aux);
        let parts = if said.is_some() { vec![&*self.rest] } else { vec![self.lead, &*self.aux, &*self.rest] };
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }
}

/// The passives of a sentence, each alone and neighbours together.
pub(super) fn propose(scene: &Scene<'_>, target: &Target<'_>) -> Vec<Edit> {
    if target.said.line != Line::Prose || target.said.asks {
        return Vec::new();
    }
    let mut clauses = clauses(scene.text(), target.sentence, &target.words);
    clauses.retain(|clause| sure(&target.words, clause));
    let one_voice = |turned: Vec<Turned>| unmixed(scene, target, turned);
    let plain = one_voice(clauses.iter().filter_map(|clause| turn(scene, target, clause)).collect());
    let best =
        clauses.iter().filter_map(|clause| verbal(scene, target, clause).or_else(|| turn(scene, target, clause)));
    let best = one_voice(best.collect());
    let mut edits = Vec::new();
    // Of two that want the same words the first is tried first.
    for turned in [&best, &plain] {
        edits.extend(turned.iter().map(|one| edit(one.span, one.words(None, false), &one.reason).worth(one.worth)));
        edits.extend(turned.windows(2).filter_map(|pair| both(&target.words, &pair[0], &pair[1])));
    }
    edits
}

/// The clauses that do not go on, behind a bare "and", from a passive that stays: "has been looked into and we did not".
fn unmixed(scene: &Scene<'_>, target: &Target<'_>, mut turned: Vec<Turned>) -> Vec<Turned> {
    let source = target.words.source;
    let stays = |verb: Span, turned: &[Turned]| !turned.iter().any(|one| one.span.overlaps(verb));
    let passives = passives(scene.text(), target.sentence);
    let open: Vec<Span> = passives.iter().map(|one| one.verb).filter(|verb| stays(*verb, &turned)).collect();
    let goes_on = |verb: &Span, one: &Turned| {
        let gap = source.get(verb.end..one.span.start).unwrap_or("");
        (gap.ends_with(" and ") || gap.ends_with(" but "))
            && !gap.contains(['.', ';', ':'])
            && (!gap.contains(',') || points_back(&source[one.span.start..one.span.end]))
    };
    turned.retain(|one| !open.iter().any(|verb| goes_on(verb, one)));
    turned
}

/// Whether a clause is about what the one before it told: "and this has been done".
fn points_back(clause: &str) -> bool {
    let first = clause.split_whitespace().next().unwrap_or("").to_lowercase();
    matches!(first.as_str(), "this" | "that" | "it" | "these")
}

/// Steps of an office, which nobody feels whoever took them.
const STEPS: &str = "\
    receive forward pass arrange complete communicate release issue record log file note process schedule reschedule \
    book place secure update conclude register attach publish prepare circulate";

/// What an office finds, or does not.
const FINDS: &str = "identify establish determine find";

/// How much of a turned clause is felt: who did the harm or left it undone, less who will, hardly who filed it.
pub(super) fn worth(words: &Words<'_>, clause: &Clause, voice: Voice) -> Worth {
    let base = clause.verb.base.as_str();
    let undone = clause.chain.denial != Denial::None || matches!(clause.chain.form, Form::ModalPerfect(_));
    match &clause.chain.form {
        _ if voice == Voice::You => Worth::Small,
        _ if listed(FINDS, base) || under_condition(words, clause) => Worth::Idle,
        _ if undone => Worth::Felt,
        _ if listed(STEPS, base) => Worth::Idle,
        Form::Simple { past: true } | Form::Perfect { .. } => Worth::Felt,
        Form::Simple { past: false } if clause.verb.is("v") => Worth::Felt,
        _ => Worth::Small,
    }
}

/// Whether a clause only says when or under what condition something else holds: "unless it has been waived".
fn under_condition(words: &Words<'_>, clause: &Clause) -> bool {
    let before = clause.subject.start.checked_sub(1).map_or("", |place| words.at(place));
    matches!(before, "if" | "unless" | "once" | "when" | "where" | "until" | "whether")
}

/// The clause with the verb that its noun hides.
fn verbal(scene: &Scene<'_>, target: &Target<'_>, clause: &Clause) -> Option<Turned> {
    let voice = scene.voice.filter(|_| !third_party(scene, &target.words, clause))?;
    nominal::turned(&target.words, clause, voice)
}

/// An edit of this kind.
fn edit(span: Span, text: String, reason: &str) -> Edit {
    Edit::new(span, text, LinguisticDistancing, reason)
}

/// Two clauses joined by "and" as one: "we have moved the visit and told the clinic".
fn both(words: &Words<'_>, one: &Turned, other: &Turned) -> Option<Edit> {
    let gap = words.source.get(one.span.end..other.span.start).filter(|gap| joins(gap))?;
    let text = format!("{}{gap}{}", one.words(None, false), other.words(Some(one), true));
    let span = Span::new(one.span.start, other.span.end);
    Some(edit(span, text, &one.reason).worth(one.worth.max(other.worth)))
}

/// Whether what stands between two clauses lets the second go on with the subject of the first.
fn joins(gap: &str) -> bool {
    let short = gap.split_whitespace().count() <= 7;
    let verb = gap.split_whitespace().any(|word| {
        matches!(
            word,
            "is" | "are" | "was" | "were" | "has" | "have" | "had" | "will" | "can" | "that" | "which" | "if"
        )
    });
    gap.ends_with(" and ") && short && !verb && !gap.contains([',', ';', ':', '(', '.', '\u{2013}', '\u{2014}'])
}

/// One passive turned, if it is sure who acts.
fn turn(scene: &Scene<'_>, target: &Target<'_>, clause: &Clause) -> Option<Turned> {
    let words = &target.words;
    let voice = doer(scene, words, clause)?;
    let many = clause.chain.plural == Some(true);
    let object = moved(scene.text(), words, clause.subject.clone(), many)?;
    // "No voucher has been issued": we have not issued any.
    let none = object.strip_prefix("no ").filter(|_| clause.chain.denial == Denial::None);
    let chain = if none.is_some() { clause.chain.denied_fully() } else { clause.chain.clone() };
    let object = none.map_or(object.clone(), |rest| format!("any {rest}"));
    let object = if clause.verb.is("d") { format!("you {object}") } else { object };
    let (aux, form) = chain.parts(clause.verb, voice);
    let follow = follow(scene, words, clause, voice)?;
    let adverbs = clause.chain.adverbs();
    let rest = format!("{adverbs}{form} {}", arranged(words, clause, &object, &follow));
    let opens = opens(words, clause.subject.start);
    let span = Span::new(words.words.get(clause.subject.start)?.span.start, follow.end);
    let reason = reason(clause, voice, &object);
    Some(Turned { span, lead: voice.subject(opens), aux, rest, reason, worth: worth(words, clause, voice) })
}

/// Whether nothing around the clause speaks against turning it.
fn sure(words: &Words<'_>, clause: &Clause) -> bool {
    let next = words.at(clause.participle + 1);
    // "It is noted that" is a frame, for the phrases to open.
    let frame = words.at(clause.subject.start) == "it" && matches!(next, "that" | "if" | "to");
    // A sign that no word holds, such as an emoji behind the subject, would be lost on the way.
    let held = words.gap(clause.subject.end).chars().all(|sign| sign.is_whitespace() || sign.is_ascii_punctuation());
    !frame && held && !dangles(words, clause) && !embedded(words, clause)
}

/// Whether the passive stands inside the subject of another verb: "the list before families had been called was wrong".
fn embedded(words: &Words<'_>, clause: &Clause) -> bool {
    let rest = clause.participle + 1..words.words.len();
    let parts = |place: &usize| {
        let joins = words.has(*place, Tags::CONJUNCTION.or(Tags::WH))
            || matches!(words.at(*place), "once" | "until" | "before" | "after" | "unless" | "so" | "provided");
        joins || words.gap(*place).contains([',', ';', ':', '(', '\u{2013}', '\u{2014}'])
    };
    let end = rest.clone().find(parts).unwrap_or(rest.end);
    (rest.start..end).any(|place| {
        let finite = !matches!(words.at(place), "be" | "been" | "being" | "having");
        finite && words.has(place, VERBAL) && !words.has(place, Tags::MONTH) && words.at(place - 1) != "to"
    })
}

/// Whether something behind the verb hangs on the old subject: "was deleted after being reported".
fn dangles(words: &Words<'_>, clause: &Clause) -> bool {
    const JOINS: [&str; 8] = ["after", "before", "since", "on", "upon", "despite", "without", "by"];
    let finite =
        |place: &usize| words.has(*place, VERBAL) && !words.has(*place, Tags::MONTH) && words.at(place - 1) != "to";
    let rest = clause.participle + 1..words.words.len();
    // What follows the next finite verb belongs to another clause.
    let end = rest.clone().find(finite).unwrap_or(rest.end);
    let rest = rest.start..end;
    let verbal = |place: usize| {
        words.at(place).ends_with("ing") && !words.has(place, Tags::COMMON) || words.at(place) == "being"
    };
    let bare = |place: usize| words.has(place, Tags::PREPOSITION.or(Tags::PARTICIPLE));
    rest.into_iter().any(|place| match words.at(place) {
        "while" | "when" => bare(place + 1) || verbal(place + 1),
        "to" => words.at(place + 1) == "be",
        word => JOINS.contains(&word) && verbal(place + 1) && !words.has(place + 2, Tags::PREPOSITION),
    })
}

/// Whether the word at a place opens its sentence with a large letter.
pub(super) fn opens(words: &Words<'_>, place: usize) -> bool {
    let large = words.words.get(place).is_some_and(|word| word.span.of(words.source).starts_with(char::is_uppercase));
    place == 0 && large
}

/// The object and the particle in their order: "carried out the check", "hand it over".
fn arranged(words: &Words<'_>, clause: &Clause, object: &str, follow: &Follow) -> String {
    let short = pronoun(words, clause.subject.clone()).is_some();
    match follow.particle {
        Some(particle) if short || particle == "offline" => format!("{object} {particle}{}", follow.text),
        Some(particle) => format!("{particle} {object}{}", follow.text),
        None => format!("{object}{}", follow.text),
    }
}

/// Why, in words about this text.
fn reason(clause: &Clause, voice: Voice, object: &str) -> String {
    let verb = clause.verb;
    let it = if object == "you" {
        "you"
    } else if clause.chain.plural == Some(true) {
        "them"
    } else {
        "it"
    };
    match &clause.chain.form {
        _ if voice == Voice::You => "speaks to them".to_owned(),
        _ if matches!(verb.base.as_str(), "carry" | "hand" | "pass" | "take" | "set") => "says who does it".to_owned(),
        _ if verb.is("d") || verb.is("v") && matches!(clause.chain.form, Form::Simple { past: false }) => {
            "lets somebody say it".to_owned()
        }
        Form::Modal(modal) if matches!(modal.as_str(), "can" | "will" | "could") => {
            format!("says who {modal} {} {it}", verb.base)
        }
        Form::Modal(_) => "says who does it".to_owned(),
        Form::ModalPerfect(modal) => format!("says who {modal} have {} {it}", verb.participle),
        Form::Progressive { .. } => format!("says who is {} {it}", verb.ing),
        Form::Simple { past: false } => "says who does it".to_owned(),
        _ if clause.chain.denial != Denial::None => "says who did not do it".to_owned(),
        _ => format!("says who {} {it}", verb.past),
    }
}

#[cfg(test)]
mod tests {
    use super::super::trial::{leaves, makes};
    use super::propose;

    #[test]
    fn passives_about_the_sender_become_active() {
        makes(
            propose,
            "LD01",
            "You moved my flight and I am upset.",
            &[
                ("Your request has been declined.", "We have declined your request."),
                ("Your comments have been forwarded to the crew.", "We have forwarded your comments to the crew."),
                (
                    "A new date will be communicated once availability has been confirmed.",
                    "We will communicate a new date once we have confirmed availability.",
                ),
                ("You should have been told.", "We should have told you."),
                ("Your bag was not sent, and we are sorry.", "We did not send your bag, and we are sorry."),
                ("Claim AB-204 was rejected on 3 May.", "We rejected claim AB-204 on 3 May."),
                ("The claim is being reviewed.", "We are reviewing the claim."),
                ("Order 77 cannot be refunded.", "We cannot refund order 77."),
                (
                    "The lesson has been cancelled and your timetable has been amended.",
                    "We have cancelled the lesson and amended your timetable.",
                ),
                ("The cheque was issued but was not handed over.", "We issued the cheque but did not hand it over."),
                (
                    "The letter was received and is now with Mr Hale.",
                    "The letter was received and is now with Mr Hale.",
                ),
                (
                    "A fault has been identified and is being repaired.",
                    "We have identified a fault and are repairing it.",
                ),
                (
                    "A fault has been identified and is due to frost.",
                    "We have identified a fault, and it is due to frost.",
                ),
                ("As you asked, no voucher has been issued.", "As you asked, we have not issued any voucher."),
                (
                    "Your seat, 14C, is gone; a refund will be issued.",
                    "Your seat, 14C, is gone; we will issue a refund.",
                ),
                ("Cases are assessed in order of receipt.", "We assess cases in order of receipt."),
                ("Any upset is sincerely regretted.", "We sincerely regret any upset."),
                ("That letter should never have been sent.", "We should never have sent that letter."),
                (
                    "The sum was debited on 3 May and credited to us.",
                    "We debited the sum on 3 May and credited it to us.",
                ),
                ("Reminders will no longer be sent.", "We will no longer send reminders."),
                ("The bins and the key have been removed.", "We have removed the bins and the key."),
                ("The visit on 4 May has been cancelled.", "We have cancelled the visit on 4 May."),
            ],
        );
    }

    #[test]
    fn passives_about_the_person_speak_to_them() {
        makes(
            propose,
            "LD01",
            "How do I complain?",
            &[
                ("Form R2 must be submitted by Friday.", "You must submit form R2 by Friday."),
                ("Further guidance can be found on our page.", "You can find further guidance on our page."),
                ("A copy can be requested at the desk.", "You can request a copy at the desk."),
                ("Questions may be directed to Ms Ode.", "You may direct questions to Ms Ode."),
                ("Evidence may be furnished until 3 May.", "You may send us evidence until 3 May."),
                (
                    "We will stop; a dispute can be raised until May.",
                    "We will stop; you can raise a dispute until May.",
                ),
            ],
        );
    }

    #[test]
    fn the_sender_s_own_pronoun_is_used() {
        makes(
            propose,
            "LD01",
            "Where is it?",
            &[("I lost your form. Your place was cancelled.", "I lost your form. I cancelled your place.")],
        );
    }

    #[test]
    fn a_sentence_keeps_one_voice() {
        leaves(
            propose,
            "LD01",
            "You moved my flight and I am upset.",
            &[
                "The bag was mislaid and no tag was found.",
                "The duty is passed to the next tenant, and this has been cancelled.",
            ],
        );
    }

    #[test]
    fn what_is_not_sure_is_left() {
        leaves(
            propose,
            "LD01",
            "I cancelled the car myself. My flat is cold.",
            &[
                "The car was cancelled on Monday.",
                "Your bag was taken by the police.",
                "A report to the police has been filed with the court.",
                "The parcel that was sent by mistake is back.",
                "Was your request declined?",
                "You were told at the gate.",
                "The suitcase is closed.",
                "Your deposit should be returned within ten days.",
                "Your table is reserved.",
                "Ottilie is now hired.",
                "Jonas was moved to the annex.",
                "The advert was deleted after being reported.",
                "The bed, the mattress and the frame were delayed.",
                "It is understood that a warning has been issued.",
                "Staff are informed and a form must be submitted by the executor.",
                "The order as well as the gift was cancelled.",
                "The limit can be raised.",
                "The posting of the rota before drivers had been contacted was a slip.",
                "The deadline was extended and the fee waived.",
                "Your pass was suspended while on holiday.",
                "Once received, your form will be reviewed.",
                "Claims must be submitted by May to be considered.",
                "The dog was examined and given an injection.",
                "Your photos have been received, reviewed and filed.",
                "The date when the visit was scheduled is past.",
                "We would hate to be rejected.",
            ],
        );
    }
}
