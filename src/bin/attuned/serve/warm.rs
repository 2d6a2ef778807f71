//! The first reply takes as long as any other: what is made at first use, such as tables of phrases, is made before the
//! server listens. In a build for release that is a third of a second.

use attuned::{Builtin, Conversation, Draft, Loop, Options, Prompts, Step};

const SAID: &str = "You moved my father's hearing twice and nobody told us. Why?";
const DRAFT: &str = "It is regretted that the hearing was moved. Your patience is appreciated.";

/// Reads and revises a reply that nobody gets.
pub(super) fn warm() {
    let draft = Draft::new(Conversation::from_user(SAID), DRAFT);
    let mut work = Loop::new(draft, Options::default(), Prompts::builtin());
    // Whatever is wrong here shows at the first real reply, which goes out as it is.
    while let Ok(Step::Ask(prompt)) = work.step() {
        work.answer(Ok(Builtin::new().answer(&prompt)));
    }
}
