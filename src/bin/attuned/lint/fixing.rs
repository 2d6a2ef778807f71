//! `--fix`: the built-in reviser's changes for what counts, together, where they hold together.

use crate::canned::canned_options;
use crate::settings::Settings;
use crate::show::{because, counted, notice, stdout, warn};
use attuned::{CannedFile, CannedOptions, Diff, Hunk, Lint, LintOptions, Review};
use similar::TextDiff;
use std::io::Write;

/// Writes the changes: the files as they are then, and whether every change is made.
pub(super) fn fix(files: &[CannedFile], options: &LintOptions, settings: &Settings) -> (Vec<CannedFile>, bool) {
    let mut review = mended(files, options);
    let saved = review.save();
    for path in &saved.files {
        notice(settings, &format!("changed {}", path.display()));
    }
    for error in &saved.failures {
        warn(settings, "attuned", &because(error));
    }
    let (replies, count) = (counted(saved.replies, "reply", "replies"), counted(saved.files.len(), "file", "files"));
    notice(settings, &format!("mended {replies} in {count}"));
    (review.files().to_vec(), saved.failures.is_empty())
}

/// Prints the changes as a diff that `patch -p1` and `git apply` take; whether every change is there.
pub(super) fn print(files: &[CannedFile], options: &LintOptions, settings: &Settings) -> anyhow::Result<bool> {
    let mut out = stdout(settings);
    let review = mended(files, options);
    let how = canned_options(settings)?;
    let mut is_whole = true;
    for (number, file) in files.iter().enumerate() {
        match review.bytes(number) {
            Ok(new) if new == file.bytes() => {}
            Ok(new) => out.write_all(diff(file, new, &how)?.as_bytes())?,
            Err(error) => {
                is_whole = false;
                warn(settings, "attuned", &error.to_string());
            }
        }
    }
    out.flush()?;
    Ok(is_whole)
}

/// What changes in a file.
fn diff(file: &CannedFile, new: Vec<u8>, how: &CannedOptions) -> anyhow::Result<String> {
    let (old, new) = sides(file, new, how)?;
    let path = super::view::slashed(file.path());
    let diff = TextDiff::from_lines(&old, &new);
    Ok(diff.unified_diff().header(&format!("a/{path}"), &format!("b/{path}")).to_string())
}

/// A file before and after: byte for byte where it is UTF-8, else as people see it.
fn sides(file: &CannedFile, new: Vec<u8>, how: &CannedOptions) -> anyhow::Result<(String, String)> {
    match (std::str::from_utf8(file.bytes()), std::str::from_utf8(&new)) {
        (Ok(old), Ok(new)) => Ok((old.to_owned(), new.to_owned())),
        _ => {
            let mut how = how.clone();
            how.format = Some(file.format());
            Ok((file.text().to_owned(), CannedFile::parse(file.path(), new, &how)?.text().to_owned()))
        }
    }
}

/// The number of each file's first reply through all files.
fn firsts(files: &[CannedFile]) -> Vec<usize> {
    let counts = files.iter().map(|file| file.replies().len());
    counts.scan(0, |sum, count| Some(std::mem::replace(sum, *sum + count))).collect()
}

/// A review in which every reply is written anew in which something that counts can be mended.
fn mended(files: &[CannedFile], options: &LintOptions) -> Review {
    let linted = attuned::lint(files, options);
    let fresh: Vec<&Lint> = linted.fresh().collect();
    let first = firsts(files);
    let mut review = Review::new(files.to_vec(), options.clone());
    for lints in fresh.chunk_by(|one, two| (one.file, one.reply) == (two.file, two.reply)) {
        mend(&mut review, first[lints[0].file] + lints[0].reply, lints);
    }
    review
}

/// All fixes of a reply together, where they break nothing together; else the first of them that stands alone.
fn mend(review: &mut Review, at: usize, lints: &[&Lint]) {
    let old = review.reply(at).text.clone();
    let whole = together(&old, lints);
    let alone = lints.iter().filter_map(|lint| lint.fix.as_ref()).map(|fix| fix.diff.apply(&old));
    let before = review.checked(at).weight();
    for text in std::iter::once(whole).chain(alone) {
        review.write(at, text);
        if review.is_changed(at) && review.violations(at).is_empty() && review.checked(at).weight() < before {
            return;
        }
        review.undo(at);
    }
}

/// All changes of a reply in one text; what would touch the same words is taken once.
fn together(text: &str, lints: &[&Lint]) -> String {
    let fixes = lints.iter().filter_map(|lint| lint.fix.as_ref());
    let mut hunks: Vec<Hunk> = fixes.flat_map(|fix| fix.diff.hunks.clone()).collect();
    hunks.sort_by_key(|hunk| hunk.before.span);
    hunks.dedup_by_key(|hunk| hunk.before.span);
    let mut end = 0;
    hunks.retain(|hunk| {
        let is_apart = hunk.before.span.start >= end;
        end = end.max(hunk.before.span.end);
        is_apart
    });
    Diff { hunks }.apply(text)
}
