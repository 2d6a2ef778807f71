//! "I've moved your due date" as "your due date has been moved": whoever acts leaves the sentence.

use super::noun::object;
use super::patch::{Patch, raised};
use super::scene::Scene;
use super::verbs::Verb;
use crate::reading::Said;
use crate::reading::sentences::Line;
use regex::{Captures, Regex};
use std::sync::LazyLock;

/// Whoever acts, at the start of a clause, with the auxiliaries up to the verb.
static ACTOR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?P<lead>^(?:And |But |So |Then )?|[;:] (?:and |but )?|, (?:and|but|so) |\b(?:and|but|because|that|until|after) )",
        r"(?P<who>I|We|we|You|you)",
        r"(?P<aux>['\u{2019}]ve| have not| haven['\u{2019}]t| have|['\u{2019}]ll| will not| won['\u{2019}]t| will| cannot| can['\u{2019}]t| can| did not| didn['\u{2019}]t| should have| shouldn['\u{2019}]t have| must| may)?",
        r"(?P<adverb> (?:now|also|already|just|never|only|even))? ",
        r"(?P<verb>[a-z]+(?:-[a-z]+)?)(?P<part> (?:out|up|off|back|down|away))? ",
    ))
    .expect("a constant pattern compiles")
});

/// Each clause in which the sender acts, or the person may, as a passive.
pub(super) fn propose(scene: &Scene<'_>, _: u64) -> Vec<Patch> {
    if scene.is_kin() {
        return Vec::new();
    }
    let prose = scene.reading.reply.said.iter().filter(|said| said.line == Line::Prose && !said.asks);
    prose.flat_map(|said| clauses(scene, said)).collect()
}

/// The clauses of a sentence.
fn clauses(scene: &Scene<'_>, said: &Said) -> Vec<Patch> {
    let source = scene.source(said);
    let quoted = source.contains(['"', '\u{201c}', '`']);
    if quoted {
        return Vec::new();
    }
    let found = ACTOR.captures_iter(source).filter_map(|caught| clause(scene, source, said.span.start, &caught));
    found.collect()
}

/// One clause.
fn clause(scene: &Scene<'_>, source: &str, from: usize, caught: &Captures<'_>) -> Option<Patch> {
    let (who, all) = (caught.name("who")?, caught.get(0)?);
    let part = |name: &str| caught.name(name).map_or("", |one| one.as_str());
    let aux = part("aux").replace('\u{2019}', "'");
    let person = who.as_str().eq_ignore_ascii_case("you");
    let may = matches!(aux.as_str(), " can" | " must" | " may");
    // What the person did is theirs to be told; what they may do can be done to a thing.
    let whose = if person { may } else { !may || aux == " can" };
    if !whose {
        return None;
    }
    if part("verb") == "tell" && aux.contains("can") {
        return None;
    }
    let verb = Verb::find(|verb| fits(verb, &aux, part("verb")))?;
    let rest = source.get(all.end()..)?;
    let object = object(rest)?;
    let tail = rest.get(object.length..)?;
    if !follows(verb.base, tail) {
        return None;
    }
    let be = auxiliaries(&aux, part("adverb").trim(), object.many);
    let opens = who.start() == 0 && !scene.is_small();
    let subject = if opens { raised(&object.subject) } else { object.subject.clone() };
    let text = format!("{subject} {be} {}{}", verb.participle, part("part"));
    Some(Patch::new(from + who.start(), from + all.end() + object.length, text))
}

/// Whether the word is the form that the auxiliary asks for.
fn fits(verb: &Verb, aux: &str, word: &str) -> bool {
    match aux {
        "" => verb.past == word,
        "'ve" | " have" | " have not" | " haven't" | " should have" | " shouldn't have" => verb.participle == word,
        _ => verb.base == word,
    }
}

/// The auxiliaries of the passive, with the adverb behind the first.
fn auxiliaries(aux: &str, adverb: &str, many: bool) -> String {
    let (first, rest) = match aux {
        "" => (if many { "were" } else { "was" }, ""),
        "'ve" | " have" => (if many { "have" } else { "has" }, "been"),
        " have not" | " haven't" => (if many { "have not" } else { "has not" }, "been"),
        "'ll" | " will" => ("will", "be"),
        " will not" | " won't" => ("will not", "be"),
        " cannot" | " can't" => ("cannot", "be"),
        " did not" | " didn't" => (if many { "were not" } else { "was not" }, ""),
        " should have" => ("should", "have been"),
        " shouldn't have" => ("should not", "have been"),
        " must" => ("must", "be"),
        " may" => ("may", "be"),
        _ => ("can", "be"),
    };
    [first, adverb, rest].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Whether what follows the object can follow a passive.
fn follows(base: &str, tail: &str) -> bool {
    let lower = tail.replace('\u{2019}', "'").to_lowercase();
    let next = lower.split_whitespace().next().unwrap_or("").trim_matches([',', '.', ';']).to_owned();
    // A second verb would be left without its subject.
    let mut joined = lower.split([' ', ',', ';', '.']).filter(|word| !word.is_empty()).peekable();
    while let Some(word) = joined.next() {
        if !matches!(word, "and" | "or" | "but" | "then") {
            continue;
        }
        let Some(verb) = joined.peek() else { continue };
        let verbal = Verb::knows(verb)
            || verb.ends_with("ed")
            || [
                "never", "didn't", "then", "so", "now", "also", "just", "still", "went", "got", "made", "took", "ran",
                "left", "let", "said", "had", "have", "will", "don't", "can't", "won't", "saw", "told", "am", "was",
                "been", "come", "go",
            ]
            .contains(verb);
        if verbal {
            return false;
        }
    }
    let bare = ["let", "see"].contains(&base) && !next.is_empty() && !lower.starts_with(['.', ',']);
    let own = ["myself", "ourselves", "my own", "our own"].iter().any(|word| lower.contains(word));
    let clause = ["i", "we", "that", "who", "which"].contains(&next.as_str()) && base != "tell" && base != "promise";
    !(bare || own || clause)
}

#[cfg(test)]
mod tests {
    use super::super::trial::{SAID, leaves, made};
    use super::*;

    #[test]
    fn whoever_acts_leaves_the_sentence() {
        for (text, wanted) in [
            ("We gave your room to a late guest.", "Your room was given to a late guest."),
            ("I've moved your due date to the 30th.", "Your due date has been moved to the 30th."),
            ("We won't charge you for it.", "You will not be charged for it."),
            ("We gave your room away.", "Your room was given away."),
            ("He left, and I told you nothing.", "He left, and you were told nothing."),
            ("You can return the key at the desk.", "The key can be returned at the desk."),
            ("I should have called you on Friday.", "You should have been called on Friday."),
            ("We've taken off the fee today.", "The fee has been taken off today."),
        ] {
            assert_eq!(made(propose, SAID, text).first().map(String::as_str), Some(wanted));
        }
    }

    #[test]
    fn sentences_that_would_break_are_left() {
        leaves(
            propose,
            SAID,
            &[
                "I took the call and rang the desk.",
                "I know your room was gone.",
                "I wrote the note myself.",
                "We let the guest stay.",
                "We lost the bag that you left.",
                "Did we give your room to a guest?",
                "I told you \u{201c}noon\u{201d} on Monday.",
                "I can't tell you the name.",
            ],
        );
    }
}
