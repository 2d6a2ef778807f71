use super::*;
use crate::text::{Draft, Situation};
use crate::{Finding, Severity, detect};

fn found(text: &str) -> Vec<Finding> {
    detect(&Draft::canned(text)).findings
}

/// What a letter is marked with, each as rule and words.
fn marks(text: &str) -> Vec<(&'static str, String)> {
    found(text).into_iter().map(|one| (one.rule, one.quote.text)).collect()
}

#[test]
fn every_line_of_the_file_is_read_and_every_family_speaks_for_a_rule() {
    let (tells, wrong) = Tells::read(include_str!("families.txt"));
    assert!(wrong.is_empty(), "{wrong:#?}");
    for family in &tells.families {
        assert!(rule(family.rule).is_some(), "{family:?}");
        assert!(family.why.contains("{}") && !family.instead.is_empty(), "{family:?}");
    }
}

/// A letter of each family, and the rule that its failing words are marked with.
const FAILING: [(&str, &str, &str); 22] = [
    ("CA03", "you neglected to", "Your hire ended badly since you neglected to lock the shed."),
    ("CA03", "Had you checked the label, you would", "Had you checked the label, you would know that it shrinks."),
    ("CA03", "yourself to blame", "With skates like these you have only yourself to blame."),
    ("CA02", "caused by careless handling", "Dents of this kind are caused by careless handling."),
    ("CA02", "Many guests exaggerate", "Many guests exaggerate what they have lost."),
    ("CA04", "more about your expectations", "The review tells more about your expectations than about the tour."),
    ("LD04", "Tenants are reminded that", "Tenants are reminded that pets need a licence."),
    ("CA03", "accept no liability", "Coats hang here at night and we accept no liability."),
    ("CA03", "beyond our influence", "How the ferries run is beyond our influence."),
    ("CA03", "clearly stated", "The opening hours were clearly stated on the poster."),
    ("CA03", "or the deposit may be forfeited", "Bring the key back clean, or the deposit may be forfeited."),
    ("CA05", "ruling is final", "The jury has met and its ruling is final."),
    ("CA05", "unable to disclose any reasons", "The club is unable to disclose any reasons."),
    ("CA05", "nothing more we can do", "The violin is gone and there is nothing more we can do."),
    ("CA05", "do not ring the office about", "Please do not ring the office about lost gloves."),
    ("CA09", "raise this with the vendor", "Kindly raise this with the vendor."),
    ("CA09", "to the relevant unit", "Your letter went to the relevant unit."),
    ("CA09", "Should a vacancy arise", "Should a vacancy arise, somebody writes to you."),
    ("LD06", "been deemed unsuitable", "The essay has been deemed unsuitable."),
    ("CA02", "take great pride in", "At this bakery we take great pride in our ovens."),
    ("EGM01", "Safety is our highest priority", "Safety is our highest priority."),
    ("SA01", "Some members may have noticed", "Some members may have noticed a pause in the broadcast."),
];

#[test]
fn a_letter_of_each_family_is_marked_as_what_it_is_and_nearly_no_more_than_that() {
    for (rule, words, text) in FAILING {
        let near = |quote: &str| quote.contains(words) || words.contains(quote);
        let marks = marks(text);
        assert!(marks.iter().any(|(id, quote)| *id == rule && near(quote)), "{text}: {marks:?}");
    }
}

#[test]
fn the_nearest_good_letter_is_left_alone() {
    for text in [
        "You forgot your gloves at the desk; I've put them in a drawer for you.",
        "We should have checked the label before we sold it to you.",
        "The dent isn't caused by careless handling: the crate broke in our van.",
        "Tenants on the third floor have their own meter, and yours is the left one.",
        "We can't take the coat back because it has been worn, but our tailor mends the seam for nothing.",
        "The jury chose another piece because yours ran four minutes over. You can enter it again in May.",
        "I can't tell you yet why it stopped. I'll ring you on Monday with what the workshop found.",
        "Please don't call the number in that letter, it isn't ours.",
        "I've asked the vendor, and Mr Adeyemi will ring you by Thursday.",
        "Great news: your table is ready. Have a lovely weekend!",
        "Thank you for your message. We open at nine.",
        "You may be asked for your ticket at the door, so have it ready.",
        "The ferry is late today because of the fog; the next one sails at 14:10.",
        "Delivery usually takes 2 to 3 days.",
        "Your refund of $20 was sent to your card today.",
    ] {
        assert!(marks(text).is_empty(), "{text}: {:?}", marks(text));
    }
}

#[test]
fn a_point_of_a_list_is_read_as_a_paragraph_is() {
    for (rule, _, text) in FAILING {
        let listed = format!("Please note:\n\n- The desk is on the left.\n- {text}\n- We open at nine.\n");
        assert!(marks(&listed).iter().any(|(id, _)| *id == rule), "{listed}: {:?}", marks(&listed));
    }
    let refused = "Your claim was declined on Monday.";
    let ids = |text: &str| marks(text).into_iter().map(|(id, _)| id).collect::<Vec<_>>();
    assert!(!ids(refused).is_empty());
    assert_eq!(ids(&format!("- {refused}")), ids(refused));
}

#[test]
fn what_is_weak_alone_counts_in_company() {
    let cheer = "Happy reading!";
    assert!(marks(cheer).is_empty());
    let shut = format!("The decision is final. Please allow 10 days for the parcel to come back. {cheer}");
    assert!(marks(&shut).iter().any(|(id, _)| *id == "EGM03"), "{:?}", marks(&shut));
    let glad = format!("Good news: the book is in. See you on Friday. Have a lovely evening. {cheer}");
    assert!(marks(&glad).is_empty(), "{:?}", marks(&glad));
}

#[test]
fn findings_say_what_to_do_about_just_this() {
    let found = found("Tickets are gone. The ruling is final.");
    let shut = found.iter().find(|one| one.rule == "CA05").expect("it is found");
    assert_eq!(shut.quote.text, "ruling is final");
    assert!(shut.message.contains("shuts the door") && shut.suggestion.contains("who can look at it again"));
}

#[test]
fn how_long_a_thing_usually_takes_is_no_evasion_whoever_gets_the_letter() {
    let angry = "You lost my parcel twice and nobody rings me back. I am furious. Why did you lie to me?";
    for text in [
        "We usually answer within 2 working days. I'm sorry that we lost your parcel; a new one left today.",
        "The lab normally needs until Thursday.\n\nI'll ring you as soon as I have it.",
    ] {
        let report = detect(&Draft::canned(text).sent_to(vec![Situation::new("", angry)]));
        let severe = |one: &&Finding| one.rule == "CA02" && one.severity == Severity::Severe;
        assert!(report.findings.iter().find(severe).is_none(), "{text}: {:?}", report.findings);
    }
}

#[test]
fn the_tells_hold_for_people_who_are_given_too() {
    let angry = "You lost my parcel twice and nobody rings me back. I am furious.";
    let draft = Draft::canned("The ruling is final.").sent_to(vec![Situation::new("", angry)]);
    assert!(!detect(&draft).findings.is_empty());
}
