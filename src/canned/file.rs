//! A file of canned replies: read once, and written with some texts changed and every other byte as it was.

use super::charset::{self, Charset};
use super::format::{self, CannedFormat, CannedOptions};
use super::layer::Edit;
use super::notes::Notes;
use super::place::{Lines, Place};
use super::reply::Canned;
use crate::diff::word_by_word;
use crate::error::Error;
use crate::splice::splice;
use crate::text::Span;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A file of canned replies.
#[derive(Debug, Clone)]
pub struct CannedFile {
    path: PathBuf,
    bytes: Vec<u8>,
    text: String,
    charset: Charset,
    format: CannedFormat,
    options: CannedOptions,
    lines: Lines,
    replies: Vec<Canned>,
}

impl CannedFile {
    /// Reads a file, and the notes beside it where there are any.
    ///
    /// # Errors
    /// [`Error::File`] where the system refuses; [`Error::Canned`] where it is no file of replies.
    pub fn read(path: impl AsRef<Path>, options: &CannedOptions) -> Result<Self, Error> {
        let path = path.as_ref();
        let bytes = std::fs::read(path).map_err(|source| Error::File { path: path.to_owned(), source })?;
        Self::parse(path, bytes, options)?.with_notes()
    }

    /// The same with what the notes beside its path say, for a file that was parsed and not read.
    ///
    /// # Errors
    /// Where there are notes that cannot be read.
    pub fn with_notes(mut self) -> Result<Self, Error> {
        if let Some(notes) = Notes::beside(&self.path)? {
            self.replies.iter_mut().try_for_each(|reply| notes.add_to(reply))?;
        }
        Ok(self)
    }

    /// Reads the bytes of a file; nothing on disk is touched.
    ///
    /// # Errors
    /// [`Error::Canned`] where they hold no replies in the format that is given, or that its name and content tell.
    pub fn parse(path: impl AsRef<Path>, bytes: Vec<u8>, options: &CannedOptions) -> Result<Self, Error> {
        let path = path.as_ref().to_owned();
        let broken = |detail: String| Error::Canned { path: path.clone(), reply: None, detail };
        let (text, charset) = charset::decoded(&bytes).map_err(broken)?;
        let (format, mut replies) = format::read(&path, &text, options).map_err(broken)?;
        replies.iter_mut().for_each(|reply| reply.own = reply.situations.len());
        let lines = Lines::new(&text);
        Ok(Self { path, bytes, text, charset, format, options: options.clone(), lines, replies })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What kind of file it is.
    pub fn format(&self) -> CannedFormat {
        self.format
    }

    /// How it was read.
    pub(crate) fn options(&self) -> &CannedOptions {
        &self.options
    }

    /// Its bytes, as they were read.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Its text, as people see it in an editor.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its replies, in order.
    pub fn replies(&self) -> &[Canned] {
        &self.replies
    }

    /// Its replies, to say more about who receives them.
    pub fn replies_mut(&mut self) -> &mut [Canned] {
        &mut self.replies
    }

    /// Where a stretch of a reply's text stands in the file; the file's start where there is no such reply.
    pub fn place(&self, reply: usize, span: Span) -> Place {
        let place = self.replies.get(reply).map_or(0..0, |reply| reply.place(span.start..span.end));
        self.lines.place(&self.text, Span::new(place.start, place.end))
    }

    /// What changes in the text of the file where `span` of a reply becomes `new`: stretches and what stands there then.
    ///
    /// # Errors
    /// [`Error::Canned`] where it would touch markup, or the words cannot stand there.
    pub fn edits(&self, reply: usize, span: Span, new: &str) -> Result<Vec<(Place, String)>, Error> {
        let edits = self.changed(reply, vec![Edit { place: span.start..span.end, text: new.to_owned() }])?;
        let place = |edit: &Edit| self.lines.place(&self.text, Span::new(edit.place.start, edit.place.end));
        Ok(edits.into_iter().map(|edit| (place(&edit), edit.text)).collect())
    }

    /// The bytes of the file with these replies, by number, saying something else. Only words that differ are written, and
    /// what was written is read again: every other reply says what it said.
    ///
    /// # Errors
    /// [`Error::Canned`] where a text cannot be put there without touching something else.
    pub fn with_texts(&self, texts: &[(usize, &str)]) -> Result<Vec<u8>, Error> {
        let texts: BTreeMap<usize, &str> = texts.iter().copied().collect();
        let mut edits = Vec::new();
        for (reply, text) in &texts {
            let Some(canned) = self.replies.get(*reply) else { continue };
            let changed = self.changed(*reply, differences(&canned.text, text))?;
            let written = changed.iter().try_for_each(|edit| self.charset.encoded(&edit.text).map(drop));
            written.map_err(|detail| self.fault(*reply, detail))?;
            edits.extend(changed);
        }
        if edits.is_empty() {
            return Ok(self.bytes.clone());
        }
        let broken = |detail| Error::Canned { path: self.path.clone(), reply: None, detail };
        let bytes = splice(&self.bytes, self.charset.edits(&self.text, edits).map_err(broken)?);
        self.read_again(&texts, &bytes)?;
        Ok(bytes)
    }

    /// Why a text cannot stand in place of a reply's, as far as its own place in the file tells: it would touch markup,
    /// or be written in signs that the file does not have. `None` where it can.
    pub fn hindrance(&self, reply: usize, text: &str) -> Option<String> {
        self.hindered(reply, differences(&self.replies.get(reply)?.text, text))
    }

    /// The same of other words in one stretch of a reply. What is far from it is not compared, so that many changes of a
    /// long reply can be asked about.
    pub(crate) fn hindrance_at(&self, reply: usize, span: Span, words: &str) -> Option<String> {
        const NEAR: usize = 1000;
        let text = &self.replies.get(reply)?.text;
        let from = text.floor_char_boundary(span.start.saturating_sub(NEAR));
        let end = text.ceil_char_boundary(span.end.saturating_add(NEAR));
        let (before, after) = (&text[from..span.start], &text[span.end..end]);
        let mut edits = differences(&text[from..end], &[before, words, after].concat());
        edits.iter_mut().for_each(|edit| edit.place = edit.place.start + from..edit.place.end + from);
        self.hindered(reply, edits)
    }

    fn hindered(&self, reply: usize, changes: Vec<Edit>) -> Option<String> {
        let written = self.replies.get(reply)?.edits(changes);
        let written =
            written.and_then(|edits| edits.iter().try_for_each(|one| self.charset.encoded(&one.text).map(drop)));
        written.err()
    }

    fn changed(&self, reply: usize, changes: Vec<Edit>) -> Result<Vec<Edit>, Error> {
        let Some(canned) = self.replies.get(reply) else { return Ok(Vec::new()) };
        canned.edits(changes).map_err(|detail| self.fault(reply, detail))
    }

    /// Holds what was written against what was meant.
    fn read_again(&self, meant: &BTreeMap<usize, &str>, bytes: &[u8]) -> Result<(), Error> {
        let options = CannedOptions { format: Some(self.format), ..self.options.clone() };
        let again = Self::parse(&self.path, bytes.to_vec(), &options)?;
        // A heading may be both title and text.
        let same = |at: usize, old: &Canned, new: &Canned| match meant.get(&at) {
            Some(text) => new.text == *text && new.id == old.id,
            None => (&new.text, &new.id, &new.title) == (&old.text, &old.id, &old.title),
        };
        let pairs = self.replies.iter().zip(&again.replies).enumerate();
        let astray = pairs.into_iter().find(|(at, (old, new))| !same(*at, old, new)).map(|(at, _)| at);
        let fewer = (self.replies.len() != again.replies.len()).then_some(self.replies.len().min(again.replies.len()));
        let changed = meant.keys().next().copied().unwrap_or(0);
        match astray.or(fewer.map(|_| changed)) {
            Some(at) => {
                Err(self.fault(at, "the change would be read back as something else; make it by hand".to_owned()))
            }
            None => Ok(()),
        }
    }

    fn fault(&self, reply: usize, detail: String) -> Error {
        let reply = self.replies.get(reply).map(|reply| reply.id.clone());
        Error::Canned { path: self.path.clone(), reply, detail }
    }
}

/// The stretches that differ, as small as words allow, without the signs that their ends share.
fn differences(before: &str, after: &str) -> Vec<Edit> {
    let trimmed = |(old, new): (Span, Span)| {
        let (was, is) = (&before[old.start..old.end], &after[new.start..new.end]);
        let head = shared(was.chars(), is.chars());
        let tail = shared(was[head..].chars().rev(), is[head..].chars().rev());
        Edit { place: old.start + head..old.end - tail, text: is[head..is.len() - tail].to_owned() }
    };
    word_by_word(before, after).into_iter().map(trimmed).collect()
}

/// How many bytes both begin with.
fn shared(one: impl Iterator<Item = char>, other: impl Iterator<Item = char>) -> usize {
    one.zip(other).take_while(|(one, other)| one == other).map(|(sign, _)| sign.len_utf8()).sum()
}
