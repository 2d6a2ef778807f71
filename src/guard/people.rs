//! A reply to many takes up nothing that only some of them told.

use super::words::{List, fold, list, stem, telling};
use super::{Check, Side};
use crate::reading::words::Tags;
use crate::reading::{Cue, Text};
use crate::text::Situation;
use std::collections::BTreeSet;

/// Words of service, time and plain feeling: whoever writes to many may use them, though one of these people did too.
static ANYBODYS: List = std::sync::LazyLock::new(|| {
    list(
        "\
    address afford agree allow angry annoyed answer apology apologise apologize appreciate arrive automatic \
    aware bad bank begin believe bill book box break bring burden business busy buy card care careful cause chance \
    change charge chat check choice choose clear close collect company complain complaint confirm confuse confusing \
    connect copy correct cost count cover credit damage date deal decide decision decline delay deliver delivery \
    deserve detail difference different difficult disappoint document door double due early easy easier end \
    enough error exact expect expensive explain extra fail failure fair fast fault fee file final fine fix follow \
    form forward free frustrate frustrating full further happen happy hard hear hold home honest hope hurry hurt \
    important include inconvenience instead item join late leave letter line link list listen live lose loss lost \
    luck manage mean meet mind miss missing mistake mistook money month move name nearly news note notice offer \
    office online open option order own owe pack package page paid parcel pass patience patient pay payment phone \
    plain plan point policy post price process product promise proper prove provide put quick quiet reach read \
    ready real reason receive receipt record refund refuse reject remind repair repeat replace report request \
    resend respond rest result return review room rule run sad safe save screen send serious serve set share ship \
    shipping shop simple sit site sort speak spend stand state status stay step stop store stress stressful stuck \
    subscription sudden suppose system talk term text track trouble trust turn understand unfair until update upset \
    user visit wait waiting walk warn warning waste website whole wish word worry worried worse write written \
    wrote chase rely matter feel felt afternoon spent pressure hour minute who whose ask ring rang call email \
    twice hand eye people person thing another long tell told look think try tried keep kept know known",
    )
});

/// A word of substance that somebody told.
struct Told {
    stem: String,
    /// Whether it speaks of their people, a loss or what is at stake for them.
    personal: bool,
}

/// The words of substance of a message.
fn told(message: &str) -> Vec<Told> {
    let text = Text::read(message);
    let grave = |cue| matches!(cue, Cue::Loss | Cue::Stakes);
    let graves: Vec<_> = text.hits.iter().filter(|hit| grave(hit.cue)).map(|hit| hit.span).collect();
    let of_substance = text.words.iter().filter(|word| !word.tags.has(EMPTY) && word.span.len() >= 3);
    let read = of_substance.map(|word| Told {
        stem: stem(&fold(word.span.of(message))),
        personal: word.tags.has(Tags::PERSON) || graves.iter().any(|span| span.contains(word.span)),
    });
    read.filter(|one| one.personal || !is_anybodys(&one.stem)).collect()
}

/// Classes of words that carry nothing of anybody; numbers have a guard of their own.
const EMPTY: Tags = Tags::COMMON
    .or(Tags::GENERIC)
    .or(Tags::BE)
    .or(Tags::HAVE)
    .or(Tags::MODAL)
    .or(Tags::NEGATION)
    .or(Tags::DETERMINER)
    .or(Tags::PREPOSITION)
    .or(Tags::CONJUNCTION)
    .or(Tags::WH)
    .or(Tags::SADLY)
    .or(Tags::NUMBER);

fn is_anybodys(root: &str) -> bool {
    static ROOTS: std::sync::LazyLock<BTreeSet<String>> =
        std::sync::LazyLock::new(|| ANYBODYS.iter().map(|word| stem(word)).collect());
    ROOTS.contains(root)
}

/// Nothing of one of them is new in the candidate. What all of several told is no particular, unless it is as personal as
/// a mother or a funeral.
pub(super) fn look(check: &Check<'_>) -> Vec<String> {
    let people = check.draft.people();
    if people.is_empty() {
        return Vec::new();
    }
    let (messages, new) = (people.iter().map(told_by).collect::<Vec<_>>(), roots(&check.new));
    let old = roots(&check.old);
    let mut out = Vec::new();
    for (root, word) in new.iter().filter(|(root, _)| !old.iter().any(|(known, _)| known == root)) {
        let theirs: Vec<&Told> = messages.iter().filter_map(|told| told.iter().find(|one| one.stem == *root)).collect();
        let shared = people.len() > 1 && theirs.len() == people.len() && !theirs.iter().any(|one| one.personal);
        if !theirs.is_empty() && !shared {
            out.push(refusal(word));
        }
    }
    out.extend(people.iter().find_map(|one| copied(&one.message, check)).map(|words| refusal(&words)));
    out
}

fn refusal(words: &str) -> String {
    format!("\"{words}\" is what only some of its readers told; say what holds for everybody")
}

/// So many words in a row are taken from somebody, however common each of them is.
const RUN: usize = 4;

/// The first words in a row that are one person's and not the draft's.
fn copied(message: &str, check: &Check<'_>) -> Option<String> {
    let [theirs, new, old] = [message, check.new.prose(), check.old.prose()].map(super::words::words);
    let holds = |words: &[String], run: &[String]| words.windows(RUN).any(|one| one == run);
    let says = |run: &[String]| telling(run).len() >= RUN / 2;
    let run = new.windows(RUN).find(|run| says(run) && holds(&theirs, run) && !holds(&old, run))?;
    Some(run.join(" "))
}

fn told_by(person: &Situation) -> Vec<Told> {
    told(&person.message)
}

/// The words of a text by their roots, each once.
fn roots(side: &Side) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = Vec::new();
    for word in super::words::words(side.prose()) {
        let root = stem(&word);
        if !out.iter().any(|(known, _)| *known == root) {
            out.push((root, word));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guard::Keep;
    use crate::text::Draft;

    const DRAFT: &str =
        "Hi {{ticket.requester.first_name}}, your refund has been delayed. It will be issued by our bank.";
    const PEOPLE: [&str; 3] = [
        "Hello, could you tell me when the refund for my kettle arrives? The shop said a week.",
        "I needed that money for my mother's surgery on Monday and the hospital wants a deposit. Where is it?",
        "You people lied to me. Three weeks for a kettle! I was humiliated at the checkout because of my mother.",
    ];

    fn broken(people: &[&str], candidate: &str) -> Vec<String> {
        let people = people.iter().map(|one| Situation::new("", *one)).collect();
        look(&Check::new(&Draft::canned(DRAFT).sent_to(people), candidate, &Keep::default()))
    }

    #[test]
    fn what_one_of_them_told_is_not_said_to_all() {
        for candidate in [
            "Hi {{ticket.requester.first_name}}, we have delayed your refund, and surgeries do not wait.",
            "Your mother needs this money. We delayed your refund.",
            "Being humiliated at a checkout is hard. We delayed your refund.",
            "The hospital wants its deposit, and we delayed your refund.",
            "We delayed the refund for your kettle.",
            "Everybody lied to you, you say. I needed that money for nothing else, you say. We delayed your refund.",
        ] {
            assert!(!broken(&PEOPLE, candidate).is_empty(), "not caught: {candidate}");
        }
    }

    #[test]
    fn what_holds_for_everybody_may_be_said() {
        for candidate in [
            DRAFT,
            "Hi {{ticket.requester.first_name}}, we have delayed your refund, and I am sorry. Our bank will issue it.",
            "You are waiting for money that is yours, and we are the reason. Our bank will issue your refund.",
            "We know that you counted on this refund. We delayed it, and that is our fault.",
        ] {
            assert_eq!(broken(&PEOPLE, candidate), Vec::<String>::new(), "{candidate}");
        }
    }

    #[test]
    fn what_all_of_them_told_is_what_the_reply_is_about() {
        let people = ["My kettle refund is late.", "Where is the refund for the kettle?"];
        assert_eq!(broken(&people, "We delayed the refund for your kettle."), Vec::<String>::new());
        let mothers = ["My mother waits for it.", "It was for my mother."];
        assert!(!broken(&mothers, "We delayed your refund, and your mother waits.").is_empty());
        assert!(!broken(&people[..1], "We delayed the refund for your kettle.").is_empty());
    }

    #[test]
    fn a_reply_to_one_person_is_not_looked_at() {
        let draft = Draft::new(crate::text::Conversation::from_user(PEOPLE[1]), DRAFT);
        assert!(look(&Check::new(&draft, "Your mother needs it.", &Keep::default())).is_empty());
    }
}
