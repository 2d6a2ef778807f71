//! A finding, as it is listed beside the draft.

use crate::show::wrap::harmless;
use attuned::Finding;
use serde::Serialize;

/// A finding.
#[derive(Debug, Serialize)]
pub(in crate::show) struct Found {
    pub(super) severity: &'static str,
    pub(super) rule: &'static str,
    pub(super) mechanism: &'static str,
    pub(super) quote: String,
    pub(super) message: String,
    pub(super) suggestion: String,
    pub(super) source: Option<String>,
    pub(super) model: bool,
}

pub(in crate::show) fn found(finding: &Finding) -> Found {
    Found {
        severity: finding.severity.name(),
        rule: finding.rule,
        mechanism: finding.mechanism.title(),
        quote: harmless(&finding.quote.text),
        message: harmless(&finding.message),
        suggestion: harmless(&finding.suggestion),
        source: finding.source.as_ref().map(|source| harmless(&source.quote.text)),
        model: finding.by == attuned::By::Model,
    }
}
