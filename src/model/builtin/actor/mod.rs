//! Agentless passives about what the sender or the person does: "your request has been declined" becomes "we have
//! declined your request", "form R2 must be submitted" becomes "you must submit form R2".

mod pair;
mod sure;
mod tell;
#[cfg(test)]
mod tests;

use super::chain::Denial;
use super::clause::{Clause, Words, clauses};
use super::doer::{doer, third_party};
use super::edit::{Edit, Scene, Target};
use super::follow::{Follow, follow};
use super::nominal;
use super::noun::{moved, pronoun};
use super::worth::Worth;
use crate::detect::Mechanism::LinguisticDistancing;
use crate::reading::sentences::Line;
use crate::text::Span;
use pair::{both, unmixed};
use sure::sure;
use tell::reason;

pub(super) use tell::worth;

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

/// The clause with the verb that its noun hides.
fn verbal(scene: &Scene<'_>, target: &Target<'_>, clause: &Clause) -> Option<Turned> {
    let voice = scene.voice.filter(|_| !third_party(scene, &target.words, clause))?;
    nominal::turned(&target.words, clause, voice)
}

/// An edit of this kind.
fn edit(span: Span, text: String, reason: &str) -> Edit {
    Edit::new(span, text, LinguisticDistancing, reason)
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
