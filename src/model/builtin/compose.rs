//! From proposals to a revised text: every kind proposes, and what the guards or our own measure refuse is left out.

use super::edit::{Edit, Scene, Target, raised};
use super::voice::voice;
use super::{absent, actor, apology, clause, drift, joy, nominal, officialese, sorrow, stock, strength, worth};
use crate::detect::{Finding, Flag, Mechanism, Report, Severity, detect};
use crate::guard;
use crate::reading::Reading;
use crate::text::{Draft, Quote, Span};

/// A kind of edit: what it proposes for a sentence in which something was found.
pub(super) type Kind = fn(&Scene<'_>, &Target<'_>) -> Vec<Edit>;

/// All kinds of edit; the earlier goes first where two want the same words.
const KINDS: &[Kind] = &[
    stock::propose,
    drift::propose,
    apology::propose,
    sorrow::propose,
    joy::propose,
    nominal::propose,
    actor::propose,
    absent::propose,
    officialese::propose,
    strength::propose,
];

/// The kinds that change how somebody speaks, not what is said: made in one sentence of a letter they are made in all, or
/// two people seem to have written it.
const VOICE: &[Kind] = &[nominal::propose, actor::propose, officialese::propose];

/// Bytes of candidates that are looked at in all, so that the time stays bounded: each edit costs a look at the whole
/// text. A letter has room for all its edits, a book for none.
const BYTES: usize = 400_000;

/// Revises `text`, which is `draft` or comes from it; returns the text and the edits, in its order.
///
/// `fits` may refuse edits that were tried in vain before.
pub(super) fn revised(
    draft: &Draft,
    text: &str,
    findings: &[Finding],
    fits: impl Fn(&Edit, &str) -> bool,
) -> (String, Vec<Edit>) {
    let trials = BYTES / text.len().max(1);
    if trials == 0 {
        return (text.to_owned(), Vec::new());
    }
    let work = draft.with_text(text);
    let base = detect(&work);
    if base.has(Flag::Crisis) || !base.supported {
        return (text.to_owned(), Vec::new());
    }
    let fitting = |findings: &[Finding]| {
        let mut open = proposals(&work, findings);
        open.retain(|edit| fits(edit, edit.span.of(text)));
        open
    };
    let mut open = fitting(findings);
    let hidden = revealed(draft, text, findings, &open);
    if !hidden.is_empty() {
        open = fitting(&[findings, &hidden].concat());
    }
    open.truncate(trials);
    let kept = chosen(draft, text, &base, open);
    (applied(text, &kept), kept)
}

/// What shows only once the rest is mended: findings in sentences of the text that stay, beside those known.
///
/// A sentence is weighed in its letter. Without its neighbours it may fail by itself, and would hold back their mending.
fn revealed(draft: &Draft, text: &str, known: &[Finding], open: &[Edit]) -> Vec<Finding> {
    let whole = together(draft, text, open);
    if whole.is_empty() {
        return Vec::new();
    }
    let after = detect(&draft.with_text(applied(text, &whole))).findings;
    let back = |one: Finding| {
        let at = text.find(&one.quote.text)?;
        let span = Span::new(at, at + one.quote.text.len());
        let mended = whole.iter().any(|edit| edit.span.overlaps(span));
        let seen = known.iter().any(|other| other.quote.span.overlaps(span));
        (!mended && !seen).then(|| Finding { quote: Quote::cut(text, span), ..one })
    };
    after.into_iter().filter_map(back).collect()
}

/// What the kinds propose, the longest first.
fn proposals(work: &Draft, findings: &[Finding]) -> Vec<Edit> {
    let reading = Reading::read(work);
    let text = &reading.reply.text;
    let voice = voice(text, work.sender.as_deref());
    let scene = Scene { reading: &reading, draft: work, voice };
    let stiff = |one: &&Finding| one.mechanism == Mechanism::LinguisticDistancing && one.severity >= Severity::Clear;
    let cold: Vec<&Finding> = findings.iter().filter(stiff).collect();
    let mut edits = Vec::new();
    for (sentence, said) in text.body().zip(&reading.reply.said) {
        let here: Vec<&Finding> = findings.iter().filter(|one| one.quote.span.overlaps(said.span)).collect();
        let (kinds, findings) = if here.is_empty() { (VOICE, cold.clone()) } else { (KINDS, here) };
        if !findings.is_empty() {
            let target = Target { sentence, said, words: clause::Words::of(text, sentence), findings };
            edits.extend(kinds.iter().flat_map(|kind| kind(&scene, &target)));
        }
    }
    edits.retain(|edit| text.source.get(edit.span.start..edit.span.end).is_some_and(|old| old != edit.text));
    // A stable sort: of two that are equally long the earlier kind stays first.
    edits.sort_by_key(|edit| (std::cmp::Reverse(edit.span.len()), edit.span.start));
    edits
}

/// The best set of edits that weighs strictly less than the text: all that the guards allow, or what is left of them.
fn chosen(draft: &Draft, text: &str, base: &Report, open: Vec<Edit>) -> Vec<Edit> {
    let weighed = |edits: &[Edit]| detect(&draft.with_text(applied(text, edits)));
    let whole = together(draft, text, &open);
    let backwards: Vec<Edit> = whole.iter().rev().cloned().collect();
    let sets = [grown(&whole, base, weighed), grown(&backwards, base, weighed), thinned(whole.clone(), base, weighed)];
    let alone = whole.iter().map(|edit| vec![edit.clone()]);
    let tries = sets.into_iter().chain([whole.clone()]).chain(alone);
    let sound = |edits: &Vec<Edit>| {
        let candidate = applied(text, edits);
        // What a round before has touched is over the bar already.
        let felt = text != draft.text || worth::enough(text, edits);
        felt && shaped(text, &candidate) && remains(&draft.text, &candidate) && allowed(draft, &candidate)
    };
    let weighty = tries.map(|edits| (weighed(&edits), edits)).filter(|(report, _)| report.is_better_than(base));
    let better = weighty.filter(|(_, edits)| sound(edits));
    // Of two that weigh the same the one with more edits reads better: each is good in itself.
    let best = better.min_by_key(|(report, edits)| (report.weight(), std::cmp::Reverse(edits.len())));
    best.map(|(_, edits)| edits).unwrap_or_default()
}

/// As many edits as the guards and the shape of the text allow, the first proposed first.
fn together(draft: &Draft, text: &str, open: &[Edit]) -> Vec<Edit> {
    let mut kept: Vec<Edit> = Vec::new();
    for edit in open {
        if kept.iter().any(|other| other.span.overlaps(edit.span)) {
            continue;
        }
        let tried = with(&kept, edit);
        let candidate = applied(text, &tried);
        if shaped(text, &candidate) && remains(&draft.text, &candidate) && allowed(draft, &candidate) {
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
fn grown(whole: &[Edit], base: &Report, weighed: impl Fn(&[Edit]) -> Report) -> Vec<Edit> {
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
fn thinned(mut edits: Vec<Edit>, base: &Report, weighed: impl Fn(&[Edit]) -> Report) -> Vec<Edit> {
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

/// Whether the guards are silent about the candidate. The one place where the built-in reviser meets them.
fn allowed(draft: &Draft, candidate: &str) -> bool {
    guard::allows(draft, candidate, &guard::Keep::default())
}

/// Whether the candidate has no empty paragraphs and no stray white space that the text had not.
fn shaped(text: &str, candidate: &str) -> bool {
    let gaps = |text: &str| {
        text.replace('\r', "").matches("\n\n\n").count() + text.matches(" \n").count() + text.matches("  ").count()
    };
    let opens = |text: &str| text.starts_with(char::is_whitespace);
    gaps(candidate) <= gaps(text) && opens(candidate) <= opens(text) && !candidate.trim().is_empty()
}

/// Whether enough remains to be a reply: leaving out can make it colder than it was.
fn remains(draft: &str, candidate: &str) -> bool {
    let words = |text: &str| text.split_whitespace().count();
    words(candidate) * 5 >= words(draft) * 2
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
