//! Any draft in any conversation has a report, the same twice, whose evidence cuts the text.

#![no_main]

use attuned::{Conversation, Draft, Message, Role, detect};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (Vec<(bool, String)>, String)| {
    let (turns, text) = input;
    let role = |theirs| if theirs { Role::User } else { Role::Assistant };
    let messages = turns.into_iter().map(|(theirs, content)| Message::new(role(theirs), content)).collect();
    let draft = Draft::new(Conversation { messages }, text);
    let report = detect(&draft);
    for finding in &report.findings {
        let span = finding.quote.span;
        assert_eq!(draft.text.get(span.start..span.end), Some(finding.quote.text.as_str()));
        assert!((0.0..=1.0).contains(&finding.score));
        if let Some(source) = &finding.source {
            let said = &draft.conversation.messages[source.message].content;
            assert_eq!(said.get(source.quote.span.start..source.quote.span.end), Some(source.quote.text.as_str()));
        }
    }
    assert_eq!(report, detect(&draft));
});
