//! `attuned check`: what fails the person, record by record.

use crate::End;
use crate::args::Check;
use crate::drive::drive;
use crate::engine::{Engine, Plan};
use crate::failure::Failure;
use crate::input;
use crate::settings::{FailOn, Settings};
use crate::show::{Answer, Sheet, notice};
use attuned::{Record, Report, Severity};

/// Checks every record; with `--judge` the model is asked too.
pub(crate) fn check(asked: &Check, settings: &Settings) -> anyhow::Result<End> {
    let items = input::items(&asked.input)?;
    let judge = settings.layer.judge.unwrap_or(false).then(|| Judge::new(settings)).transpose()?;
    let mut sheet = Sheet::new(asked.format, settings);
    for item in items {
        let report = item.and_then(|record| Ok((report(&record, judge.as_ref())?, record)));
        match report {
            Ok((report, record)) => sheet.add(&record, Answer::Checked(&report))?,
            Err(failure) => sheet.fail(&failure)?,
        }
    }
    let tally = sheet.end()?;
    Ok(match settings.layer.fail_on.and_then(least) {
        _ if tally.failed > 0 => End::Failed,
        Some(least) if tally.worst >= Some(least) => End::Found,
        _ => End::Done,
    })
}

/// The severity that counts; `None` for never.
fn least(fail_on: FailOn) -> Option<Severity> {
    match fail_on {
        FailOn::Mild => Some(Severity::Mild),
        FailOn::Clear => Some(Severity::Clear),
        FailOn::Severe => Some(Severity::Severe),
        FailOn::Never => None,
    }
}

fn report(record: &Record, judge: Option<&Judge>) -> Result<Report, Failure> {
    match judge {
        Some(judge) => judge.report(record),
        None => Ok(attuned::detect(&record.draft)),
    }
}

/// A language model that is asked for findings: the loop without a round of revision.
struct Judge {
    engine: Engine,
    plan: Plan,
    deadline: Option<std::time::Duration>,
    runtime: tokio::runtime::Runtime,
}

impl Judge {
    fn new(settings: &Settings) -> anyhow::Result<Self> {
        let engine = Engine::judge(settings)?;
        notice(settings, &engine.notice);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        Ok(Self { engine, plan: Plan::new(settings, true)?, deadline: settings.deadline(), runtime })
    }

    fn report(&self, record: &Record) -> Result<Report, Failure> {
        let outcome = self.runtime.block_on(drive(record, &self.plan, &self.engine, self.deadline))?;
        Ok(outcome.before)
    }
}
