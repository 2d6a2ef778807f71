//! All guards together: whole revisions, and texts put together from pieces that meet every guard.

mod pieces;

use super::*;
use crate::text::Conversation;
use pieces::PIECES;
use proptest::prelude::*;

/// Whole revisions, `===` between cases: the guard that must speak up (`ok`: none), what the person said (nothing:
/// a canned reply), the draft and the candidate, `---` between them.
const REVISIONS: &str = include_str!("../trial.txt");

#[test]
fn whole_revisions_are_judged_as_a_careful_person_would() {
    let mut wrong = Vec::new();
    for case in REVISIONS.split("\n===\n") {
        let [verdict, said, draft, candidate] = case.split("\n---\n").collect::<Vec<_>>()[..] else {
            panic!("a case has four parts: {case}");
        };
        let talk = if said.is_empty() { Conversation::default() } else { Conversation::from_user(said) };
        let found = check(&Draft::new(talk, draft), candidate.trim_end(), &Keep::default());
        let right = if verdict == "ok" { found.is_empty() } else { found.iter().any(|one| one.guard == verdict) };
        wrong.extend((!right).then_some((verdict, candidate, found)));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_guard_has_a_name_of_its_own_and_a_promise() {
    let names: std::collections::BTreeSet<_> = guards().map(|(name, _)| name).collect();
    assert_eq!(names.len(), GUARDS.len());
    assert!(guards().all(|(_, promise)| promise.ends_with('.')));
}

#[test]
fn a_breach_names_its_guard() {
    let found = check(&Draft::canned("You get £42.50 back."), "You get money back.", &Keep::default());
    assert!(found.contains(&Violation { guard: "numbers", detail: "the number £42.50 is gone".into() }), "{found:?}");
}

fn texts() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec(prop::sample::select(PIECES), 0..16).prop_map(|parts| parts.concat());
    prop_oneof![pieces, "\\PC{0,80}", any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_draft_itself_breaks_nothing(text in texts(), said in texts(), pattern in prop::sample::select(vec!["a", "\\w+", "(?i)we", "."])) {
        let keep = Keep::new(&[pattern.to_owned()]).expect("a pattern");
        for draft in [Draft::canned(&*text), Draft::new(Conversation::from_user(said), &*text)] {
            prop_assert_eq!(check(&draft, &text, &keep), vec![]);
        }
    }

    #[test]
    fn no_text_makes_a_guard_panic(one in texts(), two in texts(), said in texts()) {
        let draft = Draft::new(Conversation::from_user(said), one);
        let found = check(&draft, &two, &Keep::default());
        prop_assert!(found.iter().all(|violation| !violation.detail.is_empty()));
    }
}
