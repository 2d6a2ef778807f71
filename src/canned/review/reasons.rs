//! Why replies stay as they are, written into the notes beside their files: what was answered once, `lint` does not count
//! again.

use super::{ReplyMark, Review};
use crate::canned::reply::Suppression;
use crate::error::Error;
use std::path::PathBuf;

/// What was noted.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Noted {
    /// The files of notes that changed.
    pub files: Vec<PathBuf>,
    /// How many replies are answered there now.
    pub replies: usize,
    /// Notes that could not be written, and why.
    pub failures: Vec<Error>,
}

impl Review {
    /// The rules that a reply is to be left alone by: those that find something in it, where it is
    /// [done with](ReplyMark::Done) as the file has it and for a reason. None where the notes say so already.
    pub fn unnoted(&self, at: usize) -> Vec<&'static str> {
        if self.reason(at).is_none() || self.is_changed(at) {
            return Vec::new();
        }
        let known = |rule: &str| self.reply(at).suppressed.iter().any(|one| one.rule.eq_ignore_ascii_case(rule));
        let mut rules: Vec<&'static str> = self.checked_before(at).findings.iter().map(|one| one.rule).collect();
        rules.sort_unstable();
        rules.dedup();
        rules.retain(|rule| !known(rule));
        rules
    }

    /// Writes the reasons for which replies stay as they are into the notes beside their files, for each rule that finds
    /// something in them. Notes that the disk refuses, or that are none, stay as they are.
    pub fn note_reasons(&mut self) -> Noted {
        let mut noted = Noted::default();
        for file in 0..self.files.len() {
            let (replies, answers) = self.answers(file);
            if answers.is_empty() {
                continue;
            }
            match self.files[file].note_ignored(&answers) {
                Ok(path) => noted.files.push(path),
                Err(error) => {
                    noted.failures.push(error);
                    continue;
                }
            }
            noted.replies += replies.len();
            replies.into_iter().for_each(|at| self.memory.forget(at));
        }
        noted.files.dedup();
        noted
    }

    /// The replies of a file that are to be answered, and the answers.
    fn answers(&self, file: usize) -> (Vec<usize>, Vec<(usize, Suppression)>) {
        let rules = self.numbers_of(file).map(|at| (at, self.unnoted(at)));
        let open: Vec<(usize, Vec<&str>)> = rules.filter(|(_, rules)| !rules.is_empty()).collect();
        let answer = |at: usize, rule: &str| {
            let reason = self.reason(at).unwrap_or_default().to_owned();
            (self.number(at), Suppression { rule: rule.to_owned(), reason })
        };
        let answers = open.iter().flat_map(|(at, rules)| rules.iter().map(move |rule| answer(*at, rule))).collect();
        (open.into_iter().map(|(at, _)| at).collect(), answers)
    }

    /// Why a reply is done with, where somebody said so.
    fn reason(&self, at: usize) -> Option<&str> {
        match self.mark(at) {
            Some(ReplyMark::Done(reason)) => Some(reason.trim()).filter(|reason| !reason.is_empty()),
            _ => None,
        }
    }
}
