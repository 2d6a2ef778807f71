//! What was found, as every output format reads it.

mod root;
mod tally;

pub(super) use root::Root;
pub(super) use tally::{Ranked, SEVERITIES, Tally, ranked};

use attuned::{Canned, CannedFile, Lint, LintStatus, Linted, Member, Severity};
use std::path::Path;

/// What was found, and how much of it is wanted.
#[derive(Debug, Clone, Copy)]
pub(super) struct View<'a> {
    /// The files, which findings name by number.
    pub(super) files: &'a [CannedFile],
    /// What was found in them.
    pub(super) linted: &'a Linted,
    /// The least severity that makes the exit code 1; none does where there is none.
    pub(super) least: Option<Severity>,
    /// How many of the worst replies are listed.
    pub(super) worst: usize,
    /// Whether people see the findings of these alone.
    pub(super) only_worst: bool,
    /// Whether what does not count is shown too.
    pub(super) verbose: bool,
    /// Whether what would mend a finding was looked for.
    pub(super) has_fixes: bool,
    /// Columns.
    pub(super) width: usize,
}

impl<'a> View<'a> {
    /// The reply of a finding.
    pub(super) fn reply(&self, lint: &Lint) -> &'a Canned {
        &self.files[lint.file].replies()[lint.reply]
    }

    /// The path of a file as it was given, with `/` on every system.
    pub(super) fn path(&self, file: usize) -> String {
        slashed(self.files[file].path())
    }

    /// The findings that are shown: what counts, and with -v the rest.
    pub(super) fn shown(&self) -> impl Iterator<Item = &'a Lint> {
        let verbose = self.verbose;
        self.linted.lints.iter().filter(move |lint| verbose || lint.status == LintStatus::New)
    }

    /// The findings that people are shown, reply by reply: of all, or of the worst alone and those first.
    pub(super) fn replies(&self) -> Vec<Vec<&'a Lint>> {
        let shown: Vec<&Lint> = self.shown().collect();
        let of = |lint: &Lint| (lint.file, lint.reply);
        let all = shown.chunk_by(|one, two| of(one) == of(two)).map(<[_]>::to_vec);
        if !self.only_worst {
            return all.collect();
        }
        let all: Vec<Vec<&Lint>> = all.collect();
        let worst = ranked(self).into_iter().take(self.worst).filter_map(|one| one.lints.first().map(|lint| of(lint)));
        worst.filter_map(|reply| all.iter().find(|lints| of(lints[0]) == reply).cloned()).collect()
    }

    /// Whether a finding makes the exit code 1.
    pub(super) fn fails(&self, lint: &Lint) -> bool {
        lint.status == LintStatus::New && self.least.is_some_and(|least| lint.finding.severity >= least)
    }

    /// What a reply is called where people read: its title, or its file's name where it is alone there, or its id.
    pub(super) fn name(&self, file: usize, reply: usize) -> String {
        let replies = self.files[file].replies();
        let name = || self.files[file].path().file_name().filter(|_| replies.len() == 1);
        let title = replies[reply].title.clone().filter(|title| !title.trim().is_empty());
        title.or_else(|| Some(name()?.to_string_lossy().into_owned())).unwrap_or_else(|| replies[reply].id.clone())
    }

    /// What the reply of a finding is called.
    pub(super) fn title(&self, lint: &Lint) -> String {
        self.name(lint.file, lint.reply)
    }

    /// What the reply of a member is called, and where it stands.
    pub(super) fn member(&self, member: &Member) -> (String, String) {
        (self.name(member.file, member.reply), format!("{}:{}", self.path(member.file), member.place.line))
    }
}

/// The short name of the rule of a finding; the mechanism's where a model found it.
pub(super) fn rule_name(lint: &Lint) -> &'static str {
    attuned::rule(lint.finding.rule).map_or(lint.finding.mechanism.title(), |rule| rule.name)
}

/// Why a finding hurts and what to do instead, in one line; with the words, where the reason does not name them.
pub(super) fn reason(lint: &Lint) -> String {
    let finding = &lint.finding;
    let quoted =
        if finding.message.contains('“') { String::new() } else { format!("“{}”: ", finding.quote.text) };
    let end = if finding.message.ends_with(['.', '!', '?']) { "" } else { "." };
    let instead = if finding.suggestion.is_empty() { "" } else { " Instead: " };
    one_line(&format!("{quoted}{}{end}{instead}{}", finding.message, finding.suggestion))
}

/// The people whom a finding fails, in a few words.
pub(super) fn people(reply: &Canned, lint: &Lint) -> Option<String> {
    let all: Vec<_> = lint.situations.iter().filter_map(|at| reply.situations.get(*at)).collect();
    let who = |one: &attuned::Situation| if one.who.is_empty() { "somebody".to_owned() } else { one.who.clone() };
    match all.len() {
        0 => None,
        some if some == reply.situations.len() && some > 1 => Some(format!("all {some} who might receive it")),
        _ => Some(all.into_iter().map(who).collect::<Vec<_>>().join("; ")),
    }
}

/// A text without line breaks and with single blanks.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A path with `/` on every system, and without a `./` before it.
pub(super) fn slashed(path: &Path) -> String {
    let path = path.to_string_lossy();
    let path = if cfg!(windows) { path.replace('\\', "/") } else { path.into_owned() };
    path.strip_prefix("./").map_or(path.clone(), str::to_owned)
}
