//! What goes, what stays, and what holds for any text.

use super::{read, redacted, texts};
use crate::text::{Conversation, Draft, Message, Role};
use proptest::prelude::*;

/// A text by itself, redacted.
fn one(text: &str) -> String {
    redacted(Draft::canned(text)).text
}

/// Each text becomes what stands behind it.
fn becomes(rows: &[(&str, &str)]) {
    for (text, wanted) in rows {
        assert_eq!(one(text), *wanted, "{text}");
    }
}

/// Each text stays as it is.
fn stays(rows: &[&str]) {
    rows.iter().for_each(|text| assert_eq!(one(text), *text));
}

#[test]
fn addresses_and_numbers_go() {
    becomes(&[
        ("Write to Ann.o'Neil+x@mail.example, please.", "Write to {{EMAIL_1}}, please."),
        ("Ring 07700 900123 or +44 (0)20 7946 0018.", "Ring {{PHONE_1}} or {{PHONE_2}}."),
        ("Ask Ms Hale (555 0122).", "Ask Ms {{NAME_1}} ({{PHONE_1}})."),
        ("My card 4111 1111 1111 1111 was charged £45.50.", "My card {{CARD_1}} was charged £45.50."),
        ("IBAN GB82 WEST 1234 5698 7654 32 is mine.", "IBAN {{IBAN_1}} is mine."),
        ("from nl91abna0417164300 to you", "from {{IBAN_1}} to you"),
        ("Sort code 20-45-45, account 12345678.", "Sort code {{NUMBER_1}}, account {{NUMBER_2}}."),
        (
            "Order 48213, ORD-2024-0099 and case number 482!",
            "Order {{NUMBER_1}}, {{NUMBER_2}} and case number {{NUMBER_3}}!",
        ),
        ("It came from 203.0.113.9 and 2001:db8::7:1.", "It came from {{IP_1}} and {{IP_2}}."),
        ("Open https://shop.example/reset?t=ab1 now.", "Open {{URL_1}} now."),
        ("[here](https://shop.example/users/ada) (https://ada:pw@shop.example/)", "[here]({{URL_1}}) ({{URL_2}})"),
        (
            "My password is tr0ub4dor! and the key sk-test-abcdefghijklmnop.",
            "My password is {{KEY_1}}! and the key {{KEY_2}}.",
        ),
        ("Use 9f86d081884c7d659a2feaa0c55ad015.", "Use {{KEY_1}}."),
        ("Card ending in 4821", "Card ending in {{NUMBER_1}}"),
    ]);
}

#[test]
fn what_replies_are_about_stays() {
    stays(&[
        "We refund £12,500.00, 1.250,99 EUR and US$15000 by 12.03.2024 at 10:30.",
        "From 2024-03-12T10:00:00Z to 14/04/2025, 9.30-17.00, in 2019-2024 or 2024/25.",
        "12 March 2024, March 12th, 2024, 100-150 people, 15000 steps, 20000 km, 178/104.",
        "Version 10.15.7 and iOS 17.4.1 need 128000 KB; see section 4.12.3.",
        "Read https://shop.example/returns and www.shop.example/help.",
        "Hi there, Dear Customer, Dear Sir or Madam, Hello all, Dear {name},",
        "Thank you for your message. Sorry, Monday is full. Best regards,\nCustomer Support",
        "Ask for Sister, on Ward 8. The nurse said so.",
        "I'm British. This is Unacceptable. My dad HATES it. Right here.",
        "Will you pay? The mark may rise.",
    ]);
}

#[test]
fn names_go_where_the_text_says_that_they_are_names() {
    becomes(&[
        ("Hi Marta, noted. Marta's order is late.", "Hi {{NAME_1}}, noted. {{NAME_1}}'s order is late."),
        ("Dear Ms Okafor-Lind,", "Dear Ms {{NAME_1}},"),
        ("My name is Ada van Dijk and marta is out.", "My name is {{NAME_1}} van {{NAME_2}} and marta is out."),
        ("I'm Priya. PRIYA! priya.", "I'm {{NAME_1}}. {{NAME_1}}! {{NAME_1}}."),
        ("Thanks, Will. Will you come, Will?", "Thanks, {{NAME_1}}. Will you come, {{NAME_1}}?"),
        (
            "It is late.\n\nKind regards,\nTomasz\nNorthgate Support",
            "It is late.\n\nKind regards,\n{{NAME_1}}\nNorthgate Support",
        ),
        ("It is late. – Janice Pell", "It is late. – {{NAME_1}} {{NAME_2}}"),
        ("Any news? Joan Tate", "Any news? {{NAME_1}} {{NAME_2}}"),
        ("Any news on Ms Hale? Gudrun Hale", "Any news on Ms {{NAME_1}}? {{NAME_2}} {{NAME_1}}"),
        ("Hi Ada, noted. With Ada Lind, tomorrow.", "Hi {{NAME_1}}, noted. With {{NAME_1}} {{NAME_2}}, tomorrow."),
        ("I told Nurse Bello, the nurse today.", "I told Nurse {{NAME_1}}, the nurse today."),
        ("my son Teo (11) and Dr. Hale", "my son {{NAME_1}} (11) and Dr. {{NAME_2}}"),
    ]);
}

#[test]
fn a_value_has_one_placeholder_in_the_whole_record() {
    let turns = vec![
        Message::new(Role::User, "Order number 4821, I'm Marta, marta@mail.example."),
        Message::new(Role::Assistant, "Hello Marta! Is it MARTA@mail.example?"),
    ];
    let draft =
        Draft::new(Conversation { messages: turns }, "Marta, order 4821 is on its way.").sent_by("Marta's bank");
    let [first, second, text, sender] = &texts(&redacted(draft))[..] else { panic!("four texts") };
    assert_eq!(first, "Order number {{NUMBER_1}}, I'm {{NAME_1}}, {{EMAIL_1}}.");
    assert_eq!(second, "Hello {{NAME_1}}! Is it {{EMAIL_1}}?");
    assert_eq!(
        (text.as_str(), sender.as_str()),
        ("{{NAME_1}}, order {{NUMBER_1}} is on its way.", "{{NAME_1}}'s bank")
    );
}

#[test]
fn numbers_of_placeholders_that_are_there_are_not_given_again() {
    assert_eq!(one("{{EMAIL_1}} and a@b.example, {{NAME_00048213}}"), "{{EMAIL_1}} and {{EMAIL_2}}, {{{{NUMBER_1}}}}");
}

/// Pieces of which texts are made: values, what stands around them, and what only looks like them.
const PIECES: &[&str] = &[
    "a@b.example",
    "07700 900123",
    "+49 30 1234567",
    "4111-1111-1111-1111",
    "48213",
    "ORD-48213",
    "12.03.2024",
    "£12,500",
    "10:30",
    "https://x.example/?a=1",
    "www.x.example",
    "203.0.113.9",
    "::1",
    "GB82WEST12345698765432",
    "password: x1y2",
    "sk-abcdefghijklmnop",
    "Hi ",
    "Marta",
    "Dear ",
    "Ms ",
    "I'm ",
    "my name is ",
    "\nBest,\n",
    "Will",
    " will ",
    "{{NAME_1}}",
    "{{",
    "}}",
    "{name}",
    "#",
    "-",
    ".",
    ", ",
    " ",
    "\n",
    "é",
    "\u{a0}",
    "\u{1}",
    "٤٨٢١٣",
    "(",
    ")",
    "/",
    "@",
    "order number ",
    "12",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_left_and_twice_is_as_once(
        turns in prop::collection::vec(prop::collection::vec(prop::sample::select(PIECES), 0..12), 1..4),
    ) {
        let mut texts: Vec<String> = turns.iter().map(|pieces| pieces.concat()).collect();
        let text = texts.pop().unwrap();
        let messages = texts.into_iter().map(|text| Message::new(Role::User, text)).collect();
        let after = redacted(Draft::new(Conversation { messages }, text));
        prop_assert_eq!(&redacted(after.clone()), &after);
        for text in super::texts(&after) {
            prop_assert!(read(&text).found.is_empty(), "{}", text);
            // A decimal number may be an amount, however it came about, and so may what follows an amount and a dash.
            let text = text.replace("£12,500-48213", "");
            let mut words = text.split(|sign: char| !sign.is_alphanumeric() && !matches!(sign, '.' | ','));
            prop_assert!(!words.any(|word| word == "48213" || word.contains("1111")), "{}", text);
        }
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,200}") {
        let after = one(&text);
        prop_assert_eq!(one(&after), after);
    }

    #[test]
    fn the_same_value_has_the_same_placeholder(
        user in "[a-z]{1,8}", number in "[1-9][0-9]{5,9}", name in prop::sample::select(vec!["Okafor", "Tomasz", "Anouk"]),
    ) {
        let mail = format!("{user}@mail.example");
        let text = one(&format!("Hi {name}, {mail} has {number}. {number} and {mail}, {name}?"));
        prop_assert!(!text.contains(&mail) && !text.contains(&number) && !text.contains(name), "{}", text);
        let wanted = "Hi {{NAME_1}}, {{EMAIL_1}} has {{NUMBER_1}}. {{NUMBER_1}} and {{EMAIL_1}}, {{NAME_1}}?";
        prop_assert_eq!(text, wanted);
    }
}
