//! SARIF 2.1.0, as GitHub's code scanning takes it: relative addresses, lines from 1, fixes with their changes.
//!
//! GitHub shows whatever is in the file, suppressed or not. So what does not count is only there with -v, marked as SARIF
//! wants it, for viewers that know.

mod result;
mod rules;

use super::super::view::{Root, View};
use crate::settings::Settings;
use crate::show::notice;
use attuned::{Lint, LintStatus};
use serde_json::{Value, json};

/// The most results that GitHub takes in a run; it refuses the whole file where there are more.
const MOST: usize = 25_000;
const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";
/// What addresses are relative to.
const BASE: &str = "%SRCROOT%";

/// The log: one run.
pub(super) fn log(view: &View<'_>, settings: &Settings) -> String {
    let root = Root::here();
    let lints = most(view, settings);
    let has_baseline = view.linted.lints.iter().any(|lint| lint.status == LintStatus::Baseline);
    let results: Vec<Value> = lints.iter().map(|lint| result::result(view, &root, lint, has_baseline)).collect();
    let run = json!({
        "tool": {"driver": rules::driver()},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {BASE: {"description": {"text": "The root of the repository."}}},
        "invocations": [invocation(view, &root)],
        "results": results,
    });
    format!("{:#}\n", json!({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}))
}

/// What is shown; the worst of it where GitHub would not take all.
fn most<'a>(view: &View<'a>, settings: &Settings) -> Vec<&'a Lint> {
    let mut lints: Vec<&Lint> = view.shown().collect();
    if lints.len() > MOST {
        let left = lints.len() - MOST;
        notice(settings, &format!("GitHub takes {MOST} results: the {left} mildest are left out"));
        lints.sort_by_key(|lint| std::cmp::Reverse(lint.finding.severity));
        lints.truncate(MOST);
    }
    lints
}

/// How the run went, and what is only seen across replies.
fn invocation(view: &View<'_>, root: &Root) -> Value {
    let failed = view.linted.failed.iter().map(|one| {
        json!({
            "level": "error", "message": {"text": one.reason},
            "locations": [{"physicalLocation": {"artifactLocation": address(root, &one.path)}}],
        })
    });
    let library = view.linted.library.iter().map(|one| {
        let text = format!("{} {}", one.message, one.suggestion);
        json!({"level": "note", "message": {"text": text.trim()}, "descriptor": {"id": one.kind.name()}})
    });
    let notes: Vec<Value> = failed.chain(library).collect();
    json!({"executionSuccessful": view.linted.failed.is_empty(), "toolExecutionNotifications": notes})
}

/// Where a file is.
fn address(root: &Root, path: &std::path::Path) -> Value {
    match root.uri(path) {
        (uri, true) => json!({"uri": uri, "uriBaseId": BASE}),
        (uri, false) => json!({"uri": uri}),
    }
}
