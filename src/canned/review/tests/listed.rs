//! Lists, views, and what holds for a file.

use super::*;

#[test]
fn lists_are_in_the_order_that_was_asked_for() {
    let mut review = review(&[("plain", PLAIN), ("late", LATE), ("other", "See you soon, {{name}}.")]);
    assert_eq!(review.list(&ReviewQuery::default())[0], 1);
    assert_eq!(review.list(&ReviewQuery { order: ReviewOrder::File, ..ReviewQuery::default() }), [0, 1, 2]);
    assert_eq!(review.list(&ReviewQuery::open()), [1]);
    assert_eq!(review.list(&ReviewQuery { words: "SOON name".to_owned(), ..ReviewQuery::default() }), [2]);
    review.set_mark(1, Some(ReplyMark::Done(String::new())));
    assert_eq!(review.list(&ReviewQuery::open()), [0; 0]);
    let view = serde_json::to_value(review.view(1)).expect("JSON");
    assert_eq!((view["original"].as_str(), view["mark"]["done"].as_str()), (Some(LATE), Some("")));
}

#[test]
fn what_cannot_be_written_is_said_before() {
    let html = r#"{"macros": [{"id": 1, "actions": [{"field": "comment_value_html", "value": "<p>We close at six.</p><p>See you soon.</p>"}]}]}"#;
    let file = CannedFile::parse("macros.json", html.as_bytes().to_vec(), &CannedOptions::default()).expect("replies");
    let mut review = Review::new(vec![file], LintOptions::default());
    let text = review.text(0);
    let one = text.split_whitespace().collect::<Vec<_>>().join(" ").replace("six", "seven");
    assert!(review.propose(0, &outcome(&text, &one)));
    let view = review.view(0);
    let held: Vec<bool> = view.hunks.iter().map(|hunk| hunk.hindrance.is_some()).collect();
    assert_eq!(held, [false, true], "{:?}", view.hunks);
    review.decide_open(0, &HunkDecision::Accepted);
    assert_eq!((review.text(0), review.hindrance(0)), (text.replace("six", "seven"), None));
    review.decide(0, 1, HunkDecision::Accepted);
    assert!(review.hindrance(0).is_some() && review.bytes(0).is_err());
}

#[test]
fn a_file_is_checked_by_what_holds_for_it() {
    let file = |path: &str| CannedFile::parse(path, json(&[("late", LATE)]).into_bytes(), &options()).expect("replies");
    let mut holds = LintOptions::default();
    let mut legal = crate::canned::LintOverride::new(".", "legal/**").expect("a glob");
    legal.off.insert("all".to_owned());
    holds.overrides.push(legal);
    let review = Review::new(vec![file("legal/one.json"), file("two.json")], holds);
    assert_eq!((review.checked(0).weight(), review.list(&ReviewQuery::open())), (0, vec![1]));
}
