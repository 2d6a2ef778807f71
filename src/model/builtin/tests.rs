//! The built-in reviser as a model: what it answers, and that no text makes it answer worse.

use super::*;
use crate::detect::{Mechanism, Report};
use crate::guard::Violation;
use crate::text::{Conversation, Draft};
use proptest::prelude::*;

fn prompt(job: Job, draft: &Draft, text: &str, violations: Vec<Violation>) -> Prompt {
    let findings = detect(&draft.with_text(text)).findings;
    let targets = Mechanism::ALL.to_vec();
    let ask = Ask {
        job,
        draft: draft.clone(),
        text: text.to_owned(),
        second: String::new(),
        targets,
        findings,
        critique: String::new(),
        violations,
        avoid: Vec::new(),
        sent: 0,
        wish: String::new(),
        refused: Vec::new(),
        title: String::new(),
    };
    Prompt { messages: Vec::new(), schema: Value::Null, ask }
}

fn answer(job: Job, draft: &Draft, violations: Vec<Violation>) -> Value {
    serde_json::from_str(&Builtin::new().answer(&prompt(job, draft, &draft.text, violations)).text)
        .expect("it is there")
}

fn cold() -> Draft {
    let said = "You cancelled my mother's surgery twice and nobody rang. I am terrified and furious. Why?";
    Draft::new(
        Conversation::from_user(said),
        "Dear {name},\r\n\r\nThank you for your message. It is regretted that your mother's surgery was cancelled. A new date will be communicated once theatre space has been confirmed.\r\n\r\nBooking Office",
    )
    .sent_by("booking office of a clinic")
}

#[test]
fn a_cold_letter_is_revised_and_says_why() {
    let answer = answer(Job::Revise, &cold(), Vec::new());
    let text = answer["reply"].as_str().expect("it is there");
    assert!(text.starts_with("Dear {name},\r\n\r\n"), "{text}");
    assert!(text.contains("We regret that we cancelled your mother's surgery. We will"), "{text}");
    assert!(text.ends_with(".\r\n\r\nBooking Office"), "{text}");
    let changes = answer["changes"].as_array().expect("it is there");
    assert!(
        changes
            .iter()
            .any(|one| one["reason"] == "says who cancelled it" && one["mechanism"] == "linguistic_distancing")
    );
    assert!(changes.iter().all(|one| cold().text.contains(one["before"].as_str().expect("it is there"))));
}

#[test]
fn edits_that_touch_are_told_as_one() {
    let letter = include_str!("../../../fixtures/drafts/scholarship-letter.json");
    let record = crate::record::Records::new(letter.as_bytes()).next().expect("it is there").expect("it is read");
    let draft = record.draft;
    let answer = answer(Job::Revise, &draft, Vec::new());
    let text = answer["reply"].as_str().expect("it is there");
    assert!(text.contains("\n\nWe declined your application for the hardship grant. We noted that"), "{text}");
    let first = &answer["changes"][0];
    assert_eq!(first["reason"], "says who declined it");
    assert!(first["before"].as_str().expect("it is there").starts_with("Please be advised"), "{first}");
}

#[test]
fn what_has_gone_out_stays_and_the_rest_is_revised() {
    let draft = cold();
    let revised = |sent: usize| {
        let mut prompt = prompt(Job::Revise, &draft, &draft.text, Vec::new());
        prompt.ask.sent = sent;
        let answer: Value = serde_json::from_str(&Builtin::new().answer(&prompt).text).expect("it is JSON");
        answer["reply"].as_str().expect("it is there").to_owned()
    };
    let thanks = draft.text.find("It is regretted").expect("it is there");
    let text = revised(thanks);
    assert!(text.starts_with(&draft.text[..thanks]) && text.contains("We regret that we cancelled"), "{text}");
    for sent in (0..draft.text.len()).step_by(7) {
        assert!(revised(sent).starts_with(&draft.text[..sent]));
    }
    assert_eq!(revised(draft.text.len()), draft.text);
}

#[test]
fn a_repair_leaves_out_what_the_violation_names() {
    let broken = Violation { guard: "keep", detail: "\u{201c}Thank you for your message\u{201d} is gone".to_owned() };
    let answer = answer(Job::Repair, &cold(), vec![broken]);
    let text = answer["reply"].as_str().expect("it is there");
    assert!(text.contains("Thank you for your message."), "{text}");
    assert!(text.contains("We regret that"), "{text}");
}

#[test]
fn a_good_reply_comes_back_byte_for_byte() {
    for text in
        ["You waited nine days because of us. I have asked the depot today.", "Your card was sent on 3 May.", ""]
    {
        let draft = Draft::new(Conversation::from_user("Where is my card?"), text);
        let answer = answer(Job::Revise, &draft, Vec::new());
        assert_eq!((answer["reply"].as_str(), &answer["changes"]), (Some(text), &json!([])));
    }
}

#[test]
fn a_canned_reply_is_mended_where_something_clear_goes_with_it() {
    let step =
        Draft::canned("Dear {name},\n\nYour enquiry has been noted. Your comments have been passed to the depot.");
    let mended = answer(Job::Revise, &step, Vec::new());
    assert_eq!(
        mended["reply"],
        "Dear {name},\n\nWe have noted your enquiry. We have passed your comments to the depot."
    );
    let said = Draft::new(Conversation::from_user("The driver shouted at me."), &*step.text);
    assert_eq!(answer(Job::Revise, &said, Vec::new())["reply"], step.text, "nobody feels who passed it on");
}

#[test]
fn all_that_is_said_of_what_happened_stays() {
    let vague = "Dear {name},\n\nYour journey was impacted by an operational incident. We're sorry for any inconvenience this may have caused.";
    let mended = answer(Job::Revise, &Draft::canned(vague), Vec::new());
    let text = mended["reply"].as_str().expect("it is there");
    assert!(text.contains("impacted by an operational incident. We're sorry for the disruption."), "{text}");
    let hollow = "I completely understand your frustration! Managers cannot speak to you. Is there anything else I can help you with?";
    let kept = answer(Job::Revise, &Draft::canned(hollow), Vec::new());
    assert!(kept["reply"].as_str().expect("it is there").starts_with("I completely understand"), "{kept}");
}

#[test]
fn danger_and_other_languages_are_left_alone() {
    let said = "I want to kill myself. You declined my claim.";
    let draft = Draft::new(Conversation::from_user(said), "Thank you for your message. Your claim has been declined.");
    assert_eq!(answer(Job::Revise, &draft, Vec::new())["reply"], draft.text);
    let german = Draft::canned("Ihr Antrag wurde leider abgelehnt, wir bitten um Ihr Verst\u{e4}ndnis.");
    assert_eq!(answer(Job::Revise, &german, Vec::new())["reply"], german.text);
}

#[test]
fn a_critique_speaks_of_the_findings_and_a_judge_is_silent() {
    let critique = answer(Job::Critique, &cold(), Vec::new());
    assert!(critique["critique"].as_str().expect("it is there").contains("nobody"), "{critique}");
    let judge = prompt(Job::Judge, &cold(), &cold().text, Vec::new());
    assert_eq!(Builtin.answer(&judge), Reply::default(), "a list without findings would clear the draft");
    assert_eq!(Builtin.engine(), "builtin");
    assert_eq!(Builtin.name(), None);
}

/// Pieces that meet every kind of edit.
const PIECES: &[&str] = &[
    "Your request has been declined. ",
    "and was not ",
    ", for which apologies are offered",
    "It is regretted that ",
    "Thank you for your message. ",
    "Hi {name}, thanks for getting in touch! ",
    "Customers must keep their receipts. ",
    "\n",
    "\r\n\r\n",
    "\n\n",
    "Should a copy be desired, ",
    "A review of X was carried out and closed. ",
    "sorry if this caused ",
    "a little annoying ",
    "- ",
    "1. ",
    "**",
    "(",
    "\u{201c}",
    "The bed, the key and it were moved. ",
    "May has been ",
    "no ",
    "\u{e9}",
    "Unfortunately, ",
    "which was sent ",
    "We look forward to seeing you soon! ",
    ", and we hope to see you soon.",
    "Have a nice day, Ines",
    "\u{2019}s ",
    "has been",
    "that ",
    "as ",
    "08:05 ",
    "\u{a3}5 ",
    "\0",
    "\u{301}",
    "?",
    ".",
    "must be submitted ",
    "will no longer be ",
    "Failure to reply will result in your case being closed. ",
    "Kindly refrain from sending ",
    "In order for a claim to be considered, ",
    "Should the fee be refunded",
    "We apologise for any inconvenience this may have caused",
    "We are sorry if you feel that our care did not meet your expectations",
    "Your parcel is delayed. ",
    " and consider the matter closed.",
    "We consider this matter closed. ",
    "The points raised in your letter ",
    "and as such are ",
];

fn texts() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec(prop::sample::select(PIECES), 0..14).prop_map(|parts| parts.concat());
    prop_oneof![pieces, "\\PC{0,80}"]
}

proptest! {
    // Each case reads its text many times.
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_is_answered_and_never_worse(text in texts(), said in prop_oneof![Just("You lied to me and I am furious. My mother died.".to_owned()), texts()]) {
        let draft = Draft::new(Conversation::from_user(said), &*text).sent_by("desk of an airline");
        let one = answer(Job::Revise, &draft, Vec::new());
        prop_assert_eq!(&one, &answer(Job::Revise, &draft, Vec::new()));
        let reply = one["reply"].as_str().expect("it is there");
        let (before, after): (Report, Report) = (detect(&draft), detect(&draft.with_text(reply)));
        prop_assert!(reply == text || after.is_better_than(&before));
        answer(Job::Repair, &draft, vec![Violation { guard: "numbers", detail: text.clone() }]);
        answer(Job::Critique, &draft, Vec::new());
    }

    #[test]
    fn any_canned_text_is_answered_and_never_worse(text in texts()) {
        let draft = Draft::canned(&*text);
        let one = answer(Job::Revise, &draft, Vec::new());
        let reply = one["reply"].as_str().expect("it is there");
        prop_assert!(reply == text || detect(&draft.with_text(reply)).is_better_than(&detect(&draft)));
        prop_assert!(crate::guard::check(&draft, reply, &crate::guard::Keep::default()).is_empty());
    }
}
