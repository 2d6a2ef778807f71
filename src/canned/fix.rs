//! What can be mended without a language model: the built-in reviser's changes, each with its reason.

use super::check::Checked;
use super::file::CannedFile;
use super::lint::{Fix, LintOptions};
use super::reply::Canned;
use crate::detect::Finding;
use crate::diff::{Diff, Hunk};
use crate::guard::Ground;
use crate::model::Builtin;
use crate::prompt::Prompts;
use crate::reading::Text;
use crate::revise::{Loop, Options, Outcome, Step};
use crate::text::{Quote, Span};
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// Bytes of a text beyond which it is mended part by part: a letter has fewer, and is mended as one.
const LONG: usize = 4_000;
/// Bytes of such a part, where a sentence is not longer.
const PART: usize = 2_000;
/// How many parts of a text are mended at most, so that the time stays bounded; a part takes hundredths of a second.
const MOST: usize = 64;

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

/// The changes that the built-in reviser offers for a text: of a long one part by part, as [`parts`] cuts it.
pub(super) fn offered(reply: &Canned, text: &str, options: &LintOptions) -> Diff {
    let changes = |part: &Span| changes(reply, part.of(text), options);
    let offers = parts(text).into_iter().map(|part| (part, changes(&part)));
    let offers = offers.filter(|(_, diff)| !diff.is_empty()).take(MOST);
    alone(offers.flat_map(|(part, diff)| moved(diff, part.start).hunks).collect())
}

/// The changes of one part; of what is too long for one there are none.
fn changes(reply: &Canned, text: &str, options: &LintOptions) -> Diff {
    let outcome = if text.len() > LONG { None } else { fixed(reply, text, options) };
    outcome.map(|outcome| outcome.diff).unwrap_or_default()
}

/// What mends each finding of a reply, by its number, in the order of the findings. A reply of more than a few
/// kilobytes is mended part by part, each as if it stood alone, and beyond some hundred kilobytes no more.
///
/// # Panics
/// Where the file has no such reply.
pub fn fixes(file: &CannedFile, at: usize, checked: &Checked, options: &LintOptions) -> Vec<Option<Fix>> {
    let (parts, findings) = (parts(&file.replies()[at].text), &checked.findings);
    if let [_] = parts[..] {
        let bench = Bench { file, at, options, from: 0, text: &file.replies()[at].text };
        return bench.fixes(&findings.iter().collect::<Vec<_>>(), checked);
    }
    let mut fixes = vec![None; findings.len()];
    let here =
        |part: &Span, finding: &Finding| part.start <= finding.quote.span.start && finding.quote.span.start < part.end;
    let mut left = MOST;
    for part in parts {
        let those: Vec<usize> = (0..findings.len()).filter(|one| here(&part, &findings[*one])).collect();
        if those.is_empty() || left == 0 {
            continue;
        }
        left -= 1;
        let made = fixes_in(file, at, &those.iter().map(|one| &findings[*one]).collect::<Vec<_>>(), options, part);
        those.into_iter().zip(made).for_each(|(one, fix)| fixes[one] = fix);
    }
    fixes
}

/// What mends these findings of one of the [`parts`] of a reply, in their order, for whoever wants to know it of a few.
///
/// # Panics
/// Where the file has no such reply, or the reply no such part.
pub fn fixes_in(
    file: &CannedFile,
    at: usize,
    findings: &[&Finding],
    options: &LintOptions,
    part: Span,
) -> Vec<Option<Fix>> {
    let reply = &file.replies()[at];
    let text = part.of(&reply.text);
    if findings.is_empty() || text.len() > LONG {
        return vec![None; findings.len()];
    }
    let bench = Bench { file, at, options, from: part.start, text };
    bench.fixes(findings, &Checked::of(reply, text, options))
}

/// The parts in which a text is mended, end to end: all of it, but for a long one, whose every change would cost a look
/// at all of it. Parts begin with sentences, and with paragraphs where they can.
pub fn parts(text: &str) -> Vec<Span> {
    if text.len() <= LONG {
        return vec![Span::new(0, text.len())];
    }
    let (mut parts, mut start, mut cut) = (Vec::new(), 0, 0);
    for next in sentences(text).into_iter().map(|sentence| sentence.start).skip(1).chain([text.len()]) {
        let ends = cut - start > PART / 2 && text[..cut].ends_with("\n\n");
        if cut > start && (ends || next - start > PART) {
            parts.push(Span::new(start, cut));
            start = cut;
        }
        cut = next;
    }
    parts.push(Span::new(start, text.len()));
    parts
}

/// A part of a reply that is being mended.
struct Bench<'a> {
    file: &'a CannedFile,
    at: usize,
    options: &'a LintOptions,
    /// Where the part begins in the reply.
    from: usize,
    text: &'a str,
}

/// The changes that are on offer for a part, and what they are held against.
struct Offer<'a> {
    bench: &'a Bench<'a>,
    checked: &'a Checked,
    sentences: Vec<Span>,
    diff: Diff,
    ground: Ground<'a>,
    /// What was found in texts that findings share.
    seen: RefCell<HashMap<String, Seen>>,
}

/// What is known of a changed text.
#[derive(Clone)]
struct Seen {
    checked: Rc<Checked>,
    /// Whether the guards are silent, once somebody asked.
    allowed: Option<bool>,
}

impl Bench<'_> {
    fn reply(&self) -> &Canned {
        &self.file.replies()[self.at]
    }

    /// What mends these findings, whose spans are those of the reply; `checked` is what is found in the part alone.
    fn fixes(&self, findings: &[&Finding], checked: &Checked) -> Vec<Option<Fix>> {
        let found = !findings.is_empty() && !checked.findings.is_empty();
        let diff = if found { changes(self.reply(), self.text, self.options) } else { Diff::default() };
        if diff.is_empty() {
            return vec![None; findings.len()];
        }
        let draft = self.reply().draft(self.text);
        let ground = Ground::new(&draft, &self.options.keep);
        let (sentences, seen) = (sentences(self.text), RefCell::default());
        let offer = Offer { bench: self, checked, sentences, diff, ground, seen };
        findings.iter().map(|finding| offer.fix(finding)).collect()
    }
}

impl Offer<'_> {
    /// The changes of the sentences that a finding stands in, where they mend it and harm nothing.
    fn fix(&self, finding: &Finding) -> Option<Fix> {
        let span = self.inside(finding)?;
        let around = self.around(span);
        let near = |hunk: &&Hunk| overlaps(self.around(hunk.before.span), around);
        let hunks: Vec<Hunk> = self.diff.hunks.iter().filter(near).cloned().collect();
        if !hunks.iter().any(|hunk| hunk.mechanisms.contains(&finding.mechanism)) {
            return None;
        }
        let diff = alone(hunks);
        self.mends(finding, &diff.apply(self.bench.text)).then_some(())?;
        let (file, at, diff) = (self.bench.file, self.bench.at, moved(diff, self.bench.from));
        let edits = diff.hunks.iter().map(|hunk| file.edits(at, hunk.before.span, &hunk.after.text));
        let edits = edits.collect::<Result<Vec<_>, _>>().ok()?.into_iter().flatten().collect();
        Some(Fix { edits, reason: reason(&diff), diff })
    }

    /// Where a finding stands in the part; `None` where it reaches beyond, or is none in the part alone.
    fn inside(&self, finding: &Finding) -> Option<Span> {
        let Span { start, end } = finding.quote.span;
        let span = Span::new(start.checked_sub(self.bench.from)?, end.checked_sub(self.bench.from)?);
        let same = |one: &Finding| one.rule == finding.rule && overlaps(one.quote.span, span);
        (span.end <= self.bench.text.len() && self.checked.findings.iter().any(same)).then_some(span)
    }

    /// Whether less is found in a text, by this rule and altogether, for nobody more, and no guard speaks up.
    fn mends(&self, finding: &Finding, text: &str) -> bool {
        let after = self.seen(text).checked;
        let ruled = |checked: &Checked| -> u32 {
            let same = checked.findings.iter().filter(|one| one.rule == finding.rule);
            same.map(|one| u32::from(one.severity.level())).sum()
        };
        let fair =
            after.reports.iter().zip(&self.checked.reports).all(|(after, before)| after.weight() <= before.weight());
        fair && ruled(&after) < ruled(self.checked) && after.weight() < self.checked.weight() && self.allows(text)
    }

    /// What is found in a text; findings of one sentence are mended by the same text.
    fn seen(&self, text: &str) -> Seen {
        let known = self.seen.borrow().get(text).cloned();
        known.unwrap_or_else(|| {
            let checked = Rc::new(Checked::of(self.bench.reply(), text, self.bench.options));
            let seen = Seen { checked, allowed: None };
            self.seen.borrow_mut().insert(text.to_owned(), seen.clone());
            seen
        })
    }

    /// Whether no guard speaks up.
    fn allows(&self, text: &str) -> bool {
        let allowed = self.seen(text).allowed.unwrap_or_else(|| self.ground.allows(text));
        if let Some(seen) = self.seen.borrow_mut().get_mut(text) {
            seen.allowed = Some(allowed);
        }
        allowed
    }

    /// The sentences that a stretch touches.
    fn around(&self, span: Span) -> Span {
        let touched = self.sentences.iter().filter(|sentence| overlaps(**sentence, span));
        touched.fold(span, |sum, sentence| Span::new(sum.start.min(sentence.start), sum.end.max(sentence.end)))
    }
}

/// A diff of a part as one of the whole.
fn moved(mut diff: Diff, by: usize) -> Diff {
    for hunk in &mut diff.hunks {
        for span in [&mut hunk.before.span, &mut hunk.after.span] {
            *span = Span::new(span.start + by, span.end + by);
        }
    }
    diff
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
