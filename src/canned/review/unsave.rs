//! The last save, taken back: each file gets the bytes that it had before, unless somebody else wrote to it since.

use super::Review;
use super::save::{Saved, written};
use super::sheet::Sheet;
use crate::canned::file::CannedFile;

/// A file before the last save, and its replies that were written.
#[derive(Debug, Clone)]
pub(super) struct Before {
    pub(super) file: usize,
    pub(super) old: CannedFile,
    pub(super) sheets: Vec<(usize, Sheet)>,
}

impl Review {
    /// Whether there is a save to take back: one of this review, not of an earlier run.
    pub fn can_unsave(&self) -> bool {
        !self.before.is_empty()
    }

    /// Takes the last save back: its files have the bytes of before, and its replies what was decided then. A file that
    /// has changed since, or that the disk refuses, stays as it is, and can be tried again.
    pub fn unsave(&mut self) -> Saved {
        let mut back = Saved::default();
        for before in std::mem::take(&mut self.before) {
            match written(&self.files[before.file], before.old.bytes()) {
                Ok(old) => self.go_back(before, old, &mut back),
                Err(error) => {
                    back.failures.push(error);
                    self.before.push(before);
                }
            }
        }
        back
    }

    /// Goes on with a file as it was.
    fn go_back(&mut self, before: Before, old: CannedFile, back: &mut Saved) {
        self.take_file(before.file, old);
        back.files.push(self.files[before.file].path().to_owned());
        back.replies += before.sheets.len();
        for (at, sheet) in before.sheets {
            self.sheets[at] = sheet;
            self.memory.forget(at);
        }
    }
}
