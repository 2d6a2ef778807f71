//! Counterfactual negatives over good replies: the labelled cases that are clean, and drafts that were revised.

use attuned::{
    Builtin, Case, Draft, Keep, Loop, Mechanism, Negative, Options, Prompts, Record, Records, Severity, Step, check,
    detect, negatives,
};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// A good reply: its id, its conversation and text, whether it answers feeling or grievance, and whether detection finds
/// it good too: where it does not, nobody could show that a failure put in is the only one.
struct Good {
    id: String,
    draft: Draft,
    felt: bool,
    sure: bool,
}

impl Good {
    fn new(id: impl Into<String>, draft: Draft) -> Self {
        let report = detect(&draft);
        let sure = report.worst() < Some(Severity::Clear);
        let measured = report.metrics;
        let felt = measured.sentiment_attenuation.source_intensity >= 0.3 || measured.conflict_avoidance.tension >= 0.3;
        Self { id: id.into(), draft, felt, sure }
    }
}

/// The files of a folder, by name.
fn files(folder: &str) -> Vec<PathBuf> {
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("a folder").map(|one| one.expect("a file").path()).collect();
    paths.sort();
    paths
}

/// The clean cases of the fixtures.
fn clean() -> Vec<Good> {
    let mut paths = files("fixtures/cases");
    paths.insert(0, "fixtures/held.jsonl".into());
    let text: String = paths.iter().map(|path| std::fs::read_to_string(path).expect("a file")).collect();
    let case = |line: &str| {
        let record = Record::read(serde_json::from_str(line).expect("JSON"), 1).expect("a record");
        Case::read(record).expect("a labelled case")
    };
    let cases = text.lines().map(case).filter(|case| case.gold.iter().all(|label| !label.is_present()));
    cases.map(|case| Good::new(case.id.clone(), case.draft)).collect()
}

/// The drafts of the fixtures as the built-in reviser revises them.
fn revised() -> Vec<Good> {
    let read = |path: PathBuf| {
        let text = std::fs::read(&path).expect("a file");
        let record = Records::new(&*text).next().expect("a record").expect("it is read");
        let mut work = Loop::new(record.draft.clone(), Options::default(), Prompts::builtin());
        let text = loop {
            match work.step().expect("it goes on") {
                Step::Ask(prompt) => work.answer(Ok(Builtin::new().answer(&prompt))),
                Step::Done(outcome) => break outcome.text,
                _ => {}
            }
        };
        Good::new(path.file_stem().expect("a name").to_string_lossy(), record.draft.with_text(text))
    };
    files("fixtures/drafts").into_iter().map(read).collect()
}

/// Guards of facts, which hold for every negative; those of certainty are left out for conflict avoidance alone.
const FACTS: [&str; 15] = [
    "placeholders",
    "marks",
    "keep",
    "numbers",
    "dates",
    "links",
    "code",
    "names",
    "promises",
    "deeds",
    "duties",
    "causes",
    "experience",
    "crisis",
    "structure",
];

fn ratio(good: &Draft, one: &Negative) -> f64 {
    one.text.chars().count() as f64 / good.text.chars().count() as f64
}

#[test]
fn each_has_its_failure_alone_and_every_fact() {
    let goods: Vec<Good> = clean().into_iter().chain(revised()).collect();
    let (mut felt, mut given) = (0_usize, 0_usize);
    for good in &goods {
        let found = negatives(&good.draft);
        felt += usize::from(good.felt && good.sure);
        given += usize::from(good.felt && !found.is_empty());
        for one in &found {
            let id = &good.id;
            assert_eq!(one.after, detect(&good.draft.with_text(&*one.text)), "{id}");
            assert!(one.after.severity(one.mechanism) >= Some(Severity::Clear), "{id}");
            assert_eq!(one.before.severity(one.mechanism), None, "{id}");
            let others = Mechanism::ALL.into_iter().filter(|other| *other != one.mechanism);
            assert!(others.into_iter().all(|other| one.after.severity(other) <= one.before.severity(other)), "{id}");
            assert!((0.7..=1.3).contains(&ratio(&good.draft, one)), "{id}");
            assert_eq!(one.diff.apply(&good.draft.text), one.text, "{id}");
            let broken = check(&good.draft, &one.text, &Keep::default());
            assert!(!broken.iter().any(|broken| FACTS.contains(&broken.guard)), "{id} {broken:?}");
        }
    }
    assert!(given * 10 >= felt * 7, "{given} of {felt} replies to feeling give a negative");
}

#[test]
fn the_same_reply_gives_the_same_negatives() {
    for good in clean().iter().step_by(9) {
        assert_eq!(negatives(&good.draft), negatives(&good.draft));
    }
}

#[test]
fn a_dozen() {
    let mut shown = Vec::new();
    for good in clean().iter().filter(|good| good.felt).step_by(5) {
        let found = negatives(&good.draft);
        let Some(one) = found.get(shown.len() % found.len().max(1)) else { continue };
        shown.push(format!("{} {} ({})\n{}", good.id, one.mechanism.id(), one.edit, marked(one)));
    }
    insta::assert_snapshot!(shown.into_iter().take(12).collect::<Vec<_>>().join("\n\n"));
}

/// The text with its changes marked.
fn marked(one: &Negative) -> String {
    let mut text = one.text.clone();
    for hunk in one.diff.hunks.iter().rev() {
        let span = hunk.after.span;
        text.replace_range(span.start..span.end, &format!("[-{}-]{{+{}+}}", hunk.before.text, hunk.after.text));
    }
    text
}

/// Cohen's d of the lengths of two sides, in words.
fn effect(pairs: &[(f64, f64)]) -> f64 {
    let count = pairs.len().max(1) as f64;
    let mean = |side: fn(&(f64, f64)) -> f64| pairs.iter().map(side).sum::<f64>() / count;
    let (one, other) = (mean(|pair| pair.0), mean(|pair| pair.1));
    let spread = pairs.iter().map(|pair| (pair.0 - one).powi(2) + (pair.1 - other).powi(2)).sum::<f64>() / count / 2.0;
    (other - one) / spread.sqrt().max(f64::EPSILON)
}

/// For whoever changes an edit or a wording: how many there are, how long, how alike; with `READ=1` all of them.
#[test]
#[ignore = "prints figures"]
#[allow(clippy::print_stdout, reason = "figures are for whoever asks for them")]
fn figures() {
    let goods: Vec<Good> = clean().into_iter().chain(revised()).collect();
    let mut edits = BTreeMap::<_, usize>::new();
    let mut lengths = BTreeMap::<_, Vec<(f64, f64)>>::new();
    let mut runs = BTreeMap::<String, BTreeSet<String>>::new();
    let (mut all, mut some) = ([0_usize; 2], [0_usize; 2]);
    let sure = goods.iter().filter(|good| good.felt && good.sure).count();
    for good in &goods {
        let found = negatives(&good.draft);
        all[usize::from(good.felt)] += 1;
        some[usize::from(good.felt)] += usize::from(!found.is_empty());
        for (number, one) in found.iter().enumerate() {
            *edits.entry((one.mechanism.id(), one.edit)).or_default() += 1;
            let words = |text: &str| text.split_whitespace().count() as f64;
            for side in [one.mechanism.id(), "all"] {
                lengths.entry(side).or_default().push((words(&good.draft.text), words(&one.text)));
            }
            for hunk in &one.diff.hunks {
                let words: Vec<String> = hunk.after.text.split_whitespace().map(str::to_lowercase).collect();
                for run in words.windows(4) {
                    runs.entry(run.join(" ")).or_default().insert(format!("{} {number}", good.id));
                }
            }
            if std::env::var_os("READ").is_some() {
                let said = good.draft.conversation.said().last().map_or("", |said| said.1);
                println!("\n#### {} | {:?}\nSAID {said}", good.id, good.draft.sender);
                println!("-- {} {}\n{}", one.mechanism.id(), one.edit, marked(one));
            }
        }
    }
    println!("to feeling or grievance: {} of {sure} that are good by detection too, of {} in all", some[1], all[1]);
    println!("others: {} of {}", some[0], all[0]);
    for (edit, count) in &edits {
        println!("{edit:?} {count}");
    }
    for (side, pairs) in &lengths {
        let mean = pairs.iter().map(|pair| pair.1 / pair.0).sum::<f64>() / pairs.len() as f64;
        println!("{side}: {} of {} replies, mean length {mean:.3}, d {:.3}", pairs.len(), goods.len(), effect(pairs));
    }
    let mut often: Vec<_> = runs.iter().map(|(run, at)| (at.len(), run)).collect();
    often.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    println!("four words most often put in: {:?}", often.iter().take(8).collect::<Vec<_>>());
}
