//! What was decided, written where it belongs.

use super::{Desk, replies};
use crate::show::because;
use attuned::{Noted, Saved};
use std::path::PathBuf;

impl Desk {
    /// Writes what was decided: the replies into their files, and why others stay as they are into the notes beside them.
    pub(super) fn write(&mut self) {
        let (saved, noted) = (self.review.save(), self.review.note_reasons());
        self.refused = saved.failures.iter().chain(&noted.failures).map(because).collect();
        self.written += saved.replies;
        self.noted += noted.replies;
        self.told = told(&saved, &noted);
        if let Err(error) = self.review.keep() {
            self.told += &format!("; what was decided cannot be kept: {}", because(&error));
        }
        if saved.replies + noted.replies > 0 {
            (self.steps, self.undone) = (Vec::new(), Vec::new());
            let told = std::mem::take(&mut self.told);
            self.go(self.place);
            self.told = told;
        }
    }
}

/// What was written, in words.
fn told(saved: &Saved, noted: &Noted) -> String {
    let mut parts = Vec::new();
    if saved.replies > 0 {
        parts.push(format!("wrote {} to {}", replies(saved.replies), names(&saved.files)));
    }
    if noted.replies > 0 {
        parts.push(format!("noted in {} why {} left as the file has it", names(&noted.files), are(noted.replies)));
    }
    if parts.is_empty() {
        parts.push("nothing was written".to_owned());
    }
    if !saved.unconfirmed.is_empty() {
        parts.push(format!("{} lost something and wait for a y", replies(saved.unconfirmed.len())));
    }
    parts.extend(saved.failures.iter().chain(&noted.failures).map(because));
    parts.join("; ")
}

fn are(count: usize) -> String {
    format!("{} {}", replies(count), if count == 1 { "is" } else { "are" })
}

fn names(paths: &[PathBuf]) -> String {
    match paths {
        [one] => one.display().to_string(),
        all => format!("{} files", all.len()),
    }
}
