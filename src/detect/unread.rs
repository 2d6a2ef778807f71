//! What a reply shows that nobody read: advice that was followed already, a deadline that nothing speaks of.

use super::Severity::Clear;
use super::evidence::{Evidence, theirs, words};
use crate::reading::key::keys;
use crate::reading::person::tried::{Step, clauses, root_of, things_of};
use crate::reading::sentences::Line;
use crate::reading::words::{Tags, Word};
use crate::reading::{Cue, Reading, Said};

/// How sure advice is that repeats what was tried, or a reply that leaves a deadline out.
const SURE: f64 = 0.62;

/// Words that show that what was tried is known.
const KNOWN: [u64; 9] = keys(["again", "already", "you've", "instead", "besides", "since", "tried", "more", "after"]);

/// Sentences that advise a step which the person says they took.
pub(super) fn advised_again(reading: &Reading<'_>) -> Vec<Evidence> {
    let steps = &reading.person.tried;
    let advice = reading.reply.said.iter().filter(|said| !steps.is_empty() && advises(reading, said));
    let again = advice.filter_map(|said| {
        let inside = reading.reply.text.words_in(said.span);
        let step = clauses(&reading.reply.text, inside).find_map(|clause| same(reading, clause))?;
        let message = format!(
            "they did this already: \u{201c}{}\u{201d}, and \u{201c}{}\u{201d} sends them back to it",
            theirs(reading, step.place),
            words(reading, said.span)
        );
        Some(Evidence::new(said.span, SURE, message).answering(Some(step.place)).surely(Clear))
    });
    again.collect()
}

/// Whether a sentence tells the person what to do, and not that it is known that they did it.
fn advises(reading: &Reading<'_>, said: &Said) -> bool {
    const ADVICE: [u64; 14] = keys([
        "please",
        "kindly",
        "try",
        "recommend",
        "suggest",
        "advise",
        "should",
        "ensure",
        "sure",
        "clear",
        "restart",
        "reset",
        "reinstall",
        "check",
    ]);
    let inside = reading.reply.text.words_in(said.span);
    let first =
        inside.iter().take(3).any(|word| reading.person.tried.iter().any(|step| bare(reading, word) == step.verb));
    let told = said.orders || first || inside.iter().any(|word| word.is(&ADVICE));
    told && (said.me == 0 || inside.iter().any(|word| word.is(&COUNSEL)))
        && !said.negated
        && !inside.iter().any(|word| word.is(&KNOWN))
}

/// What somebody says who advises in the first person.
const COUNSEL: [u64; 4] = keys(["recommend", "suggest", "advise", "advice"]);

/// The root of a word that is no form of the past; 0 for one that is.
fn bare(reading: &Reading<'_>, word: &Word) -> u64 {
    if word.tags.has(Tags::PARTICIPLE) { 0 } else { root_of(&reading.reply.text, word) }
}

/// The step that a clause of advice repeats: the same verb with the same thing, or two of the same things.
fn same<'r>(reading: &'r Reading<'_>, clause: &[Word]) -> Option<&'r Step> {
    let text = &reading.reply.text;
    let roots: Vec<u64> = clause.iter().map(|word| bare(reading, word)).collect();
    let things = things_of(text, clause);
    reading.person.tried.iter().find(|step| {
        let shared = step.things.iter().filter(|thing| things.contains(thing)).count();
        shared > 1 || roots.contains(&step.verb) && (shared > 0 || step.things.is_empty())
    })
}

/// The sentence that leaves the person with their deadline, where nothing in the reply speaks of it or does anything.
pub(super) fn deadline_left_out(reading: &Reading<'_>) -> Option<Evidence> {
    let due = reading.person.due.as_ref()?;
    let (person, reply) = (&reading.person, &reading.reply);
    // Joy wants to be shared, and a question that is answered needs no word on the time.
    let answered = !person.questions.is_empty() && reply.open.is_empty();
    if answered || person.joy > person.pain {
        return None;
    }
    let inside = reply.said.iter().flat_map(|said| reply.text.words_in(said.span));
    let timed = |word: &Word| word.tags.has(Tags::TIME.or(Tags::MONTH)) || word.is(&HASTE);
    let spoken = |word: &Word| timed(word) || due.things.contains(&root_of(&reply.text, word));
    if inside.clone().any(spoken) || reply.text.has(Cue::Urgent) || reply.said.iter().any(|said| acts(reading, said)) {
        return None;
    }
    let said =
        reply.said.iter().filter(|said| !said.cited && !said.title && matches!(said.line, Line::Prose | Line::Item));
    let told: Vec<&Said> = said.collect();
    let left = told.iter().skip(1).find(|said| said.orders).or(told.last())?;
    let message =
        format!("they have a deadline, \u{201c}{}\u{201d}, and nothing here speaks of it", theirs(reading, due.place));
    Some(Evidence::new(left.span, SURE, message).answering(Some(due.place)).surely(Clear))
}

/// Words that show that the hurry is known.
const HASTE: [u64; 8] = keys(["until", "hurry", "quick", "quickly", "fast", "urgent", "urgently", "sooner"]);

/// Whether a sentence does something for the person, says what somebody will do, or asks for what is missing.
fn acts(reading: &Reading<'_>, said: &Said) -> bool {
    const EMPTY: [Cue; 5] = [Cue::Stock, Cue::Flat, Cue::Stall, Cue::Policy, Cue::Cheer];
    let empty = EMPTY.iter().any(|cue| said.cues.has(*cue));
    let first = reading.reply.text.words_in(said.span).first();
    let answered = first.is_some_and(|word| word.is(&ANSWERS));
    let handed = reading.reply.text.words_in(said.span).iter().any(|word| word.is(&HANDED));
    !empty && (said.asks || answered || said.me > 0 && (said.past > 0 || said.will) || handed)
}

const ANSWERS: [u64; 3] = keys(["yes", "no", "sure"]);

const HANDED: [u64; 4] = keys(["attached", "enclosed", "here's", "below"]);

#[cfg(test)]
mod tests {
    use crate::text::{Conversation, Draft, Situation};
    use crate::{Severity, detect};

    fn clear(said: &str, reply: &str, rule: &str) -> bool {
        let found = detect(&Draft::new(Conversation::from_user(said), reply)).findings;
        found.iter().any(|one| one.rule == rule && one.severity >= Severity::Clear)
    }

    #[test]
    fn advice_that_was_followed_is_seen_in_any_form_of_its_words() {
        let said = "I already emptied the tank and swapped the filter. It still leaks.";
        for reply in [
            "Please empty the tank, then swap the filters.",
            "We are glad to help. Emptying the tanks is easy. Swap the filter.",
            "You should try swapping the filter.",
            "We recommend emptying the tank.",
        ] {
            assert!(clear(said, reply, "EGM07"), "{reply}");
        }
        assert!(clear("We've reinstalled the plugin twice, no luck.", "Reinstall the plugin.", "EGM07"));
        assert!(clear("I tried another plug, nothing.", "Use a different plug.", "EGM07"));
        assert!(clear("I have already restarted it. Same noise.", "Please restart the pump.", "EGM07"));
    }

    #[test]
    fn advice_that_goes_on_from_there_is_none() {
        let said = "I already emptied the tank and swapped the filter. It still leaks.";
        for reply in [
            "Please tighten the hose.",
            "You emptied the tank and swapped the filter, so it is the seal.",
            "Please empty the tank again, this time with the tap closed.",
            "I will bring a new filter and empty the tank myself.",
        ] {
            assert!(!clear(said, reply, "EGM07"), "{reply}");
        }
        assert!(!clear("I bought the blue kite in May.", "Buy the red kite at the pier.", "EGM07"));
    }

    #[test]
    fn a_deadline_of_which_nothing_speaks_is_seen() {
        let reply = "The portal works as usual. Please choose another entrance. Your case is done.";
        for said in [
            "I can't get into the portal and my grant application is due tomorrow.",
            "The exam is tomorrow and I have no ticket.",
            "Hello, I need the stamp by Friday.",
        ] {
            assert!(clear(said, reply, "SA04"), "{said}");
        }
    }

    #[test]
    fn a_deadline_that_is_met_or_none_is_not() {
        let said = "I need the boarding card for the ferry, it leaves tomorrow.";
        for reply in [
            "You will have it tonight.",
            "Your boarding card is attached.",
            "I have printed it; it lies at the kiosk.",
            "What is your booking number?",
            "We know that the ferry leaves tomorrow.",
            "Let us be quick: open the booking page and choose the card.",
        ] {
            assert!(!clear(said, reply, "SA04"), "{reply}");
        }
        for (said, reply) in [
            ("My demo is tomorrow. How do I fold the kite?", "Lay it flat and fold the wings over the spine."),
            ("My wedding is tomorrow!! I am so happy.", "What a thing to look forward to."),
            ("My dad died. The funeral is tomorrow.", "I am so sorry. He sounds like a lovely man."),
        ] {
            assert!(!clear(said, reply, "SA04"), "{said}");
        }
        for said in ["It rained today and the kite tore.", "I will try it tomorrow.", "I love it right now!"] {
            assert!(!clear(said, "Please choose another kite.", "SA04"), "{said}");
        }
    }

    #[test]
    fn a_letter_to_many_is_read_for_the_one_who_is_known() {
        let one = Situation::new("a parent", "I already cleaned the lens. The school play is tonight!");
        let found = detect(&Draft::canned("Cameras need care. Clean the lens. Enjoy the pictures.").sent_to(vec![one]))
            .findings;
        for rule in ["EGM07", "SA04"] {
            assert!(found.iter().any(|one| one.rule == rule), "{rule} {found:?}");
        }
    }
}
