//! What an editor offers at a place: a change that mends a finding, a suppression, a revision, all changes at once.

use super::checkup::Checkup;
use super::client::Client;
use super::document::Stop;
use super::revision::REVISE;
use super::{diagnostic, edit, suppress};
use attuned::{Diff, Hunk, Lint, Span};
use lsp_types::{CodeActionKind, CodeActionParams, Uri};
use serde_json::{Value, json};
use std::collections::HashSet;
use std::sync::atomic::{AtomicUsize, Ordering};

/// All changes of a document at once.
pub(super) const FIX_ALL: &str = "source.fixAll.attuned";
/// Findings of which changes are offered, and up to which all changes are offered to whoever did not ask for them: they
/// take their time.
const FEW: usize = 40;

/// What may be done there; what is found is of no use where that was stopped.
pub(super) fn actions(checkup: &Checkup, params: &CodeActionParams, client: &Client, stop: &Stop) -> Vec<Value> {
    let uri = &params.text_document.uri;
    let only = params.context.only.as_deref();
    let wants =
        |kind: &CodeActionKind| only.is_none_or(|only| only.iter().any(|one| holds(one.as_str(), kind.as_str())));
    let mut lints = checkup.touched(&checkup.text.bytes(params.range));
    lints.truncate(FEW);
    let mut actions = Vec::new();
    if client.actions && wants(&CodeActionKind::QUICKFIX) {
        let wanted = || lints.iter().take_while(|_| !stop.is_stopped());
        actions.extend(wanted().filter_map(|lint| mend(checkup, uri, lint, client)));
        actions.extend(wanted().filter_map(|lint| ignore(checkup, uri, lint, client)));
    }
    if wants(&CodeActionKind::REFACTOR_REWRITE) {
        actions.extend(lints.first().and_then(|lint| revise(checkup, uri, lint, client)));
    }
    let asked = only.is_some() || (!lints.is_empty() && checkup.lints.len() <= FEW);
    if client.actions && asked && wants(&CodeActionKind::new(FIX_ALL)) {
        actions.extend(mend_all(checkup, uri, client, stop));
    }
    actions
}

/// Whether a kind is another, or below it.
fn holds(outer: &str, kind: &str) -> bool {
    outer.is_empty() || kind.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

fn mend(checkup: &Checkup, uri: &Uri, lint: &Lint, client: &Client) -> Option<Value> {
    let fix = checkup.fix(lint)?;
    let changes = edit::changes(checkup, lint.reply, &fix.diff).ok()?;
    let words = fix.diff.hunks.iter().map(|hunk| hunk.after.text.trim()).find(|words| !words.is_empty());
    let shown = words.map(|words| format!(": \u{201c}{}\u{201d}", short(words))).unwrap_or_default();
    Some(json!({
        "title": format!("Mend {} ({}){shown}", lint.finding.rule, fix.reason),
        "kind": CodeActionKind::QUICKFIX,
        "diagnostics": [diagnostic::diagnostic(checkup, lint, uri)],
        "isPreferred": true,
        "edit": edit::workspace(checkup, uri, &changes, client.versioned),
    }))
}

fn ignore(checkup: &Checkup, uri: &Uri, lint: &Lint, client: &Client) -> Option<Value> {
    Some(json!({
        "title": format!("Ignore {} in this reply, and say why", lint.finding.rule),
        "kind": CodeActionKind::QUICKFIX,
        "diagnostics": [diagnostic::diagnostic(checkup, lint, uri)],
        "edit": suppress::suppression(checkup, uri, lint, client)?,
    }))
}

fn revise(checkup: &Checkup, uri: &Uri, lint: &Lint, client: &Client) -> Option<Value> {
    let title = format!("Revise with {}", checkup.ground.reviser.as_ref()?);
    let asked = json!({"uri": uri, "version": checkup.version, "reply": lint.reply});
    let command = json!({"title": title, "command": REVISE, "arguments": [asked]});
    Some(match client.actions {
        true => json!({"title": title, "kind": CodeActionKind::REFACTOR_REWRITE, "command": command}),
        false => command,
    })
}

/// The changes for all findings of all replies.
fn mend_all(checkup: &Checkup, uri: &Uri, client: &Client, stop: &Stop) -> Option<Value> {
    let diffs = all_diffs(checkup, stop);
    let changes = edit::all(checkup, &diffs).ok().filter(|changes| !changes.is_empty() && !stop.is_stopped())?;
    Some(json!({
        "title": "Mend all that attuned can",
        "kind": FIX_ALL,
        "edit": edit::workspace(checkup, uri, &changes, client.versioned),
    }))
}

/// The changes of each reply that they make better, looked for on all cores.
fn all_diffs(checkup: &Checkup, stop: &Stop) -> Vec<(usize, Diff)> {
    let replies: Vec<&[Lint]> = checkup.lints.chunk_by(|one, two| one.reply == two.reply).collect();
    let next = AtomicUsize::new(0);
    let work = || {
        let more = || replies.get(next.fetch_add(1, Ordering::Relaxed)).filter(|_| !stop.is_stopped());
        let diff = |lints: &&[Lint]| (lints[0].reply, all_of(checkup, lints, stop));
        let made = std::iter::from_fn(|| more().map(diff));
        made.filter(|(reply, diff)| !diff.is_empty() && checkup.improves(*reply, diff)).collect::<Vec<_>>()
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from).min(replies.len());
    let mut diffs: Vec<(usize, Diff)> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        // A fault of ours is not to be passed over.
        threads
            .into_iter()
            .flat_map(|one| one.join().unwrap_or_else(|fault| std::panic::resume_unwind(fault)))
            .collect()
    });
    diffs.sort_by_key(|(reply, _)| *reply);
    diffs
}

/// The changes for all findings of a reply, which is that of these.
fn all_of(checkup: &Checkup, lints: &[Lint], stop: &Stop) -> Diff {
    let mut seen: HashSet<Span> = HashSet::new();
    let fixes = lints.iter().take_while(|_| !stop.is_stopped()).filter_map(|lint| checkup.fix(lint));
    let hunks = fixes.flat_map(|fix| &fix.diff.hunks).filter(|hunk| seen.insert(hunk.before.span));
    let mut hunks: Vec<Hunk> = hunks.cloned().collect();
    hunks.sort_by_key(|hunk| hunk.before.span);
    Diff { hunks }
}

/// The first words of a change, for a menu.
fn short(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(48) {
        Some((end, _)) => format!("{}\u{2026}", &line[..end]),
        None => line,
    }
}
