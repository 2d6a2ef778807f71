//! The built-in reviser: a model without a language model. It makes only edits that can be made surely, and otherwise
//! leaves the text alone.

mod absent;
mod actor;
mod apology;
mod chain;
mod clause;
mod compose;
mod doer;
mod drift;
mod edit;
mod follow;
mod joy;
mod mirror;
mod nominal;
mod notice;
mod noun;
mod officialese;
mod phrase;
mod scales;
mod sorrow;
mod stock;
mod strength;
mod tells;
#[cfg(test)]
mod trial;
mod verbs;
mod voice;
mod worth;

use super::{BoxFuture, Model, ModelError, Reply};
use crate::detect::{Finding, detect};
use crate::prompt::{Ask, Job, Prompt};
use crate::text::Span;
use edit::Edit;
use serde_json::{Value, json};

/// How many findings a critique speaks of.
const MOST: usize = 6;

/// The built-in reviser.
///
/// It answers the structured ask of a [`Prompt`] by rules: it says who acted, opens officialese, leaves out
/// sentences that would fit any message or drift away from the person, is sorry plainly and glad with the glad.
/// Deterministic, offline, without state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Builtin;

impl Builtin {
    /// The built-in reviser.
    pub fn new() -> Self {
        Self
    }

    /// Answers a prompt at once, in the JSON that the prompt asks for.
    pub fn answer(&self, prompt: &Prompt) -> Reply {
        let ask = &prompt.ask;
        let answer = match ask.job {
            // It is no judge: an empty list would say that nothing fails. Nothing said, the rules decide. Nor can it imagine
            // anybody.
            Job::Judge | Job::Audit | Job::Compare | Job::Imagine => return Reply::default(),
            Job::Critique => json!({ "critique": critique(&ask.findings) }),
            Job::Revise => revised(ask),
            Job::Repair => repair(ask),
        };
        Reply { text: answer.to_string(), ..Reply::default() }
    }
}

impl Model for Builtin {
    fn complete<'a>(&'a self, prompt: &'a Prompt) -> BoxFuture<'a, Result<Reply, ModelError>> {
        Box::pin(std::future::ready(Ok(self.answer(prompt))))
    }

    fn engine(&self) -> &str {
        "builtin"
    }

    fn reads_messages(&self) -> bool {
        false
    }
}

/// What the findings say, as a short text.
fn critique(findings: &[Finding]) -> String {
    let mut worst: Vec<&Finding> = findings.iter().collect();
    worst.sort_by_key(|finding| (std::cmp::Reverse(finding.severity), finding.quote.span));
    let lines: Vec<String> = worst.into_iter().take(MOST).map(line).collect();
    if lines.is_empty() { "Nothing in this text needs a change.".to_owned() } else { lines.join("\n") }
}

/// One finding as a line.
fn line(finding: &Finding) -> String {
    format!("{}. {}", edit::raised(finding.message.trim_end_matches('.')), finding.suggestion)
}

/// The revision, and the critique with it where the ask holds none.
fn revised(ask: &Ask) -> Value {
    let mut answer = revision(ask);
    if ask.critique.is_empty() {
        answer["critique"] = critique(&ask.findings).into();
    }
    answer
}

/// The revised text, or the text as it is.
fn revision(ask: &Ask) -> Value {
    let (text, edits) = compose::revised(&ask.draft, &ask.text, ask.sent, &ask.findings, |_, _| true);
    reply(&ask.text, text, &edits)
}

/// The draft revised anew without the edits that a guard spoke of.
fn repair(ask: &Ask) -> Value {
    let mut found = detect(&ask.draft).findings;
    found.retain(|finding| ask.targets.is_empty() || ask.targets.contains(&finding.mechanism));
    let clean = |edit: &Edit, before: &str| !ask.violations.iter().any(|one| speaks_of(&one.detail, edit, before));
    let (text, edits) = compose::revised(&ask.draft, &ask.draft.text, ask.sent, &found, clean);
    reply(&ask.draft.text, text, &edits)
}

/// Whether a violation may be about an edit: they share a word that is not small.
fn speaks_of(detail: &str, edit: &Edit, before: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let parts = text.split(|sign: char| !sign.is_alphanumeric());
        parts
            .filter(|word| word.chars().count() > 3 || word.bytes().any(|byte| byte.is_ascii_digit()))
            .map(str::to_lowercase)
            .collect()
    };
    let spoken = words(detail);
    words(before).iter().chain(&words(&edit.text)).any(|word| spoken.contains(word))
}

/// Edits that touch as one: the longer says why.
fn joined(edits: &[Edit]) -> Vec<Edit> {
    let mut all: Vec<Edit> = Vec::new();
    for edit in edits {
        match all.last_mut().filter(|last| last.span.end == edit.span.start) {
            Some(last) => {
                let text = if last.raises { edit::raised(&edit.text) } else { edit.text.clone() };
                let why = if edit.span.len() > last.span.len() { edit.clone() } else { last.clone() };
                let span = Span::new(last.span.start, edit.span.end);
                *last = Edit { span, text: format!("{}{text}", last.text), ..why };
            }
            None => all.push(edit.clone()),
        }
    }
    all
}

/// The answer as JSON.
fn reply(before: &str, text: String, edits: &[Edit]) -> Value {
    let edits = joined(edits);
    let change = |edit: &Edit| {
        json!({
            "before": edit.span.of(before),
            "after": edit.text,
            "mechanism": edit.mechanism.name(),
            "reason": edit.reason,
        })
    };
    json!({ "reply": text, "changes": edits.iter().map(change).collect::<Vec<_>>() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::{Mechanism, Report};
    use crate::guard::Violation;
    use crate::text::{Conversation, Draft};
    use proptest::prelude::*;

    fn prompt(job: Job, draft: &Draft, text: &str, violations: Vec<Violation>) -> Prompt {
        let findings = detect(&draft.with_text(text)).findings;
        let targets = Mechanism::ALL.to_vec();
        let ask = Ask {
            job,
            draft: draft.clone(),
            text: text.to_owned(),
            second: String::new(),
            targets,
            findings,
            critique: String::new(),
            violations,
            avoid: Vec::new(),
            sent: 0,
            wish: String::new(),
            refused: Vec::new(),
            title: String::new(),
        };
        Prompt { messages: Vec::new(), schema: Value::Null, ask }
    }

    fn answer(job: Job, draft: &Draft, violations: Vec<Violation>) -> Value {
        serde_json::from_str(&Builtin::new().answer(&prompt(job, draft, &draft.text, violations)).text)
            .expect("it is there")
    }

    fn cold() -> Draft {
        let said = "You cancelled my mother's surgery twice and nobody rang. I am terrified and furious. Why?";
        Draft::new(
            Conversation::from_user(said),
            "Dear {name},\r\n\r\nThank you for your message. It is regretted that your mother's surgery was cancelled. A new date will be communicated once theatre space has been confirmed.\r\n\r\nBooking Office",
        )
        .sent_by("booking office of a clinic")
    }

    #[test]
    fn a_cold_letter_is_revised_and_says_why() {
        let answer = answer(Job::Revise, &cold(), Vec::new());
        let text = answer["reply"].as_str().expect("it is there");
        assert!(text.starts_with("Dear {name},\r\n\r\n"), "{text}");
        assert!(text.contains("We regret that we cancelled your mother's surgery. We will"), "{text}");
        assert!(text.ends_with(".\r\n\r\nBooking Office"), "{text}");
        let changes = answer["changes"].as_array().expect("it is there");
        assert!(
            changes
                .iter()
                .any(|one| one["reason"] == "says who cancelled it" && one["mechanism"] == "linguistic_distancing")
        );
        assert!(changes.iter().all(|one| cold().text.contains(one["before"].as_str().expect("it is there"))));
    }

    #[test]
    fn edits_that_touch_are_told_as_one() {
        let letter = include_str!("../../../fixtures/drafts/scholarship-letter.json");
        let record = crate::record::Records::new(letter.as_bytes()).next().expect("it is there").expect("it is read");
        let draft = record.draft;
        let answer = answer(Job::Revise, &draft, Vec::new());
        let text = answer["reply"].as_str().expect("it is there");
        assert!(text.contains("\n\nWe declined your application for the hardship grant. We noted that"), "{text}");
        let first = &answer["changes"][0];
        assert_eq!(first["reason"], "says who declined it");
        assert!(first["before"].as_str().expect("it is there").starts_with("Please be advised"), "{first}");
    }

    #[test]
    fn what_has_gone_out_stays_and_the_rest_is_revised() {
        let draft = cold();
        let revised = |sent: usize| {
            let mut prompt = prompt(Job::Revise, &draft, &draft.text, Vec::new());
            prompt.ask.sent = sent;
            let answer: Value = serde_json::from_str(&Builtin::new().answer(&prompt).text).expect("it is JSON");
            answer["reply"].as_str().expect("it is there").to_owned()
        };
        let thanks = draft.text.find("It is regretted").expect("it is there");
        let text = revised(thanks);
        assert!(text.starts_with(&draft.text[..thanks]) && text.contains("We regret that we cancelled"), "{text}");
        for sent in (0..draft.text.len()).step_by(7) {
            assert!(revised(sent).starts_with(&draft.text[..sent]));
        }
        assert_eq!(revised(draft.text.len()), draft.text);
    }

    #[test]
    fn a_repair_leaves_out_what_the_violation_names() {
        let broken =
            Violation { guard: "keep", detail: "\u{201c}Thank you for your message\u{201d} is gone".to_owned() };
        let answer = answer(Job::Repair, &cold(), vec![broken]);
        let text = answer["reply"].as_str().expect("it is there");
        assert!(text.contains("Thank you for your message."), "{text}");
        assert!(text.contains("We regret that"), "{text}");
    }

    #[test]
    fn a_good_reply_comes_back_byte_for_byte() {
        for text in
            ["You waited nine days because of us. I have asked the depot today.", "Your card was sent on 3 May.", ""]
        {
            let draft = Draft::new(Conversation::from_user("Where is my card?"), text);
            let answer = answer(Job::Revise, &draft, Vec::new());
            assert_eq!((answer["reply"].as_str(), &answer["changes"]), (Some(text), &json!([])));
        }
    }

    #[test]
    fn danger_and_other_languages_are_left_alone() {
        let said = "I want to kill myself. You declined my claim.";
        let draft =
            Draft::new(Conversation::from_user(said), "Thank you for your message. Your claim has been declined.");
        assert_eq!(answer(Job::Revise, &draft, Vec::new())["reply"], draft.text);
        let german = Draft::canned("Ihr Antrag wurde leider abgelehnt, wir bitten um Ihr Verst\u{e4}ndnis.");
        assert_eq!(answer(Job::Revise, &german, Vec::new())["reply"], german.text);
    }

    #[test]
    fn a_critique_speaks_of_the_findings_and_a_judge_is_silent() {
        let critique = answer(Job::Critique, &cold(), Vec::new());
        assert!(critique["critique"].as_str().expect("it is there").contains("nobody"), "{critique}");
        let judge = prompt(Job::Judge, &cold(), &cold().text, Vec::new());
        assert_eq!(Builtin.answer(&judge), Reply::default(), "a list without findings would clear the draft");
        assert_eq!(Builtin.engine(), "builtin");
        assert_eq!(Builtin.name(), None);
    }

    /// Pieces that meet every kind of edit.
    const PIECES: &[&str] = &[
        "Your request has been declined. ",
        "and was not ",
        ", for which apologies are offered",
        "It is regretted that ",
        "Thank you for your message. ",
        "Hi {name}, thanks for getting in touch! ",
        "Customers must keep their receipts. ",
        "\n",
        "\r\n\r\n",
        "\n\n",
        "Should a copy be desired, ",
        "A review of X was carried out and closed. ",
        "sorry if this caused ",
        "a little annoying ",
        "- ",
        "1. ",
        "**",
        "(",
        "\u{201c}",
        "The bed, the key and it were moved. ",
        "May has been ",
        "no ",
        "\u{e9}",
        "Unfortunately, ",
        "which was sent ",
        "We look forward to seeing you soon! ",
        ", and we hope to see you soon.",
        "Have a nice day, Ines",
        "\u{2019}s ",
        "has been",
        "that ",
        "as ",
        "08:05 ",
        "\u{a3}5 ",
        "\0",
        "\u{301}",
        "?",
        ".",
        "must be submitted ",
        "will no longer be ",
    ];

    fn texts() -> impl Strategy<Value = String> {
        let pieces = prop::collection::vec(prop::sample::select(PIECES), 0..14).prop_map(|parts| parts.concat());
        prop_oneof![pieces, "\\PC{0,80}"]
    }

    proptest! {
        // Each case reads its text many times.
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn any_text_is_answered_and_never_worse(text in texts(), said in prop_oneof![Just("You lied to me and I am furious. My mother died.".to_owned()), texts()]) {
            let draft = Draft::new(Conversation::from_user(said), &*text).sent_by("desk of an airline");
            let one = answer(Job::Revise, &draft, Vec::new());
            prop_assert_eq!(&one, &answer(Job::Revise, &draft, Vec::new()));
            let reply = one["reply"].as_str().expect("it is there");
            let (before, after): (Report, Report) = (detect(&draft), detect(&draft.with_text(reply)));
            prop_assert!(reply == text || after.is_better_than(&before));
            answer(Job::Repair, &draft, vec![Violation { guard: "numbers", detail: text.clone() }]);
            answer(Job::Critique, &draft, Vec::new());
        }
    }
}
