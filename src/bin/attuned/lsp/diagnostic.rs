//! Findings as an editor marks them.

use super::checkup::Checkup;
use attuned::{Lint, Severity, Unused};
use lsp_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString, Uri,
};

/// Where the four mechanisms are explained.
const PAGE: &str = concat!(env!("CARGO_PKG_REPOSITORY"), "#what-it-looks-for");
const SOURCE: &str = "attuned";

/// All marks of a document.
pub(super) fn diagnostics(checkup: &Checkup, uri: &Uri) -> Vec<Diagnostic> {
    let found = checkup.lints.iter().map(|lint| diagnostic(checkup, lint, uri));
    found.chain(checkup.unused.iter().map(|unused| needless(checkup, unused))).collect()
}

/// The mark of a finding.
pub(super) fn diagnostic(checkup: &Checkup, lint: &Lint, uri: &Uri) -> Diagnostic {
    let finding = &lint.finding;
    let range = checkup.text.range(checkup.bytes(lint.place));
    let said = finding.source.as_ref().map(|source| DiagnosticRelatedInformation {
        location: Location::new(uri.clone(), range),
        message: format!("{} wrote: \u{201c}{}\u{201d}", who(checkup, lint), source.quote.text),
    });
    Diagnostic {
        range,
        severity: Some(severity(finding.severity)),
        code: Some(NumberOrString::String(finding.rule.to_owned())),
        code_description: PAGE.parse().ok().map(|href| CodeDescription { href }),
        source: Some(SOURCE.to_owned()),
        message: format!("{}\n{}", finding.message, finding.suggestion),
        related_information: said.map(|said| vec![said]),
        ..Diagnostic::default()
    }
}

/// The person whom a finding speaks of, in the writer's words where there are any.
pub(super) fn who<'a>(checkup: &'a Checkup, lint: &Lint) -> &'a str {
    let reply = checkup.file.as_ref().and_then(|file| file.replies().get(lint.reply));
    let person = reply.and_then(|reply| reply.situations.get(*lint.situations.first()?));
    person.map(|person| person.who.as_str()).filter(|who| !who.is_empty()).unwrap_or("they")
}

/// The mark of a suppression that is not needed any more: the first line of its reply.
fn needless(checkup: &Checkup, unused: &Unused) -> Diagnostic {
    let mut bytes = checkup.bytes(unused.place);
    let first = checkup.text.words.get(bytes.clone()).and_then(|words| words.lines().next()).unwrap_or("");
    bytes.end = bytes.start + first.len();
    Diagnostic {
        range: checkup.text.range(bytes),
        severity: Some(DiagnosticSeverity::HINT),
        code: Some(NumberOrString::String("unused-ignore".to_owned())),
        source: Some(SOURCE.to_owned()),
        message: format!("{} is ignored here, and nothing of it is found any more", unused.suppression.rule),
        ..Diagnostic::default()
    }
}

/// Nothing is an error: no program breaks on a cold sentence.
fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Mild => DiagnosticSeverity::HINT,
        Severity::Clear => DiagnosticSeverity::INFORMATION,
        _ => DiagnosticSeverity::WARNING,
    }
}
