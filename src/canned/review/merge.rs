//! New changes beside those that were decided: what a person has decided stays as it is.

use super::proposal::{HunkDecision, Proposal, grown, own, touch, words};
use crate::detect::Mechanism;
use crate::diff::{Diff, Hunk};
use crate::text::{Quote, Span};

impl Proposal {
    /// The same changes after those of an earlier proposal. What was made stays made, and new changes that would touch it
    /// are left out; what was refused and comes again is refused still.
    pub(super) fn after(self, earlier: Option<&Self>) -> Self {
        let Some(earlier) = earlier else { return self };
        let made: Vec<Span> = earlier.made().map(|(hunk, _)| hunk.before.span).collect();
        let free = self.diff.hunks.iter().filter(|hunk| !made.iter().any(|span| touch(*span, hunk.before.span)));
        let mut parts: Vec<(Hunk, HunkDecision)> =
            free.map(|hunk| (hunk.clone(), earlier.refusal(hunk).unwrap_or_default())).collect();
        let kept = earlier.parts().filter(|(hunk, _)| made.contains(&hunk.before.span));
        parts.extend(kept.map(|(hunk, decision)| (hunk.clone(), decision.clone())));
        self.of(parts)
    }

    /// Refused, where the same change was.
    fn refusal(&self, new: &Hunk) -> Option<HunkDecision> {
        let same = |hunk: &Hunk| hunk.before == new.before && hunk.after.text == new.after.text;
        self.parts()
            .find(|(hunk, decision)| same(hunk) && **decision == HunkDecision::Refused)
            .map(|_| HunkDecision::Refused)
    }

    /// This proposal, decided so that its text is this one. Each difference is a change of its own; one that touches a
    /// change that was made becomes part of it.
    pub(super) fn written(&self, text: &str) -> Self {
        let groups = self.groups(text);
        let spans: Vec<Span> = groups.iter().map(|group| group.file).collect();
        let mut parts: Vec<(Hunk, HunkDecision)> =
            groups.iter().filter_map(|group| self.rewritten(group, text)).collect();
        let free = |span: Span| !spans.iter().any(|one| touch(*one, span));
        let others = self.parts().filter(|(hunk, decision)| stays(decision) && free(hunk.before.span));
        parts.extend(others.map(|(hunk, decision)| (hunk.clone(), decision.clone())));
        Self { by: "you".to_owned(), wish: String::new(), ..self.clone() }.of(parts)
    }

    /// What differs between the file, the decided text and a new one.
    fn groups(&self, text: &str) -> Vec<Group> {
        let made = |at: usize| words(&self.diff.hunks[at], &self.decisions[at]).is_some();
        let old = (0..self.decisions.len()).filter(|at| made(*at)).filter_map(|at| Some((at, self.place(at)?)));
        let old = old.map(|(at, span)| Group { decided: span, hunks: vec![at], ..Group::default() });
        let edits =
            Diff::between(&self.decided(), text).hunks.into_iter().map(|hunk| (hunk.before.span, hunk.after.span));
        let new = edits.map(|edit| Group { decided: edit.0, edits: vec![edit], ..Group::default() });
        let mut all: Vec<Group> = old.chain(new).collect();
        all.sort_by_key(|group| group.decided);
        let mut joined: Vec<Group> = Vec::new();
        for group in all {
            match joined.last_mut() {
                Some(last) if touch(last.decided, group.decided) => last.join(group),
                _ => joined.push(group),
            }
        }
        self.laid(joined)
    }

    /// Groups with their places in the file and in the new text: what stands before each is known by then.
    fn laid(&self, mut groups: Vec<Group>) -> Vec<Group> {
        let (mut file, mut new) = (0isize, 0isize);
        for group in &mut groups {
            let Span { start, end } = group.decided;
            let (file_start, new_start) = (start.saturating_add_signed(file), start.saturating_add_signed(new));
            file -= group.hunks.iter().map(|at| self.growth(*at)).sum::<isize>();
            new +=
                group.edits.iter().map(|(old, new)| new.len().cast_signed() - old.len().cast_signed()).sum::<isize>();
            group.file = Span::new(file_start, end.saturating_add_signed(file));
            group.new = Span::new(new_start, end.saturating_add_signed(new));
        }
        groups
    }

    fn growth(&self, at: usize) -> isize {
        let (hunk, decision) = (&self.diff.hunks[at], &self.decisions[at]);
        words(hunk, decision).map_or(0, |words| grown(hunk.before.span, words))
    }

    /// What is left to decide once the text with what was made is that of the file; `None` where nothing is.
    pub(super) fn rest(&self, text: &str) -> Option<Self> {
        self.open()?;
        let place = |(at, (hunk, decision)): (usize, (&Hunk, &HunkDecision))| {
            let before = Quote::cut(text, self.place(at)?);
            Some((Hunk { before, ..hunk.clone() }, decision.clone())).filter(|_| stays(decision))
        };
        let parts = self.parts().enumerate().filter_map(place).collect();
        Some(Self { text: text.to_owned(), ..self.clone() }.of(parts))
    }

    /// The change that a group comes to; none where the words of the file stand there again.
    fn rewritten(&self, group: &Group, text: &str) -> Option<(Hunk, HunkDecision)> {
        let new = group.new.of(text);
        let olds: Vec<&Hunk> = group.hunks.iter().map(|at| &self.diff.hunks[*at]).collect();
        if let Some(old) = olds.iter().find(|old| old.before.span == group.file) {
            return Some(((*old).clone(), decision(old, new)));
        }
        let mut hunk = own(&self.text, group.file, new);
        olds.iter().for_each(|old| absorb(&mut hunk, old));
        (hunk.before.text != new).then_some((hunk, HunkDecision::Accepted))
    }
}

/// Stretches that changed and touch each other: changes that are made, and what a new text has there.
#[derive(Debug, Default)]
struct Group {
    file: Span,
    decided: Span,
    new: Span,
    hunks: Vec<usize>,
    edits: Vec<(Span, Span)>,
}

impl Group {
    fn join(&mut self, other: Self) {
        self.decided = self.decided.join(other.decided);
        self.hunks.extend(other.hunks);
        self.edits.extend(other.edits);
    }
}

/// Takes over why a change was made that has become part of this one.
fn absorb(hunk: &mut Hunk, old: &Hunk) {
    let new = |one: &&Mechanism| !hunk.mechanisms.contains(one);
    let mechanisms: Vec<Mechanism> = old.mechanisms.iter().filter(new).copied().collect();
    hunk.mechanisms.extend(mechanisms);
    if !hunk.reason.is_empty() && !old.reason.is_empty() {
        hunk.reason.push_str("; ");
    }
    hunk.reason.push_str(&old.reason);
}

/// Whether the words of the file stand there.
fn stays(decision: &HunkDecision) -> bool {
    matches!(decision, HunkDecision::Open | HunkDecision::Refused)
}

/// The decision by which these words come in place of a change.
fn decision(hunk: &Hunk, words: &str) -> HunkDecision {
    if words == hunk.after.text {
        HunkDecision::Accepted
    } else if words == hunk.before.text {
        HunkDecision::Refused
    } else {
        HunkDecision::Edited(words.to_owned())
    }
}
