//! What names something, and what only looks as if it did: weak names of what happened, nouns for acts, requests in the
//! passive.

use crate::reading::grammar::Passive;
use crate::reading::key::keys;
use crate::reading::words::{Tags, Word};
use crate::reading::{Cue, Reading, Said};
use crate::text::Span;

/// The weakest name that a sentence gives to what happened to the person: its span and weight.
pub(super) fn weak_name(reading: &Reading<'_>, sentence: &Said) -> Option<(Span, f64)> {
    let hits = sentence.cues.has(Cue::Weak).then(|| reading.reply.text.hits_in(sentence.span))?;
    hits.filter(|hit| hit.cue == Cue::Weak && !names_nothing(reading, sentence, hit.span))
        .max_by(|one, other| one.weight.total_cmp(&other.weight).then(one.span.len().cmp(&other.span.len())))
        .map(|hit| (hit.span, hit.weight))
}

/// Whether a phrase of the list names nothing that happened to the person.
fn names_nothing(reading: &Reading<'_>, sentence: &Said, phrase: Span) -> bool {
    is_own_feeling(reading, sentence, phrase)
        || is_granted(reading, sentence, phrase)
        || is_occasion(reading, sentence, phrase)
}

/// The words of the sentence before a phrase.
fn before<'r>(reading: &'r Reading<'_>, sentence: &Said, phrase: Span) -> &'r [Word] {
    reading.reply.text.words_in(Span::new(sentence.span.start, phrase.start))
}

/// Whether it is what the sender feels: "we are very disappointed".
fn is_own_feeling(reading: &Reading<'_>, sentence: &Said, phrase: Span) -> bool {
    const FEELS: [u64; 4] = keys(["feel", "felt", "remain", "remained"]);
    if !phrase.of(reading.reply.text.source).eq_ignore_ascii_case("disappointed") {
        return false;
    }
    let head = before(reading, sentence, phrase);
    let Some(verb) = head.iter().rposition(|word| word.tags.has(Tags::BE.or(Tags::ME).or(Tags::US)) || word.is(&FEELS))
    else {
        return false;
    };
    let somebody = |word: &Word| word.tags.has(Tags::ME.or(Tags::US).or(Tags::YOU).or(Tags::THEY).or(Tags::PERSON));
    let subject = head[..=verb].iter().rev().take(3).find(|word| somebody(word));
    head.len() - verb < 4 && subject.is_some_and(|word| word.tags.has(Tags::ME.or(Tags::US)))
}

/// Whether somebody grants in the first person that it is not what was hoped for ("I know that is not the answer you
/// hoped for"), or that it is bad and whose doing it was.
fn is_granted(reading: &Reading<'_>, sentence: &Said, phrase: Span) -> bool {
    const KNOW: [u64; 6] = keys(["know", "realise", "realize", "see", "understand", "appreciate"]);
    const THIS: [u64; 5] = keys(["this", "that", "it", "these", "those"]);
    let head = before(reading, sentence, phrase);
    let Some(knows) = head.iter().rposition(|word| word.is(&KNOW)) else { return false };
    let mine = knows > 0 && head[knows - 1].tags.has(Tags::ME.or(Tags::US));
    let near = head.len() - knows < 6 && head[knows + 1..].iter().any(|word| word.is(&THIS));
    let hoped = phrase.of(reading.reply.text.source).to_ascii_lowercase().starts_with("not the ");
    let owned = reading.person.is_absent()
        && sentence.cues.has(Cue::Sympathy)
        && reading.reply.text.source[phrase.end..sentence.span.end].contains([':', ';', ',']);
    mine && near && (hoped || owned)
}

/// Whether "the event" is one that people go to, or a case that is only thought of: it names what happened where somebody
/// is sorry for it.
fn is_occasion(reading: &Reading<'_>, sentence: &Said, phrase: Span) -> bool {
    const FOR: [u64; 6] = keys(["for", "about", "of", "by", "over", "regret"]);
    const SORRY: [&str; 6] = ["sorry", "apolog", "regret", "condolence", "sympath", "sadden"];
    let source = reading.reply.text.source;
    if !phrase.of(source).eq_ignore_ascii_case("the event") {
        return false;
    }
    let rest = source[phrase.end..].trim_start();
    let thought = rest.starts_with("of ") || rest.starts_with("that ");
    let said = sentence.span.of(source).to_ascii_lowercase();
    let held = before(reading, sentence, phrase).last().is_some_and(|word| word.is(&FOR));
    thought || !(held && SORRY.iter().any(|one| said.contains(one)))
}

/// Whether a weak phrase has no adjective that could be left out: "did not meet", "fell short".
pub(super) fn is_measured(phrase: &str) -> bool {
    let lower = phrase.to_ascii_lowercase();
    ["not ", "n't ", "short"].iter().any(|one| lower.contains(one)) && lower != "not ideal"
}

/// Events that befall people, which nobody did.
const BEFALLS: [u64; 16] = keys([
    "bereavement",
    "bereavements",
    "hospitalisation",
    "hospitalization",
    "imprisonment",
    "confinement",
    "amputation",
    "starvation",
    "depression",
    "disablement",
    "miscarriage",
    "ailment",
    "ailments",
    "impairment",
    "impairments",
    "inflammation",
]);

/// What papers and their like are called.
const PAPERS: [u64; 32] = keys([
    "form",
    "forms",
    "letter",
    "letters",
    "email",
    "emails",
    "e-mail",
    "number",
    "numbers",
    "code",
    "codes",
    "policy",
    "policies",
    "page",
    "pages",
    "document",
    "documents",
    "certificate",
    "certificates",
    "note",
    "notes",
    "guide",
    "slip",
    "slips",
    "label",
    "terms",
    "conditions",
    "centre",
    "center",
    "team",
    "portal",
    "fee",
]);

/// Whether a noun stands for an act of somebody: not for what befalls people, nor in the name of a document.
pub(super) fn is_act(reading: &Reading<'_>, sentence: &Said, noun: Span) -> bool {
    let text = &reading.reply.text;
    let inside = text.words_in(sentence.span);
    let Some(at) = inside.iter().position(|word| word.span == noun) else { return true };
    let capital = |word: &Word| word.span.of(text.source).starts_with(char::is_uppercase);
    let joined = |one: &Word, other: &Word| text.source[one.span.end..other.span.start].chars().all(|gap| gap == ' ');
    let named = at > 0 && capital(&inside[at]);
    let paper = inside.get(at + 1).is_some_and(|next| joined(&inside[at], next) && next.is(&PAPERS));
    !(named || paper || inside[at].is(&BEFALLS))
}

/// Whether a passive asks for attention, "please be advised": it hides nobody who did anything.
pub(super) fn is_request(reading: &Reading<'_>, passive: &Passive) -> bool {
    const ASKED: [&str; 8] =
        ["please", "kindly", "please also", "please therefore", "also", "so please", "and please", ""];
    let text = &reading.reply.text;
    let verb = passive.verb.of(text.source).to_ascii_lowercase();
    let subject = passive.subject.of(text.source).trim_matches([' ', ',']).to_ascii_lowercase();
    verb.starts_with("be ") && ASKED.contains(&subject.as_str())
}

#[cfg(test)]
mod tests {
    use super::weak_name;
    use crate::reading::Reading;
    use crate::text::{Conversation, Draft};
    use crate::{Finding, detect};

    fn canned(text: &str) -> Vec<Finding> {
        detect(&Draft::canned(text)).findings
    }

    fn marked(text: &str, rule: &str) -> bool {
        canned(text).iter().any(|one| one.rule == rule)
    }

    #[test]
    fn a_title_is_no_sentence_and_quoted_clauses_are_nobodys_voice() {
        let under = |title: &str| format!("{title}\n\nUnfortunately we kept the deposit; we are sorry.");
        for title in ["# Refusal of the deposit", "Refusal of the deposit", "Cancellation and termination"] {
            assert!(canned(&under(title)).iter().all(|one| !one.rule.starts_with("LD")), "{title}");
        }
        let terms = "Unfortunately we cannot lend it. Our rules say:\n\n4.1 Boats will be refused to members.\n\n\
            4.2 The club accepts no liability for oars.";
        assert!(canned(terms).iter().all(|one| !one.quote.text.contains("oars") && !one.quote.text.contains("Boats")));
    }

    #[test]
    fn what_befalls_people_and_names_of_papers_are_no_acts() {
        let sad = "Unfortunately the delay and the loss were ours. We regret it, and we are sorry. ";
        for text in [
            "The list of reasons has illness, bereavement and hospitalisation.",
            "The Moorland Railway Conditions and the Cancellation Notice hang at the gate.",
            "The reimbursement form and the notification letter hang at the gate.",
        ] {
            assert!(!marked(&format!("{sad}{text}"), "LD03"), "{text}");
        }
        assert!(marked(
            "Unfortunately we regret a delay. The cancellation of the subscription and the termination of the \
            agreement require a reassessment and an investigation.",
            "LD03"
        ));
    }

    #[test]
    fn the_senders_own_feeling_and_a_granted_no_make_nothing_small() {
        for text in [
            "Unfortunately the claim was too late. We are really disappointed by that.",
            "I know that is not the result you hoped for. We refused the claim because the seal was broken.",
            "We know this is disappointing, and we are sorry: we broke the vase.",
        ] {
            assert!(!marked(text, "SA01"), "{text}");
        }
        assert!(marked("Unfortunately it was a refusal. We regret that you are disappointed.", "SA01"));
        assert!(marked("Unfortunately we refused it. This may not be the result you were hoping for.", "SA01"));
    }

    #[test]
    fn what_has_no_adjective_is_told_otherwise() {
        let text = "Unfortunately we regret that your vase did not meet our repair criteria.";
        let found = canned(text);
        let weak = found.iter().find(|one| one.rule == "SA01").expect("it is a formula");
        assert!(!weak.suggestion.contains("adjective"), "{weak:?}");
    }

    #[test]
    fn an_occasion_is_not_what_happened() {
        let said = "My wife died on Monday and I cannot come to the concert. I am heartbroken.";
        let named = |text: &str| {
            let draft = Draft::new(Conversation::from_user(said), text);
            let reading = Reading::read(&draft);
            reading.reply.said.iter().any(|one| weak_name(&reading, one).is_some())
        };
        assert!(!named("Tickets are valid for the event only. In the event of illness we move them."));
        assert!(named("We are sorry about the event."));
    }

    #[test]
    fn a_request_in_the_passive_is_officialese() {
        let found = canned("Please be advised that we refused the claim.");
        assert!(found.iter().any(|one| one.rule == "LD05"), "{found:?}");
        assert!(found.iter().all(|one| one.rule != "LD01"), "{found:?}");
    }
}
