//! Nouns that hide an act, where a verb of doing carries them: "an inspection of the roof has been carried out" becomes
//! "we have inspected the roof".

use super::actor::{Turned, opens, worth};
use super::chain::Form;
use super::clause::{Clause, Words};
use super::edit::{Edit, Scene, Target};
use super::follow::{Kind, kind};
use super::verbs::by_base;
use super::voice::Voice;
use super::worth::Worth;
use crate::detect::Mechanism::LinguisticDistancing;
use crate::reading::sentences::Line;
use crate::reading::words::Tags;
use crate::text::Span;

/// Why.
const VERB: &str = "puts a verb where a noun hid the act";

/// Nouns and the verbs that they hide.
const NOUNS: [(&str, &str); 39] = [
    ("reimbursement", "reimburse"),
    ("arrangement", "arrange"),
    ("review", "review"),
    ("re-assessment", "reassess"),
    ("reassessment", "reassess"),
    ("assessment", "assess"),
    ("inspection", "inspect"),
    ("investigation", "investigate"),
    ("evaluation", "evaluate"),
    ("examination", "examine"),
    ("cancellation", "cancel"),
    ("deletion", "delete"),
    ("removal", "remove"),
    ("suspension", "suspend"),
    ("reinstatement", "reinstate"),
    ("restoration", "restore"),
    ("verification", "verify"),
    ("replacement", "replace"),
    ("substitution", "substitute"),
    ("adjustment", "adjust"),
    ("amendment", "amend"),
    ("correction", "correct"),
    ("closure", "close"),
    ("release", "release"),
    ("transfer", "transfer"),
    ("redirection", "redirect"),
    ("reversal", "reverse"),
    ("search", "search"),
    ("repair", "repair"),
    ("recalculation", "recalculate"),
    ("rescheduling", "reschedule"),
    ("notification", "notify"),
    ("completion", "complete"),
    ("submission", "submit"),
    ("resubmission", "resubmit"),
    ("presentation", "present"),
    ("signature", "sign"),
    ("attendance", "attend"),
    ("provision", "provide"),
];

/// The verb that a noun hides, by its base.
pub(super) fn hidden(noun: &str) -> Option<&'static str> {
    NOUNS.iter().find(|(name, _)| *name == noun).map(|(_, base)| *base)
}

/// Nouns for what the person has to do: "completion of the form is required".
const PERSONS: [&str; 6] = ["completion", "submission", "resubmission", "presentation", "signature", "provision"];

/// Participles that only say that the act of the noun is done.
const LIGHT: [&str; 10] = [
    "carried",
    "conducted",
    "undertaken",
    "performed",
    "completed",
    "implemented",
    "effected",
    "made",
    "executed",
    "actioned",
];

/// The nouns of a sentence turned into verbs.
pub(super) fn propose(_: &Scene<'_>, target: &Target<'_>) -> Vec<Edit> {
    if target.said.line != Line::Prose || target.said.asks {
        return Vec::new();
    }
    required(target).into_iter().collect()
}

/// A clause whose noun hides the act, turned.
pub(super) fn turned(words: &Words<'_>, clause: &Clause, voice: Voice) -> Option<Turned> {
    act(words, clause, voice).or_else(|| word(words, clause, voice))
}

/// "A review of the file was carried out" as "we reviewed the file".
fn act(words: &Words<'_>, clause: &Clause, voice: Voice) -> Option<Turned> {
    let light = LIGHT.contains(&words.at(clause.participle));
    if !light || matches!(clause.chain.form, Form::Modal(ref modal) if modal != "will") {
        return None;
    }
    let subject = clause.subject.clone();
    let noun = subject.start + usize::from(matches!(words.at(subject.start), "a" | "an" | "the"));
    let base = hidden(words.at(noun))?;
    let object = noun + 2..subject.end;
    if words.at(noun + 1) != "of" || object.is_empty() || doubled(words, object.clone()) {
        return None;
    }
    let out = usize::from(words.at(clause.participle) == "carried" && words.at(clause.participle + 1) == "out");
    let end = words.words.get(clause.participle + out)?.span.end;
    // Another verb hangs on the subject; that is for the whole clause to turn.
    let next = clause.participle + out + 1;
    let joined = matches!(words.at(next), "and" | "but" | "or") && kind(words, next) != Kind::Phrase;
    let more = joined || words.at(next) == "to";
    let verb = by_base(base);
    let (aux, form) = clause.chain.parts(&verb, voice);
    let rest = format!("{}{form} {}", clause.chain.adverbs(), words.cut(object));
    let span = Span::new(words.words.get(subject.start)?.span.start, end);
    let lead = voice.subject(opens(words, subject.start));
    (!more).then(|| Turned { span, lead, aux, rest, reason: VERB.to_owned(), worth: worth(words, clause, voice) })
}

/// Whether two things of the same rank follow the noun: "of Mr Hale and termination of the lease".
fn doubled(words: &Words<'_>, object: std::ops::Range<usize>) -> bool {
    object.clone().any(|place| words.has(place, Tags::NOMINAL) && words.at(place + 1) == "of")
}

/// "Consideration is being given to your case" and the like: a noun, a verb that says nothing, and what it is about.
fn word(words: &Words<'_>, clause: &Clause, voice: Voice) -> Option<Turned> {
    let subject = words.cut(clause.subject.clone()).to_lowercase();
    let participle = words.at(clause.participle);
    let next = words.at(clause.participle + 1);
    let sent = matches!(participle, "provided" | "issued" | "sent" | "given" | "communicated");
    let joined = next == "and" && kind(words, clause.participle + 1) != Kind::Phrase;
    let alone = !joined && !matches!(next, "of" | "to" | "that");
    let later = matches!(&clause.chain.form, Form::Modal(modal) if modal == "will");
    let (base, taken, more) = match subject.as_str() {
        "consideration" if participle == "given" && next == "to" => ("consider", 1, ""),
        "contact" if participle == "made" && next == "with" => ("contact", 1, ""),
        "a decision"
            if matches!(participle, "taken" | "made" | "reached")
                && matches!(next, "to" | "that" | "whether" | "as" | "on" | "about") =>
        {
            ("decide", 0, "")
        }
        "a determination" if matches!(participle, "made" | "reached") && next == "that" => ("determine", 0, ""),
        "notification" | "a notification" if sent && alone && later => ("notify", 0, " you"),
        "an update" | "a further update" if sent && alone && later => ("update", 0, " you"),
        "confirmation" if sent && alone && later => ("confirm", 0, ""),
        _ => return None,
    };
    let verb = by_base(base);
    let last = words.words.get(clause.participle + taken)?;
    let start = clause.subject.start;
    let (aux, form) = clause.chain.parts(&verb, voice);
    let rest = format!("{}{form}{more}", clause.chain.adverbs());
    let span = Span::new(words.words.get(start)?.span.start, last.span.end);
    let lead = voice.subject(opens(words, start));
    Some(Turned { span, lead, aux, rest, reason: VERB.to_owned(), worth: Worth::Small })
}

/// "Completion of the form is required" as "you need to complete the form".
fn required(target: &Target<'_>) -> Option<Edit> {
    let words = &target.words;
    let end = (1..words.words.len()).find(|place| words.at(*place) == "required" && words.at(place - 1) == "is")?;
    let noun = (0..end).rev().find(|place| words.at(place + 1) == "of" && PERSONS.contains(&words.at(*place)))?;
    let object = noun + 2..end - 1;
    let inner = words.source.get(words.words.get(noun)?.span.start..words.words.get(end)?.span.end)?;
    let gap = words.gap(noun);
    let begins =
        noun == 0 || gap.contains([',', ';', ':']) || matches!(words.at(noun - 1), "and" | "but" | "as" | "so");
    let others = words.words.iter().any(|word| word.tags.has(Tags::THIRD))
        || words.lower.iter().any(|word| word == "party" || word == "parties");
    let odd = inner.contains([',', ';', ':', '('])
        || matches!(words.at(end + 1), "to" | "by" | "from") && words.at(end + 1) != "by";
    if object.is_empty() || object.len() > 8 || !begins || others || odd || doubled(words, object.clone()) {
        return None;
    }
    let base = NOUNS.iter().find(|(name, _)| *name == words.at(noun))?.1;
    let text = format!("{} need to {base} {}", Voice::You.subject(opens(words, noun)), words.cut(object));
    let span = Span::new(words.words.get(noun)?.span.start, words.words.get(end)?.span.end);
    Some(Edit::new(span, text, LinguisticDistancing, "asks them, in words that one says").worth(Worth::Small))
}

#[cfg(test)]
mod tests {
    use super::super::actor;
    use super::super::trial::{leaves, makes};
    use super::propose;

    #[test]
    fn nouns_become_the_verbs_that_they_hide() {
        makes(
            actor::propose,
            "LD03",
            "What happens now?",
            &[
                ("An inspection of the roof has been carried out.", "We have inspected the roof."),
                ("A review of your file was conducted in May.", "We reviewed your file in May."),
                ("Deletion of old tags is carried out each spring.", "We delete old tags each spring."),
                ("An assessment of the damage will be undertaken.", "We will assess the damage."),
                ("Consideration is being given to a second visit.", "We are considering a second visit."),
                ("Verification of the address was not performed.", "We did not verify the address."),
                ("An update will be provided on Monday.", "We will update you on Monday."),
                ("A decision was taken to close the branch.", "We decided to close the branch."),
                ("Contact will be made with your school.", "We will contact your school."),
            ],
        );
        makes(
            propose,
            "LD03",
            "What do I do?",
            &[
                ("Submission of form R2 is required by Friday.", "You need to submit form R2 by Friday."),
                (
                    "We are late; resubmission of the second page is required.",
                    "We are late; you need to resubmit the second page.",
                ),
            ],
        );
    }

    #[test]
    fn nouns_without_a_sure_actor_are_left() {
        leaves(
            propose,
            "LD03",
            "What do I do?",
            &[
                "Deletion of such posts is required.",
                "Submission of the form by the executor party is required.",
                "Attendance is required.",
                "Completion of the work and signature of the lease, in ink, is required.",
                "The cancellation of the visit was our doing.",
                "There has been a delay in the review.",
            ],
        );
        leaves(
            actor::propose,
            "LD03",
            "",
            &["Deletion was carried out.", "A review of the file may be conducted by the court."],
        );
    }
}
