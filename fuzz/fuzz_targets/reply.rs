//! Whatever a model answers, the loop ends, and its text is the draft or better and breaks no guard.

#![no_main]

use attuned::{Conversation, Draft, Judging, Keep, Loop, ModelError, Options, Prompts, Replay, Reply, check, drive};
use libfuzzer_sys::fuzz_target;
use std::future::Future;
use std::task::{Context, Poll, Waker};

const SAID: &str = "You lost my father's ashes between two flights. How is that even possible? Nobody has rung me once.";
const DRAFT: &str = "Dear {{first_name}},\n\nWe apologise for any inconvenience. Please be advised that your claim 48213 \
    was registered. We cannot say where the bag is before 19 May.\n\nKind regards,\nMara";

/// One answer: garbage as it is, garbage in a frame that is read further, or a failure.
fn answer((kind, text): (u8, String)) -> Result<Reply, ModelError> {
    let changed = || DRAFT.replace("We apologise for any inconvenience.", &text).replace("{{first_name}}", "\u{27e6}1\u{27e7}");
    let text = match kind % 8 {
        0 => return Err(ModelError::TimedOut),
        1 => format!("{{\"critique\": {text:?}}}"),
        2 => format!("{{\"reply\": {text:?}, \"changes\": [{text}]}}"),
        3 => format!("<think>{text}</think>\n```json\n{{\"reply\": {:?}}}\n```", changed()),
        4 => changed(),
        5 => format!("{{\"findings\": [{{\"quote\": {text:?}, \"mechanism\": \"SA\", \"severity\": 2}}]}}"),
        _ => text,
    };
    Ok(Reply { text, ..Reply::default() })
}

fuzz_target!(|input: (bool, Vec<(u8, String)>)| {
    let (judge, answers) = input;
    let draft = Draft::new(Conversation::from_user(SAID), DRAFT);
    let mut options = Options::default();
    options.judge = if judge { Judging::Always } else { Judging::Never };
    let work = Loop::new(draft.clone(), options, Prompts::builtin());
    let replay = Replay::new(answers.into_iter().map(answer));
    let mut future = Box::pin(drive(work, &replay));
    let Poll::Ready(Ok(outcome)) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) else {
        panic!("a replay never waits, and the built-in templates render");
    };
    assert_eq!(outcome.diff.apply(&outcome.draft), outcome.text);
    if outcome.text != draft.text {
        assert!(outcome.after.is_better_than(&outcome.before));
        assert_eq!(check(&draft, &outcome.text, &Keep::default()), vec![]);
    }
});
