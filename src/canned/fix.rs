//! What can be mended without a language model: the built-in reviser's changes, each with its reason.

use super::lint::LintOptions;
use super::reply::Canned;
use crate::model::Builtin;
use crate::prompt::Prompts;
use crate::revise::{Loop, Options, Outcome, Step};

/// What the built-in reviser makes of a text, for everybody who might receive it.
pub(super) fn fixed(reply: &Canned, text: &str, options: &LintOptions) -> Option<Outcome> {
    let settings = Options { thresholds: options.thresholds, keep: options.keep.clone(), ..Options::default() };
    let mut work = Loop::new(reply.draft(text), settings, Prompts::builtin());
    let model = Builtin::new();
    loop {
        match work.step_for(&model).ok()? {
            Step::Ask(prompt) => work.answer(Ok(model.answer(&prompt))),
            Step::Done(outcome) => return Some(outcome),
        }
    }
}
