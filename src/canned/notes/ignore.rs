//! Rules that are not to speak of a reply, noted beside the file with the reason.

use super::write::{Sheet, about, child, place};
use crate::canned::file::CannedFile;
use crate::canned::reply::Suppression;
use crate::error::Error;
use serde_json::json;
use std::path::PathBuf;

impl CannedFile {
    /// Where notes about the file are written.
    pub fn notes(&self) -> PathBuf {
        place(self.path(), self.is_one_reply())
    }

    /// What the notes would say if a rule (`LD01`), a mechanism or `all` were ignored in a reply, by number: where they
    /// are, what is there now, and what would be. Nothing is written.
    ///
    /// # Errors
    /// [`Error::File`] where the disk refuses, [`Error::Canned`] where what is there are no notes.
    pub fn ignoring(&self, reply: usize, rule: &str, reason: &str) -> Result<(PathBuf, Option<String>, String), Error> {
        let answer = Suppression { rule: rule.to_owned(), reason: reason.to_owned() };
        let sheet = self.answered(&[(reply, answer)])?;
        let words = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let new = words(&sheet.bytes());
        let old = sheet.old.as_deref().map(words);
        Ok((sheet.path, old, new))
    }

    /// Notes that rules are not to speak of replies, by number, and writes the notes beside the file.
    ///
    /// # Errors
    /// [`Error::File`] where the disk refuses, [`Error::Canned`] where what is there are no notes.
    pub(crate) fn note_ignored(&mut self, answers: &[(usize, Suppression)]) -> Result<PathBuf, Error> {
        let sheet = self.answered(answers)?;
        sheet.write(self.path())?;
        for (reply, answer) in answers {
            if let Some(canned) = self.replies_mut().get_mut(*reply) {
                canned.suppressed.retain(|one| one.rule != answer.rule);
                canned.suppressed.push(answer.clone());
            }
        }
        Ok(sheet.path)
    }

    /// The notes with these answers.
    fn answered(&self, answers: &[(usize, Suppression)]) -> Result<Sheet, Error> {
        let single = self.is_one_reply();
        let mut sheet = Sheet::open(self.notes())?;
        let about = about(&mut sheet.whole, &sheet.path, self.path());
        for (reply, answer) in answers {
            let note = match self.replies().get(*reply).filter(|_| !single) {
                Some(canned) => child(child(about, "replies"), &canned.id),
                None => &mut *about,
            };
            child(note, "ignore").insert(answer.rule.clone(), json!(answer.reason));
        }
        Ok(sheet)
    }
}
