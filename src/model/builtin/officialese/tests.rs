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
