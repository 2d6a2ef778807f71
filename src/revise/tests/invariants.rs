//! What holds whatever a model answers.

use super::*;

/// Answers of every kind, good and bad.
fn answers() -> impl Strategy<Value = Result<String, ModelError>> {
    let text = prop_oneof![
        Just(BETTER.to_owned()),
        Just(TEXT.to_owned()),
        Just(TEXT.replace("any inconvenience", "this")),
        Just(BETTER.replace("48213", "7")),
        Just(ONWARD.to_owned()),
        Just(json!({"reply": ONWARD.replace(". ", ".\n"), "changes": []}).to_string()),
        Just(json!({"reply": BETTER, "changes": [{"before": "Sorry", "after": "You", "mechanism": "SA", "reason": "x"}]}).to_string()),
        Just(json!({"findings": [{"mechanism": "EGM", "severity": 3, "quote": "48213", "reason": "r", "instead": "i"}]}).to_string()),
        Just(json!({"findings": [{"mechanism": "SA", "severity": 3, "quote": "Sorry for any", "reason": "r", "instead": "i"}]}).to_string()),
        Just(r#"{"findings":[]}"#.to_owned()),
        Just(json!({"objections": [], "reason": "r", "better": "even"}).to_string()),
        Just(json!({"objections": [{"reply": "first", "kind": "invented", "quote": "48213", "reason": "r"}], "reason": "r", "better": "first"}).to_string()),
        Just("I can't help with that.".to_owned()),
        ".{0,40}",
    ];
    prop_oneof![12 => text.prop_map(Ok), 1 => Just(Err(ModelError::TimedOut))]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_has_gone_out_stays_whatever_a_model_answers(
        said in proptest::collection::vec(answers(), 40), sent in 0..=TEXT.len() + 1,
        judge in proptest::sample::select(vec![Judging::Never, Judging::Always]),
        critique in proptest::sample::select(vec![Critique::Within, Critique::Apart]), look in any::<bool>(),
    ) {
        let mut work = work(Options { sent, judge, critique, look, ..Options::default() });
        let mut said = said.into_iter();
        let outcome = loop {
            match work.step().unwrap() {
                Step::Done(outcome) => break outcome,
                Step::Ask(_) => work.answer(said.next().unwrap().map(|text| Reply { text, ..Reply::default() })),
            }
        };
        prop_assert!(outcome.text.starts_with(&TEXT[..sent.min(TEXT.len())]));
        prop_assert_eq!(outcome.diff.apply(TEXT), outcome.text.clone());
        let kept = outcome.text == TEXT;
        prop_assert_eq!(kept, outcome.verdict != Verdict::Revised);
        prop_assert!(kept || outcome.after.weight() < outcome.before.weight());
        prop_assert!(kept || toy::check(&draft(), &outcome.text, &crate::guard::Keep::default()).is_empty());
        let cut = |text: &str, report: &Report| report.findings.iter().all(|one| one.quote.span.of(text) == one.quote.text);
        prop_assert!(cut(TEXT, &outcome.before) && cut(&outcome.text, &outcome.after));
    }

    #[test]
    fn it_ends_and_is_never_worse_whatever_it_is_told(
        said in proptest::collection::vec(answers(), 80), rounds in 0usize..5,
        judge in proptest::sample::select(vec![Judging::Never, Judging::Auto { doubt: 0.3 }, Judging::Always]),
        aim in proptest::sample::select(vec![Aim::All, Aim::Worst]),
        critique in proptest::sample::select(vec![Critique::Within, Critique::Apart]),
        look in any::<bool>(), repairs in 0usize..3,
    ) {
        let mut work = work(Options { rounds, repairs, aim, critique, look, judge, ..Options::default() });
        let mut said = said.into_iter();
        let mut jobs = Vec::new();
        let outcome = loop {
            match work.step().unwrap() {
                Step::Done(outcome) => break outcome,
                Step::Ask(prompt) => {
                    jobs.push(prompt.ask.job);
                    let text = said.next().expect("five rounds take at most 66 answers");
                    work.answer(text.map(|text| Reply { text, ..Reply::default() }));
                }
            }
        };
        prop_assert_eq!(outcome.diff.apply(TEXT), outcome.text.clone());
        let kept = outcome.text == TEXT;
        prop_assert_eq!(kept, outcome.verdict != Verdict::Revised);
        prop_assert!(kept || outcome.after.is_better_than(&outcome.before));
        prop_assert!(kept || toy::check(&draft(), &outcome.text, &crate::guard::Keep::default()).is_empty());
        prop_assert_eq!(jobs.contains(&Job::Judge), jobs.first() == Some(&Job::Judge), "{:?}", jobs);
        // A judge may see less than the rules do, so that only unjudged text is measured again.
        let measured: Report = toy::detect(&draft().with_text(outcome.text.as_str()), &Thresholds::default());
        prop_assert!(kept || judge != Judging::Never || measured.weight() <= outcome.after.weight());
    }
}
