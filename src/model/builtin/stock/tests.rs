//! Stock talk that goes, and what says something.

use super::super::trial::{leaves, makes};
use super::propose;

const SAID: &str = "My father died on Sunday and you charged him twice. I am furious.";

#[test]
fn stock_talk_goes() {
    makes(
        propose,
        "EGM01",
        SAID,
        &[
            ("Thank you for your message. We closed account 4471.", "We closed account 4471."),
            ("We closed account 4471. We value your feedback.", "We closed account 4471."),
            ("Hi Ana,\n\nThank you for reaching out.\n\nWe closed account 4471.", "Hi Ana,\n\nWe closed account 4471."),
            (
                "Hi Ana,\r\n\r\nThank you for reaching out. We closed it in May.\r\n",
                "Hi Ana,\r\n\r\nWe closed it in May.\r\n",
            ),
            ("Hi {name}, thanks for getting in touch! We closed 4471.", "Hi {name}, we closed 4471."),
            (
                "We closed account 4471.\n\nYour satisfaction is our top priority.\n\nTom",
                "We closed account 4471.\n\nTom",
            ),
            (
                "We closed 4471 for you. These things happen, everyone grieves in their own way.",
                "We closed 4471 for you.",
            ),
        ],
    );
    makes(
        propose,
        "EGM03",
        SAID,
        &[("We closed account 4471. We hope to see you again soon!", "We closed account 4471.")],
    );
}

#[test]
fn what_says_something_stays() {
    leaves(
        propose,
        "EGM01",
        SAID,
        &[
            "Thank you for your message.",
            "Thank you for confirming number 4471. We closed it.",
            "Thank you for your patience. It is closed now, account 4471.",
            "We value your feedback and will refund you. We closed 4471.",
            "Thank you for reaching out; call 999 if it hurts. We closed 4471.",
            "We value your feedback, {name}. We closed 4471.",
            "We are sorry that we charged him. We closed 4471.",
            "Here is what we value:\n\n- Your feedback\n- Account 4471",
            "Thank you for reaching out? We closed 4471.",
            "Thank you for bearing with us. Fees apply under section 9.",
            "Hi Ana, thank you for your honesty. Fees apply under section 9.",
            "We closed 4471. We would love to welcome you back soon. Ask for Ines at the desk.",
        ],
    );
    leaves(
        propose,
        "SA02",
        "I PASSED!! I am over the moon!!",
        &["Good to hear. Your card 4471 is here.", "Thanks for the update. It is on card 4471."],
    );
}
