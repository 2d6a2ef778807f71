//! What can be mended without a language model: the built-in reviser's changes, each with its reason.

use super::check::Checked;
use super::file::CannedFile;
use super::lint::{Fix, LintOptions};
use super::reply::Canned;
use crate::detect::Finding;
use crate::diff::{Diff, Hunk};
use crate::guard;
use crate::model::Builtin;
use crate::prompt::Prompts;
use crate::reading::Text;
use crate::revise::{Loop, Options, Outcome, Step};
use crate::text::{Quote, Span};

/// What the built-in reviser makes of a text, for everybody who might receive it.
pub(super) fn fixed(reply: &Canned, text: &str, options: &LintOptions) -> Option<Outcome> {
    let settings = Options { thresholds: options.thresholds, keep: options.keep.clone(), ..Options::default() };
    let mut work = Loop::new(reply.draft(text), settings, Prompts::builtin());
    let model = Builtin::new();
    loop {
        match work.step_for(&model).ok()? {
            Step::Ask(prompt) => work.answer(Ok(model.answer(&prompt))),
            Step::Done(outcome) => return Some(outcome),
        }
    }
}

/// What mends each finding of a reply, by its number, in the order of the findings.
///
/// # Panics
/// Where the file has no such reply.
pub fn fixes(file: &CannedFile, at: usize, checked: &Checked, options: &LintOptions) -> Vec<Option<Fix>> {
    let reply = &file.replies()[at];
    let outcome = if checked.findings.is_empty() { None } else { fixed(reply, &reply.text, options) };
    let Some(outcome) = outcome.filter(|outcome| !outcome.diff.is_empty()) else {
        return vec![None; checked.findings.len()];
    };
    let bench = Bench { file, at, reply, checked, options, sentences: sentences(&reply.text), diff: outcome.diff };
    checked.findings.iter().map(|finding| bench.fix(finding)).collect()
}

/// A reply and the changes that are on offer for it.
struct Bench<'a> {
    file: &'a CannedFile,
    at: usize,
    reply: &'a Canned,
    checked: &'a Checked,
    options: &'a LintOptions,
    sentences: Vec<Span>,
    diff: Diff,
}

impl Bench<'_> {
    /// The changes of the sentences that a finding stands in, where they mend it and harm nothing.
    fn fix(&self, finding: &Finding) -> Option<Fix> {
        let around = self.around(finding.quote.span);
        let near = |hunk: &&Hunk| overlaps(self.around(hunk.before.span), around);
        let hunks: Vec<Hunk> = self.diff.hunks.iter().filter(near).cloned().collect();
        if !hunks.iter().any(|hunk| hunk.mechanisms.contains(&finding.mechanism)) {
            return None;
        }
        let diff = alone(hunks);
        let text = diff.apply(&self.reply.text);
        self.mends(finding, &text).then_some(())?;
        let edits = diff.hunks.iter().map(|hunk| self.file.edits(self.at, hunk.before.span, &hunk.after.text));
        let edits = edits.collect::<Result<Vec<_>, _>>().ok()?.into_iter().flatten().collect();
        Some(Fix { edits, reason: reason(&diff), text, diff })
    }

    /// Whether less is found in a text, by this rule and altogether, for nobody more, and no guard speaks up.
    fn mends(&self, finding: &Finding, text: &str) -> bool {
        let after = Checked::of(self.reply, text, self.options);
        let ruled = |checked: &Checked| -> u32 {
            let same = checked.findings.iter().filter(|one| one.rule == finding.rule);
            same.map(|one| u32::from(one.severity.level())).sum()
        };
        let fair =
            after.reports.iter().zip(&self.checked.reports).all(|(after, before)| after.weight() <= before.weight());
        let draft = self.reply.draft(&self.reply.text);
        fair && ruled(&after) < ruled(self.checked)
            && after.weight() < self.checked.weight()
            && guard::check(&draft, text, &self.options.keep).is_empty()
    }

    /// The sentences that a stretch touches.
    fn around(&self, span: Span) -> Span {
        let touched = self.sentences.iter().filter(|sentence| overlaps(**sentence, span));
        touched.fold(span, |sum, sentence| Span::new(sum.start.min(sentence.start), sum.end.max(sentence.end)))
    }
}

fn sentences(text: &str) -> Vec<Span> {
    Text::read(text).sentences.iter().map(|sentence| sentence.span).collect()
}

/// Whether two stretches share a byte; a place between bytes belongs to what it stands in.
fn overlaps(one: Span, other: Span) -> bool {
    one.start < other.end.max(other.start + 1) && other.start < one.end.max(one.start + 1)
}

/// Some hunks of a diff as a diff of their own.
pub(super) fn alone(hunks: Vec<Hunk>) -> Diff {
    let (mut grown, mut shrunk) = (0, 0);
    let place = |hunk: Hunk| {
        let start = hunk.before.span.start + grown - shrunk;
        grown += hunk.after.text.len();
        shrunk += hunk.before.text.len();
        let span = Span::new(start, start + hunk.after.text.len());
        Hunk { after: Quote { span, ..hunk.after }, ..hunk }
    };
    Diff { hunks: hunks.into_iter().map(place).collect() }
}

/// The reasons of some hunks, each once.
fn reason(diff: &Diff) -> String {
    let mut reasons: Vec<&str> = Vec::new();
    for hunk in diff.hunks.iter().filter(|hunk| !hunk.reason.is_empty()) {
        if !reasons.contains(&hunk.reason.as_str()) {
            reasons.push(&hunk.reason);
        }
    }
    reasons.join("; ")
}
