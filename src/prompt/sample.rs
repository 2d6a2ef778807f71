//! Invented asks, one of each kind and shape: overrides are rendered with them once, tests snapshot them.

use super::{Ask, Job};
use crate::detect::{By, Finding, Mechanism, Severity, Source};
use crate::guard::Violation;
use crate::text::{Conversation, Draft, Message, Quote, Role, Situation, Span};

/// The kinds, one after the other.
pub(super) const JOBS: [Job; 6] = [Job::Judge, Job::Critique, Job::Revise, Job::Repair, Job::Audit, Job::Compare];

/// The kinds that are shown who may receive a canned reply.
pub(super) const SHOWN: [Job; 5] = [Job::Judge, Job::Critique, Job::Revise, Job::Repair, Job::Audit];

/// The kinds that are told which words have reached the person already.
pub(super) const TOLD: [Job; 3] = [Job::Critique, Job::Revise, Job::Repair];

/// The kinds that write a reply.
pub(super) const WRITING: [Job; 2] = [Job::Revise, Job::Repair];

/// One ask of each kind in a conversation, then each again with as little as there can be, then those of which the first
/// words have gone out, then those about a canned reply with people, then those with a wish, then those that ask for
/// people.
pub(super) fn asks() -> Vec<Ask> {
    let shapes = JOBS.into_iter().map(full).chain(JOBS.into_iter().map(bare)).chain(TOLD.into_iter().map(sent));
    let canned = SHOWN.into_iter().map(many).chain(WRITING.into_iter().map(wished));
    shapes.chain(canned).chain([imagine(), nameless()]).collect()
}

/// All that an ask can hold.
fn full(job: Job) -> Ask {
    let draft = draft();
    let candidate = "Three weeks without heat with a newborn is frightening. We will refund you.".to_owned();
    let judging = matches!(job, Job::Judge | Job::Audit | Job::Compare);
    Ask {
        job,
        second: if job == Job::Compare { candidate.clone() } else { String::new() },
        text: if matches!(job, Job::Repair | Job::Audit) { candidate } else { draft.text.clone() },
        targets: if judging { Vec::new() } else { Mechanism::ALL.to_vec() },
        findings: if judging { Vec::new() } else { findings(&draft) },
        critique: if matches!(job, Job::Revise | Job::Repair) {
            "They fear for the baby.".into()
        } else {
            String::new()
        },
        violations: if job == Job::Repair { violations() } else { Vec::new() },
        avoid: if judging { Vec::new() } else { vec!["i'm so sorry about".into(), "thank you for waiting".into()] },
        draft,
        sent: 0,
        wish: String::new(),
        refused: Vec::new(),
        title: String::new(),
    }
}

/// A canned reply of which somebody wants other words.
fn wished(job: Job) -> Ask {
    let wish = "shorter, and keep the second sentence".to_owned();
    Ask { wish, refused: vec!["We said no.".into(), "You may not have it,\nwe fear.".into()], ..many(job) }
}

/// The first sentence has reached the person; what is left to mend stands behind it.
fn sent(job: Job) -> Ask {
    let mut ask = full(job);
    ask.sent = ask.draft.text.find("Your").unwrap_or(0);
    ask.findings.retain(|one| one.quote.span.start >= ask.sent);
    ask.targets = vec![Mechanism::LinguisticDistancing];
    if job == Job::Repair {
        let detail = "the reply must begin with the words that have reached the person".to_owned();
        ask.violations.push(Violation { guard: "sent", detail });
    }
    ask
}

/// A canned reply: no conversation, no sender, one target, a finding without the person's words, no critique before.
fn bare(job: Job) -> Ask {
    let draft = Draft::canned("Your request was declined.");
    let mut findings = findings(&draft);
    findings.remove(0);
    let critique = String::new();
    let (targets, text) = (vec![Mechanism::LinguisticDistancing], draft.text.clone());
    // Two replies of which neither is the draft.
    let second = if job == Job::Compare { "We had to decline.".to_owned() } else { String::new() };
    let text = if job == Job::Compare { "We declined your request.".to_owned() } else { text };
    Ask { targets, text, second, findings, critique, draft, avoid: Vec::new(), ..full(job) }
}

/// A canned reply with some of the people who may receive it.
fn many(job: Job) -> Ask {
    let people = vec![
        Situation::new("a tenant", "Could you tell me when the plumber comes?"),
        Situation::new("", "My son has asthma and the wall is black with mould. You said Tuesday!").imagined(),
    ];
    let mut ask = bare(job);
    ask.draft = ask.draft.sent_to(people);
    ask
}

/// People are wanted for a canned reply.
fn imagine() -> Ask {
    let draft = Draft::canned("Hi {{tenant.name}}, your request was declined.").sent_by("housing office");
    Ask { title: "Repairs::Declined".into(), ..Ask::new(Job::Imagine, draft) }
}

/// People are wanted for a canned reply of which no more is known.
fn nameless() -> Ask {
    Ask::new(Job::Imagine, Draft::canned("Your request was declined."))
}

fn draft() -> Draft {
    let turns = vec![
        Message::new(Role::System, "Answer within policy."),
        Message::new(Role::User, "Three weeks without heat, and we have a newborn. When will you come?"),
        Message::new(Role::Assistant, "Could you tell us your address?"),
        Message::new(Role::User, "12 Mill Lane. I'm scared for her."),
    ];
    Draft::new(Conversation { messages: turns }, "We apologise for the inconvenience. Your request was declined.")
        .sent_by("housing office")
}

fn findings(draft: &Draft) -> Vec<Finding> {
    let one = |mechanism, rule, severity, words: &str, message: &str, suggestion: &str| Finding {
        mechanism,
        rule,
        severity,
        score: 0.8,
        by: By::Rule,
        quote: cut(&draft.text, words),
        message: message.to_owned(),
        suggestion: suggestion.to_owned(),
        source: None,
    };
    let mut small = one(
        Mechanism::SentimentAttenuation,
        "SA00",
        Severity::Severe,
        "the inconvenience",
        "A word for small troubles stands for weeks of fear.",
        "Name what happened in a word of its size.",
    );
    let said = "12 Mill Lane. I'm scared for her.";
    small.source = Some(Source::cut(3, said, Span::new(14, 32)));
    let hidden = one(
        Mechanism::LinguisticDistancing,
        "LD00",
        Severity::Clear,
        "was declined",
        "Nobody declined it in this sentence.",
        "Say who declined it.",
    );
    vec![small, hidden]
}

fn cut(text: &str, words: &str) -> Quote {
    let start = text.find(words).unwrap_or(0);
    Quote::cut(text, Span::new(start, (start + words.len()).min(text.len())))
}

fn violations() -> Vec<Violation> {
    vec![Violation { guard: "promises", detail: "\"We will refund you\" is not in the draft".to_owned() }]
}
