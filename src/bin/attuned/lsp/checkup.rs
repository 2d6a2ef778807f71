//! What is found in one version of a document.

use super::document::Stop;
use super::ground::Ground;
use super::text::Text;
use crate::show::because;
use attuned::{
    CannedFile, Checked, Diff, Finding, Fix, Lint, LintStatus, Place, Span, Unused, fixes_in, lint_while, parts,
};
use std::ops::Range as Bytes;
use std::path::Path;
use std::sync::{Arc, OnceLock};

/// One version of a document, and what is found in it.
pub(super) struct Checkup {
    pub(super) version: i32,
    pub(super) text: Arc<Text>,
    pub(super) ground: Arc<Ground>,
    /// The document as replies; none where it cannot be read as any.
    pub(super) file: Option<CannedFile>,
    /// Why it cannot be.
    pub(super) fault: Option<String>,
    /// What somebody should look at.
    pub(super) lints: Vec<Lint>,
    pub(super) unused: Vec<Unused>,
    /// Bytes of the document before what the file calls its text.
    skipped: usize,
    /// For each part of each reply what mends its findings, once somebody asked.
    fixes: Vec<Vec<(Span, OnceLock<Vec<Mended>>)>>,
}

/// What mends the findings of a rule in a stretch of a reply.
struct Mended {
    rule: &'static str,
    start: usize,
    fix: Option<Fix>,
}

impl Checkup {
    /// Nothing found.
    pub(super) fn empty(text: Arc<Text>, version: i32, ground: Arc<Ground>) -> Self {
        let (file, fault) = (None, None);
        Self {
            version,
            text,
            ground,
            file,
            fault,
            lints: Vec::new(),
            unused: Vec::new(),
            skipped: 0,
            fixes: Vec::new(),
        }
    }

    /// Checks a text; nothing comes of it where that was stopped.
    pub(super) fn of(path: &Path, text: Arc<Text>, version: i32, ground: Arc<Ground>, stop: &Stop) -> Option<Self> {
        let read = CannedFile::parse(path, text.words.clone().into_bytes(), &ground.canned);
        let mut out = Self::empty(text, version, ground);
        let mut file = match read {
            Ok(file) => file,
            Err(error) => return Some(Self { fault: Some(because(&error)), ..out }),
        };
        match file.clone().with_notes() {
            Ok(noted) => file = noted,
            Err(error) => out.fault = Some(because(&error)),
        }
        // Editors open much that is no file of replies; one that was never saved is what somebody is just writing.
        if path.exists() && !out.ground.wants(path, &file) {
            return Some(out);
        }
        // A file in another encoding than the editor sends would have its places elsewhere.
        let Some(before) =
            out.text.words.strip_suffix(file.text()).filter(|before| before.trim() == before.trim_matches('\u{feff}'))
        else {
            return Some(out);
        };
        out.skipped = before.len();
        let linted = lint_while(std::slice::from_ref(&file), &out.ground.options, &|| !stop.is_stopped())?;
        let apart = |text: &str| parts(text).into_iter().map(|part| (part, OnceLock::new())).collect();
        out.fixes = file.replies().iter().map(|reply| apart(&reply.text)).collect();
        out.lints = linted.lints.into_iter().filter(|lint| lint.status == LintStatus::New).collect();
        Some(Self { unused: linted.unused, file: Some(file), ..out })
    }

    /// The bytes of the document at a place of the file.
    pub(super) fn bytes(&self, place: Place) -> Bytes<usize> {
        place.span.start + self.skipped..place.span.end + self.skipped
    }

    /// Where the file's text begins in the document.
    pub(super) fn skipped(&self) -> usize {
        self.skipped
    }

    /// What the built-in reviser has against a finding.
    pub(super) fn fix(&self, lint: &Lint) -> Option<&Fix> {
        let (rule, start) = (lint.finding.rule, lint.finding.quote.span.start);
        let parts = self.fixes.get(lint.reply)?;
        let (part, mended) = parts.get(parts.partition_point(|(part, _)| part.end <= start))?;
        let mended = mended.get_or_init(|| self.mended(lint.reply, *part));
        mended.iter().find(|one| one.rule == rule && one.start == start)?.fix.as_ref()
    }

    fn mended(&self, reply: usize, part: Span) -> Vec<Mended> {
        let Some(file) = &self.file else { return Vec::new() };
        let start = self.lints.partition_point(|lint| lint.reply < reply);
        let here = self.lints[start..].iter().take_while(|lint| lint.reply == reply).map(|lint| &lint.finding);
        let here: Vec<&Finding> = here.filter(|one| (part.start..part.end).contains(&one.quote.span.start)).collect();
        let fixes = fixes_in(file, reply, &here, &self.ground.options.at(file.path()), part);
        let findings = here.iter().zip(fixes);
        findings.map(|(one, fix)| Mended { rule: one.rule, start: one.quote.span.start, fix }).collect()
    }

    /// Whether less is found in a reply with these changes.
    pub(super) fn improves(&self, reply: usize, diff: &Diff) -> bool {
        let Some(file) = &self.file else { return false };
        let options = self.ground.options.at(file.path());
        let canned = &file.replies()[reply];
        let weight = |text: &str| Checked::of(canned, text, &options).weight();
        weight(&diff.apply(&canned.text)) < weight(&canned.text)
    }

    /// The findings that a stretch of the document touches.
    pub(super) fn touched(&self, bytes: &Bytes<usize>) -> Vec<&Lint> {
        let touches = |lint: &&Lint| {
            let place = self.bytes(lint.place);
            place.start <= bytes.end && bytes.start <= place.end
        };
        self.lints.iter().filter(touches).collect()
    }
}
