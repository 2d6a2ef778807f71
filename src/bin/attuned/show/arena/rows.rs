//! The rows of the tables, the same on a terminal and on a page.

use super::super::table::Row;
use super::super::wrap::harmless;
use attuned::{Arena, Figures, Group, Interval, Mechanism, Part, Standing, Standings};

/// What is counted: its name, and how a side's figure is written. An indented name belongs to the one above.
type Line = (&'static str, fn(&Figures) -> String);

const BROKEN: &[Line] = &[("breaks a guard", |one| percent(one.broken))];

const LENGTH: &[Line] = &[
    ("length, median of the draft's", |one| one.length.median.map_or_else(none, |median| format!("{median:.2}"))),
    ("  more than 1.25 times", |one| percent(one.length.over_1_25)),
    ("  more than 1.6 times", |one| percent(one.length.over_1_6)),
    ("changed", |one| percent(one.changed)),
    ("as it was, where nothing was found", |one| percent(one.clean_unchanged)),
    ("opens with a stock phrase", |one| percent(one.stock_openings)),
    ("  with the most frequent opening", |one| percent(opening(one))),
    ("validates, paraphrases, advises", |one| percent(Part::new(one.repeats.in_sequence, one.repeats.voiced))),
];

const LOST: &[Line] = &[("must be kept, and lost", |one| percent(one.must_keep_lost))];

const LEFT: &[Line] =
    &[("findings left", |one| percent(one.left.any)), ("  clear or severe", |one| percent(one.left.clear))];

const COST: &[Line] = &[
    ("calls", |one| cost(one, one.usage.calls)),
    ("  tokens read", |one| cost(one, one.usage.prompt_tokens)),
    ("  tokens written", |one| cost(one, one.usage.completion_tokens)),
];

/// The figures of both sides, row by row; what neither side can have is left out.
pub(super) fn figures(arena: &Arena) -> Vec<Row> {
    let any = |there: fn(&Figures) -> bool| arena.figures.iter().any(there);
    let (kept, told) = (any(|one| one.must_keep_lost.of > 0), any(|one| one.usage_told > 0));
    let rows = |lines: &[Line], there: bool| {
        let row = |(name, write): &Line| ((*name).to_owned(), arena.figures.iter().map(write).collect());
        lines.iter().filter(|_| there).map(row).collect::<Vec<Row>>()
    };
    let mechanisms = Mechanism::ALL.map(|one| mechanism(arena, one)).into();
    [
        rows(BROKEN, true),
        guards(arena),
        rows(LOST, kept),
        rows(LENGTH, true),
        rows(LEFT, true),
        mechanisms,
        rows(COST, told),
    ]
    .concat()
}

/// The replies that share the most frequent opening.
fn opening(one: &Figures) -> Part {
    let most = one.repeats.openings.iter().map(|opening| opening.replies).max();
    Part::new(most.unwrap_or(0), one.repeats.replies)
}

fn mechanism(arena: &Arena, one: Mechanism) -> Row {
    let part = |figures: &Figures| percent(figures.left.mechanisms[one as usize]);
    (format!("    {}", one.title()), arena.figures.iter().map(part).collect())
}

/// A row for each guard that either side breaks.
fn guards(arena: &Arena) -> Vec<Row> {
    let replies = |figures: &Figures, guard: &str| {
        let replies = figures.guards.iter().find(|one| one.guard == guard).map_or(0, |one| one.replies);
        percent(Part::new(replies, figures.replies))
    };
    let broken = |guard: &&str| arena.figures.iter().any(|side| side.guards.iter().any(|one| one.guard == *guard));
    let row = |guard: &str| (format!("  {guard}"), arena.figures.iter().map(|one| replies(one, guard)).collect());
    attuned::guards().map(|(guard, _)| guard).filter(broken).map(row).collect()
}

/// The heads of the judge's table.
pub(super) fn heads(arena: &Arena) -> Vec<String> {
    let [a, b] = arena.names.each_ref().map(|name| harmless(name));
    let [pairs, even, share, interval, position, p] =
        ["pairs", "even", "share", "95 %", "position", "p"].map(str::to_owned);
    vec![pairs, a, even, b, share, interval, position, p]
}

/// What the numbers of that table are.
pub(super) fn legend(arena: &Arena) -> String {
    let name = harmless(&arena.names[0]);
    format!(
        "Preferred in both orders; share: {name}'s of the pairs that either side won, with its 95 % interval (Wilson); \
         position: pairs in which the orders disagreed, counted as even; p: two-sided sign test."
    )
}

/// The standing over all pairs.
pub(super) fn all(judge: &Standings) -> Row {
    ("all".to_owned(), standing(&judge.all))
}

/// The standings by mechanism.
pub(super) fn mechanisms(judge: &Standings) -> Vec<Row> {
    let title = |name: &str| name.parse().map_or_else(|_| name.to_owned(), |one: Mechanism| one.title().to_owned());
    grouped(&judge.mechanisms, "nothing found", title)
}

/// The standings by domain.
pub(super) fn domains(judge: &Standings) -> Vec<Row> {
    grouped(&judge.domains, "none named", harmless)
}

fn grouped(groups: &[Group], none: &str, title: impl Fn(&str) -> String) -> Vec<Row> {
    let name = |group: &Group| group.name.as_deref().map_or_else(|| none.to_owned(), &title);
    groups.iter().map(|group| (name(group), standing(&group.standing))).collect()
}

fn standing(one: &Standing) -> Vec<String> {
    let counts = [one.pairs, one.wins, one.evens, one.losses].map(|count| count.to_string());
    let decided = one.share.of > 0;
    let p = match one.p {
        _ if !decided => none(),
        p if p < 0.001 => "< 0.001".to_owned(),
        p => format!("{p:.3}"),
    };
    let rest = [percent(one.share), one.interval.map_or_else(none, interval), percent(one.position), p];
    counts.into_iter().chain(rest).collect()
}

fn interval(one: Interval) -> String {
    format!("{:.0}–{:.0} %", one.low * 100.0, one.high * 100.0)
}

/// To what the judge objected: a row for each kind.
pub(super) fn objections(judge: &Standings) -> Vec<Row> {
    let row = |one: &attuned::Objected| (one.kind.replace('_', " "), vec![one.a.to_string(), one.b.to_string()]);
    judge.objections.iter().map(row).collect()
}

/// A share in percent; where there is nothing to share, none.
fn percent(part: Part) -> String {
    part.share().map_or_else(none, |share| format!("{:.0} %", share * 100.0))
}

fn cost(one: &Figures, count: u64) -> String {
    if one.usage_told == 0 { none() } else { count.to_string() }
}

fn none() -> String {
    "–".to_owned()
}
