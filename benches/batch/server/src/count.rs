//! What was asked, and what comes next: an answer, a refusal, a failure.

use crate::options::Options;
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::Instant;

/// What a request gets.
pub enum Turn {
    Answer,
    Refuse,
    Fail,
}

#[derive(Default)]
pub struct Count {
    asked: u64,
    answered: u64,
    refused: u64,
    failed: u64,
    /// Answers that were begun for a body that had one before: what would have been paid twice.
    repeated: u64,
    under_way: u64,
    most_under_way: u64,
    first: Option<Instant>,
    last: Option<Instant>,
    seen: HashSet<u64>,
}

impl Count {
    pub fn asked(&mut self, body: &[u8], options: &Options) -> Turn {
        let place = self.asked;
        self.asked += 1;
        self.first.get_or_insert_with(Instant::now);
        if options.burst_every > 0 && place % options.burst_every >= options.burst_every - options.burst {
            self.refused += 1;
            return Turn::Refuse;
        }
        if options.fail_every > 0 && place % options.fail_every == options.fail_every - 1 {
            self.failed += 1;
            return Turn::Fail;
        }
        self.begin(body);
        Turn::Answer
    }

    fn begin(&mut self, body: &[u8]) {
        let mut hasher = DefaultHasher::new();
        body.hash(&mut hasher);
        self.repeated += u64::from(!self.seen.insert(hasher.finish()));
        self.under_way += 1;
        self.most_under_way = self.most_under_way.max(self.under_way);
    }

    pub fn answered(&mut self) {
        self.answered += 1;
        self.under_way -= 1;
        self.last = Some(Instant::now());
    }

    /// The seconds run from the first request to the last answer.
    pub fn json(&self) -> String {
        let seconds = self.first.zip(self.last).map_or(0.0, |(first, last)| (last - first).as_secs_f64());
        format!(
            r#"{{"asked":{},"answered":{},"refused":{},"failed":{},"repeated":{},"under_way":{},"most_under_way":{},"seconds":{seconds:.4}}}"#,
            self.asked, self.answered, self.refused, self.failed, self.repeated, self.under_way, self.most_under_way,
        )
    }
}
