//! What gives a letter to many away by its own words, whoever receives it: families of tells, each with its rule, its
//! reason and what to do instead. No person is needed to see that somebody is blamed, sent away or told nothing.

mod pattern;
#[cfg(test)]
mod tests;

use super::Mechanism;
use super::evidence::{Evidence, words};
use super::rule::{Rule, rule};
use crate::reading::words::Word;
use crate::reading::{Reading, Said};
use crate::text::Span;
use pattern::{Classes, Pattern};
use std::collections::HashMap;
use std::sync::LazyLock;

/// A family of tells.
#[derive(Debug, Default)]
struct Family {
    /// The rule that it speaks for.
    rule: &'static str,
    /// How surely its patterns show a failure, 0 to 1; below a half they count in company only.
    strength: f64,
    /// Why it hurts; `{}` stands for the words.
    why: &'static str,
    /// What to do instead.
    instead: &'static str,
}

/// The families and their patterns, as the file names them.
#[derive(Debug, Default)]
struct Tells {
    families: Vec<Family>,
    patterns: Vec<(usize, Pattern)>,
    /// Patterns by the word that they begin with.
    by_head: HashMap<u64, Vec<usize>>,
    /// Patterns that may begin with any word.
    headless: Vec<usize>,
}

static TELLS: LazyLock<Tells> = LazyLock::new(|| Tells::read(include_str!("families.txt")).0);

/// What of a letter a family saw.
pub(super) struct Tell {
    /// The rule.
    pub(super) rule: &'static Rule,
    /// Where, how surely and why.
    pub(super) evidence: Evidence,
}

impl Tells {
    /// Reads the file; also says which lines are neither a class nor a family nor a pattern.
    fn read(file: &'static str) -> (Self, Vec<&'static str>) {
        let (mut tells, mut classes, mut wrong) = (Self::default(), Classes::new(), Vec::new());
        for line in file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let read = match line.split_once(' ') {
                Some((name, rest)) if name.starts_with('@') && rest.starts_with("= ") => {
                    classes.insert(&name[1..], rest[2..].trim());
                    Some(())
                }
                Some(("why:" | "instead:", _)) => tells.explain(line),
                _ if line.starts_with('[') => tells.begin(line),
                _ => Pattern::read(line, &classes).and_then(|pattern| tells.add(pattern)),
            };
            if read.is_none() {
                wrong.push(line);
            }
        }
        (tells, wrong)
    }

    /// Begins a family: `[name RULE strength]`.
    fn begin(&mut self, line: &'static str) -> Option<()> {
        let mut parts = line.strip_prefix('[')?.strip_suffix(']')?.split(' ').skip(1);
        let (rule, strength) = (parts.next()?, parts.next()?.parse().ok()?);
        self.families.push(Family { rule, strength, ..Family::default() });
        Some(())
    }

    /// Adds the reason of the last family, or what to do instead.
    fn explain(&mut self, line: &'static str) -> Option<()> {
        let (family, (name, text)) = (self.families.last_mut()?, line.split_once(": ")?);
        *(if name == "why" { &mut family.why } else { &mut family.instead }) = text;
        Some(())
    }

    fn add(&mut self, pattern: Pattern) -> Option<()> {
        let (family, place) = (self.families.len().checked_sub(1)?, self.patterns.len());
        match pattern.heads() {
            Some(heads) => heads.iter().for_each(|head| self.by_head.entry(*head).or_default().push(place)),
            None => self.headless.push(place),
        }
        self.patterns.push((family, pattern));
        Some(())
    }

    /// What the patterns see in a sentence: family, place, strength.
    fn seen<'t>(&'t self, reading: &'t Reading<'_>, said: &'t Said) -> impl Iterator<Item = (usize, Span, f64)> + 't {
        let text = &reading.reply.text;
        let inside: &[Word] = text.words_in(said.span);
        (0..inside.len()).flat_map(move |at| {
            let begun = self.by_head.get(&inside[at].key).into_iter().flatten();
            begun.chain(&self.headless).filter_map(move |place| {
                let (family, pattern) = &self.patterns[*place];
                let span = pattern.fits(text, said, inside, at)?;
                Some((*family, span, pattern.strength.unwrap_or(self.families[*family].strength)))
            })
        })
    }
}

/// Below this a tell is too weak to stand alone.
const ALONE: f64 = 0.5;

/// The rule of cheer.
const CHEER: &str = "EGM03";

/// The tells of a letter; what is too weak alone counts where other sentences have tells too.
pub(super) fn tells(reading: &Reading<'_>) -> Vec<Tell> {
    let said = || reading.reply.said.iter().filter(|said| !said.asks && !said.cited);
    let seen: Vec<Vec<_>> = said().map(|said| TELLS.seen(reading, said).collect()).collect();
    let speaks: Vec<usize> = seen.iter().map(|here| weight(here)).collect();
    let all: usize = speaks.iter().sum();
    let around = seen.iter().zip(&speaks).flat_map(|(here, own)| here.iter().map(move |one| (one, all - own)));
    around.filter_map(|(one, company)| tell(reading, *one, company)).collect()
}

/// What the tells of a sentence weigh for those of others: a sure one 2, a weak one 1; cheer only shows beside others.
fn weight(here: &[(usize, Span, f64)]) -> usize {
    let grave = here.iter().filter(|(family, ..)| TELLS.families[*family].rule != CHEER);
    grave.map(|(.., strength)| if *strength < ALONE { 1 } else { 2 }).max().unwrap_or(0)
}

fn tell(reading: &Reading<'_>, (family, span, strength): (usize, Span, f64), company: usize) -> Option<Tell> {
    let family = &TELLS.families[family];
    let more = if strength < ALONE { 0.03 * company.min(4) as f64 } else { 0.0 };
    let quoted = format!("\u{201c}{}\u{201d}", words(reading, span));
    let evidence = Evidence::new(span, strength + more, family.why.replace("{}", &quoted)).instead(family.instead);
    (evidence.strength >= ALONE).then_some(Tell { rule: rule(family.rule)?, evidence })
}

/// The surest tell of a mechanism in a sentence; the tells stand by place.
pub(super) fn surest(tells: &[Tell], mechanism: Mechanism, sentence: Span) -> Option<&Tell> {
    let from = tells.partition_point(|tell| tell.evidence.span.start < sentence.start);
    let inside = tells[from..].iter().take_while(|tell| tell.evidence.span.start < sentence.end);
    inside
        .filter(|tell| tell.rule.mechanism == mechanism)
        .max_by(|one, other| one.evidence.strength.total_cmp(&other.evidence.strength))
}
