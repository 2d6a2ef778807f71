//! A change over several stretches with markup between: each stretch keeps the words that did not change, and what is
//! new stands where it can.

use super::edit::MARKUP;
use super::{Edit, Kind, Layer};
use crate::diff::word_by_word;
use std::ops::Range;

impl Layer {
    /// Writes a change that covers several stretches, word by word.
    pub(super) fn spread(&self, change: Edit, edits: &mut Vec<Edit>) -> Result<(), String> {
        let Edit { place, text } = change;
        let pieces = word_by_word(&self.text[place.clone()], &text);
        for (old, new) in pieces {
            let (old, new) = (old.start + place.start..old.end + place.start, &text[new.start..new.end]);
            match self.runs(&old).len() {
                0 | 1 if self.runs(&old).iter().all(|(_, kind)| *kind == Kind::Plain) => {
                    self.write(Edit { place: old, text: new.to_owned() }, edits)?;
                }
                _ => self.over(old, new, edits)?,
            }
        }
        Ok(())
    }

    /// Writes new words over several stretches of old ones that share none with them: between what is fixed.
    fn over(&self, span: Range<usize>, new: &str, edits: &mut Vec<Edit>) -> Result<(), String> {
        let (mut rest, mut start) = (new, span.start);
        for cell in self.covered(&span).iter().filter(|cell| cell.kind == Kind::Fixed) {
            let (words, behind) = rest.split_once(&self.text[cell.text.clone()]).ok_or(MARKUP)?;
            self.open(start..cell.text.start, words, edits)?;
            (rest, start) = (behind, cell.text.end);
        }
        self.open(start..span.end, rest, edits)
    }

    /// Writes new words over stretches none of which is fixed: into one of them, the others lose theirs.
    fn open(&self, span: Range<usize>, words: &str, edits: &mut Vec<Edit>) -> Result<(), String> {
        if span.is_empty() {
            return self.write(Edit { place: span, text: words.to_owned() }, edits);
        }
        let runs = self.runs(&span);
        let best = self.best(&runs, &span);
        for (at, (place, _)) in runs.into_iter().enumerate() {
            let text = if at == best { self.coding.encode(words)? } else { String::new() };
            edits.push(Edit { place, text });
        }
        Ok(())
    }

    /// Of several stretches the one for new words: the first that keeps words of its own, so that no emphasis moves to
    /// other words; else the first that is no link.
    fn best(&self, runs: &[(Range<usize>, Kind)], span: &Range<usize>) -> usize {
        let keeps = |at: usize| {
            at == 0 && self.goes_on(self.before(span.start)..span.start, &runs[at].0)
                || at + 1 == runs.len() && self.goes_on(span.end..self.behind(span.end), &runs[at].0)
        };
        let outside = |at: &usize| !self.in_link(&runs[*at].0);
        let kept: Vec<usize> = (0..runs.len()).filter(|at| keeps(*at)).collect();
        let best = kept.iter().copied().find(outside).or(kept.first().copied());
        best.or_else(|| (0..runs.len()).find(outside)).unwrap_or(0)
    }

    /// Whether a sign beside a change stands in the same stretch as a part of it.
    fn goes_on(&self, sign: Range<usize>, run: &Range<usize>) -> bool {
        let open = |(place, kind): &(Range<usize>, Kind)| {
            *kind == Kind::Plain && (place.end == run.start || place.start == run.end)
        };
        self.runs(&sign).iter().any(open)
    }

    /// The place of the character before.
    fn before(&self, at: usize) -> usize {
        self.text[..at].char_indices().next_back().map_or(0, |(at, _)| at)
    }

    /// The place behind the character that begins here.
    fn behind(&self, at: usize) -> usize {
        at + self.text[at..].chars().next().map_or(0, char::len_utf8)
    }
}
