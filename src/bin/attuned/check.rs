//! `attuned check`: what fails the person, record by record.

use crate::End;
use crate::args::Check;
use crate::drive::drive;
use crate::engine::{Engine, Plan};
use crate::input;
use crate::sent::Sent;
use crate::settings::{FailOn, Settings};
use crate::show::{Answer, Sheet, notice};
use attuned::{CannedFile, CannedOptions, Failure, Judging, Record, Report, Severity, Thresholds};
use std::path::Path;

/// Checks every record; with `--judge` the model is asked too.
pub(crate) fn check(asked: &Check, settings: &Settings) -> anyhow::Result<End> {
    let items = input::items(&asked.input)?;
    let mut eyes = Eyes::new(settings)?;
    let mut sheet = Sheet::new(asked.format, settings);
    let mut sent = Sent::checked(settings);
    for item in items {
        let report = item.and_then(|record| Ok((eyes.report(&record)?, record)));
        match report {
            Ok((report, record)) => {
                sheet.add(&record, Answer::Checked(&report))?;
                sent.add(&record.draft);
            }
            Err(failure) => sheet.fail(&failure)?,
        }
    }
    let tally = sheet.end()?;
    if tally.failed > 0 {
        asked.input.files.iter().filter(|path| is_library(path)).for_each(|path| {
            let path = path.display();
            notice(settings, &format!("{path} looks like a library of canned replies; try: attuned lint {path}"));
        });
    }
    sent.tell();
    eyes.tell(settings);
    Ok(match settings.layer.fail_on.and_then(least) {
        _ if tally.failed > 0 => End::Failed,
        Some(least) if tally.worst >= Some(least) => End::Found,
        _ => End::Done,
    })
}

/// Whether a file is one for `attuned lint`.
fn is_library(path: &Path) -> bool {
    CannedFile::read(path, &CannedOptions::default())
        .is_ok_and(|file| file.seems_canned() && !file.replies().is_empty())
}

/// The severity that counts; `None` for never.
pub(crate) fn least(fail_on: FailOn) -> Option<Severity> {
    match fail_on {
        FailOn::Mild => Some(Severity::Mild),
        FailOn::Clear => Some(Severity::Clear),
        FailOn::Severe => Some(Severity::Severe),
        FailOn::Never => None,
    }
}

/// Whoever reads the drafts.
enum Eyes {
    Rules(Thresholds),
    Judge(Box<Judge>),
}

impl Eyes {
    fn new(settings: &Settings) -> anyhow::Result<Self> {
        Ok(match settings.judging() {
            None | Some(Judging::Never) => Self::Rules(settings.thresholds()),
            _ => Self::Judge(Box::new(Judge::new(settings)?)),
        })
    }

    fn report(&mut self, record: &Record) -> Result<Report, Failure> {
        match self {
            Self::Rules(thresholds) => Ok(attuned::detect_with(&record.draft, thresholds)),
            Self::Judge(judge) => judge.report(record),
        }
    }

    /// How much the judge was asked, for those who want to hear more.
    fn tell(&self, settings: &Settings) {
        if let Self::Judge(judge) = self
            && settings.verbose
        {
            notice(settings, &format!("judge: {} of {} drafts", judge.asked, judge.drafts));
        }
    }
}

/// A language model that is asked for findings: the loop without a round of revision.
struct Judge {
    engine: Engine,
    plan: Plan,
    deadline: Option<std::time::Duration>,
    runtime: tokio::runtime::Runtime,
    /// Drafts that were read.
    drafts: usize,
    /// Drafts that were sent to the model.
    asked: usize,
}

impl Judge {
    fn new(settings: &Settings) -> anyhow::Result<Self> {
        let engine = Engine::judge(settings)?;
        notice(settings, &engine.notice);
        let plan = Plan::new(settings, &engine, true)?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        Ok(Self { engine, plan, deadline: settings.deadline(), runtime, drafts: 0, asked: 0 })
    }

    fn report(&mut self, record: &Record) -> Result<Report, Failure> {
        let outcome = self.runtime.block_on(drive(record, &self.plan, &self.engine, self.deadline));
        self.drafts += 1;
        // A draft for which no answer came was sent all the same.
        let sent = outcome.as_ref().map_or_else(|failure| failure.kind == "model", |outcome| outcome.usage.calls > 0);
        self.asked += usize::from(sent);
        Ok(outcome?.before)
    }
}
