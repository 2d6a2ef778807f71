//! What the rules count over all replies of one side.

use super::bout::Bout;
use super::{Look, Part, Side, sum};
use crate::detect::{Mechanism, Severity};
use crate::guard::guards;
use crate::repeat::{Repeats, Repetition};
use crate::revise::Usage;
use serde::{Serialize, Serializer};

/// How long replies are beside their drafts.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Length {
    /// The median of reply length by draft length, in characters; `None` without replies.
    pub median: Option<f64>,
    /// Replies of more than 1.25 times the draft.
    pub over_1_25: Part,
    /// Replies of more than 1.6 times the draft.
    pub over_1_6: Part,
}

/// How many replies break one guard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Broken {
    /// Its name.
    pub guard: &'static str,
    /// Replies that break it at least once.
    pub replies: usize,
}

/// What is still found in replies.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Left {
    /// Replies with any finding.
    pub any: Part,
    /// Replies with a finding that is clear or severe.
    pub clear: Part,
    /// The same by mechanism, in the order of [`Mechanism::ALL`]; in records an object by name.
    #[serde(serialize_with = "by_name")]
    pub mechanisms: [Part; 4],
}

/// The figures of one side.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Figures {
    /// Replies.
    pub replies: usize,
    /// Replies that are not the draft, byte for byte.
    pub changed: Part,
    /// Of the drafts in which nothing is found, those that came back byte for byte.
    pub clean_unchanged: Part,
    /// Replies that break a guard against the draft.
    pub broken: Part,
    /// By guard, in the order in which guards look; those that no reply breaks are left out.
    pub guards: Vec<Broken>,
    /// How long they are beside the drafts.
    pub length: Length,
    /// What is still found in them.
    pub left: Left,
    /// Replies that open with a stock phrase.
    pub stock_openings: Part,
    /// What they repeat: openings, phrases, one sequence of moves.
    pub repeats: Repetition,
    /// Of all texts that records say must be kept, those that are gone.
    pub must_keep_lost: Part,
    /// What they cost together.
    pub usage: Usage,
    /// Replies that say what they cost.
    pub usage_told: usize,
}

impl Figures {
    /// The figures of a side.
    pub fn new(bouts: &[Bout], side: Side) -> Self {
        let looks: Vec<&Look> = bouts.iter().map(|bout| bout.look(side)).collect();
        let clean = bouts.iter().filter(|bout| bout.before.findings.is_empty());
        let told = looks.iter().filter_map(|look| look.usage);
        Self {
            replies: looks.len(),
            changed: Part::among(&looks, |look| !look.unchanged),
            clean_unchanged: Part::among(clean, |bout| bout.look(side).unchanged),
            broken: Part::among(&looks, |look| !look.violations.is_empty()),
            guards: broken(&looks),
            length: length(&looks),
            left: left(&looks),
            stock_openings: Part::among(&looks, |look| look.stock_opening),
            repeats: repeats(bouts, side),
            must_keep_lost: Part::new(
                looks.iter().map(|look| look.lost.len()).sum(),
                bouts.iter().map(|bout| bout.must_keep.len()).sum(),
            ),
            usage_told: told.clone().count(),
            usage: told.fold(Usage::default(), sum),
        }
    }
}

fn repeats(bouts: &[Bout], side: Side) -> Repetition {
    let mut repeats = Repeats::new();
    bouts.iter().for_each(|bout| repeats.add(&bout.draft.with_text(&*bout.look(side).text)));
    repeats.report()
}

fn broken(looks: &[&Look]) -> Vec<Broken> {
    let breaks = |look: &Look, guard| look.violations.iter().any(|one| one.guard == guard);
    let count = |guard| looks.iter().filter(|look| breaks(look, guard)).count();
    let all = guards().map(|(guard, _)| Broken { guard, replies: count(guard) });
    all.filter(|one| one.replies > 0).collect()
}

fn length(looks: &[&Look]) -> Length {
    let mut ratios: Vec<f64> = looks.iter().filter_map(|look| look.length).collect();
    ratios.sort_by(f64::total_cmp);
    let over = |limit: f64| Part::among(&ratios, |ratio| *ratio > limit);
    Length { median: median(&ratios), over_1_25: over(1.25), over_1_6: over(1.6) }
}

/// The middle of a sorted list; of two middles their mean.
fn median(sorted: &[f64]) -> Option<f64> {
    let middle = sorted.len().checked_sub(1)? / 2;
    Some((sorted[middle] + sorted[sorted.len() / 2]) / 2.0)
}

fn left(looks: &[&Look]) -> Left {
    let clear = |severity: Option<Severity>| severity >= Some(Severity::Clear);
    Left {
        any: Part::among(looks, |look| !look.after.findings.is_empty()),
        clear: Part::among(looks, |look| clear(look.after.worst())),
        mechanisms: Mechanism::ALL.map(|one| Part::among(looks, |look| clear(look.after.severity(one)))),
    }
}

fn by_name<S: Serializer>(all: &[Part; 4], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(Mechanism::ALL.iter().zip(all).map(|(one, part)| (one.name(), part)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arena::{Eye, Offer};
    use crate::record::Record;
    use serde_json::json;

    fn bout(said: &str, draft: &str, reply: &str) -> Bout {
        let record = json!({"conversation": [{"role": "user", "content": said}], "draft": draft, "must_keep": ["4"]});
        let record = Record::read(record, 1).unwrap();
        let usage = Some(Usage { calls: 2, prompt_tokens: 30, ..Usage::default() });
        let offers = [Offer::of(&record), Offer { text: reply.into(), usage, ..Offer::default() }];
        Bout::new(record, offers, &Eye::default()).unwrap()
    }

    #[test]
    fn the_figures_of_two_replies() {
        let bouts = [
            bout("Which room is the choir in?", "Room 4.", "Room 5, as ever, on the second floor of the old wing."),
            bout(
                "You cancelled my mother's surgery twice and nobody rang. Why?",
                "It is regretted that 4 of her appointments were cancelled.",
                "We cancelled 4 of them.",
            ),
        ];
        let [a, b] = Side::BOTH.map(|side| Figures::new(&bouts, side));
        assert_eq!((a.changed, a.clean_unchanged, a.broken), (Part::new(0, 2), Part::new(1, 1), Part::new(0, 2)));
        assert_eq!(
            (b.changed, b.clean_unchanged, b.must_keep_lost),
            (Part::new(2, 2), Part::new(0, 1), Part::new(1, 2))
        );
        assert!(b.guards.iter().any(|one| one.guard == "numbers" && one.replies == 1), "{:?}", b.guards);
        assert_eq!((a.length.median, b.length.over_1_6), (Some(1.0), Part::new(1, 2)));
        assert!(a.left.clear.count >= 1 && a.left.mechanisms[3].count == 1, "{:?}", a.left);
        assert_eq!((a.usage_told, b.usage_told, b.usage.calls, b.usage.prompt_tokens), (0, 2, 4, 60));
    }

    #[test]
    fn the_median_of_an_even_number_lies_between() {
        assert_eq!((median(&[]), median(&[3.0]), median(&[1.0, 2.0])), (None, Some(3.0), Some(1.5)));
        assert_eq!(median(&[1.0, 2.0, 9.0]), Some(2.0));
    }
}
