//! JUnit's XML: a suite for each file, a case for each reply, failed where something at or above --fail-on was found.

use super::super::view::{View, reason, rule_name};
use attuned::{Lint, Unread};
use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

/// The report.
pub(super) fn report(view: &View<'_>) -> anyhow::Result<String> {
    let mut report = Report::new("attuned lint");
    for (file, canned) in view.files.iter().enumerate() {
        let mut suite = TestSuite::new(view.path(file));
        for at in 0..canned.replies().len() {
            let all: Vec<&Lint> = view.linted.fresh().filter(|lint| (lint.file, lint.reply) == (file, at)).collect();
            suite.add_test_case(case(view, file, at, &all));
        }
        report.add_test_suite(suite);
    }
    report.add_test_suites(view.linted.failed.iter().map(unread));
    Ok(report.to_string()?)
}

/// A reply: failed, passed, or passed with something to say.
fn case(view: &View<'_>, file: usize, at: usize, all: &[&Lint]) -> TestCase {
    if view.linted.unjudged.contains(&(file, at)) {
        let mut status = TestCaseStatus::skipped();
        status.set_message("in another language than English: not judged");
        let mut case = TestCase::new(view.name(file, at), status);
        case.set_classname(view.path(file));
        return case;
    }
    let failing: Vec<&&Lint> = all.iter().filter(|lint| view.fails(lint)).collect();
    let mut status = TestCaseStatus::success();
    if let Some(worst) = failing.iter().max_by_key(|lint| lint.finding.severity) {
        status = TestCaseStatus::non_success(NonSuccessKind::Failure);
        status.set_type(worst.finding.rule).set_message(format!("{}: {}", rule_name(worst), reason(worst)));
        status.set_description(failing.iter().map(|lint| words(view, lint)).collect::<String>());
    }
    let mut case = TestCase::new(view.name(file, at), status);
    case.set_classname(view.path(file));
    let rest: String = all.iter().filter(|lint| !view.fails(lint)).map(|lint| words(view, lint)).collect();
    if !rest.is_empty() {
        case.set_system_out(rest);
    }
    case
}

/// A finding in a line.
fn words(view: &View<'_>, lint: &Lint) -> String {
    let (finding, place) = (&lint.finding, lint.place);
    let at = format!("{}:{}:{}", view.path(lint.file), place.line, place.column);
    format!("{at}: {} {} {}: {}\n", finding.severity.name(), finding.rule, rule_name(lint), reason(lint))
}

/// A file that could not be read.
fn unread(one: &Unread) -> TestSuite {
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
    status.set_message(one.reason.as_str());
    let mut suite = TestSuite::new(one.path.to_string_lossy().into_owned());
    suite.add_test_case(TestCase::new("the file can be read", status));
    suite
}
