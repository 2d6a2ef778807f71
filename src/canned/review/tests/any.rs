//! What holds whatever a person does, in any order; and how long it takes.

use super::*;
use proptest::prelude::*;

/// `cargo test --release --lib canned::review -- --ignored --nocapture`
#[test]
#[ignore = "a measurement"]
#[allow(clippy::print_stdout, reason = "a measurement")]
fn figures() {
    let text = |at: usize| LATE.replace("lamp", &format!("lamp {at}")).replace("today", &format!("on day {at}"));
    let texts: Vec<(String, String)> = (0..1000).map(|at| (format!("title {at}"), text(at))).collect();
    let texts: Vec<(&str, &str)> = texts.iter().map(|(title, text)| (title.as_str(), text.as_str())).collect();
    let (_folder, path, _) = on_disk(&texts);
    let took = |what: &str, work: &mut dyn FnMut()| {
        let start = std::time::Instant::now();
        work();
        println!("{what}: {:.1} ms", start.elapsed().as_secs_f64() * 1e3);
    };
    let mut review = read(&path);
    took("opened and in order", &mut || review = read(&path));
    took("listed", &mut || drop(review.list(&ReviewQuery::default())));
    took("listed again", &mut || drop(review.list(&ReviewQuery::default())));
    took("rows of all", &mut || (0..1000).for_each(|at| drop(review.row(at))));
    took("proposed for all", &mut || assert!((0..1000).all(|at| review.propose_builtin(at))));
    took("accepted all", &mut || assert!((0..1000).all(|at| review.decide_open(at, &HunkDecision::Accepted))));
    took("one view", &mut || drop(review.view(7)));
    took("that view again", &mut || drop(review.view(7)));
    took("kept", &mut || review.keep().expect("kept"));
    took("read and resumed", &mut || assert_eq!(read(&path).resume().expect("read").replies, 1000));
    took("saved", &mut || assert!(review.save().is_whole()));
}

/// A step of a person.
#[derive(Debug, Clone)]
enum Act {
    Decide(usize, HunkDecision),
    Propose(usize),
    Write(String),
    Show(usize),
    Undo,
    Redo,
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let decision = prop_oneof![
        Just(HunkDecision::Accepted),
        Just(HunkDecision::Refused),
        Just(HunkDecision::Open),
        "[a-c ]{0,4}".prop_map(HunkDecision::Edited)
    ];
    let act = prop_oneof![
        4 => (0usize..6, decision).prop_map(|(hunk, decision)| Act::Decide(hunk, decision)),
        2 => (0..NEWS.len()).prop_map(Act::Propose),
        2 => "([a-dé.] ?){0,12}".prop_map(Act::Write),
        1 => (0usize..3).prop_map(Act::Show),
        2 => Just(Act::Undo),
        1 => Just(Act::Redo),
    ];
    prop::collection::vec(act, 0..16)
}

const OLD: &str = "a b c d. é b a! c c d, a.";
const NEWS: &[&str] = &["a c d. é b b a! c d, a.", "b b c d. é a! c c d, b a.", "", "a b x d. é b a! c y d, a. z"];

proptest! {
    #[test]
    fn the_text_is_that_of_the_file_with_what_was_accepted(acts in acts()) {
        let mut review = review(&[("one", OLD)]);
        let base = outcome(OLD, "");
        for act in acts {
            let before = review.text(0);
            match act {
                Act::Decide(hunk, decision) => { review.decide(0, hunk, decision); }
                Act::Propose(new) => {
                    review.propose(0, &Outcome { text: NEWS[new].to_owned(), diff: Diff::between(OLD, NEWS[new]), ..base.clone() });
                    prop_assert_eq!(review.text(0), before);
                }
                Act::Write(text) => {
                    review.write(0, text.as_str());
                    prop_assert_eq!(review.text(0), text);
                }
                Act::Show(proposal) => { review.show(0, proposal); }
                Act::Undo => if review.undo(0) {
                    let now = review.text(0);
                    review.redo(0);
                    prop_assert_eq!(review.text(0), before);
                    review.undo(0);
                    prop_assert_eq!(review.text(0), now);
                }
                Act::Redo => { review.redo(0); }
            }
            if let Some(proposal) = review.proposal(0) {
                let spans: Vec<_> = proposal.diff.hunks.iter().map(|hunk| hunk.before.span).collect();
                prop_assert!(spans.windows(2).all(|two| two[0].end <= two[1].start), "{:?}", spans);
                let text = review.text(0);
                prop_assert!(proposal.diff.hunks.iter().all(|hunk| hunk.before.span.of(OLD) == hunk.before.text));
                for (at, (hunk, decision)) in proposal.parts().enumerate() {
                    let words = proposal::words(hunk, decision).unwrap_or(&hunk.before.text);
                    prop_assert_eq!(proposal.place(at).expect("there").of(&text), words);
                }
            }
        }
        while review.undo(0) {}
        prop_assert_eq!(review.text(0), OLD);
    }
}
