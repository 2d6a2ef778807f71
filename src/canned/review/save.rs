//! What was decided, written back: each file whole or not at all, and not where somebody else has changed it.

use super::Review;
use crate::canned::file::CannedFile;
use crate::error::Error;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

/// What was written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Saved {
    /// The files that changed.
    pub files: Vec<PathBuf>,
    /// How many replies changed.
    pub replies: usize,
}

impl Review {
    /// Writes the texts as they stand into their files, which are then what the review is of.
    ///
    /// # Errors
    /// [`Error::Canned`] where a file has changed since it was read, or a text cannot be put into it; [`Error::File`]
    /// where the disk refuses. Files before it are written.
    pub fn save(&mut self) -> Result<Saved, Error> {
        let mut saved = Saved::default();
        for file in 0..self.files.len() {
            let texts = self.texts(file);
            if texts.is_empty() {
                continue;
            }
            let texts: Vec<(usize, &str)> = texts.iter().map(|(reply, text)| (*reply, text.as_str())).collect();
            self.files[file] = written(&self.files[file], &texts)?;
            saved.files.push(self.files[file].path().to_owned());
            saved.replies += texts.len();
            self.sheets.iter_mut().filter(|sheet| sheet.file == file).for_each(|sheet| sheet.settle());
        }
        Ok(saved)
    }

    /// The texts of a file that changed.
    fn texts(&self, file: usize) -> Vec<(usize, String)> {
        let changed = (0..self.len()).filter(|at| self.sheets[*at].file == file && self.is_changed(*at));
        changed.map(|at| (self.sheets[at].reply, self.text(at))).collect()
    }
}

/// Writes a file with these texts, and reads it again.
fn written(file: &CannedFile, texts: &[(usize, &str)]) -> Result<CannedFile, Error> {
    let path = file.path();
    let refused = |source| Error::File { path: path.to_owned(), source };
    if std::fs::read(path).map_err(refused)? != file.bytes() {
        let detail = "it has changed since it was read; nothing was written to it".to_owned();
        return Err(Error::Canned { path: path.to_owned(), reply: None, detail });
    }
    whole(path, &file.with_texts(texts)?).map_err(refused)?;
    CannedFile::read(path, file.options())
}

/// Bytes in place of a file's, whole or not at all.
fn whole(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let new = path.with_added_extension("new");
    let mut file = File::create(&new)?;
    file.write_all(bytes)?;
    file.set_permissions(std::fs::metadata(path)?.permissions())?;
    file.sync_all()?;
    std::fs::rename(&new, path)
}
