//! From proposals to a revised text: every kind proposes, and what the guards or our own measure refuse is left out.

use super::edit::{Edit, Scene, Target, raised};
use super::scales::Scales;
use super::voice::voice;
use super::{
    absent, actor, apology, clause, closing, drift, joy, nominal, officialese, regret, sorrow, stock, strength, worth,
};
use crate::detect::{Finding, Flag, Mechanism, Report, Severity};
use crate::guard::Keep;
use crate::reading::Reading;
use crate::text::{Draft, Quote, Span};
use std::rc::Rc;

/// A kind of edit: what it proposes for a sentence in which something was found.
pub(super) type Kind = fn(&Scene<'_>, &Target<'_>) -> Vec<Edit>;

/// All kinds of edit; the earlier goes first where two want the same words.
const KINDS: &[Kind] = &[
    stock::propose,
    closing::propose,
    drift::propose,
    apology::propose,
    sorrow::propose,
    regret::propose,
    joy::propose,
    nominal::propose,
    actor::propose,
    absent::propose,
    officialese::propose,
    strength::propose,
];

/// The kinds that change how somebody speaks, not what is said: made in one sentence of a letter they are made in all, or
/// two people seem to have written it. What closes a cold letter goes with its coldness.
const VOICE: &[Kind] = &[closing::propose, nominal::propose, actor::propose, officialese::propose];

/// Bytes of candidates that are looked at in all, so that the time stays bounded: each edit costs a look at the whole
/// text. A letter has room for all its edits, a book for none.
const BYTES: usize = 400_000;

/// Revises `text`, which is `draft` or comes from it; returns the text and the edits, in its order.
///
/// The first `sent` bytes stay; `fits` may refuse edits that were tried in vain before.
pub(super) fn revised(
    draft: &Draft,
    text: &str,
    sent: usize,
    findings: &[Finding],
    fits: impl Fn(&Edit, &str) -> bool,
) -> (String, Vec<Edit>) {
    let trials = BYTES / text.len().max(1);
    if trials == 0 {
        return (text.to_owned(), Vec::new());
    }
    let work = draft.with_text(text);
    let reading = Reading::read(&work);
    let keep = Keep::default();
    let scales = Scales::new(draft, &reading, &keep);
    let base = scales.report(text);
    if base.has(Flag::Crisis) || !base.supported {
        return (text.to_owned(), Vec::new());
    }
    let voice = voice(&reading.reply.text, work.sender.as_deref());
    let scene = Scene { reading: &reading, draft: &work, voice };
    let fitting = |findings: &[Finding]| {
        let proposed = proposals(&scene, findings).into_iter().filter_map(|edit| edit.behind(sent, text));
        proposed.filter(|edit| fits(edit, edit.span.of(text))).collect::<Vec<Edit>>()
    };
    let mut open = fitting(findings);
    let hidden = revealed(&scales, findings, &open);
    if !hidden.is_empty() {
        open = fitting(&[findings, &hidden].concat());
    }
    open.truncate(trials);
    let kept = chosen(&scales, &base, &open);
    (applied(text, &kept), kept)
}

/// What shows only once the rest is mended: findings in sentences of the text that stay, beside those known.
///
/// A sentence is weighed in its letter. Without its neighbours it may fail by itself, and would hold back their mending.
fn revealed(scales: &Scales<'_>, known: &[Finding], open: &[Edit]) -> Vec<Finding> {
    let (text, whole) = (scales.text, together(scales, open));
    if whole.is_empty() {
        return Vec::new();
    }
    let after = scales.report(&applied(text, &whole));
    let back = |one: &Finding| {
        let at = text.find(&one.quote.text)?;
        let span = Span::new(at, at + one.quote.text.len());
        let mended = whole.iter().any(|edit| edit.span.overlaps(span));
        let seen = known.iter().any(|other| other.quote.span.overlaps(span));
        (!mended && !seen).then(|| Finding { quote: Quote::cut(text, span), ..one.clone() })
    };
    after.findings.iter().filter_map(back).collect()
}

/// What the kinds propose, the longest first.
fn proposals(scene: &Scene<'_>, findings: &[Finding]) -> Vec<Edit> {
    let (text, reply) = (scene.text(), &scene.reading.reply);
    let stiff = |one: &&Finding| one.mechanism == Mechanism::LinguisticDistancing && one.severity >= Severity::Clear;
    let cold: Vec<&Finding> = findings.iter().filter(stiff).collect();
    let mut edits = Vec::new();
    for (sentence, said) in text.body().zip(&reply.said) {
        let here: Vec<&Finding> = findings.iter().filter(|one| one.quote.span.overlaps(said.span)).collect();
        let (kinds, findings) = if here.is_empty() { (VOICE, cold.clone()) } else { (KINDS, here) };
        if !findings.is_empty() {
            let target = Target { sentence, said, words: clause::Words::of(text, sentence), findings };
            edits.extend(kinds.iter().flat_map(|kind| kind(scene, &target)));
        }
    }
    edits.retain(|edit| text.source.get(edit.span.start..edit.span.end).is_some_and(|old| old != edit.text));
    // A stable sort: of two that are equally long the earlier kind stays first.
    edits.sort_by_key(|edit| (std::cmp::Reverse(edit.span.len()), edit.span.start));
    edits
}

/// The best set of edits that weighs strictly less than the text: all that the guards allow, or what is left of them.
fn chosen(scales: &Scales<'_>, base: &Report, open: &[Edit]) -> Vec<Edit> {
    let text = scales.text;
    let weighed = |edits: &[Edit]| scales.report(&applied(text, edits));
    let whole = together(scales, open);
    if whole.is_empty() {
        return whole;
    }
    let backwards: Vec<Edit> = whole.iter().rev().cloned().collect();
    let sets = [grown(&whole, base, weighed), grown(&backwards, base, weighed), thinned(whole.clone(), base, weighed)];
    let alone = whole.iter().map(|edit| vec![edit.clone()]);
    let tries = sets.into_iter().chain([whole.clone()]).chain(alone);
    // What a round before has touched is over the bar already.
    let canned = scales.draft.is_canned();
    let shown = |edits: &[Edit]| canned && worth::shown(edits, base, &weighed(edits));
    let felt = |edits: &[Edit]| text != scales.draft.text || worth::enough(text, edits) || shown(edits);
    let sound = |edits: &[Edit]| felt(edits) && scales.allows(&applied(text, edits));
    let weighty = tries.map(|edits| (weighed(&edits), edits));
    let mut better: Vec<_> = weighty.filter(|(report, _)| report.is_better_than(base)).collect();
    // Of two that weigh the same the one with more edits reads better: each is good in itself.
    better.sort_by_key(|(report, edits)| (report.weight(), std::cmp::Reverse(edits.len())));
    better.into_iter().map(|(_, edits)| edits).find(|edits| sound(edits)).unwrap_or_default()
}

/// As many edits as the guards and the shape of the text allow, the first proposed first.
fn together(scales: &Scales<'_>, open: &[Edit]) -> Vec<Edit> {
    let mut kept: Vec<Edit> = Vec::new();
    for edit in open {
        if kept.iter().any(|other| other.span.overlaps(edit.span)) {
            continue;
        }
        let tried = with(&kept, edit);
        if scales.allows(&applied(scales.text, &tried)) {
            kept = tried;
        }
    }
    kept
}

/// The edits with one more, in the order of the text.
fn with(edits: &[Edit], edit: &Edit) -> Vec<Edit> {
    let mut more = edits.to_vec();
    more.push(edit.clone());
    more.sort_by_key(|edit| edit.span);
    more
}

/// Edits taken one by one as long as nothing gets worse.
fn grown(whole: &[Edit], base: &Report, weighed: impl Fn(&[Edit]) -> Rc<Report>) -> Vec<Edit> {
    let mut kept: Vec<Edit> = Vec::new();
    let mut weight = base.weight();
    for edit in whole {
        let tried = with(&kept, edit);
        let report = weighed(&tried);
        if report.weight() <= weight && no_worse(&report, base) {
            weight = report.weight();
            kept = tried;
        }
    }
    kept
}

/// All edits without those whose absence makes the text better.
fn thinned(mut edits: Vec<Edit>, base: &Report, weighed: impl Fn(&[Edit]) -> Rc<Report>) -> Vec<Edit> {
    let cost = |report: &Report| (!no_worse(report, base), report.weight());
    let mut least = cost(&weighed(&edits));
    // Each turn takes one edit away, so that there are no more turns than edits.
    for _ in 0..edits.len() {
        let without = |at: usize| {
            edits.iter().enumerate().filter(|(place, _)| *place != at).map(|(_, one)| one.clone()).collect()
        };
        let tries = (0..edits.len()).map(without).map(|fewer: Vec<Edit>| (cost(&weighed(&fewer)), fewer));
        match tries.min_by_key(|(cost, _)| *cost) {
            Some((less, fewer)) if less < least => (least, edits) = (less, fewer),
            _ => break,
        }
    }
    edits
}

/// Whether no mechanism is worse than it was.
fn no_worse(report: &Report, base: &Report) -> bool {
    Mechanism::ALL.into_iter().all(|one| report.severity(one) <= base.severity(one))
}

/// The text with the edits made; they are in order and do not overlap.
pub(super) fn applied(text: &str, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    let (mut from, mut raises) = (0, false);
    for edit in edits {
        for part in [Span::new(from, edit.span.start).of(text), &*edit.text] {
            raises = push(&mut out, part, raises);
        }
        raises |= edit.raises;
        from = edit.span.end;
    }
    push(&mut out, Span::new(from, text.len()).of(text), raises);
    out
}

/// Adds a part, its first letter large if it begins a sentence; whether one is still to begin.
fn push(out: &mut String, part: &str, raises: bool) -> bool {
    if raises {
        out.push_str(&raised(part))
    } else {
        out.push_str(part)
    }
    raises && part.is_empty()
}
