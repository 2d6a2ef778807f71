//! Which replies to look at, and in which order.

use super::Review;
use crate::detect::{Mechanism, Severity};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

/// The order of replies.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ReviewOrder {
    /// The worst first: by the greatest severity in the file, then by weight.
    #[default]
    Worst,
    /// As they stand in their files.
    File,
}

/// Which replies are wanted; the default wants all, the worst first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReviewQuery {
    /// In which order.
    pub order: ReviewOrder,
    /// Only those in which something is left to decide.
    pub undecided: bool,
    /// Only those with findings, in the file or as they stand.
    pub found: bool,
    /// Only those whose text differs from that of the file.
    pub changed: bool,
    /// Only those with a finding at least as severe.
    pub least: Option<Severity>,
    /// Only those with a finding of this mechanism.
    pub mechanism: Option<Mechanism>,
    /// Only those of the file of this number.
    pub file: Option<usize>,
    /// Only those whose text, title, id or file has all these words, in any case.
    pub words: String,
}

impl ReviewQuery {
    /// Only replies with findings in which something is left to decide, the worst first.
    pub fn open() -> Self {
        Self { undecided: true, found: true, ..Self::default() }
    }
}

impl Review {
    /// The numbers of the replies that are wanted.
    pub fn list(&self, query: &ReviewQuery) -> Vec<usize> {
        self.look();
        let mut wanted: Vec<usize> = (0..self.len()).filter(|at| self.is_wanted(*at, query)).collect();
        if query.order == ReviewOrder::Worst {
            wanted.sort_by_cached_key(|at| {
                let checked = self.checked_before(*at);
                Reverse((checked.worst(), checked.weight()))
            });
        }
        wanted
    }

    fn is_wanted(&self, at: usize, query: &ReviewQuery) -> bool {
        let ReviewQuery { order: _, undecided, found, changed, least, mechanism, file, words } = query;
        file.is_none_or(|file| self.file_number(at) == file)
            && (!changed || self.is_changed(at))
            && (!(*found || least.is_some() || mechanism.is_some()) || self.is_found(at, *least, *mechanism))
            && (!undecided || !self.is_decided(at))
            && self.says(at, words)
    }

    /// Whether such a finding is in the text of the file or in the text as it stands.
    fn is_found(&self, at: usize, least: Option<Severity>, mechanism: Option<Mechanism>) -> bool {
        let texts = [self.checked_before(at), self.checked(at)];
        let mut findings = texts.iter().flat_map(|checked| &checked.findings);
        findings.any(|one| Some(one.severity) >= least && mechanism.is_none_or(|wanted| one.mechanism == wanted))
    }

    /// Whether a reply has all these words somewhere.
    fn says(&self, at: usize, words: &str) -> bool {
        if words.trim().is_empty() {
            return true;
        }
        let reply = self.reply(at);
        let path = self.file(at).path().to_string_lossy();
        let all = [reply.id.as_str(), reply.title.as_deref().unwrap_or(""), &path, &reply.text, &self.text(at)];
        let all = all.join("\n").to_lowercase();
        words.to_lowercase().split_whitespace().all(|word| all.contains(word))
    }
}
