//! What was decided, written back: each file whole or not at all, and not where somebody else has changed it.

use super::Review;
use super::unsave::Before;
use crate::canned::file::CannedFile;
use crate::canned::format::CannedOptions;
use crate::error::Error;
use crate::whole;
use std::path::PathBuf;

/// What was written.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Saved {
    /// The files that changed.
    pub files: Vec<PathBuf>,
    /// How many replies changed.
    pub replies: usize,
    /// Replies that lost something, such as a placeholder, and that nobody [confirmed](Review::confirm); their files say
    /// what they said.
    pub unconfirmed: Vec<usize>,
    /// Files and replies that could not be written, and why.
    pub failures: Vec<Error>,
}

impl Saved {
    /// Whether everything that was decided is written.
    pub fn is_whole(&self) -> bool {
        self.unconfirmed.is_empty() && self.failures.is_empty()
    }
}

impl Review {
    /// Writes the texts as they stand into their files, which are then what the review is of. A file that has changed
    /// since it was read, or that the disk refuses, stays as it is, and the others are written all the same.
    pub fn save(&mut self) -> Saved {
        let mut saved = Saved::default();
        let earlier = std::mem::take(&mut self.before);
        for file in 0..self.files.len() {
            let texts = self.texts(file, &mut saved);
            if !texts.is_empty() {
                self.save_file(file, texts, &mut saved);
            }
        }
        if self.before.is_empty() {
            self.before = earlier;
        }
        saved
    }

    /// The bytes of a file, by its number, with all texts as they stand, confirmed or not; nothing is written.
    ///
    /// # Errors
    /// [`Error::Canned`] where a text cannot be put there.
    pub fn bytes(&self, file: usize) -> Result<Vec<u8>, Error> {
        let changed = self.numbers_of(file).filter(|at| self.is_changed(*at));
        let texts: Vec<(usize, String)> = changed.map(|at| (self.number(at), self.text(at))).collect();
        self.files[file].with_texts(&texts.iter().map(|(at, text)| (*at, text.as_str())).collect::<Vec<_>>())
    }

    /// The replies of a file that may be written, with their texts.
    fn texts(&self, file: usize, saved: &mut Saved) -> Vec<(usize, String)> {
        let changed = self.numbers_of(file).filter(|at| self.is_changed(*at));
        let (lost, sound): (Vec<usize>, Vec<usize>) = changed.partition(|at| self.needs_confirmation(*at));
        saved.unconfirmed.extend(lost);
        sound.into_iter().map(|at| (at, self.text(at))).collect()
    }

    fn save_file(&mut self, file: usize, mut texts: Vec<(usize, String)>, saved: &mut Saved) {
        let Some(bytes) = self.writable(file, &mut texts, saved) else { return };
        match written(&self.files[file], &bytes) {
            Ok(new) => self.settle(file, new, &texts),
            Err(error) => return saved.failures.push(error),
        }
        saved.files.push(self.files[file].path().to_owned());
        saved.replies += texts.len();
    }

    /// The bytes of a file with these texts; texts that cannot be put there are taken out and said. `None` where none can.
    fn writable(&self, file: usize, texts: &mut Vec<(usize, String)>, saved: &mut Saved) -> Option<Vec<u8>> {
        while !texts.is_empty() {
            let numbered: Vec<(usize, &str)> =
                texts.iter().map(|(at, text)| (self.number(*at), text.as_str())).collect();
            let error = match self.files[file].with_texts(&numbered) {
                Ok(bytes) => return Some(bytes),
                Err(error) => error,
            };
            let culprit = match &error {
                Error::Canned { reply: Some(id), .. } => texts.iter().position(|(at, _)| self.reply(*at).id == *id),
                _ => None,
            };
            match culprit {
                Some(culprit) => drop(texts.remove(culprit)),
                None => texts.clear(),
            }
            saved.failures.push(error);
        }
        None
    }

    /// Goes on with a file as it is now, and remembers what it was.
    fn settle(&mut self, file: usize, new: CannedFile, texts: &[(usize, String)]) {
        let old = self.take_file(file, new);
        let sheets = texts.iter().map(|(at, _)| (*at, self.sheets[*at].clone())).collect();
        for (at, text) in texts {
            let number = self.number(*at);
            self.sheets[*at].settle(&old.replies()[number].text, text);
            self.memory.forget(*at);
        }
        self.before.push(Before { file, old, sheets });
    }

    /// Puts a file in place of another that has the same replies; what is known of them beside their texts stays.
    pub(super) fn take_file(&mut self, file: usize, new: CannedFile) -> CannedFile {
        let old = std::mem::replace(&mut self.files[file], new);
        for (new, old) in self.files[file].replies_mut().iter_mut().zip(old.replies()) {
            new.situations.clone_from(&old.situations);
            new.sender.clone_from(&old.sender);
            new.suppressed.clone_from(&old.suppressed);
        }
        old
    }
}

/// Writes a file, and reads it again.
pub(super) fn written(file: &CannedFile, bytes: &[u8]) -> Result<CannedFile, Error> {
    let path = file.path();
    let refused = |source| Error::File { path: path.to_owned(), source };
    if std::fs::read(path).map_err(refused)? != file.bytes() {
        let detail =
            "it has changed since it was read, and is left as it is; start again to go on with what is there now";
        return Err(Error::Canned { path: path.to_owned(), reply: None, detail: detail.to_owned() });
    }
    // Read before it is written: what cannot be read again is never put there.
    let options = CannedOptions { format: Some(file.format()), ..file.options().clone() };
    let new = CannedFile::parse(path, bytes.to_vec(), &options)?;
    whole::write(path, bytes).map_err(refused)?;
    Ok(new)
}
