//! Linting, with a line on the terminal that says how far it is.

use crate::settings::Settings;
use attuned::{CannedFile, LintOptions, Linted};
use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;

/// Replies from which on anybody wants to see how far it is; without changes to make, these take a second at most.
const MANY: usize = 1000;

/// Lints all replies of these files.
pub(crate) fn linted(files: &[CannedFile], options: &LintOptions, settings: &Settings) -> Linted {
    let replies: usize = files.iter().map(|file| file.replies().len()).sum();
    if settings.quiet || replies < MANY || !std::io::stderr().is_terminal() {
        return attuned::lint(files, options);
    }
    let bar = ProgressBar::new(replies as u64);
    // The template is a constant; a bar without it would do as well.
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos} of {len} replies, {eta} left") {
        bar.set_style(style);
    }
    let linted = attuned::lint_watched(files, options, &|done| bar.inc(done as u64));
    bar.finish_and_clear();
    linted
}
