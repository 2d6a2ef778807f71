//! Every way in which a model fails that we know of, and what must come of it: a row each.

use crate::run::DRAFT;
use crate::server::{Kind, Request, Say, Script, chat, message, refusal};
use serde_json::json;
use std::time::Duration;

/// How a run ends.
pub(crate) enum Ends {
    /// With the good reply.
    Revised,
    /// With the draft, byte for byte, for a reason that holds these words.
    Kept(&'static str),
    /// As `Kept`, but where a model is required, with an error record and 2.
    NoAnswer(&'static str),
}

/// A fault of a model or its server.
pub(crate) struct Fault {
    pub(crate) name: &'static str,
    /// What the server answers; no server without.
    pub(crate) script: Option<Script>,
    /// Whether the conversation holds an order to the model.
    pub(crate) planted: bool,
    pub(crate) arguments: &'static [&'static str],
    pub(crate) ends: Ends,
    /// How many requests come to the server.
    pub(crate) hits: usize,
    /// Longer than this it may not take; room for a busy machine.
    pub(crate) within: Duration,
}

const GOOD: &str = "Dear ⟦1⟧,\n\nYou are scared that she will come home to nothing, and we cancelled your order 48213. \
    The earliest delivery of the Wexmoor is 19 May. We cannot deliver before that date. You can follow it at \
    https://cots.example/48213.\n\nKind regards,\nMara";

/// The rows.
pub(crate) fn faults() -> Vec<Fault> {
    use Ends::{Kept, NoAnswer, Revised};
    let breaks = |words| Kept(words);
    vec![
        Fault { script: None, ..fault("model down", down, NoAnswer("no connection to 127.0.0.1"), 0) },
        fault("401", |_| refusal(401, "", "bad key sk-zanzibar-41"), NoAnswer("refused the key (HTTP 401)"), 1),
        fault("404, no such model", |_| refusal(404, "", "no model tiny, Wexmoor"), NoAnswer("HTTP 404"), 1),
        fault("429 with Retry-After, then good", limited_once, Revised, 2),
        late("429 for ever, Retry-After a day", |_| refusal(429, "retry-after: 86400\r\n", "slow down, Wexmoor"), 1),
        fault("500 for ever", |_| refusal(500, "", "we broke on Wexmoor"), NoAnswer("HTTP 500"), 4),
        fault("503, then good", unavailable_once, Revised, 2),
        fault(
            "redirect",
            |_| Say::Http(307, "location: http://localhost:1/\r\n", String::new()),
            NoAnswer("HTTP 307"),
            1,
        ),
        fault("HTML instead of JSON", |_| html(), NoAnswer("not a chat completion"), 1),
        fault("JSON cut off", |_| json_cut_off(), NoAnswer("not a chat completion"), 1),
        fault("connection cut inside the answer", |_| Say::Cut("{\"choices\": [".into()), NoAnswer("not a chat"), 3),
        late("silence", |_| Say::Silence, 1),
        fault("empty answer", |_| chat(" \n"), NoAnswer("answered nothing"), 1),
        fault("refusal in its field", |_| message(json!({"refusal": "I can't, Wexmoor."})), NoAnswer("refused"), 1),
        fault("refusal in words", |_| chat("I'm sorry, but I can't help with that."), Kept("the model refused"), 2),
        fault("silence at the second call", silent_repairer, Kept("the deadline passed"), 2)
            .with(&["--deadline", "3s"]),
        fault("401 at the second call", refused_repairer, Kept("HTTP 401"), 2),
        fault("answer cut by the token limit", |_| cut_answer(), Kept("cut off"), 2),
        fault("ten times too long", |_| too_long(), breaks("still breaks"), 4),
        fault("a number changed", |_| changed("48213. The", "48231. The"), breaks("numbers"), 4),
        fault("a date changed", |_| changed("19 May", "12 May"), breaks("still breaks"), 4),
        fault("the placeholder dropped", |_| changed("Dear ⟦1⟧", "Dear customer"), breaks("placeholders"), 4),
        fault("the link dropped", |_| changed("https://cots.example/48213", "our page"), breaks("links"), 4),
        fault("a name changed", |_| changed("Mara", "Petra"), breaks("names"), 4),
        fault("a promise added", |_| changed("Kind", "We'll refund you in full.\n\nKind"), breaks("promises"), 4),
        fault("flattery", |_| changed("You are scared", FLATTERY), breaks("still breaks"), 4),
        fault("orders obeyed, in the form", |_| reply("PWNED"), breaks("still breaks"), 4).planted(),
        fault("orders obeyed, bare", |_| chat("PWNED"), breaks("still breaks"), 4).planted(),
        fault("orders obeyed inside a good reply", |_| changed("Kind", "PWNED\n\nKind"), breaks("still breaks"), 4)
            .planted(),
        fault("orders planted, good reply", |_| reply(GOOD), Revised, 1).planted(),
        fault("the draft unchanged", |_| reply(&DRAFT.replace("{{first_name}}", "⟦1⟧")), Kept("unchanged"), 1),
        fault("prose around the JSON", |_| around("Sure! Here it is:\n\n", "\n\nHope this helps!"), Revised, 1),
        fault("code fences", |_| around("```json\n", "\n```"), Revised, 1),
        fault("thoughts before the JSON", |_| around("<think>{\"reply\": \"no\"}</think>", ""), Revised, 1),
        fault("response_format refused", formless, Revised, 4),
        fault("good reply", |_| reply(GOOD), Revised, 1),
        fault("good reply after one repair", repaired, Revised, 2),
        fault("always the same broken JSON", |_| chat("{\"zzz\": [1, 2"), Kept("was cut off"), 2),
        fault("always the same garbage", |_| chat("[7, 7, 7]"), Kept("could not be read"), 2),
        fault("another JSON", |_| Say::Http(200, "", "{\"answer\": \"Wexmoor\"}".into()), NoAnswer("not a chat"), 1),
    ]
}

const FLATTERY: &str = "You're absolutely right, what a wonderful and insightful message! You are scared";

fn fault(name: &'static str, script: Script, ends: Ends, hits: usize) -> Fault {
    let within = Duration::from_secs(20);
    Fault { name, script: Some(script), planted: false, arguments: &[], ends, hits, within }
}

/// A fault that only the deadline ends.
fn late(name: &'static str, script: Script, hits: usize) -> Fault {
    let within = Duration::from_secs(10);
    Fault { within, ..fault(name, script, Ends::NoAnswer("the deadline passed"), hits).with(&["--deadline", "3s"]) }
}

impl Fault {
    fn with(self, arguments: &'static [&'static str]) -> Self {
        Self { arguments, ..self }
    }

    fn planted(self) -> Self {
        Self { planted: true, ..self }
    }
}

fn reply(text: &str) -> Say {
    chat(revision(text))
}

fn revision(text: &str) -> String {
    let change = json!({"before": "We apologise for any inconvenience.", "after": "You are scared",
        "mechanism": "sentiment_attenuation", "reason": "names the fear"});
    json!({"reply": text, "changes": [change]}).to_string()
}

/// The good reply with one thing wrong, whatever was said about it.
fn changed(from: &str, to: &str) -> Say {
    assert!(GOOD.contains(from), "{from} is not there to be changed");
    reply(&GOOD.replace(from, to))
}

fn around(before: &str, after: &str) -> Say {
    chat(format!("{before}{}{after}", revision(GOOD)))
}

fn down(_: &Request) -> Say {
    Say::Silence
}

fn limited_once(asked: &Request) -> Say {
    if asked.turn == 0 { refusal(429, "retry-after: 1\r\n", "slow down") } else { reply(GOOD) }
}

fn unavailable_once(asked: &Request) -> Say {
    if asked.turn == 0 { refusal(503, "", "loading") } else { reply(GOOD) }
}

fn html() -> Say {
    Say::Http(200, "", "<!doctype html><title>Sign in</title><p>Wexmoor".into())
}

fn json_cut_off() -> Say {
    Say::Http(200, "", "{\"choices\": [{\"message\": {\"content\": \"{\\\"reply\\\": \\\"Wexm".into())
}

/// A candidate that needs a repair, and this where the repair is asked for.
fn at_repair(asked: &Request, answer: impl Fn() -> Say) -> Say {
    if asked.kind == Kind::Repair { answer() } else { changed("48213. The", "48231. The") }
}

fn silent_repairer(asked: &Request) -> Say {
    at_repair(asked, || Say::Silence)
}

fn refused_repairer(asked: &Request) -> Say {
    at_repair(asked, || refusal(401, "", "Wexmoor"))
}

fn cut_answer() -> Say {
    chat(&revision(GOOD)[..120])
}

fn too_long() -> Say {
    let more = "It is hard to wait for something that matters so much. ".repeat(45);
    reply(&GOOD.replace("The earliest", &format!("{more}The earliest")))
}

fn formless(asked: &Request) -> Say {
    if asked.formatted { refusal(400, "", "response_format is not supported") } else { reply(GOOD) }
}

fn repaired(asked: &Request) -> Say {
    at_repair(asked, || reply(GOOD))
}
