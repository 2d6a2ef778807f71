//! How fast a library of a thousand macros is read and linted: `cargo bench --no-default-features --features canned --bench
//! lint`; for one core, behind `taskset -c 0`.

use attuned::{CannedFile, CannedOptions, LintOptions, lint};
use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use std::num::NonZeroUsize;

const MACROS: usize = 1000;

const OPENINGS: &[&str] = &[
    "Thank you for writing to us about your {thing}.",
    "Please be advised that your {thing} was received by our {team} on {day}.",
    "I have your {thing} here, and I can see what went wrong on {day}.",
    "We are sorry for any inconvenience with the {thing}.",
    "Your {thing} is with our {team}, who look at it on {day}.",
    "It was noted that the {thing} has not been delivered to the address in {place}.",
    "We lost your {thing} between {place} and the depot, and that is our fault.",
];

const MIDDLES: &[&str] = &[
    "A replacement will be sent once the {thing} has been checked by the {team} in {place}.",
    "You get {number} euros back; the bank in {place} takes about {number} days for it.",
    "We understand how frustrating it must be to wait for a {thing} until {day}.",
    "Please send a picture of the {thing} to the {team}, so that we can order the right part.",
    "The {team} will ring you on {day} between nine and {number}, and the call costs you nothing.",
    "Unfortunately the {thing} cannot be repaired, as {number} of its parts are not made any more.",
    "If the {thing} is not in {place} by {day}, reply to this and I start the search myself.",
    "Due to the high volume of requests, answers of the {team} may take up to {number} working days.",
    "You can keep the {thing} that came first; nobody in {place} needs it back before {day}.",
];

const ENDS: &[&str] = &[
    "Your case is {number}{number}, if you want to ring us.",
    "If you have any further questions about the {thing}, do not hesitate to contact the {team}.",
    "I look at this again on {day}, and write to you whatever I find.",
    "We appreciate your patience, and value you as a customer in {place}.",
    "Tell me if {day} does not suit you.",
];

const THINGS: &[&str] = &[
    "lamp",
    "kettle",
    "sledge",
    "tent",
    "harp",
    "ladder",
    "mirror",
    "boat cover",
    "stove",
    "globe",
    "saddle",
    "printer",
    "loom",
    "rug",
    "drum",
    "telescope",
    "wheelbarrow",
    "sewing machine",
    "cradle",
];
const TEAMS: &[&str] =
    &["workshop", "returns desk", "billing team", "night shift", "warehouse", "glass room", "front office"];
const DAYS: &[&str] =
    &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "3 May", "the 14th", "2 August"];
const PLACES: &[&str] = &["Leeds", "Porto", "Malmö", "Bruges", "Cork", "Turku", "Graz", "Split"];

fn main() {
    divan::main();
}

/// A number that each macro and place has for itself.
fn drawn(state: &mut u64) -> usize {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*state >> 33) as usize
}

fn filled(pattern: &str, state: &mut u64) -> String {
    let mut text = pattern.to_owned();
    for (name, words) in [("{thing}", THINGS), ("{team}", TEAMS), ("{day}", DAYS), ("{place}", PLACES)] {
        while text.contains(name) {
            text = text.replacen(name, words[drawn(state) % words.len()], 1);
        }
    }
    while text.contains("{number}") {
        text = text.replacen("{number}", &(2 + drawn(state) % 97).to_string(), 1);
    }
    text
}

/// A macro of about 80 words; no two are alike.
fn text(number: usize) -> String {
    let mut state = number as u64 * 7919 + 13;
    let mut one = |pool: &[&str]| {
        let pattern = pool[drawn(&mut state) % pool.len()];
        filled(pattern, &mut state)
    };
    let middle = [one(MIDDLES), one(MIDDLES), one(MIDDLES)].join(" ");
    format!(
        "Hi {{{{ticket.requester.first_name}}}},\n\n{}\n\n{middle}\n\n{}\n\nKind regards\n{{{{current_user.name}}}}",
        one(OPENINGS),
        one(ENDS)
    )
}

/// An export as Zendesk gives it.
fn export() -> Vec<u8> {
    let one = |number: usize| {
        serde_json::json!({
            "id": 360_000 + number, "title": format!("Folder {}::Macro {number}", number % 20), "active": true,
            "actions": [{"field": "status", "value": "pending"}, {"field": "comment_value", "value": text(number)}],
        })
    };
    serde_json::json!({"macros": (0..MACROS).map(one).collect::<Vec<_>>()}).to_string().into_bytes()
}

fn library() -> Vec<CannedFile> {
    vec![CannedFile::parse("macros.json", export(), &CannedOptions::default()).expect("macros")]
}

fn options(compare: bool, fixes: bool) -> LintOptions {
    let mut options = LintOptions::default();
    (options.library, options.fixes, options.threads) = (compare, fixes, NonZeroUsize::new(1));
    options
}

#[divan::bench]
fn reading(bencher: Bencher<'_, '_>) {
    let bytes = export();
    bencher.counter(ItemsCount::new(MACROS)).bench(|| {
        CannedFile::parse("macros.json", black_box(bytes.clone()), &CannedOptions::default()).expect("macros")
    });
}

/// Each reply alone; `library` compares them too, `fixes` mends what it finds.
#[divan::bench(args = ["alone", "library", "fixes"], sample_count = 10)]
fn linted(bencher: Bencher<'_, '_>, what: &str) {
    let (files, options) = (library(), options(what != "alone", what == "fixes"));
    bencher.counter(ItemsCount::new(MACROS)).bench(|| lint(black_box(&files), &options));
}
