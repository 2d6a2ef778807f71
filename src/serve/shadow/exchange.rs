//! One exchange of the traffic, from its offer to its outcome.

use super::super::dialect::Dialect;
use super::super::log;
use super::super::metrics::Shadowed;
use super::super::redact::redacted;
use super::super::reviser::Brain;
use super::{BYTES, LARGEST, Watch};
use crate::model::drive_within;
use crate::record::Record;
use crate::revise::{Loop, Verdict};
use crate::sha;
use crate::text::Draft;
use serde_json::Map;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;
use tokio::runtime::Handle;

/// How long a revision may take: nobody waits for it.
const DEADLINE: Duration = Duration::from_secs(30);

/// One exchange of the traffic.
pub(super) struct Exchange {
    pub(super) draft: Draft,
    pub(super) dialect: Dialect,
    pub(super) streamed: bool,
    /// Given back when the exchange is done, however that comes about.
    pub(super) place: Place,
}

impl Exchange {
    /// Revises, and gives the outcome to the sink. Nobody learns of what breaks but the operator.
    pub(super) fn revise(self, watch: &Watch, brain: &Brain, here: &Handle) {
        let Self { draft, dialect, streamed, place: _place } = self;
        if watch.ended.load(Ordering::Acquire) {
            return;
        }
        let revised = catch_unwind(AssertUnwindSafe(|| {
            let record = record(if watch.options.redact { redacted(draft) } else { draft }, dialect, streamed);
            let work = Loop::new(record.draft.clone(), brain.options.clone(), brain.prompts.clone());
            let driven = here.block_on(drive_within(work, &*brain.model, Some(DEADLINE)));
            driven.map(|(outcome, _)| {
                watch.metrics.spent(&outcome.usage);
                if outcome.verdict == Verdict::Revised {
                    watch.metrics.shadow(Shadowed::Revised);
                }
                (watch.options.sink)(&record, &outcome);
            })
        }));
        match revised {
            Ok(Ok(())) => {}
            _ if watch.ended.load(Ordering::Acquire) => {}
            Ok(Err(error)) => watch.broken.say(|_| log::alarm!("{error}; until then shadow mode revises nothing")),
            Err(_) => watch.broken.say(|times| {
                log::alarm!("shadow mode broke off ({times} times): an outcome is missing, the traffic goes on; please report this");
            }),
        }
    }
}

/// The record of an exchange. Its id comes from what is in it, so that the same exchange has the same id everywhere.
fn record(draft: Draft, dialect: Dialect, streamed: bool) -> Record {
    let rest =
        Map::from_iter([("dialect".to_owned(), dialect.word().into()), ("streamed".to_owned(), streamed.into())]);
    Record { id: Some(format!("{:016x}", number(&draft)).into()), rest, ..Record::new(draft) }
}

/// A number that says which exchange this is.
fn number(draft: &Draft) -> u64 {
    let turns = draft.conversation.messages.iter();
    let mut text: String = turns.map(|turn| format!("{}\0{}\0", turn.role.name(), turn.content)).collect();
    text.push_str(&draft.text);
    sha::number(text.as_bytes())
}

/// Whether an exchange is in a sample of this share.
#[expect(clippy::cast_precision_loss, reason = "a sample needs no more digits than a float has")]
pub(super) fn is_sampled(draft: &Draft, share: f64) -> bool {
    share >= 1.0 || share > 0.0 && (number(draft) as f64) / (u64::MAX as f64) < share
}

/// How many bytes an exchange holds.
pub(super) fn size(draft: &Draft) -> usize {
    draft.text.len() + draft.conversation.messages.iter().map(|turn| turn.content.len()).sum::<usize>()
}

/// Room for one exchange.
pub(super) struct Place {
    watch: Arc<Watch>,
    bytes: usize,
}

impl Place {
    /// Takes room for so many bytes, if there is any.
    pub(super) fn take(watch: &Arc<Watch>, bytes: usize) -> Option<Self> {
        watch.exchanges.fetch_add(1, Ordering::AcqRel);
        let place = Self { watch: Arc::clone(watch), bytes };
        let before = watch.bytes.fetch_add(bytes, Ordering::AcqRel);
        (bytes <= LARGEST && before + bytes <= BYTES).then_some(place)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.watch.bytes.fetch_sub(self.bytes, Ordering::AcqRel);
        if self.watch.exchanges.fetch_sub(1, Ordering::AcqRel) == 1 {
            self.watch.idle.notify_waiters();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Conversation;

    fn draft(text: &str) -> Draft {
        Draft::new(Conversation::from_user("Where is it?"), text)
    }

    #[test]
    fn the_same_exchange_is_in_or_out_wherever_it_is_seen() {
        let sampled = |share| (0..1000).filter(|one| is_sampled(&draft(&format!("{one} days")), share)).count();
        assert_eq!((sampled(0.0), sampled(f64::NAN), sampled(-1.0)), (0, 0, 0));
        assert_eq!((sampled(1.0), sampled(2.0)), (1000, 1000));
        assert!((200..300).contains(&sampled(0.25)) && sampled(0.25) == sampled(0.25));
        // A larger sample holds the smaller one.
        let texts = (0..300).map(|one| draft(&format!("{one} days")));
        assert!(texts.filter(|one| is_sampled(one, 0.1)).all(|one| is_sampled(&one, 0.2)));
    }

    #[test]
    fn the_id_says_which_exchange_it_is_and_not_what_it_says() {
        let one = record(draft("It is late."), Dialect::Chat, true);
        assert_eq!(one.id, record(draft("It is late."), Dialect::Messages, false).id);
        assert_ne!(one.id, record(Draft::canned("It is late."), Dialect::Chat, true).id);
        assert_eq!(serde_json::to_string(&one.rest).unwrap(), r#"{"dialect":"chat","streamed":true}"#);
    }
}
