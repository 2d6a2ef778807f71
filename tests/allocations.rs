//! How often `detect` asks for memory: a budget, in a test binary of its own because it counts every allocation.

use allocation_counter::measure;
use attuned::{Conversation, Draft, detect};

const SAID: &str = "I've rung your clinic four times since Thursday. My son is six, he has a shunt, and on Wednesday \
    night he was sick twice and held his head and cried. Why did nobody call me back?";

/// A reply of 100 words.
const REPLY: &str = "Dear Ms Kerridge,\n\nThank you for contacting the paediatric outpatient desk. We are sorry to hear \
    that you were not satisfied with the service that was provided on this occasion. Please be advised that calls are \
    triaged in the order in which they are received. Your messages were recorded in our system on 4 March and were \
    forwarded to the relevant team. Unfortunately, due to a high volume of enquiries, a call could not be returned \
    before the weekend. We understand how stressful this must have been. At least your son received treatment in good \
    time.\n\nKind regards,\nPatient Liaison";

/// It was 295 when this was written: features, evidence and messages of seven sentences. A quarter more is allowed.
const BUDGET: u64 = 370;

fn allocations(text: &str) -> u64 {
    let draft = Draft::new(Conversation::from_user(SAID), text);
    // The lexicon is read once, by the first draft.
    detect(&draft);
    measure(|| drop(detect(&draft))).count_total
}

#[test]
fn a_reply_of_a_hundred_words_stays_within_the_budget() {
    assert_eq!(REPLY.split_whitespace().count(), 100);
    let count = allocations(REPLY);
    assert!(count <= BUDGET, "{count} allocations, {BUDGET} allowed");
}

#[test]
fn no_word_costs_an_allocation_of_its_own() {
    // Sentences may cost some: they carry vectors and findings. A word within a sentence may not.
    let sentence = |words: usize| format!("We have moved {}to the desk.", "the green box ".repeat(words / 3));
    let (short, long) = (allocations(&sentence(12)), allocations(&sentence(300)));
    assert!(long < short + 20, "{short} allocations for a short sentence, {long} for a long one");
}
