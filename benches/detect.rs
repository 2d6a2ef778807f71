//! How fast drafts are read, revisions checked and diffs explained: `cargo bench --no-default-features`.

use attuned::{Conversation, Diff, Draft, Keep, check, detect};
use divan::counter::BytesCount;
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

/// A person with a lot at stake.
const LETTER: &str = "I've rung your clinic four times since Thursday. My son is six, he has a shunt, and on Wednesday \
    night he was sick twice and held his head and cried. Your nurse told me to keep an eye on him. I kept an eye on him \
    until three in the morning, then I drove him to Hallam myself, forty minutes, and they operated before breakfast. \
    Nobody from your side has called since. Why did nobody call me back, and who decided that a child with a shunt can \
    wait until Monday?";

/// What the clinic's desk would answer, in about 150 words.
const LONG: &str = "Dear Ms Kerridge,\n\nThank you for contacting the paediatric outpatient desk. We are sorry to hear \
    that you were not satisfied with the service that was provided on this occasion. Please be advised that calls are \
    triaged in the order in which they are received, and that advice is given on the basis of the information available \
    at the time. Your messages were recorded in our system on 4 March and were forwarded to the relevant team. \
    Unfortunately, due to an unusually high volume of enquiries, a call could not be returned before the weekend.\n\nWe \
    understand how stressful this must have been. It should be noted that in urgent cases families are encouraged to \
    attend the nearest emergency department, as set out in the leaflet that was handed over at discharge. At least your \
    son received treatment in good time. Your feedback has been passed on and will be used to improve our processes. If \
    you have any further questions, please do not hesitate to get in touch.\n\nKind regards,\nPatient Liaison";

/// The same letter after a good revision.
const REVISED: &str = "Dear Ms Kerridge,\n\nYou rang us four times about a child with a shunt, and nobody rang you back. \
    That was our failure, and I am sorry. Calls are triaged in the order in which we receive them, and we advise on the \
    basis of what we know at the time. We recorded your messages on 4 March and forwarded them to the relevant team, and \
    then, with an unusually high volume of enquiries, could not return your call before the weekend.\n\nYou sat up with \
    him until three and drove him to Hallam yourself. In urgent cases please go to the nearest emergency department, as \
    the leaflet that we gave you at discharge says; you did. I have read what you wrote to the end. If you have any \
    further questions, write to me.\n\nKind regards,\nPatient Liaison";

fn short() -> Draft {
    let said =
        "The cake never came. We cut a loaf of bread in front of ninety guests. I have never been so embarrassed.";
    let text = "We apologise for any inconvenience. Your order was unfortunately not delivered. A refund of £180 has been \
        issued.";
    Draft::new(Conversation::from_user(said), text)
}

fn long() -> Draft {
    Draft::new(Conversation::from_user(LETTER), LONG)
}

fn transactional() -> Draft {
    let said = "Hi, what time do you close on Saturday, and can I bring the skis back then?";
    Draft::new(Conversation::from_user(said), "We close at six on Saturday. Yes, bring them to the desk at the back.")
}

/// Twenty kilobytes of draft; nobody writes these, but something will send one.
fn huge() -> Draft {
    let text = LONG.repeat(20_000 / LONG.len() + 1);
    Draft::new(Conversation::from_user(LETTER), text)
}

/// Everything that is read: the draft and what was said before.
fn bytes(draft: &Draft) -> BytesCount {
    let said: usize = draft.conversation.messages.iter().map(|message| message.content.len()).sum();
    BytesCount::new(draft.text.len() + said)
}

#[divan::bench(args = ["short", "long", "transactional", "huge"])]
fn reading(bencher: Bencher<'_, '_>, which: &str) {
    let draft = match which {
        "short" => short(),
        "long" => long(),
        "transactional" => transactional(),
        _ => huge(),
    };
    bencher.counter(bytes(&draft)).bench(|| detect(black_box(&draft)));
}

#[divan::bench]
fn guards(bencher: Bencher<'_, '_>) {
    let (draft, keep) = (long(), Keep::default());
    bencher.counter(BytesCount::of_str(REVISED)).bench(|| check(black_box(&draft), black_box(REVISED), &keep));
}

#[divan::bench]
fn explained(bencher: Bencher<'_, '_>) {
    let findings = detect(&long()).findings;
    bencher
        .counter(BytesCount::of_str(REVISED))
        .bench(|| Diff::explained(black_box(LONG), black_box(REVISED), &findings, &[]));
}
