//! `attuned lint`: what is wrong with a library of canned replies.

mod fixing;
mod known;
mod options;
mod show;
mod view;

pub(crate) use options::Lint;

use crate::End;
use crate::canned::{self, Found};
use crate::check::least;
use crate::settings::{Settings, step_summary};
use crate::show::{Bar, counted, notice, warn, width};
use anyhow::{Context, bail};
use attuned::{CannedFile, LintOptions, Linted};
use options::LintFormat;
use std::io::Write;
use std::path::Path;
use std::sync::Mutex;
use view::View;

/// The widest that findings are set: terminals of old are as wide.
const WIDEST: usize = 80;

/// How many of the worst replies are named where nobody says how many.
const WORST: usize = 10;

/// How many replies people see with what would mend them, which takes five times as long.
const FEW: usize = 200;

/// Lints every reply.
pub(crate) fn lint(asked: &Lint, settings: &Settings) -> anyhow::Result<End> {
    if asked.fix && !asked.dry_run && asked.paths.paths.iter().any(|path| path == Path::new("-")) {
        bail!("standard input is no file that could be written; add --dry-run for the changes as a diff");
    }
    let mut found = canned::read(&asked.paths, settings)?;
    crate::imagine::imagine(&mut found.files, asked.imagine, settings)?;
    let mut options = lint_options(asked, &found, settings)?;
    if asked.write_baseline {
        known::write(asked, &found, &options, settings)?;
        return Ok(told(&found, settings));
    }
    let mut is_whole = true;
    if asked.dry_run {
        is_whole = fixing::print(&found.files, &options, settings)?;
        // Only the exit code is left to be known.
        (options.fixes, options.library) = (false, options.library && asked.fail_on_library);
    } else if asked.fix {
        (found.files, is_whole) = fixing::fix(&found.files, &options, settings);
    }
    let end = report(asked, found, &options, settings)?;
    Ok(if is_whole { end } else { End::Failed })
}

/// Says what is found, in the format that was asked for.
fn report(asked: &Lint, found: Found, options: &LintOptions, settings: &Settings) -> anyhow::Result<End> {
    let mut linted = watched(&found.files, options, settings);
    let failed = told(&found, settings);
    linted.failed = found.failed;
    let view = View {
        files: &found.files,
        linted: &linted,
        least: settings.layer.fail_on.and_then(least),
        worst: asked.worst.unwrap_or(WORST),
        only_worst: asked.worst.is_some_and(|count| count > 0),
        verbose: settings.verbose,
        has_fixes: options.fixes,
        width: width().min(WIDEST),
    };
    if !asked.dry_run {
        show::show(asked.format, &view, settings)?;
        summarize(asked.format, &view)?;
    }
    Ok(if failed == End::Failed { failed } else { end(asked, &view, &linted) })
}

fn lint_options(asked: &Lint, found: &Found, settings: &Settings) -> anyhow::Result<LintOptions> {
    let mut options = found.options(settings)?;
    options.fixes = asked.fix || (wants_fixes(asked, found, settings) && !asked.write_baseline);
    options.library = !asked.write_baseline;
    options.unsuppressed = asked.no_suppressions;
    if !asked.write_baseline {
        options.baseline = known::read(asked, settings)?;
    }
    Ok(options)
}

/// Whether each finding is to come with what would mend it: programs take their time, people do not wait for hundreds.
fn wants_fixes(asked: &Lint, found: &Found, settings: &Settings) -> bool {
    let replies: usize = found.files.iter().map(|file| file.replies().len()).sum();
    asked.format.has_fixes() && (asked.format != LintFormat::Human || settings.verbose || replies <= FEW)
}

/// Says what could not be read; how that ends.
fn told(found: &Found, settings: &Settings) -> End {
    for one in &found.failed {
        warn(settings, "attuned", &format!("{}: {}", one.path.display(), one.reason));
    }
    if !found.passed_over.is_empty() {
        notice(settings, &passed_over(found, settings));
    }
    if found.failed.is_empty() { End::Done } else { End::Failed }
}

/// What is said of files without replies: a few of their names, all with `-v`.
fn passed_over(found: &Found, settings: &Settings) -> String {
    const NAMED: usize = 3;
    let (paths, all) = (&found.passed_over, settings.verbose);
    let shown: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
    let named = if all { paths.len() } else { paths.len().min(NAMED) };
    let more = if named < paths.len() { ", …" } else { "" };
    let several = paths.iter().any(|path| may_be_several(path)) && settings.lint().split != Some(true);
    let split = if several { ", with --split as several replies" } else { "" };
    format!(
        "{} no replies, as far as one can tell: {}{more}; a file that is named outright is read all the same{split}",
        counted(paths.len(), "file holds", "files hold"),
        shown[..named].join(", ")
    )
}

/// Whether a file is of a kind that holds several replies only where somebody says so.
fn may_be_several(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or("");
    ["md", "markdown", "mdx", "txt"].iter().any(|one| extension.eq_ignore_ascii_case(one))
}

/// Lints, with a bar for whoever waits.
fn watched(files: &[CannedFile], options: &LintOptions, settings: &Settings) -> Linted {
    let bar = Mutex::new(Bar::new(settings.quiet));
    let step = |many: usize| {
        if let Ok(mut bar) = bar.lock() {
            (0..many).for_each(|_| bar.step());
        }
    };
    let linted = attuned::lint_watched(files, options, &step);
    if let Ok(bar) = bar.lock() {
        bar.end();
    }
    linted
}

/// Adds the summary of the step where GitHub Actions wants it.
fn summarize(format: LintFormat, view: &View<'_>) -> anyhow::Result<()> {
    let Some(path) = step_summary().filter(|_| format == LintFormat::Github) else { return Ok(()) };
    // Other steps write it as well.
    let opened = std::fs::OpenOptions::new().append(true).create(true).open(&path);
    let mut file = opened.with_context(|| format!("cannot write the summary of the step to {}", path.display()))?;
    Ok(file.write_all(show::step_summary(view).as_bytes())?)
}

fn end(asked: &Lint, view: &View<'_>, linted: &Linted) -> End {
    let fails = linted.lints.iter().any(|lint| view.fails(lint));
    if fails || (asked.fail_on_library && !linted.library.is_empty()) { End::Found } else { End::Done }
}
