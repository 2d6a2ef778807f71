//! Hostile words on a page, and what is on it for whom.

use super::change::{Changed, Measure, Turn};
use super::stretch::on_one_line;
use super::*;
use crate::show::marks::Piece;

/// A page with hostile words in every place that people or models fill.
fn hostile() -> Page {
    let evil = || "</p><script>alert('x')</script>\" onfocus=\"y".to_owned();
    let stretch = |kind| Stretch { text: evil(), notes: vec![1], begins: vec![1], title: evil(), kind };
    let entry = Entry {
        place: 1,
        name: evil(),
        verdict: "revised",
        words: evil(),
        engine: evil(),
        sender: Some(evil()),
        flags: vec!["a person should look"],
        said: vec![Said { role: "person", person: true, text: evil() }],
        draft: vec![stretch("clear")],
        reply: vec![stretch("added")],
        findings: vec![Found {
            severity: "clear",
            rule: "SA02",
            mechanism: "sentiment attenuation",
            quote: evil(),
            message: evil(),
            suggestion: evil(),
            source: Some(evil()),
            model: true,
        }],
        hunks: vec![Changed { before: evil(), after: evil(), mechanisms: vec!["conflict avoidance"], reason: evil() }],
        measures: vec![Measure { mechanism: "m", name: "n", before: evil(), after: evil() }],
        rounds: vec![Turn { accepted: false, critique: evil(), reasons: vec![evil()] }],
    };
    let mut page = Page::default();
    page.put(entry);
    page
}

#[test]
fn nothing_that_people_wrote_becomes_markup() {
    let html = hostile().render().expect("a page");
    assert!(!html.contains("<script") && !html.contains("onfocus=\"y"), "{html}");
    assert!(html.matches("&lt;script&gt;").count() >= 17, "{html}");
}

#[test]
fn several_records_have_a_table_of_contents_and_one_has_none() {
    let mut page = hostile();
    assert!(!page.render().expect("a page").contains("<nav"));
    let mut failure = Failure::new("model", "no answer");
    failure.id = Some(Box::new(serde_json::json!(7)));
    failure.text = Some("Hm.".into());
    page.fail(&failure);
    let html = page.render().expect("a page");
    assert!(html.contains("<nav") && html.contains("href=\"#r2\"") && html.contains("id=\"r2\""), "{html}");
    assert!(html.contains("no answer") && html.contains("Hm."), "{html}");
}

#[test]
fn a_mark_over_a_paragraph_leaves_the_empty_line_bare() {
    let piece = Piece { text: "one\n\ntwo", marks: vec![0], begins: vec![0] };
    let shown = Stretch::noted(&piece, "added", |_| "why".to_owned());
    let shown: Vec<_> = shown.iter().map(|one| (one.text.as_str(), one.kind, one.begins.len())).collect();
    assert_eq!(shown, [("one", "added", 0), ("\n", "", 0), ("\n", "", 0), ("two", "added", 1)]);
    assert_eq!((on_one_line("on us.\n\nThe"), on_one_line("\n")), ("on us. ¶ The".to_owned(), "¶".to_owned()));
}

#[test]
fn the_page_asks_for_nothing_from_elsewhere() {
    let html = hostile().render().expect("a page");
    for reference in ["src=", "href=\"http", "url(", "@import"] {
        assert!(!html.contains(reference), "{reference}");
    }
}
