//! Phrases of an office and what they become.

use super::super::trial::{leaves, makes};
use super::propose;

#[test]
fn phrases_of_the_counter_become_plain() {
    makes(
        propose,
        "LD05",
        "I want my money back.",
        &[
            ("Please be advised that we are closed.", "We are closed."),
            ("It is acknowledged that we were late.", "We acknowledge that we were late."),
            ("It was established that the seal was broken.", "We established that the seal was broken."),
            ("It has been noted that you wrote twice.", "We have noted that you wrote twice."),
            ("It is deeply regretted that nobody rang.", "We deeply regret that nobody rang."),
            ("It is regretted if this fell short.", "We are sorry if this fell short."),
            ("Should you wish to appeal, write to us.", "If you want to appeal, write to us."),
            ("Should a copy be desired, write to us.", "If you want a copy, write to us."),
            ("Should any letter already be under way, ignore it.", "If any letter is already under way, ignore it."),
            ("Pay prior to arrival.", "Pay before arrival."),
            ("We cannot do it at this time.", "We cannot do it at the moment."),
            ("Kindly send the form.", "Please send the form."),
            ("Upon receipt of your form we start.", "When we receive your form we start."),
            ("You were not told, for which apologies are offered.", "You were not told, and we apologise for that."),
            ("It was late as per section 4.", "It was late under section 4."),
            ("It is hoped that you will come.", "We hope that you will come."),
            ("It is fully understood how late it was.", "We fully understand how late it was."),
            (
                "It is requested that the form be completed and returned by May.",
                "Please complete and return the form by May.",
            ),
            (
                "The fault was ours, for which responsibility is accepted.",
                "The fault was ours, and we take responsibility for that.",
            ),
            ("Dear Ms Ode, please be advised that the shop is shut.", "Dear Ms Ode, the shop is shut."),
            ("Further to your letter, we looked again.", "We looked again."),
            ("That this was felt as a slight is understood.", "We understand that this was felt as a slight."),
        ],
    );
}

#[test]
fn plain_words_are_left() {
    leaves(
        propose,
        "LD05",
        "I want my money back.",
        &[
            "We noted that you wrote twice.",
            "You should wish for more.",
            "Ms Ode kindly sent the form.",
            "It is in accordance with our hopes.",
            "He is the priority.",
            "Please note that it is late and that we are shut.",
            "Further to your letter of 3 May, we looked again.",
            "In the event of fire, leave.",
            "Why is it thought that we lied?",
            "The expectation is that a spare key is kept by members.",
            "It should be noted that the gate is heavy.",
            "I am sorry. I lost the key. It is understood that members may be put out.",
        ],
    );
}

#[test]
fn longer_words_become_shorter() {
    makes(
        propose,
        "LD05",
        "",
        &[
            ("Rest assured that we read every form.", "We read every form."),
            ("We are unable to lend you the drill.", "We cannot lend you the drill."),
            ("I\u{2019}m not in a position to lend it.", "I cannot lend it."),
            ("You are kindly requested to wait outside.", "Please wait outside."),
            ("You are requested not to feed the goats.", "Please do not feed the goats."),
            ("We would ask you not to ring the bell.", "Please do not ring the bell."),
            ("You are required to wear a helmet.", "You need to wear a helmet."),
            ("Payment may be made at the kiosk.", "You can pay at the kiosk."),
            ("A decision will be made as to whether it floods.", "A decision will be made on whether it floods."),
            ("Upon completion of the audit, we open.", "After the audit, we open."),
            ("It seems that the kiln may have cracked it.", "The kiln may have cracked it."),
            ("If you fail to sign, it lapses.", "If you do not sign, it lapses."),
            ("It is closed, as is clearly stated on the door.", "It is closed, as is stated on the door."),
            (
                "Further correspondence on this matter will not be entered into.",
                "We will not enter into further correspondence on this matter.",
            ),
            ("The manner in which you were met is regretted.", "We regret the way you were met."),
            ("It has been found that the lock sticks.", "We have found that the lock sticks."),
        ],
    );
}

#[test]
fn acts_in_conditions_purposes_and_threats_have_a_doer() {
    makes(
        propose,
        "LD01",
        "",
        &[
            ("Should a bursary be approved, we will write.", "If we approve a bursary, we will write."),
            ("In order for a claim to be reviewed, send the tag.", "So that we can review a claim, send the tag."),
            (
                "A decision is due as to whether a licence is to be issued.",
                "A decision is due on whether we will issue a licence.",
            ),
            (
                "Failure to supply any of the above will result in your file being closed.",
                "If you do not supply all of the above, we will close your file.",
            ),
            ("Failure to do so may result in the suspension of your pass.", "If you do not, we may suspend your pass."),
            (
                "Failure to return the key will result in a charge of \u{a3}9.",
                "If you do not return the key, there will be a charge of \u{a3}9.",
            ),
            ("Kindly refrain from resubmitting the form.", "Please do not resubmit the form."),
        ],
    );
}

#[test]
fn acts_whose_doer_is_not_sure_are_left() {
    leaves(
        propose,
        "LD01",
        "",
        &[
            "In order for a claim to be reviewed and paid, send the tag.",
            "Failure to supply any receipt will result in your file being closed.",
            "Failure to reply will result in your parcel being delivered.",
            "Failure to yield may result in collisions with trams.",
            "Please refrain from shouting or running.",
            "In order for the dough to be risen, wait.",
            "The question is whether a bird is to be heard.",
        ],
    );
}
