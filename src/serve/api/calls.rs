//! Conversations of calls whose answers are still to come: LiteLLM shows them with the request, but not with the answer.

use crate::text::Conversation;
use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long an answer may take to come.
const LASTS: Duration = Duration::from_secs(600);
/// Calls that are remembered at most.
const CALLS: usize = 4096;
/// Bytes of conversation that are remembered at most.
const BYTES: usize = 64 << 20;

/// Conversations by the id of their call; the oldest go first where there are too many.
#[derive(Default)]
pub(super) struct Calls(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    calls: HashMap<String, (u64, Conversation)>,
    /// In the order in which they came, with their size; one that came again is here twice.
    order: VecDeque<(String, u64, Instant, usize)>,
    bytes: usize,
    count: u64,
}

impl Calls {
    /// Remembers what a call asked.
    pub(super) fn remember(&self, call: &str, conversation: Conversation, now: Instant) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let size = call.len() + conversation.messages.iter().map(|one| one.content.len()).sum::<usize>();
        kept.count += 1;
        let count = kept.count;
        kept.calls.insert(call.to_owned(), (count, conversation));
        kept.order.push_back((call.to_owned(), count, now, size));
        kept.bytes += size;
        kept.forget(now);
    }

    /// What a call asked, where that is known.
    pub(super) fn recall(&self, call: &str, now: Instant) -> Option<Conversation> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.forget(now);
        kept.calls.get(call).map(|(_, conversation)| conversation.clone())
    }
}

impl Kept {
    fn forget(&mut self, now: Instant) {
        while let Some((_, _, came, _)) = self.order.front() {
            let old = now.saturating_duration_since(*came) > LASTS;
            if !old && self.bytes <= BYTES && self.order.len() <= CALLS {
                return;
            }
            let Some((call, count, _, size)) = self.order.pop_front() else { return };
            self.bytes -= size;
            if self.calls.get(&call).is_some_and(|(latest, _)| *latest == count) {
                self.calls.remove(&call);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(words: &str) -> Conversation {
        Conversation::from_user(words)
    }

    #[test]
    fn a_call_is_remembered_until_its_answer_is_too_late() {
        let (calls, start) = (Calls::default(), Instant::now());
        calls.remember("a", said("kite"), start);
        assert_eq!(calls.recall("a", start + LASTS), Some(said("kite")));
        assert_eq!(calls.recall("b", start), None);
        assert_eq!(calls.recall("a", start + LASTS + Duration::from_secs(1)), None);
    }

    #[test]
    fn a_call_that_comes_again_lasts_anew() {
        let (calls, start) = (Calls::default(), Instant::now());
        calls.remember("a", said("kite"), start);
        calls.remember("a", said("boat"), start + LASTS);
        assert_eq!(calls.recall("a", start + LASTS + Duration::from_secs(1)), Some(said("boat")));
    }

    #[test]
    fn neither_many_nor_long_ones_fill_the_memory() {
        let (calls, now) = (Calls::default(), Instant::now());
        (0..2 * CALLS).for_each(|call| calls.remember(&call.to_string(), said("kite"), now));
        assert_eq!(calls.recall("0", now), None);
        assert_eq!(calls.recall(&CALLS.to_string(), now), Some(said("kite")));
        calls.remember("long", said(&"k".repeat(BYTES)), now);
        let kept = calls.0.lock().expect("nobody broke off");
        assert!(kept.bytes <= BYTES && kept.calls.is_empty() && kept.order.is_empty());
    }
}
