//! `attuned lint`: what is wrong with a library of canned replies.

mod fixing;
mod known;
mod options;
mod show;
mod view;

pub(crate) use options::Lint;

use crate::End;
use crate::canned;
use crate::check::least;
use crate::settings::{Settings, step_summary};
use crate::show::{warn, width};
use attuned::LintOptions;
use options::LintFormat;
use std::io::Write;
use std::path::Path;
use view::View;

/// The widest that findings are set: terminals of old are as wide.
const WIDEST: usize = 80;

/// Lints every reply.
pub(crate) fn lint(asked: &Lint, settings: &Settings) -> anyhow::Result<End> {
    let mut files = asked.paths.files()?;
    let options = lint_options(asked, settings)?;
    if asked.write_baseline {
        return known::write(asked, &files, &options, settings);
    }
    if asked.dry_run {
        fixing::print(&files, &options, settings)?;
    } else if asked.fix {
        files = fixing::fix(&files, &options, settings)?;
    }
    let linted = attuned::lint(&files, &options);
    let view = View {
        files: &files,
        linted: &linted,
        least: settings.layer.fail_on.and_then(least),
        worst: asked.worst,
        verbose: settings.verbose,
        width: width().min(WIDEST),
    };
    if !asked.dry_run {
        show::show(asked.format, &view, settings)?;
        tell(asked.format, &view, settings)?;
    }
    Ok(end(&view))
}

fn lint_options(asked: &Lint, settings: &Settings) -> anyhow::Result<LintOptions> {
    let mut options = canned::lint_options(settings)?;
    options.fixes = asked.fix || asked.format.has_fixes();
    options.library = true;
    options.unsuppressed = asked.no_suppressions;
    if !asked.write_baseline {
        options.baseline = known::read(asked)?;
    }
    Ok(options)
}

/// What goes elsewhere than to standard output.
fn tell(format: LintFormat, view: &View<'_>, settings: &Settings) -> anyhow::Result<()> {
    for one in &view.linted.failed {
        warn(settings, "attuned", &format!("{}: {}", one.path.display(), one.reason));
    }
    if let Some(path) = step_summary().filter(|_| format == LintFormat::Github) {
        append(&path, &show::step_summary(view))?;
    }
    Ok(())
}

/// Adds a text to a file that other steps write as well.
fn append(path: &Path, text: &str) -> anyhow::Result<()> {
    let mut file = std::fs::OpenOptions::new().append(true).create(true).open(path)?;
    Ok(file.write_all(text.as_bytes())?)
}

fn end(view: &View<'_>) -> End {
    match view.linted.lints.iter().any(|lint| view.fails(lint)) {
        _ if !view.linted.failed.is_empty() => End::Failed,
        true => End::Found,
        false => End::Done,
    }
}
