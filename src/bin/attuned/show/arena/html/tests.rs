//! What the page shows, and that nothing on it becomes markup.

use super::*;
use attuned::{Eye, Offer, Record, Ruling};
use serde_json::json;

/// A page about one pair, with these words in every place that people or models fill.
fn shown(evil: &str) -> String {
    let said = json!([{"role": "user", "content": evil}]);
    let record = json!({"id": evil, "domain": evil, "conversation": said, "must_keep": [evil], "must_not": [evil],
        "draft": format!("{evil} 14 May")});
    let record = Record::read(record, 1).expect("a record");
    let offers = [Offer::of(&record), Offer::new(format!("{evil} by 15 May"))];
    let mut bout = Bout::new(record, offers, &Eye::default()).expect("a pair");
    let reply = json!({"better": "first", "reason": evil, "objections": [
        {"reply": "first", "kind": "invented", "quote": "May", "reason": evil}]});
    let heard = Side::BOTH.map(|first| bout.hear(first, &reply.to_string()).expect("an answer"));
    bout.ruling = Some(Ruling::of(heard.into()));
    let arena = Arena::new([evil, "ours"], vec![bout]);
    let failure = Failure::new("record", evil);
    page(&arena, &[failure], Some(evil)).expect("a page")
}

#[test]
fn nothing_that_people_wrote_becomes_markup() {
    let html = shown("</p><script>alert('x')</script>\" onfocus=\"y");
    assert!(!html.contains("<script") && !html.contains("onfocus=\"y"), "{html}");
    assert!(html.matches("&lt;script&gt;").count() >= 15, "{}", html.matches("&lt;script&gt;").count());
    for reference in ["src=", "href=\"http", "url(", "@import"] {
        assert!(!html.contains(reference), "{reference}");
    }
}

#[test]
fn a_pair_can_be_sifted_by_how_it_ended_and_shows_what_everybody_said() {
    let html = shown("Where is my kite?");
    for part in [
        "#sift-position:checked ~ main article:not(.position)",
        "class=\"position differ guard-b\"",
        "position decided <b>1</b>",
        "<ins>by 15</ins>",
        "<del>14</del>",
        "Guards broken",
        "The judge, with ours first",
        "<strong>ours</strong>: Where is my kite?",
        "invented, ours: ",
        "What a reply must not do",
        "Left out",
    ] {
        assert!(html.contains(part), "{part}\n{html}");
    }
}
