//! What comes out: one file for each format, and the sheet that puts records on paper one after the other.

mod arena;
mod bar;
mod diff;
mod evaluation;
mod html;
mod human;
mod json;
mod marks;
mod repetition;
mod table;
mod text;
mod wrap;

pub(crate) use arena::compared;
pub(crate) use bar::Bar;
pub(crate) use evaluation::evaluated;
pub(crate) use repetition::repeated;
pub(crate) use table::{Row, table};
pub(crate) use wrap::{Paint, Run, harmless, indented, labelled, visible, wrap};

use crate::args::Format;
use crate::settings::Settings;
use anstream::AutoStream;
use attuned::{Failure, Outcome, Record, Report, Severity};
use owo_colors::OwoColorize;
use std::io::{self, Stdout, Write};
use std::path::Path;

/// The widest that text for people is set.
const WIDEST: usize = 100;

/// Standard output, which drops colour where none is wanted.
pub(crate) type Out = AutoStream<Stdout>;

/// Standard output as the settings want it coloured.
pub(crate) fn stdout(settings: &Settings) -> Out {
    AutoStream::new(io::stdout(), settings.color())
}

/// How wide text for people is set.
pub(crate) fn width() -> usize {
    let terminal = terminal_size::terminal_size_of(io::stdout());
    terminal.map_or(WIDEST, |(width, _)| usize::from(width.0).clamp(20, WIDEST))
}

/// One line on standard error, unless it was asked to be quiet.
pub(crate) fn notice(settings: &Settings, words: &str) {
    if !settings.quiet {
        warn(settings, "attuned", words);
    }
}

/// One line on standard error, whatever was asked: errors are always said.
pub(crate) fn warn(settings: &Settings, label: &str, words: &str) {
    let mut err = AutoStream::new(io::stderr(), settings.color());
    // Where standard error is closed, there is nobody to tell.
    let _ = writeln!(err, "{}: {words}", label.bold());
}

/// An error with its cause and what to do, in one line.
pub(crate) fn because(error: &attuned::Error) -> String {
    match (error, std::error::Error::source(error)) {
        (attuned::Error::File { path, source }, _) => format!("{error}: {}", refused(path, source)),
        (_, Some(cause)) => format!("{error}: {cause}"),
        (_, None) => error.to_string(),
    }
}

/// Why the system refuses a file, and what to do.
pub(crate) fn refused(path: &Path, error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound if path.is_symlink() => "it is a link to nothing; mend the link, or name what is meant",
        io::ErrorKind::NotFound => "there is no such file or folder; look at the name",
        io::ErrorKind::PermissionDenied => "permission denied; look at who may read and write it and its folder",
        _ => return error.to_string(),
    }
    .to_owned()
}

/// A line on standard error that goes on from a notice.
fn say(settings: &Settings, words: &str) {
    let mut err = AutoStream::new(io::stderr(), settings.color());
    let _ = writeln!(err, "{words}");
}

/// What became of a record.
#[derive(Clone, Copy)]
pub(crate) enum Answer<'a> {
    Checked(&'a Report),
    Revised(&'a Outcome),
}

/// The object of the contract for what became of a record.
fn value(record: &Record, answer: Answer<'_>) -> serde_json::Result<serde_json::Value> {
    match answer {
        Answer::Checked(report) => record.output(report),
        Answer::Revised(outcome) => record.output(outcome),
    }
}

/// What the exit code depends on.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Tally {
    /// Records that came out well.
    pub(crate) done: usize,
    /// Records that failed.
    pub(crate) failed: usize,
    /// The greatest severity of a finding.
    pub(crate) worst: Option<Severity>,
}

/// The output, record by record.
pub(crate) struct Sheet<'a> {
    out: Out,
    format: Format,
    settings: &'a Settings,
    tally: Tally,
    array: json::Array,
    page: html::Page,
}

impl<'a> Sheet<'a> {
    /// An empty sheet.
    pub(crate) fn new(format: Format, settings: &'a Settings) -> Self {
        let out = stdout(settings);
        Self {
            out,
            format,
            settings,
            tally: Tally::default(),
            array: json::Array::default(),
            page: html::Page::default(),
        }
    }

    /// Puts what became of a record on paper.
    pub(crate) fn add(&mut self, record: &Record, answer: Answer<'_>) -> anyhow::Result<()> {
        let place = self.tally.done + self.tally.failed;
        let look = human::Look { place, first: self.tally.done == 0, verbose: self.settings.verbose, width: width() };
        match (self.format, answer) {
            (Format::Json, _) => self.array.add(&mut self.out, &value(record, answer)?)?,
            // In one piece: whatever takes colours out of the output looks at each piece anew.
            (Format::Jsonl, _) => self.out.write_all(format!("{}\n", value(record, answer)?).as_bytes())?,
            (Format::Text, Answer::Revised(outcome)) => text::write(&mut self.out, outcome, self.tally.done)?,
            (Format::Diff, Answer::Revised(outcome)) => diff::write(&mut self.out, record, outcome, place)?,
            (Format::Html, Answer::Revised(outcome)) => self.page.add(record, outcome),
            (_, Answer::Revised(outcome)) => human::revised(&mut self.out, record, outcome, look)?,
            (_, Answer::Checked(report)) => human::checked(&mut self.out, record, report, look)?,
        }
        self.out.flush()?;
        self.tally.done += 1;
        if let Answer::Checked(report) = answer {
            self.tally.worst = self.tally.worst.max(report.worst());
        }
        Ok(())
    }

    /// Puts a record that failed on paper, or on standard error where the format has no room for it.
    pub(crate) fn fail(&mut self, failure: &Failure) -> anyhow::Result<()> {
        match self.format {
            Format::Json => self.array.add(&mut self.out, &failure.record())?,
            Format::Jsonl => writeln!(self.out, "{}", failure.record())?,
            Format::Html => self.page.fail(failure),
            Format::Human | Format::Text | Format::Diff => {}
        }
        if !matches!(self.format, Format::Json | Format::Jsonl) {
            warn(self.settings, "attuned", &failure.message);
        }
        self.out.flush()?;
        self.tally.failed += 1;
        Ok(())
    }

    /// What stands behind the last record.
    pub(crate) fn end(mut self) -> anyhow::Result<Tally> {
        match self.format {
            Format::Json => self.array.end(&mut self.out)?,
            Format::Html => self.out.write_all(self.page.render()?.as_bytes())?,
            _ => {}
        }
        self.out.flush()?;
        if self.tally.done + self.tally.failed == 0 {
            notice(self.settings, "the input holds no records");
        }
        Ok(self.tally)
    }
}

/// A number and what it counts.
pub(crate) fn counted(count: usize, one: &str, more: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { more })
}

/// A number in groups of three digits.
pub(crate) fn grouped(count: u64) -> String {
    indicatif::HumanCount(count).to_string()
}

/// What a record is called where people read: its id, or its place.
fn name(record: &Record, place: usize) -> String {
    match &record.id {
        Some(serde_json::Value::String(id)) => id.clone(),
        Some(id) => id.to_string(),
        None => format!("record {}", place + 1),
    }
}
