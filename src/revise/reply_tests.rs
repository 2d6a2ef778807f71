//! Answers as models really give them.

use super::*;
use proptest::prelude::*;

const DRAFT: &str = "We regret the delay. Your order ships on 4 May.";
const REPLY: &str = "You waited nine days. Your order ships on 4 May.";

fn text(answer: &str) -> Result<String, Unread> {
    revision(answer, DRAFT).map(|read| read.text)
}

#[test]
fn the_asked_for_json_is_read_whole() {
    let answer = r#"{"reply":"You waited.","changes":[{"before":"the delay","after":"You waited","mechanism":"SA","reason":"says it"},
        {"before":"x","after":"x","mechanism":"SA","reason":"nothing"},{"before":"a","after":"b","mechanism":"other","reason":""}]}"#;
    let read = revision(answer, DRAFT).unwrap();
    assert_eq!(read.text, "You waited.");
    assert_eq!(read.changes.len(), 2);
    assert_eq!(read.changes[0].mechanism, Some(Mechanism::SentimentAttenuation));
    assert_eq!(read.changes[1].mechanism, None);
}

#[test]
fn the_same_reply_comes_out_of_every_wrapping() {
    let json = format!("{{\"reply\":\"{REPLY}\",\"changes\":[]}}");
    for answer in [
        json.clone(),
        format!("```json\n{json}\n```"),
        format!("Here is the JSON you asked for:\n\n{json}\n\nLet me know!"),
        format!("<think>They want {{\"reply\": \"x\"}} maybe</think>\n{json}"),
        format!("no opening tag</think>{json}"),
        format!("{{\"result\": {json}}}"),
        format!("{{\"reply\":\"{REPLY}\",}}"),
        format!("{{\"reply\":\"{REPLY}\",\"changes\":[{{\"before\":\"a"),
        format!("First try: {{\"reply\":\"worse\"}} Better: {json}"),
        serde_json::to_string(&json).unwrap(),
        REPLY.to_owned(),
        format!("```\n{REPLY}\n```"),
        format!("<THINK>hm</THINK>{REPLY}"),
    ] {
        assert_eq!(text(&answer).as_deref(), Ok(REPLY), "{answer}");
    }
}

#[test]
fn line_breaks_inside_the_string_are_kept() {
    assert_eq!(text("{\"reply\": \"Hello,\n\nyou waited.\"}").as_deref(), Ok("Hello,\n\nyou waited."));
}

#[test]
fn a_reply_that_breaks_off_is_not_used() {
    assert_eq!(text(r#"{"reply":"You waited ni"#), Err(Unread::Cut));
    assert_eq!(text(r#"{"changes":[],"reply":"You wai"#), Err(Unread::Cut));
    assert_eq!(text("<think>First I should"), Err(Unread::Cut));
    assert_eq!(critique(r#"{"critique":"They f"#), Err(Unread::Cut));
    assert_eq!(findings(r#"{"findings":[{"mechanism":"SA","severity":2,"quote":"a""#), Err(Unread::Cut));
}

#[test]
fn talk_about_the_reply_is_no_reply() {
    for answer in [
        "Here is the revised reply:\n\nYou waited nine days.",
        "Sure! Here you go: You waited nine days.",
        "The draft is already good, I would not change it.",
        "You waited.\n\nChanges made:\n- less distance",
        "**Reply:** You waited.",
        "{'reply': 'You waited.'}",
        "[1, 2]",
        "This is linguistic distancing.",
    ] {
        assert_eq!(text(answer), Err(Unread::Garbled), "{answer}");
    }
}

#[test]
fn refusals_are_told_from_drafts_that_say_no() {
    for answer in [
        "I'm sorry, but I can't help with that.",
        "I’m sorry, but I can’t assist with that request.",
        "I cannot comply with this request. It may be harmful.",
        "As an AI language model, I cannot help with this.",
        r#"{"reply":"I'm sorry, but I can't help with that."}"#,
        r#"{"refusal":"unsafe"}"#,
    ] {
        assert_eq!(text(answer), Err(Unread::Refused), "{answer}");
    }
    let no = "I'm sorry, but I can't refund the ticket. It was used on 4 May.";
    assert_eq!(text(no).as_deref(), Ok(no));
    let same = "I'm sorry, but I can't help with that.";
    assert_eq!(revision(same, same).unwrap().text, same);
}

#[test]
fn nothing_is_empty() {
    for answer in ["", "  \n ", r#"{"reply":"  "}"#, "<think>done</think>", "```\n\n```", "\u{feff}"] {
        assert_eq!(text(answer), Err(Unread::Empty), "{answer:?}");
    }
}

#[test]
fn a_critique_may_be_prose() {
    assert_eq!(critique("They will feel brushed off.").as_deref(), Ok("They will feel brushed off."));
    assert_eq!(critique(r#"{"critique":" Brushed off. "}"#).as_deref(), Ok("Brushed off."));
    assert_eq!(critique(r#"{"other":1}"#), Err(Unread::Garbled));
    assert_eq!(critique("I can't help with that."), Err(Unread::Refused));
}

#[test]
fn findings_keep_what_is_a_finding() {
    let answer = r#"{"findings":[
        {"mechanism":"conflict avoidance","severity":"2","quote":"if you felt","reason":"r","instead":"i"},
        {"mechanism":"LD","severity":9,"quote":"q"},
        {"mechanism":"LD","severity":0,"quote":"q"},
        {"mechanism":"rudeness","severity":2,"quote":"q"}, 7]}"#;
    let found = findings(answer).unwrap();
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].severity, Severity::Clear);
    assert_eq!(found[1].severity, Severity::Severe);
    assert_eq!(findings(r#"{"findings":[]}"#), Ok(Vec::new()));
    assert_eq!(findings("The draft is fine."), Err(Unread::Garbled));
}

proptest! {
    #[test]
    fn no_answer_panics(answer in ".{0,300}") {
        let _ = (revision(&answer, DRAFT), critique(&answer), findings(&answer));
    }

    #[test]
    fn no_soup_of_json_panics(
        pieces in proptest::collection::vec(
            prop_oneof![
                Just("{"), Just("}"), Just("["), Just("]"), Just("\""), Just("\\"), Just("\\u"), Just("d83d"), Just(":"),
                Just(","), Just("reply"), Just("\"reply\":"), Just("\"findings\":["), Just("<think>"), Just("</think>"),
                Just("```"), Just("json\n"), Just("é"), Just("I'm sorry, but I can't help"), Just("\u{feff}"),
            ],
            0..40,
        )
    ) {
        let answer = pieces.concat();
        let _ = (revision(&answer, DRAFT), critique(&answer), findings(&answer));
    }

    #[test]
    fn every_reply_in_clean_json_comes_back(reply in "[a-zé ]{0,20}[a-z]{3}[^<]{0,60}") {
        prop_assume!(!refuses(&reply));
        let answer = serde_json::json!({"reply": reply}).to_string();
        prop_assert_eq!(text(&answer), Ok(reply));
    }
}
