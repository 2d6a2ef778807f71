//! What the tests of the kinds of edit share.

use super::clause::Words;
use super::compose::{Kind, applied};
use super::edit::{Edit, Scene, Target};
use super::voice::voice;
use crate::detect::{By, Finding, Severity, rule};
use crate::reading::Reading;
use crate::text::{Conversation, Draft, Quote};

/// What one kind makes of a draft in which `found` found something in every sentence; no guard looks on.
pub(super) fn made(kind: Kind, found: &'static str, said: &str, text: &str) -> String {
    let mut draft = Draft::new(Conversation::from_user(said), text).sent_by("complaints team of an airline");
    if said.is_empty() {
        draft.conversation = Conversation::default();
    }
    let reading = Reading::read(&draft);
    let findings: Vec<Finding> =
        reading.reply.said.iter().map(|one| finding(found, Quote::cut(text, one.span))).collect();
    let read = &reading.reply.text;
    let scene = Scene { reading: &reading, draft: &draft, voice: voice(read, draft.sender.as_deref()) };
    let mut edits: Vec<Edit> = Vec::new();
    for (sentence, one) in read.body().zip(&reading.reply.said) {
        let here = findings.iter().filter(|finding| finding.quote.span == one.span).collect();
        let target = Target { sentence, said: one, words: Words::of(read, sentence), findings: here };
        edits.extend(kind(&scene, &target));
    }
    edits.sort_by_key(|edit| (std::cmp::Reverse(edit.span.len()), edit.span.start));
    let mut kept: Vec<Edit> = Vec::new();
    for edit in edits {
        if !kept.iter().any(|other| other.span.overlaps(edit.span)) {
            kept.push(edit);
        }
    }
    kept.sort_by_key(|edit| edit.span);
    applied(text, &kept)
}

/// A finding of this rule.
fn finding(found: &'static str, quote: Quote) -> Finding {
    Finding {
        mechanism: rule(found).expect("the rule exists").mechanism,
        rule: found,
        severity: Severity::Clear,
        score: 0.7,
        by: By::Rule,
        quote,
        message: "it hurts".to_owned(),
        suggestion: "Mend it.".to_owned(),
        source: None,
    }
}

/// Each draft becomes what stands beside it.
pub(super) fn makes(kind: Kind, found: &'static str, said: &str, pairs: &[(&str, &str)]) {
    for (text, wanted) in pairs {
        assert_eq!(made(kind, found, said, text), *wanted);
    }
}

/// Each draft is left as it is.
pub(super) fn leaves(kind: Kind, found: &'static str, said: &str, texts: &[&str]) {
    for text in texts {
        assert_eq!(made(kind, found, said, text), *text);
    }
}
