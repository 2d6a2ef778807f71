//! The end of a review: what was decided, before it is written, and what is said when the command ends.

use super::desk::Desk;
use super::page::{lines, row, waiting};
use super::replies;
use crate::settings::Settings;
use crate::show::{Paint, notice};
use attuned::ReplyMark;

/// How many changed replies are listed.
const LISTED: usize = 12;

/// The last page: which replies change, and what is left.
pub(super) fn end(desk: &Desk, width: usize) -> Vec<String> {
    let review = &desk.review;
    let changed: Vec<usize> = (0..review.len()).filter(|at| review.is_changed(*at)).collect();
    let mut out = lines(Paint::Plain, "The end of the review.", width);
    let left = [
        waiting(desk.written, "written"),
        waiting(desk.noted, "left as they are, which lint knows now"),
        waiting(changed.len(), "changed, not written yet"),
        waiting(desk.unnoted(), "left as they are for a reason, not noted yet"),
        waiting(skipped(desk), "skipped, for next time"),
        waiting(undecided(desk), "with something left to decide"),
    ];
    out.extend(left.into_iter().flatten().flat_map(|words| lines(Paint::Plain, &words, width)));
    out.extend(changed.iter().take(LISTED).flat_map(|at| lines(Paint::Dim, &format!("- {}", row(review, *at)), width)));
    if changed.len() > LISTED {
        out.extend(lines(Paint::Dim, &format!("… and {} more", changed.len() - LISTED), width));
    }
    let next = match changed.len() + desk.unnoted() {
        0 => "q ends; K goes back.",
        _ => "y writes them; q keeps them for later; K goes back.",
    };
    out.extend(lines(Paint::Plain, next, width));
    out
}

/// What is said when the review ends.
pub(super) fn parting(desk: &Desk, settings: &Settings) {
    if let Some(cost) = desk.asking.cost() {
        notice(settings, &cost);
    }
    let parts = [
        waiting(desk.written, "written"),
        waiting(desk.unwritten(), "changed and not written: the same command goes on, w writes"),
        waiting(
            desk.unnoted(),
            "left as they are for a reason that lint does not know yet: the same command with --all, w notes it",
        ),
        waiting(skipped(desk), "skipped"),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if !parts.is_empty() {
        notice(settings, &parts.join("; "));
    }
    if !desk.refused.is_empty() {
        let (count, why) = (desk.unwritten(), desk.refused.join("; "));
        let are = if count == 1 { "is" } else { "are" };
        notice(settings, &format!("{} {are} not written: {why}", replies(count)));
    }
}

fn skipped(desk: &Desk) -> usize {
    let skipped = |at: &&usize| matches!(desk.review.mark(**at), Some(ReplyMark::Skipped(_)));
    desk.queue.iter().filter(skipped).count()
}

fn undecided(desk: &Desk) -> usize {
    desk.queue.iter().filter(|at| !desk.review.is_decided(**at)).count() - skipped(desk)
}
