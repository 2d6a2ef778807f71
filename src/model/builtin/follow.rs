//! What follows a passive verb and hangs on its subject: particles, and further verbs joined by "and" or "but".

use super::chain::{Chain, Denial, Form, adverb};
use super::clause::{Clause, Words};
use super::edit::Scene;
use super::noun::pronoun;
use super::owned::befalls;
use super::phrase::listed;
use super::verbs::by_participle;
use super::voice::Voice;
use crate::reading::words::Tags;

/// What follows, rewritten as far as it has to be.
#[derive(Debug)]
pub(super) struct Follow {
    /// The particle that belongs to the verb.
    pub(super) particle: Option<&'static str>,
    /// The words behind object and particle, up to `end`.
    pub(super) text: String,
    /// Where the rewriting ends.
    pub(super) end: usize,
}

const VERBAL: Tags = Tags::BE.or(Tags::HAVE).or(Tags::MODAL).or(Tags::DO);

/// What follows a clause; `None` where it cannot be rewritten surely.
pub(super) fn follow(scene: &Scene<'_>, words: &Words<'_>, clause: &Clause, voice: Voice) -> Option<Follow> {
    let particle = particle(words, clause);
    let last = clause.participle + usize::from(particle.is_some());
    let end = words.words.get(last)?.span.end;
    // "Received, read and filed": a list of verbs.
    if words.gap(last + 1).contains(',') && words.has(last + 1, Tags::PARTICIPLE) {
        return None;
    }
    let plain = Follow { particle, text: String::new(), end };
    if gapped(words, last + 1) {
        return None;
    }
    let Some(join) = join(words, last + 1) else { return Some(plain) };
    match kind(words, join) {
        Kind::Phrase => Some(plain),
        Kind::Unsure => None,
        Kind::Verb => {
            let object = object(words, clause)?;
            let (text, end) =
                second(scene, words, clause, voice, join, object).or_else(|| restated(words, clause, join))?;
            if third(words, end) {
                return None;
            }
            let between = words.source.get(plain.end..words.words.get(join)?.span.start)?;
            let between = if text.starts_with(',') { between.trim_end() } else { between };
            Some(Follow { particle, text: format!("{between}{text}"), end })
        }
    }
}

/// Whether a third verb goes on with the subject, which would be gone: ", but may not receive a reply".
fn third(words: &Words<'_>, end: usize) -> bool {
    let from = (0..words.words.len()).find(|place| words.words[*place].span.start >= end);
    from.and_then(|from| join(words, from)).is_some_and(|join| kind(words, join) == Kind::Verb)
}

/// The particle that belongs to the verb.
fn particle(words: &Words<'_>, clause: &Clause) -> Option<&'static str> {
    match (clause.verb.base.as_str(), words.at(clause.participle + 1)) {
        ("carry", "out") => Some("out"),
        ("hand", "over") => Some("over"),
        ("pass", "on") => Some("on"),
        ("take", "down") => Some("down"),
        ("take", "offline") => Some("offline"),
        ("set", "aside") => Some("aside"),
        _ => None,
    }
}

/// Whether a second subject goes on without its auxiliary: "and the fee waived".
fn gapped(words: &Words<'_>, from: usize) -> bool {
    let end = (from..words.words.len()).find(|place| words.gap(*place).contains([';', ':']));
    let end = end.unwrap_or(words.words.len());
    let Some(and) = (from..end).find(|place| matches!(words.at(*place), "and" | "but")) else { return false };
    let aux = |place: &usize| words.has(*place, VERBAL) && !words.has(*place, Tags::MONTH);
    let stop = (and..end).find(aux).unwrap_or(end);
    // A participle right behind the "and" goes on with the subject of the first verb.
    (and + 2..stop).any(|place| {
        let framed = words.has(place - 1, Tags::DETERMINER.or(Tags::PREPOSITION).or(Tags::CONJUNCTION))
            || adverb(words.at(place - 1));
        let last =
            place + 1 == end || words.gap(place + 1).contains(['.', ',']) || words.has(place + 1, Tags::PREPOSITION);
        // "Any statement received" is what was received, not another act.
        // A verb that the table does not know has an act of its own all the same: "and the meter exchanged".
        let known = by_participle(words.at(place)).is_some_and(|verb| verb.is("s"));
        let unknown = by_participle(words.at(place)).is_none() && words.has(place, Tags::PARTICIPLE);
        let passive = (known || unknown && words.at(place).ends_with("ed"))
            && !matches!(words.at(place), "received" | "given" | "issued" | "made" | "recorded" | "noted");
        passive && !framed && words.at(place - 1) != "not" && last
    })
}

/// The first "and" or "but" behind a place that may go on with the same subject.
fn join(words: &Words<'_>, from: usize) -> Option<usize> {
    for place in from..words.words.len() {
        if words.gap(place).contains([';', ':', '(', '\u{2013}', '\u{2014}']) {
            return None;
        }
        let joins = matches!(words.at(place), "and" | "but" | "or");
        if joins && kind(words, place) != Kind::Phrase {
            return Some(place);
        }
        // Another clause begins: what is joined there is not ours.
        if words.has(place, VERBAL) && !words.has(place, Tags::MONTH) {
            return None;
        }
    }
    None
}

/// What stands behind a conjunction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Something with a subject of its own, or no verb at all.
    Phrase,
    /// A verb without a subject.
    Verb,
    /// Nobody can tell.
    Unsure,
}

/// Whether "as such" stands behind the conjunction at a place.
fn such(words: &Words<'_>, join: usize) -> bool {
    words.at(join + 1) == "as" && words.at(join + 2) == "such"
}

/// What stands behind the conjunction at a place.
pub(super) fn kind(words: &Words<'_>, join: usize) -> Kind {
    const PLAIN: &str = "\
        arrives contains includes remains applies covers shows leaves takes expires ends starts comes goes \
        falls needs depends extends carries forms";
    let mut next = join + 1 + 2 * usize::from(such(words, join));
    while words.at(next) == "not" || adverb(words.at(next)) && words.at(next) != "no" {
        next += 1;
    }
    if words.has(next, VERBAL) {
        return Kind::Verb;
    }
    if listed(PLAIN, words.at(next)) {
        return Kind::Unsure;
    }
    if !words.has(next, Tags::PARTICIPLE) {
        return Kind::Phrase;
    }
    let after = next + 1;
    if words.has(after, Tags::DETERMINER.or(Tags::NUMBER).or(Tags::WH)) {
        return Kind::Unsure;
    }
    let ends = after >= words.words.len() || words.gap(after).contains([',', ';', '.']);
    let known = by_participle(words.at(next)).is_some();
    match ends || words.has(after, Tags::PREPOSITION) || adverb(words.at(after)) {
        true if known => Kind::Verb,
        true => Kind::Unsure,
        false => Kind::Phrase,
    }
}

/// The subject once more, as an object.
fn object(words: &Words<'_>, clause: &Clause) -> Option<&'static str> {
    let plural = || clause.chain.plural.map(|plural| if plural { "them" } else { "it" });
    pronoun(words, clause.subject.clone()).or_else(plural)
}

/// "And placed on file" as "and placed it on file", with the place where it ends.
fn second(
    scene: &Scene<'_>,
    words: &Words<'_>,
    clause: &Clause,
    voice: Voice,
    join: usize,
    object: &str,
) -> Option<(String, usize)> {
    scene.voice?;
    let doers = if voice == Voice::You { "p" } else { "sf" };
    let from = join + 1;
    let stop = (from..words.words.len()).find(|place| words.has(*place, Tags::PARTICIPLE)).unwrap_or(from);
    let aux = words.lower.get(from..stop)?;
    let and = words.at(join);
    if let Some(found) = elided(words, clause, join) {
        return Some(found);
    }
    let will = aux.iter().any(|word| word == "will") && voice != Voice::You;
    let verb = by_participle(words.at(stop)).filter(|verb| verb.is(doers) || will && verb.is("w"))?;
    if scene.draft.is_canned() && befalls(verb) && !will {
        return None;
    }
    let chain = match aux {
        [] => clause.chain.bare(Denial::None),
        [not] if not == "not" => clause.chain.bare(Denial::Full),
        aux => Chain::read(aux)?,
    };
    let (help, form) = chain.parts(verb, voice);
    // "We have received it and placed it": the auxiliary need not be said twice.
    let help = if aux.is_empty() || help.is_empty() { String::new() } else { format!("{help} ") };
    let particle = (words.at(stop + 1) == "over" && verb.base == "hand").then_some(" over");
    let end = words.words.get(stop + usize::from(particle.is_some()))?.span.end;
    Some((format!("{and} {help}{}{form} {object}{}", chain.adverbs(), particle.unwrap_or("")), end))
}

/// "And was not," as "and did not,".
fn elided(words: &Words<'_>, clause: &Clause, join: usize) -> Option<(String, usize)> {
    let ends = join + 3 >= words.words.len() || words.gap(join + 3).contains([',', ';']);
    let not = words.at(join + 2) == "not" && ends;
    let past = matches!(words.at(join + 1), "was" | "were");
    let fits = matches!(clause.chain.form, Form::Simple { past: true } | Form::ModalPerfect(_));
    (not && past && fits)
        .then(|| Some((format!("{} did not", words.at(join)), words.words.get(join + 2)?.span.end)))
        .flatten()
}

/// "And is due" as ", and it is due".
fn restated(words: &Words<'_>, clause: &Clause, join: usize) -> Option<(String, usize)> {
    let plural = clause.chain.plural?;
    let person = pronoun(words, clause.subject.clone()).is_some();
    let last = join + 2 * usize::from(such(words, join));
    let aux = words.at(last + 1);
    let plain =
        matches!(aux, "is" | "are" | "was" | "were" | "has" | "have" | "will" | "can" | "cannot" | "may" | "might");
    let comma = if words.gap(join).contains(',') { "" } else { "," };
    let it = if plural { "they" } else { "it" };
    let end = words.words.get(last)?.span.end;
    let joint = words.cut(join..last + 1);
    (plain && !person).then(|| (format!("{comma} {joint} {it}").trim_start().to_owned(), end))
}
